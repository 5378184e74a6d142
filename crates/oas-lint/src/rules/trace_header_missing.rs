//! `trace-header-missing`: every call can be traced.

use oas_conventions::{HeaderDirection, HeaderSent};

use crate::facts::answers;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports responses without a header that the conventions send always, and operations that do
    /// not take those that go both ways. Answers of the infrastructure (`default`) need those of
    /// responses only.
    ///
    /// ## Why is this bad?
    /// A call that went wrong is found again by its ids, through all parts that it went through.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       parameters:
    ///         - { name: X-Correlation-Id, in: header, schema: { type: string } }
    ///       responses:
    ///         "200":
    ///           description: the domains
    ///           headers:
    ///             X-Request-Id: { schema: { type: string } }
    ///             X-Correlation-Id: { schema: { type: string } }
    /// ```
    pub(super) TRACE_HEADER_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-51"],
    }
}

pub(super) struct TraceHeaderMissing;

impl Rule for TraceHeaderMissing {
    fn meta(&self) -> &'static RuleMeta {
        &TRACE_HEADER_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let always = conventions.headers.all();
        // Headers without a component are written by the edge and not repeated in documents.
        let always = || {
            always
                .iter()
                .map(|(_, header)| *header)
                .filter(|header| header.sent == HeaderSent::Always && header.component.is_some())
        };
        for header in always().filter(|header| header.direction != HeaderDirection::Response) {
            if operation.parameter("header", &header.name).is_none() {
                ctx.report(
                    operation.key_location(),
                    format!("the operation does not take `{}`", header.name),
                )
                .help("add the header parameter, by reference to the shared one");
            }
        }
        for (key, response) in operation.responses() {
            let status = key.text();
            let by_infrastructure = status == conventions.error_envelope.infrastructure.response;
            let missing: Vec<_> = always()
                .filter(|header| match header.direction {
                    HeaderDirection::Request => false,
                    HeaderDirection::Response => true,
                    HeaderDirection::Both => !by_infrastructure,
                })
                .map(|header| header.name.as_str())
                .filter(|name| answers::header(&response, name).is_none())
                .collect();
            if !missing.is_empty() {
                let names = missing.join("`, `");
                ctx.report(
                    response.use_node().key_location(),
                    format!("the response {status} has no `{names}`"),
                )
                .help("add the headers, by reference to the shared ones");
            }
        }
    }
}
