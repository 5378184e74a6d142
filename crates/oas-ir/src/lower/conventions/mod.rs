//! What backends must know of `conventions.yaml`.

mod access;
mod errors;
mod headers;

use oas_conventions as file;

use crate::{Conventions, ErrorEnvelope, PaginationNames, RetryDefaults, SuccessEnvelope};

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
            .map(|(code, meaning)| errors::lower_error_code(code, meaning))
            .collect(),
        headers: headers::lower_header_names(&conventions.headers),
        header_rules: headers::lower_header_rules(&conventions.headers),
        refusal_codes: errors::lower_refusal_codes(conventions),
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
        authentication: access::lower_authentication(&conventions.authentication),
        token_kinds: access::lower_token_kinds(conventions),
        scopes: access::lower_scopes(&conventions.authorization),
        roles: access::lower_roles(&conventions.authorization),
        tenancy: conventions.tenancy.as_ref().map(access::lower_tenancy),
        plans: access::lower_plans(&conventions.rate_limits),
        successor_relation: conventions.versioning.deprecation.link_relation.clone(),
    }
}
