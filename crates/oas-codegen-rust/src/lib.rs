//! The Rust backend: axum server traits, models and runtime glue.
//!
//! Each API becomes a package: a module of models, one per tag with its trait and router, and the
//! table of operations. What several APIs share becomes a package of its own. [`plan`] decides
//! everything, templates print it, `oas-runtime` does the work. Read [`Rust`] first.

mod diagnostics;
mod heads;
mod layout;
mod names;
mod pattern;
mod plan;
mod render;
mod runtime;
mod schema;
mod settings;
mod types;
mod uses;

use oas_codegen::{Backend, OutputSet, RenderError, Templates};
use oas_diagnostics::DiagnosticSink;
use oas_ir::Contract;

pub use diagnostics::DIAGNOSTICS;
pub use plan::Plan;
pub use render::TEMPLATES;
pub use runtime::RUNTIME;
pub use settings::{Origin, Runtime, Settings};

/// The Rust backend.
#[derive(Clone, Debug, Default)]
pub struct Rust {
    settings: Settings,
}

impl Rust {
    /// A backend with these settings.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Backend for Rust {
    const ID: &'static str = "rust";

    type Plan = Plan;

    fn plan(&self, contract: &Contract, sink: &mut DiagnosticSink) -> Plan {
        plan::plan(contract, &self.settings, sink)
    }

    fn render(&self, plan: &Plan, templates: &Templates) -> Result<OutputSet, RenderError> {
        render::render(plan, templates)
    }
}
