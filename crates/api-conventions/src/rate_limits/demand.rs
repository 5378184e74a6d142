//! Which limits a call has to keep.

use oas_runtime::{Conventions, OperationMeta, Plan, RateLimit, Value};

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
    let limits = operation.rate_limits.iter().enumerate();
    limits
        .filter_map(|(index, limit)| match *limit {
            RateLimit::Plan => plan(conventions, principal),
            RateLimit::Fixed {
                limit,
                window_s,
                per,
            } => {
                let who = counted_together(operation, principal, path, per);
                Some(Demand {
                    // An operation may have several limits for the same callers.
                    key: format!("operation {} {index} {who}", operation.id),
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
            // Whoever is granted no calls is granted no burst of them either.
            burst: if requests == 0 {
                0
            } else {
                requests.max(plan.burst)
            },
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
            let id = id.map_or_else(String::new, |id| match id {
                Value::String(id) => id,
                id => id.to_string(),
            });
            format!("{} {resource} {id}", tenant())
        }
    }
}

fn this_caller(principal: &Principal) -> String {
    let id = principal.key().unwrap_or(principal.subject());
    format!("{} {id}", principal.kind().name)
}
