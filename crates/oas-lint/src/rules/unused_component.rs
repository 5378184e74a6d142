//! `unused-component`: components are used.

use std::collections::HashSet;

use oas_model::object::OpenApi;
use oas_model::{Kind, ResolvedDocument};
use oas_syntax::NodeKey;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports components that nothing refers to. Security schemes are left alone: they are used by
    /// name.
    ///
    /// ## Why is this bad?
    /// Readers and reviewers keep up what nobody uses.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: the pets
    ///           content:
    ///             application/json:
    ///               schema: { $ref: "#/components/schemas/Pet" }
    /// components:
    ///   schemas:
    ///     Pet: { type: object }
    /// ```
    pub(super) UNUSED_COMPONENT {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct UnusedComponent;

impl Rule for UnusedComponent {
    fn meta(&self) -> &'static RuleMeta {
        &UNUSED_COMPONENT
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let Some(components) = document.components() else {
            return;
        };
        let used = used(ctx.document());
        for section in components.node().entries() {
            let Some(kind) = Kind::of_component_section(section.key.text()) else {
                continue;
            };
            if kind == Kind::SecurityScheme {
                continue;
            }
            for component in section.value.entries() {
                if used.contains(&component.value.node_key()) {
                    continue;
                }
                let (name, what) = (component.key.text(), kind.described());
                ctx.report(
                    component.value.key_location(),
                    format!("nothing refers to the {what} `{name}`"),
                )
                .help("remove it, or refer to it");
            }
        }
    }
}

/// Components that a reference, a discriminator or an outer component's use leads to. A component
/// counts as used when something outside of it refers to it or to a part of it.
fn used(resolved: &ResolvedDocument) -> HashSet<NodeKey> {
    let document = resolved.document();
    let mut used = HashSet::new();
    for tree in document.trees() {
        for node in tree.nodes().filter(|node| node.is_mapping()) {
            let mapped = node
                .get("discriminator")
                .and_then(|discriminator| discriminator.get("mapping"))
                .into_iter()
                .flat_map(oas_syntax::Node::entries)
                .filter_map(|entry| entry.value.as_str())
                .filter_map(|name| {
                    let name = name.strip_prefix("#/components/schemas/").unwrap_or(name);
                    document.root().get("components")?.get("schemas")?.get(name)
                });
            for target in resolved.target(node).into_iter().chain(mapped) {
                let mut around = Some(target);
                while let Some(current) = around {
                    // A schema that only refers to itself is not used by that.
                    let mut outer = Some(node);
                    let within = std::iter::from_fn(|| {
                        let current = outer;
                        outer = current.and_then(oas_syntax::Node::parent);
                        current
                    })
                    .any(|outer| outer == current);
                    if !within {
                        used.insert(current.node_key());
                    }
                    around = current.parent();
                }
            }
        }
    }
    used
}
