//! What an audit record holds and when one is due: [`AuditRecord`].
//!
//! Records are no layer's business: a layer could write them only before or after the effect that
//! they are about. They are written by the server's unit of work, in the same transaction; when that
//! fails there is no effect, and the answer says that the service is unavailable. A call that fails
//! has no effect to record; where it was a read, its record is still worth keeping by itself.

use std::sync::Arc;

use http::Extensions;
use http::header::USER_AGENT;
use http::request::Parts;
use oas_runtime::{Conventions, CorrelationId, OperationMeta, RequestId};
use serde_json::Value;
use time::OffsetDateTime;

use crate::masking::Marks;
use crate::{ClientAddress, PathTenant, Principal, mask};

/// Longest user agent that is kept, in characters.
const USER_AGENT_LENGTH: usize = 512;

/// One call, for those who later ask who did what.
#[derive(Clone, Debug)]
pub struct AuditRecord {
    /// Who called: a user, or a service.
    pub actor: Arc<str>,
    /// The kind of token: `InternalToken`.
    pub actor_kind: &'static str,
    /// Id of the API key's record, where it was one.
    pub key: Option<Arc<str>>,
    /// What was called, by `operationId`.
    pub action: &'static str,
    /// The tenant that it concerned.
    pub tenant: Option<Arc<str>>,
    /// What it concerned: the path of the request.
    pub target: Arc<str>,
    /// What there was before, where something changed.
    pub before: Option<Value>,
    /// What there is now, where something changed.
    pub after: Option<Value>,
    /// When, UTC.
    pub timestamp: OffsetDateTime,
    /// From where, as far as known.
    pub ip: Option<Arc<str>>,
    /// With what, as the caller says; cut after 512 characters.
    pub user_agent: Option<Arc<str>>,
    /// The request.
    pub request_id: RequestId,
    /// The requests that it belongs to.
    pub correlation_id: Option<CorrelationId>,
}

impl AuditRecord {
    /// Whether a call has to be on record, by what its operation says: `always`; `internal`, when
    /// the token is of a kind that may name any tenant; `policy`, the same and when the token's
    /// tenant asks for it. A word that is not known counts as `always`.
    #[must_use]
    pub fn is_due(
        conventions: &Conventions,
        operation: &OperationMeta,
        principal: &Principal,
    ) -> bool {
        let crosses = |principal: &Principal| {
            let mut kinds = conventions.tenancy.crossing.iter();
            kinds.any(|crossing| crossing.token_kind == principal.kind().name)
        };
        let asks = |principal: &Principal| {
            let tenant = principal.tenant();
            tenant.is_some_and(|tenant| tenant.audits_own_calls)
        };
        match operation.audit {
            None => false,
            Some("internal") => crosses(principal),
            Some("policy") => crosses(principal) || asks(principal),
            Some(_) => true,
        }
    }

    /// The record of a call, without what it changed.
    #[must_use]
    pub fn of(
        operation: &OperationMeta,
        principal: &Principal,
        parts: &Parts,
        now: OffsetDateTime,
    ) -> Self {
        let extensions: &Extensions = &parts.extensions;
        let user_agent = parts.headers.get(USER_AGENT);
        let user_agent = user_agent.and_then(|value| value.to_str().ok());
        let tenant = extensions.get::<PathTenant>();
        Self {
            actor: principal.subject().into(),
            actor_kind: principal.kind().name,
            key: principal.key().map(Into::into),
            action: operation.id,
            tenant: tenant.map(|tenant| tenant.as_str().into()),
            target: Marks::default().mask_path(parts.uri.path()).into(),
            before: None,
            after: None,
            timestamp: now,
            ip: extensions
                .get::<ClientAddress>()
                .map(|address| address.to_string().into()),
            user_agent: user_agent.map(|agent| mask(cut(agent, USER_AGENT_LENGTH)).into()),
            request_id: RequestId::of(extensions),
            correlation_id: extensions.get().cloned(),
        }
    }
}

/// The first so many characters.
fn cut(text: &str, length: usize) -> &str {
    text.char_indices()
        .nth(length)
        .map_or(text, |(end, _)| &text[..end])
}
