//! Whether two texts say the same, comments included: [`compare`].

use oas_syntax::layout::{LayoutNode, Shape, YamlLayout};

/// Compares two layouts node by node; entries of mappings may have another order.
///
/// Anchors, tags and aliases have to be the same, and so have the texts and kinds of scalars and
/// all comments. Styles may differ.
pub(super) fn compare(one: &YamlLayout<'_>, other: &YamlLayout<'_>) -> Result<(), &'static str> {
    if comments(one) != comments(other) {
        return Err("a comment");
    }
    if one.nodes.is_empty() && other.nodes.is_empty() {
        return Ok(());
    }
    let mut pairs = vec![(0, 0, false)];
    while let Some((left, right, is_key)) = pairs.pop() {
        let (Some(left), Some(right)) = (Place::new(one, left), Place::new(other, right)) else {
            return Err("a value");
        };
        left.compare(&right, is_key)?;
        let (left, right) = (left.children(), right.children());
        if left.len() != right.len() {
            return Err("the number of entries or elements");
        }
        for (left, right) in left.into_iter().zip(right) {
            if let (Some(left), Some(right)) = (left.key, right.key) {
                pairs.push((left, right, true));
            }
            pairs.push((left.value, right.value, false));
        }
    }
    Ok(())
}

fn comments<'a>(layout: &'a YamlLayout<'_>) -> Vec<&'a str> {
    let comments = layout.comments.iter();
    let mut texts: Vec<_> = comments
        .map(|comment| &layout.text()[comment.bytes.clone()])
        .collect();
    texts.sort_unstable();
    texts
}

struct Place<'a> {
    layout: &'a YamlLayout<'a>,
    index: usize,
    node: &'a LayoutNode,
}

struct Child {
    key: Option<usize>,
    value: usize,
}

impl<'a> Place<'a> {
    fn new(layout: &'a YamlLayout<'a>, index: usize) -> Option<Self> {
        let node = layout.nodes.get(index)?;
        Some(Self {
            layout,
            index,
            node,
        })
    }

    fn compare(&self, other: &Place<'_>, is_key: bool) -> Result<(), &'static str> {
        if self.source(self.node.anchor.as_ref()) != other.source(other.node.anchor.as_ref()) {
            return Err("an anchor");
        }
        if self.source(self.node.tag.as_ref()) != other.source(other.node.tag.as_ref()) {
            return Err("a tag");
        }
        match (self.node.shape, other.node.shape) {
            (Shape::Scalar(_), Shape::Scalar(_)) => {
                if self.layout.value(self.node) != other.layout.value(other.node) {
                    return Err("the text of a scalar");
                }
                let kinds = (self.layout.kind(self.node), other.layout.kind(other.node));
                // Keys are text, however they are written; but for the merge key.
                if !is_key && kinds.0 != kinds.1 {
                    return Err("the type of a scalar");
                }
                Ok(())
            }
            (Shape::Alias, Shape::Alias) => {
                let same =
                    self.source(Some(&self.node.bytes)) == other.source(Some(&other.node.bytes));
                if same { Ok(()) } else { Err("an alias") }
            }
            (Shape::Sequence { .. }, Shape::Sequence { .. })
            | (Shape::Mapping { .. }, Shape::Mapping { .. }) => Ok(()),
            _ => Err("the type of a value"),
        }
    }

    fn source(&self, bytes: Option<&std::ops::Range<usize>>) -> &'a str {
        let bytes = bytes.cloned().unwrap_or_default();
        self.layout.text().get(bytes).unwrap_or_default()
    }

    /// Elements, or entries sorted by key; entries with equal keys stay in order.
    fn children(&self) -> Vec<Child> {
        let is_mapping = match self.node.shape {
            Shape::Sequence { .. } => false,
            Shape::Mapping { .. } => true,
            Shape::Scalar(_) | Shape::Alias => return Vec::new(),
        };
        let mut children = Vec::new();
        let mut child = self.index + 1;
        while child < self.node.next {
            let key = is_mapping.then_some(child);
            let value = if is_mapping {
                self.layout.nodes[child].next
            } else {
                child
            };
            let Some(node) = self.layout.nodes.get(value) else {
                break;
            };
            children.push(Child { key, value });
            child = node.next;
        }
        children.sort_by_key(|child| child.key.map(|key| self.key_text(key)));
        children
    }

    fn key_text(&self, key: usize) -> &'a str {
        let node = &self.layout.nodes[key];
        if node.shape == Shape::Alias {
            self.source(Some(&node.bytes))
        } else {
            self.layout.value(node)
        }
    }
}
