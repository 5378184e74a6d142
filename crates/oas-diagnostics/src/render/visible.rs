//! Text of documents made harmless: [`visible`] writes out what a terminal would obey or hide.
//!
//! A document may come from anywhere. Escape sequences in it could rewrite what is on the screen,
//! bidirectional overrides could make a line read as another, and invisible characters could hide
//! in a name; each is shown as `\u{1b}` instead.

use std::borrow::Cow;
use std::fmt::Write as _;

/// `text` with everything that a terminal would obey or hide written out; line ends and tabs stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, |c| is_hidden(c) && c != '\n')
}

/// [`visible`] for text that must stay on one line: line ends are written out too.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    escape(text, is_hidden)
}

/// At most `limit` characters of `text`, with `…` where some are left out.
pub(super) fn shortened(text: &str, limit: usize) -> Cow<'_, str> {
    match text.char_indices().nth(limit) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Whether a terminal or an editor obeys `c` or shows nothing for it. The tab is not among these,
/// the line end is.
///
/// Joiners (U+200C, U+200D) are not among these: scripts and emoji need them.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\n'..='\u{1f}' | '\u{7f}'..='\u{9f}' // Controls, all but the tab.
        | '\u{ad}' // Soft hyphen.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' // Direction of text.
        | '\u{2066}'..='\u{206f}'
        | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' // No width.
        | '\u{2028}' | '\u{2029}' // Line ends that not everyone knows.
        | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' // Annotation, no characters.
        | '\u{e0000}'..='\u{10ffff}' // Tags, private use.
    )
}

fn escape(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_escaped(c) {
            // Writing to a string does not fail.
            let _ = write!(escaped, "\\u{{{:x}}}", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::{shortened, visible, visible_line};

    #[test]
    fn what_a_terminal_obeys_or_hides_is_written_out() {
        assert_eq!(visible("plain ü 😀\ttab\nline"), "plain ü 😀\ttab\nline");
        assert_eq!(visible("\u{1b}[31mred\r"), "\\u{1b}[31mred\\u{d}");
        assert_eq!(
            visible("a\u{202e}b\u{200b}\u{9b}"),
            "a\\u{202e}b\\u{200b}\\u{9b}"
        );
        assert_eq!(visible_line("a\nb"), "a\\u{a}b");
    }

    #[test]
    fn long_text_is_shortened_at_a_character() {
        assert_eq!(shortened("äöü", 3), "äöü");
        assert_eq!(shortened("äöüx", 3), "äöü…");
    }
}
