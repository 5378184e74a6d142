//! Numbers, `true`, `false` and `null`, and the words that were meant to be one of these.

use std::ops::Range;

use oas_diagnostics::{Applicability, Diagnostic};

use super::{Parser, State, StringText};
use crate::limits;
use crate::tree::NodeKind;

/// Whether a byte can be part of a number or a bare word.
pub(super) const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_' | b'$') || byte >= 0x80
}

impl Parser<'_, '_> {
    /// Reads `true`, `false` or `null`.
    pub(super) fn literal(&mut self, literal: &str, kind: NodeKind) -> State {
        let end = self.at + literal.len();
        let follows = self.bytes.get(end).copied();
        if self.bytes.get(self.at..end) != Some(literal.as_bytes())
            || follows.is_some_and(is_word_byte)
        {
            return self.bare_word();
        }
        let bytes = self.at..end;
        self.at = end;
        self.last_end = end;
        self.scalar(kind, bytes.clone(), StringText::Source(bytes));
        self.after()
    }

    /// Reads a number.
    pub(super) fn number(&mut self) -> State {
        let start = self.at;
        let (end, kind) = number_end(self.bytes, start);
        if let Some(kind) = kind
            && !self.bytes.get(end).copied().is_some_and(is_word_byte)
        {
            self.at = end;
            self.last_end = end;
            let exponent = kind == NodeKind::Float || end - start > 300;
            self.scalar(kind, start..end, StringText::Source(start..end));
            if exponent
                && self.text[start..end]
                    .parse::<f64>()
                    .is_ok_and(f64::is_infinite)
            {
                let location = self
                    .builder
                    .location(super::position(start)..super::position(end));
                self.remarks.push(limits::range_diagnostic(location));
            }
            return self.after();
        }
        self.bare_word()
    }

    /// Reads what has no quotes and is neither number nor literal, as what it was meant to be.
    pub(super) fn bare_word(&mut self) -> State {
        let start = self.at;
        let mut end = start;
        while self.bytes.get(end).copied().is_some_and(is_word_byte) {
            end += 1;
        }
        let word = &self.text[start..end];
        if let Some(kind) = meant_number(word) {
            let error = self.malformed_number(start..end, word);
            self.report(error);
            self.at = end;
            self.last_end = end;
            self.scalar(kind, start..end, StringText::Source(start..end));
            return self.after();
        }
        let (literal, kind) = match word {
            "True" | "TRUE" => ("true", NodeKind::Boolean),
            "False" | "FALSE" => ("false", NodeKind::Boolean),
            "None" | "Null" | "NULL" | "nil" | "undefined" => ("null", NodeKind::Null),
            "NaN" | "nan" | "Infinity" | "-Infinity" | "+Infinity" | "inf" | "-inf" => {
                let error = self
                    .error(start..end, format!("JSON has no number `{word}`"))
                    .label("not a number of JSON")
                    .help("leave the key out, or write `null` where the schema allows it");
                self.report(error);
                ("", NodeKind::Null)
            }
            _ => return self.unquoted_text(),
        };
        if !literal.is_empty() {
            let error = self
                .error(start..end, format!("`{word}` is not JSON"))
                .label(format!("written `{literal}`"))
                .help(format!("write `{literal}`"))
                .fix(self.replacement(
                    &format!("write `{literal}`"),
                    start..end,
                    literal,
                    Applicability::Safe,
                ));
            self.report(error);
        }
        self.at = end;
        self.last_end = end;
        self.scalar(kind, start..end, StringText::Source(start..end));
        self.after()
    }

    fn malformed_number(&self, bytes: Range<usize>, word: &str) -> Diagnostic {
        let error = self.error(bytes, format!("`{word}` is not a number of JSON"));
        let unsigned = word.trim_start_matches(['+', '-']);
        if unsigned.is_empty() {
            error
                .label("a sign without digits")
                .help("write the digits after it")
        } else if word.starts_with('+') {
            error.label("starts with `+`").help("leave the `+` out")
        } else if unsigned.starts_with("0x") || unsigned.starts_with("0X") {
            error
                .label("hexadecimal")
                .help("write it in decimal digits")
        } else if unsigned.starts_with('.') {
            error
                .label("no digit before the point")
                .help("write a `0` before the point")
        } else if unsigned.ends_with('.') || unsigned.contains(".e") || unsigned.contains(".E") {
            error
                .label("no digit after the point")
                .help("leave the point out, or write a `0` after it")
        } else if unsigned.contains('_') {
            error
                .label("`_` between digits")
                .help("write the digits without `_`")
        } else if unsigned.ends_with(['e', 'E', '+', '-']) {
            error
                .label("no digits in the exponent")
                .help("write the exponent, for example `1e3`")
        } else {
            error
                .label("leading zero")
                .help("leave the zeros out, or put the digits in quotes if they are text")
        }
    }
}

/// Where the number at `start` ends, and what it is if it is one.
fn number_end(bytes: &[u8], start: usize) -> (usize, Option<NodeKind>) {
    let digits = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        rest.iter()
            .position(|byte| !byte.is_ascii_digit())
            .map_or(bytes.len(), |count| at + count)
    };
    let integer = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut end = digits(integer);
    if end == integer || (end > integer + 1 && bytes.get(integer) == Some(&b'0')) {
        return (end, None);
    }
    let mut kind = NodeKind::Integer;
    if bytes.get(end) == Some(&b'.') {
        let fraction = end + 1;
        end = digits(fraction);
        if end == fraction {
            return (end, None);
        }
        kind = NodeKind::Float;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = end + 1 + sign;
        end = digits(exponent);
        if end == exponent {
            return (end, None);
        }
        kind = NodeKind::Float;
    }
    (end, Some(kind))
}

/// The kind of number that a word was meant to be, if it reads as one.
fn meant_number(word: &str) -> Option<NodeKind> {
    let unsigned = word.strip_prefix(['+', '-']).unwrap_or(word);
    let digits = unsigned.replace('_', "");
    if let Some(hexadecimal) = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"))
    {
        let all = hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit());
        return (all && !hexadecimal.is_empty()).then_some(NodeKind::Integer);
    }
    if unsigned.is_empty() {
        return Some(NodeKind::Null);
    }
    let starts = digits.starts_with(|first: char| first.is_ascii_digit())
        || (digits.starts_with('.') && digits[1..].starts_with(|c: char| c.is_ascii_digit()));
    if !starts {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(NodeKind::Integer);
    }
    let complete = digits.trim_end_matches(['e', 'E', '+', '-']);
    complete.parse::<f64>().is_ok().then_some(NodeKind::Float)
}
