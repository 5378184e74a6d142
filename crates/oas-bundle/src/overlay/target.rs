//! The document that overlays change: [`Target`], a tree in which every value knows where it came
//! from.
//!
//! Values are cells of an arena and keep their cell for life, so that what a query selected stays
//! selected while actions change what is around it. Cells that were removed are only unlinked.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use oas_diagnostics::Location;
use oas_syntax::{JsonPointer, Node, NodeKey, NodeKind};
use serde_json::{Map, Number, Value};

/// Names one cell of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellId(u32);

impl CellId {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Null,
    Boolean(bool),
    Number(Number),
    String(Arc<str>),
    Array(Vec<CellId>),
    Object(IndexMap<Arc<str>, CellId>),
}

impl Content {
    /// The word for messages: "a string", "an array".
    pub(super) const fn described(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    pub(super) const fn is_primitive(&self) -> bool {
        !matches!(self, Self::Array(_) | Self::Object(_))
    }
}

/// Where a value came from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// This node of a source or of an overlay.
    Node(NodeKey),
    /// A place of the list that the target keeps.
    Place(u32),
    /// Nothing better than its parent's is known.
    Parent,
}

#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) content: Content,
    pub(super) parent: Option<CellId>,
    pub(super) origin: Origin,
    /// The action that added to it or took from it last, as a position in the order of all.
    pub(super) changed_by: Option<u32>,
}

/// A document that overlays are applied to.
#[derive(Debug)]
pub(super) struct Target {
    cells: Vec<Cell>,
    root: CellId,
    places: Vec<Location>,
}

impl Target {
    /// The document as it is written.
    pub(super) fn of_node(node: Node<'_>) -> Self {
        let mut target = Self::empty();
        target.root = target.add_node(node);
        target
    }

    /// A written document, with the places that are known of its parts by JSON Pointer.
    pub(super) fn of_value(value: &Value, origins: BTreeMap<String, Location>) -> Self {
        let mut target = Self::empty();
        let mut indexes = BTreeMap::new();
        for (pointer, place) in origins {
            indexes.insert(
                pointer,
                u32::try_from(target.places.len()).unwrap_or_default(),
            );
            target.places.push(place);
        }
        target.root = target.add_value(value, &mut String::new(), &indexes);
        target
    }

    fn empty() -> Self {
        Self {
            cells: Vec::new(),
            root: CellId(0),
            places: Vec::new(),
        }
    }

    pub(super) const fn root(&self) -> CellId {
        self.root
    }

    pub(super) fn cell(&self, id: CellId) -> &Cell {
        &self.cells[id.index()]
    }

    pub(super) fn cell_mut(&mut self, id: CellId) -> &mut Cell {
        &mut self.cells[id.index()]
    }

    pub(super) fn content(&self, id: CellId) -> &Content {
        &self.cell(id).content
    }

    /// How many cells there are, unlinked ones included.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn place(&self, index: u32) -> Option<&Location> {
        self.places.get(index as usize)
    }

    pub(super) fn push(&mut self, content: Content, origin: Origin) -> CellId {
        // The sources hold fewer than 2^32 values, and what overlays add is limited.
        let id = CellId(u32::try_from(self.cells.len()).unwrap_or(u32::MAX));
        self.cells.push(Cell {
            content,
            parent: None,
            origin,
            changed_by: None,
        });
        id
    }

    /// Gives the children of a cell, which are new, their parent.
    pub(super) fn adopt(&mut self, id: CellId) {
        for child in self.children(id) {
            self.cell_mut(child).parent = Some(id);
        }
    }

    pub(super) fn children(&self, id: CellId) -> Vec<CellId> {
        match self.content(id) {
            Content::Array(elements) => elements.clone(),
            Content::Object(entries) => entries.values().copied().collect(),
            _ => Vec::new(),
        }
    }

    /// JSON Pointer of a cell.
    pub(super) fn pointer(&self, id: CellId) -> String {
        let mut segments = Vec::new();
        let mut current = id;
        while let Some(parent) = self.cell(current).parent {
            segments.push(match self.content(parent) {
                Content::Array(elements) => {
                    let index = elements.iter().position(|id| *id == current);
                    index.unwrap_or_default().to_string()
                }
                Content::Object(entries) => {
                    let entry = entries.iter().find(|(_, id)| **id == current);
                    entry.map_or_else(String::new, |(name, _)| oas_syntax::pointer::escape(name))
                }
                _ => String::new(),
            });
            current = parent;
        }
        let segments = segments.iter().rev().map(|segment| format!("/{segment}"));
        segments.collect()
    }

    /// The cell that a pointer names, or the last one on the way there.
    pub(super) fn nearest(&self, pointer: &JsonPointer) -> CellId {
        let mut current = self.root;
        for segment in &pointer.0 {
            let next = match self.content(current) {
                Content::Array(elements) => segment
                    .parse()
                    .ok()
                    .and_then(|index: usize| elements.get(index)),
                Content::Object(entries) => entries.get(segment.as_str()),
                _ => None,
            };
            let Some(next) = next else { break };
            current = *next;
        }
        current
    }

    /// How many collections are around a cell.
    pub(super) fn depth(&self, id: CellId) -> usize {
        std::iter::successors(self.cell(id).parent, |id| self.cell(*id).parent).count()
    }

    /// The limits of the parse bound the depth of a node.
    pub(super) fn add_node(&mut self, node: Node<'_>) -> CellId {
        let content = match node.kind() {
            NodeKind::Sequence => {
                let elements = node.elements();
                Content::Array(elements.map(|one| self.add_node(one)).collect())
            }
            NodeKind::Mapping => {
                let entries = node.entries();
                let entries = entries.map(|entry| {
                    let name = Arc::from(entry.key.text());
                    (name, self.add_node(entry.value))
                });
                Content::Object(entries.collect())
            }
            _ => primitive(&node.to_json()),
        };
        let id = self.push(content, Origin::Node(node.node_key()));
        self.adopt(id);
        id
    }

    /// The writer made the value of nodes, whose depth is bounded.
    fn add_value(
        &mut self,
        value: &Value,
        pointer: &mut String,
        indexes: &BTreeMap<String, u32>,
    ) -> CellId {
        let length = pointer.len();
        let content = match value {
            Value::Array(elements) => {
                let mut ids = Vec::with_capacity(elements.len());
                for (index, element) in elements.iter().enumerate() {
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                    ids.push(self.add_value(element, pointer, indexes));
                    pointer.truncate(length);
                }
                Content::Array(ids)
            }
            Value::Object(entries) => {
                let mut ids = IndexMap::with_capacity(entries.len());
                for (name, entry) in entries {
                    pointer.push('/');
                    pointer.push_str(&oas_syntax::pointer::escape(name));
                    ids.insert(
                        Arc::from(name.as_str()),
                        self.add_value(entry, pointer, indexes),
                    );
                    pointer.truncate(length);
                }
                Content::Object(ids)
            }
            other => primitive(other),
        };
        let origin = indexes
            .get(pointer.as_str())
            .map_or(Origin::Parent, |index| Origin::Place(*index));
        let id = self.push(content, origin);
        self.adopt(id);
        id
    }

    /// A cell as a value. Its depth is limited when something is added.
    pub(super) fn to_value(&self, id: CellId) -> Value {
        match self.content(id) {
            Content::Null => Value::Null,
            Content::Boolean(value) => Value::Bool(*value),
            Content::Number(number) => Value::Number(number.clone()),
            Content::String(text) => Value::String(text.to_string()),
            Content::Array(elements) => elements.iter().map(|id| self.to_value(*id)).collect(),
            Content::Object(entries) => {
                let mut map = Map::with_capacity(entries.len());
                for (name, id) in entries {
                    map.insert(name.to_string(), self.to_value(*id));
                }
                Value::Object(map)
            }
        }
    }
}

/// A value without children; nothing else comes here.
fn primitive(value: &Value) -> Content {
    match value {
        Value::Bool(value) => Content::Boolean(*value),
        Value::Number(number) => Content::Number(number.clone()),
        Value::String(text) => Content::String(Arc::from(text.as_str())),
        Value::Null | Value::Array(_) | Value::Object(_) => Content::Null,
    }
}
