//! Schemas of a document as JSON Schemas that stand alone, for the validator: [`validator`].
//!
//! References become `$defs`, so that nothing is looked up elsewhere. What OpenAPI 3.0 says in its
//! own way (`nullable`, boolean bounds) is said in that of JSON Schema. What stands for requests
//! or responses only (`readOnly`, `writeOnly`) is not required here: an example may be of either.

use std::collections::HashMap;

use jsonschema::{PatternOptions, Validator};
use oas_model::fields::Form;
use oas_model::{Kind, ResolvedDocument, Version};
use oas_syntax::{Node, NodeKey};
use serde_json::{Map, Value, json};

/// A validator for the schema at `node`; `None` where it cannot be judged: what refers to nothing,
/// dynamic references, patterns that no engine without backtracking understands, and unions of
/// unions that would take forever.
pub(crate) fn validator(resolved: &ResolvedDocument, node: Node<'_>) -> Option<Validator> {
    let mut conversion = Conversion {
        resolved,
        names: HashMap::new(),
        queue: Vec::new(),
        is_whole: true,
    };
    let mut schema = conversion.schema(node);
    let mut definitions = Map::new();
    while let Some((name, target)) = conversion.queue.pop() {
        let definition = conversion.schema(target);
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
    /// Whether everything could be said so far.
    is_whole: bool,
}

impl<'d> Conversion<'d> {
    fn schema(&mut self, node: Node<'d>) -> Value {
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
            if matches!(name, "$dynamicRef" | "$dynamicAnchor" | "$recursiveRef") {
                self.is_whole = false;
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
        let next = self.names.len();
        let name = self.names.entry(target.node_key()).or_insert_with(|| {
            let name = format!("schema-{next}");
            self.queue.push((name.clone(), target));
            name
        });
        Value::String(format!("#/$defs/{name}"))
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
        let reference = schema.get("$ref").and_then(Value::as_str);
        if let Some(name) = reference.and_then(|reference| reference.strip_prefix("#/$defs/")) {
            cost = cost.saturating_add(self.of_definition(name));
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
