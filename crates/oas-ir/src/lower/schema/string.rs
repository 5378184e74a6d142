//! `type: string`.

use oas_syntax::Node;

use super::super::Lowering;
use super::{Parts, bounds, unchecked};
use crate::{Shape, StringFormat, StringShape, TypeId};

pub(super) fn lower_string(
    lowering: &mut Lowering<'_, '_>,
    id: TypeId,
    parts: &Parts<'_>,
) -> Option<Shape> {
    let (min_length, max_length) = (
        bounds::greatest(parts, "minLength"),
        bounds::least(parts, "maxLength"),
    );
    let mut patterns: Vec<_> = parts.keyword("pattern").filter_map(Node::as_str).collect();
    patterns.dedup();
    if patterns.len() > 1 {
        unchecked::report(lowering, id, parts, "pattern");
    }
    bounds::fit(min_length, max_length).then(|| {
        Shape::String(StringShape {
            format: format(parts),
            min_length,
            max_length,
            pattern: patterns.last().map(|pattern| (*pattern).to_owned()),
        })
    })
}

/// Text of which nothing is known.
pub(super) const fn text() -> Shape {
    Shape::String(StringShape {
        format: StringFormat::Text,
        min_length: None,
        max_length: None,
        pattern: None,
    })
}

fn format(parts: &Parts<'_>) -> StringFormat {
    let base64 = parts
        .keyword("contentEncoding")
        .filter_map(Node::as_str)
        .any(|encoding| encoding.eq_ignore_ascii_case("base64"));
    if base64 {
        return StringFormat::Base64;
    }
    let Some(format) = parts.keyword("format").filter_map(Node::as_str).last() else {
        return StringFormat::Text;
    };
    match format {
        "date-time" => StringFormat::DateTime,
        "date" => StringFormat::Date,
        "time" => StringFormat::Time,
        "duration" => StringFormat::Duration,
        "email" => StringFormat::Email,
        "hostname" => StringFormat::Hostname,
        "ipv4" => StringFormat::Ipv4,
        "ipv6" => StringFormat::Ipv6,
        "uri" => StringFormat::Uri,
        "uri-reference" => StringFormat::UriReference,
        "uuid" => StringFormat::Uuid,
        "byte" => StringFormat::Base64,
        "binary" => StringFormat::Binary,
        "password" => StringFormat::Password,
        other => StringFormat::Other(other.to_owned()),
    }
}
