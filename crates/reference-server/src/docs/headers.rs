//! What browsers may do with the pages of Swagger UI: [`strict`].
//!
//! A token is typed into these pages. So they load nothing from elsewhere, run no script that is not
//! a file of theirs, talk to this server alone, and stand in nobody's frame.

use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use http::{HeaderName, HeaderValue};

/// Swagger UI sets styles of single elements and has its icons in its style sheet.
const POLICY: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'none'; \
                      frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; \
                      style-src 'self' 'unsafe-inline'";

const HEADERS: [(HeaderName, &str); 5] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    // A server that is built anew has other contracts under the same URLs.
    (CACHE_CONTROL, "no-cache"),
];

/// Adds the headers.
pub(super) async fn strict(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        let headers = response.headers_mut();
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
