//! What an API means, with nothing of OpenAPI left in it.
//!
//! References are followed, `allOf` is merged, `null` is a property of a type, unions know how
//! they are told apart, and every name of a backend's input stands here as the document wrote it:
//! naming is the backends' business. Nothing here holds a syntax tree. [`lower()`] makes it; read
//! [`Contract`], then [`Api`], [`Operation`] and [`TypeDef`].

pub mod api;
pub mod conventions;
pub mod lower;
pub mod operation;
pub mod parameter;
mod reach;
pub mod response;
pub mod security;
pub mod types;

pub use api::{
    Api, Contract, ExternalDocumentation, Info, Server, ServerVariable, Tag, Unsupported,
};
pub use conventions::{
    Authentication, Claims, Conventions, Crossing, ErrorCode, ErrorEnvelope, HeaderNames,
    HeaderRule, HeaderSent, PaginationNames, Plan, Plans, RaisedBy, RefusalCodes, Retry,
    RetryDefaults, Role, RoleKind, Scope, StatusRaisers, SuccessEnvelope, Tenancy, TokenForm,
    TokenKind,
};
pub use lower::diagnostics::DIAGNOSTICS;
pub use lower::{LowerInput, LowerSettings, lower};
pub use operation::{
    CodeSample, Deprecation, Envelope, Idempotency, Method, Operation, OperationErrorCode,
    Pagination, PathPart, PathSegment, PathTemplate, RateLimit, RequiredRoles, Resource,
};
pub use parameter::{
    BodyContent, Encoding, Parameter, ParameterEncoding, ParameterIn, ParameterStyle, RequestBody,
};
pub use response::{Header, Response, Status};
pub use security::{
    ApiKeyIn, SecurityAlternative, SecurityRequirement, SecurityScheme, SecuritySchemeKind,
};
pub use types::{
    Additional, ArrayShape, Contains, EnumShape, EnumValue, IntegerFormat, IntegerShape, JsonKind,
    Literal, NumberBounds, NumberFormat, NumberShape, ObjectShape, PatternProperty, Property,
    Selection, Shape, StringFormat, StringShape, TupleShape, TypeDef, TypeDoc, TypeId, TypeName,
    Types, UnionKind, UnionShape, Usage, Variant,
};
