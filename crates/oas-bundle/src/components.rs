//! Names of components in a bundle: [`Components`].

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use oas_model::{Kind, ResolvedDocument, object};
use oas_syntax::{Node, NodeKey};

/// Decides under which name an object stands in the bundle, and remembers which are to be written.
pub(crate) struct Components<'d> {
    resolved: &'d ResolvedDocument,
    names: HashMap<(NodeKey, Kind), String>,
    /// The document's own components -> their names.
    own: HashMap<(NodeKey, &'static str), String>,
    /// Section -> names that are taken.
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
            taken: BTreeMap::new(),
            numbers: HashMap::new(),
            queue: VecDeque::new(),
        };
        for (kind, name, node) in components.own() {
            let section = kind.component_section().unwrap_or_default();
            let taken = components.taken.entry(section).or_default();
            taken.insert(name.clone());
            // A node that aliases put into several places has the first of its names.
            let own = components.own.entry((node.node_key(), section));
            let own = own.or_insert_with(|| name.clone());
            if name < *own {
                *own = name;
            }
        }
        components
    }

    /// The components of the document itself, in its order.
    pub(crate) fn own(&self) -> Vec<(Kind, String, Node<'d>)> {
        let sections = self.resolved.document().root().get("components");
        let sections = sections.into_iter().flat_map(Node::entries);
        sections
            .filter_map(|section| {
                Some((
                    Kind::of_component_section(section.key.text())?,
                    section.value,
                ))
            })
            .flat_map(|(kind, section)| {
                section
                    .entries()
                    .map(move |entry| (kind, entry.key.text().to_owned(), entry.value))
            })
            .collect()
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
        let key = node.node_key();
        if let Some(name) = self.names.get(&(key, kind)) {
            return name.clone();
        }
        let name = match self.own.get(&(key, section)) {
            Some(own) => own.clone(),
            None => self.free(wanted(self.resolved, node), section),
        };
        self.names.insert((key, kind), name.clone());
        self.queue.push_back((kind, name.clone(), node));
        name
    }

    /// A name that is not taken. Two files may each have a `Pet`; the second one has a number.
    fn free(&mut self, wanted: String, section: &'static str) -> String {
        let taken = self.taken.entry(section).or_default();
        if taken.insert(wanted.clone()) {
            return wanted;
        }
        let number = self.numbers.entry((section, wanted.clone())).or_insert(1);
        loop {
            *number += 1;
            let name = format!("{wanted}_{number}");
            if taken.insert(name.clone()) {
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

/// The name that an object brings along: its key, below its owner's for definitions; its file's
/// for a whole file.
fn wanted(resolved: &ResolvedDocument, node: Node<'_>) -> String {
    let key = node.key().map(|key| key.text().to_owned());
    let name = match (key, node.parent()) {
        (Some(key), Some(parent)) if parent.key().is_some_and(|one| is_definitions(one.text())) => {
            let owner = parent
                .parent()
                .and_then(Node::key)
                .map(|owner| owner.text().to_owned());
            owner.map_or_else(|| key.clone(), |owner| format!("{owner}_{key}"))
        }
        (Some(key), _) => key,
        (None, _) => {
            let path = resolved.document().path(node.tree().file());
            let file = path.rsplit('/').next().unwrap_or_default();
            file.split('.').next().unwrap_or_default().to_owned()
        }
    };
    // Component names are letters, digits, `.`, `-` and `_`.
    let plain = |one: char| {
        if one.is_ascii_alphanumeric() || "._-".contains(one) {
            one
        } else {
            '_'
        }
    };
    let name: String = name.chars().map(plain).collect();
    if name.is_empty() {
        "Component".to_owned()
    } else {
        name
    }
}

fn is_definitions(key: &str) -> bool {
    matches!(key, "$defs" | "definitions")
}
