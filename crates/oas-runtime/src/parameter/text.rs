//! Cutting query strings and cookies into names and values, and percent-encoding.

use std::borrow::Cow;

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

/// Everything but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What has to be encoded in a query string even where reserved characters may stay.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// How a piece of text is percent-encoded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Escaping {
    /// Not at all: headers, and cookies of OpenAPI 3.2.
    None,
    /// All but unreserved characters.
    Path,
    /// As in paths; a plus sign stands for a space.
    Query,
    /// Reserved characters as they are.
    Reserved,
}

impl Escaping {
    /// The text that `raw` stands for; `None` when it is not UTF-8.
    pub(super) fn decode(self, raw: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::None => Some(Cow::Borrowed(raw)),
            Self::Query if raw.contains('+') => {
                let spaced = raw.replace('+', " ");
                let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
                Some(Cow::Owned(decoded.into_owned()))
            }
            Self::Path | Self::Query | Self::Reserved => percent_decode_str(raw).decode_utf8().ok(),
        }
    }

    /// How `text` is written.
    pub(super) fn encode(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::None => Cow::Borrowed(text),
            Self::Path | Self::Query => utf8_percent_encode(text, RESERVED).into(),
            Self::Reserved => utf8_percent_encode(text, UNSAFE).into(),
        }
    }
}

/// A name of a query string with its value, which is still encoded.
#[derive(Clone, Debug)]
pub(crate) struct QueryPair<'a> {
    /// The name, decoded; as it stands where it is not UTF-8.
    pub(crate) name: Cow<'a, str>,
    /// The value, encoded; empty where there is no equals sign.
    pub(crate) value: &'a str,
}

/// The pairs of a query string.
pub(crate) fn query_pairs(query: &str) -> Vec<QueryPair<'_>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            QueryPair {
                name: Escaping::Query.decode(name).unwrap_or(Cow::Borrowed(name)),
                value,
            }
        })
        .collect()
}

/// The pairs of a `Cookie` header (RFC 6265 §4.2.1), quotes around values taken off.
pub(crate) fn cookie_pairs(header: &str) -> impl Iterator<Item = (&str, &str)> {
    header.split(';').filter_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        let unquoted = value
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        Some((name, unquoted.unwrap_or(value)))
    })
}
