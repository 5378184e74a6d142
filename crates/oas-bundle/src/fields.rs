//! What stands in the fields of an object: other objects, lists and maps of them, plain values.

use oas_model::{Form, Kind};
use oas_syntax::Node;
use serde_json::{Map, Value};

use crate::writer::Writer;

impl<'d> Writer<'d> {
    pub(crate) fn value(&mut self, node: Node<'d>, kind: Kind, name: &str, pointer: &str) -> Value {
        match (kind, name) {
            (Kind::OpenApi | Kind::Operation, "security") => {
                return self.selected.security(node);
            }
            (Kind::Operation, "x-required-roles") => return self.selected.required_roles(node),
            (Kind::Callback, _) if self.keeps_reference(name, node) => {
                let target = self.resolved.follow(node);
                let reference =
                    target.and_then(|target| self.components.reference(target, Kind::PathItem));
                if let Some(reference) = reference {
                    return serde_json::json!({ "$ref": reference });
                }
            }
            _ => {}
        }
        let version = self.resolved.version();
        let form = match kind.field(name, version) {
            Some(field) => Some(field.form),
            None if name.starts_with("x-") && kind.is_extensible() => None,
            None => kind.others(),
        };
        let Some(form) = form else {
            // What the specification does not know may come from another file all the same.
            return self.included(node);
        };
        let Some(inner) = form.kind() else {
            return self.plain(node, form);
        };
        let led = self.resolved.is_stand_in(node) && !matches!(form, Form::Object(_));
        if led {
            self.in_place.enter();
        }
        let value = self.objects(node, form, inner, pointer);
        if led {
            self.in_place.leave();
        }
        value
    }

    /// The objects that stand in a field: one, or a list or a map of them.
    fn objects(&mut self, node: Node<'d>, form: Form, inner: Kind, pointer: &str) -> Value {
        match form {
            Form::Object(_) | Form::Reference(_) | Form::SchemaOrBoolean => {
                self.placed(node, inner, pointer)
            }
            Form::SchemaOrSchemas if !node.is_sequence() => self.placed(node, inner, pointer),
            Form::Objects(_) | Form::References(_) | Form::SchemaOrSchemas => {
                let list = self.resolved.standing(node);
                if !list.is_sequence() {
                    return self.included(list);
                }
                let elements = list.elements().enumerate();
                elements
                    .map(|(index, element)| {
                        self.placed(element, inner, &format!("{pointer}/{index}"))
                    })
                    .collect()
            }
            _ if !self.resolved.standing(node).is_mapping() => self.included(node),
            _ => {
                let mut map = Map::new();
                let members: Vec<_> = self.resolved.members(node).collect();
                for entry in members {
                    if inner == Kind::Link && self.leads_outside(entry.value) {
                        continue;
                    }
                    let name = entry.key.text();
                    let pointer = format!("{pointer}/{}", oas_syntax::pointer::escape(name));
                    map.insert(name.to_owned(), self.placed(entry.value, inner, &pointer));
                }
                Value::Object(map)
            }
        }
    }

    /// A value that is no object of the specification.
    fn plain(&self, place: Node<'d>, form: Form) -> Value {
        let node = self.resolved.standing(place);
        let members = || self.resolved.members(place);
        match form {
            Form::Strings | Form::StringOrStrings if node.is_sequence() => {
                let elements = node.elements();
                elements
                    .map(|element| self.resolved.standing(element).to_json())
                    .collect()
            }
            Form::StringMap if node.is_mapping() => members()
                .map(|entry| {
                    let text = self.resolved.standing(entry.value);
                    (entry.key.text().to_owned(), text.to_json())
                })
                .collect::<Map<_, _>>()
                .into(),
            Form::StringsMap if node.is_mapping() => members()
                .map(|entry| {
                    let texts = self.plain(entry.value, Form::Strings);
                    (entry.key.text().to_owned(), texts)
                })
                .collect::<Map<_, _>>()
                .into(),
            _ => node.to_json(),
        }
    }
}
