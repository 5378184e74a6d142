//! `tag-parent-undefined`: parents of tags are declared.

use std::collections::HashMap;

use oas_diagnostics::suggest::nearest;
use oas_model::Version;
use oas_model::object::OpenApi;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports tags whose `parent` is no tag of the document, or leads back to the tag itself
    /// (OpenAPI 3.2).
    ///
    /// ## Why is this bad?
    /// The specification asks for both; what shows tags as a tree has no place for these.
    ///
    /// ## Incorrect
    /// ```yaml
    /// openapi: 3.2.0
    /// paths: {}
    /// tags:
    ///   - { name: Cats, parent: Animals }
    /// ```
    ///
    /// ```yaml
    /// openapi: 3.2.0
    /// paths: {}
    /// tags:
    ///   - { name: Cats, parent: Pets }
    ///   - { name: Pets, parent: Cats }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// openapi: 3.2.0
    /// paths: {}
    /// tags:
    ///   - { name: Cats, parent: Pets }
    ///   - { name: Pets }
    /// ```
    pub(super) TAG_PARENT_UNDEFINED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct TagParentUndefined;

impl Rule for TagParentUndefined {
    fn meta(&self) -> &'static RuleMeta {
        &TAG_PARENT_UNDEFINED
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        if document.version() < Version::V3_2 {
            return;
        }
        let tags: Vec<(&str, Option<Node<'d>>)> = document
            .tags()
            .filter_map(|tag| Some((tag.name()?, tag.field("parent"))))
            .collect();
        let parents: HashMap<&str, Option<&str>> = tags
            .iter()
            .map(|(name, parent)| (*name, parent.and_then(Node::as_str)))
            .collect();
        for (name, parent) in tags {
            let Some(node) = parent else { continue };
            let Some(parent) = node.as_str() else {
                continue;
            };
            if !parents.contains_key(parent) {
                let report = ctx.report(node.location(), format!("there is no tag `{parent}`"));
                match nearest(parent, parents_sorted(&parents)) {
                    Some(word) => report.help(format!("did you mean `{word}`?")),
                    None => report.help(format!("add `{parent}` to `tags`")),
                };
            } else if leads_to(&parents, parent, name) {
                ctx.report(
                    node.location(),
                    format!("the parents of the tag `{name}` lead back to it"),
                )
                .help("let one of them have no parent");
            }
        }
    }
}

fn parents_sorted<'d>(parents: &HashMap<&'d str, Option<&'d str>>) -> Vec<&'d str> {
    let mut names: Vec<_> = parents.keys().copied().collect();
    names.sort_unstable();
    names
}

/// Whether the parents of a tag include another.
fn leads_to(parents: &HashMap<&str, Option<&str>>, from: &str, to: &str) -> bool {
    let mut current = from;
    for _ in 0..=parents.len() {
        if current == to {
            return true;
        }
        match parents.get(current) {
            Some(Some(next)) => current = next,
            _ => return false,
        }
    }
    false
}
