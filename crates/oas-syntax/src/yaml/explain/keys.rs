//! Mistakes with keys, colons, dashes and indentation.

use std::ops::Range;

use super::plain::{single_quoted, split_comment};
use super::{Mistake, Place, flow, plain};
use crate::yaml::lines;
use crate::yaml::recover::Recovery;

/// A colon where no key can be: within a text, or after the lines of one.
pub(super) fn colon_in_value(place: &Place<'_>) -> Mistake {
    let scalar = place.reader.last_scalar();
    let line = lines::line_start(place.text, place.at);
    if scalar.start < line && scalar.end + 1 >= place.at && !scalar.is_empty() {
        return key_within_text(place, &scalar);
    }
    let content = place.content();
    let first = place.text[content.clone()].find(": ");
    let Some(value_start) = first.map(|first| content.start + first + 2) else {
        return Mistake::new(
            place.character(place.at),
            "a `:` where no key can be",
            "reads as the start of a mapping",
            "put text with `: ` in it in quotes",
        );
    };
    let (value, _) = split_comment(&place.text[value_start..content.end]);
    let start = value_start + (value.len() - value.trim_start().len());
    let value = value.trim_start();
    let bytes = start..start + value.len();
    let colon = place.at..(place.at + 1).min(place.text.len());
    // A value that has quotes of its own is more than text that lacks them.
    if value.starts_with(['"', '\'', '[', '{']) {
        return Mistake::new(
            colon.clone(),
            "a `:` after a value",
            "reads as the start of a mapping",
            "start the next key on a line of its own",
        )
        .recover(Recovery::Bytes(colon.start..content.end));
    }
    Mistake::new(
        colon.clone(),
        "`: ` in a text without quotes",
        "reads as the start of another mapping",
        format!("put the text in quotes: `{}`", single_quoted(value)),
    )
    .fix("put the text in quotes", bytes, single_quoted(value))
    .recover(Recovery::Bytes(colon))
}

/// A key that was taken for the next line of the text before it.
fn key_within_text(place: &Place<'_>, scalar: &Range<usize>) -> Mistake {
    let first = lines::content(place.text, scalar.start);
    // The text is a whole line: a key that lacks its colon, or the space after it.
    if first.start == scalar.start || is_after_dash(place.text, scalar.start) {
        return malformed_key(place, scalar.start..first.end);
    }
    let key = place.content();
    let name = place.text[key.start..place.at.max(key.start)].trim_end();
    let above = place.text[first.clone()]
        .split(':')
        .next()
        .unwrap_or_default()
        .trim_start_matches("- ");
    Mistake::new(
        key.start..key.start + name.len(),
        format!("the key `{name}` is indented deeper than `{above}`, which has a value already"),
        "reads as more of the text above",
        format!(
            "indent it like `{above}`, or delete the value of `{above}` if it belongs below; text of several lines that has `: ` in it needs quotes"
        ),
    )
    .related(
        scalar.start..lines::content(place.text, scalar.start).end,
        format!("the value of `{above}`"),
    )
}

/// A line that should be `key: value` and has no colon that reads as one.
pub(super) fn no_colon(place: &Place<'_>) -> Mistake {
    let content = lines::content(place.text, place.at);
    let start = place.at.clamp(content.start, content.end);
    malformed_key(place, start..content.end)
}

fn malformed_key(place: &Place<'_>, bytes: Range<usize>) -> Mistake {
    let bytes = bytes.start..bytes.end.max(bytes.start);
    let written = &place.text[bytes.clone()];
    let (text, _) = split_comment(written);
    if text.starts_with('-') && !text.starts_with("- ") && !text.contains(':') {
        return Mistake::new(
            bytes.start..bytes.start + 1,
            "no space after `-`",
            "a space belongs after it",
            "write `- ` before each element of a list",
        )
        .fix(
            "write a space after it",
            bytes.start + 1..bytes.start + 1,
            " ",
        );
    }
    if let Some(colon) = text.find(':') {
        let at = bytes.start + colon;
        let (key, value) = (&text[..colon], &text[colon + 1..]);
        return Mistake::new(
            at..at + 1,
            "no space after `:`",
            "a space belongs after it",
            format!("write `{key}: {value}`"),
        )
        .fix("write a space after it", at + 1..at + 1, " ")
        .recover(Recovery::Block(bytes.start));
    }
    if let Some((key, value)) = text.split_once('=')
        && !key.trim().is_empty()
    {
        let at = bytes.start + key.len();
        return Mistake::new(
            at..at + 1,
            "`=` after a key",
            "a `:` belongs here",
            format!("write `{}: {}`", key.trim(), value.trim()),
        )
        .fix("write `:`", at..at + 1, ":")
        .recover(Recovery::Block(bytes.start));
    }
    Mistake::new(
        bytes.start..bytes.start + text.len(),
        "a line that is neither key nor element",
        "no `:` after a key, no `- ` before an element",
        "write `key: value`; if the line goes on with the text above, indent it deeper than its key",
    )
}

/// A key that starts with `*` and would have to be in quotes; `at` is where it starts.
pub(super) fn star_key(place: &Place<'_>, at: usize) -> Option<Mistake> {
    let rest = &place.text[at..lines::content(place.text, at).end.max(at)];
    let name = rest.strip_prefix('*')?;
    let colon = name
        .find(": ")
        .or_else(|| name.ends_with(':').then(|| name.len() - 1))?;
    let bytes = at..at + 1 + colon;
    let key = &place.text[bytes.clone()];
    if key.contains(char::is_whitespace) {
        return None;
    }
    let mistake = Mistake::new(
        bytes.clone(),
        format!("the key `{key}` starts with `*`, which refers to an anchor"),
        "needs quotes",
        format!("write `\"{key}\"`"),
    );
    Some(mistake.fix("put the key in quotes", bytes, format!("\"{key}\"")))
}

/// A line whose indentation fits nothing before it.
pub(super) fn indentation(place: &Place<'_>) -> Mistake {
    let content = place.content();
    let before = place.source[content.start..place.at.max(content.start)].trim_end();
    if before.ends_with(['}', ']']) {
        return text_after_bracket(place, content);
    }
    if let Some(colon) = before.find(": ") {
        let value = content.start + colon + 2;
        let value = value + place.text[value..].len() - place.text[value..].trim_start().len();
        if let Some(mistake) = plain::starts_with(place, value) {
            return mistake;
        }
    }
    if let Some(comment) = comment_before(place, content.start) {
        return plain::comment_in_text(&Place {
            at: comment,
            ..*place
        });
    }
    let line = &place.text[content.clone()];
    let own = lines::indentation(place.text, content.start).unwrap_or_default();
    let fitting = fitting_indentations(place, content.start);
    let dash = line.starts_with("- ") || line == "-";
    let name = if dash {
        "a list element".to_owned()
    } else {
        let (key, _) = line.split_once(':').unwrap_or((line, ""));
        format!("`{}`", key.trim_end())
    };
    if fitting.contains(&own) {
        let (what, help) = if dash {
            (
                "a list element among keys",
                "move it below the key of its list, or write a key instead",
            )
        } else {
            (
                "a key among the elements of a list",
                "indent it to belong to the element above, or write `- ` before it",
            )
        };
        return Mistake::new(content, what, "does not belong here", help);
    }
    let help = match fitting.as_slice() {
        [] => "indent keys that belong together alike".to_owned(),
        [only] => format!("indent it by {}", spaces(*only)),
        [near, far, ..] => format!("indent it by {} or {}", spaces(*near), spaces(*far)),
    };
    Mistake::new(
        content,
        format!(
            "{name} is indented by {}, like nothing above it",
            spaces(own)
        ),
        "the indentation fits no line before",
        help,
    )
}

/// The comment that stands between the line at `at` and the text of several lines that the line
/// would go on with.
fn comment_before(place: &Place<'_>, at: usize) -> Option<usize> {
    let is_comment =
        |start: &usize| place.source[lines::content(place.source, *start)].starts_with('#');
    let own = lines::indentation(place.source, at)?;
    let comment = lines::lines_before(place.source, at)
        .next()
        .filter(is_comment)?;
    let text = lines::lines_before(place.source, at).find(|start| !is_comment(start))?;
    let line = &place.source[lines::content(place.source, text)];
    let (_, value) = line.split_once(": ")?;
    let plain = value.trim_start().starts_with(char::is_alphanumeric);
    let key = place.source[lines::content(place.source, at)].contains(':');
    let deeper = lines::indentation(place.source, text)? < own;
    (plain && deeper && !key).then_some(comment)
}

/// The indentations that the line at `at` could have, the deepest first.
fn fitting_indentations(place: &Place<'_>, at: usize) -> Vec<usize> {
    let mut fitting: Vec<usize> = Vec::new();
    for start in lines::lines_before(place.source, at) {
        let Some(own) = lines::indentation(place.source, start) else {
            continue;
        };
        let content = &place.source[lines::content(place.source, start)];
        if content.starts_with('#') || fitting.last().is_some_and(|least| own >= *least) {
            continue;
        }
        // The keys of a list element stand after its dash.
        let after_dash = content.strip_prefix("- ").filter(|rest| rest.contains(':'));
        if fitting.is_empty() && after_dash.is_some() {
            fitting.push(own + 2);
        }
        fitting.push(own);
        if own == 0 {
            break;
        }
    }
    fitting
}

fn text_after_bracket(place: &Place<'_>, content: Range<usize>) -> Mistake {
    let line = &place.text[content.clone()];
    let value_start = line.find(": ").map_or(0, |colon| colon + 2);
    let start = content.start + value_start;
    let (value, _) = split_comment(&place.text[start..content.end]);
    if start >= place.at {
        return flow::without_opener(place);
    }
    let bytes = start..start + value.len();
    Mistake::new(
        place.to_line_end(place.at),
        "text after the closing bracket",
        "does not belong to what the bracket closes",
        format!("put the text in quotes: `{}`", single_quoted(value)),
    )
    .related(start..place.at, "this reads as a list or mapping")
    .fix(
        "put the text in quotes",
        bytes.clone(),
        single_quoted(value),
    )
    .recover(Recovery::Bytes(bytes))
}

/// `- ` on the line of a key.
pub(super) fn list_on_key_line(place: &Place<'_>) -> Mistake {
    let value = place.to_line_end(place.at);
    Mistake::new(
        place.at..place.at + 1,
        "a list starts on the line of its key",
        "`- ` cannot stand here",
        "start the list on the next line, or put the text in quotes if the `-` belongs to it",
    )
    .recover(Recovery::Bytes(value))
}

fn is_after_dash(text: &str, at: usize) -> bool {
    let line = lines::line_start(text, at);
    text[line..at].trim() == "-"
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        1 => "1 space".to_owned(),
        count => format!("{count} spaces"),
    }
}
