//! Answers that layers give instead of handlers.

use axum::extract::Request;
use axum::response::Response;
use http::Extensions;
use oas_runtime::{Conventions, ErrorEnvelope, OperationMeta, Rejection, RejectionKind, RequestId};
use serde::Serialize;

use crate::StoreError;

/// Seconds to wait when something behind a layer is down.
pub(crate) const RETRY_AFTER_S: u64 = 5;

/// The operation of a request, as its router has found it.
pub(crate) fn operation(extensions: &Extensions) -> Option<&'static OperationMeta> {
    extensions.get::<&'static OperationMeta>().copied()
}

/// Puts a rejection into the words of the operation, or of the conventions where there is none.
pub(crate) fn refuse(
    conventions: &Conventions,
    request: &Request,
    rejection: &Rejection,
) -> Response {
    let extensions = request.extensions();
    errors(conventions, extensions).answer(rejection, &RequestId::of(extensions))
}

/// The words of the operation, or of the conventions where there is none.
pub(crate) fn errors(
    conventions: &Conventions,
    extensions: &Extensions,
) -> &'static dyn ErrorEnvelope {
    operation(extensions).map_or(conventions.errors, |operation| operation.errors)
}

/// An entry of `details`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Detail {
    pub(crate) field: &'static str,
    #[serde(rename = "in")]
    pub(crate) part: &'static str,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Detail {
    /// About the token, which stands in a header.
    pub(crate) fn token(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            field: "Authorization",
            part: "header",
            code,
            message: message.into(),
        }
    }
}

/// Something behind a layer is down.
pub(crate) fn unavailable(error: StoreError) -> Rejection {
    Rejection::new(RejectionKind::Unavailable)
        .retry_after(RETRY_AFTER_S)
        .because(error.into())
}

/// A refusal by a code, where the operation declares it; where it does not, a refusal that every
/// operation has.
pub(crate) fn declared_or(
    operation: &OperationMeta,
    code: &'static str,
    otherwise: RejectionKind,
) -> Rejection {
    let mut declared = operation.error_codes.iter();
    match declared.find(|declared| declared.code == code) {
        Some(declared) => Rejection::declared(declared.status, declared.code),
        None => Rejection::new(otherwise),
    }
}
