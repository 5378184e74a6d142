//! Text without quotes that cannot start or go on as it does, and what is not covered elsewhere.

use super::{Mistake, Place};
use crate::yaml::lines;
use crate::yaml::recover::Recovery;

/// A character that nothing can start with, or that cannot stand in a text at all.
pub(super) fn character(place: &Place<'_>, character: char) -> Mistake {
    // The event parser points at the start of the text that has it.
    let found = place.source[place.at..].find(character);
    let bytes = place.character(place.at + found.unwrap_or_default());
    if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') {
        return Mistake::new(
            bytes.clone(),
            format!("character U+{:04X} in the text", u32::from(character)),
            "not allowed in YAML",
            format!(
                "delete it, or write it as an escape in double quotes: `\"\\u{:04x}\"`",
                u32::from(character)
            ),
        )
        .recover(Recovery::Bytes(bytes));
    }
    if character == '`' {
        return needs_quotes(place, "text cannot start with a backtick");
    }
    needs_quotes(place, &format!("text cannot start with `{character}`"))
}

/// `*` or `&` without a name.
pub(super) fn alias_or_anchor(place: &Place<'_>) -> Mistake {
    let sign = place.text[place.at..].chars().next().unwrap_or('*');
    needs_quotes(place, &format!("text cannot start with `{sign}`"))
}

/// A `!` that starts no tag.
pub(super) fn tag(place: &Place<'_>) -> Mistake {
    needs_quotes(place, "text cannot start with `!`, which starts a tag")
}

/// `-` followed by a bracket or comma.
pub(super) fn dash(place: &Place<'_>) -> Mistake {
    needs_quotes(
        place,
        "text cannot start with `-` before a bracket or comma",
    )
}

/// Text that quotes make readable.
fn needs_quotes(place: &Place<'_>, message: &str) -> Mistake {
    let bytes = place.to_line_end(place.at);
    let (value, _) = split_comment(&place.text[bytes.clone()]);
    // In `[@a, b]` or before a colon the end of the text cannot be told.
    let alone =
        place.reader.open_flow().is_none() && !value.contains(": ") && !value.ends_with(':');
    let bytes = bytes.start..bytes.start + value.len();
    let mistake = Mistake::new(
        place.character(place.at),
        message,
        "needs quotes",
        if alone {
            format!("put the text in quotes: `{}`", single_quoted(value))
        } else {
            "put the text in quotes".to_owned()
        },
    );
    if alone {
        mistake
            .fix(
                "put the text in quotes",
                bytes.clone(),
                single_quoted(value),
            )
            .recover(Recovery::Bytes(bytes))
    } else {
        mistake
    }
}

/// Text after `|` or `>` on the same line.
pub(super) fn block_header(place: &Place<'_>) -> Mistake {
    let bytes = place.to_line_end(place.at);
    let sign = place.text[place.at..].chars().next().unwrap_or('|');
    let value = &place.text[bytes.clone()];
    Mistake::new(
        bytes.clone(),
        format!("text after `{sign}` on its line"),
        format!("a block of text starts on the line after `{sign}`"),
        format!(
            "start the text on the next line, or put it in quotes if it starts with `{sign}`: `{}`",
            single_quoted(value)
        ),
    )
    .fix("put the text in quotes", bytes, single_quoted(value))
}

/// A line of a block of text that is indented less than it has to be.
pub(super) fn block_indentation(place: &Place<'_>) -> Mistake {
    Mistake::new(
        place.content(),
        "a line of a block of text is indented less than its first line",
        "not indented enough",
        "indent every line of the block like the first one that is not blank",
    )
}

/// A `#` without space before it.
pub(super) fn comment(place: &Place<'_>) -> Mistake {
    let hash = place.at..place.at + 1;
    Mistake::new(
        hash.clone(),
        "no space before the comment",
        "a space belongs before `#`",
        "write a space before `#`, or put the text in quotes if the `#` belongs to it",
    )
    .fix("write a space before it", hash.start..hash.start, " ")
    .recover(Recovery::Bytes(place.to_line_end(place.at)))
}

/// A comment between the lines of a text.
pub(super) fn comment_in_text(place: &Place<'_>) -> Mistake {
    Mistake::new(
        place.content(),
        "a comment between the lines of a text",
        "the text goes on after a comment",
        "move the comment above the key, or write the text as a block with `|` or `>`",
    )
}

/// A byte order mark that is not at the start.
pub(super) fn byte_order_mark(place: &Place<'_>) -> Mistake {
    let bytes = place.character(place.at);
    Mistake::new(
        bytes.clone(),
        "an invisible byte order mark (U+FEFF) in the text",
        "is here",
        "delete it; joined files often have one where the second started",
    )
    .fix("delete it", bytes.clone(), "")
    .recover(Recovery::Bytes(bytes))
}

/// Something after `...` on its line.
pub(super) fn document_end(place: &Place<'_>) -> Mistake {
    let bytes = place.to_line_end(place.at);
    Mistake::new(
        bytes.clone(),
        "text after `...`, which ends the document",
        "not allowed here",
        "delete it, or put the text in quotes if the `...` belongs to it",
    )
    .recover(Recovery::Bytes(bytes))
}

/// Text that starts with what starts something else.
pub(super) fn starts_with(place: &Place<'_>, at: usize) -> Option<Mistake> {
    let sign = place.text[at..].chars().next()?;
    let message = match sign {
        '*' => "text cannot start with `*`, which refers to an anchor",
        '&' => "text cannot start with `&`, which names an anchor",
        '!' => "text cannot start with `!`, which starts a tag",
        _ => return None,
    };
    Some(needs_quotes(&Place { at, ..*place }, message))
}

/// What has no words of its own.
pub(super) fn other(place: &Place<'_>, reason: &str) -> Mistake {
    let content = lines::content(place.text, place.at);
    let bytes = if place.at < content.end {
        place.at..content.end
    } else {
        content
    };
    let directive = place.text[lines::content(place.text, place.at)].starts_with('%');
    let mut mistake = if directive {
        Mistake::new(
            bytes,
            "a directive that cannot be used",
            "starts with `%`",
            "delete the line; documents in YAML 1.2 need no directive",
        )
    } else {
        Mistake::new(
            bytes,
            "this is not YAML",
            "cannot be read",
            "put text in quotes, and indent keys that belong together alike",
        )
    };
    if !reason.is_empty() {
        mistake.note = Some(format!("the parser says: {reason}"));
    }
    mistake
}

/// A value and the comment that follows it on its line.
pub(super) fn split_comment(text: &str) -> (&str, &str) {
    match text.find(" #") {
        Some(at) => (text[..at].trim_end(), &text[at..]),
        None => (text.trim_end(), ""),
    }
}

/// Text in single quotes.
pub(super) fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
