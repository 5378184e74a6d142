//! What backends must know of `conventions.yaml`.

use oas_conventions::{self as file, Browser, Raiser};

use crate::{
    Conventions, ErrorCode, ErrorEnvelope, HeaderNames, HeaderRule, HeaderSent, PaginationNames,
    RaisedBy, RefusalCodes, Retry, RetryDefaults, StatusRaisers, SuccessEnvelope, TokenKind,
};

pub(super) fn lower_conventions(conventions: &file::Conventions) -> Conventions {
    let error = &conventions.error_envelope;
    let retry = &conventions.client_retry;
    Conventions {
        success: SuccessEnvelope {
            flag: conventions.success_envelope.flag.clone(),
            data: conventions.success_envelope.data.clone(),
            meta: conventions.success_envelope.meta.clone(),
        },
        error: ErrorEnvelope {
            flag: error.flag.clone(),
            error: error.error.clone(),
            code: error.code.clone(),
            message: error.message.clone(),
            details: error.details.clone(),
            request_id: error.request_id.clone(),
            documentation_url: error.documentation_url.clone(),
            timestamp: error.timestamp.clone(),
        },
        documentation_base: error.documentation_base.clone(),
        error_codes: conventions
            .errors
            .iter()
            .map(|(code, meaning)| lower_error_code(code, meaning))
            .collect(),
        headers: lower_header_names(&conventions.headers),
        header_rules: lower_header_rules(&conventions.headers),
        refusal_codes: lower_refusal_codes(conventions),
        max_body_bytes: conventions.requests.max_body_bytes,
        pagination: PaginationNames {
            limit: conventions.pagination.limit.parameter.clone(),
            cursor: conventions.pagination.cursor.parameter.clone(),
            next_cursor: conventions.pagination.meta.next_cursor.clone(),
        },
        client_parameters: conventions.client_parameters.clone(),
        retry: RetryDefaults {
            max_attempts: retry.max_attempts,
            base_ms: retry.base_ms,
            cap_ms: retry.cap_ms,
            budget_ms: retry.budget_ms,
            never_codes: retry.never_codes.clone(),
        },
        token_kinds: conventions
            .token_kinds
            .iter()
            .map(|(scheme, kind)| TokenKind {
                scheme: scheme.clone(),
                prefixes: kind.prefixes().into_iter().map(str::to_owned).collect(),
                secret: kind.browser == Browser::Refused,
            })
            .collect(),
    }
}

fn lower_error_code(code: &str, meaning: &file::ErrorCode) -> ErrorCode {
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
    let sorted: std::collections::BTreeSet<_> = raisers.collect();
    sorted.into_iter().collect()
}

fn lower_header_names(headers: &file::Headers) -> HeaderNames {
    HeaderNames {
        request_id: headers.request_id.name.clone(),
        correlation_id: headers.correlation_id.name.clone(),
        idempotency_key: headers.idempotency_key.name.clone(),
        idempotency_replayed: headers.idempotency_replayed.name.clone(),
        rate_limit_limit: headers.rate_limit_limit.name.clone(),
        rate_limit_remaining: headers.rate_limit_remaining.name.clone(),
        rate_limit_reset: headers.rate_limit_reset.name.clone(),
        rate_limit_window: headers.rate_limit_window.name.clone(),
        retry_after: headers.retry_after.name.clone(),
    }
}

fn lower_header_rules(headers: &file::Headers) -> Vec<HeaderRule> {
    let all = headers.all().into_iter().map(|(_, header)| header);
    all.filter(|header| header.direction != file::HeaderDirection::Request)
        .map(|header| HeaderRule {
            name: header.name.clone(),
            sent: match header.sent {
                file::HeaderSent::Always => HeaderSent::Always,
                file::HeaderSent::AfterAuthentication => HeaderSent::AfterAuthentication,
                file::HeaderSent::Conditionally => HeaderSent::Conditionally,
            },
        })
        .collect()
}

fn lower_refusal_codes(conventions: &file::Conventions) -> RefusalCodes {
    let tenancy = conventions.tenancy.as_ref();
    RefusalCodes {
        unauthenticated: conventions.authentication.unauthenticated.clone(),
        forbidden: conventions.authentication.forbidden.clone(),
        tenant_mismatch: tenancy.map(|tenancy| tenancy.mismatch.clone()),
        tenant_suspended: tenancy.map(|tenancy| tenancy.suspended.clone()),
        missing: conventions.idempotency.missing.clone(),
        invalid_filter: conventions.filters.refused_with.clone(),
        invalid_limit: conventions.pagination.limit_refused_with.clone(),
        unsupported_media_type: conventions.media_types.refused_with.clone(),
        too_many_requests: conventions.rate_limits.exceeded.clone(),
        idempotency_conflict: conventions.idempotency.conflict.clone(),
        unavailable: conventions.audit.failure.clone(),
    }
}
