//! How errors are worded that no handler answers: [`ErrorEnvelope`].
//!
//! The runtime knows no contract. A generated crate brings [`JsonEnvelope`] with the member names and
//! codes of its conventions; documents without conventions use [`ProblemDetails`].

use std::fmt;

use axum::body::Body;
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::{DateTime, Rejection, RejectionCause, RejectionKind, RequestId};

/// Puts rejections into words.
pub trait ErrorEnvelope: fmt::Debug + Send + Sync {
    /// The media type of the body, and the body.
    fn body(&self, rejection: &Rejection, request_id: &RequestId) -> (&'static str, Vec<u8>);

    /// The whole answer: status, headers and body.
    fn answer(&self, rejection: &Rejection, request_id: &RequestId) -> Response {
        let (media_type, body) = self.body(rejection, request_id);
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = rejection.status();
        let headers: &mut HeaderMap = response.headers_mut();
        headers.clone_from(rejection.headers());
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        // Some errors may be kept where nothing is said, a 404 for example.
        let no_store = HeaderValue::from_static("no-store");
        headers.entry(CACHE_CONTROL).or_insert(no_store);
        if let Some(source) = rejection.source() {
            response.extensions_mut().insert(Fault(source.clone()));
        }
        response
    }
}

/// What lies behind an unexpected fault: an extension of the response, for layers that log.
#[derive(Clone, Debug)]
pub struct Fault(pub std::sync::Arc<dyn std::error::Error + Send + Sync>);

/// Errors in the form of RFC 9457, `application/problem+json`.
#[derive(Clone, Copy, Debug)]
pub struct ProblemDetails;

impl ErrorEnvelope for ProblemDetails {
    fn body(&self, rejection: &Rejection, request_id: &RequestId) -> (&'static str, Vec<u8>) {
        let status = rejection.status();
        let mut problem = serde_json::json!({
            "type": "about:blank",
            "title": status.canonical_reason().unwrap_or("Error"),
            "status": status.as_u16(),
            "instance": request_id.as_str(),
        });
        if let RejectionCause::Code(code) = rejection.cause() {
            problem["code"] = Value::from(code);
        }
        if !rejection.as_details().is_empty() {
            problem["errors"] = Value::from(rejection.as_details());
        }
        ("application/problem+json", problem.to_string().into_bytes())
    }
}

/// A code of an error catalogue.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CatalogueCode {
    /// For programs: `RESOURCE_NOT_FOUND`.
    pub code: &'static str,
    /// For people.
    pub message: &'static str,
}

impl CatalogueCode {
    /// A code with its message.
    #[must_use]
    pub const fn new(code: &'static str, message: &'static str) -> Self {
        Self { code, message }
    }
}

/// Member names of an error body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ErrorMembers {
    /// The constant `false`.
    pub flag: &'static str,
    /// The object around the members from `code` to `documentation_url`.
    pub error: &'static str,
    /// The code.
    pub code: &'static str,
    /// The message.
    pub message: &'static str,
    /// Entries about what is wrong.
    pub details: &'static str,
    /// The request's id.
    pub request_id: &'static str,
    /// Where the code is explained.
    pub documentation_url: &'static str,
    /// When, beside `error`.
    pub timestamp: &'static str,
}

/// Errors in the form that the conventions of a contract describe.
#[derive(Clone, Copy, Debug)]
pub struct JsonEnvelope {
    /// Member names.
    pub members: ErrorMembers,
    /// URL to which the code's anchor is appended.
    pub documentation_base: &'static str,
    /// The catalogue.
    pub codes: &'static [CatalogueCode],
    /// The code for each kind of rejection.
    pub rejections: &'static [(RejectionKind, &'static str)],
}

impl JsonEnvelope {
    /// The code of a rejection. A kind without one of its own has that of internal faults.
    fn code(&self, cause: RejectionCause) -> &'static str {
        let of_kind = |kind| {
            self.rejections
                .iter()
                .find(|(own, _)| *own == kind)
                .map(|(_, code)| *code)
        };
        match cause {
            RejectionCause::Code(code) => code,
            RejectionCause::Kind(kind) => of_kind(kind)
                .or_else(|| of_kind(RejectionKind::Internal))
                .unwrap_or("INTERNAL_SERVER_ERROR"),
        }
    }
}

impl ErrorEnvelope for JsonEnvelope {
    fn body(&self, rejection: &Rejection, request_id: &RequestId) -> (&'static str, Vec<u8>) {
        let code = self.code(rejection.cause());
        let known = self.codes.iter().find(|known| known.code == code);
        let reason = StatusCode::canonical_reason(&rejection.status());
        let body = ErrorBody {
            members: &self.members,
            code,
            message: known.map_or(reason.unwrap_or("Error"), |known| known.message),
            details: rejection.as_details(),
            request_id: request_id.as_str(),
            documentation_url: format!("{}#{}", self.documentation_base, anchor(code)),
            timestamp: DateTime::now(),
        };
        // Strings, lists of values and a time: nothing that could fail to become JSON.
        let bytes = serde_json::to_vec(&body).unwrap_or_default();
        ("application/json", bytes)
    }
}

/// `RESOURCE_NOT_FOUND` as `resource-not-found`.
fn anchor(code: &str) -> String {
    code.to_ascii_lowercase().replace('_', "-")
}

/// An error body with the member names of its conventions.
struct ErrorBody<'a> {
    members: &'a ErrorMembers,
    code: &'a str,
    message: &'a str,
    details: &'a [Value],
    request_id: &'a str,
    documentation_url: String,
    timestamp: DateTime,
}

/// The object within an error body.
struct Inner<'a>(&'a ErrorBody<'a>);

impl Serialize for ErrorBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry(self.members.flag, &false)?;
        map.serialize_entry(self.members.error, &Inner(self))?;
        map.serialize_entry(self.members.timestamp, &self.timestamp)?;
        map.end()
    }
}

impl Serialize for Inner<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(body) = self;
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry(body.members.code, body.code)?;
        map.serialize_entry(body.members.message, body.message)?;
        map.serialize_entry(body.members.details, body.details)?;
        map.serialize_entry(body.members.request_id, body.request_id)?;
        map.serialize_entry(body.members.documentation_url, &body.documentation_url)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{CatalogueCode, ErrorEnvelope, ErrorMembers, JsonEnvelope, ProblemDetails};
    use crate::{Rejection, RejectionKind, RequestId};

    const ENVELOPE: JsonEnvelope = JsonEnvelope {
        members: ErrorMembers {
            flag: "ok",
            error: "fault",
            code: "code",
            message: "text",
            details: "details",
            request_id: "id",
            documentation_url: "url",
            timestamp: "at",
        },
        documentation_base: "https://example.com/errors",
        codes: &[CatalogueCode {
            code: "NO_SUCH_PATH",
            message: "There is no such path.",
        }],
        rejections: &[
            (RejectionKind::RouteNotFound, "NO_SUCH_PATH"),
            (RejectionKind::Internal, "BROKEN"),
        ],
    };

    fn body(envelope: &dyn ErrorEnvelope, rejection: &Rejection) -> Value {
        let (_, body) = envelope.body(rejection, &RequestId::new("req_1"));
        serde_json::from_slice(&body).expect("an envelope is JSON")
    }

    #[test]
    fn names_and_codes_come_from_the_table() {
        let mut body = body(&ENVELOPE, &Rejection::new(RejectionKind::RouteNotFound));
        let at = body["at"].take();
        assert!(at.as_str().is_some_and(|at| at.ends_with('Z')), "{at}");
        let expected = json!({
            "ok": false,
            "fault": {
                "code": "NO_SUCH_PATH",
                "text": "There is no such path.",
                "details": [],
                "id": "req_1",
                "url": "https://example.com/errors#no-such-path",
            },
            "at": null,
        });
        assert_eq!(body, expected);
    }

    #[test]
    fn a_kind_without_a_code_is_an_internal_fault() {
        let body = body(&ENVELOPE, &Rejection::new(RejectionKind::Forbidden));
        assert_eq!(body["fault"]["code"], "BROKEN");
        assert_eq!(body["fault"]["text"], "Forbidden");
    }

    #[test]
    fn problems_name_the_code_that_was_declared() {
        let rejection = Rejection::declared(409, "TAKEN").details(&[json!({ "field": "/a" })]);
        let body = body(&ProblemDetails, &rejection);
        assert_eq!(body["status"], 409);
        assert_eq!(body["code"], "TAKEN");
        assert_eq!(body["errors"], json!([{ "field": "/a" }]));
    }
}
