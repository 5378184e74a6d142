//! A plan as files: [`render`]. It decides nothing.

use oas_codegen::{OutputSet, RenderError, Template, Templates};
use serde::Serialize;

use crate::WorkspaceMember;
use crate::plan::{self, ModuleContent, Plan};

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        /// The templates of this backend, sorted.
        pub const TEMPLATES: &[Template] = &[
            $(Template {
                name: concat!("typescript/", $name),
                source: include_str!(concat!("../../../templates/typescript/", $name)),
            }),*
        ];
    };
}

templates!(
    "api.ts.j2",
    "client.ts.j2",
    "conventions.ts.j2",
    "core.ts.j2",
    "credentials.ts.j2",
    "index.ts.j2",
    "llms.txt.j2",
    "model.ts.j2",
    "models.ts.j2",
    "operation.ts.j2",
    "package.json.j2",
    "readme.md.j2",
    "runtime.ts.j2",
    "tag-index.ts.j2",
    "tag.ts.j2",
    "tsconfig.json.j2",
    "workspace-lock.json.j2",
    "workspace.json.j2",
);

/// The files of a package.
pub(crate) fn render(plan: &Plan, templates: &Templates) -> Result<OutputSet, RenderError> {
    let mut outputs = OutputSet::new();
    let mut file = |path: String, template: &str, view: &dyn ErasedView| {
        let text = view.render(templates, &format!("typescript/{template}.j2"))?;
        outputs.insert(path, text).map_err(RenderError::from)
    };
    file("package.json".to_owned(), "package.json", &plan.package)?;
    file("tsconfig.json".to_owned(), "tsconfig.json", &plan.package)?;
    file("README.md".to_owned(), "readme.md", &plan.readme)?;
    file("llms.txt".to_owned(), "llms.txt", &plan.readme)?;
    file("src/index.ts".to_owned(), "index.ts", &plan.index)?;
    file("src/core.ts".to_owned(), "core.ts", &plan.core)?;
    file("src/client.ts".to_owned(), "client.ts", &plan.client)?;
    file(
        "src/conventions.ts".to_owned(),
        "conventions.ts",
        &plan.conventions,
    )?;
    for module in &plan.runtime {
        file(format!("src/runtime/{}", module.file), "runtime.ts", module)?;
    }
    for api in &plan.apis {
        let directory = format!("src/{}", api.directory);
        for module in &api.modules {
            let path = format!("{directory}/{}.ts", module.path);
            match &module.content {
                ModuleContent::Index(view) => file(path, "api.ts", view)?,
                ModuleContent::Models(view) => file(path, "models.ts", view)?,
                ModuleContent::Tag(view) => file(path, "tag.ts", view)?,
                ModuleContent::TagIndex(view) => file(path, "tag-index.ts", view)?,
            }
        }
    }
    Ok(outputs)
}

/// Any view, so that one function takes them all.
trait ErasedView {
    fn render(&self, templates: &Templates, name: &str) -> Result<String, RenderError>;
}

impl<View: Serialize> ErasedView for View {
    fn render(&self, templates: &Templates, name: &str) -> Result<String, RenderError> {
        templates.render(name, self)
    }
}

/// The files of an npm workspace around packages in these directories, the packages themselves
/// aside.
///
/// # Errors
///
/// As rendering a package.
pub fn workspace(
    members: &[(&str, &WorkspaceMember)],
    templates: &Templates,
) -> Result<OutputSet, RenderError> {
    let view = plan::workspace::plan(members);
    let mut outputs = OutputSet::new();
    for (path, template) in [
        ("package.json", "typescript/workspace.json.j2"),
        ("package-lock.json", "typescript/workspace-lock.json.j2"),
    ] {
        outputs.insert(path, templates.render(template, &view)?)?;
    }
    Ok(outputs)
}
