//! `runtime-expression-malformed`: runtime expressions can be evaluated.

use oas_diagnostics::Location;
use oas_model::Kind;
use oas_model::object::{Link, OpenApi};

use crate::facts::expression::problem;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports keys of callbacks, and parameters and request bodies of links, whose runtime
    /// expression is none: `$request.` and `$response.` are followed by `header.`, `query.`,
    /// `path.` or `body`, and `$url`, `$method` and `$statusCode` stand alone.
    ///
    /// ## Why is this bad?
    /// Nothing can be put in its place when the request is made.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     post:
    ///       callbacks:
    ///         born:
    ///           "{$request.boddy#/callback}":
    ///             post: { responses: { "200": { description: seen } } }
    ///       responses: { "201": { description: the pet } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     post:
    ///       callbacks:
    ///         born:
    ///           "{$request.body#/callback}":
    ///             post: { responses: { "200": { description: seen } } }
    ///       responses: { "201": { description: the pet } }
    /// ```
    pub(super) RUNTIME_EXPRESSION_MALFORMED {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct RuntimeExpressionMalformed;

impl Rule for RuntimeExpressionMalformed {
    fn meta(&self) -> &'static RuleMeta {
        &RUNTIME_EXPRESSION_MALFORMED
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let resolved = document.document();
        let visits = resolved.visits().iter();
        for (_, visit) in visits.filter(|(_, visit)| visit.kind == Kind::Callback) {
            for entry in resolved.document().node(visit.node).entries() {
                let key = entry.key.text();
                if !key.starts_with("x-") && key != "$ref" {
                    check(key, entry.value.key_location(), ctx);
                }
            }
        }
    }

    fn link(&self, link: Link<'_>, ctx: &mut RuleContext<'_>) {
        let parameters = link.field("parameters");
        let values = parameters.into_iter().flat_map(oas_syntax::Node::entries);
        let values = values
            .map(|entry| entry.value)
            .chain(link.field("requestBody"));
        for value in values {
            if let Some(text) = value.as_str() {
                check(text, value.location(), ctx);
            }
        }
    }
}

fn check(text: &str, place: Location, ctx: &mut RuleContext<'_>) {
    if let Some(problem) = problem(text) {
        ctx.report(place, format!("this is no runtime expression: {problem}"))
            .help("write it as `$request.body#/callback`");
    }
}
