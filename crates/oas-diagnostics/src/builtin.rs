//! Diagnostics that are no lint rules: what loading, parsing, resolving and lowering can say.
//!
//! Each crate that raises such diagnostics exports a `DIAGNOSTICS` of [`BuiltinDiagnostic`]s, so
//! that `oas explain` has a page for every name that can appear in front of a message.

use crate::{Level, source};

/// The page of one built-in diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltinDiagnostic {
    /// Its name in kebab-case; never reused for something else.
    pub name: &'static str,
    /// Its level where no configuration says otherwise.
    pub level: Level,
    /// What is reported, in one or two sentences.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

impl BuiltinDiagnostic {
    /// The page in Markdown, with the headings that the pages of lint rules have too.
    #[must_use]
    pub fn page(&self) -> String {
        format!(
            "# {}\n\n## What it does\n\n{}\n\n## Why is this bad?\n\n{}\n\n## What to do\n\n{}\n",
            self.name, self.what, self.why, self.remedy
        )
    }
}

/// The diagnostics that this crate raises, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = source::load_error::DIAGNOSTICS;

#[cfg(test)]
mod tests {
    use super::DIAGNOSTICS;

    #[test]
    fn names_are_sorted_kebab_case_and_every_part_of_a_page_is_written() {
        assert!(
            DIAGNOSTICS
                .windows(2)
                .all(|pair| pair[0].name < pair[1].name)
        );
        for diagnostic in DIAGNOSTICS {
            assert!(
                diagnostic
                    .name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{}",
                diagnostic.name
            );
            for text in [diagnostic.what, diagnostic.why, diagnostic.remedy] {
                assert!(text.ends_with('.'), "{}: {text}", diagnostic.name);
            }
        }
    }
}
