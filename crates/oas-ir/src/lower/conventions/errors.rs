//! The catalogue of errors, and codes that no operation decides on.

use std::collections::BTreeSet;

use oas_conventions::{self as file, Raiser};

use crate::{ErrorCode, RaisedBy, RefusalCodes, Retry, StatusRaisers};

pub(super) fn lower_error_code(code: &str, meaning: &file::ErrorCode) -> ErrorCode {
    let raised_at: Vec<_> = meaning
        .status
        .iter()
        .map(|status| StatusRaisers {
            status: *status,
            raised_by: sorted(meaning.raisers(*status)),
        })
        .collect();
    let raisers = meaning
        .status
        .iter()
        .flat_map(|status| meaning.raisers(*status));
    ErrorCode {
        code: code.to_owned(),
        statuses: meaning.status.clone(),
        raised_by: sorted(raisers.collect()),
        raised_at,
        retry: match meaning.retry {
            file::Retry::Never => Retry::Never,
            file::Retry::After => Retry::After,
            file::Retry::Safe => Retry::Safe,
        },
        title: meaning.title.clone(),
        summary: meaning.summary.clone(),
    }
}

fn sorted(raisers: Vec<Raiser>) -> Vec<RaisedBy> {
    let raisers = raisers.into_iter().map(|raiser| match raiser {
        Raiser::Router => RaisedBy::Router,
        Raiser::Layer => RaisedBy::Layer,
        Raiser::Handler => RaisedBy::Handler,
    });
    let sorted: BTreeSet<_> = raisers.collect();
    sorted.into_iter().collect()
}

pub(super) fn lower_refusal_codes(conventions: &file::Conventions) -> RefusalCodes {
    RefusalCodes {
        unauthenticated: conventions.authentication.unauthenticated.clone(),
        forbidden: conventions.authentication.forbidden.clone(),
        missing: conventions.idempotency.missing.clone(),
        invalid_filter: conventions.filters.refused_with.clone(),
        invalid_limit: conventions.pagination.limit_refused_with.clone(),
        unsupported_media_type: conventions.media_types.refused_with.clone(),
        too_many_requests: conventions.rate_limits.exceeded.clone(),
        idempotency_conflict: conventions.idempotency.conflict.clone(),
        audit_failure: conventions.audit.failure.clone(),
    }
}
