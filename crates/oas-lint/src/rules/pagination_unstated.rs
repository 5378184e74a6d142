//! `pagination-unstated`: lists say how they are read, and nothing else does.

use crate::facts::answers::Envelope;
use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports GET operations that answer with a list and do not say in `x-pagination` how it is
    /// read, and those that say so though their answer is no list.
    ///
    /// ## Why is this bad?
    /// A list that is short today is long tomorrow; by then clients rely on getting all of it.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: the domains
    ///           content:
    ///             application/json:
    ///               schema:
    ///                 type: object
    ///                 required: [success, data, meta]
    ///                 properties:
    ///                   success: { type: boolean, const: true }
    ///                   data: { type: array, items: { type: string } }
    ///                   meta:
    ///                     type: object
    /// ```
    ///
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains/{domainId}:
    ///     get:
    ///       x-pagination: bounded
    ///       responses:
    ///         "200":
    ///           description: one domain
    ///           content:
    ///             application/json:
    ///               schema:
    ///                 type: object
    ///                 required: [success, data, meta]
    ///                 properties:
    ///                   success: { type: boolean, const: true }
    ///                   data: { type: object }
    ///                   meta:
    ///                     type: object
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       x-pagination: bounded
    ///       responses:
    ///         "200":
    ///           description: the domains
    ///           content:
    ///             application/json:
    ///               schema:
    ///                 type: object
    ///                 required: [success, data, meta]
    ///                 properties:
    ///                   success: { type: boolean, const: true }
    ///                   data: { type: array, maxItems: 100, items: { type: string } }
    ///                   meta:
    ///                     type: object
    /// ```
    pub(super) PAGINATION_UNSTATED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-30"],
    }
}

pub(super) struct PaginationUnstated;

impl Rule for PaginationUnstated {
    fn meta(&self) -> &'static RuleMeta {
        &PAGINATION_UNSTATED
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        if operation.method() != "GET" {
            return;
        }
        let Some(envelope) = Envelope::of_operation(&operation, conventions) else {
            return;
        };
        let is_list = Members::of(envelope.data).any(|part| part.has_type("array"));
        let modes: Vec<_> = conventions
            .pagination
            .modes
            .keys()
            .map(String::as_str)
            .collect();
        match operation.extension("x-pagination") {
            None if is_list => {
                ctx.report(
                    operation.key_location(),
                    "the operation does not say in `x-pagination` how its list is read",
                )
                .help(format!("say one of `{}`", modes.join("`, `")));
            }
            Some(node) if !is_list => {
                ctx.report(
                    node.key_location(),
                    "`x-pagination` says how a list is read, but the answer is none",
                )
                .related(envelope.data.node(), "the answer")
                .help("remove it, or answer with an array");
            }
            _ => {}
        }
    }
}
