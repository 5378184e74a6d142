//! Formats a document as the command line does: [`check_format`].

use std::sync::Arc;

use oas_diagnostics::{DiagnosticSink, FileId, MemoryLoader, SourceMap};
use oas_fmt::{Objects, Refusal, format};
use oas_model::ResolvedDocument;
use oas_syntax::{Format, Limits};

/// Formats one text; its objects are known when it has `openapi`.
///
/// Formats the result again and fails when that changes anything.
pub(crate) fn check_format(name: &str, text: &str) -> Result<String, Refusal> {
    let once = format_once(name, text)?;
    let twice = format_once(name, &once).expect("what was formatted can be formatted");
    assert_eq!(once, twice, "formatting again changed `{name}`:\n{text}");
    Ok(once)
}

pub(crate) fn format_once(name: &str, text: &str) -> Result<String, Refusal> {
    let limits = Limits::default();
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let loader = MemoryLoader::new().with(name, text.as_bytes().to_vec());
    let document = oas_model::load(&loader, name, &limits, &mut sources, &mut sink);
    let resolved = document.map(|document| ResolvedDocument::resolve(document, &mut sink));
    let (objects, file) = match &resolved {
        Some(resolved) => {
            let file = resolved.document().entry();
            (
                Objects::of_document(resolved)
                    .remove(&file)
                    .unwrap_or_default(),
                file,
            )
        }
        None => (Objects::default(), file(&mut sources, name, text)),
    };
    // As the command line has it: without a byte order mark.
    let text: Arc<str> = text.strip_prefix('\u{feff}').unwrap_or(text).into();
    let language = Format::of_path(name).unwrap_or(Format::Yaml);
    format(file, &text, language, &objects, &limits)
}

fn file(sources: &mut SourceMap, name: &str, text: &str) -> FileId {
    sources
        .find(name)
        .unwrap_or_else(|| sources.add(name, name, text))
}

/// The value of a text by another reader, for comparing; `None` when it reads less than we do.
pub(crate) fn read_by_another(name: &str, text: &str) -> Option<serde_json::Value> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if Format::of_path(name) == Some(Format::Json) {
        return serde_json::from_str(text).ok();
    }
    // Readers do not agree on a block scalar at the very end without a line break.
    let text = format!("{}\n", text.strip_suffix('\n').unwrap_or(text));
    let mut value: serde_yaml::Value = serde_yaml::from_str(&text).ok()?;
    value.apply_merge().ok()?;
    serde_json::to_value(keys_as_text(value)).ok()
}

/// Status codes as keys may be numbers before, and are texts after.
fn keys_as_text(value: serde_yaml::Value) -> serde_yaml::Value {
    use serde_yaml::Value;
    match value {
        Value::Sequence(list) => list.into_iter().map(keys_as_text).collect(),
        Value::Mapping(map) => {
            let entries = map.into_iter().map(|(key, value)| {
                let key = match key {
                    Value::Number(number) => Value::String(number.to_string()),
                    Value::Bool(one) => Value::String(one.to_string()),
                    Value::Null => Value::String("null".to_owned()),
                    other => other,
                };
                (key, keys_as_text(value))
            });
            Value::Mapping(entries.collect())
        }
        Value::Tagged(tagged) => keys_as_text(tagged.value),
        other => other,
    }
}

/// The comments of a YAML text, sorted.
pub(crate) fn comments(text: &str) -> Vec<String> {
    let text: Arc<str> = text.into();
    let mut sources = SourceMap::new();
    let file = sources.add("comments.yaml", "comments.yaml", text.clone());
    let mut sink = DiagnosticSink::new();
    let tree = oas_syntax::parse(file, &text, Format::Yaml, &Limits::default(), &mut sink);
    let mut comments: Vec<_> = tree.comments().map(|one| one.text().to_owned()).collect();
    comments.sort();
    comments
}
