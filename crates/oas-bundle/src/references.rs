//! References of a bundle: where they lead, and which are written out instead.

use oas_model::{Container, Kind, OperationEntry};
use oas_syntax::{Node, NodeKey};
use serde_json::{Map, Value};

use crate::writer::Writer;

/// References that one value of the document's own words may have.
const MAX_INCLUDED: usize = 10_000;

impl<'d> Writer<'d> {
    pub(crate) fn schema_reference(&mut self, node: Node<'d>, value: Node<'d>) -> Value {
        let target = self.resolved.target(node);
        let reference = target.and_then(|target| self.components.reference(target, Kind::Schema));
        match reference {
            Some(reference) => Value::String(reference),
            None => match self.astray(node).get("$ref") {
                Some(kept) => kept.clone(),
                None => value.to_json(),
            },
        }
    }

    /// A reference that leads to no object of the right kind. It leads on to where it led, so
    /// that the fault can still be seen.
    pub(crate) fn astray(&mut self, node: Node<'d>) -> Value {
        let Some(target) = self.resolved.misled_target(node) else {
            return node.to_json();
        };
        if target.tree().file() != self.resolved.document().entry() {
            return self.included(target);
        }
        let mut object = Map::new();
        for entry in node.entries() {
            object.insert(entry.key.text().to_owned(), entry.value.to_json());
        }
        let pointer = Value::String(format!("#{}", target.pointer()));
        object.insert("$ref".to_owned(), pointer);
        Value::Object(object)
    }

    pub(crate) fn mapping(&mut self, node: Node<'d>) -> Value {
        if !self.resolved.standing(node).is_mapping() {
            return self.included(node);
        }
        let entries: Vec<_> = self.resolved.members(node).collect();
        let mapped = entries.into_iter().map(|entry| {
            let target = self.resolved.standing(entry.value);
            (entry.key.text().to_owned(), self.mapped(target))
        });
        mapped.collect::<Map<_, _>>().into()
    }

    /// A value of a discriminator's mapping: the name of a schema, or a reference to one.
    pub(crate) fn mapped(&mut self, node: Node<'d>) -> Value {
        let Some(text) = node.as_str() else {
            return node.to_json();
        };
        let by_name = self.components.schema(text);
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
    pub(crate) fn included(&self, node: Node<'d>) -> Value {
        let mut left = MAX_INCLUDED;
        self.included_below(node, &mut Vec::new(), &mut left)
    }

    /// `within` are the targets around the node, which are not included again; `left` is how many
    /// more may be.
    fn included_below(&self, node: Node<'d>, within: &mut Vec<NodeKey>, left: &mut usize) -> Value {
        let only = node.entries().len() == 1;
        let text = node.get("$ref").filter(|_| only).and_then(Node::as_str);
        let entry = self.resolved.document().entry();
        let target = text
            .filter(|text| !text.starts_with('#') || node.tree().file() != entry)
            .and_then(|text| self.resolved.node_of_reference(node, text))
            .filter(|target| *left > 0 && !within.contains(&target.node_key()));
        if let Some(target) = target {
            *left -= 1;
            within.push(target.node_key());
            let value = self.included_below(target, within, left);
            within.pop();
            return value;
        }
        if node.is_sequence() {
            let elements = node.elements();
            return elements
                .map(|element| self.included_below(element, within, left))
                .collect();
        }
        if !node.is_mapping() {
            return node.to_json();
        }
        let entries = node.entries();
        entries
            .map(|entry| {
                let value = self.included_below(entry.value, within, left);
                (entry.key.text().to_owned(), value)
            })
            .collect::<Map<_, _>>()
            .into()
    }

    /// Whether the version that is written has no such components.
    pub(crate) fn is_unknown_section(&self, kind: Kind) -> bool {
        kind.component_section()
            .is_none_or(|section| Kind::Components.field(section, self.version).is_none())
    }

    /// The reference to a path item where it stands under `paths`.
    pub(crate) fn mounted(&self, path_item: Node<'d>) -> Option<String> {
        let paths = self.resolved.document().root().get("paths")?;
        let paths = self.resolved.follow(paths)?;
        let entry = self
            .resolved
            .members(paths)
            .find(|entry| self.resolved.follow(entry.value) == Some(path_item))?;
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
