//! `tag-duplicate`: every tag is declared once.

use std::collections::HashMap;

use oas_model::object::OpenApi;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports tags of the document that have the same name.
    ///
    /// ## Why is this bad?
    /// The specification wants names unique; which description counts depends on the tool.
    ///
    /// ## Incorrect
    /// ```yaml
    /// tags:
    ///   - name: Pets
    ///   - name: Pets
    /// paths: {}
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// tags:
    ///   - name: Pets
    ///   - name: Owners
    /// paths: {}
    /// ```
    pub(super) TAG_DUPLICATE { group: Minimal, level: Error, status: RuleStatus::stable("0.1.0") }
}

pub(super) struct TagDuplicate;

impl Rule for TagDuplicate {
    fn meta(&self) -> &'static RuleMeta {
        &TAG_DUPLICATE
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let mut known: HashMap<&str, Node<'_>> = HashMap::new();
        for tag in document.tags() {
            let Some(name) = tag.name() else { continue };
            match known.get(name) {
                Some(first) => {
                    ctx.report(
                        tag.location(),
                        format!("the tag `{name}` is declared twice"),
                    )
                    .related(*first, "the first one")
                    .help("remove one of them");
                }
                None => {
                    known.insert(name, tag.node());
                }
            }
        }
    }
}
