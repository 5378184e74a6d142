//! `paths-ambiguous`: no two paths match the same request by chance.

use std::collections::BTreeMap;

use oas_model::object::OpenApi;
use oas_syntax::Node;

use crate::facts::template::{is_variable, segments};
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports paths of the same length that a request can match both, where neither is more exact
    /// than the other: one has a fixed segment where the other has a name, and the other way round.
    ///
    /// ## Why is this bad?
    /// Which operation answers depends on the router.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /{kind}/new:
    ///     get:
    ///       parameters:
    ///         - { name: kind, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    ///   /pets/{petId}:
    ///     get:
    ///       parameters:
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets/new:
    ///     get:
    ///       responses: { "200": { description: the pets } }
    ///   /pets/{petId}:
    ///     get:
    ///       parameters:
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PATHS_AMBIGUOUS {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct PathsAmbiguous;

impl Rule for PathsAmbiguous {
    fn meta(&self) -> &'static RuleMeta {
        &PATHS_AMBIGUOUS
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let mut by_length: BTreeMap<usize, Vec<(Vec<&str>, Node<'_>)>> = BTreeMap::new();
        for (key, path_item) in document.paths() {
            let segments = segments(key.text());
            let others = by_length.entry(segments.len()).or_default();
            // One finding for each path is enough to look at it.
            let other = others.iter().find(|(other, node)| {
                is_ambiguous(&segments, other) && share_method(path_item.node(), *node)
            });
            if let Some((other, node)) = other {
                let (path, other) = (key.text(), other.join("/"));
                ctx.report(
                    path_item.use_node().key_location(),
                    format!(
                        "a request can match `{path}` and `/{other}`, and neither is more exact"
                    ),
                )
                .related(*node, "the other path")
                .help("give one of them a fixed segment that the other does not have");
            }
            others.push((segments, path_item.node()));
        }
    }
}

/// Whether both match some path, and each is more exact than the other somewhere.
fn is_ambiguous(left: &[&str], right: &[&str]) -> bool {
    let mut left_exact = false;
    let mut right_exact = false;
    for (left, right) in left.iter().zip(right) {
        match (is_variable(left), is_variable(right)) {
            (false, false) if left != right => return false,
            (false, true) => left_exact = true,
            (true, false) => right_exact = true,
            _ => {}
        }
    }
    left_exact && right_exact
}

fn share_method(left: Node<'_>, right: Node<'_>) -> bool {
    let methods = [
        "get", "put", "post", "delete", "patch", "head", "options", "trace", "query",
    ];
    methods
        .iter()
        .any(|method| left.get(method).is_some() && right.get(method).is_some())
}
