//! What comments say: descriptions, and the tags that editors know.

use oas_codegen::writer::typescript::DocText;
use oas_ir::{Deprecation, Method, Operation, Property, TypeDef, TypeDoc};

/// The comment of a declared type.
pub(crate) fn of_type(definition: &TypeDef) -> DocText {
    comment(&definition.doc, &[], 0)
}

/// The comment of a member; what is said of its type counts where nothing is said of itself.
pub(crate) fn of_property(property: &Property, definition: &TypeDef) -> DocText {
    let mut doc = property.doc.clone();
    if doc.description.is_none() && definition.given_name().is_none() {
        doc.description.clone_from(&definition.doc.description);
    }
    let default = property
        .default
        .as_ref()
        .or(definition.default.as_ref())
        .map(|value| ("@defaultValue", format!("`{value}`")));
    comment(&doc, default.as_slice(), 2)
}

/// The comment of Markdown with tags for a deprecation and others.
pub(crate) fn comment(doc: &TypeDoc, tags: &[(&'static str, String)], indent: usize) -> DocText {
    let text = doc
        .description
        .as_deref()
        .or(doc.title.as_deref())
        .unwrap_or_default();
    let deprecation = doc.deprecation.as_ref().map(deprecated);
    let tags: Vec<_> = tags.iter().cloned().chain(deprecation).collect();
    DocText::new(text, &tags, indent)
}

/// `@deprecated` with everything that is known of it.
pub(crate) fn deprecated(deprecation: &Deprecation) -> (&'static str, String) {
    let mut text = Vec::new();
    if let Some(successor) = &deprecation.successor {
        text.push(format!("Use `{successor}` instead."));
    }
    if let Some(since) = &deprecation.since {
        text.push(format!("Since {since}."));
    }
    if let Some(sunset) = &deprecation.sunset {
        text.push(format!("Gone after {sunset}."));
    }
    if let Some(guide) = &deprecation.migration_guide {
        text.push(format!("See {guide}."));
    }
    ("@deprecated", text.join(" "))
}

/// The comment of an operation: what it does, what is sent where, who may call, when it fails.
pub(crate) fn of_operation(operation: &Operation) -> DocText {
    let mut text = String::new();
    let mut paragraph = |one: &str| {
        if !one.trim().is_empty() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(one.trim());
        }
    };
    if let Some(summary) = &operation.summary {
        paragraph(&sentence(summary));
    }
    if let Some(description) = &operation.description {
        paragraph(description);
    }
    paragraph(&endpoint(operation));
    if !operation.error_codes.is_empty() {
        let codes = operation
            .error_codes
            .iter()
            .map(|code| format!("- {} `{}`: {}", code.status, code.code, code.scenario));
        let codes: Vec<String> = codes.collect();
        paragraph(&format!("Errors:\n\n{}", codes.join("\n")));
    }
    let mut tags = Vec::new();
    for sample in &operation.code_samples {
        if matches!(sample.lang.to_lowercase().as_str(), "typescript" | "ts") {
            tags.push(("@example", format!("```ts\n{}\n```", sample.source.trim())));
        }
    }
    tags.extend(stability(operation));
    DocText::new(&text, &tags, 0)
}

/// The comment of a method of the client, which is short: the operation's has the rest.
pub(crate) fn of_method(operation: &Operation, name: &str) -> DocText {
    let summary = operation
        .summary
        .as_deref()
        .map(sentence)
        .unwrap_or_default();
    let text = format!("{summary}\n\n{} See `{name}`.", endpoint(operation));
    DocText::new(&text, &stability(operation), 2)
}

fn stability(operation: &Operation) -> Vec<(&'static str, String)> {
    let beta = (operation.stability.as_deref() == Some("beta")).then(|| ("@beta", String::new()));
    let deprecation = operation.deprecation.as_ref().map(deprecated);
    beta.into_iter().chain(deprecation).collect()
}

/// `GET /pets`, and what a caller needs for it.
fn endpoint(operation: &Operation) -> String {
    let mut scopes: Vec<&str> = operation
        .security
        .first()
        .iter()
        .flat_map(|alternative| &alternative.requirements)
        .flat_map(|requirement| &requirement.scopes)
        .map(String::as_str)
        .collect();
    scopes.dedup();
    let scopes = match scopes.as_slice() {
        [] => String::new(),
        [scope] => format!(", scope `{scope}`"),
        scopes => format!(", scopes `{}`", scopes.join("`, `")),
    };
    format!(
        "`{} {}`{scopes}.",
        method(&operation.method),
        operation.path.text
    )
}

fn method(method: &Method) -> &str {
    method.as_str()
}

/// A summary as a sentence.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
