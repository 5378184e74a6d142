//! Secrets stay out of logs: [`mask`].

use std::borrow::Cow;
use std::sync::Arc;

use oas_runtime::{Conventions, TokenForm};
use percent_encoding::percent_decode_str;

/// What secrets start with, whatever conventions call them: keys of live and test environments,
/// webhook secrets, JSON Web Tokens.
const MARKS: [&str; 4] = ["_live_", "_test_", "whsec_", "eyJ"];

/// What stands instead of a secret's characters.
const MASK: &str = "****";

/// Characters after a mark from which on a word is taken for a secret.
const SHORTEST: usize = 8;

/// The text with everything that looks like a secret cut down to what it starts with. A last line of
/// defence for logs: nothing should put secrets there in the first place.
///
/// ```
/// let line = "key=pm_live_9Zf2kLq8T0aXw3Rb6Yc1Vd4Ue7Sg5Hj path=/a";
/// assert_eq!(api_conventions::mask(line), "key=pm_live_**** path=/a");
/// ```
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    mask_after(text, &MARKS)
}

/// What secrets start with, by some conventions too.
#[derive(Clone, Debug)]
pub(crate) struct Marks(Arc<[&'static str]>);

impl Default for Marks {
    fn default() -> Self {
        Self(Arc::from(MARKS))
    }
}

impl Marks {
    /// The prefixes of these conventions' API keys, and those that everybody has.
    pub(crate) fn of(conventions: &Conventions) -> Self {
        let prefixes = conventions.token_kinds.iter().flat_map(|kind| {
            let (live, test) = match kind.form {
                TokenForm::ApiKey {
                    live_prefix,
                    test_prefix,
                    ..
                } => (live_prefix, test_prefix),
                TokenForm::Jwt { .. } => ("", ""),
            };
            [live, test]
        });
        let marks = MARKS.into_iter().chain(prefixes);
        Self(marks.filter(|mark| !mark.is_empty()).collect())
    }

    /// The text without secrets.
    pub(crate) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        mask_after(text, &self.0)
    }

    /// A path without secrets, percent-encoded ones too.
    pub(crate) fn mask_path<'t>(&self, path: &'t str) -> Cow<'t, str> {
        if path.contains('%') {
            let decoded = percent_decode_str(path).decode_utf8_lossy();
            if let Cow::Owned(masked) = self.mask(&decoded) {
                return Cow::Owned(masked);
            }
        }
        self.mask(path)
    }
}

/// The text with a mask instead of each word that follows a mark, in one go through the text.
fn mask_after<'t>(text: &'t str, marks: &[&str]) -> Cow<'t, str> {
    let mut masked = String::new();
    let (mut kept, mut from) = (0, 0);
    while let Some(begin) = first_mark(&text[from..], marks).map(|end| from + end) {
        let rest = &text[begin..];
        let length = rest.find(|other| !is_of_word(other)).unwrap_or(rest.len());
        from = begin;
        if length >= SHORTEST {
            masked.push_str(&text[kept..begin]);
            masked.push_str(MASK);
            from += length;
            kept = from;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[kept..]);
    Cow::Owned(masked)
}

/// Where the first mark of a text ends.
fn first_mark(text: &str, marks: &[&str]) -> Option<usize> {
    text.char_indices().find_map(|(at, _)| {
        let mut marks = marks.iter();
        let mark = marks.find(|mark| text[at..].starts_with(**mark))?;
        Some(at + mark.len())
    })
}

/// Characters of keys, of base64url, and the dots of tokens.
const fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Marks, mask};

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "",
            "plain é",
            "a_test_b",
            "request eyJ, x_live_",
            "eyJeyJ eyJ",
        ] {
            assert!(matches!(mask(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn secrets_are_cut_wherever_they_stand() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.c2lnbmF0dXJl";
        let line = format!("é \"Bearer {token}\", ?key=pm_test_0123456789&x=whsec_0123456789é");
        let masked = mask(&line);
        assert_eq!(
            masked,
            "é \"Bearer eyJ****\", ?key=pm_test_****&x=whsec_****é"
        );
    }

    #[test]
    fn secrets_in_paths_are_found_however_they_are_written() {
        let marks = Marks::default();
        assert_eq!(marks.mask_path("/a%2Fb/%65yJhbGciOiJI"), "/a/b/eyJ****");
        assert_eq!(marks.mask_path("/a%2Fb/eyJ"), "/a%2Fb/eyJ");
    }
}
