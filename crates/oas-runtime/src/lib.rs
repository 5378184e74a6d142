//! What generated Rust servers call: extraction, validation, typed responses.

mod answer;
mod body;
mod call;
mod choice;
mod constant;
mod context;
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
