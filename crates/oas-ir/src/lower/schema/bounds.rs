//! The tighter of two bounds.

use oas_syntax::Node;

use super::Parts;

/// The greatest of a keyword's values in all parts.
pub(super) fn greatest(parts: &Parts<'_>, keyword: &str) -> Option<u64> {
    parts.keyword(keyword).filter_map(Node::as_u64).max()
}

/// The least of a keyword's values in all parts.
pub(super) fn least(parts: &Parts<'_>, keyword: &str) -> Option<u64> {
    parts.keyword(keyword).filter_map(Node::as_u64).min()
}

/// Whether a value can be at least the one and at most the other.
pub(super) fn fit(min: Option<u64>, max: Option<u64>) -> bool {
    min.zip(max).is_none_or(|(min, max)| min <= max)
}
