//! What names itself: documents by `$self`, schemas by `$id`, their parts by `$anchor` and
//! `$dynamicAnchor`. Read [`Resources`].
//!
//! A reference is resolved against the base URI of where it stands: the nearest `$id` around it,
//! or the file's. A file's base URI is its `$self`, the URL that it is a copy from, or its path.
//! What declares the resulting URI is meant. Where nothing does, the file is looked for where the
//! reference leads from the place of the file that it stands in; so documents with a `$self` can
//! be read from a folder, whatever server they are published on.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};
use oas_diagnostics::{FileId, Vendored};
use oas_syntax::{Node, NodeKey, SyntaxTree};

use super::base;
use crate::Version;

/// A schema with an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) node: NodeKey,
    /// Where its text starts.
    pub(crate) start: u32,
    /// Whether it is a `$dynamicAnchor`.
    pub(crate) is_dynamic: bool,
}

/// The URIs and anchors of all files of a document.
#[derive(Debug, Default)]
pub(crate) struct Resources {
    /// What declares a URI, and files by where they are.
    by_uri: BTreeMap<String, NodeKey>,
    /// The base URI of files and of schemas with an `$id`.
    bases: HashMap<NodeKey, String>,
    /// Files that have an `$id` below their root.
    divided: HashSet<FileId>,
    /// File or schema with an `$id` -> name -> schemas, in the order of the text.
    anchors: BTreeMap<NodeKey, BTreeMap<String, Vec<Anchor>>>,
    /// Names -> schemas with this `$dynamicAnchor`.
    dynamic: BTreeMap<String, Vec<NodeKey>>,
    /// Whether something declares a URI of its own.
    has_identity: bool,
}

impl Resources {
    /// Looks through all files; `files` are trees with their paths from the root.
    pub(crate) fn of<'t>(
        files: impl Iterator<Item = (&'t SyntaxTree, &'t str)>,
        version: Version,
        vendored: &Vendored,
    ) -> Self {
        let mut resources = Self::default();
        for (tree, path) in files {
            resources.file(tree, path, version, vendored);
        }
        resources
    }

    fn file(&mut self, tree: &SyntaxTree, path: &str, version: Version, vendored: &Vendored) {
        let root = tree.root();
        let location = location(path, vendored);
        self.by_uri
            .entry(location.clone())
            .or_insert(root.node_key());
        let base = match declared(root, version) {
            Some(uri) => {
                let uri = base::resolve(&location, uri);
                self.declare(&uri, root);
                uri
            }
            None => location,
        };
        self.bases.insert(root.node_key(), base);
        let words = ["$id", "$anchor", "$dynamicAnchor"];
        if version > Version::V3_0 && words.iter().any(|word| tree.text().contains(word)) {
            self.schemas(root);
            for anchors in self.anchors.values_mut().flat_map(BTreeMap::values_mut) {
                anchors.sort_by_key(|anchor| anchor.start);
            }
        }
    }

    /// Finds the schemas of a file that name themselves.
    ///
    /// What stands below a key that holds values, or that nobody knows, is no schema.
    fn schemas(&mut self, root: Node<'_>) {
        let mut stack = vec![(root, root, Place::Object)];
        // Aliases lead to nodes that were there before.
        let mut seen = HashSet::default();
        while let Some((node, within, place)) = stack.pop() {
            if !seen.insert(node.id()) {
                continue;
            }
            let mut resource = within;
            if place == Place::Object && node.is_mapping() {
                resource = self.schema(node, within);
            }
            let below = |node, place| (node, resource, place);
            let elements: Vec<_> = node.elements().collect();
            let elements = elements.into_iter().rev();
            stack.extend(elements.map(|element| below(element, Place::Object)));
            for entry in node.entries().rev() {
                match place {
                    Place::Names => stack.push(below(entry.value, Place::Object)),
                    Place::Object => {
                        let place = Place::below(entry.key.text());
                        stack.extend(place.map(|place| below(entry.value, place)));
                    }
                }
            }
        }
    }

    /// Notes how a schema names itself; the resource that what is in it belongs to.
    fn schema<'t>(&mut self, node: Node<'t>, within: Node<'t>) -> Node<'t> {
        let mut resource = within;
        let text = |field: &str| node.get(field).and_then(Node::as_str);
        let id = text("$id").map(|id| id.split_once('#').unwrap_or((id, "")));
        if let Some((uri, fragment)) = id {
            if !uri.is_empty() {
                let base = self.bases.get(&within.node_key());
                let uri = base::resolve(base.map_or("", String::as_str), uri);
                if node != within {
                    self.divided.insert(node.tree().file());
                }
                self.declare(&uri, node);
                self.bases.insert(node.node_key(), uri);
                resource = node;
            } else if !fragment.is_empty() && !fragment.starts_with('/') {
                // What was said before there was `$anchor`.
                self.anchor(resource, fragment, node, false);
            }
        }
        if let Some(name) = text("$anchor") {
            self.anchor(resource, name, node, false);
        }
        if let Some(name) = text("$dynamicAnchor") {
            self.anchor(resource, name, node, true);
        }
        resource
    }

    fn declare(&mut self, uri: &str, node: Node<'_>) {
        self.has_identity = true;
        self.by_uri
            .entry(uri.to_owned())
            .or_insert_with(|| node.node_key());
    }

    fn anchor(&mut self, resource: Node<'_>, name: &str, node: Node<'_>, is_dynamic: bool) {
        if is_dynamic {
            let schemas = self.dynamic.entry(name.to_owned()).or_default();
            schemas.push(node.node_key());
        }
        let anchors = self.anchors.entry(resource.node_key()).or_default();
        anchors.entry(name.to_owned()).or_default().push(Anchor {
            node: node.node_key(),
            start: node.span().start,
            is_dynamic,
        });
    }

    /// The schema with an `$id`, or the file, that a node belongs to.
    pub(crate) fn enclosing<'t>(&self, node: Node<'t>) -> Node<'t> {
        if !self.divided.contains(&node.tree().file()) {
            return node.tree().root();
        }
        let mut current = node;
        while !self.bases.contains_key(&current.node_key()) {
            match current.parent() {
                Some(parent) => current = parent,
                None => break,
            }
        }
        current
    }

    /// Whether something declares a URI of its own.
    pub(crate) const fn has_identity(&self) -> bool {
        self.has_identity
    }

    /// The URI that an address means which is written at `from`.
    pub(crate) fn absolute(&self, from: Node<'_>, address: &str) -> String {
        let base = self.bases.get(&self.enclosing(from).node_key());
        base::resolve(base.map_or("", String::as_str), address)
    }

    /// What declares the URI that an address means which is written at `from`.
    pub(crate) fn named(&self, from: Node<'_>, address: &str) -> Option<NodeKey> {
        if !self.has_identity {
            return None;
        }
        self.by_uri.get(&self.absolute(from, address)).copied()
    }

    /// The path from the file of `from` to where `uri` would be, by what the file calls itself.
    pub(crate) fn beside(&self, from: Node<'_>, uri: &str) -> Option<String> {
        base::relative(self.bases.get(&from.tree().root().node_key())?, uri)
    }

    /// Schemas of a resource with an anchor, in the order of the text.
    pub(crate) fn anchored(&self, resource: Node<'_>, name: &str) -> &[Anchor] {
        let anchors = self.anchors.get(&resource.node_key());
        anchors
            .and_then(|anchors| anchors.get(name))
            .map_or(&[], Vec::as_slice)
    }

    /// Every schema of a file with an anchor, whatever resource it belongs to.
    pub(crate) fn anchored_in_file(&self, file: FileId, name: &str) -> Option<Anchor> {
        let of_file = |(resource, _): &(&NodeKey, _)| resource.file == file;
        let resources = self.anchors.iter().filter(of_file);
        let mut named = resources.filter_map(|(_, anchors)| anchors.get(name));
        named.find_map(|anchors| anchors.first().copied())
    }

    /// The names of the anchors of a file, sorted, each once.
    pub(crate) fn names_in_file(&self, file: FileId) -> Vec<&str> {
        let of_file = |(resource, _): &(&NodeKey, _)| resource.file == file;
        let resources = self.anchors.iter().filter(of_file);
        let mut names: Vec<&str> = resources
            .flat_map(|(_, anchors)| anchors.keys().map(String::as_str))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Every schema with a `$dynamicAnchor`, by name.
    pub(crate) fn dynamic_anchors(&self) -> impl Iterator<Item = NodeKey> {
        self.dynamic.values().flatten().copied()
    }

    /// Every schema of the document with this `$dynamicAnchor`.
    pub(crate) fn all_dynamic(&self, name: &str) -> &[NodeKey] {
        self.dynamic.get(name).map_or(&[], Vec::as_slice)
    }
}

/// What a mapping may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// An object with keywords.
    Object,
    /// Objects by name.
    Names,
}

impl Place {
    /// What stands below a keyword; `None` for values.
    fn below(keyword: &str) -> Option<Self> {
        Some(match keyword {
            "example" | "examples" | "default" | "enum" | "const" | "value" | "dataValue"
            | "mapping" | "scopes" | "variables" | "security" => return None,
            _ if keyword.starts_with("x-") => return None,
            "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions"
            | "schemas" | "responses" | "parameters" | "requestBodies" | "headers"
            | "callbacks" | "pathItems" | "mediaTypes" | "webhooks" | "paths" | "content"
            | "encoding" | "links" => Self::Names,
            _ => Self::Object,
        })
    }
}

/// The URI of a file by where it is: the URL that it is a copy from, or its path.
pub(crate) fn location(path: &str, vendored: &Vendored) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let url = vendored.url_of(path, name);
    url.map_or_else(|| base::of_path(path), |url| base::resolve(&url, ""))
}

/// What a file calls itself, by its root: `$self` of an OpenAPI document, `$id` of a schema.
pub(crate) fn declared(root: Node<'_>, version: Version) -> Option<&str> {
    let own = root.get("openapi").map(|openapi| {
        let written = openapi.as_str().and_then(Version::parse);
        written.unwrap_or(version)
    });
    let field = match own {
        Some(Version::V3_2) => "$self",
        Some(_) => return None,
        None => "$id",
    };
    let uri = root.get(field)?.as_str()?;
    let uri = uri.split('#').next().unwrap_or_default();
    (!uri.is_empty()).then_some(uri)
}
