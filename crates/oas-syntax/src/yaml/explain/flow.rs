//! Mistakes in `[...]` and `{...}`.

use granit_parser::ErrorKind;

use super::plain::single_quoted;
use super::{Mistake, Place};
use crate::yaml::lines;
use crate::yaml::recover::Recovery;

/// Something in a flow collection, or a bracket outside of one.
pub(super) fn collection(place: &Place<'_>, kind: &ErrorKind) -> Mistake {
    if let ErrorKind::MismatchedFlowCollectionEnd { open, close } = *kind {
        return wrong_closer(place, open, close);
    }
    if let ErrorKind::UnclosedFlowCollection { .. } = kind {
        return never_closed(place, place.at, place.at);
    }
    let Some((outermost, innermost)) = place.reader.open_flow() else {
        return without_opener(place);
    };
    let start_of_line = |at| lines::line_start(place.text, at);
    let same_line = start_of_line(innermost) == start_of_line(place.at);
    let here = place.character(place.at);
    match place.text[place.at..].chars().next() {
        Some(',') if same_line => Mistake::new(
            here.clone(),
            "a comma with nothing before it",
            "one comma too many",
            "delete the comma",
        )
        .fix("delete the comma", here.clone(), "")
        .recover(Recovery::Bytes(here)),
        Some(_) if same_line => {
            let (opener, closer) = brackets(place, innermost);
            Mistake::new(
                here,
                format!("this cannot stand within `{opener}`"),
                format!("`,` or `{closer}` belongs before it"),
                format!(
                    "separate elements by `,`; put text in quotes if it has one of `,[]{{}}` or `: ` in it, or if `{opener}` belongs to the text"
                ),
            )
            .related(innermost..innermost + 1, format!("`{opener}` was opened here"))
            .recover(Recovery::Block(outermost))
        }
        _ => never_closed(place, outermost, innermost),
    }
}

/// The bracket at `at`, and the one that closes it.
fn brackets(place: &Place<'_>, at: usize) -> (char, char) {
    match place.text[at..].chars().next() {
        Some('{') => ('{', '}'),
        _ => ('[', ']'),
    }
}

fn never_closed(place: &Place<'_>, outermost: usize, innermost: usize) -> Mistake {
    let (opener, closer) = brackets(place, innermost);
    let mistake = Mistake::new(
        innermost..innermost + 1,
        format!("`{opener}` is not closed"),
        format!("no `{closer}` for it"),
        format!(
            "write `{closer}` at its end, or put the text in quotes if `{opener}` belongs to it"
        ),
    )
    .recover(Recovery::Block(outermost));
    if innermost == place.at {
        return mistake;
    }
    mistake.related(
        place.character(place.at),
        "what is here cannot be part of it",
    )
}

/// A bracket of the other kind; the event parser points at the opening one.
fn wrong_closer(place: &Place<'_>, open: char, close: char) -> Mistake {
    let (_, closer) = brackets(place, place.at);
    let found = place.source[place.at..].find(close);
    let at = place.at + found.unwrap_or_default();
    let outermost = place
        .reader
        .open_flow()
        .map_or(place.at, |(start, _)| start);
    Mistake::new(
        place.character(at),
        format!("`{open}` is closed by `{close}`"),
        format!("`{closer}` belongs here"),
        format!("write `{closer}`"),
    )
    .related(place.at..place.at + 1, format!("`{open}` was opened here"))
    .recover(Recovery::Block(outermost))
}

/// A bracket without opener, or a flow collection that the reader has not come to.
pub(super) fn without_opener(place: &Place<'_>) -> Mistake {
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
