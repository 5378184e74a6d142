//! A package: its manifest, and the file that holds its modules together.

use std::collections::BTreeSet;

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident};
use oas_codegen::writer::text::{TomlKey, TomlString};
use oas_ir::{Api, Contract};
use serde::Serialize;

use super::Contexts;
use super::file::{FilePlan, Heads, Part};
use super::tag::TagPlan;
use crate::layout::{self, Expr};
use crate::settings::Runtime;
use crate::uses::Uses;

/// `cargo.toml.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ManifestView {
    pub(crate) header: Code,
    pub(crate) name: TomlString,
    pub(crate) version: TomlString,
    pub(crate) description: TomlString,
    /// Where the runtime is: `path = "..."`.
    pub(crate) runtime: Code,
    /// The package of what several documents share.
    pub(crate) common: Option<DependencyView>,
}

/// A dependency on a package of the same output.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct DependencyView {
    /// The name as a key.
    pub(crate) key: Code,
    pub(crate) path: TomlString,
    /// The feature `utoipa` of that package.
    pub(crate) feature: TomlString,
}

/// `runtime.toml.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RuntimeView {
    /// The runtime's own version.
    pub(crate) version: TomlString,
}

impl Default for RuntimeView {
    fn default() -> Self {
        Self {
            version: TomlString::new(env!("CARGO_PKG_VERSION")),
        }
    }
}

/// What a package says about itself.
#[derive(Clone, Debug)]
pub(crate) struct PackageFacts {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    /// What the package is generated from.
    pub(crate) origin: &'static str,
}

impl PackageFacts {
    /// The facts of a document.
    pub(crate) fn of(api: &Api) -> Self {
        let about = [&api.info.summary, &api.info.description];
        Self {
            title: api.info.title.clone(),
            version: api.info.version.clone(),
            description: about.into_iter().flatten().next().cloned(),
            origin: "its OpenAPI document",
        }
    }

    /// The facts of what several documents share.
    pub(crate) fn common(contract: &Contract) -> Self {
        let versions = contract
            .apis
            .iter()
            .map(|api| cargo_version(&api.info.version));
        Self {
            title: "What several APIs share".to_owned(),
            version: versions.max().unwrap_or_default(),
            description: None,
            origin: "their OpenAPI documents and conventions",
        }
    }
}

/// What a package depends on.
#[derive(Clone, Debug)]
pub(crate) struct Dependencies {
    runtime: Code,
    common: Option<DependencyView>,
}

impl Dependencies {
    /// The dependencies of a package; `common` is the directory of what several documents share.
    pub(crate) fn of(contexts: &Contexts<'_>, common: Option<&str>) -> Self {
        let text = |text: &str| Code::from(&TomlString::new(text));
        let runtime = match &contexts.settings.runtime {
            Runtime::Path(path) => Code::fixed("path = ").with(text(path)),
            Runtime::Version(requirement) => Code::fixed("version = ").with(text(requirement)),
            Runtime::Vendor if contexts.common.is_some() => {
                Code::fixed("path = \"../oas-runtime\"")
            }
            Runtime::Vendor => Code::fixed("path = \"oas-runtime\""),
        };
        let common = common.filter(|_| contexts.common.is_some()).map(|name| {
            let package = contexts.package_name(name);
            let directory = oas_codegen::file_stem(name).replace('_', "-");
            DependencyView {
                key: Code::from(&TomlKey::new(&package)),
                path: TomlString::new(&format!("../{directory}")),
                feature: TomlString::new(&format!("{package}/utoipa")),
            }
        });
        Self { runtime, common }
    }
}

/// Plans the manifest of a package.
pub(crate) fn plan_manifest(
    facts: &PackageFacts,
    name: &str,
    header: Code,
    dependencies: &Dependencies,
) -> ManifestView {
    let description = format!("{}, generated from {}.", facts.title.trim(), facts.origin);
    let one_line: Vec<&str> = description.split_whitespace().collect();
    ManifestView {
        header,
        name: TomlString::new(name),
        version: TomlString::new(&cargo_version(&facts.version)),
        description: TomlString::new(&one_line.join(" ")),
        runtime: dependencies.runtime.clone(),
        common: dependencies.common.clone(),
    }
}

/// A version that Cargo takes: three numbers, whatever a document's version looks like.
fn cargo_version(version: &str) -> String {
    let core = version.trim().trim_start_matches('v');
    let core = core.split(['-', '+', ' ']).next().unwrap_or_default();
    let numbers = core.split('.').map_while(|part| part.parse::<u64>().ok());
    let mut numbers: Vec<String> = numbers.take(3).map(|number| number.to_string()).collect();
    numbers.resize(3, "0".to_owned());
    numbers.join(".")
}

/// `library.rs.j2`: modules, what is re-exported of them, and the table of operations.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LibraryView {
    /// Declarations of modules.
    pub(crate) modules: Vec<Code>,
    /// Names that are found here too.
    pub(crate) reexports: Vec<Code>,
    /// The table of operations; empty where there is none.
    pub(crate) operations: Code,
}

/// Modules that are private, with all their names re-exported.
#[derive(Clone, Debug, Default)]
pub(crate) struct ModulesView {
    pub(crate) modules: Vec<Code>,
    pub(crate) reexports: Vec<Code>,
}

impl ModulesView {
    /// Adds a module with its public names.
    pub(crate) fn add(&mut self, module: &Ident, names: &BTreeSet<Ident>) {
        self.modules
            .push(Code::fixed("mod ").with(module).then(";"));
        let names: Vec<Code> = names.iter().map(Code::from).collect();
        if names.is_empty() {
            return;
        }
        // The formatter wants room for `pub` too.
        let declaration = layout::reexport(&Code::from(module), &names);
        self.reexports.push(declaration);
    }
}

/// `src/lib.rs` of a document's package.
pub(crate) fn plan_library(
    facts: &PackageFacts,
    has_models: bool,
    tags: &[TagPlan],
    heads: &Heads,
) -> FilePlan {
    let mut names: Vec<&Ident> = tags.iter().map(|tag| &tag.module).collect();
    let models = Ident::fixed("models");
    if has_models {
        names.push(&models);
    }
    let schemas = Ident::fixed("schemas");
    names.push(&schemas);
    names.sort_by_key(|name| layout::version_sort_key(name.as_str()));
    let modules = names.into_iter().map(|name| {
        if *name == schemas {
            super::schemas::module()
        } else {
            Code::fixed("pub mod ").with(name).then(";")
        }
    });
    let operations: Vec<Expr> = tags
        .iter()
        .flat_map(|tag| {
            let path = Code::fixed("&").with(&tag.module).then("::");
            tag.tables
                .iter()
                .map(move |table| Expr::plain(path.clone().with(table)))
        })
        .collect();
    let mut uses = Uses::default();
    uses.runtime("OperationMeta");
    let count = Code::number(i128::try_from(operations.len()).unwrap_or_default());
    let prefix = Code::fixed("pub static OPERATIONS: [&OperationMeta; ")
        .with(count)
        .then("] =");
    let library = LibraryView {
        modules: modules.collect(),
        reexports: vec![],
        operations: layout::assignment(&prefix, &Expr::Array("[", operations), 0),
    };
    let doc = library_doc(facts);
    super::file(
        "src/lib.rs".to_owned(),
        doc,
        &uses,
        None,
        heads,
        vec![Part::Library(library)],
    )
}

/// `src/lib.rs` of what several documents share: everything at the root.
pub(crate) fn plan_common_library(
    facts: &PackageFacts,
    files: &[FilePlan],
    heads: &Heads,
) -> FilePlan {
    let mut modules = ModulesView::default();
    modules.add(
        &Ident::fixed("conventions"),
        &[Ident::fixed("CONVENTIONS")].into(),
    );
    modules.add(
        &Ident::fixed("envelope"),
        &["ERRORS", "Success"].map(Ident::fixed).into(),
    );
    let names: BTreeSet<Ident> = files
        .iter()
        .flat_map(|file| &file.parts)
        .filter_map(|part| match part {
            Part::Model(model) => Some(model.name()),
            _ => None,
        })
        .cloned()
        .collect();
    if !names.is_empty() {
        modules.add(&Ident::fixed("models"), &names);
    }
    modules.modules.push(super::schemas::module());
    super::file(
        "src/lib.rs".to_owned(),
        library_doc(facts),
        &Uses::default(),
        None,
        heads,
        vec![Part::Library(modules.into())],
    )
}

fn library_doc(facts: &PackageFacts) -> DocText {
    let title = DocText::inner(&format!("{}.", facts.title.trim().trim_end_matches('.')), 0);
    match &facts.description {
        Some(description) => title.inner_paragraph(&DocText::inner(description, 0)),
        None => title,
    }
}
