//! Reading `contract.toml` with errors that have a place and the nearest valid word.

use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Diagnostic, FileId, Level, Place, SourceMap, Span};
use serde::de::DeserializeOwned;

use super::{Config, LintConfig};

/// Reads a configuration whose text is in `sources`.
pub(crate) fn read(file: FileId, sources: &SourceMap) -> Result<Config, Box<Diagnostic>> {
    from_toml(file, sources)
}

/// Reads a file of rules: what `[lint]` of a configuration has.
pub(crate) fn read_rules(file: FileId, sources: &SourceMap) -> Result<LintConfig, Box<Diagnostic>> {
    from_toml(file, sources)
}

fn from_toml<T: DeserializeOwned>(file: FileId, sources: &SourceMap) -> Result<T, Box<Diagnostic>> {
    let text = sources.file(file).text();
    toml::from_str(text).map_err(|error| Box::new(diagnostic(file, text, &error)))
}

fn diagnostic(file: FileId, text: &str, error: &toml::de::Error) -> Diagnostic {
    let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let place = error.span().map_or(Place::WholeDocument(file), |span| {
        Place::Span(Span::new(file, offset(span.start), offset(span.end)))
    });
    let mut lines = error.message().lines();
    let message = lines.next().unwrap_or("this is no valid TOML").to_owned();
    let mut diagnostic = Diagnostic::new("config-invalid", Level::Error, place, message.clone());
    for line in lines {
        diagnostic = diagnostic.note(line.trim());
    }
    // The words that would have been right stand in backticks, the wrong one first.
    let mut words = message.split('`').skip(1).step_by(2);
    let wrong = error
        .span()
        .and_then(|span| text.get(span))
        .map(|word| word.trim_matches('"'));
    let first = words.next();
    let near = wrong.or(first).and_then(|wrong| nearest(wrong, words));
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => {
            diagnostic.help("the file's JSON Schema is generated/docs/schemas/contract.schema.json")
        }
    }
}
