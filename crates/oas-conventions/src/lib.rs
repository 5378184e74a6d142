//! The global conventions of an API family, `conventions.yaml`, as types.
//!
//! Conventions are data: the linter checks documents against them, backends and server layers are
//! driven by them. This crate reads the file, checks that it agrees with itself, and answers
//! questions about it; it knows nothing of OpenAPI documents. One file per section. Read
//! [`Conventions`] first, then [`Conventions::parse`].

mod answers;
mod audiences;
mod audit;
mod authentication;
mod authorization;
mod check;
mod clauses;
mod client_retry;
mod conventions;
mod diagnostics;
mod documentation;
mod envelope;
mod errors;
mod events;
mod extensions;
mod headers;
mod idempotency;
mod identifiers;
mod judge;
mod lookup;
mod naming;
mod pagination;
mod parse;
mod privacy;
mod rate_limits;
mod requests;
mod shape;
mod versioning;
mod visibility;

pub use answers::{Caching, Degradation, Deletion, Jobs, MetaMember};
pub use audiences::{Audience, BreakingChanges, Domain, Exposure, Server, Stability, Surface};
pub use audit::{Audit, MakerChecker};
pub use authentication::{
    ApiKeyForm, ApiKeyPrefixes, Authentication, Browser, Crossing, Jwt, JwtClaims, JwtForm,
    Tenancy, TokenForm, TokenKind,
};
pub use authorization::{Authorization, Role, RoleKind, Scope};
pub use clauses::{Clause, ClauseId, ClauseLevel, Proof};
pub use client_retry::{ClientRetry, Jitter, RepeatableCall};
pub use conventions::{Conventions, json_schema};
pub use diagnostics::DIAGNOSTICS;
pub use documentation::Documentation;
pub use envelope::{ErrorDetail, ErrorEnvelope, Infrastructure, SuccessEnvelope};
pub use errors::{ErrorCode, RaisedBy, Raiser, Retry};
pub use events::{BodySignature, EventChannel, StandardSignature, Webhooks};
pub use extensions::{Extension, ExtensionValue, MapValue, MemberValue, NameKind, ObjectKind};
pub use headers::{Header, HeaderDirection, HeaderSent, Headers};
pub use idempotency::{Idempotency, ReplayedBody, ReplayedSecrets};
pub use identifiers::{IdentifierExposure, IdentifierPrefix, Identifiers};
pub use judge::Mismatch;
pub use naming::{Case, MediaTypes, Naming, Paths};
pub use pagination::{Cursor, Limit, LimitBounds, PageMeta, Pagination};
pub use privacy::Privacy;
pub use rate_limits::{Plan, Quota, RateLimits};
pub use requests::{
    BoundedType, Check, CheckStep, Filters, Requests, Search, Sort, UnknownMembers,
};
pub use versioning::{Deprecation, Versioning};
pub use visibility::Visibility;
