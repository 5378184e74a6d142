//! Answers that no operation gives, in the API's envelope. Which request deserves which is decided by
//! the callers.

use axum::extract::Request;
use axum::response::Response;
use http::header::{ALLOW, CONNECTION};
use http::{Extensions, HeaderName, HeaderValue};
use oas_runtime::{
    ErrorEnvelope as _, Keyword, Rejection, RejectionKind, RequestId, RequestPart, Violation,
};
use penguinmails_common::ERRORS;

/// The header that names a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The answer to a request that is refused, with the id that its extensions have; with a fresh one
/// where no layer gave it any.
#[must_use]
pub fn refused(extensions: &Extensions, rejection: &Rejection) -> Response {
    let request_id = RequestId::of(extensions);
    let mut response = ERRORS.answer(rejection, &request_id);
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::try_from(request_id.as_str()) {
        headers.insert(REQUEST_ID, id);
    }
    response
}

/// The same as the last one of its connection.
#[must_use]
pub fn closing(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The answer where there is something to read, and nothing to do: a fallback of a path with `GET`.
pub async fn read_only(request: Request) -> Response {
    let rejection = Rejection::new(RejectionKind::MethodNotAllowed);
    let rejection = rejection.header(ALLOW, HeaderValue::from_static("GET, HEAD"));
    refused(request.extensions(), &rejection)
}

/// A refusal that says what is wrong with the head of a request.
#[must_use]
pub fn head(kind: RejectionKind, field: &str, keyword: Keyword, message: &str) -> Rejection {
    Rejection::new(kind).details(&[Violation {
        field: field.to_owned(),
        part: RequestPart::Header,
        keyword,
        message: message.to_owned(),
    }])
}
