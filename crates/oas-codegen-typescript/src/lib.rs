//! The TypeScript backend: types, operation descriptors and the client runtime.
//!
//! A contract becomes one npm package: a module of types and one per tag for each API, a client
//! over all of them, and the hand-written runtime, copied. [`plan`] decides everything, templates
//! print it. Read [`TypeScript`] first.

mod diagnostics;
mod plan;
mod render;
#[cfg(test)]
mod template_tests;

use oas_codegen::{Backend, OutputSet, RenderError, Templates};
use oas_diagnostics::DiagnosticSink;
use oas_ir::Contract;

pub use diagnostics::DIAGNOSTICS;
pub use plan::Plan;
pub use plan::workspace::WorkspaceMember;
pub use render::{TEMPLATES, workspace};

/// Where generated files live, which decides what their first lines advise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// In the repository that has the templates too.
    Repository,
    /// Anywhere else.
    #[default]
    Elsewhere,
}

/// What a package is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The npm package: `@penguinmails/sdk`.
    pub package: String,
    /// Where the files live.
    pub origin: Origin,
}

/// Everything besides documents that packages are made of: path below `templates/` and text of each
/// template and each module of the runtime.
pub fn sources() -> impl Iterator<Item = (String, &'static str)> {
    let templates = TEMPLATES
        .iter()
        .map(|one| (one.name.to_owned(), one.source));
    templates.chain(plan::runtime::sources())
}

/// The TypeScript backend, for one package.
#[derive(Clone, Debug, Default)]
pub struct TypeScript {
    settings: Settings,
}

impl TypeScript {
    /// A backend for a package.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Backend for TypeScript {
    const ID: &'static str = "typescript";

    type Plan = Plan;

    fn plan(&self, contract: &Contract, sink: &mut DiagnosticSink) -> Plan {
        plan::plan(contract, &self.settings, sink)
    }

    fn render(&self, plan: &Plan, templates: &Templates) -> Result<OutputSet, RenderError> {
        render::render(plan, templates)
    }
}
