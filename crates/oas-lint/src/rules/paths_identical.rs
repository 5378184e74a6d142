//! `paths-identical`: no two paths match the same requests.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use oas_model::object::OpenApi;
use oas_syntax::Node;

use crate::facts::template::{shape, unescaped};
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports paths that are the same but for the names in braces, or for characters that one of
    /// them writes as `%61`.
    ///
    /// ## Why is this bad?
    /// The specification forbids it: every request that one of them matches, the other matches too.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       parameters:
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    ///   /pets/{name}:
    ///     get:
    ///       parameters:
    ///         - { name: name, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       parameters:
    ///         - { name: petId, in: path, required: true, schema: { type: string } }
    ///       responses: { "200": { description: the pets } }
    ///   /pets/mine:
    ///     get:
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) PATHS_IDENTICAL { group: Minimal, level: Error, status: RuleStatus::stable("0.1.0") }
}

pub(super) struct PathsIdentical;

impl Rule for PathsIdentical {
    fn meta(&self) -> &'static RuleMeta {
        &PATHS_IDENTICAL
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let mut first: HashMap<String, (&str, Node<'_>)> = HashMap::new();
        for (key, path_item) in document.paths() {
            let (path, node) = (key.text(), path_item.use_node());
            match first.entry(unescaped(&shape(path))) {
                Entry::Occupied(known) => {
                    let (other, other_node) = *known.get();
                    ctx.report(
                        node.key_location(),
                        format!("`{path}` matches the same requests as `{other}`"),
                    )
                    .related(other_node, "the other path")
                    .help("join the two path items, or tell the paths apart by a fixed segment");
                }
                Entry::Vacant(slot) => {
                    slot.insert((path, node));
                }
            }
        }
    }
}
