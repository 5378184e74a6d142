//! Whether a tree has the form that the published JSON Schema describes: [`check`].
//!
//! Editors and this check read the same schema, so they cannot disagree. It understands the
//! keywords that the schema of conventions uses, finds everything that is wrong at once, and knows
//! the place of each; deserialising would stop at the first. It is no general validator.

use std::collections::BTreeMap;

use oas_diagnostics::{Diagnostic, Level, Location, Place, suggest};
use oas_syntax::{Node, NodeKind, Number};
use regex::Regex;
use serde_json::Value;

use crate::diagnostics::{MISSING_KEY, UNKNOWN_KEY, WRONG_VALUE};

/// What is wrong with the form of a tree, in the order of the schema.
pub(crate) fn check(root: Node<'_>, schema: &Value) -> Vec<Diagnostic> {
    let mut shape = Shape {
        schema,
        patterns: BTreeMap::new(),
        found: Vec::new(),
    };
    shape.node(root, schema);
    shape.found
}

struct Shape<'s> {
    schema: &'s Value,
    /// Patterns by their text; compiling one costs more than all its uses.
    patterns: BTreeMap<&'s str, Option<Regex>>,
    found: Vec<Diagnostic>,
}

impl<'s> Shape<'s> {
    fn node(&mut self, node: Node<'_>, schema: &'s Value) {
        let schema = self.resolve(schema);
        if let Some(alternatives) = alternatives(schema) {
            self.alternatives(node, alternatives);
            return;
        }
        if let Some(words) = words(schema) {
            self.word(node, &words);
            return;
        }
        let Some(expected) = schema.get("type").and_then(Value::as_str) else {
            return;
        };
        if !is_of_type(node, expected) {
            self.wrong_type(node, phrase(expected));
            return;
        }
        match expected {
            "object" => self.object(node, schema),
            "array" => self.array(node, schema),
            "string" => self.string(node, schema),
            "integer" | "number" => self.number(node, schema),
            _ => {}
        }
    }

    fn object(&mut self, node: Node<'_>, schema: &'s Value) {
        let properties = schema.get("properties").and_then(Value::as_object);
        let required = schema.get("required").and_then(Value::as_array);
        for key in required.into_iter().flatten().filter_map(Value::as_str) {
            if node.get(key).is_none() {
                self.missing(node, key);
            }
        }
        // Maps whose keys have a form, such as the numbers of clauses, have one pattern.
        let pattern = schema
            .get("patternProperties")
            .and_then(Value::as_object)
            .and_then(|patterns| patterns.iter().next());
        let others = schema
            .get("additionalProperties")
            .filter(|others| others.is_object());
        for entry in node.entries() {
            let key = entry.key.text();
            let known = properties.and_then(|properties| properties.get(key));
            if let Some(schema) = known.or(others) {
                self.node(entry.value, schema);
            } else if let Some((pattern, schema)) = pattern {
                if self.matches(pattern, key) {
                    self.node(entry.value, schema);
                } else {
                    let message = format!("`{key}` is not of the form `{pattern}`");
                    let location = entry.value.key_location();
                    self.push(WRONG_VALUE.name, location, message);
                }
            } else if let Some(properties) = properties {
                let known: Vec<_> = properties.keys().map(String::as_str).collect();
                self.unknown(entry.value, key, &known);
            }
        }
    }

    fn array(&mut self, node: Node<'_>, schema: &'s Value) {
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        if (node.elements().len() as u64) < least {
            let message = format!("{} is empty", subject(node));
            self.push(WRONG_VALUE.name, node.location(), message)
                .help
                .push("name at least one".to_owned());
        }
        if let Some(schema) = schema.get("items") {
            for element in node.elements() {
                self.node(element, schema);
            }
        }
    }

    fn string(&mut self, node: Node<'_>, schema: &'s Value) {
        let text = node.as_str().unwrap_or_default();
        let Some(pattern) = schema.get("pattern").and_then(Value::as_str) else {
            return;
        };
        if !self.matches(pattern, text) {
            let message = format!("`{text}` is not of the form `{pattern}`");
            self.push(WRONG_VALUE.name, node.location(), message);
        }
    }

    fn number(&mut self, node: Node<'_>, schema: &Value) {
        let Some(value) = node.number().map(Number::as_f64) else {
            return;
        };
        let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
        let least = bound("minimum").filter(|least| value < *least);
        let most = bound("maximum").filter(|most| value > *most);
        let text = node.scalar_text().unwrap_or_default();
        let message = match (least, most) {
            (Some(least), _) => format!("{} is {text}, at least {least} is needed", subject(node)),
            (None, Some(most)) => format!("{} is {text}, at most {most} is allowed", subject(node)),
            (None, None) => return,
        };
        self.push(WRONG_VALUE.name, node.location(), message);
    }

    /// One of several forms: chosen by what the node is, then by its first key.
    fn alternatives(&mut self, node: Node<'_>, alternatives: &'s [Value]) {
        let all: Vec<_> = alternatives
            .iter()
            .map(|schema| self.resolve(schema))
            .collect();
        let objects: Vec<_> = all
            .iter()
            .copied()
            .filter(|schema| is_type(schema, "object"))
            .collect();
        if node.is_mapping() && !objects.is_empty() {
            let first = node.entries().next().map(|entry| entry.key.text());
            let chosen = objects.iter().find(|schema| {
                first.is_some_and(|first| schema.pointer(&format!("/properties/{first}")).is_some())
            });
            match (chosen, objects.as_slice()) {
                (Some(schema), _) | (None, [schema]) => self.node(node, schema),
                (None, _) => self.no_alternative(node, &objects),
            }
            return;
        }
        let words: Vec<_> = all
            .iter()
            .filter_map(|schema| words(schema))
            .flatten()
            .collect();
        if !words.is_empty() && node.as_str().is_some() {
            self.word(node, &words);
            return;
        }
        let fitting = all.iter().find(|schema| {
            schema
                .get("type")
                .and_then(Value::as_str)
                .is_some_and(|name| is_of_type(node, name))
        });
        if let Some(schema) = fitting {
            self.node(node, schema);
            return;
        }
        let mut expected: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let types = all.iter().filter(|schema| self::words(schema).is_none());
        expected.extend(
            types
                .filter_map(|schema| schema.get("type")?.as_str())
                .map(|name| phrase(name).to_owned()),
        );
        self.wrong_type(node, &list(&expected));
    }

    fn no_alternative(&mut self, node: Node<'_>, objects: &[&Value]) {
        let keys: Vec<_> = objects
            .iter()
            .filter_map(|schema| schema.get("properties")?.as_object())
            .flat_map(|properties| properties.keys().map(String::as_str))
            .collect();
        match node.entries().next() {
            Some(entry) => self.unknown(entry.value, entry.key.text(), &keys),
            None => self.wrong_type(node, &list(&quoted(&keys))),
        }
    }

    fn word(&mut self, node: Node<'_>, words: &[&str]) {
        let Some(text) = node.scalar_text() else {
            self.wrong_type(node, &list(&quoted(words)));
            return;
        };
        if node.as_str().is_some() && words.contains(&text) {
            return;
        }
        let help = suggestion(text, words);
        let finding = self.push(
            WRONG_VALUE.name,
            node.location(),
            format!("`{text}` is no value of {}", subject(node)),
        );
        finding.help.push(help);
    }

    fn missing(&mut self, node: Node<'_>, key: &str) {
        let help = format!("add `{key}`");
        if let Some(around) = node.key() {
            let message = format!("`{}` has no `{key}`", around.text());
            self.push(MISSING_KEY.name, node.key_location(), message)
                .help
                .push(help);
        } else if node.parent().is_some() {
            let message = format!("{} has no `{key}`", subject(node));
            self.push(MISSING_KEY.name, node.location(), message)
                .help
                .push(help);
        } else {
            let place = Place::WholeDocument(node.span().file);
            let message = format!("`{key}` is missing");
            self.found
                .push(Diagnostic::new(MISSING_KEY.name, Level::Error, place, message).help(help));
        }
    }

    fn unknown(&mut self, value: Node<'_>, key: &str, known: &[&str]) {
        let help = suggestion(key, known);
        let finding = self.push(
            UNKNOWN_KEY.name,
            value.key_location(),
            format!("`{key}` means nothing here"),
        );
        finding.label = Some("unknown key".to_owned());
        finding.help.push(help);
    }

    fn wrong_type(&mut self, node: Node<'_>, expected: &str) {
        let found = match node.kind() {
            NodeKind::Null => "nothing",
            NodeKind::Boolean => "a boolean",
            NodeKind::Integer => "a whole number",
            NodeKind::Float => "a number",
            NodeKind::String => "text",
            NodeKind::Sequence => "a list",
            NodeKind::Mapping => "a map",
        };
        let message = format!("{} needs {expected}, this is {found}", subject(node));
        let location = if node.is_null() {
            node.key_location()
        } else {
            node.location()
        };
        self.push(WRONG_VALUE.name, location, message);
    }

    fn push(&mut self, rule: &'static str, location: Location, message: String) -> &mut Diagnostic {
        self.found.push(Diagnostic::error(rule, location, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn matches(&mut self, pattern: &'s str, text: &str) -> bool {
        let compiled = self
            .patterns
            .entry(pattern)
            .or_insert_with(|| Regex::new(pattern).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    fn resolve(&self, schema: &'s Value) -> &'s Value {
        schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| self.schema.pointer(reference.trim_start_matches('#')))
            .unwrap_or(schema)
    }
}

fn alternatives(schema: &Value) -> Option<&[Value]> {
    let list = schema.get("oneOf").or_else(|| schema.get("anyOf"))?;
    list.as_array().map(Vec::as_slice)
}

/// The words of a schema that allows nothing but words.
fn words(schema: &Value) -> Option<Vec<&str>> {
    if let Some(word) = schema.get("const").and_then(Value::as_str) {
        return Some(vec![word]);
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return Some(words.iter().filter_map(Value::as_str).collect());
    }
    alternatives(schema)?
        .iter()
        .try_fold(Vec::new(), |mut all, schema| {
            all.extend(words(schema)?);
            Some(all)
        })
}

fn is_type(schema: &Value, name: &str) -> bool {
    schema.get("type").and_then(Value::as_str) == Some(name)
}

fn is_of_type(node: Node<'_>, name: &str) -> bool {
    match name {
        "object" => node.is_mapping(),
        "array" => node.is_sequence(),
        "string" => node.as_str().is_some(),
        "boolean" => node.as_bool().is_some(),
        "integer" => node.kind() == NodeKind::Integer,
        "number" => matches!(node.kind(), NodeKind::Integer | NodeKind::Float),
        _ => true,
    }
}

fn phrase(name: &str) -> &str {
    match name {
        "object" => "a map",
        "array" => "a list",
        "string" => "text",
        "boolean" => "`true` or `false`",
        "integer" => "a whole number",
        _ => "a number",
    }
}

/// What a finding about a node's value speaks of.
fn subject(node: Node<'_>) -> String {
    match (node.key(), node.parent().and_then(Node::key)) {
        (Some(key), _) => format!("`{}`", key.text()),
        (None, Some(key)) => format!("an entry of `{}`", key.text()),
        (None, None) => "the file".to_owned(),
    }
}

/// More words than this are not listed in a help.
const MOST_WORDS: usize = 8;

/// Names the nearest word, or those there are where none is near.
pub(crate) fn suggestion(word: &str, known: &[&str]) -> String {
    match suggest::nearest(word, known.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None if known.len() > MOST_WORDS => {
            let (first, others) = known.split_at(MOST_WORDS - 1);
            let others = format!("one of {} others", others.len());
            let all: Vec<_> = quoted(first).into_iter().chain([others]).collect();
            format!("use {}", list(&all))
        }
        None => format!("use {}", list(&quoted(known))),
    }
}

fn quoted<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Vec<String> {
    words
        .into_iter()
        .map(|word| format!("`{}`", word.as_ref()))
        .collect()
}

/// `a`, `b` or `c`.
pub(crate) fn list(phrases: &[String]) -> String {
    match phrases {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}
