//! A document in another version of the specification: [`export`].
//!
//! Works on the written document with the table of fields, and says of each loss where its cause
//! stands in the source.

mod objects;
mod schema;

use std::collections::BTreeMap;

use oas_diagnostics::{Diagnostic, Level, Location, Place, Span};
use oas_model::{Form, Kind, Version};
use serde_json::{Map, Value};

use crate::diagnostics::EXPORT_LOSS;
use crate::writer::Written;

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
        found: Vec::new(),
    };
    exporter.object(&mut document, Kind::OpenApi, "");
    if to == Version::V3_0 {
        objects::scopes(&mut document, &mut exporter);
    }
    if let Some(version) = document.get_mut("openapi") {
        *version = Value::String(release(to).to_owned());
    }
    (document, exporter.found)
}

struct Exporter {
    from: Version,
    to: Version,
    origins: BTreeMap<String, Location>,
    found: Vec<Diagnostic>,
}

impl Exporter {
    /// Converts an object and everything in it.
    fn object(&mut self, value: &mut Value, kind: Kind, pointer: &str) {
        let Some(object) = value.as_object_mut() else {
            return;
        };
        let names: Vec<String> = object.keys().cloned().collect();
        for name in names {
            let Some(form) = self.form(kind, &name) else {
                continue;
            };
            let Some(inner) = form.kind() else { continue };
            let pointer = format!("{pointer}/{}", oas_syntax::pointer::escape(&name));
            let Some(field) = object.get_mut(&name) else {
                continue;
            };
            self.field(field, form, inner, &pointer);
        }
        if self.to == Version::V3_0 {
            objects::to_3_0(object, kind, pointer, self);
        }
        self.drop_unknown(object, kind, pointer);
        if kind == Kind::Schema {
            match (self.from, self.to) {
                (Version::V3_0, _) => schema::from_3_0(object),
                (_, Version::V3_0) => schema::to_3_0(object, pointer, self),
                _ => {}
            }
        }
    }

    fn form(&self, kind: Kind, name: &str) -> Option<Form> {
        match kind.field(name, self.from) {
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
        let (from, to) = (self.from, self.to);
        let lost: Vec<String> = object
            .keys()
            .filter(|name| kind.field(name, from).is_some() && kind.field(name, to).is_none())
            .cloned()
            .collect();
        for name in lost {
            object.shift_remove(&name);
            self.loss(
                &format!("{pointer}/{}", oas_syntax::pointer::escape(&name)),
                &format!("`{name}` of {} does not exist", kind.described()),
            );
        }
    }

    /// Reports a loss at the object of the source that stands nearest around a pointer.
    fn loss(&mut self, pointer: &str, what: &str) {
        let message = format!("{what} in OpenAPI {}", self.to);
        let mut around = pointer;
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
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }
}
