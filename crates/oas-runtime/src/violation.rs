//! What is wrong with a request: [`Violation`], and the bounded list [`Violations`].
//!
//! A violation names the place, the keyword and the rule; it never repeats the value, which may be
//! a secret.

use std::fmt;

use serde::Serialize;

use crate::{Pointer, RequestPart};

/// The rule that a value breaks. Printed in upper case, as clients see it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Keyword {
    /// A member or parameter that no rule allows.
    AdditionalProperties,
    /// Fits none of the types of a union.
    AnyOf,
    /// Too few or too many elements of a kind.
    Contains,
    /// A member asks for another one.
    DependentRequired,
    /// None of the listed constants.
    Enum,
    /// Not below its bound.
    ExclusiveMaximum,
    /// Not above its bound.
    ExclusiveMinimum,
    /// Not of the named format.
    Format,
    /// Cannot be read as what it should be: JSON that breaks off, a number that is none.
    Malformed,
    /// Too many elements.
    MaxItems,
    /// Too long.
    MaxLength,
    /// Too many members.
    MaxProperties,
    /// Too great.
    Maximum,
    /// Too few elements.
    MinItems,
    /// Too short.
    MinLength,
    /// Too few members.
    MinProperties,
    /// Too small.
    Minimum,
    /// Not a multiple.
    MultipleOf,
    /// Not allowed at all.
    Not,
    /// Fits none of the types of a union that takes exactly one, or more than one.
    OneOf,
    /// Does not match.
    Pattern,
    /// A member's name breaks a rule.
    PropertyNames,
    /// Not there.
    Required,
    /// Another type.
    Type,
    /// Two equal elements.
    UniqueItems,
    /// A query parameter that the operation does not have.
    UnknownParameter,
}

impl Keyword {
    /// The keyword as clients see it: `MAX_LENGTH`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AdditionalProperties => "ADDITIONAL_PROPERTIES",
            Self::AnyOf => "ANY_OF",
            Self::Contains => "CONTAINS",
            Self::DependentRequired => "DEPENDENT_REQUIRED",
            Self::Enum => "ENUM",
            Self::ExclusiveMaximum => "EXCLUSIVE_MAXIMUM",
            Self::ExclusiveMinimum => "EXCLUSIVE_MINIMUM",
            Self::Format => "FORMAT",
            Self::Malformed => "MALFORMED",
            Self::MaxItems => "MAX_ITEMS",
            Self::MaxLength => "MAX_LENGTH",
            Self::MaxProperties => "MAX_PROPERTIES",
            Self::Maximum => "MAXIMUM",
            Self::MinItems => "MIN_ITEMS",
            Self::MinLength => "MIN_LENGTH",
            Self::MinProperties => "MIN_PROPERTIES",
            Self::Minimum => "MINIMUM",
            Self::MultipleOf => "MULTIPLE_OF",
            Self::Not => "NOT",
            Self::OneOf => "ONE_OF",
            Self::Pattern => "PATTERN",
            Self::PropertyNames => "PROPERTY_NAMES",
            Self::Required => "REQUIRED",
            Self::Type => "TYPE",
            Self::UniqueItems => "UNIQUE_ITEMS",
            Self::UnknownParameter => "UNKNOWN_PARAMETER",
        }
    }
}

impl Serialize for Keyword {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Violation {
    /// A JSON Pointer for bodies, and the wire name elsewhere.
    pub field: String,
    /// The part of the request.
    #[serde(rename = "in")]
    pub part: RequestPart,
    /// The rule.
    #[serde(rename = "code")]
    pub keyword: Keyword,
    /// The rule for people: "must have at most 100 characters".
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.part, self.field.as_str()) {
            (RequestPart::Body, "") => write!(formatter, "the value {}", self.message),
            (_, field) => write!(formatter, "`{field}` {}", self.message),
        }
    }
}

/// Violations in the order in which they were found, at most [`Violations::LIMIT`] of them.
#[derive(Debug)]
pub struct Violations {
    found: Vec<Violation>,
    any: bool,
    limit: usize,
}

impl Default for Violations {
    fn default() -> Self {
        Self::new()
    }
}

impl Violations {
    /// How many violations one answer lists. A hostile body must not buy an answer that is larger
    /// than itself.
    pub const LIMIT: usize = 100;

    /// An empty list.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            found: Vec::new(),
            any: false,
            limit: Self::LIMIT,
        }
    }

    /// A list that only remembers whether there was any violation, and never allocates.
    pub(crate) const fn probe() -> Self {
        Self {
            found: Vec::new(),
            any: false,
            limit: 0,
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        !self.any
    }

    /// Whether looking further would add nothing.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.any && self.found.len() >= self.limit
    }

    /// Adds a violation at `place`, which is a wire name for parameters and the body's root for
    /// bodies; the message is only made when it is kept.
    pub(crate) fn push(
        &mut self,
        place: &Place<'_>,
        pointer: &Pointer<'_>,
        keyword: Keyword,
        message: impl FnOnce() -> String,
    ) {
        self.any = true;
        if self.found.len() < self.limit {
            self.found.push(Violation {
                field: place.field(pointer),
                part: place.part,
                keyword,
                message: message(),
            });
        }
    }

    /// Adds other violations, as far as there is room.
    pub(crate) fn append(&mut self, others: Self) {
        self.any |= others.any;
        let room = self.limit.saturating_sub(self.found.len());
        self.found.extend(others.found.into_iter().take(room));
    }

    /// The violations.
    #[must_use]
    pub fn into_vec(self) -> Vec<Violation> {
        self.found
    }

    /// The violations.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.found
    }
}

/// The part of a request that is being checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// Which part.
    pub(crate) part: RequestPart,
    /// Wire name of the parameter; empty for bodies.
    pub(crate) name: &'a str,
}

impl Place<'_> {
    /// The body.
    pub(crate) const BODY: Self = Self {
        part: RequestPart::Body,
        name: "",
    };

    /// Parameters keep their wire name, whatever stands within them.
    fn field(&self, pointer: &Pointer<'_>) -> String {
        match self.part {
            RequestPart::Body => pointer.to_string(),
            _ => self.name.to_owned(),
        }
    }
}
