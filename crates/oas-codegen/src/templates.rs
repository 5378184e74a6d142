//! Templates that print nothing but escaped text: [`Templates`].
//!
//! An undefined name is an error, and so is printing a value that is no writer type: text of a
//! document cannot get into a file by being forgotten. There are no filters, tests and functions:
//! what a template would compute with them is the plan's to decide. [`check`] is for tests.

use std::fmt;

pub mod check;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use crate::OutputError;

/// A template with its name, as `include_str!` brings it in.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// The path below `templates/`: `rust-axum/operation.rs.j2`.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
}

/// The templates of one backend.
pub struct Templates {
    environment: Environment<'static>,
    names: Vec<String>,
}

impl fmt::Debug for Templates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Templates")
            .field("names", &self.names)
            .finish_non_exhaustive()
    }
}

impl Templates {
    /// Compiles templates.
    ///
    /// # Errors
    ///
    /// Returns an error that names the template when one is malformed.
    pub fn new(templates: impl IntoIterator<Item = (String, String)>) -> Result<Self, RenderError> {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()?;
        environment.set_syntax(syntax);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        environment.set_formatter(|output, _, value| match value.as_str() {
            Some(text) if value.is_safe() => Ok(output.write_str(text)?),
            _ => Err(minijinja::Error::new(
                ErrorKind::BadSerialization,
                format!(
                    "only writer types print, and this is a plain {}",
                    value.kind()
                ),
            )),
        });
        let mut names = Vec::new();
        for (name, source) in templates {
            names.push(name.clone());
            environment.add_template_owned(name, source)?;
        }
        names.sort();
        Ok(Self { environment, names })
    }

    /// Compiles templates that are part of the program.
    ///
    /// # Errors
    ///
    /// As [`Templates::new`].
    pub fn embedded(templates: &[Template]) -> Result<Self, RenderError> {
        Self::new(
            templates
                .iter()
                .map(|one| (one.name.to_owned(), one.source.to_owned())),
        )
    }

    /// Names of all templates, sorted.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The text of a template.
    ///
    /// # Errors
    ///
    /// Returns an error when there is no such template.
    pub fn source(&self, name: &str) -> Result<String, RenderError> {
        Ok(self.environment.get_template(name)?.source().to_owned())
    }

    /// Renders a template with a view.
    ///
    /// # Errors
    ///
    /// Returns an error when there is no such template, or it uses what the view does not have.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String, RenderError> {
        let view = minijinja::Value::from(Serde(view));
        Ok(self.environment.get_template(name)?.render(view)?)
    }

    /// Top-level names that a template uses, sorted; names within loops are not seen.
    ///
    /// # Errors
    ///
    /// Returns an error when there is no such template.
    pub fn undeclared_variables(&self, name: &str) -> Result<Vec<String>, RenderError> {
        let template = self.environment.get_template(name)?;
        let mut names: Vec<_> = template.undeclared_variables(false).into_iter().collect();
        names.sort();
        Ok(names)
    }
}

/// A template and its view do not fit, or files of a plan get into each other's way.
#[derive(Debug)]
#[non_exhaustive]
pub enum RenderError {
    /// The template is malformed, missing, or uses what its view does not have.
    Template(minijinja::Error),
    /// Two files with one path, or a path that is none.
    Output(OutputError),
}

impl From<minijinja::Error> for RenderError {
    fn from(error: minijinja::Error) -> Self {
        Self::Template(error)
    }
}

impl From<OutputError> for RenderError {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template(error) => {
                write!(formatter, "{error}")?;
                let mut source = std::error::Error::source(error);
                while let Some(cause) = source {
                    write!(formatter, ": {cause}")?;
                    source = cause.source();
                }
                Ok(())
            }
            Self::Output(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for RenderError {}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::Templates;
    use crate::writer::rust::{Ident, StrLit};

    #[derive(Serialize)]
    struct View {
        writer: StrLit,
        list: Vec<Ident>,
        text: String,
        number: u32,
        flag: bool,
        missing: Option<Ident>,
    }

    fn render(source: &str) -> Result<String, String> {
        let view = View {
            writer: StrLit::new("a<b>\"{{ x }}"),
            list: vec![Ident::fixed("one"), Ident::fixed("two")],
            text: "fn main() {}".to_owned(),
            number: 1,
            flag: true,
            missing: None,
        };
        let template = ("t.j2".to_owned(), source.to_owned());
        Templates::new([template])
            .and_then(|templates| templates.render("t.j2", &view))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn writer_types_print_as_they_are() {
        assert_eq!(
            render("let x = {{ writer }};\n").as_deref(),
            Ok("let x = \"a<b>\\\"{{ x }}\";\n")
        );
        assert_eq!(
            render("{% for name in list %}\n  {{ name }},\n{% endfor %}\n").as_deref(),
            Ok("  one,\n  two,\n")
        );
        assert_eq!(
            render("{% if flag and not missing %}\nyes\n{% endif %}\n").as_deref(),
            Ok("yes\n")
        );
    }

    #[test]
    fn nothing_else_prints() {
        for source in [
            "{{ text }}",
            "{{ number }}",
            "{{ flag }}",
            "{{ missing }}",
            "{{ list }}",
            "{{ nothing }}",
            "{{ \"literal\" }}",
            "{{ text ~ writer }}",
            "{{ writer ~ text }}",
            "{{ writer[0:1] }}",
            "{{ text|safe }}",
            "{{ text|e }}",
            "{{ list|join }}",
            "{% autoescape true %}{{ text }}{% endautoescape %}",
            "{% set x %}{{ writer }}{{ number }}{% endset %}",
            "{% macro m() %}{{ text }}{% endmacro %}{{ m() }}",
            "{% for c in text %}{{ c }}{% endfor %}",
        ] {
            assert!(render(source).is_err(), "{source}: {:?}", render(source));
        }
    }

    #[test]
    fn an_error_names_template_and_line() {
        assert_eq!(
            render("\n\n{{ text }}").expect_err("plain text"),
            "could not serialize to value: only writer types print, and this is a plain string (in t.j2:3)"
        );
    }
}
