//! How types are called before any backend looks at them: [`Names`].
//!
//! Components, definitions (`$defs`) and schemas that are a file of their own have a given name.
//! Everything else is called after the place where it stands, so that no name depends on who
//! looks first.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;
use oas_diagnostics::{Diagnostic, DiagnosticSink, Level, Place};
use oas_model::object::Schema;
use oas_model::{Kind, ResolvedDocument};
use oas_syntax::{Node, NodeKey};

use super::context::{Hint, Words};
use super::diagnostics;

/// Given names of schemas.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashMap<NodeKey, String>,
    /// Components that are nothing but a reference to a definition of the same name.
    same: HashMap<NodeKey, NodeKey>,
}

impl Names {
    /// Names every component of the document and every definition that something refers to.
    ///
    /// Where several want one name, the document's own component has it, then the first by path
    /// and pointer; the others are named after their place too, and reported.
    pub(super) fn collect(resolved: &ResolvedDocument, sink: &mut DiagnosticSink) -> Self {
        let mut names = Self::default();
        let document = resolved.document();
        let mut wanted: BTreeMap<String, Vec<Candidate<'_>>> = BTreeMap::new();
        for node in named_schemas(resolved) {
            if let Some(candidate) = Candidate::of(resolved, node) {
                let known = wanted.entry(candidate.name.clone()).or_default();
                known.push(candidate);
            }
        }
        let mut taken: BTreeSet<String> = wanted.keys().cloned().collect();
        for candidates in wanted.values_mut() {
            candidates.sort_by(|left, right| left.rank.cmp(&right.rank));
            let keys: BTreeSet<NodeKey> =
                candidates.iter().map(|one| one.node.node_key()).collect();
            candidates.retain(|one| {
                let schema = Schema::new(resolved, one.node);
                let target =
                    plain_target(schema).filter(|end| keys.contains(&end.node().node_key()));
                let Some(target) = target else { return true };
                let (from, to) = (one.node.node_key(), target.node().node_key());
                if from != to {
                    names.same.insert(from, to);
                }
                from == to
            });
            let first = candidates.first().map(|one| one.node);
            for (position, candidate) in candidates.iter().enumerate() {
                let name = if position == 0 {
                    candidate.name.clone()
                } else {
                    let name =
                        candidate.distinct(&taken, document.path(candidate.node.tree().file()));
                    sink.extend(first.map(|first| collision(candidate, first, &name)));
                    name
                };
                taken.insert(name.clone());
                names.given.insert(candidate.node.node_key(), name);
            }
        }
        names
    }

    /// The given name of a schema.
    pub(super) fn given(&self, key: NodeKey) -> Option<&str> {
        self.given.get(&key).map(String::as_str)
    }

    /// All schemas with given names, by name.
    pub(super) fn sorted(&self) -> Vec<NodeKey> {
        let by_name: BTreeMap<_, _> = self.given.iter().map(|(key, name)| (name, *key)).collect();
        by_name.into_values().collect()
    }

    /// The schema that plain references lead to; one with a name stays, even if it is a reference.
    ///
    /// The last of a chain that dangles or runs in a circle is the reference itself.
    pub(super) fn behind_references<'d>(&self, schema: Schema<'d>) -> Schema<'d> {
        let document = schema.document().document();
        let mut current = schema;
        for _ in 0..100 {
            let key = current.node().node_key();
            if let Some(same) = self.same.get(&key) {
                current = Schema::new(current.document(), document.node(*same));
                continue;
            }
            if self.given.contains_key(&key) || !is_plain(current) {
                return current;
            }
            match step(current) {
                Some(target) => current = target,
                None => return current,
            }
        }
        current
    }

    /// Words for an inline schema: those of the named schema it stands in and of the way from
    /// there, or `hint` where it stands in none.
    pub(super) fn words(&self, node: Node<'_>, hint: Hint<'_>) -> Words {
        let mut way = Vec::new();
        let mut current = node;
        loop {
            if let Some(name) = self.given(current.node_key()) {
                let mut words = vec![name.to_owned()];
                way.reverse();
                step_words(&way, &mut words);
                return words.into();
            }
            let Some(parent) = current.parent() else {
                return hint.to_words();
            };
            way.push(match current.key() {
                Some(key) => Cow::Borrowed(key.text()),
                None => Cow::Owned(position(parent, current).to_string()),
            });
            current = parent;
        }
    }
}

fn position(parent: Node<'_>, child: Node<'_>) -> usize {
    parent
        .elements()
        .position(|element| element == child)
        .unwrap_or_default()
}

/// Adds the words of keywords and names between a schema and one within it.
fn step_words(way: &[Cow<'_, str>], words: &mut Vec<String>) {
    let mut steps = way.iter().map(AsRef::as_ref);
    while let Some(keyword) = steps.next() {
        match keyword {
            "properties" | "$defs" | "definitions" => {
                words.extend(steps.next().map(str::to_owned));
            }
            "items" | "contains" | "unevaluatedItems" => words.push("item".to_owned()),
            "additionalProperties" | "unevaluatedProperties" => words.push("value".to_owned()),
            "patternProperties" => {
                steps.next();
                words.push("value".to_owned());
            }
            "propertyNames" => words.push("name".to_owned()),
            "prefixItems" => {
                words.push("item".to_owned());
                words.extend(steps.next().map(one_based));
            }
            "oneOf" | "anyOf" => {
                words.push("variant".to_owned());
                words.extend(steps.next().map(one_based));
            }
            "allOf" => {
                steps.next();
            }
            other => words.push(other.to_owned()),
        }
    }
}

fn one_based(index: &str) -> String {
    index
        .parse::<usize>()
        .map_or_else(|_| index.to_owned(), |index| (index + 1).to_string())
}

/// Whether a schema is nothing but a reference, as far as values go: by `$ref`, or by an `allOf`
/// with one reference, which is how OpenAPI 3.0 writes a description beside one.
pub(super) fn is_plain(schema: Schema<'_>) -> bool {
    if schema.is_reference() {
        return schema.version() == oas_model::Version::V3_0
            || !(schema.has_siblings() || marks(schema));
    }
    wrapped(schema).is_some() && !marks(schema)
}

/// The reference that a schema consists of, but for what is said for people.
fn wrapped(schema: Schema<'_>) -> Option<Schema<'_>> {
    let for_people = |key: &str| {
        matches!(
            key,
            "title"
                | "description"
                | "default"
                | "example"
                | "examples"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
                | "externalDocs"
                | "$comment"
                | "xml"
        ) || key.starts_with("x-")
    };
    schema.field("allOf")?;
    let mut keys = schema.node().entries().map(|entry| entry.key.text());
    let mut members = schema.schemas("allOf");
    let only = members.next().filter(Schema::is_reference)?;
    (members.next().is_none() && keys.all(|key| key == "allOf" || for_people(key))).then_some(only)
}

/// One step along a plain reference.
fn step(schema: Schema<'_>) -> Option<Schema<'_>> {
    if schema.is_reference() {
        schema.target()
    } else {
        wrapped(schema)
    }
}

/// Whether `x-pii` or `x-sensitive` makes another type of what is referred to.
fn marks(schema: Schema<'_>) -> bool {
    schema.flag("x-pii") == Some(true) || schema.flag("x-sensitive") == Some(true)
}

/// The end of a chain of plain references that starts here.
fn plain_target(schema: Schema<'_>) -> Option<Schema<'_>> {
    let mut current = schema;
    for _ in 0..100 {
        if !is_plain(current) {
            return (current != schema).then_some(current);
        }
        current = step(current)?;
    }
    None
}

/// Components of the entry, and what references lead to.
fn named_schemas(resolved: &ResolvedDocument) -> Vec<Node<'_>> {
    let document = resolved.document();
    let mut found = BTreeMap::new();
    let components = resolved.open_api().components();
    for (_, schema) in components
        .iter()
        .flat_map(oas_model::object::Components::schemas)
    {
        found.insert(schema.node().node_key(), schema.node());
    }
    for (_, visit) in resolved.visits().iter() {
        if visit.kind == Kind::Schema
            && let Some(target) = resolved.target(document.node(visit.node))
        {
            found.insert(target.node_key(), target);
        }
    }
    found.into_values().collect()
}

/// A schema that wants a name.
struct Candidate<'d> {
    node: Node<'d>,
    name: String,
    /// Own components first, then by path and pointer.
    rank: (bool, String, String),
    /// The name of the schema around a definition.
    around: Option<String>,
}

impl<'d> Candidate<'d> {
    fn of(resolved: &'d ResolvedDocument, node: Node<'d>) -> Option<Self> {
        let document = resolved.document();
        let path = document.path(node.tree().file());
        let schema = Schema::new(resolved, node);
        let name = match schema.component_name() {
            Some(name) => name.to_owned(),
            None if node.parent().is_none() => stem(path).to_owned(),
            None => return None,
        };
        let in_definitions = node
            .parent()
            .and_then(Node::key)
            .is_some_and(|key| matches!(key.text(), "$defs" | "definitions"));
        let around = node
            .parent()
            .and_then(Node::parent)
            .filter(|_| in_definitions)
            .map(|around| match around.key() {
                Some(key) => key.text().to_owned(),
                None => stem(path).to_owned(),
            });
        let own = node.tree().file() == document.entry() && around.is_none();
        Some(Self {
            node,
            name,
            rank: (!own, path.to_owned(), node.pointer()),
            around,
        })
    }

    /// A name that nobody has: after the schema or file around this one, else with a number.
    fn distinct(&self, taken: &BTreeSet<String>, path: &str) -> String {
        let around = self.around.as_deref().unwrap_or_else(|| stem(path));
        let name = format!("{}{}", capitalised(around), capitalised(&self.name));
        let mut candidate = name.clone();
        let mut number = 2;
        while taken.contains(&candidate) {
            candidate = format!("{name}{number}");
            number += 1;
        }
        candidate
    }
}

fn collision(candidate: &Candidate<'_>, first: Node<'_>, name: &str) -> Diagnostic {
    let location = candidate.node.key_location();
    let message = format!(
        "the name `{}` belongs to another schema; this one is called `{name}`",
        candidate.name
    );
    Diagnostic::new(
        diagnostics::NAME_TAKEN.name,
        Level::Info,
        Place::Span(location.span),
        message,
    )
    .pointer(location.pointer)
    .related(first.key_location().span, "the schema that has the name")
    .help("give one of the two another name")
}

fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.split_once('.').map_or(file, |(stem, _)| stem)
}

fn capitalised(word: &str) -> String {
    word.split(|character: char| !character.is_alphanumeric())
        .flat_map(|part| {
            let mut characters = part.chars();
            let first = characters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(characters).collect::<Vec<_>>()
        })
        .collect()
}
