//! `paths-ambiguous`: no two paths match the same request by chance.

use oas_model::object::OpenApi;

use crate::facts::path_tree::{PathTree, methods};
use crate::facts::template::segments;
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

/// Branches that all comparisons together may look at: a moment for a computer.
const STEPS: usize = 5_000_000;

pub(super) struct PathsAmbiguous;

impl Rule for PathsAmbiguous {
    fn meta(&self) -> &'static RuleMeta {
        &PATHS_AMBIGUOUS
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let mut tree = PathTree::new(STEPS);
        for (key, path_item) in document.paths() {
            let segments = segments(key.text());
            // One finding for each path is enough to look at it.
            if let Some(other) = tree.ambiguous(&segments, methods(path_item.node())) {
                let (path, other_path) = (key.text(), other.path);
                ctx.report(
                    path_item.use_node().key_location(),
                    format!(
                        "a request can match `{path}` and `{other_path}`, and neither is more exact"
                    ),
                )
                .related(other.node, "the other path")
                .help("give one of them a fixed segment that the other does not have");
            }
            if tree.is_spent() {
                ctx.report(
                    path_item.use_node().key_location(),
                    "there are too many paths with names at their start to compare all of them",
                )
                .help("let paths begin with fixed segments; from here on none is compared");
                return;
            }
            tree.add(&segments, key.text(), path_item.node());
        }
    }
}
