//! What is said of references that lead to nothing, or to something else than is needed.

use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_syntax::{JsonPointer, Node};

use super::diagnostics as rules;
use crate::fields::Kind;

/// A reference that comes back to itself.
pub(super) fn circle(value: Node<'_>, what: &str, through: Node<'_>) -> Diagnostic {
    Diagnostic::error(
        rules::REFERENCE_CIRCLE.name,
        value.location(),
        format!("this reference leads back to itself, so there is no {what} behind it"),
    )
    .related(through.key_location().span, "by way of this")
    .help(format!("let one of them be a {what} of its own"))
}

/// A reference where the specification has none.
pub(super) fn not_allowed(value: Node<'_>, what: &str, named: &str) -> Diagnostic {
    Diagnostic::warning(
        rules::REFERENCE_NOT_ALLOWED.name,
        value.key_location(),
        format!("`$ref` stands where the specification has no reference to {named}"),
    )
    .help(format!(
        "write the {what} here; other tools may not follow the reference"
    ))
}

/// Refuses references to something else than what is needed, by the section it stands in.
pub(super) fn check_kind<'d>(
    section: Option<&str>,
    target: Node<'d>,
    value: Node<'d>,
    kind: Kind,
    sink: &mut DiagnosticSink,
) -> Option<Node<'d>> {
    let is_object = target.is_mapping() || (kind == Kind::Schema && target.as_bool().is_some());
    let found = section.and_then(Kind::of_component_section);
    if section.is_none() && is_object {
        return Some(target);
    }
    if found.is_some_and(|found| found != kind) {
        let is = found.map_or_else(|| "something else".to_owned(), article);
        sink.push(
            Diagnostic::error(
                rules::REFERENCE_WRONG_KIND.name,
                value.location(),
                format!("this must refer to {}, but refers to {is}", article(kind)),
            )
            .related(target.key_location().span, "what it refers to")
            .help(match kind.component_section() {
                Some(section) => format!("refer to an entry of `#/components/{section}`"),
                None => format!("write the {} here", kind.described()),
            }),
        );
        return None;
    }
    if !is_object {
        sink.push(
            Diagnostic::error(
                rules::REFERENCE_WRONG_KIND.name,
                value.location(),
                format!(
                    "this must refer to {}, but refers to {}",
                    article(kind),
                    target.kind().described()
                ),
            )
            .related(target.key_location().span, "what it refers to"),
        );
        return None;
    }
    Some(target)
}

pub(super) fn dangling(
    root: Node<'_>,
    pointer: &JsonPointer,
    value: Node<'_>,
    text: &str,
) -> Diagnostic {
    let mut deepest = root;
    let mut missing = "";
    for segment in &pointer.0 {
        let Some(next) = deepest.find(&JsonPointer(vec![segment.clone()])) else {
            missing = segment;
            break;
        };
        deepest = next;
    }
    let within = deepest.pointer();
    let within = if within.is_empty() {
        "the root of the file".to_owned()
    } else {
        format!("`{within}`")
    };
    let diagnostic = Diagnostic::error(
        rules::REFERENCE_DANGLING.name,
        value.location(),
        format!("`{text}` leads nowhere"),
    )
    .label(format!("there is no `{missing}` in {within}"))
    .related(
        deepest.key_location().span,
        format!("`{missing}` would have to be in here"),
    );
    let known = deepest.entries().map(|entry| entry.key.text());
    match nearest(missing, known) {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")),
        None => diagnostic.help(format!("add `{missing}`, or correct the reference")),
    }
}

pub(super) fn article(kind: Kind) -> String {
    let word = kind.described();
    if word.ends_with('s') {
        return word.to_owned();
    }
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'O', 'X']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}
