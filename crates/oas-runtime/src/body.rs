//! Reading a request's body: its size, its media type, its bytes.

use axum::body::Body;
use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::operation::{MediaTypeMeta, RequestBodyMeta};
use crate::{Rejection, RejectionKind};

/// A body that has been read.
#[derive(Clone, Debug)]
pub(crate) struct ReadBody {
    /// All of it.
    pub(crate) bytes: Bytes,
    /// Which of the operation's media types it is.
    pub(crate) content: usize,
}

/// Reads a body as its operation describes it; `None` when there is none.
pub(crate) async fn read(
    body: Body,
    headers: &HeaderMap,
    meta: &RequestBodyMeta,
) -> Result<Option<ReadBody>, Rejection> {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > meta.limit as u64) {
        return Err(Rejection::new(RejectionKind::ContentTooLarge));
    }
    let bytes = match Limited::new(body, meta.limit).collect().await {
        Ok(collected) => collected.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            return Err(Rejection::new(RejectionKind::ContentTooLarge));
        }
        // The connection broke; hardly anybody will read this.
        Err(_) => return Err(Rejection::new(RejectionKind::Unreadable)),
    };
    let Some(content_type) = headers.get(CONTENT_TYPE) else {
        // A body without a type is not guessed at.
        return if bytes.is_empty() {
            Ok(None)
        } else {
            Err(Rejection::new(RejectionKind::UnsupportedMediaType))
        };
    };
    content_type
        .to_str()
        .ok()
        .and_then(|content_type| choose(content_type, meta.content))
        .map(|content| Some(ReadBody { bytes, content }))
        .ok_or_else(|| Rejection::new(RejectionKind::UnsupportedMediaType))
}

/// The first media type that a `Content-Type` belongs to.
fn choose(content_type: &str, content: &[MediaTypeMeta]) -> Option<usize> {
    let (media_type, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    let media_type = media_type.trim();
    let is_utf8 = parameters.split(';').all(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        !name.trim().eq_ignore_ascii_case("charset")
            || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
    });
    content.iter().position(|own| {
        // Texts with values are read as UTF-8; bytes may have whatever charset they like.
        (is_utf8 || own.schema.is_none()) && belongs_to(media_type, own.name)
    })
}

/// Whether a media type is the same as another one, or within a range: `image/*`, `*/*`.
fn belongs_to(media_type: &str, range: &str) -> bool {
    let range = range.split(';').next().unwrap_or_default().trim();
    if range == "*/*" || media_type.eq_ignore_ascii_case(range) {
        return true;
    }
    let within = |(family, member): (&str, &str)| {
        member == "*"
            && media_type
                .split_once('/')
                .is_some_and(|(own, _)| own.eq_ignore_ascii_case(family))
    };
    range.split_once('/').is_some_and(within)
}

#[cfg(test)]
mod tests {
    use super::choose;
    use crate::operation::MediaTypeMeta;
    use crate::schema::Schema;

    #[test]
    fn the_first_media_type_that_fits_is_chosen() {
        let content = [
            MediaTypeMeta::new("application/json", Schema::any()),
            MediaTypeMeta::new("application/vnd.a+json; version=1", Schema::any()),
            MediaTypeMeta::raw("text/*"),
        ];
        for (content_type, expected) in [
            ("application/json", Some(0)),
            ("Application/JSON; charset=\"UTF-8\"", Some(0)),
            ("application/json; charset=latin1", None),
            ("application/vnd.a+json", Some(1)),
            ("text/plain; charset=latin1", Some(2)),
            ("textual/plain", None),
            ("application/jsonp", None),
            ("", None),
        ] {
            assert_eq!(choose(content_type, &content), expected, "{content_type}");
        }
    }
}
