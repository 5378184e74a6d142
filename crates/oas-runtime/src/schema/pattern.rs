//! Patterns: [`Pattern`], compiled when first used.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// A regular expression of the contract, which matches in linear time.
///
/// Contracts write patterns in the syntax of ECMA-262; the generator translates them into that of
/// the `regex` crate, and refuses what cannot be translated.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    translation: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// How large a compiled pattern may be, in bytes.
    const SIZE_LIMIT: usize = 4 << 20;

    /// A pattern that means the same in both syntaxes. To be kept in a `static`.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self::translated(source, source)
    }

    /// A pattern as the contract writes it, and in the syntax of the `regex` crate.
    #[must_use]
    pub const fn translated(source: &'static str, translation: &'static str) -> Self {
        Self {
            source,
            translation,
            compiled: OnceLock::new(),
        }
    }

    /// The expression as the contract writes it.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern matches somewhere in `text`. An expression that cannot be compiled
    /// matches nothing: what it guards stays shut.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| {
                RegexBuilder::new(self.translation)
                    .size_limit(Self::SIZE_LIMIT)
                    .build()
                    .ok()
            })
            .as_ref()
            .is_some_and(|regex| regex.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_matches_anywhere_unless_anchored() {
        static LOOSE: Pattern = Pattern::new("b");
        static ANCHORED: Pattern = Pattern::new("^b$");
        assert!(LOOSE.matches("abc"));
        assert!(!ANCHORED.matches("abc"));
    }

    #[test]
    fn a_pattern_that_does_not_compile_matches_nothing() {
        static BROKEN: Pattern = Pattern::new("(");
        assert!(!BROKEN.matches("("));
    }
}
