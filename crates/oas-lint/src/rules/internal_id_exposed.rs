//! `internal-id-exposed`: public documents show no internal ids.

use oas_conventions::{Conventions, IdentifierExposure};
use oas_model::object::{MediaType, Schema};
use oas_syntax::Node;

use crate::facts::{audience, values};
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports patterns and examples of public documents with an id whose prefix the conventions
    /// keep for internal use, or that is a secret.
    ///
    /// ## Why is this bad?
    /// Outsiders learn how the platform is built, and try such ids elsewhere.
    ///
    /// ## Incorrect
    /// ```yaml
    /// x-audience: public-tenant
    /// paths: {}
    /// components:
    ///   schemas:
    ///     PoolId: { type: string, pattern: "^pool_[a-z0-9]{3,64}$" }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// x-audience: public-tenant
    /// paths: {}
    /// components:
    ///   schemas:
    ///     DomainId: { type: string, pattern: "^dom_[a-z0-9]{3,64}$" }
    /// ```
    pub(super) INTERNAL_ID_EXPOSED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-52"],
    }
}

pub(super) struct InternalIdExposed;

impl Rule for InternalIdExposed {
    fn meta(&self) -> &'static RuleMeta {
        &INTERNAL_ID_EXPOSED
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !audience::is_public(ctx.document(), conventions) {
            return;
        }
        if let Some(pattern) = schema.field("pattern") {
            check(pattern, conventions, ctx);
        }
    }

    fn media_type(&self, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !audience::is_public(ctx.document(), conventions) {
            return;
        }
        for (_, example) in values::examples(&media_type) {
            for (member, value) in values::members(example) {
                if member == "id" || member.ends_with("_id") {
                    check(value, conventions, ctx);
                }
            }
        }
    }
}

fn check(node: Node<'_>, conventions: &Conventions, ctx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str() else { return };
    let Some((prefix, meaning)) = conventions.identifiers.prefix_of(text) else {
        return;
    };
    if meaning.exposure == IdentifierExposure::Private {
        let names = &meaning.names;
        ctx.report(
            node.location(),
            format!("`{prefix}` starts the id of an internal {names}"),
        )
        .help("leave it out of what tenants see");
    }
}
