//! A text without byte order mark and carriage returns, which knows where it had them: [`Plain`].

use std::borrow::Cow;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text whose lines end with line feeds.
#[derive(Debug)]
pub(super) struct Plain<'s> {
    pub(super) text: Cow<'s, str>,
    /// Positions in `text` before which bytes are missing, and how many are missing up to there.
    missing: Vec<(usize, usize)>,
}

impl<'s> Plain<'s> {
    pub(super) fn of(original: &'s str) -> Self {
        let mut missing = Vec::new();
        let marked = original.strip_prefix(BYTE_ORDER_MARK);
        if marked.is_some() {
            missing.push((0, BYTE_ORDER_MARK.len()));
        }
        let rest = marked.unwrap_or(original);
        if !rest.contains('\r') {
            let text = Cow::Borrowed(rest);
            return Self { text, missing };
        }
        let mut gone = original.len() - rest.len();
        let mut text = String::with_capacity(rest.len());
        let mut pieces = rest.split('\r');
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            // One alone is a line break of YAML, too.
            if piece.starts_with('\n') {
                gone += 1;
                missing.push((text.len(), gone));
            } else {
                text.push('\n');
            }
            text.push_str(piece);
        }
        Self {
            text: Cow::Owned(text),
            missing,
        }
    }

    /// The position in the original text.
    pub(super) fn original(&self, at: usize) -> u32 {
        let before = self
            .missing
            .partition_point(|(position, _)| *position <= at);
        let gone = before.checked_sub(1).map_or(0, |last| self.missing[last].1);
        u32::try_from(at + gone).unwrap_or(u32::MAX)
    }
}
