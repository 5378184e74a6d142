//! Keys find their order, and comments go along: [`reorder`].

use std::collections::{BTreeMap, BTreeSet};

use oas_model::Kind;
use oas_syntax::layout::Shape;

use super::arrange::{Arranged, Trivia};
use crate::order::Scope;

/// Puts the keys of all objects in order. `kind_at` says what starts at a byte.
pub(super) fn reorder(arranged: &mut Arranged<'_>, kind_at: &dyn Fn(usize) -> Option<Kind>) {
    if arranged.layout.nodes.is_empty() {
        return;
    }
    let kind_of = |arranged: &Arranged<'_>, index: usize| {
        let node = arranged.node(index);
        let mapping = matches!(node.shape, Shape::Mapping { .. });
        mapping.then(|| kind_at(node.bytes.start))?
    };
    let aliases = Aliases::of(arranged);
    let mut stack = vec![(0, Scope::root(kind_of(arranged, 0)))];
    while let Some((index, scope)) = stack.pop() {
        let mut items = std::mem::take(&mut arranged.extras[index].items);
        for item in &mut items {
            let key = item.key.map(|key| arranged.key_text(key));
            item.is_status = scope.is_responses() && key.is_some_and(is_status);
            if arranged.is_filled(item.value) {
                let kind = kind_of(arranged, item.value);
                stack.push((item.value, scope.child(key, kind)));
            }
        }
        let keys = items
            .iter()
            .filter_map(|item| item.key)
            .map(|key| arranged.key_text(key));
        let order = scope
            .order(keys)
            .filter(|order| order.len() == items.len())
            .filter(|order| {
                aliases.allow(order, |old| (items[old].key, items[old].value), arranged)
            });
        if let Some(order) = order {
            let separated = items
                .get(1)
                .is_some_and(|second| second.above.contains(&Trivia::Blank));
            if separated && items[0].above.first() != Some(&Trivia::Blank) {
                items[0].above.insert(0, Trivia::Blank);
            }
            let mut old: Vec<_> = items.into_iter().map(Some).collect();
            items = order
                .into_iter()
                .filter_map(|one| old[one].take())
                .collect();
        }
        arranged.extras[index].items = items;
    }
}

/// `200`, `4XX`.
fn is_status(key: &str) -> bool {
    matches!(
        key.as_bytes(),
        [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'5', b'X', b'X']
    )
}

/// Which alias stands for which anchor.
struct Aliases {
    /// Node of the alias, node of the anchor.
    targets: Vec<(usize, usize)>,
    /// Names that are given more than once, so that order says which is meant.
    ambiguous: bool,
    /// Nodes with an anchor.
    anchors: BTreeSet<usize>,
}

impl Aliases {
    fn of(arranged: &Arranged<'_>) -> Self {
        let mut named = BTreeMap::new();
        let mut found = Self {
            targets: Vec::new(),
            ambiguous: false,
            anchors: BTreeSet::new(),
        };
        for (index, node) in arranged.layout.nodes.iter().enumerate() {
            if let Some(anchor) = &node.anchor {
                let name = arranged.source(anchor).trim_start_matches('&');
                found.ambiguous |= named.insert(name, index).is_some();
                found.anchors.insert(index);
            }
            if node.shape == Shape::Alias {
                let name = arranged.source(&node.bytes).trim_start_matches('*');
                let target = named.get(name).copied().unwrap_or(usize::MAX);
                found.targets.push((index, target));
            }
        }
        found
    }

    /// Whether no alias comes before its anchor in a new order of the items of a mapping, which
    /// have the nodes that `nodes_of` gives.
    fn allow(
        &self,
        order: &[usize],
        nodes_of: impl Fn(usize) -> (Option<usize>, usize),
        arranged: &Arranged<'_>,
    ) -> bool {
        if self.anchors.is_empty() {
            return true;
        }
        // Items by their first node, with their position in the new order.
        let mut places = BTreeMap::new();
        let mut end = 0;
        for (new, old) in order.iter().enumerate() {
            let (key, value) = nodes_of(*old);
            places.insert(key.unwrap_or(value), new);
            end = end.max(arranged.node(value).next);
        }
        let Some((start, _)) = places.first_key_value() else {
            return true;
        };
        let place = |node: usize| places.range(..=node).next_back().map(|(_, new)| *new);
        let within = *start..end;
        let from = self
            .targets
            .partition_point(|(alias, _)| *alias < within.start);
        let aliases = self.targets[from..]
            .iter()
            .take_while(|(alias, _)| within.contains(alias));
        if self.ambiguous {
            let anchored = self.anchors.range(within.clone()).next().is_some();
            return !anchored && aliases.count() == 0;
        }
        aliases
            .filter(|(_, anchor)| within.contains(anchor))
            .all(|(alias, anchor)| place(*anchor) <= place(*alias))
    }
}
