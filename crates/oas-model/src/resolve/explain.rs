//! What is said of references that lead to nothing, or to something else than is needed.

use oas_diagnostics::source::vendored;
use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_syntax::{JsonPointer, Node};

use super::Reference;
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
    if target.parent().is_none() && target.get("openapi").is_some() {
        let message = format!(
            "this must refer to {}, but refers to the OpenAPI document",
            article(kind)
        );
        sink.push(
            Diagnostic::error(rules::REFERENCE_WRONG_KIND.name, value.location(), message)
                .help("`#` means the file, unless the schema has an `$id`; write the whole path"),
        );
        return None;
    }
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

/// A reference to a URL that nothing stands for.
pub(super) fn by_url(reference: &Reference, value: Node<'_>, text: &str, url: &str) -> Diagnostic {
    let message = format!("`{text}` names a document by URL, and nothing is fetched");
    let suggestion = vendored::suggestion(url);
    let diagnostic = Diagnostic::error(rules::REFERENCE_TO_URL, value.location(), message).help(
        format!("keep a copy of it, and say where: `--vendored {suggestion}`"),
    );
    if matches!(reference, Reference::Local { .. }) {
        return diagnostic.note(format!("it is relative to a copy: `{url}`"));
    }
    diagnostic
}

/// A reference to an anchor that is not there; `names` are those of the file.
pub(super) fn no_anchor(
    resource: Node<'_>,
    name: &str,
    value: Node<'_>,
    names: &[&str],
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        rules::REFERENCE_DANGLING.name,
        value.location(),
        format!("there is no schema with `$anchor: {name}` in this file"),
    );
    let pointer = JsonPointer(vec![name.to_owned()]);
    diagnostic.help(match nearest(name, names.iter().copied()) {
        Some(word) => format!("did you mean `#{word}`?"),
        None if resource.find(&pointer).is_some() => {
            format!("a path starts with `/`: `#/{name}`")
        }
        None => "a path starts with `/`: `#/components/schemas/Pet`".to_owned(),
    })
}

/// A reference that finds what it names only when an `$id` on its way is passed over.
pub(super) fn past_id(value: Node<'_>, resource: Node<'_>) -> Diagnostic {
    let id = resource.get("$id");
    let text = id.and_then(Node::as_str).unwrap_or_default();
    let diagnostic = Diagnostic::warning(
        rules::REFERENCE_PAST_ID.name,
        value.location(),
        format!("what this reference names is on the other side of `$id: {text}`"),
    )
    .help("write the URI of what it names before the `#`, or remove the `$id`");
    match id {
        Some(id) => diagnostic.related(id.span(), "`#` means this schema in it, and no other does"),
        None => diagnostic,
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
