//! What does not fit: [`DeError`].

use std::borrow::Cow;
use std::fmt;

use oas_diagnostics::{Diagnostic, Location, Span, suggest};
use serde::de::{self, Expected, Unexpected};

use crate::pointer;
use crate::tree::{Key, Node, NodeKind};

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
pub(super) struct Misfit(Box<Details>);

#[derive(Debug, Default)]
struct Details {
    message: String,
    label: Option<String>,
    help: Option<String>,
    location: Option<Location>,
    /// What was expected, where something else was found.
    wanted: Option<String>,
}

impl Misfit {
    fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            message: message.into(),
            ..Details::default()
        }))
    }

    /// Something that is not what `expected` says.
    fn other_than(expected: &dyn Expected, found: &str) -> Self {
        let wanted = wanted(expected);
        Self(Box::new(Details {
            message: format!("expected {wanted}, found {found}"),
            label: Some(format!("has to be {wanted}")),
            wanted: Some(wanted),
            ..Details::default()
        }))
    }

    fn label(mut self, label: impl Into<String>) -> Self {
        self.0.label = Some(label.into());
        self
    }

    fn help(mut self, help: Option<String>) -> Self {
        self.0.help = help;
        self
    }

    /// Places the error at a node, if it has no place yet.
    pub(super) fn at(mut self, node: Node<'_>) -> Self {
        let details = &mut *self.0;
        if details.location.is_some() {
            return self;
        }
        details.location = Some(place_of(node));
        if let Some(wanted) = &details.wanted {
            // The node has the text as it was written, which values do not.
            details.message = format!("expected {wanted}, found {}", found(node));
            let unquoted = matches!(
                node.kind(),
                NodeKind::Boolean | NodeKind::Integer | NodeKind::Float
            );
            if unquoted && wanted.contains("a string") {
                details.help = Some("put it in quotes if it is text".to_owned());
            }
        }
        self
    }

    /// Places the error at a key of a mapping, if it has no place yet.
    pub(super) fn at_key(mut self, mapping: Node<'_>, key: Key<'_>) -> Self {
        let details = &mut *self.0;
        if details.location.is_some() {
            return self;
        }
        details.location = Some(Location {
            span: key.span(),
            pointer: format!("{}/{}", mapping.pointer(), pointer::escape(key.text())),
        });
        if let Some(wanted) = &details.wanted {
            let key = shortened(key.text());
            details.message = format!("expected {wanted}, found the key `{key}`");
        }
        self
    }

    pub(super) fn placed(self, node: Node<'_>) -> DeError {
        let details = *self.at(node).0;
        DeError {
            message: details.message,
            label: details.label,
            help: details.help,
            location: details.location.unwrap_or_else(|| place_of(node)),
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
        formatter.write_str(&self.0.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::other_than(expected, &found.to_string())
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::other_than(expected, &found.to_string())
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {}, found {length}", wanted(expected)))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("unknown value `{}`", shortened(variant)))
            .label("not known here")
            .help(known(variant, expected, "values"))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("unknown key `{}`", shortened(field)))
            .label("not known here")
            .help(known(field, expected, "keys"))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(format!("the key `{field}` is missing"))
            .label(format!("has no `{field}`"))
            .help(Some(format!("add `{field}`")))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(format!("`{field}` is there under two names"))
            .help(Some("keep one of the two".to_owned()))
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
        _ if expected.starts_with("enum ") => "a string, or an object with one key",
        _ => {
            return match expected.strip_prefix("a tuple of size ") {
                Some(size) => format!("an array of {size} elements"),
                None => expected,
            };
        }
    };
    described.to_owned()
}

/// What a node is, as it is written.
fn found(node: Node<'_>) -> String {
    let written = shortened(node.scalar_text().unwrap_or_default());
    match node.kind() {
        NodeKind::Boolean => format!("the boolean `{written}`"),
        NodeKind::Integer => format!("the integer `{written}`"),
        NodeKind::Float => format!("the number `{written}`"),
        NodeKind::String => format!("the string `{written}`"),
        kind => kind.described().to_owned(),
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
