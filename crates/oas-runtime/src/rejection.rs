//! Answers with an error status, before an envelope puts them into words: [`Rejection`].

use std::error::Error;
use std::sync::Arc;

use http::header::{ALLOW, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::Value;

use crate::answer::header_text;
use crate::{Keyword, RequestPart, Violation};

/// Why a request is refused by something other than its handler.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum RejectionKind {
    /// No operation has this path.
    RouteNotFound,
    /// No operation of this path has this method.
    MethodNotAllowed,
    /// Nobody knows who calls.
    Unauthenticated,
    /// The caller may not do this.
    Forbidden,
    /// A limit of calls is used up.
    TooManyRequests,
    /// The body is too large.
    ContentTooLarge,
    /// The body is of no media type that the operation takes.
    UnsupportedMediaType,
    /// A parameter or the body cannot be read.
    Unreadable,
    /// Something required is missing, and nothing else is wrong.
    Missing,
    /// A query parameter is unknown, or has a value that is not offered.
    InvalidFilter,
    /// The request can be read but breaks a rule.
    Invalid,
    /// An unexpected fault.
    Internal,
    /// Something that the operation needs is down.
    Unavailable,
}

impl RejectionKind {
    /// The status that goes with it.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::RouteNotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::ContentTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unreadable | Self::Missing | Self::InvalidFilter => StatusCode::BAD_REQUEST,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The rejection that a list of violations amounts to.
    ///
    /// Parameters and JSON that cannot be read come before rules that a readable body breaks; what
    /// is missing only decides when nothing else is wrong.
    #[must_use]
    pub fn of(violations: &[Violation]) -> Self {
        let is_missing = |violation: &Violation| violation.keyword == Keyword::Required;
        let is_filter = |violation: &Violation| {
            violation.part == RequestPart::Query
                && matches!(violation.keyword, Keyword::UnknownParameter | Keyword::Enum)
        };
        let is_unreadable = |violation: &Violation| {
            violation.keyword == Keyword::Malformed
                || (violation.part != RequestPart::Body && !is_missing(violation))
        };
        if violations.iter().all(is_missing) {
            Self::Missing
        } else if violations.iter().all(is_filter) {
            Self::InvalidFilter
        } else if violations.iter().any(is_unreadable) {
            Self::Unreadable
        } else {
            Self::Invalid
        }
    }
}

/// What a rejection is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RejectionCause {
    /// The envelope knows the code.
    Kind(RejectionKind),
    /// A code that the contract declares.
    Code(&'static str),
}

/// Any answer with an error status, before an envelope puts it into words. Layers make them by
/// [`RejectionKind`] or by code, handlers through the error types of their operations.
#[derive(Clone, Debug)]
pub struct Rejection(Box<Parts>);

/// Behind one pointer, so that results with a rejection stay small.
#[derive(Clone, Debug)]
struct Parts {
    cause: RejectionCause,
    status: StatusCode,
    details: Vec<Value>,
    headers: HeaderMap,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl Rejection {
    /// A rejection of a common kind.
    #[must_use]
    pub fn new(kind: RejectionKind) -> Self {
        Self::with(RejectionCause::Kind(kind), kind.status())
    }

    /// A rejection by a code that the contract declares. A status that is no error becomes 500.
    #[must_use]
    pub fn declared(status: u16, code: &'static str) -> Self {
        let status = StatusCode::from_u16(status)
            .ok()
            .filter(|status| status.is_client_error() || status.is_server_error());
        Self::with(
            RejectionCause::Code(code),
            status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        )
    }

    /// A request that breaks rules.
    #[must_use]
    pub fn invalid(violations: &[Violation]) -> Self {
        Self::new(RejectionKind::of(violations)).details(violations)
    }

    /// An unexpected fault; `source` is for logs and never part of the answer.
    #[must_use]
    pub fn internal(source: impl Error + Send + Sync + 'static) -> Self {
        Self::new(RejectionKind::Internal).because(Arc::new(source))
    }

    /// With what lies behind it, which is for logs and never part of the answer.
    #[must_use]
    pub fn because(mut self, source: Arc<dyn Error + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }

    fn with(cause: RejectionCause, status: StatusCode) -> Self {
        Self(Box::new(Parts {
            cause,
            status,
            details: Vec::new(),
            headers: HeaderMap::new(),
            source: None,
        }))
    }

    /// With an entry for each thing that is wrong. Entries that are no JSON are left out.
    #[must_use]
    pub fn details<D: Serialize>(mut self, details: &[D]) -> Self {
        self.0.details = details
            .iter()
            .filter_map(|detail| serde_json::to_value(detail).ok())
            .collect();
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }

    /// With a header that the contract describes. A value that cannot stand in a header is left
    /// out: an error must not become another one.
    #[must_use]
    pub fn described_header<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        let text = header_text(name, value).ok().flatten();
        let text = text.and_then(|text| HeaderValue::try_from(text).ok());
        match (HeaderName::try_from(name), text) {
            (Ok(name), Some(text)) => self.header(name, text),
            _ => self,
        }
    }

    /// With the time after which to try again.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.header(RETRY_AFTER, seconds.into())
    }

    /// A method that the path does not have, with those that it has.
    #[must_use]
    pub(crate) fn method_not_allowed(allow: HeaderValue) -> Self {
        Self::new(RejectionKind::MethodNotAllowed).header(ALLOW, allow)
    }

    /// What the rejection is called.
    #[must_use]
    pub fn cause(&self) -> RejectionCause {
        self.0.cause
    }

    /// Status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Entries about what is wrong.
    #[must_use]
    pub fn as_details(&self) -> &[Value] {
        &self.0.details
    }

    /// Headers of the answer beside those of its body.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// What lies behind an unexpected fault, for logs.
    #[must_use]
    pub fn source(&self) -> Option<&Arc<dyn Error + Send + Sync>> {
        self.0.source.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::RejectionKind;

    use crate::{Keyword, RequestPart, Violation};

    fn check_kind(violations: &[(RequestPart, Keyword)], expected: RejectionKind) {
        let violations: Vec<Violation> = violations
            .iter()
            .map(|(part, keyword)| Violation {
                field: "name".to_owned(),
                part: *part,
                keyword: *keyword,
                message: String::new(),
            })
            .collect();
        assert_eq!(RejectionKind::of(&violations), expected);
    }

    #[test]
    fn violations_decide_between_400_and_422() {
        use Keyword::{Enum, Malformed, MaxLength, Pattern, Required, UnknownParameter};
        use RequestPart::{Body, Header, Path, Query};
        check_kind(&[(Path, Pattern)], RejectionKind::Unreadable);
        check_kind(&[(Query, UnknownParameter)], RejectionKind::InvalidFilter);
        check_kind(
            &[(Query, Enum), (Query, UnknownParameter)],
            RejectionKind::InvalidFilter,
        );
        check_kind(&[(Query, Enum), (Path, Pattern)], RejectionKind::Unreadable);
        check_kind(
            &[(Header, Required), (Body, Required)],
            RejectionKind::Missing,
        );
        check_kind(
            &[(Body, Required), (Body, MaxLength)],
            RejectionKind::Invalid,
        );
        check_kind(
            &[(Header, Required), (Body, MaxLength)],
            RejectionKind::Invalid,
        );
        check_kind(&[(Body, Malformed)], RejectionKind::Unreadable);
        check_kind(
            &[(Path, Pattern), (Body, MaxLength)],
            RejectionKind::Unreadable,
        );
        check_kind(&[(Body, Enum)], RejectionKind::Invalid);
    }
}
