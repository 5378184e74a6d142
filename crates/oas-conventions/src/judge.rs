//! Whether the value of an extension is what the vocabulary says: [`Conventions::judge`].

use oas_diagnostics::Location;
use oas_syntax::{Node, NodeKind};

use crate::shape::suggestion;
use crate::{Conventions, ExtensionValue, MapValue};

/// A value, or a part of one, that is not what the vocabulary says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where.
    pub location: Location,
    /// What is wrong, ready to be a message.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Conventions {
    /// What is wrong with a value, in the order of the text; nothing when it is as expected.
    #[must_use]
    pub fn judge(&self, value: Node<'_>, expected: &ExtensionValue) -> Vec<Mismatch> {
        let mut found = Vec::new();
        self.judge_into(value, expected, &mut found);
        found
    }

    fn judge_into(&self, value: Node<'_>, expected: &ExtensionValue, found: &mut Vec<Mismatch>) {
        match expected {
            ExtensionValue::ListOf(element) if value.is_sequence() => {
                for value in value.elements() {
                    self.judge_into(value, element, found);
                }
            }
            ExtensionValue::Map(map) if value.is_mapping() => self.judge_map(value, map, found),
            ExtensionValue::Object(members) if value.is_mapping() => {
                for (name, member) in members {
                    match value.get(name) {
                        Some(value) => self.judge_into(value, &member.value, found),
                        None if member.required => found.push(Mismatch {
                            location: value.location(),
                            message: format!("`{name}` is missing"),
                            help: format!("add `{name}`, {}", member.value.describe()),
                        }),
                        None => {}
                    }
                }
                let names: Vec<_> = members.keys().map(String::as_str).collect();
                for entry in value.entries() {
                    let key = entry.key.text();
                    if !members.contains_key(key) {
                        found.push(Mismatch {
                            location: entry.value.key_location(),
                            message: format!("`{key}` means nothing here"),
                            help: suggestion(key, &names),
                        });
                    }
                }
            }
            ExtensionValue::AnyOf(alternatives) => {
                self.judge_alternatives(value, alternatives, expected, found);
            }
            ExtensionValue::OneOf(_) | ExtensionValue::NameOf(_) => {
                let text = value.as_str();
                if !text.is_some_and(|text| self.is_word(text, expected)) {
                    found.push(self.word_mismatch(value.location(), text, expected));
                }
            }
            _ if is_scalar_of(value, expected) => {}
            _ => found.push(Mismatch {
                location: place(value),
                message: match value.scalar_text().filter(|_| !value.is_null()) {
                    Some("") => "this is empty".to_owned(),
                    Some(text) => format!("`{text}` is not {}", expected.describe()),
                    None => format!("this is not {}", expected.describe()),
                },
                help: format!("write {}", expected.describe()),
            }),
        }
    }

    fn judge_map(&self, value: Node<'_>, map: &MapValue, found: &mut Vec<Mismatch>) {
        for entry in value.entries() {
            let key = entry.key.text();
            if !self.is_word(key, &map.keys) {
                let location = entry.value.key_location();
                found.push(self.word_mismatch(location, Some(key), &map.keys));
            }
            self.judge_into(entry.value, &map.values, found);
        }
    }

    /// The alternative that fits, or else the mismatches of the one that was most likely meant.
    fn judge_alternatives(
        &self,
        value: Node<'_>,
        alternatives: &[ExtensionValue],
        expected: &ExtensionValue,
        found: &mut Vec<Mismatch>,
    ) {
        let mut likely = None;
        for alternative in alternatives {
            let mismatches = self.judge(value, alternative);
            if mismatches.is_empty() {
                return;
            }
            if has_kind_of(value, alternative) && likely.is_none() {
                likely = Some(mismatches);
            }
        }
        found.extend(likely.unwrap_or_else(|| {
            vec![Mismatch {
                location: place(value),
                message: format!("this is not {}", expected.describe()),
                help: format!("write {}", expected.describe()),
            }]
        }));
    }

    fn is_word(&self, text: &str, expected: &ExtensionValue) -> bool {
        match expected {
            ExtensionValue::OneOf(words) => words.iter().any(|word| word == text),
            ExtensionValue::NameOf(kind) => self.defines(*kind, text),
            ExtensionValue::Identifier => is_identifier(text),
            ExtensionValue::Date => is_date(text),
            ExtensionValue::Url => is_url(text),
            ExtensionValue::Text => !text.trim().is_empty(),
            ExtensionValue::AnyOf(alternatives) => alternatives
                .iter()
                .any(|alternative| self.is_word(text, alternative)),
            _ => false,
        }
    }

    fn word_mismatch(
        &self,
        location: Location,
        text: Option<&str>,
        expected: &ExtensionValue,
    ) -> Mismatch {
        let words: Vec<&str> = match expected {
            ExtensionValue::OneOf(words) => words.iter().map(String::as_str).collect(),
            ExtensionValue::NameOf(kind) => self.names(*kind),
            _ => Vec::new(),
        };
        let what = expected.describe();
        Mismatch {
            location,
            message: match text {
                Some(text) => format!("`{text}` is not {what}"),
                None => format!("this is not {what}"),
            },
            help: if words.is_empty() {
                format!("write {what}")
            } else {
                suggestion(text.unwrap_or_default(), &words)
            },
        }
    }
}

/// A null has no text of its own to point at.
fn place(value: Node<'_>) -> Location {
    if value.is_null() {
        value.key_location()
    } else {
        value.location()
    }
}

fn is_scalar_of(value: Node<'_>, expected: &ExtensionValue) -> bool {
    let text = value.as_str();
    match expected {
        ExtensionValue::Flag => value.as_bool() == Some(true),
        ExtensionValue::Integer => value.as_u64().is_some_and(|number| number > 0),
        ExtensionValue::Text => text.is_some_and(|text| !text.trim().is_empty()),
        ExtensionValue::Date => text.is_some_and(is_date),
        ExtensionValue::Url => text.is_some_and(is_url),
        ExtensionValue::Identifier => text.is_some_and(is_identifier),
        _ => false,
    }
}

/// Whether a value looks as if this alternative was meant.
fn has_kind_of(value: Node<'_>, alternative: &ExtensionValue) -> bool {
    match alternative {
        ExtensionValue::ListOf(_) => value.is_sequence(),
        ExtensionValue::Map(_) | ExtensionValue::Object(_) => value.is_mapping(),
        ExtensionValue::Flag => value.kind() == NodeKind::Boolean,
        ExtensionValue::Integer => value.kind() == NodeKind::Integer,
        _ => value.kind() == NodeKind::String,
    }
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

fn is_url(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest.contains(char::is_whitespace)
    })
}

/// A full date of RFC 3339, that is on the calendar.
fn is_date(text: &str) -> bool {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| digits.parse::<u32>().ok())?
    };
    let separated = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    separated && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_url};

    #[test]
    fn dates_are_on_the_calendar() {
        for good in ["2026-11-23", "2024-02-29", "2000-02-29"] {
            assert!(is_date(good), "{good}");
        }
        let bad = [
            "2026-2-3",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "20261123",
            "2026-11-23T00:00:00Z",
            "",
            "２０２６-11-23",
        ];
        for bad in bad {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn urls_are_absolute_and_https() {
        assert!(is_url("https://docs.example.com/a#b"));
        for bad in [
            "http://example.com",
            "https://",
            "https:// a",
            "/guide",
            "https://a b",
        ] {
            assert!(!is_url(bad), "{bad}");
        }
    }
}
