//! The text of a query to [`Query`]: segments and selectors. Conditions are in [`super::filter`].

use super::{Parsed, PathError, Query, Segment, Selector};

/// The longest text that is read, in bytes.
const MOST_BYTES: usize = 8 * 1024;
/// Brackets and parentheses within each other; the parser and the evaluation recurse with them.
const MOST_NESTING: usize = 32;
/// The largest integer that JSON software agrees on (RFC 9535 §2.1).
const MOST_INTEGER: i64 = 9_007_199_254_740_991;

/// Reads a query that starts at the root.
pub(in crate::overlay) fn parse(text: &str) -> Result<Parsed, PathError> {
    let mut parser = Parser {
        text,
        at: 0,
        nesting: 0,
        shorthands: Vec::new(),
    };
    if text.len() > MOST_BYTES {
        let message = format!("a query may have {MOST_BYTES} bytes at most");
        return Err(parser.error(message));
    }
    if !parser.takes('$') {
        let error = parser.error("a query starts with `$`");
        return Err(if text.trim_start().starts_with(['#', '/']) {
            error
                .help("this looks like a JSON Pointer; `/info/title` is `$.info.title` as JSONPath")
        } else if text.starts_with(|first: char| first.is_alphanumeric()) {
            error.help(format!("write `$.{text}`"))
        } else {
            error
        });
    }
    let query = parser.segments(true)?;
    if parser.at < text.len() {
        return Err(parser.unexpected("expected `.`, `..`, `[` or the end"));
    }
    Ok(Parsed {
        query,
        shorthands: parser.shorthands,
    })
}

impl PathError {
    fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}

pub(super) struct Parser<'t> {
    text: &'t str,
    pub(super) at: usize,
    nesting: usize,
    shorthands: Vec<(usize, String)>,
}

impl<'t> Parser<'t> {
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes a character if it is the next one.
    pub(super) fn takes(&mut self, character: char) -> bool {
        let found = self.peek() == Some(character);
        if found {
            self.at += character.len_utf8();
        }
        found
    }

    /// Takes a word if it comes next.
    pub(super) fn takes_text(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    pub(super) fn blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    pub(super) fn error(&self, message: impl Into<String>) -> PathError {
        PathError {
            offset: self.at,
            message: message.into(),
            help: None,
        }
    }

    /// An error that names what stands where something else should.
    pub(super) fn unexpected(&self, expected: &str) -> PathError {
        match self.peek() {
            Some(found) => self.error(format!("{expected}, but found `{found}`")),
            None => self.error(format!("{expected}, but the query ends here")),
        }
    }

    /// Enters something that can stand within itself.
    pub(super) fn enter(&mut self) -> Result<(), PathError> {
        self.nesting += 1;
        if self.nesting > MOST_NESTING {
            let message = format!("more than {MOST_NESTING} brackets within each other");
            return Err(self.error(message));
        }
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.nesting -= 1;
    }

    /// The segments after `$` or `@`.
    pub(super) fn segments(&mut self, from_root: bool) -> Result<Query, PathError> {
        let mut segments = Vec::new();
        loop {
            let before = self.at;
            self.blank();
            let start = self.at;
            let descendant = self.takes_text("..");
            let dotted = descendant || self.takes('.');
            let bracket = self.peek() == Some('[');
            if dotted && bracket && !descendant {
                return Err(self
                    .error("`.` is followed by a name or `*`")
                    .help("leave out the `.` before `[`"));
            }
            let selectors = if bracket {
                self.bracketed()?
            } else if dotted {
                vec![self.shorthand()?]
            } else {
                // What is blank after the last segment belongs to what comes next.
                self.at = before;
                return Ok(Query {
                    from_root,
                    segments,
                });
            };
            segments.push(Segment {
                descendant,
                selectors,
                written: start..self.at,
            });
        }
    }

    /// A name or `*` after a dot.
    fn shorthand(&mut self) -> Result<Selector, PathError> {
        if self.takes('*') {
            return Ok(Selector::Wildcard);
        }
        let start = self.at;
        let first = |one: char| one.is_ascii_alphabetic() || one == '_' || !one.is_ascii();
        let more = |one: char| first(one) || one.is_ascii_digit() || one == '-';
        let rest = self.rest();
        if !rest.starts_with(first) {
            let error = self.unexpected("expected a name or `*`");
            let numeric = rest.starts_with(|one: char| one.is_ascii_digit());
            return Err(if numeric {
                let end = rest.find(|one: char| !one.is_ascii_digit());
                let digits = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                error.help(format!(
                    "a name that starts with a digit goes into brackets: `['{digits}']`"
                ))
            } else {
                error
            });
        }
        let end = rest.find(|one: char| !more(one)).unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_owned();
        self.at += end;
        if name.contains('-') {
            self.shorthands.push((start, name.clone()));
        }
        Ok(Selector::Name(name))
    }

    /// Selectors in brackets.
    fn bracketed(&mut self) -> Result<Vec<Selector>, PathError> {
        self.enter()?;
        self.takes('[');
        let mut selectors = Vec::new();
        loop {
            self.blank();
            selectors.push(self.selector()?);
            self.blank();
            if self.takes(']') {
                self.leave();
                return Ok(selectors);
            }
            if !self.takes(',') {
                return Err(self.unexpected("expected `,` or `]`"));
            }
        }
    }

    fn selector(&mut self) -> Result<Selector, PathError> {
        match self.peek() {
            Some('\'' | '"') => Ok(Selector::Name(self.string()?)),
            Some('*') => {
                self.takes('*');
                Ok(Selector::Wildcard)
            }
            Some('?') => {
                self.takes('?');
                self.blank();
                Ok(Selector::Filter(self.logical()?))
            }
            Some(':' | '-' | '0'..='9') => self.index_or_slice(),
            Some(first) if first.is_alphabetic() || first == '_' || first == '/' => {
                let rest = self.rest();
                let name = rest.split([']', ',']).next().unwrap_or_default().trim();
                Err(self
                    .error("a name in brackets is in quotes")
                    .help(format!("write `['{name}']`")))
            }
            _ => Err(self.unexpected("expected a name in quotes, an index, `*` or `?`")),
        }
    }

    fn index_or_slice(&mut self) -> Result<Selector, PathError> {
        let start = self.optional_integer()?;
        let before = self.at;
        self.blank();
        if !self.takes(':') {
            self.at = before;
            return match start {
                Some(index) => Ok(Selector::Index(index)),
                None => Err(self.unexpected("expected an index")),
            };
        }
        self.blank();
        let end = self.optional_integer()?;
        let mut step = None;
        let before = self.at;
        self.blank();
        if self.takes(':') {
            self.blank();
            step = self.optional_integer()?;
        } else {
            self.at = before;
        }
        Ok(Selector::Slice {
            start,
            end,
            step: step.unwrap_or(1),
        })
    }

    fn optional_integer(&mut self) -> Result<Option<i64>, PathError> {
        let rest = self.rest();
        if !rest.starts_with(|one: char| one == '-' || one.is_ascii_digit()) {
            return Ok(None);
        }
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let length = digits
            .find(|one: char| !one.is_ascii_digit())
            .unwrap_or(digits.len());
        let sign = rest.len() - digits.len();
        let (text, digits) = (rest.get(..sign + length), digits.get(..length));
        let (text, digits) = (text.unwrap_or_default(), digits.unwrap_or_default());
        if digits.is_empty() {
            return Err(self.error("`-` is followed by digits"));
        }
        if (digits.len() > 1 && digits.starts_with('0')) || text == "-0" {
            return Err(self.error(format!("`{text}` is no integer of JSONPath")));
        }
        let number = text.parse::<i64>().ok();
        let Some(number) = number.filter(|number| number.abs() <= MOST_INTEGER) else {
            return Err(self.error(format!("`{text}` is beyond 2^53 - 1")));
        };
        self.at += text.len();
        Ok(Some(number))
    }
}
