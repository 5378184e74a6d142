//! Documents as text.

use oas_diagnostics::{DiagnosticSink, SourceMap};
use oas_syntax::{Format, Limits};
use serde_json::Value;

/// A document as indented JSON with a line end.
#[must_use]
pub fn to_json(document: &Value) -> String {
    // A value has string keys and finite numbers, so this cannot fail.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// A document as YAML with a line end.
///
/// Values that would read as something else are in quotes, also dates and times, which are texts
/// in YAML 1.2 and not in 1.1.
#[must_use]
pub fn to_yaml(document: &Value) -> String {
    // A value has string keys and finite numbers, so this cannot fail.
    let text = serde_yaml::to_string(document).unwrap_or_default();
    quote_old_forms(&text)
}

/// Puts quotes around plain texts that YAML 1.1, which many tools still read, takes for times.
fn quote_old_forms(text: &str) -> String {
    let file = SourceMap::new().add("", "", "");
    let shared = text.into();
    let tree = oas_syntax::parse(
        file,
        &shared,
        Format::Yaml,
        &Limits::default(),
        &mut DiagnosticSink::new(),
    );
    let mut quoted = String::with_capacity(text.len());
    let mut written = 0;
    for node in tree.nodes() {
        let span = node.span();
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(source) = text.get(start..end) else {
            continue;
        };
        if node.as_str() == Some(source) && is_old_form(source) && start >= written {
            quoted.push_str(&text[written..start]);
            quoted.push('\'');
            quoted.push_str(source);
            quoted.push('\'');
            written = end;
        }
    }
    quoted.push_str(&text[written..]);
    quoted
}

/// Dates, times, and numbers with colons: `2026-11-23`, `2026-11-23T10:00:00Z`, `12:30`.
fn is_old_form(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.contains(['-', ':'])
        && text
            .chars()
            .all(|one| one.is_ascii_digit() || "-:.+TtZz ".contains(one))
}

#[cfg(test)]
mod tests {
    use super::to_yaml;
    use serde_json::json;

    #[test]
    fn times_are_texts_for_every_reader() {
        let value = json!({ "at": "2026-11-23T10:00:00Z", "date": "2026-11-23", "200": "1-a", "list": ["12:30"] });
        assert_eq!(
            to_yaml(&value),
            "at: '2026-11-23T10:00:00Z'\ndate: '2026-11-23'\n'200': 1-a\nlist:\n- '12:30'\n"
        );
    }
}
