//! What is sent in place of a bare status of hyper: the envelope, as the bytes of an HTTP/1.1 answer.

use http::StatusCode;
use oas_runtime::{ErrorEnvelope as _, Keyword, Rejection, RejectionKind, RequestId};
use penguinmails_common::ERRORS;

use crate::answer;

/// The whole answer, in place of the one that hyper has written; `late` when it is about a request
/// that did not arrive in time.
pub(super) fn envelope(bare: &[u8], late: bool) -> Vec<u8> {
    let rejection = if late {
        let message = "did not arrive in time";
        answer::head(RejectionKind::Unreadable, "", Keyword::Malformed, message)
    } else {
        rejection(bare)
    };
    let request_id = RequestId::generate();
    let (media_type, body) = ERRORS.body(&rejection, &request_id);
    let status = rejection.status();
    let mut answer = format!(
        "HTTP/1.1 {} {}\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n{}: {request_id}\r\n\
         cache-control: no-store\r\nconnection: close\r\n{}\r\n",
        status.as_str(),
        status.canonical_reason().unwrap_or_default(),
        body.len(),
        answer::REQUEST_ID,
        date(bare),
    )
    .into_bytes();
    answer.extend(body);
    answer
}

/// What hyper's status says about the request. The catalogue has one code for what is too large, and
/// one status for that code.
fn rejection(bare: &[u8]) -> Rejection {
    let status = bare.get(9..12).map(StatusCode::from_bytes);
    let (kind, keyword, message) = match status {
        Some(Ok(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE | StatusCode::URI_TOO_LONG)) => (
            RejectionKind::ContentTooLarge,
            Keyword::MaxLength,
            "the request line and the headers are too long, or too many",
        ),
        _ => (
            RejectionKind::Unreadable,
            Keyword::Malformed,
            "the request line or a header cannot be read",
        ),
    };
    answer::head(kind, "", keyword, message)
}

/// The date as hyper has written it, with its end of line.
fn date(bare: &[u8]) -> &str {
    let text = str::from_utf8(bare).unwrap_or_default();
    let mut lines = text.split_inclusive("\r\n");
    lines
        .find(|line| line.starts_with("date: "))
        .unwrap_or_default()
}
