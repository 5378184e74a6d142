//! Names of components in a bundle: [`Components`].

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use oas_model::{Kind, ResolvedDocument, object};
use oas_syntax::{Node, NodeKey};

use crate::names;

/// Decides under which name an object stands in the bundle, and remembers which are to be written.
pub(crate) struct Components<'d> {
    resolved: &'d ResolvedDocument,
    names: HashMap<(NodeKey, Kind), String>,
    /// The document's own components -> their names.
    own: HashMap<(NodeKey, &'static str), String>,
    /// Components that stand for something in another file -> what they stand for.
    aliases: HashMap<(NodeKey, &'static str), Node<'d>>,
    /// The same while the names are collected.
    ends: Vec<(Node<'d>, Node<'d>, String, &'static str)>,
    /// Section -> names that are taken, in lower case.
    taken: BTreeMap<&'static str, BTreeSet<String>>,
    /// Name -> the number that the next one of its section was given last.
    numbers: HashMap<(&'static str, String), usize>,
    queue: VecDeque<(Kind, String, Node<'d>)>,
}

impl<'d> Components<'d> {
    /// The document's own components keep their names, whether they are used or not.
    pub(crate) fn new(resolved: &'d ResolvedDocument) -> Self {
        let mut components = Self {
            resolved,
            names: HashMap::new(),
            own: HashMap::new(),
            aliases: HashMap::new(),
            ends: Vec::new(),
            taken: BTreeMap::new(),
            numbers: HashMap::new(),
            queue: VecDeque::new(),
        };
        for (kind, name, node) in components.own() {
            let section = kind.component_section().unwrap_or_default();
            let taken = components.taken.entry(section).or_default();
            taken.insert(name.to_lowercase());
            let end = components.end(node, kind);
            if end != node {
                // Who refers to the file means the component that stands for it.
                components.ends.push((node, end, name.clone(), section));
            }
            // A node that aliases put into several places has the first of its names.
            let own = components.own.entry((node.node_key(), section));
            let own = own.or_insert_with(|| name.clone());
            if name < *own {
                *own = name;
            }
        }
        for (node, end, name, section) in std::mem::take(&mut components.ends) {
            let own = components.own.entry((end.node_key(), section));
            if *own.or_insert_with(|| name.clone()) == name {
                components.aliases.insert((node.node_key(), section), end);
            }
        }
        components
    }

    /// Where a chain of references ends that have nothing beside them, and lead to other files.
    fn end(&self, node: Node<'d>, kind: Kind) -> Node<'d> {
        let entry = self.resolved.document().entry();
        let mut end = node;
        for _ in 0..100 {
            let alone = end.get("$ref").is_some() && end.entries().len() == 1;
            let target = alone.then(|| self.resolved.target(end)).flatten();
            match target.filter(|target| target.tree().file() != entry) {
                Some(target) => end = target,
                None => break,
            }
        }
        // One that comes back to the document is no better than its reference.
        let comes_back = end.get("$ref").is_some() && kind != Kind::Schema;
        if comes_back { node } else { end }
    }

    /// The components of the document itself, in its order.
    pub(crate) fn own(&self) -> Vec<(Kind, String, Node<'d>)> {
        let mut own = Vec::new();
        for section in self.object().into_iter().flat_map(Node::entries) {
            let Some(kind) = Kind::of_component_section(section.key.text()) else {
                continue;
            };
            let members = self.resolved.members(section.value);
            own.extend(members.map(|entry| (kind, entry.key.text().to_owned(), entry.value)));
        }
        own
    }

    /// What stands among the components of the document beside the sections.
    pub(crate) fn besides(&self) -> Vec<(&'d str, Node<'d>)> {
        let entries = self.object().into_iter().flat_map(Node::entries);
        entries
            .map(|entry| (entry.key.text(), entry.value))
            .filter(|(name, _)| Kind::of_component_section(name).is_none() && *name != "$ref")
            .collect()
    }

    /// The schema of the document itself with a name.
    pub(crate) fn schema(&self, name: &str) -> Option<Node<'d>> {
        let schemas = self.object()?.get("schemas")?;
        let mut members = self.resolved.members(schemas);
        let found = members.find(|entry| entry.key.text() == name);
        found.map(|entry| entry.value)
    }

    fn object(&self) -> Option<Node<'d>> {
        let components = self.resolved.document().root().get("components")?;
        self.resolved.follow(components)
    }

    /// The reference to an object, which is then written among the components.
    pub(crate) fn reference(&mut self, node: Node<'d>, kind: Kind) -> Option<String> {
        let section = kind.component_section()?;
        let name = self.name(node, kind, section);
        Some(format!(
            "#/components/{section}/{}",
            oas_syntax::pointer::escape(&name)
        ))
    }

    /// The next component that is to be written.
    pub(crate) fn next(&mut self) -> Option<(Kind, String, Node<'d>)> {
        self.queue.pop_front()
    }

    fn name(&mut self, node: Node<'d>, kind: Kind, section: &'static str) -> String {
        let node = match self.aliases.get(&(node.node_key(), section)) {
            Some(end) => *end,
            None if self.own.contains_key(&(node.node_key(), section))
                || node.tree().file() == self.resolved.document().entry() =>
            {
                node
            }
            None => self.end(node, kind),
        };
        let key = node.node_key();
        if let Some(name) = self.names.get(&(key, kind)) {
            return name.clone();
        }
        let name = match self.own.get(&(key, section)) {
            Some(own) => own.clone(),
            None => self.free(node, section),
        };
        self.names.insert((key, kind), name.clone());
        self.queue.push_back((kind, name.clone(), node));
        name
    }

    /// A name that is not taken, in any case of its letters. Two files may each have a `Pet`; the
    /// second one has its file's name before it, or a number where that is taken too.
    fn free(&mut self, node: Node<'_>, section: &'static str) -> String {
        let name = names::wanted(self.resolved, node);
        let taken = self.taken.entry(section).or_default();
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        let longer = names::of_file(self.resolved, node, &name);
        for name in &longer {
            if taken.insert(name.to_lowercase()) {
                return name.clone();
            }
        }
        let wanted = longer.into_iter().next().unwrap_or(name);
        let number = self.numbers.entry((section, wanted.clone())).or_insert(1);
        loop {
            *number += 1;
            let name = format!("{wanted}_{number}");
            if taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

/// Schemas that are reached without being named: those built with `allOf` on a schema that has a
/// discriminator.
pub(crate) struct Polymorphic<'d> {
    heirs: HashMap<NodeKey, Vec<Node<'d>>>,
}

impl<'d> Polymorphic<'d> {
    /// Looks through the components of the document.
    pub(crate) fn collect(resolved: &'d ResolvedDocument) -> Self {
        let mut heirs: HashMap<NodeKey, Vec<Node<'d>>> = HashMap::new();
        let components = resolved.open_api().components();
        for (_, schema) in components.iter().flat_map(object::Components::schemas) {
            for base in schema.schemas("allOf") {
                let base = base.resolved();
                if base.discriminator().is_some() {
                    let built_on = heirs.entry(base.node().node_key()).or_default();
                    built_on.push(schema.node());
                }
            }
        }
        Self { heirs }
    }

    /// The schemas that are built on one.
    pub(crate) fn heirs(&self, node: Node<'d>) -> Vec<Node<'d>> {
        self.heirs
            .get(&node.node_key())
            .cloned()
            .unwrap_or_default()
    }
}
