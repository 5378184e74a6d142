//! Tags, and scalars that are not what they seem.

use std::ops::Range;

use granit_parser::Tag;
use oas_diagnostics::Diagnostic;

use super::Reader;
use crate::diagnostics::{NUMBER_NOT_JSON, TAG_MISMATCH, TAG_UNKNOWN};
use crate::limits;
use crate::tree::NodeKind;
use crate::yaml::schema;

impl Reader<'_> {
    pub(super) fn tagged_kind(
        &mut self,
        plain: NodeKind,
        text: &str,
        tag: &Tag,
        tag_bytes: Option<&Range<usize>>,
        bytes: &Range<usize>,
    ) -> NodeKind {
        if is_non_specific(tag) {
            return NodeKind::String;
        }
        let at = tag_bytes.unwrap_or(bytes);
        let read = schema::resolve(text);
        let fits = match tag.core_suffix() {
            Some("str") => return NodeKind::String,
            Some("null") => (read == NodeKind::Null).then_some(read),
            Some("bool") => (read == NodeKind::Boolean).then_some(read),
            Some("int") => (read == NodeKind::Integer).then_some(read),
            Some("float") => {
                matches!(read, NodeKind::Integer | NodeKind::Float).then_some(NodeKind::Float)
            }
            _ => None,
        };
        fits.unwrap_or_else(|| {
            self.tag_remark(tag, at, plain.described());
            plain
        })
    }

    /// Reports a tag that is not known, or that the value does not fit.
    pub(super) fn tag_remark(&mut self, tag: &Tag, bytes: &Range<usize>, found: &str) {
        let written = self.text.get(bytes.clone()).unwrap_or_default();
        let location = self.location(bytes.clone());
        self.remarks.push(if tag.is_yaml_core_schema() {
            Diagnostic::error(
                TAG_MISMATCH.name,
                location,
                format!("the tag `{written}` does not fit {found}"),
            )
            .label("has no effect")
            .help("delete the tag, or write a value that it fits")
        } else {
            let help = if tag.suffix() == "include" {
                "to include another file, use `$ref`"
            } else {
                "delete it; if it is text, put it in quotes"
            };
            Diagnostic::warning(
                TAG_UNKNOWN.name,
                location,
                format!("the tag `{written}` is not known"),
            )
            .label("has no effect")
            .help(help)
        });
    }

    pub(super) fn check_number(&mut self, kind: NodeKind, text: &str, bytes: &Range<usize>) {
        let digits = text.trim_start_matches(['+', '-']);
        let name = |name: &str| digits.eq_ignore_ascii_case(name);
        if kind == NodeKind::Float && (name(".inf") || name(".nan")) {
            let location = self.location(bytes.clone());
            self.remarks.push(
                Diagnostic::error(
                    NUMBER_NOT_JSON.name,
                    location,
                    format!("JSON has no number `{text}`"),
                )
                .label("cannot be written as JSON")
                .help("leave the key out, or put the text in quotes"),
            );
        } else if (kind == NodeKind::Float || kind == NodeKind::Integer && text.len() > 300)
            && digits.parse::<f64>().is_ok_and(f64::is_infinite)
        {
            let location = self.location(bytes.clone());
            self.remarks.push(limits::range_diagnostic(location));
        }
    }
}

/// Whether a tag is `!`, which says that a scalar is text and a collection what it looks like.
pub(super) fn is_non_specific(tag: &Tag) -> bool {
    tag.original_parts() == ("", "!") || tag.original_parts() == ("!", "")
}
