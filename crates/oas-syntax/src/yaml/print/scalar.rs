//! How a string is written: plain, in quotes, or as a block.
//!
//! Plain is chosen only where no reader, of YAML 1.1 or 1.2, sees anything but a string.

use std::fmt::Write as _;

use crate::tree::NodeKind;
use crate::yaml::schema;

/// Writes a string within one line.
pub(super) fn line(text: &str, out: &mut String) {
    if !text.chars().all(is_printable) {
        double_quoted(text, out);
    } else if is_plain(text) {
        out.push_str(text);
    } else {
        out.push('\'');
        for (position, part) in text.split('\'').enumerate() {
            if position > 0 {
                out.push_str("''");
            }
            out.push_str(part);
        }
        out.push('\'');
    }
}

/// Whether a string is better written over several lines. Spaces that nobody sees at its end or in
/// lines of their own, which editors take away, speak against it.
pub(super) fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.ends_with([' ', '\t'])
        && text
            .chars()
            .all(|one| is_printable(one) || matches!(one, '\n' | '\t'))
        && text
            .split('\n')
            .all(|line| line.is_empty() || !line.trim_matches([' ', '\t']).is_empty())
        && text.contains(|one| one != '\n')
}

/// Writes a string as a literal block, with its lines at `column`.
pub(super) fn block(text: &str, column: usize, out: &mut String) {
    out.push('|');
    // The first line would say another indentation than the one that is meant.
    if text.starts_with([' ', '\t', '\n']) {
        out.push('2');
    }
    let (lines, chomping) = match text.strip_suffix('\n') {
        None => (text, "-"),
        Some(lines) if lines.ends_with('\n') => (lines, "+"),
        Some(lines) => (lines, ""),
    };
    out.push_str(chomping);
    out.push('\n');
    for line in lines.split('\n') {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', column));
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Writes a string in double quotes, with escapes for what does not stand for itself.
pub fn double_quoted(text: &str, out: &mut String) {
    out.push('"');
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            one if is_printable(one) => out.push(one),
            one => {
                // All of them have four digits or fewer; writing to a String cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(one));
            }
        }
    }
    out.push('"');
}

/// What stands for itself wherever it is (YAML 1.2.2 §5.1), but for line breaks, those of YAML 1.1
/// among them, and tabs.
fn is_printable(one: char) -> bool {
    matches!(one, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{fefe}'
        | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a printable string without quotes is that string, for every reader.
fn is_plain(text: &str) -> bool {
    let mut chars = text.chars();
    let begins = match chars.next() {
        None => false,
        // A document mark; `-` alone, or with a space, is an element.
        Some('-') => !text.starts_with("---") && chars.next().is_some_and(|next| next != ' '),
        Some('.') => !text.starts_with("..."),
        Some(first) => !"?:,[]{}#&*!|>'\"%@`".contains(first),
    };
    begins
        && text.trim() == text
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && schema::resolve(text) == NodeKind::String
        && !is_word(text)
        && !is_numeric(text)
}

/// Whether readers of YAML 1.1 take a plain scalar, which is a string to YAML 1.2, for something else.
/// The letters `y` and `n`, names of coordinates and counters, are none: 1.1 says so, and no reader
/// that is in use does.
#[must_use]
pub fn is_misread(text: &str) -> bool {
    schema::resolve(text) == NodeKind::String
        && text.len() > 1
        && text != "<<"
        && (is_word(text) || is_numeric(text))
}

/// Words that mean something in YAML 1.1 (its types bool, null, merge and value) in some case.
fn is_word(text: &str) -> bool {
    [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "<<", "=",
    ]
    .iter()
    .any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether some reader may take the string for a number, a date or a time: `0b1`, `0o7`, `1_000`,
/// `1,000`, `12:30`, `2026-11-23T10:00:00Z`. Generous, for quotes where none are needed are harmless.
fn is_numeric(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return false;
    }
    if unsigned.starts_with("0x") || unsigned.starts_with("0X") {
        return unsigned[2..]
            .chars()
            .all(|one| one.is_ascii_hexdigit() || one == '_');
    }
    // Versions and addresses, `1.2.3`: floats by the letter of YAML 1.1, and for no reader.
    let dots = unsigned.bytes().filter(|byte| *byte == b'.').count();
    if dots > 1
        && unsigned
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return false;
    }
    unsigned
        .chars()
        .all(|one| one.is_ascii_digit() || "_,.:+-eEtTzZbBoO ".contains(one))
}
