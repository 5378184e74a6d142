//! Literals of queries: strings with their escapes, numbers, and the three words.

use serde_json::{Number, Value};

use super::PathError;
use super::parse::Parser;

impl Parser<'_> {
    /// A string in single or double quotes.
    pub(super) fn string(&mut self) -> Result<String, PathError> {
        let start = self.at;
        let Some(quote) = self.peek().filter(|quote| matches!(quote, '\'' | '"')) else {
            return Err(self.unexpected("expected a string"));
        };
        self.takes(quote);
        let mut string = String::new();
        loop {
            let Some(character) = self.peek() else {
                self.at = start;
                return Err(self.error(format!("the closing `{quote}` is missing")));
            };
            if character < ' ' {
                return Err(self.error("a control character in a string must be escaped"));
            }
            self.at += character.len_utf8();
            if character == quote {
                return Ok(string);
            }
            if character == '\\' {
                string.push(self.escape(quote)?);
            } else {
                string.push(character);
            }
        }
    }

    /// The character that what stands after a `\` means.
    fn escape(&mut self, quote: char) -> Result<char, PathError> {
        let Some(character) = self.peek() else {
            return Err(self.unexpected("expected an escape"));
        };
        let meant = match character {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '/' | '\\' => character,
            'u' => return self.unicode_escape(),
            _ if character == quote => character,
            _ => return Err(self.error(format!("`\\{character}` is no escape"))),
        };
        self.at += character.len_utf8();
        Ok(meant)
    }

    /// `uXXXX`, and a second one where the first is half a pair.
    fn unicode_escape(&mut self) -> Result<char, PathError> {
        let start = self.at;
        let first = self.code_unit();
        let character = match first {
            Some(high @ 0xD800..=0xDBFF) => {
                let low = if self.takes('\\') {
                    self.code_unit()
                } else {
                    None
                };
                low.filter(|low| (0xDC00..=0xDFFF).contains(low))
                    .and_then(|low| {
                        char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
                    })
            }
            Some(unit) => char::from_u32(unit),
            None => None,
        };
        character.ok_or_else(|| {
            self.at = start;
            self.error("`\\u` is followed by four hexadecimal digits that make a character")
        })
    }

    fn code_unit(&mut self) -> Option<u32> {
        let digits = self.rest().strip_prefix('u')?.get(..4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 5;
        u32::from_str_radix(digits, 16).ok()
    }

    /// A number as JSON has it.
    pub(super) fn number(&mut self) -> Result<Value, PathError> {
        let rest = self.rest();
        let end = rest
            .find(|one: char| !matches!(one, '0'..='9' | '+' | '-' | '.' | 'e' | 'E'))
            .unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or_default();
        let number = serde_json::from_str::<Number>(text);
        let Ok(number) = number else {
            return Err(self.error(format!("`{text}` is no number of JSON")));
        };
        self.at += end;
        Ok(Value::Number(number))
    }
}
