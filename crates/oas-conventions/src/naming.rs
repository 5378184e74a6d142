//! How paths and names look: [`Paths`], [`Naming`], [`Case`], [`MediaTypes`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// How paths are built.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paths {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Verbs that may stand last on POST.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verbs: Vec<String>,
    /// Segments that only group others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub namespaces: Vec<String>,
    /// Segments that no path may have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbidden_segments: Vec<String>,
}

/// How names are written, by what they name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Literal segments of paths.
    pub path_segments: Case,
    /// Path parameters.
    pub path_parameters: Case,
    /// Query parameters.
    pub query_parameters: Case,
    /// Members of objects.
    pub properties: Case,
    /// Component schemas.
    pub schemas: Case,
    /// Tags.
    pub tags: Case,
    /// Operation ids.
    pub operation_ids: Case,
    /// Error codes.
    pub error_codes: Case,
    /// Names that are written otherwise all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<String>,
}

/// The media types of bodies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaTypes {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Of requests.
    pub request: String,
    /// Of answers.
    pub response: String,
    /// The error code for anything else.
    pub refused_with: String,
}

/// A way to write names of several words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Case {
    /// `camelCase`
    #[serde(rename = "camelCase")]
    Camel,
    /// `PascalCase`
    #[serde(rename = "PascalCase")]
    Pascal,
    /// `snake_case`
    #[serde(rename = "snake_case")]
    Snake,
    /// `SCREAMING_SNAKE_CASE`
    #[serde(rename = "SCREAMING_SNAKE_CASE")]
    ScreamingSnake,
    /// `kebab-case`
    #[serde(rename = "kebab-case")]
    Kebab,
}

impl Case {
    /// How the case is called, written in itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Snake => "snake_case",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
            Self::Kebab => "kebab-case",
        }
    }

    /// Whether a name is written so: ASCII letters and digits, a letter first, no empty words.
    #[must_use]
    pub fn fits(self, name: &str) -> bool {
        let separator = match self {
            Self::Camel | Self::Pascal => None,
            Self::Snake | Self::ScreamingSnake => Some('_'),
            Self::Kebab => Some('-'),
        };
        let upper_first = matches!(self, Self::Pascal | Self::ScreamingSnake);
        let letter = |c: char| match self {
            Self::Camel | Self::Pascal => c.is_ascii_alphabetic(),
            Self::Snake | Self::Kebab => c.is_ascii_lowercase(),
            Self::ScreamingSnake => c.is_ascii_uppercase(),
        };
        name.starts_with(|c: char| c.is_ascii_alphabetic() && c.is_ascii_uppercase() == upper_first)
            && !name.ends_with(['_', '-'])
            && !name.contains("__")
            && !name.contains("--")
            && name
                .chars()
                .all(|c| letter(c) || c.is_ascii_digit() || Some(c) == separator)
    }

    /// The name written so; `RATE_LIMIT_EXCEEDED` becomes `rate-limit-exceeded`.
    #[must_use]
    pub fn convert(self, name: &str) -> String {
        let words = words(name);
        let capital = |word: &String| {
            let mut characters = word.chars();
            characters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(characters).collect()
            })
        };
        match self {
            Self::Camel => {
                let mut words = words.iter();
                let first = words.next().cloned().unwrap_or_default();
                words.fold(first, |text, word| text + &capital(word))
            }
            Self::Pascal => words.iter().map(capital).collect(),
            Self::Snake => words.join("_"),
            Self::ScreamingSnake => words.join("_").to_uppercase(),
            Self::Kebab => words.join("-"),
        }
    }
}

/// The words of a name in whatever case, in lower case: `fromHTTPRequest_2` is `from`, `http`,
/// `request`, `2`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (index, character) in characters.iter().enumerate() {
        if !character.is_alphanumeric() {
            words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            continue;
        }
        let before = index.checked_sub(1).map(|index| characters[index]);
        let after = characters.get(index + 1);
        let starts = character.is_uppercase()
            && (before.is_some_and(|c| c.is_lowercase() || c.is_numeric())
                || before.is_some_and(char::is_uppercase)
                    && after.is_some_and(|c| c.is_lowercase()));
        if starts {
            words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        }
        word.extend(character.to_lowercase());
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

#[cfg(test)]
mod tests {
    use super::{Case, words};

    #[test]
    fn each_case_fits_its_own_name_only() {
        let all = [
            Case::Camel,
            Case::Pascal,
            Case::Snake,
            Case::ScreamingSnake,
            Case::Kebab,
        ];
        for case in all {
            for other in all {
                assert_eq!(case.fits(other.name()), case == other, "{case:?} {other:?}");
            }
        }
        assert!(Case::Snake.fits("rate_2"));
        for bad in ["", "2nd", "a__b", "a_", "é", "a b"] {
            assert!(!Case::Snake.fits(bad), "{bad}");
        }
    }

    #[test]
    fn names_are_converted_word_by_word() {
        for (case, expected) in [
            (Case::Camel, "rateLimitExceeded"),
            (Case::Pascal, "RateLimitExceeded"),
            (Case::Snake, "rate_limit_exceeded"),
            (Case::ScreamingSnake, "RATE_LIMIT_EXCEEDED"),
            (Case::Kebab, "rate-limit-exceeded"),
        ] {
            assert_eq!(case.convert("RATE_LIMIT_EXCEEDED"), expected);
            assert_eq!(case.convert("rateLimitExceeded"), expected);
        }
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(words("fromHTTPRequest_2"), ["from", "http", "request", "2"]);
        assert_eq!(words("X-RateLimit-Limit"), ["x", "rate", "limit", "limit"]);
        assert_eq!(words("__"), Vec::<String>::new());
    }
}
