//! A document in another version of the specification: [`export`].
//!
//! Works on the written document with the table of fields, and says of each loss where its cause
//! stands in the source.

mod objects;
mod schema;
mod security;
mod upgrade;

use std::collections::BTreeMap;

use oas_diagnostics::{Diagnostic, Level, Location, Place, Span};
use oas_model::{Form, Kind, Version};
use serde_json::{Map, Value};

use crate::diagnostics::EXPORT_LOSS;
use crate::writer::{Written, in_order};

/// What is done with most of what a version does not have.
const LEFT_OUT: &str = "it is left out";

/// The release of each version that exports name.
const fn release(version: Version) -> &'static str {
    match version {
        Version::V3_0 => "3.0.4",
        Version::V3_1 => "3.1.2",
        Version::V3_2 => "3.2.0",
    }
}

pub(crate) fn export(written: Written, from: Version, to: Version) -> (Value, Vec<Diagnostic>) {
    let Written {
        mut document,
        origins,
    } = written;
    if from == to {
        return (document, Vec::new());
    }
    let mut exporter = Exporter {
        from,
        to,
        origins,
        with_scopes: security::schemes_with_scopes(&document),
        moved: Vec::new(),
        found: Vec::new(),
    };
    exporter.object(&mut document, Kind::OpenApi, "");
    if let Some(version) = document.get_mut("openapi") {
        *version = Value::String(release(to).to_owned());
    }
    if let Some(fields) = document.as_object_mut() {
        *fields = in_order(std::mem::take(fields));
    }
    (document, exporter.found)
}

struct Exporter {
    from: Version,
    to: Version,
    origins: BTreeMap<String, Location>,
    /// Security schemes whose requirements may have scopes in OpenAPI 3.0.
    with_scopes: Vec<String>,
    /// Where something stands in the result -> where it stood in the written document.
    moved: Vec<(String, String)>,
    found: Vec<Diagnostic>,
}

impl Exporter {
    /// Converts an object and everything in it.
    fn object(&mut self, value: &mut Value, kind: Kind, pointer: &str) {
        let Some(object) = value.as_object_mut() else {
            return;
        };
        // What is left out is not converted first, or its own losses would be told too.
        objects::convert(object, kind, pointer, self);
        self.drop_unknown(object, kind, pointer);
        let names: Vec<String> = object.keys().cloned().collect();
        for name in names {
            let Some(form) = self.form(kind, &name) else {
                continue;
            };
            let Some(inner) = form.kind() else { continue };
            if kind == Kind::Schema && self.to == Version::V3_0 && schema::is_lost(&name) {
                continue;
            }
            let pointer = format!("{pointer}/{}", oas_syntax::pointer::escape(&name));
            let Some(field) = object.get_mut(&name) else {
                continue;
            };
            self.field(field, form, inner, &pointer);
        }
        if kind == Kind::Schema {
            match (self.from, self.to) {
                (Version::V3_0, _) => upgrade::from_3_0(object),
                (_, Version::V3_0) => schema::to_3_0(object, pointer, self),
                _ => {}
            }
        }
    }

    fn form(&self, kind: Kind, name: &str) -> Option<Form> {
        // A field of the version that is written may stand in a document of another one.
        match kind.field(name, self.from).or(kind.field(name, self.to)) {
            Some(field) => Some(field.form),
            None if name.starts_with("x-") => None,
            None => kind.others(),
        }
    }

    fn field(&mut self, field: &mut Value, form: Form, kind: Kind, pointer: &str) {
        match (form, field) {
            (
                Form::Objects(_) | Form::References(_) | Form::SchemaOrSchemas,
                Value::Array(list),
            ) => {
                for (index, element) in list.iter_mut().enumerate() {
                    self.placed(element, kind, &format!("{pointer}/{index}"));
                }
            }
            (Form::ObjectMap(_) | Form::ReferenceMap(_), Value::Object(map)) => {
                for (name, element) in map.iter_mut() {
                    let pointer = format!("{pointer}/{}", oas_syntax::pointer::escape(name));
                    self.placed(element, kind, &pointer);
                }
            }
            // 3.0 has booleans here, and here alone.
            (Form::SchemaOrBoolean, Value::Bool(_)) => {}
            (_, other) => self.placed(other, kind, pointer),
        }
    }

    fn placed(&mut self, value: &mut Value, kind: Kind, pointer: &str) {
        if kind == Kind::Schema
            && self.to == Version::V3_0
            && let Value::Bool(allowed) = value
        {
            *value = if *allowed {
                Value::Object(Map::new())
            } else {
                serde_json::json!({ "not": {} })
            };
            return;
        }
        self.object(value, kind, pointer);
    }

    /// Leaves out fields that the version does not have, except those of one's own. Keywords of
    /// schemas have their own conversion.
    fn drop_unknown(&mut self, object: &mut Map<String, Value>, kind: Kind, pointer: &str) {
        if kind == Kind::Schema || kind.others().is_some() || object.contains_key("$ref") {
            return;
        }
        let to = self.to;
        let lost: Vec<String> = object
            .keys()
            .filter(|name| !name.starts_with("x-") && kind.field(name, to).is_none())
            .cloned()
            .collect();
        for name in lost {
            object.shift_remove(&name);
            self.loss(
                &format!("{pointer}/{}", oas_syntax::pointer::escape(&name)),
                &format!("`{name}` of {} does not exist", kind.described()),
                LEFT_OUT,
            );
        }
    }

    /// Reports a loss at the object of the source that stands nearest around a pointer, and says
    /// what was done instead.
    fn loss(&mut self, pointer: &str, what: &str, instead: &str) {
        self.loss_in(pointer, what, instead, self.to);
    }

    /// The same for what a version does not have that is not the one that is written.
    fn loss_in(&mut self, pointer: &str, what: &str, instead: &str, version: Version) {
        let message = format!("{what} in OpenAPI {version}");
        let moved = self.moved.iter().rev().find_map(|(to, from)| {
            let rest = pointer.strip_prefix(to.as_str())?;
            Some(format!("{from}{rest}")).filter(|_| rest.is_empty() || rest.starts_with('/'))
        });
        let pointer = moved.unwrap_or_else(|| pointer.to_owned());
        let mut around = pointer.as_str();
        let origin = loop {
            if let Some(origin) = self.origins.get(around) {
                break Some(origin.clone());
            }
            match around.rsplit_once('/') {
                Some((outer, _)) => around = outer,
                None => break self.origins.get("").cloned(),
            }
        };
        let diagnostic = if let Some(Location { span, pointer }) = origin {
            let place = Place::Span(span);
            Diagnostic::new(EXPORT_LOSS.name, Level::Info, place, message).pointer(pointer)
        } else {
            // The OpenAPI object itself has no key; its first byte stands for it.
            let Some(file) = self.origins.values().next().map(|origin| origin.span.file) else {
                return;
            };
            let place = Place::Span(Span::at(file, 0));
            Diagnostic::new(EXPORT_LOSS.name, Level::Info, place, message)
        };
        let diagnostic = diagnostic.note(instead);
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }
}
