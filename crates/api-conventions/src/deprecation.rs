//! Notices of deprecation: [`DeprecationNotices`].

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::extract::Request;
use axum::response::Response;
use http::HeaderValue;
use http::header::{HeaderName, LINK};
use oas_runtime::{Conventions, Deprecation, OperationMeta};
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime, Time, UtcOffset};
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::refusal::operation;

const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");
const SUNSET: HeaderName = HeaderName::from_static("sunset");

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
const HTTP_DATE: &[BorrowedFormatItem<'_>] = format_description!(
    "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
);

/// Writes `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link` on every answer of an operation
/// that is deprecated.
#[derive(Clone, Debug)]
pub struct DeprecationNotices {
    /// By the operation's id.
    notices: BTreeMap<&'static str, Vec<(HeaderName, HeaderValue)>>,
}

impl DeprecationNotices {
    /// For these operations, which are searched for successors too.
    #[must_use]
    pub fn new<'a>(
        conventions: &Conventions,
        operations: impl IntoIterator<Item = &'a OperationMeta>,
    ) -> Self {
        let operations: Vec<&OperationMeta> = operations.into_iter().collect();
        let path_of = |id: &str| {
            let mut operations = operations.iter();
            operations
                .find(|operation| operation.id == id)
                .map(|operation| operation.path)
        };
        let notices = operations.iter().filter_map(|operation| {
            let deprecation = operation.deprecation.as_ref()?;
            let successor = deprecation.successor.and_then(path_of);
            let notice = notice(deprecation, successor, conventions.successor_relation);
            Some((operation.id, notice))
        });
        Self {
            notices: notices.collect(),
        }
    }
}

impl Middleware for DeprecationNotices {
    async fn handle<S>(&self, request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let notice =
            operation(request.extensions()).and_then(|operation| self.notices.get(operation.id));
        let mut response = answer(inner, request).await;
        for (name, value) in notice.into_iter().flatten() {
            response.headers_mut().append(name, value.clone());
        }
        response
    }
}

/// The headers of a deprecated operation. A link needs an address: a successor whose path has
/// parameters is named as a template, which is no address, so it is left to the migration guide.
fn notice(
    deprecation: &Deprecation,
    successor: Option<&str>,
    relation: &str,
) -> Vec<(HeaderName, HeaderValue)> {
    let since = deprecation.since.and_then(time_of);
    let sunset = deprecation.sunset.and_then(time_of);
    let texts = [
        (
            DEPRECATION,
            since.map(|since| format!("@{}", since.unix_timestamp())),
        ),
        (
            SUNSET,
            sunset.and_then(|sunset| sunset.format(HTTP_DATE).ok()),
        ),
        (
            LINK,
            successor
                .filter(|path| !path.contains('{'))
                .map(|path| format!("<{path}>; rel=\"{relation}\"")),
        ),
        (
            LINK,
            deprecation
                .migration_guide
                .map(|guide| format!("<{guide}>; rel=\"deprecation\"; type=\"text/html\"")),
        ),
    ];
    let headers = texts.into_iter().filter_map(|(name, text)| {
        let value = HeaderValue::try_from(text?).ok()?;
        Some((name, value))
    });
    headers.collect()
}

/// A date, or a date with a time.
fn time_of(text: &str) -> Option<OffsetDateTime> {
    let date = Date::parse(text, format_description!("[year]-[month]-[day]"));
    date.map(|date| date.with_time(Time::MIDNIGHT).assume_utc())
        .or_else(|_| OffsetDateTime::parse(text, &Rfc3339))
        .ok()?
        .checked_to_offset(UtcOffset::UTC)
}

#[cfg(test)]
mod tests {
    use oas_runtime::Deprecation;

    use super::notice;

    #[test]
    fn a_notice_says_since_when_until_when_and_what_instead() {
        let deprecation = Deprecation::new()
            .since("2026-11-23")
            .sunset("2027-05-24T12:00:00+02:00")
            .migration_guide("https://example.com/guide");
        let headers: Vec<String> = notice(&deprecation, Some("/events"), "successor-version")
            .into_iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or_default()))
            .collect();
        let expected = [
            "deprecation: @1795392000",
            "sunset: Mon, 24 May 2027 10:00:00 GMT",
            "link: </events>; rel=\"successor-version\"",
            "link: <https://example.com/guide>; rel=\"deprecation\"; type=\"text/html\"",
        ];
        assert_eq!(headers, expected);
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        assert!(notice(&Deprecation::new().since("soon"), Some("/a/{b}"), "x").is_empty());
    }
}
