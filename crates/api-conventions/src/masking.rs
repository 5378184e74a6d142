//! Secrets stay out of logs: [`mask`].

use std::borrow::Cow;

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
    if !MARKS.iter().any(|mark| text.contains(mark)) {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_of_word) {
        let (before, word) = rest.split_at(start);
        masked.push_str(before);
        let end = word.find(|other| !is_of_word(other)).unwrap_or(word.len());
        let (word, behind) = word.split_at(end);
        match secret_begins(word) {
            Some(begin) => {
                masked.push_str(&word[..begin]);
                masked.push_str(MASK);
            }
            None => masked.push_str(word),
        }
        rest = behind;
    }
    masked.push_str(rest);
    Cow::Owned(masked)
}

/// Characters of keys, of base64url, and the dots of tokens.
const fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// Where the secret part of a word begins.
fn secret_begins(word: &str) -> Option<usize> {
    MARKS
        .iter()
        .filter_map(|mark| word.find(mark).map(|at| at + mark.len()))
        .filter(|begin| word.len() - begin >= SHORTEST)
        .min()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn what_is_no_secret_stays() {
        for text in ["", "plain é", "a_test_b", "request eyJ, x_live_"] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn secrets_are_cut_wherever_they_stand() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3JfMSJ9.c2lnbmF0dXJl";
        let line = format!("é \"Bearer {token}\", ?key=pm_test_0123456789&x=whsec_0123456789");
        let masked = mask(&line);
        assert_eq!(
            masked,
            "é \"Bearer eyJ****\", ?key=pm_test_****&x=whsec_****"
        );
    }
}
