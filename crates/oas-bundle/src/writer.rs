//! A resolved document written anew as one: [`write`].
//!
//! The table of fields says where objects and references stand; everything else is copied as it
//! is, so nothing is lost that nobody thought of.

use std::collections::BTreeMap;

use oas_conventions::Conventions;
use oas_diagnostics::{Diagnostic, Location};
use oas_model::{Kind, ResolvedDocument, Version};
use oas_syntax::Node;
use serde_json::{Map, Value};

use crate::components::{Components, Polymorphic};
use crate::in_place::InPlace;
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
) -> (Written, Option<Diagnostic>) {
    // An export reports what it loses of fields too.
    let traced = settings.version != resolved.version();
    write_with(resolved, conventions, settings, traced)
}

/// A document written anew with the places of all its fields, not of its objects alone.
pub(crate) fn write_traced(
    resolved: &ResolvedDocument,
    settings: &BundleSettings,
) -> (Written, Option<Diagnostic>) {
    write_with(resolved, None, settings, true)
}

fn write_with(
    resolved: &ResolvedDocument,
    conventions: Option<&Conventions>,
    settings: &BundleSettings,
    traced: bool,
) -> (Written, Option<Diagnostic>) {
    let selected = Selected::new(resolved, conventions, &settings.selection);
    let mut writer = Writer {
        resolved,
        conventions,
        components: Components::new(resolved),
        origins: BTreeMap::new(),
        version: settings.version.min(resolved.version()),
        path_item_components: settings.version.min(resolved.version()) > Version::V3_0,
        traced,
        in_place: InPlace::default(),
        polymorphic: Polymorphic::collect(resolved),
        selected,
    };
    let document = writer.open_api();
    let written = Written {
        document,
        origins: writer.origins,
    };
    (written, writer.in_place.into_finding())
}

pub(crate) struct Writer<'d> {
    pub(crate) resolved: &'d ResolvedDocument,
    conventions: Option<&'d Conventions>,
    pub(crate) components: Components<'d>,
    origins: BTreeMap<String, Location>,
    /// Whether places are kept for fields too.
    traced: bool,
    /// The older one of the version that is written and the document's.
    pub(crate) version: Version,
    /// Whether the version that is written has path items among the components.
    pub(crate) path_item_components: bool,
    pub(crate) in_place: InPlace,
    polymorphic: Polymorphic<'d>,
    pub(crate) selected: Selected<'d>,
}

impl<'d> Writer<'d> {
    fn open_api(&mut self) -> Value {
        let root = self.resolved.document().root();
        let mut document = Map::new();
        for entry in root.entries() {
            let name = entry.key.text();
            if name == "components" {
                continue;
            }
            let pointer = format!("/{}", oas_syntax::pointer::escape(name));
            if self.traced {
                self.origins
                    .insert(pointer.clone(), entry.value.key_location());
            }
            let value = self.value(entry.value, Kind::OpenApi, name, &pointer);
            document.insert(name.to_owned(), value);
        }
        self.prune(&mut document);
        let components = self.all_components();
        if !components.is_empty() {
            document.insert("components".to_owned(), Value::Object(components));
        }
        Value::Object(in_order(document))
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
        for (name, node) in self.components.besides() {
            components.insert(name.to_owned(), self.included(node));
        }
        components
    }

    /// A component. One that is a reference to another file becomes what it refers to.
    fn component(&mut self, node: Node<'d>, kind: Kind, pointer: &str) -> Value {
        let follows = kind != Kind::Schema && node.get("$ref").is_some();
        let target = follows.then(|| self.resolved.follow(node)).flatten();
        match target {
            Some(target) if target.tree().file() != self.resolved.document().entry() => {
                // What stands beside a reference counts since OpenAPI 3.1.
                if self.resolved.version() == Version::V3_0 {
                    self.object(target, kind, pointer)
                } else {
                    self.merged(node, target, kind, pointer)
                }
            }
            _ => self.placed(node, kind, pointer),
        }
    }

    /// What stands at a place where an object of `kind` or a reference to one may stand.
    pub(crate) fn placed(&mut self, node: Node<'d>, kind: Kind, pointer: &str) -> Value {
        if node.get("$ref").is_none() {
            return self.whole(node, kind, pointer);
        }
        if kind == Kind::Schema {
            return self.object(node, kind, pointer);
        }
        let Some(target) = self.resolved.follow(node) else {
            return self.astray(node);
        };
        let beside: Vec<_> = node
            .entries()
            .filter(|entry| entry.key.text() != "$ref")
            .collect();
        let allowed = |name: &str| {
            self.resolved.version() > Version::V3_0 && matches!(name, "summary" | "description")
        };
        let more = beside.iter().any(|entry| !allowed(entry.key.text()));
        let again = self.in_place.is_open(target);
        let inlined = (!again && (kind == Kind::PathItem || self.is_unknown_section(kind)))
            || (kind == Kind::Response && more);
        let reference = if inlined {
            None
        } else if kind == Kind::PathItem && !self.path_item_components {
            self.mounted(target)
        } else {
            self.components.reference(target, kind)
        };
        let Some(reference) = reference else {
            if again || self.in_place.is_far() {
                self.in_place.give_up(node);
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

    /// An object in its place; a reference to it where it is in itself, as a reference in the place
    /// of a map can make it, or where that goes too far.
    fn whole(&mut self, node: Node<'d>, kind: Kind, pointer: &str) -> Value {
        let too_far = self.in_place.is_within()
            && node.is_mapping()
            && (self.in_place.is_open(node) || self.in_place.is_far());
        if !too_far {
            return self.object(node, kind, pointer);
        }
        let known = !self.is_unknown_section(kind);
        let reference = known.then(|| self.components.reference(node, kind));
        if let Some(reference) = reference.flatten() {
            return serde_json::json!({ "$ref": reference });
        }
        self.in_place.give_up(node);
        Value::Object(Map::new())
    }

    /// The target with what stands beside the reference written over it.
    fn merged(&mut self, node: Node<'d>, target: Node<'d>, kind: Kind, pointer: &str) -> Value {
        self.in_place.enter();
        let mut value = self.object(target, kind, pointer);
        self.in_place.leave();
        let Some(object) = value.as_object_mut() else {
            return value;
        };
        for entry in node.entries() {
            let name = entry.key.text();
            // A reference may have a description where what it leads to has none.
            let known = name.starts_with("x-")
                || kind.others().is_some()
                || kind.field(name, self.resolved.version()).is_some();
            if name != "$ref" && known {
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
            // Not what the specification has here; the copy is as wrong as the source.
            return self.included(node);
        }
        self.origins.insert(pointer.to_owned(), node.key_location());
        // A callback can lead back to the path item that it stands in.
        let in_place = matches!(kind, Kind::PathItem | Kind::MediaType);
        let in_place = in_place || kind.component_section().is_none() || self.in_place.is_within();
        if in_place {
            self.in_place.open(node);
        }
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
        if in_place {
            self.in_place.close();
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
}

fn has_operation(path_item: &Value) -> bool {
    let fields = path_item.as_object().into_iter().flat_map(Map::keys);
    fields.into_iter().any(|name| {
        Kind::PathItem
            .field(name, Version::V3_2)
            .is_some_and(|field| field.form.kind() == Some(Kind::Operation))
    })
}

/// The fields of an OpenAPI object in the order of the specification, then others in theirs.
pub(crate) fn in_order(mut document: Map<String, Value>) -> Map<String, Value> {
    let mut ordered = Map::new();
    for field in Kind::OpenApi.fields() {
        if let Some(value) = document.shift_remove(field.name) {
            ordered.insert(field.name.to_owned(), value);
        }
    }
    ordered.extend(document);
    ordered
}
