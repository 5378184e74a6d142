//! `tag-undeclared`: tags of operations are declared.

use oas_diagnostics::suggest::nearest;
use oas_syntax::Node;

use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports tags of operations that the document's `tags` do not list. Documents without any
    /// `tags` are left alone.
    ///
    /// ## Why is this bad?
    /// A mistyped tag makes a group, a module and a page of its own.
    ///
    /// ## Incorrect
    /// ```yaml
    /// tags:
    ///   - name: Pets
    /// paths:
    ///   /pets:
    ///     get:
    ///       tags: [Pet]
    ///       responses: { "200": { description: the pets } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// tags:
    ///   - name: Pets
    /// paths:
    ///   /pets:
    ///     get:
    ///       tags: [Pets]
    ///       responses: { "200": { description: the pets } }
    /// ```
    pub(super) TAG_UNDECLARED {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct TagUndeclared;

impl Rule for TagUndeclared {
    fn meta(&self) -> &'static RuleMeta {
        &TAG_UNDECLARED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let document = operation.document().open_api();
        if document.field("tags").is_none() {
            return;
        }
        let declared: Vec<_> = document.tags().filter_map(|tag| tag.name()).collect();
        let tags = operation.field("tags").into_iter().flat_map(Node::elements);
        for tag in tags {
            let Some(name) = tag.as_str().filter(|name| !declared.contains(name)) else {
                continue;
            };
            let report = ctx.report(
                tag.location(),
                format!("the document does not declare the tag `{name}`"),
            );
            match nearest(name, declared.iter().copied()) {
                Some(word) => report.help(format!("did you mean `{word}`?")),
                None => report.help(format!("add `{name}` to `tags` of the document")),
            };
        }
    }
}
