//! Which limits a call has to keep.

use oas_runtime::{Conventions, OperationMeta, Plan, RateLimit};

use super::Demand;
use crate::Principal;

/// The limits of an operation for a caller.
///
/// Tokens of a tenant are counted together. Callers without a tenant, which are services and staff,
/// are counted each by itself, with the figures of the largest plan: they use up nobody's calls.
pub(super) fn of(
    conventions: &Conventions,
    operation: &OperationMeta,
    principal: &Principal,
    path: &str,
) -> Vec<Demand> {
    let limits = operation.rate_limits.iter();
    limits
        .filter_map(|limit| match *limit {
            RateLimit::Plan => plan(conventions, principal),
            RateLimit::Fixed {
                limit,
                window_s,
                per,
            } => {
                let who = counted_together(operation, principal, path, per);
                Some(Demand {
                    key: format!("{} {who}", operation.id),
                    limit,
                    burst: limit,
                    window_s,
                })
            }
        })
        .collect()
}

fn plan(conventions: &Conventions, principal: &Principal) -> Option<Demand> {
    let plans = conventions.plans.plans;
    let demand = |key: String, plan: &Plan, granted: Option<u64>| {
        let requests = granted.unwrap_or(plan.requests);
        Demand {
            key,
            limit: requests,
            burst: requests.max(plan.burst),
            window_s: conventions.plans.window_s,
        }
    };
    match principal.tenant() {
        // A plan that nobody knows has the figures of the smallest.
        Some(tenant) => {
            let plan = conventions.plan(&tenant.plan).or(plans.first())?;
            Some(demand(format!("plan {}", tenant.id), plan, tenant.requests))
        }
        None => Some(demand(
            format!("plan {}", this_caller(principal)),
            plans.last()?,
            None,
        )),
    }
}

/// Who is counted together, by the word of the operation.
fn counted_together(
    operation: &OperationMeta,
    principal: &Principal,
    path: &str,
    per: &str,
) -> String {
    let tenant = || match principal.tenant() {
        Some(tenant) => tenant.id.to_string(),
        None => this_caller(principal),
    };
    match per {
        "tenant" => tenant(),
        "user" => format!("{} {}", tenant(), principal.subject()),
        "principal" | "service" => this_caller(principal),
        // A resource of the path: `workspace` is what `workspaceId` names.
        resource => {
            let id = operation.path_parameter(path, &format!("{resource}Id"));
            let id = id.as_ref().and_then(|id| id.as_str()).unwrap_or_default();
            format!("{} {resource} {id}", tenant())
        }
    }
}

fn this_caller(principal: &Principal) -> String {
    let id = principal.key().unwrap_or(principal.subject());
    format!("{} {id}", principal.kind().name)
}
