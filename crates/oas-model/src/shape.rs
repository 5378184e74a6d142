//! Whether each object has the fields that the specification gives it: [`check`].
//!
//! Works from the table of [`crate::fields`]; what the values may be is in [`values`]. What takes
//! more than one object to see is the business of lint rules.

mod document;
mod names;
mod parameter;
mod schema;
mod security;
mod values;

use std::collections::HashSet;

use oas_diagnostics::suggest::nearest;
use oas_diagnostics::{
    Applicability, Diagnostic, DiagnosticSink, Edit, FileId, Fix, Level, Location,
};
use oas_syntax::{Entry, Node, NodeKind};

use crate::fields::{Form, Kind};
use crate::resolve::diagnostics;
use crate::{ResolvedDocument, Version};

/// Reports fields that are missing, unknown or of the wrong type.
///
/// What is missing from a file that could not be read to its end may stand in the part that was
/// not read, and is not reported.
pub fn check(resolved: &ResolvedDocument, sink: &mut DiagnosticSink) {
    let broken = broken_files(sink);
    let mut found = DiagnosticSink::new();
    for (_, visit) in resolved.visits().iter() {
        let node = resolved.document().node(visit.node);
        if visit.kind != Kind::Schema && visit.kind != Kind::PathItem && node.get("$ref").is_some()
        {
            continue;
        }
        check_object(resolved, node, visit.kind, &mut found);
    }
    let is_certain = |diagnostic: &&Diagnostic| {
        diagnostic.rule != diagnostics::FIELD_MISSING.name
            || !broken.contains(&diagnostic.place.file())
    };
    sink.extend(found.diagnostics().iter().filter(is_certain).cloned());
}

/// Files whose text is not understood as a whole.
fn broken_files(sink: &DiagnosticSink) -> HashSet<FileId> {
    const SYNTAX: [&str; 6] = [
        "json-syntax",
        "yaml-syntax",
        "syntax-error-limit",
        "size-limit",
        "node-limit",
        "nesting-limit",
    ];
    let errors = sink.diagnostics().iter();
    errors
        .filter(|diagnostic| SYNTAX.contains(&diagnostic.rule.as_ref()))
        .map(|diagnostic| diagnostic.place.file())
        .collect()
}

fn check_object(
    resolved: &ResolvedDocument,
    node: Node<'_>,
    kind: Kind,
    sink: &mut DiagnosticSink,
) {
    let version = resolved.version();
    // OpenAPI 3.0: what stands beside a reference is ignored.
    if kind == Kind::Schema && version == Version::V3_0 && node.get("$ref").is_some() {
        return;
    }
    let mut checker = Checker {
        resolved,
        version,
        sink,
    };
    for entry in node.entries() {
        let name = entry.key.text();
        if matches!((kind, name), (Kind::OpenApi, "openapi") | (_, "$ref")) {
            // Reported when the document was loaded and its references followed.
        } else if let Some(field) = kind.field(name, version) {
            checker.form(entry.value, field.form, name);
        } else if let Some(form) = kind.others() {
            if !(kind.is_extensible() && name.starts_with("x-")) {
                checker.form(entry.value, form, name);
            }
        } else {
            check_unknown(&entry, kind, version, checker.sink);
        }
    }
    if !node.is_mapping() {
        return;
    }
    values::check(resolved, node, kind, checker.sink);
    for field in kind
        .fields()
        .iter()
        .filter(|field| field.is_required(version))
    {
        if node.get(field.name).is_none() {
            let (article, what) = (article(kind), kind.described());
            sink.push(
                Diagnostic::error(
                    diagnostics::FIELD_MISSING.name,
                    node.key_location(),
                    format!("{article} {what} needs `{}`", field.name),
                )
                .label(format!("has no `{}`", field.name))
                .help(format!("add `{}`", field.name)),
            );
        }
    }
}

fn check_unknown(entry: &Entry<'_>, kind: Kind, version: Version, sink: &mut DiagnosticSink) {
    let name = entry.key.text();
    if name.starts_with("x-") && kind.is_extensible() {
        return;
    }
    // JSON Schema allows keywords of one's own; a mistyped one is worth a word all the same.
    let free = kind == Kind::Schema && version > Version::V3_0;
    let known = || {
        kind.fields()
            .iter()
            .filter(|field| field.is_in(version))
            .map(|field| field.name)
    };
    let near = nearest(name, known()).filter(|near| *near != "$ref" || name.contains("ref"));
    let elsewhere = kind.fields().iter().find(|field| field.name == name);
    if free && near.is_none() && elsewhere.is_none() {
        return;
    }
    let mut diagnostic = Diagnostic::error(
        diagnostics::FIELD_UNKNOWN.name,
        entry.value.key_location(),
        format!(
            "{} {} has no field `{name}`",
            article(kind),
            kind.described()
        ),
    );
    if free {
        diagnostic.level = Level::Warning;
    }
    if let Some(other) = elsewhere {
        let versions = if other.since > version {
            format!("since OpenAPI {}", other.since)
        } else {
            format!("up to OpenAPI {}", other.until)
        };
        diagnostic = diagnostic.note(format!(
            "`{name}` exists {versions}, and this document follows {version}"
        ));
        if kind == Kind::Schema && name == "nullable" {
            diagnostic = diagnostic.help("write `type: [string, \"null\"]` instead");
        }
    } else if let Some(near) = near {
        diagnostic = diagnostic.help(format!("did you mean `{near}`?")).fix(Fix {
            message: format!("write `{near}`"),
            applicability: Applicability::Unsafe,
            edits: vec![Edit {
                span: entry.key.span(),
                replacement: quoted_as(entry, near),
            }],
        });
    } else {
        diagnostic = diagnostic.help(format!("fields of your own start with `x-`: `x-{name}`"));
    }
    sink.push(diagnostic);
}

/// The new key in the quotes of the old one.
fn quoted_as(entry: &Entry<'_>, name: &str) -> String {
    let span = entry.key.span();
    let text = entry.value.tree().text();
    let first = text
        .get(span.start as usize..span.end as usize)
        .and_then(|key| key.chars().next());
    match first {
        Some(quote @ ('"' | '\'')) => format!("{quote}{name}{quote}"),
        _ => name.to_owned(),
    }
}

struct Checker<'a, 'd> {
    resolved: &'d ResolvedDocument,
    version: Version,
    sink: &'a mut DiagnosticSink,
}

impl<'d> Checker<'_, 'd> {
    fn form(&mut self, place: Node<'d>, form: Form, name: &str) {
        // What a reference leads to is checked as what stands there.
        let node = self.resolved.standing(place);
        let kind = node.kind();
        let expected = match form {
            Form::Any => return,
            Form::String => (kind != NodeKind::String).then_some("a string"),
            Form::Boolean => (kind != NodeKind::Boolean).then_some("true or false"),
            Form::Number => (!is_number(kind)).then_some("a number"),
            Form::Count => (!is_count(node)).then_some("a whole number that is not negative"),
            Form::NumberOrBoolean => match self.version {
                Version::V3_0 => (kind != NodeKind::Boolean).then_some("true or false"),
                _ => (!is_number(kind)).then_some("a number"),
            },
            Form::StringOrStrings => match (self.version, kind) {
                (_, NodeKind::String) => None,
                (Version::V3_0, _) => Some("a string"),
                (_, NodeKind::Sequence) => return self.strings(node, name),
                _ => Some("a string or an array of strings"),
            },
            Form::Strings if node.is_sequence() => return self.strings(node, name),
            Form::Strings => Some("an array of strings"),
            Form::Values => (!node.is_sequence()).then_some("an array"),
            Form::StringMap if node.is_mapping() => {
                for entry in self.resolved.members(place) {
                    let value = self.resolved.standing(entry.value);
                    if value.as_str().is_none() {
                        report_type(value, entry.key.text(), "a string", self.sink);
                    }
                }
                None
            }
            Form::StringsMap if node.is_mapping() => {
                for entry in self.resolved.members(place) {
                    self.form(entry.value, Form::Strings, entry.key.text());
                }
                None
            }
            Form::Objects(object) | Form::References(object) => {
                for element in node.elements() {
                    self.object(element, object, name);
                }
                (!node.is_sequence()).then_some("an array")
            }
            Form::ObjectMap(object) | Form::ReferenceMap(object) => {
                for entry in self.resolved.members(place) {
                    self.object(entry.value, object, entry.key.text());
                }
                (!node.is_mapping()).then_some("an object")
            }
            Form::StringMap | Form::StringsMap => Some("an object"),
            Form::Object(object) | Form::Reference(object) => {
                return self.object(place, object, name);
            }
            Form::SchemaOrBoolean => (!node.is_mapping() && kind != NodeKind::Boolean)
                .then_some("a schema, true or false"),
            Form::SchemaOrSchemas => return self.object(place, Kind::Schema, name),
        };
        if let Some(expected) = expected {
            report_type(node, name, expected, self.sink);
        }
    }

    fn object(&mut self, node: Node<'_>, kind: Kind, name: &str) {
        if !is_object(node, kind, self.version) {
            report_type(node, name, object_word(kind, self.version), self.sink);
        }
    }

    fn strings(&mut self, list: Node<'d>, name: &str) {
        for element in list.elements() {
            let element = self.resolved.standing(element);
            if element.as_str().is_none() {
                report_type(element, name, "an array of strings", self.sink);
            }
        }
    }
}

fn is_number(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Integer | NodeKind::Float)
}

/// JSON Schema counts `2.0` as a whole number.
fn is_count(node: Node<'_>) -> bool {
    is_number(node.kind())
        && node
            .scalar_text()
            .and_then(|text| text.parse::<f64>().ok())
            .is_some_and(|number| number >= 0.0 && number.fract() == 0.0)
}

fn is_object(node: Node<'_>, kind: Kind, version: Version) -> bool {
    node.is_mapping()
        || (kind == Kind::Schema && version > Version::V3_0 && node.as_bool().is_some())
}

const fn object_word(kind: Kind, version: Version) -> &'static str {
    match (kind, version) {
        (Kind::Schema, Version::V3_0) => "a schema object",
        (Kind::Schema, _) => "a schema object, true or false",
        _ => "an object",
    }
}

fn report_type(node: Node<'_>, name: &str, expected: &str, sink: &mut DiagnosticSink) {
    let found = node.kind().described();
    let mut diagnostic = Diagnostic::error(
        diagnostics::FIELD_TYPE.name,
        node.location(),
        format!("`{name}` must be {expected}, but is {found}"),
    )
    .label(format!("this is {found}"));
    if expected == "a string" && node.scalar_text().is_some() && !node.is_null() {
        let text = node.scalar_text().unwrap_or_default();
        diagnostic = diagnostic.fix(Fix {
            message: "put it in quotes".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit {
                span: node.span(),
                replacement: format!("\"{text}\""),
            }],
        });
    } else if node.is_null() {
        diagnostic = diagnostic.help(format!("give it a value, or leave `{name}` out"));
    }
    sink.push(diagnostic);
}

/// An error where the version says MUST, and less where it says SHOULD.
fn at_level(
    level: Level,
    code: &'static str,
    location: Location,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic {
        level,
        ..Diagnostic::error(code, location, message)
    }
}

fn article(kind: Kind) -> &'static str {
    let vowel = kind
        .described()
        .starts_with(['a', 'e', 'i', 'o', 'u', 'O', 'X']);
    if vowel { "an" } else { "a" }
}
