//! References of a bundle: where they lead, and which are written out instead.

use oas_model::{Container, Kind, OperationEntry};
use oas_syntax::Node;
use serde_json::{Map, Value};

use crate::writer::Writer;

impl<'d> Writer<'d> {
    pub(crate) fn schema_reference(&mut self, node: Node<'d>, value: Node<'d>) -> Value {
        // A reference that dangles stays as it is, so that the fault can still be seen.
        let target = self.resolved.target(node);
        let reference = target.and_then(|target| self.components.reference(target, Kind::Schema));
        reference.map_or_else(|| value.to_json(), Value::String)
    }

    pub(crate) fn mapping(&mut self, node: Node<'d>) -> Value {
        let entries = node.entries();
        Value::Object(
            entries
                .map(|entry| (entry.key.text().to_owned(), self.mapped(entry.value)))
                .collect(),
        )
    }

    /// A value of a discriminator's mapping: the name of a schema, or a reference to one.
    pub(crate) fn mapped(&mut self, node: Node<'d>) -> Value {
        let Some(text) = node.as_str() else {
            return node.to_json();
        };
        let root = self.resolved.document().root();
        let schemas = root
            .get("components")
            .and_then(|components| components.get("schemas"));
        let by_name = schemas.and_then(|schemas| schemas.get(text));
        let target = by_name.or_else(|| self.resolved.node_of_reference(node, text));
        let reference = target.and_then(|target| self.components.reference(target, Kind::Schema));
        match reference {
            // A name says the same, and reads better.
            Some(_) if by_name.is_some() => Value::String(text.to_owned()),
            Some(reference) => Value::String(reference),
            None => node.to_json(),
        }
    }

    /// Whether the path item of a callback stays a reference: it can lead back to where the
    /// callback stands. Path items are components since OpenAPI 3.1.
    pub(crate) fn keeps_reference(&self, name: &str, node: Node<'d>) -> bool {
        self.path_item_components
            && !name.starts_with("x-")
            && node.get("$ref").is_some()
            && node.entries().len() == 1
    }

    /// A value in which references to files stand for what is in them. The specification has no
    /// references there; documents have them all the same, and a bundle stands alone.
    pub(crate) fn included(&self, node: Node<'d>, depth: usize) -> Value {
        let only = node.entries().len() == 1 && depth < 32;
        let text = node.get("$ref").filter(|_| only).and_then(Node::as_str);
        let target = text
            .filter(|text| !text.starts_with('#'))
            .and_then(|text| self.resolved.node_of_reference(node, text));
        if let Some(target) = target {
            return self.included(target, depth + 1);
        }
        if node.is_sequence() {
            let elements = node.elements();
            return elements
                .map(|element| self.included(element, depth))
                .collect();
        }
        if !node.is_mapping() {
            return node.to_json();
        }
        let mut object = Map::new();
        for entry in node.entries() {
            object.insert(
                entry.key.text().to_owned(),
                self.included(entry.value, depth),
            );
        }
        Value::Object(object)
    }

    /// Whether the version that is written has no such components.
    pub(crate) fn is_unknown_section(&self, kind: Kind) -> bool {
        kind.component_section()
            .is_none_or(|section| Kind::Components.field(section, self.version).is_none())
    }

    /// The reference to a path item where it stands under `paths`.
    pub(crate) fn mounted(&self, path_item: Node<'d>) -> Option<String> {
        let paths = self.resolved.document().root().get("paths")?;
        let mut entries = paths.entries();
        let entry = entries.find(|entry| self.resolved.follow(entry.value) == Some(path_item))?;
        let path = oas_syntax::pointer::escape(entry.key.text());
        Some(format!("#/paths/{path}"))
    }

    /// Whether a link leads to an operation that is not wanted.
    pub(crate) fn leads_outside(&self, node: Node<'d>) -> bool {
        let Some(link) = self.resolved.follow(node) else {
            return false;
        };
        let by_id = link
            .get("operationId")
            .and_then(Node::as_str)
            .and_then(|id| self.selected.operation_with_id(id));
        let by_reference = || {
            link.get("operationRef")
                .and_then(|text| self.referred(text))
        };
        by_id
            .or_else(by_reference)
            .is_some_and(|operation| self.selected.excludes_key(operation.node))
    }

    /// The operation that an `operationRef` names.
    fn referred(&self, node: Node<'d>) -> Option<&'d OperationEntry> {
        let target = self.resolved.node_of_reference(node, node.as_str()?)?;
        let mut operations = self.resolved.operations().iter();
        operations.find(|operation| operation.node == target.node_key())
    }

    pub(crate) fn operation_reference(&self, node: Node<'d>) -> Value {
        match self.referred(node) {
            Some(operation) if operation.container == Container::Paths => {
                let path = oas_syntax::pointer::escape(&operation.path);
                let method = operation.method.to_ascii_lowercase();
                Value::String(format!("#/paths/{path}/{method}"))
            }
            _ => node.to_json(),
        }
    }
}
