//! `anchor-duplicate`: anchors name one schema.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use oas_model::object::OpenApi;
use oas_model::{Kind, Version};
use oas_syntax::{Node, NodeKey};

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports `$anchor` and `$dynamicAnchor` that name two schemas of one file, or of one schema
    /// with an `$id`.
    ///
    /// ## Why is this bad?
    /// A reference to the name can mean either: JSON Schema leaves open what happens.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Cat: { $anchor: pet, type: object }
    ///     Dog: { $anchor: pet, type: object }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Cat: { $anchor: cat, type: object }
    ///     Dog: { $anchor: dog, type: object }
    /// ```
    pub(super) ANCHOR_DUPLICATE {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct AnchorDuplicate;

impl Rule for AnchorDuplicate {
    fn meta(&self) -> &'static RuleMeta {
        &ANCHOR_DUPLICATE
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let resolved = document.document();
        if resolved.version() == Version::V3_0 {
            return;
        }
        let mut known: HashMap<(NodeKey, &str), Node<'d>> = HashMap::new();
        let schemas = resolved.visits().iter();
        for (_, visit) in schemas.filter(|(_, visit)| visit.kind == Kind::Schema) {
            let node = resolved.document().node(visit.node);
            for keyword in ["$anchor", "$dynamicAnchor"] {
                let Some(value) = node.get(keyword) else {
                    continue;
                };
                let Some(name) = value.as_str() else { continue };
                match known.entry((resource(node), name)) {
                    Entry::Vacant(slot) => {
                        slot.insert(value);
                    }
                    Entry::Occupied(first) => {
                        ctx.report(
                            value.location(),
                            format!("another schema has the anchor `{name}` too"),
                        )
                        .related(*first.get(), "the first one")
                        .help("rename one of them");
                    }
                }
            }
        }
    }
}

/// The schema with an `$id`, or the file, within which anchors are unique.
fn resource(node: Node<'_>) -> NodeKey {
    let mut current = node;
    while current.get("$id").is_none() {
        match current.parent() {
            Some(parent) => current = parent,
            None => break,
        }
    }
    current.node_key()
}
