//! What does not fit: [`DeError`].

use std::borrow::Cow;
use std::fmt;

use oas_diagnostics::{Diagnostic, Location, Span, suggest};
use serde::de::{self, Expected, Unexpected};

use crate::tree::{Key, Node};

/// Something in a text that does not fit a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeError {
    /// What is wrong, lower case, without full stop.
    pub message: String,
    /// Short text at the place.
    pub label: Option<String>,
    /// What to do about it, where that can be told.
    pub help: Option<String>,
    /// The node or key that is wrong.
    pub location: Location,
}

impl DeError {
    /// The finding, under the name of a rule that the caller explains.
    #[must_use]
    pub fn into_diagnostic(self, rule: impl Into<Cow<'static, str>>) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(rule, self.location, self.message);
        diagnostic.label = self.label;
        diagnostic.help.extend(self.help);
        diagnostic
    }
}

impl fmt::Display for DeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        if !self.location.pointer.is_empty() {
            write!(formatter, " at `{}`", self.location.pointer)?;
        }
        Ok(())
    }
}

impl std::error::Error for DeError {}

/// An error on its way out, which gets its place at the innermost node that sees it.
#[derive(Debug)]
pub(super) struct Misfit {
    message: String,
    label: Option<String>,
    help: Option<String>,
    location: Option<Location>,
}

impl Misfit {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            label: None,
            help: None,
            location: None,
        }
    }

    /// Places the error at a node, if it has no place yet.
    pub(super) fn at(mut self, node: Node<'_>) -> Self {
        self.location.get_or_insert_with(|| place_of(node));
        self
    }

    /// Places the error at a key of a mapping, if it has no place yet.
    pub(super) fn at_key(mut self, mapping: Node<'_>, key: Key<'_>) -> Self {
        self.location.get_or_insert_with(|| Location {
            span: key.span(),
            pointer: format!(
                "{}/{}",
                mapping.pointer(),
                crate::pointer::escape(key.text())
            ),
        });
        self
    }

    pub(super) fn placed(self, node: Node<'_>) -> DeError {
        DeError {
            message: self.message,
            label: self.label,
            help: self.help,
            location: self.location.unwrap_or_else(|| place_of(node)),
        }
    }
}

/// A scalar itself; of a collection the key, for its own bytes can be the whole file.
fn place_of(node: Node<'_>) -> Location {
    if !node.is_mapping() && !node.is_sequence() {
        return node.location();
    }
    let mut location = node.key_location();
    if node.key().is_none() {
        location.span = Span::at(location.span.file, location.span.start);
    }
    location
}

impl fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let wanted = wanted(expected);
        let unquoted = matches!(
            found,
            Unexpected::Bool(_)
                | Unexpected::Signed(_)
                | Unexpected::Unsigned(_)
                | Unexpected::Float(_)
        );
        let mut misfit = Self::new(format!("expected {wanted}, found {}", described(found)));
        misfit.label = Some(format!("has to be {wanted}"));
        if unquoted && wanted.contains("a string") {
            misfit.help = Some("put it in quotes if it is text".to_owned());
        }
        misfit
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let wanted = wanted(expected);
        let mut misfit = Self::new(format!("expected {wanted}, found {}", described(found)));
        misfit.label = Some(format!("has to be {wanted}"));
        misfit
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let wanted = wanted(expected);
        Self::new(format!("expected {wanted}, found {length} of them"))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let mut misfit = Self::new(format!("unknown value `{}`", shortened(variant)));
        misfit.label = Some("not known here".to_owned());
        misfit.help = known(variant, expected, "values");
        misfit
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let mut misfit = Self::new(format!("unknown key `{}`", shortened(field)));
        misfit.label = Some("not known here".to_owned());
        misfit.help = known(field, expected, "keys");
        misfit
    }

    fn missing_field(field: &'static str) -> Self {
        let mut misfit = Self::new(format!("the key `{field}` is missing"));
        misfit.label = Some(format!("has no `{field}`"));
        misfit.help = Some(format!("add `{field}`"));
        misfit
    }

    fn duplicate_field(field: &'static str) -> Self {
        let mut misfit = Self::new(format!("`{field}` is there under two names"));
        misfit.help = Some("keep one of the two".to_owned());
        misfit
    }
}

/// The nearest known word, or all of them.
fn known(word: &str, expected: &[&str], what: &str) -> Option<String> {
    if let Some(nearest) = suggest::nearest(word, expected.iter().copied()) {
        return Some(format!("did you mean `{nearest}`?"));
    }
    let list = expected
        .iter()
        .map(|known| format!("`{known}`"))
        .collect::<Vec<_>>();
    (!list.is_empty()).then(|| format!("known {what} are {}", list.join(", ")))
}

/// What a visitor expects, in the words of documents instead of those of Rust.
fn wanted(expected: &dyn Expected) -> String {
    let expected = expected.to_string();
    let described = match expected.as_str() {
        "u8" => "an integer from 0 to 255",
        "u16" => "an integer from 0 to 65535",
        "u32" | "u64" | "u128" | "usize" => "an integer from 0",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "an integer",
        "f32" | "f64" => "a number",
        "a sequence" => "an array",
        "a map" => "an object",
        "a borrowed string" | "string" => "a string",
        "unit" => "null",
        _ if expected.starts_with("struct ") || expected.starts_with("a map ") => "an object",
        _ => return expected,
    };
    described.to_owned()
}

fn described(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("the boolean `{value}`"),
        Unexpected::Unsigned(value) => format!("the integer `{value}`"),
        Unexpected::Signed(value) => format!("the integer `{value}`"),
        Unexpected::Float(value) => format!("the number `{value}`"),
        Unexpected::Char(value) => format!("the string `{value}`"),
        Unexpected::Str(value) => format!("the string `{}`", shortened(value)),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Seq => "an array".to_owned(),
        Unexpected::Map => "an object".to_owned(),
        other => other.to_string(),
    }
}

/// A text that fits into a message.
fn shortened(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
