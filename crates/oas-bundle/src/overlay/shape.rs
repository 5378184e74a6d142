//! Whether an Overlay document has the fields that its version gives it: [`check`].

use std::collections::BTreeMap;

use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{Applicability, Diagnostic, DiagnosticSink, Edit, Fix};
use oas_syntax::{Entry, Node, NodeKind};
use serde_json::Value;

use super::fields::{Form, Kind};
use super::version::OverlayVersion;
use crate::diagnostics::OVERLAY_STRUCTURE;

/// Reports fields that are missing, unknown or of the wrong type, and actions that come twice.
pub(super) fn check(root: Node<'_>, version: OverlayVersion, sink: &mut DiagnosticSink) {
    object(root, Kind::Overlay, version, sink);
    if let Some(actions) = root.get("actions").filter(|actions| actions.is_sequence()) {
        if actions.elements().len() == 0 {
            sink.push(
                error(actions, "`actions` needs at least one action")
                    .help("add an action: `- target: $.info`, with `update`, `remove` or `copy`"),
            );
        }
        repeated(actions, sink);
    }
}

fn error(node: Node<'_>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(OVERLAY_STRUCTURE.name, node.location(), message)
}

/// Objects stand within each other two deep.
fn object(node: Node<'_>, kind: Kind, version: OverlayVersion, sink: &mut DiagnosticSink) {
    for entry in node.entries() {
        let name = entry.key.text();
        let field = kind
            .fields()
            .iter()
            .find(|field| field.name == name && field.since <= version);
        match field {
            Some(field) => form(entry.value, name, field.form, version, sink),
            None if name.starts_with("x-") => {}
            None => sink.push(unknown(&entry, kind, version)),
        }
    }
    for field in kind.fields().iter().filter(|field| field.required) {
        if node.get(field.name).is_none() {
            let message = format!("{} needs `{}`", kind.described(), field.name);
            sink.push(
                Diagnostic::error(OVERLAY_STRUCTURE.name, node.key_location(), message)
                    .label(format!("has no `{}`", field.name))
                    .help(format!("add `{}`", field.name)),
            );
        }
    }
}

fn form(
    node: Node<'_>,
    name: &str,
    form: Form,
    version: OverlayVersion,
    sink: &mut DiagnosticSink,
) {
    let expected = match form {
        Form::String if node.kind() != NodeKind::String => "a string",
        Form::Boolean if node.kind() != NodeKind::Boolean => "true or false",
        Form::Object(_) if !node.is_mapping() => "an object",
        Form::Objects(_) if !node.is_sequence() => "an array",
        Form::Object(kind) => return object(node, kind, version, sink),
        Form::Objects(kind) => {
            for element in node.elements() {
                if element.is_mapping() {
                    object(element, kind, version, sink);
                } else {
                    sink.push(wrong_type(element, kind.described(), "an object"));
                }
            }
            return;
        }
        Form::String | Form::Boolean | Form::Any => return,
    };
    sink.push(wrong_type(node, &format!("`{name}`"), expected));
}

fn wrong_type(node: Node<'_>, what: &str, expected: &str) -> Diagnostic {
    let found = node.kind().described();
    let diagnostic = error(node, format!("{what} must be {expected}, but is {found}"))
        .label(format!("this is {found}"));
    match node.scalar_text().filter(|_| !node.is_null()) {
        Some(text) if expected == "a string" => diagnostic.fix(Fix {
            message: "put it in quotes".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit {
                span: node.span(),
                replacement: format!("\"{text}\""),
            }],
        }),
        _ => diagnostic,
    }
}

fn unknown(entry: &Entry<'_>, kind: Kind, version: OverlayVersion) -> Diagnostic {
    let name = entry.key.text();
    let message = format!("{} has no field `{name}`", kind.described());
    let diagnostic = Diagnostic::error(OVERLAY_STRUCTURE.name, entry.value.key_location(), message);
    if let Some(later) = kind.fields().iter().find(|field| field.name == name) {
        return diagnostic
            .note(format!(
                "`{name}` exists since Overlay {}, and this document follows {version}",
                later.since
            ))
            .help(format!("write `overlay: {}.0`", later.since));
    }
    let known = kind
        .fields()
        .iter()
        .filter(|field| field.since <= version)
        .map(|field| field.name);
    match nearest(name, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("fields of your own start with `x-`: `x-{name}`")),
    }
}

/// Actions that say the same; the specification has each once.
fn repeated(actions: Node<'_>, sink: &mut DiagnosticSink) {
    let mut known: BTreeMap<String, Node<'_>> = BTreeMap::new();
    for action in actions.elements().filter(|action| action.is_mapping()) {
        let mut value = action.to_json();
        value.sort_all_objects();
        let text = Value::to_string(&value);
        if let Some(first) = known.get(&text) {
            sink.push(
                error(action, "this action is there already")
                    .label("says the same")
                    .related(first.span(), "the first one is here")
                    .help("leave it out, or give it a `description` if it is meant twice"),
            );
        } else {
            known.insert(text, action);
        }
    }
}
