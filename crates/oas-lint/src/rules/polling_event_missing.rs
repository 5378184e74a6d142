//! `polling-event-missing`: what could be polled names the event instead.

use crate::facts::template::shape;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports reading operations of jobs without `x-replaces-polling`.
    ///
    /// ## Why is this bad?
    /// Callers ask again and again for what they could be told.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/jobs/{jobId}:
    ///     get:
    ///       responses: { "200": { description: the job } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/jobs/{jobId}:
    ///     get:
    ///       x-replaces-polling: [job.completed, job.failed]
    ///       responses: { "200": { description: the job } }
    /// ```
    pub(super) POLLING_EVENT_MISSING {
        group: Conventions,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-49"],
    }
}

pub(super) struct PollingEventMissing;

impl Rule for PollingEventMissing {
    fn meta(&self) -> &'static RuleMeta {
        &POLLING_EVENT_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        let Some((_, rest)) = conventions.versioning.split(operation.path()) else {
            return;
        };
        let Some(jobs) = &conventions.jobs else {
            return;
        };
        let is_job = operation.method() == "GET" && shape(rest) == shape(&jobs.path);
        let named = operation.extension("x-replaces-polling");
        if !is_job || named.is_some_and(|events| events.elements().len() > 0) {
            return;
        }
        let events = jobs.ended_events.join(", ");
        ctx.report(
            operation.key_location(),
            "callers poll jobs, and are not told which events to wait for",
        )
        .help(format!("add `x-replaces-polling: [{events}]`"));
    }
}
