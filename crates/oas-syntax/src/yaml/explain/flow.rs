//! Mistakes in `[...]` and `{...}`.

use super::plain::single_quoted;
use super::{Mistake, Place};
use crate::yaml::lines;
use crate::yaml::recover::Recovery;

/// Something in a flow collection, or a bracket outside of one.
pub(super) fn collection(place: &Place<'_>) -> Mistake {
    let Some((outermost, innermost)) = place.reader.open_flow() else {
        return without_opener(place);
    };
    let opener = place.text[innermost..].chars().next().unwrap_or('[');
    let closer = if opener == '{' { '}' } else { ']' };
    let same_line = lines::line_start(place.text, innermost)
        == lines::line_start(place.text, place.at)
        && place.at < place.text.len();
    let found = place.text[place.at..].chars().next();
    let here = place.character(place.at);
    let begin = innermost..innermost + opener.len_utf8();
    let mistake = match found {
        Some(',') if same_line => Mistake::new(
            here.clone(),
            "a comma with nothing before it",
            "one comma too many",
            "delete the comma",
        )
        .fix("delete the comma", here.clone(), ""),
        Some(bracket @ (']' | '}')) if bracket != closer => Mistake::new(
            here,
            format!("`{opener}` is closed by `{bracket}`"),
            format!("`{closer}` belongs here"),
            format!("write `{closer}`"),
        )
        .related(begin, format!("`{opener}` was opened here")),
        Some(_) if same_line => Mistake::new(
            here,
            format!("this cannot stand within `{opener}`"),
            format!("`,` or `{closer}` belongs before it"),
            format!(
                "separate elements by `,`; put text in quotes if it has one of `,[]{{}}` or `: ` in it, or if `{opener}` belongs to the text"
            ),
        )
        .related(begin, format!("`{opener}` was opened here")),
        _ => Mistake::new(
            begin,
            format!("`{opener}` is not closed"),
            format!("no `{closer}` for it"),
            format!("write `{closer}` at its end, or put the text in quotes if `{opener}` belongs to it"),
        )
        .related(here, "what is here cannot be part of it"),
    };
    mistake.recover(Recovery::Block(outermost))
}

/// A bracket without opener, or a flow collection that the reader has not come to.
fn without_opener(place: &Place<'_>) -> Mistake {
    let here = place.character(place.at);
    let bracket = place.text[here.clone()].chars().next();
    let Some(bracket @ (']' | '}')) = bracket else {
        let opener = place.text[..place.at].rfind(['[', '{']).unwrap_or(place.at);
        return Mistake::new(
            place.character(opener),
            "a bracket that is not closed",
            "opened here",
            "close it, or put the text in quotes if the bracket belongs to it",
        )
        .related(here, "what is here cannot be part of it");
    };
    let content = place.to_line_end(place.at);
    let value = &place.text[content.clone()];
    Mistake::new(
        here,
        format!("`{bracket}` closes nothing"),
        "no bracket was opened before it",
        format!(
            "delete it, or put the text in quotes if it belongs to it: `{}`",
            single_quoted(value)
        ),
    )
    .recover(Recovery::Bytes(content))
}
