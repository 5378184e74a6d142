//! Commas, colons and brackets that are missing, too many or wrong, and the end of the text.

use oas_diagnostics::Applicability;

use crate::diagnostics::MULTIPLE_DOCUMENTS;
use crate::json::word::is_word_byte;
use crate::json::{Parser, State, position};

impl Parser<'_, '_> {
    pub(in crate::json) fn trailing_comma(&mut self) {
        // Where something else stands between, that was reported and is enough.
        let comma = self.last_end.checked_sub(1);
        let Some(comma) = comma.filter(|comma| self.bytes.get(*comma) == Some(&b',')) else {
            return;
        };
        let bytes = comma..self.last_end;
        let error = self
            .error(
                bytes.clone(),
                format!("a comma after the last {}", self.child()),
            )
            .label("nothing follows it")
            .help("delete the comma")
            .fix(self.replacement("delete the comma", bytes, "", Applicability::Safe));
        self.report(error);
    }

    pub(in crate::json) fn surplus_comma(&mut self) {
        let bytes = self.at..self.at + 1;
        let error = self
            .error(bytes.clone(), "a comma with nothing before it")
            .label("one comma too many")
            .help("delete the comma")
            .fix(self.replacement("delete the comma", bytes, "", Applicability::Safe));
        self.report(error);
        self.at += 1;
        self.last_end = self.at;
    }

    /// A key without colon.
    pub(in crate::json) fn colon_missing(&mut self) -> State {
        let next = self.bytes.get(self.at).copied();
        let place = self.last_end..self.last_end;
        let lenient = std::mem::take(&mut self.lenient);
        let state = match next {
            None => return State::Value,
            Some(b'=') => {
                let end = self.at
                    + if self.bytes.get(self.at + 1) == Some(&b'>') {
                        2
                    } else {
                        1
                    };
                let bytes = self.at..end;
                let sign = &self.text[bytes.clone()];
                let error = self
                    .error(bytes.clone(), format!("`{sign}` after a key"))
                    .label("a `:` belongs here")
                    .help("write `:`")
                    .fix(self.replacement("write `:`", bytes, ":", Applicability::Safe));
                self.report(error);
                self.at = end;
                return State::Value;
            }
            Some(b',' | b'}' | b']') => {
                self.builder
                    .null(position(place.start)..position(place.end));
                State::AfterValue
            }
            Some(_) => State::Value,
        };
        if lenient {
            return state;
        }
        let error = if state == State::AfterValue {
            self.error(place, "a key without value")
                .label("`:` and a value have to follow")
                .help("write `:` and the value")
        } else {
            self.error(place.clone(), "no `:` between key and value")
                .label("a `:` belongs here")
                .help("write `:` after the key")
                .fix(self.replacement("write `:`", place, ":", Applicability::Safe))
        };
        self.report(error);
        state
    }

    /// Something that starts a key or value where a comma has to be.
    pub(in crate::json) fn comma_missing(&mut self, byte: u8, mapping: bool) -> State {
        let starts = matches!(byte, b'"' | b'\'' | b'{' | b'[') || is_word_byte(byte);
        if !starts {
            if byte == b':' || byte == b'=' {
                let what = format!("`{}`", char::from(byte));
                let error = self
                    .unexpected(self.at..self.at + 1, &what)
                    .help("write `,` before the next key, or quote the text that it belongs to");
                self.report(error);
                self.at += 1;
                self.skip_to_separator();
            } else {
                self.unexpected_character();
            }
            return State::AfterValue;
        }
        let place = self.last_end..self.last_end;
        if !std::mem::take(&mut self.lenient) {
            let error = self
                .error(
                    place.clone(),
                    format!("no comma before the next {}", self.child()),
                )
                .label("a `,` belongs here")
                .help("write `,`")
                .fix(self.replacement("write `,`", place, ",", Applicability::Safe));
            self.report(error);
        }
        if mapping { State::Key } else { State::Element }
    }

    /// A bracket that is not the one of the innermost collection.
    pub(in crate::json) fn wrong_closer(&mut self, closer: u8) -> State {
        let mapping = self.builder.in_mapping() == Some(true);
        let (opener, expected) = if mapping { ('{', '}') } else { ('[', ']') };
        let closer = char::from(closer);
        let bytes = self.at..self.at + 1;
        let begin = self.builder.open_start().unwrap_or_default();
        let outer_takes_it = self.builder.any_open(!mapping) && !self.would_end_early(mapping);
        let error = self
            .error(bytes.clone(), format!("`{opener}` is closed by `{closer}`"))
            .label(format!("`{expected}` belongs here"))
            .related(self.span(begin, 1), format!("`{opener}` was opened here"));
        let error = if outer_takes_it {
            error.help(format!("write `{expected}` before it"))
        } else {
            error
                .help(format!("write `{expected}` instead"))
                .fix(self.replacement(
                    &format!("write `{expected}`"),
                    bytes,
                    &expected.to_string(),
                    Applicability::Unsafe,
                ))
        };
        self.report(error);
        if outer_takes_it {
            // The next round meets the bracket again, one collection further out.
            self.builder.close(position(self.last_end));
            while self.builder.in_mapping() == Some(mapping) {
                self.builder.close(position(self.last_end));
            }
        }
        self.close()
    }

    /// Whether the document would end with the bracket at the current position, and text remain,
    /// if the bracket belonged to the collection that fits it.
    pub(in crate::json) fn would_end_early(&self, mapping: bool) -> bool {
        let rest = self.text[self.at + 1..].trim_start();
        !rest.is_empty() && self.builder.outermost_takes(!mapping)
    }

    /// Something after the outermost value.
    pub(in crate::json) fn trailing_text(&mut self) {
        let start = self.at;
        let end = start + self.text[start..self.line_end(start)].trim_end().len();
        let last = self.text[..self.last_end].chars().next_back();
        let last = u32::try_from(last.map_or(0, char::len_utf8)).unwrap_or_default();
        let ended = self.span(position(self.last_end) - last, last);
        let another = matches!(self.bytes.get(start), Some(b'{' | b'['));
        let mut error = if another {
            let mut error = self.error(start..end, "a second document in one text");
            error.rule = MULTIPLE_DOCUMENTS.name.into();
            error
                .label("starts here and is not read")
                .help("keep one document per file")
        } else {
            self.error(start..end, "text after the end of the document")
                .label("not read")
                .help("delete it, or delete the bracket too many that ends the document before it")
        };
        error = error.related(ended, "the document ends here");
        self.report(error);
    }

    /// The end of the text where something else has to be.
    pub(in crate::json) fn unexpected_end(&mut self, state: State) {
        let end = self.bytes.len();
        let Some(begin) = self.builder.open_start() else {
            // What is there instead was reported.
            if !self.errors.is_empty() {
                return;
            }
            let place = self.last_end..self.last_end;
            let error = self
                .error(place, "the document is empty")
                .label("a value has to be here")
                .help("write the document; the smallest is `{}`");
            self.report(error);
            return;
        };
        let mapping = self.builder.in_mapping() == Some(true);
        let (opener, closer) = if mapping { ('{', '}') } else { ('[', ']') };
        let start = begin as usize;
        let depth = self.builder.depth();
        let error = self
            .error(start..start + 1, format!("`{opener}` is never closed"))
            .label(format!("no `{closer}` for it"))
            .related(self.span(position(self.last_end), 0), "the text ends here")
            .help(if depth == 1 {
                format!("write `{closer}` at its end")
            } else {
                format!("write `{closer}` at its end; {depth} collections are open at the end")
            });
        self.report(error);
        if state == State::Value {
            let at = position(self.last_end);
            self.builder.null(at..at);
        }
        while self.builder.depth() > 0 {
            self.builder.close(position(end));
        }
    }

    /// What the innermost collection consists of, in the words of JSON.
    pub(in crate::json) fn child(&self) -> &'static str {
        if self.builder.in_mapping() == Some(true) {
            "member"
        } else {
            "element"
        }
    }
}
