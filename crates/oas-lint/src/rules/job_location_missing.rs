//! `job-location-missing`: long work says where to watch it.

use crate::facts::answers;
use crate::meta::declare_rule;
use crate::{PlacedOperation, Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports responses of the status for long work (202) without the header that leads to the
    /// job. Operations that wait for a second person (`x-maker-checker`) are left alone.
    ///
    /// ## Why is this bad?
    /// Callers have accepted work and cannot find it again.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/exports:
    ///     post:
    ///       responses: { "202": { description: the export was started } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /api/v1/tenants/{tenantId}/exports:
    ///     post:
    ///       responses:
    ///         "202":
    ///           description: the export was started
    ///           headers:
    ///             Location: { schema: { type: string } }
    /// ```
    pub(super) JOB_LOCATION_MISSING {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-48"],
    }
}

pub(super) struct JobLocationMissing;

impl Rule for JobLocationMissing {
    fn meta(&self) -> &'static RuleMeta {
        &JOB_LOCATION_MISSING
    }

    fn operation(&self, operation: PlacedOperation<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !operation.is_served() {
            return;
        }

        if operation.extension("x-maker-checker").is_some() {
            return;
        }
        let Some(jobs) = &conventions.jobs else {
            return;
        };
        let Some(response) = answers::response(&operation, jobs.answer_status) else {
            return;
        };
        let header = &conventions.headers.location.name;
        if answers::header(&response, header).is_none() {
            ctx.report(
                response.use_node().key_location(),
                format!("the accepted work has no `{header}`"),
            )
            .help(format!(
                "add `{header}`: the path of the job, as in `{}`",
                jobs.path
            ));
        }
    }
}
