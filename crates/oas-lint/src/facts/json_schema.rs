//! Schemas of a document as JSON Schemas that stand alone, for the validator: [`validator`].
//!
//! References become `$defs`, so that nothing is looked up elsewhere. What OpenAPI 3.0 says in its
//! own way (`nullable`, boolean bounds) is said in that of JSON Schema. What stands for requests
//! or responses only (`readOnly`, `writeOnly`) is not required here: an example may be of either.
//!
//! Where some schema has a `$dynamicRef`, each definition has an `$id` and the `$dynamicAnchor`s
//! of the schema that it is from, so that what leads to it says what is meant, as in the document.

use std::collections::HashMap;

use jsonschema::{PatternOptions, Validator};
use oas_model::fields::Form;
use oas_model::{Kind, ResolvedDocument, Version};
use oas_syntax::{Node, NodeKey};
use serde_json::{Map, Value, json};

/// A validator for the schema at `node`; `None` where it cannot be judged: what refers to nothing,
/// references of older drafts, patterns that no engine without backtracking understands, and unions of
/// unions that would take forever.
pub(crate) fn validator(resolved: &ResolvedDocument, node: Node<'_>) -> Option<Validator> {
    let mut conversion = Conversion {
        resolved,
        names: HashMap::new(),
        queue: Vec::new(),
        is_dynamic: resolved.has_dynamic_references(),
        is_whole: true,
    };
    let mut schema = if conversion.is_dynamic {
        json!({ "$ref": conversion.reference_to(node) })
    } else {
        conversion.keywords(node)
    };
    let mut definitions = Map::new();
    while let Some((name, target)) = conversion.queue.pop() {
        let definition = conversion.definition(&name, target);
        definitions.insert(name, definition);
    }
    if !conversion.is_whole || !Cost::is_bearable(&schema, &definitions) {
        return None;
    }
    if let Value::Object(members) = &mut schema
        && !definitions.is_empty()
    {
        members.insert("$defs".to_owned(), Value::Object(definitions));
    }
    jsonschema::draft202012::options()
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .build(&schema)
        .ok()
}

struct Conversion<'d> {
    resolved: &'d ResolvedDocument,
    names: HashMap<NodeKey, String>,
    /// Definitions that are still to be written.
    queue: Vec<(String, Node<'d>)>,
    /// Whether definitions have an `$id`, which `$dynamicRef` asks for.
    is_dynamic: bool,
    /// Whether everything could be said so far.
    is_whole: bool,
}

/// What the `$id` of definitions begins with.
const DYNAMIC: &str = "urn:definition:";

/// What references to definitions without an `$id` begin with.
const PLAIN: &str = "#/$defs/";

impl<'d> Conversion<'d> {
    fn definition(&mut self, name: &str, node: Node<'d>) -> Value {
        let schema = self.keywords(node);
        if !self.is_dynamic {
            return schema;
        }
        let mut members = match schema {
            Value::Object(members) => members,
            // A boolean has no place for an `$id`.
            other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
        };
        members.insert("$id".to_owned(), json!(format!("{DYNAMIC}{name}")));
        let mut anchors = Map::new();
        let scope = self.resolved.dynamic_scope(node);
        for (anchor, target) in self.resolved.dynamic_anchors(scope) {
            let meant = json!({ "$dynamicAnchor": anchor, "$ref": self.reference_to(target) });
            anchors.insert(anchor.to_owned(), meant);
        }
        if !anchors.is_empty() {
            members.insert("$defs".to_owned(), Value::Object(anchors));
        }
        Value::Object(members)
    }

    fn schema(&mut self, node: Node<'d>) -> Value {
        if self.is_dynamic && node.get("$id").is_some_and(|id| id.as_str().is_some()) {
            // It is a scope of its own.
            return json!({ "$ref": self.reference_to(node) });
        }
        self.keywords(node)
    }

    fn keywords(&mut self, node: Node<'d>) -> Value {
        if !node.is_mapping() {
            return Value::Bool(node.as_bool().unwrap_or(true));
        }
        let version = self.resolved.version();
        let mut schema = Map::new();
        if node.get("$ref").is_some() {
            schema.insert("$ref".to_owned(), self.reference(node));
            if version == Version::V3_0 {
                return Value::Object(schema);
            }
        }
        for entry in node.entries() {
            let name = entry.key.text();
            if matches!(
                name,
                "$ref"
                    | "$id"
                    | "$anchor"
                    | "$dynamicAnchor"
                    | "$schema"
                    | "$defs"
                    | "discriminator"
                    | "xml"
                    | "example"
                    | "examples"
                    | "externalDocs"
                    | "default"
                    | "$comment"
            ) || name.starts_with("x-")
            {
                continue;
            }
            if name == "$recursiveRef" {
                self.is_whole = false;
                continue;
            }
            if name == "$dynamicRef" {
                schema.insert(name.to_owned(), self.dynamic_reference(node));
                continue;
            }
            let Some(field) = Kind::Schema.field(name, version) else {
                continue;
            };
            let value = match field.form {
                form if form.kind() == Some(Kind::Schema) => self.inner(entry.value, form),
                _ => entry.value.to_json(),
            };
            schema.insert(name.to_owned(), value);
        }
        require_less(node, &mut schema);
        if version == Version::V3_0 {
            say_as_json_schema(&mut schema);
        }
        Value::Object(schema)
    }

    fn inner(&mut self, node: Node<'d>, form: Form) -> Value {
        match form {
            Form::ObjectMap(_) | Form::ReferenceMap(_) => {
                let entries = node.entries();
                let members =
                    entries.map(|entry| (entry.key.text().to_owned(), self.schema(entry.value)));
                Value::Object(members.collect())
            }
            _ if node.is_sequence() => {
                Value::Array(node.elements().map(|node| self.schema(node)).collect())
            }
            _ => self.schema(node),
        }
    }

    fn reference(&mut self, node: Node<'d>) -> Value {
        let Some(target) = self.resolved.target(node) else {
            self.is_whole = false;
            return Value::Null;
        };
        Value::String(self.reference_to(target))
    }

    /// A reference that leads to the same as in the document until something on the way to it
    /// says otherwise.
    fn dynamic_reference(&mut self, node: Node<'d>) -> Value {
        let Some(target) = self.resolved.dynamic_target(node) else {
            self.is_whole = false;
            return Value::Null;
        };
        let reference = self.reference_to(target);
        Value::String(match self.resolved.dynamic_name(node) {
            Some(name) => format!("{reference}#{name}"),
            None => reference,
        })
    }

    fn reference_to(&mut self, target: Node<'d>) -> String {
        let next = self.names.len();
        let name = self.names.entry(target.node_key()).or_insert_with(|| {
            let name = format!("schema-{next}");
            self.queue.push((name.clone(), target));
            name
        });
        let before = if self.is_dynamic { DYNAMIC } else { PLAIN };
        format!("{before}{name}")
    }
}

/// Takes what is for one direction only from the list of required members.
fn require_less(node: Node<'_>, schema: &mut Map<String, Value>) {
    let Some(Value::Array(required)) = schema.get_mut("required") else {
        return;
    };
    required.retain(|name| {
        let property = name
            .as_str()
            .and_then(|name| node.get("properties")?.get(name));
        let is = |field: &str| {
            property.and_then(|property| property.get(field)?.as_bool()) == Some(true)
        };
        !is("readOnly") && !is("writeOnly")
    });
}

/// Rewrites what OpenAPI 3.0 says in its own way.
fn say_as_json_schema(schema: &mut Map<String, Value>) {
    for (exclusive, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        match schema.get(exclusive) {
            Some(Value::Bool(true)) => {
                if let Some(value) = schema.remove(bound) {
                    schema.insert(exclusive.to_owned(), value);
                }
            }
            Some(Value::Bool(false)) => {
                schema.remove(exclusive);
            }
            _ => {}
        }
    }
    if schema.remove("nullable") == Some(Value::Bool(true)) {
        let value = Value::Object(std::mem::take(schema));
        schema.insert("anyOf".to_owned(), json!([value, { "type": "null" }]));
    }
}

/// How many schemas one value is held against, where unions refer to unions: a document of a few
/// lines can make that any number.
struct Cost<'s> {
    definitions: &'s Map<String, Value>,
    known: HashMap<&'s str, u64>,
}

impl<'s> Cost<'s> {
    const MOST_SCHEMAS: u64 = 10_000;
    /// Also bounds how deep references are followed.
    const MOST_DEFINITIONS: usize = 5_000;

    fn is_bearable(schema: &'s Value, definitions: &'s Map<String, Value>) -> bool {
        let mut cost = Self {
            definitions,
            known: HashMap::new(),
        };
        definitions.len() <= Self::MOST_DEFINITIONS
            && std::iter::once(schema)
                .chain(definitions.values())
                .all(|schema| cost.of_all_within(schema) <= Self::MOST_SCHEMAS)
    }

    /// The greatest cost of the schemas within a value, itself included.
    fn of_all_within(&mut self, value: &'s Value) -> u64 {
        let inner = match value {
            Value::Object(members) => members
                .values()
                .map(|member| self.of_all_within(member))
                .max(),
            Value::Array(elements) => elements
                .iter()
                .map(|element| self.of_all_within(element))
                .max(),
            _ => None,
        };
        self.of(value).max(inner.unwrap_or_default())
    }

    fn of(&mut self, schema: &'s Value) -> u64 {
        let mut cost: u64 = 1;
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let branches = schema.get(keyword).and_then(Value::as_array);
            for branch in branches.into_iter().flatten() {
                cost = cost.saturating_add(self.of(branch));
            }
        }
        for keyword in ["not", "if", "then", "else"] {
            if let Some(branch) = schema.get(keyword) {
                cost = cost.saturating_add(self.of(branch));
            }
        }
        for keyword in ["$ref", "$dynamicRef"] {
            let reference = schema.get(keyword).and_then(Value::as_str);
            if let Some(name) = reference.and_then(definition_named) {
                cost = cost.saturating_add(self.of_definition(name));
            }
        }
        cost
    }

    fn of_definition(&mut self, name: &'s str) -> u64 {
        if let Some(cost) = self.known.get(name) {
            return *cost;
        }
        // A circle is followed once.
        self.known.insert(name, 1);
        let definitions = self.definitions;
        let cost = definitions.get(name).map_or(1, |schema| self.of(schema));
        self.known.insert(name, cost);
        cost
    }
}

/// The name of the definition that a reference leads to.
fn definition_named(reference: &str) -> Option<&str> {
    if let Some(name) = reference.strip_prefix(PLAIN) {
        return Some(name);
    }
    reference.strip_prefix(DYNAMIC)?.split('#').next()
}
