//! The npm workspace around packages: `package.json` and `package-lock.json`.
//!
//! The lock file is what lets `npm ci` install on a machine that has never seen the packages. All
//! that they need is the compiler, so it is written here instead of asked from a registry.

use oas_codegen::writer::Code;
use oas_codegen::writer::text::Json;
use serde::Serialize;
use serde_json::Value;

use super::package::PackageView;

/// What a workspace says of a package.
#[derive(Clone, Debug)]
pub struct WorkspaceMember {
    link: Json,
    name: Json,
    version: Json,
    license: Option<Json>,
}

impl WorkspaceMember {
    pub(crate) fn of(package: &PackageView) -> Self {
        Self {
            link: package.link.clone(),
            name: package.name.clone(),
            version: package.version.clone(),
            license: package.license.clone(),
        }
    }
}

/// `workspace.json.j2` and `workspace-lock.json.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct WorkspaceView {
    /// Directories of the packages, each but the last with its comma.
    pub(crate) directories: Vec<Code>,
    /// The packages.
    pub(crate) packages: Vec<LockedView>,
}

/// A package in the lock file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LockedView {
    /// Where it is linked: `"node_modules/@penguinmails/sdk"`.
    pub(crate) link: Json,
    /// Where it is: `"sdk"`.
    pub(crate) directory: Json,
    pub(crate) name: Json,
    pub(crate) version: Json,
    pub(crate) license: Option<Json>,
}

/// Plans the workspace of packages with their directories.
pub(crate) fn plan(members: &[(&str, &WorkspaceMember)]) -> WorkspaceView {
    let text = |text: String| Json::new(&Value::String(text));
    let directory = |(index, (directory, _)): (usize, &(&str, &WorkspaceMember))| {
        let code = Code::new().with(&text((*directory).to_owned()));
        code.then(if index + 1 < members.len() { "," } else { "" })
    };
    let locked = members.iter().map(|(directory, member)| LockedView {
        link: member.link.clone(),
        directory: text((*directory).to_owned()),
        name: member.name.clone(),
        version: member.version.clone(),
        license: member.license.clone(),
    });
    WorkspaceView {
        directories: members.iter().enumerate().map(directory).collect(),
        packages: locked.collect(),
    }
}
