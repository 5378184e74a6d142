//! Mistakes in and around quotes.

use std::ops::Range;

use super::{Mistake, Place};
use crate::yaml::lines;
use crate::yaml::recover::Recovery;

/// A quote that is not closed where it was meant to be.
pub(super) fn unclosed(place: &Place<'_>) -> Mistake {
    let at_quote = place.text[place.at..].starts_with(['"', '\'']);
    let start = if at_quote {
        place.at
    } else {
        opening_quote(place, &['"', '\'']).unwrap_or(place.at)
    };
    never_closed(place, start)
}

fn never_closed(place: &Place<'_>, start: usize) -> Mistake {
    let quote = if place.text[start..].starts_with('\'') {
        '\''
    } else {
        '"'
    };
    Mistake::new(
        place.to_line_end(start),
        "the quote is not closed",
        format!("no `{quote}` at its end"),
        format!("close it with `{quote}`"),
    )
}

/// Something after a closing quote, which may have been meant to open.
pub(super) fn text_after_quote(place: &Place<'_>) -> Mistake {
    let closing = place.text[..place.at].trim_end();
    let quote = closing.chars().next_back().unwrap_or('"');
    let start = opening_quote(place, &[quote]);
    let line = lines::line_start(place.text, place.at);
    if let Some(start) = start.filter(|start| *start < line) {
        let closer = closing.len() - quote.len_utf8();
        return never_closed(place, start).related(
            closer..closing.len(),
            format!("the next `{quote}`, which closes it instead of opening a text"),
        );
    }
    let help = if quote == '\'' {
        "within single quotes, write `'` as `''`; or put the whole in double quotes"
    } else {
        r#"within double quotes, write `"` as `\"`; or put the whole in single quotes"#
    };
    let bytes = place.to_line_end(place.at);
    let mistake = Mistake::new(
        bytes.clone(),
        "text after the closing quote",
        "does not belong to the quoted text",
        help,
    );
    let mistake = match start {
        Some(start) => mistake.related(start..start + 1, "the quoted text starts here"),
        None => mistake,
    };
    mistake.recover(Recovery::Bytes(bytes))
}

/// The opening quote of the scalar that was being read.
fn opening_quote(place: &Place<'_>, quotes: &[char]) -> Option<usize> {
    let from = place.reader.last_end().min(place.at);
    let found = place.source.get(from..place.at)?.find(quotes)?;
    Some(from + found)
}

/// An escape that YAML does not have.
pub(super) fn escape(place: &Place<'_>) -> Mistake {
    let start = if place.source[place.at..].starts_with('"') {
        place.at
    } else {
        opening_quote(place, &['"']).unwrap_or(place.at)
    };
    let bad = bad_escapes(place.source, start + 1);
    let Some(bytes) = bad.first().cloned() else {
        return Mistake::new(
            place.to_line_end(start),
            "an escape in the quoted text is wrong",
            "has a `\\` that is no escape",
            r"put the text in single quotes, where `\` is itself, or write `\\` for it",
        );
    };
    let written = &place.text[bytes.clone()];
    let mistake = if is_hexadecimal(written) {
        Mistake::new(
            bytes,
            format!("`{written}` is no character"),
            "wrong escape",
            r"`\x` needs two hexadecimal digits, `\u` four and `\U` eight; or write the character itself",
        )
    } else {
        let doubled = bad
            .iter()
            .filter(|bytes| !is_hexadecimal(&place.text[(*bytes).clone()]))
            .map(|bytes| (bytes.start..bytes.start + 1, r"\\".to_owned()));
        Mistake::new(
            bytes,
            format!("`{written}` is no escape of YAML"),
            "unknown escape",
            r"put the text in single quotes, where `\` is itself, or write `\\` for it",
        )
        .fixes("double every such backslash", doubled.collect())
    };
    mistake.recover(Recovery::AllOf(bad))
}

fn is_hexadecimal(escape: &str) -> bool {
    escape.len() > 1 && escape[1..].starts_with(['x', 'u', 'U'])
}

/// The wrong escapes of a double-quoted scalar whose text starts at `from`.
fn bad_escapes(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut bad = Vec::new();
    let mut at = from;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['\\', '"'])) {
        at += found;
        if text[at..].starts_with('"') {
            break;
        }
        let (end, right) = escape_end(text, at);
        if !right {
            bad.push(at..end);
        }
        at = end;
    }
    bad
}

/// Where the escape at `at` ends, and whether it is one.
fn escape_end(text: &str, at: usize) -> (usize, bool) {
    let Some(escaped) = text[at + 1..].chars().next() else {
        return (text.len(), false);
    };
    let digits = match escaped {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => {
            let right = "0abt\tnvfre \"/\\N_LP\n\r".contains(escaped);
            return (at + 1 + escaped.len_utf8(), right);
        }
    };
    let end = at + 2 + digits;
    let value = text
        .get(at + 2..end)
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
        .and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(value) = value else {
        let hexadecimal = text[at + 2..]
            .bytes()
            .take(digits)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        return (at + 2 + hexadecimal, false);
    };
    if char::from_u32(value).is_some() {
        return (end, true);
    }
    match low_surrogate_end(text, value, end) {
        Some(end) => (end, true),
        None => (end, false),
    }
}

/// The end of the escape that completes the pair of a high surrogate.
fn low_surrogate_end(text: &str, high: u32, at: usize) -> Option<usize> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    let low = u16::from_str_radix(digits, 16).ok()?;
    let pair = [u16::try_from(high).ok()?, low];
    let character = char::decode_utf16(pair).next()?;
    character.is_ok().then_some(at + 6)
}
