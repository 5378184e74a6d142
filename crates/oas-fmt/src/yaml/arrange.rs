//! What is printed, in the order in which it is printed: [`Arranged`].

use oas_syntax::layout::{LayoutNode, Shape, YamlLayout};

/// What stands between entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trivia {
    /// A blank line.
    Blank,
    /// A comment alone on its line, by its index in the layout.
    Comment(usize),
}

/// An element of a sequence or an entry of a mapping.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The node of the key; `None` in sequences.
    pub(super) key: Option<usize>,
    /// The node of the value.
    pub(super) value: usize,
    /// What stands above it.
    pub(super) above: Vec<Trivia>,
    /// The comment on the line of the key or the dash, before the value.
    pub(super) after: Option<usize>,
    /// Comments before a value that stands on a line of its own.
    pub(super) between: Vec<Trivia>,
    /// Whether the value starts on a later line than the key.
    pub(super) on_own_line: bool,
    /// Whether the key is a status code.
    pub(super) is_status: bool,
}

/// What belongs to a node and is not in the layout.
#[derive(Clone, Debug, Default)]
pub(super) struct Extra {
    /// Children of a collection, in the order of the output.
    pub(super) items: Vec<Item>,
    /// Comments after the last child, or below a value that is nothing or empty.
    pub(super) end: Vec<Trivia>,
    /// The comment after it on its last line, or after the header of a block scalar.
    pub(super) trailing: Option<usize>,
}

/// A text, taken apart.
#[derive(Debug)]
pub(super) struct Arranged<'l> {
    pub(super) layout: &'l YamlLayout<'l>,
    /// Beside the nodes of the layout.
    pub(super) extras: Vec<Extra>,
    /// What stays at the start of the text, before `---` where there is one.
    pub(super) head: Vec<Trivia>,
    /// The comment after `---`.
    pub(super) after_start: Option<usize>,
    /// What stays between `---`, or the start of the text, and the content.
    pub(super) before_root: Vec<Trivia>,
    /// What stays after the content.
    pub(super) tail: Vec<Trivia>,
}

impl<'l> Arranged<'l> {
    /// Nothing attached yet.
    pub(super) fn new(layout: &'l YamlLayout<'l>) -> Self {
        let mut extras = Vec::new();
        extras.resize_with(layout.nodes.len(), Extra::default);
        let mut arranged = Self {
            layout,
            extras,
            head: Vec::new(),
            after_start: None,
            before_root: Vec::new(),
            tail: Vec::new(),
        };
        for index in 0..layout.nodes.len() {
            arranged.extras[index].items = arranged.items_of(index);
        }
        arranged
    }

    pub(super) fn node(&self, index: usize) -> &'l LayoutNode {
        &self.layout.nodes[index]
    }

    /// The source of some bytes.
    pub(super) fn source(&self, bytes: &std::ops::Range<usize>) -> &'l str {
        self.layout.text().get(bytes.clone()).unwrap_or_default()
    }

    /// The text of a key, without quotes.
    pub(super) fn key_text(&self, key: usize) -> &'l str {
        let node = self.node(key);
        if node.shape == Shape::Alias {
            return self.source(&node.bytes);
        }
        self.layout.value(node)
    }

    /// Whether a node is a collection with something in it.
    pub(super) fn is_filled(&self, index: usize) -> bool {
        !self.extras[index].items.is_empty()
    }

    /// Whether a node is a collection in brackets.
    pub(super) fn is_flow(&self, index: usize) -> bool {
        let shape = self.node(index).shape;
        matches!(
            shape,
            Shape::Sequence { flow: true } | Shape::Mapping { flow: true }
        )
    }

    fn items_of(&self, index: usize) -> Vec<Item> {
        let node = self.node(index);
        let is_mapping = match node.shape {
            Shape::Sequence { .. } => false,
            Shape::Mapping { .. } => true,
            Shape::Scalar(_) | Shape::Alias => return Vec::new(),
        };
        let mut items = Vec::new();
        let mut child = index + 1;
        while child < node.next {
            let key = is_mapping.then_some(child);
            let value = if is_mapping {
                self.node(child).next
            } else {
                child
            };
            if value >= node.next {
                break;
            }
            child = self.node(value).next;
            items.push(Item {
                key,
                value,
                above: Vec::new(),
                after: None,
                between: Vec::new(),
                on_own_line: false,
                is_status: false,
            });
        }
        items
    }
}
