//! A plan as files: [`render`]. It decides nothing.

use oas_codegen::{OutputSet, RenderError, Template, Templates};

use crate::heads;
use crate::plan::Plan;
use crate::plan::file::{FilePlan, Part};
use crate::plan::models::ModelView;
use crate::plan::tag::OperationView;
use crate::runtime::RUNTIME;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        /// The templates of this backend, sorted.
        pub const TEMPLATES: &[Template] = &[
            $(Template {
                name: concat!("rust-axum/", $name),
                source: include_str!(concat!("../../../templates/rust-axum/", $name)),
            }),*
        ];
    };
}

templates!(
    "alias.rs.j2",
    "body.rs.j2",
    "cargo.toml.j2",
    "conventions.rs.j2",
    "enumeration.rs.j2",
    "error.rs.j2",
    "file.rs.j2",
    "handler.rs.j2",
    "library.rs.j2",
    "lints.toml.j2",
    "literals.rs.j2",
    "literals_traits.rs.j2",
    "number.rs.j2",
    "object.rs.j2",
    "open_enumeration.rs.j2",
    "open_enumeration_traits.rs.j2",
    "request.rs.j2",
    "response.rs.j2",
    "runtime.toml.j2",
    "schemas.rs.j2",
    "shared.rs.j2",
    "text.rs.j2",
    "text_traits.rs.j2",
    "trait.rs.j2",
    "tuple.rs.j2",
    "union.rs.j2",
    "union_traits.rs.j2",
    "wrapper.rs.j2",
);

/// The files of all packages.
pub(crate) fn render(plan: &Plan, templates: &Templates) -> Result<OutputSet, RenderError> {
    let mut outputs = OutputSet::new();
    for package in &plan.packages {
        let path = |path: &str| match package.directory.as_str() {
            "" => path.to_owned(),
            directory => format!("{directory}/{path}"),
        };
        let manifest = templates.render("rust-axum/cargo.toml.j2", &package.manifest)?;
        outputs.insert(path("Cargo.toml"), manifest)?;
        for file in &package.files {
            outputs.insert(path(&file.path), text(file, templates)?)?;
        }
    }
    if let Some(view) = &plan.runtime {
        let manifest = templates.render("rust-axum/runtime.toml.j2", view)?;
        outputs.insert("oas-runtime/Cargo.toml", manifest)?;
        for (path, text) in RUNTIME {
            outputs.insert(format!("oas-runtime/src/{path}"), *text)?;
        }
    }
    Ok(outputs)
}

fn text(file: &FilePlan, templates: &Templates) -> Result<String, RenderError> {
    let mut text = templates.render("rust-axum/file.rs.j2", &file.head)?;
    for part in &file.parts {
        text.push('\n');
        text.push_str(&heads::broken(templates.render(part.template(), part)?));
    }
    Ok(text)
}

impl Part {
    /// The template of the part's view.
    pub(crate) const fn template(&self) -> &'static str {
        match self {
            Self::Conventions(_) => "rust-axum/conventions.rs.j2",
            Self::Shared(_) => "rust-axum/shared.rs.j2",
            Self::Library(_) => "rust-axum/library.rs.j2",
            Self::Schemas(_) => "rust-axum/schemas.rs.j2",
            Self::Model(view) => match view {
                ModelView::Object(_) => "rust-axum/object.rs.j2",
                ModelView::Text(_) => "rust-axum/text.rs.j2",
                ModelView::Number(_) => "rust-axum/number.rs.j2",
                ModelView::Enumeration(_) => "rust-axum/enumeration.rs.j2",
                ModelView::OpenEnumeration(_) => "rust-axum/open_enumeration.rs.j2",
                ModelView::Literals(_) => "rust-axum/literals.rs.j2",
                ModelView::Union(_) => "rust-axum/union.rs.j2",
                ModelView::Tuple(_) => "rust-axum/tuple.rs.j2",
                ModelView::Alias(_) => "rust-axum/alias.rs.j2",
                ModelView::Wrapper(_) => "rust-axum/wrapper.rs.j2",
            },
            Self::Operation(view) => match view {
                OperationView::Trait(_) => "rust-axum/trait.rs.j2",
                OperationView::Request(_) => "rust-axum/request.rs.j2",
                OperationView::Body(_) => "rust-axum/body.rs.j2",
                OperationView::Response(_) => "rust-axum/response.rs.j2",
                OperationView::Error(_) => "rust-axum/error.rs.j2",
                OperationView::Handler(_) => "rust-axum/handler.rs.j2",
            },
        }
    }
}

#[cfg(test)]
mod tests;
