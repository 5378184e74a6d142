//! What generated Rust servers call: extraction, validation, typed responses.
//!
//! Generated code is thin: a trait per tag, types, and tables. Everything that is the same for two
//! operations is here. It knows no contract: names, codes and rules come from the tables.
//!
//! Whoever mounts a generated router needs three things, and should read them first:
//!
//! - [`RequestContext`]: what a handler is given besides its request, and the unit of work;
//! - [`OperationRouter`]: what a generated `router` gives, to be merged, layered and turned into a
//!   router of axum;
//! - [`OperationMeta`]: what the contract says of an operation, which layers find in each request.
//!
//! What this does not do: it refuses requests without a principal where the contract asks who calls,
//! but neither authenticates nor looks at scopes, roles, limits and idempotency keys. Those are for
//! layers, which read them from [`OperationMeta`].
//!
//! [`InternalError`] is how a handler reports the unexpected, [`Patch`] a member with three states,
//! [`Secret`] a value that is not printed. [`Schema`] and its parts, [`Choice`], [`Call`] and
//! [`RequestInput`] are for generated code alone.

mod answer;
mod body;
mod call;
mod choice;
mod constant;
mod context;
mod conventions;
mod envelope;
mod format;
mod ids;
mod input;
mod internal;
mod json;
mod operation;
mod parameter;
mod part;
mod patch;
mod path;
mod pointer;
mod rejection;
mod router;
mod scalar;
mod schema;
mod status;
#[cfg(feature = "utoipa")]
mod to_schema;
mod violation;

pub use answer::Answer;
pub use axum::extract::State;
pub use axum::response::Response;
pub use bytes::Bytes;
pub use call::{Call, OperationRequest, OperationResponse, Reply};
pub use choice::Choice;
pub use constant::{False, True};
pub use context::{RequestContext, RequestFacts};
pub use conventions::{
    Authentication, Claims, Conventions, Crossing, HeaderNames, Plan, Plans, Role, RoleKind, Scope,
    Tenancy, TokenForm, TokenKind,
};
pub use envelope::{
    CatalogueCode, ErrorEnvelope, ErrorMembers, Fault, JsonEnvelope, ProblemDetails,
};
pub use format::Format;
pub use ids::{CorrelationId, RequestId};
pub use input::{Refused, RequestInput};
pub use internal::{InternalError, Never, Unexpected};
pub use operation::{
    DeclaredError, Deprecation, Idempotency, MediaTypeMeta, OperationMeta, Pagination, RateLimit,
    RequestBodyMeta, SecurityAlternative, SecurityRequirement,
};
pub use parameter::{EncodeError, ParameterEncoding, ParameterMeta, ParameterStyle};
pub use part::RequestPart;
pub use patch::{Patch, nullable, optional};
pub use pointer::Pointer;
pub use rejection::{Rejection, RejectionCause, RejectionKind};
pub use router::OperationRouter;
pub use scalar::{Date, DateTime, FormatError, Secret, Uuid};
pub use schema::{
    Additional, Constant, Contains, Decimal, DependentRequired, Described, Invalid, JsonType,
    Pattern, PatternProperty, Property, Schema, Selection, Union, Validate,
};
pub use serde_json::Value;
pub use status::{ClassStatus, OtherStatus};
#[cfg(feature = "utoipa")]
pub use to_schema::{any_schema, constants_schema};
pub use violation::{Keyword, Violation, Violations};
