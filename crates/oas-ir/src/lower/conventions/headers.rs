//! Headers: their names, and when answers carry them.

use oas_conventions as file;

use crate::{HeaderNames, HeaderRule, HeaderSent};

pub(super) fn lower_header_names(headers: &file::Headers) -> HeaderNames {
    HeaderNames {
        request_id: headers.request_id.name.clone(),
        correlation_id: headers.correlation_id.name.clone(),
        correlation_id_length: headers.correlation_id.max_length,
        idempotency_key: headers.idempotency_key.name.clone(),
        idempotency_replayed: headers.idempotency_replayed.name.clone(),
        rate_limit_limit: headers.rate_limit_limit.name.clone(),
        rate_limit_remaining: headers.rate_limit_remaining.name.clone(),
        rate_limit_reset: headers.rate_limit_reset.name.clone(),
        rate_limit_window: headers.rate_limit_window.name.clone(),
        retry_after: headers.retry_after.name.clone(),
    }
}

pub(super) fn lower_header_rules(headers: &file::Headers) -> Vec<HeaderRule> {
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
