//! A resolved document written anew as one: [`write`].
//!
//! The table of fields says where objects and references stand; everything else is copied as it
//! is, so nothing is lost that nobody thought of.

use std::collections::BTreeMap;

use oas_conventions::Conventions;
use oas_diagnostics::Location;
use oas_model::{Container, Form, Kind, OperationEntry, ResolvedDocument, Version};
use oas_syntax::{Node, NodeKey};
use serde_json::{Map, Value};

use crate::components::{Components, Polymorphic};
use crate::selected::Selected;
use crate::{BundleSettings, errors};

/// A written document, and where its parts came from.
pub(crate) struct Written {
    pub(crate) document: Value,
    /// JSON Pointer in the result -> place in the source, for every object of the specification.
    pub(crate) origins: BTreeMap<String, Location>,
}

pub(crate) fn write(
    resolved: &ResolvedDocument,
    conventions: Option<&Conventions>,
    settings: &BundleSettings,
) -> Written {
    let selected = Selected::new(resolved, conventions, &settings.selection);
    let mut writer = Writer {
        resolved,
        conventions,
        components: Components::new(resolved),
        origins: BTreeMap::new(),
        path_item_components: settings.version.min(resolved.version()) > Version::V3_0,
        traced: settings.version != resolved.version(),
        inlined: Vec::new(),
        polymorphic: Polymorphic::collect(resolved),
        selected,
    };
    let document = writer.open_api();
    Written {
        document,
        origins: writer.origins,
    }
}

struct Writer<'d> {
    resolved: &'d ResolvedDocument,
    conventions: Option<&'d Conventions>,
    components: Components<'d>,
    origins: BTreeMap<String, Location>,
    /// Whether places are kept for fields too, because an export will report some of them.
    traced: bool,
    /// Whether the version that is written has path items among the components.
    path_item_components: bool,
    /// Path items that are being written in the place of references to them.
    inlined: Vec<NodeKey>,
    polymorphic: Polymorphic<'d>,
    selected: Selected<'d>,
}

impl<'d> Writer<'d> {
    fn open_api(&mut self) -> Value {
        let root = self.resolved.document().root();
        let mut document = Map::new();
        // Fields in the order of the specification, then those of our own in theirs.
        let fields = Kind::OpenApi
            .fields()
            .iter()
            .filter_map(|field| root.entry(field.name));
        let others = root
            .entries()
            .filter(|entry| entry.key.text().starts_with("x-"));
        for entry in fields.chain(others) {
            let name = entry.key.text();
            if matches!(name, "components" | "$self") {
                continue;
            }
            let pointer = format!("/{}", oas_syntax::pointer::escape(name));
            let value = self.value(entry.value, Kind::OpenApi, name, &pointer);
            document.insert(name.to_owned(), value);
        }
        self.prune(&mut document);
        let components = self.all_components();
        if !components.is_empty() {
            let after = ["security", "tags", "externalDocs"];
            let mut ordered = Map::new();
            let mut components = Some(Value::Object(components));
            for (name, value) in document {
                if (after.contains(&name.as_str()) || name.starts_with("x-"))
                    && let Some(components) = components.take()
                {
                    ordered.insert("components".to_owned(), components);
                }
                ordered.insert(name, value);
            }
            ordered.extend(components.map(|components| ("components".to_owned(), components)));
            document = ordered;
        }
        Value::Object(document)
    }

    /// Leaves out path items without operations and tags of operations that are not wanted.
    fn prune(&self, document: &mut Map<String, Value>) {
        if self.selected.is_everything() {
            return;
        }
        for container in ["paths", "webhooks"] {
            if let Some(paths) = document.get_mut(container).and_then(Value::as_object_mut) {
                paths.retain(|name, path_item| name.starts_with("x-") || has_operation(path_item));
            }
        }
        if let Some(tags) = document.get_mut("tags").and_then(Value::as_array_mut) {
            tags.retain(|tag| {
                tag.get("name")
                    .and_then(Value::as_str)
                    .is_some_and(|name| self.selected.has_tag(name))
            });
        }
    }

    /// Every component that is used; all of the document's own where everything is wanted.
    fn all_components(&mut self) -> Map<String, Value> {
        let own = self.components.own();
        for (kind, name, node) in own {
            let wanted = self.selected.is_everything()
                || (kind == Kind::SecurityScheme && self.selected.has_scheme(&name));
            if wanted {
                self.components.reference(node, kind);
            }
        }
        let mut sections: BTreeMap<usize, BTreeMap<String, Value>> = BTreeMap::new();
        while let Some((kind, name, node)) = self.components.next() {
            let Some(section) = kind.component_section() else {
                continue;
            };
            let place = Kind::Components
                .fields()
                .iter()
                .position(|field| field.name == section);
            let pointer = format!(
                "/components/{section}/{}",
                oas_syntax::pointer::escape(&name)
            );
            let value = self.component(node, kind, &pointer);
            sections
                .entry(place.unwrap_or(usize::MAX))
                .or_default()
                .insert(name, value);
            // Who reads a schema with a discriminator meets those that are built on it.
            for heir in self.polymorphic.heirs(node) {
                self.components.reference(heir, Kind::Schema);
            }
        }
        let mut components: Map<String, Value> = sections
            .into_iter()
            .filter_map(|(place, section)| {
                let name = Kind::Components.fields().get(place)?.name;
                Some((
                    name.to_owned(),
                    Value::Object(section.into_iter().collect()),
                ))
            })
            .collect();
        let root = self.resolved.document().root();
        let own = root.get("components").into_iter().flat_map(Node::entries);
        for entry in own.filter(|entry| entry.key.text().starts_with("x-")) {
            components.insert(entry.key.text().to_owned(), entry.value.to_json());
        }
        components
    }

    /// A component; one that is a reference to another file becomes what it refers to.
    fn component(&mut self, node: Node<'d>, kind: Kind, pointer: &str) -> Value {
        let follows = kind != Kind::Schema && node.get("$ref").is_some();
        let target = follows.then(|| self.resolved.follow(node)).flatten();
        match target {
            Some(target) if target.tree().file() != node.tree().file() => {
                self.object(target, kind, pointer)
            }
            _ => self.placed(node, kind, pointer),
        }
    }

    /// What stands at a place where an object of `kind` or a reference to one may stand.
    fn placed(&mut self, node: Node<'d>, kind: Kind, pointer: &str) -> Value {
        if node.get("$ref").is_none() {
            return self.object(node, kind, pointer);
        }
        if kind == Kind::Schema {
            return self.object(node, kind, pointer);
        }
        let Some(target) = self.resolved.follow(node) else {
            return node.to_json();
        };
        let beside: Vec<_> = node
            .entries()
            .filter(|entry| entry.key.text() != "$ref")
            .collect();
        let allowed = |name: &str| {
            self.resolved.version() > Version::V3_0 && matches!(name, "summary" | "description")
        };
        let more = beside.iter().any(|entry| !allowed(entry.key.text()));
        let again = self.inlined.contains(&target.node_key());
        let inlined = (kind == Kind::PathItem && !again) || (kind == Kind::Response && more);
        let reference = if inlined {
            None
        } else if kind == Kind::PathItem && !self.path_item_components {
            self.mounted(target)
        } else {
            self.components.reference(target, kind)
        };
        let Some(reference) = reference else {
            if again && kind == Kind::PathItem {
                return node.to_json();
            }
            return self.merged(node, target, kind, pointer);
        };
        let mut object = Map::new();
        object.insert("$ref".to_owned(), Value::String(reference));
        for entry in beside {
            object.insert(entry.key.text().to_owned(), entry.value.to_json());
        }
        Value::Object(object)
    }

    /// The target with what stands beside the reference written over it.
    fn merged(&mut self, node: Node<'d>, target: Node<'d>, kind: Kind, pointer: &str) -> Value {
        // A callback can lead back to the path item that it stands in.
        self.inlined.push(target.node_key());
        let mut value = self.object(target, kind, pointer);
        self.inlined.pop();
        let Some(object) = value.as_object_mut() else {
            return value;
        };
        for entry in node.entries() {
            let name = entry.key.text();
            if name != "$ref" {
                let pointer = format!("{pointer}/{}", oas_syntax::pointer::escape(name));
                let field = self.value(entry.value, kind, name, &pointer);
                object.insert(name.to_owned(), field);
            }
        }
        if kind == Kind::Response
            && let Some(conventions) = self.conventions
        {
            errors::narrow(object, &conventions.error_envelope);
        }
        value
    }

    fn object(&mut self, node: Node<'d>, kind: Kind, pointer: &str) -> Value {
        if !node.is_mapping() {
            return node.to_json();
        }
        self.origins.insert(pointer.to_owned(), node.key_location());
        let mut object = Map::new();
        for entry in node.entries() {
            let name = entry.key.text();
            let pointer = format!("{pointer}/{}", oas_syntax::pointer::escape(name));
            if self.is_left_out(kind, name, entry.value) {
                continue;
            }
            if self.traced {
                self.origins
                    .insert(pointer.clone(), entry.value.key_location());
            }
            let value = match (kind, name) {
                (Kind::Schema, "$ref") => self.schema_reference(node, entry.value),
                (Kind::Discriminator, "mapping") => self.mapping(entry.value),
                (Kind::Discriminator, "defaultMapping") => self.mapped(entry.value),
                (Kind::Link, "operationRef") => self.operation_reference(entry.value),
                _ => self.value(entry.value, kind, name, &pointer),
            };
            object.insert(name.to_owned(), value);
        }
        if kind == Kind::Response
            && let Some(conventions) = self.conventions
        {
            errors::narrow(&mut object, &conventions.error_envelope);
        }
        Value::Object(object)
    }

    /// What a bundle does not have: operations for others; and `$id`, which would give the
    /// references within a schema another base than the bundle.
    fn is_left_out(&self, kind: Kind, name: &str, node: Node<'d>) -> bool {
        match kind {
            Kind::PathItem => self.selected.excludes(node),
            Kind::Schema => name == "$id",
            _ => false,
        }
    }

    fn value(&mut self, node: Node<'d>, kind: Kind, name: &str, pointer: &str) -> Value {
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
        let Some((form, inner)) = form.and_then(|form| Some((form, form.kind()?))) else {
            return node.to_json();
        };
        match form {
            Form::Object(_) | Form::Reference(_) | Form::SchemaOrBoolean => {
                self.placed(node, inner, pointer)
            }
            Form::SchemaOrSchemas if !node.is_sequence() => self.placed(node, inner, pointer),
            Form::Objects(_) | Form::References(_) | Form::SchemaOrSchemas => {
                let elements = node.elements().enumerate();
                elements
                    .map(|(index, element)| {
                        self.placed(element, inner, &format!("{pointer}/{index}"))
                    })
                    .collect()
            }
            _ => {
                let mut map = Map::new();
                for entry in node.entries() {
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

    fn schema_reference(&mut self, node: Node<'d>, value: Node<'d>) -> Value {
        // A reference that dangles stays as it is, so that the fault can still be seen.
        let target = self.resolved.target(node);
        let reference = target.and_then(|target| self.components.reference(target, Kind::Schema));
        reference.map_or_else(|| value.to_json(), Value::String)
    }

    fn mapping(&mut self, node: Node<'d>) -> Value {
        let entries = node.entries();
        Value::Object(
            entries
                .map(|entry| (entry.key.text().to_owned(), self.mapped(entry.value)))
                .collect(),
        )
    }

    /// A value of a discriminator's mapping: the name of a schema, or a reference to one.
    fn mapped(&mut self, node: Node<'d>) -> Value {
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
    fn keeps_reference(&self, name: &str, node: Node<'d>) -> bool {
        self.path_item_components
            && !name.starts_with("x-")
            && node.get("$ref").is_some()
            && node.entries().len() == 1
    }

    /// The reference to a path item where it stands under `paths`.
    fn mounted(&self, path_item: Node<'d>) -> Option<String> {
        let paths = self.resolved.document().root().get("paths")?;
        let mut entries = paths.entries();
        let entry = entries.find(|entry| self.resolved.follow(entry.value) == Some(path_item))?;
        let path = oas_syntax::pointer::escape(entry.key.text());
        Some(format!("#/paths/{path}"))
    }

    /// Whether a link leads to an operation that is not wanted.
    fn leads_outside(&self, node: Node<'d>) -> bool {
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

    fn operation_reference(&self, node: Node<'d>) -> Value {
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

fn has_operation(path_item: &Value) -> bool {
    let fields = path_item.as_object().into_iter().flat_map(Map::keys);
    fields.into_iter().any(|name| {
        Kind::PathItem
            .field(name, Version::V3_2)
            .is_some_and(|field| field.form.kind() == Some(Kind::Operation))
    })
}
