//! The rules that schemas of one kind share: rules for numbers, text, lists and objects.

use super::{Decimal, Pattern, Schema};
use crate::format::Format;

/// Bounds of a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberRules {
    pub(crate) minimum: Option<Decimal>,
    pub(crate) maximum: Option<Decimal>,
    pub(crate) exclusive_minimum: Option<Decimal>,
    pub(crate) exclusive_maximum: Option<Decimal>,
    pub(crate) multiple_of: Option<Decimal>,
}

impl NumberRules {
    pub(crate) const NONE: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
    };

    pub(crate) const fn minimum(bound: Decimal) -> Self {
        Self {
            minimum: Some(bound),
            ..Self::NONE
        }
    }

    pub(crate) const fn maximum(bound: Decimal) -> Self {
        Self {
            maximum: Some(bound),
            ..Self::NONE
        }
    }

    pub(crate) const fn exclusive_minimum(bound: Decimal) -> Self {
        Self {
            exclusive_minimum: Some(bound),
            ..Self::NONE
        }
    }

    pub(crate) const fn exclusive_maximum(bound: Decimal) -> Self {
        Self {
            exclusive_maximum: Some(bound),
            ..Self::NONE
        }
    }

    pub(crate) const fn multiple_of(step: Decimal) -> Self {
        Self {
            multiple_of: Some(step),
            ..Self::NONE
        }
    }

    /// These rules, with those of `change` in place of their own.
    pub(crate) const fn and(self, change: Self) -> Self {
        const fn either(change: Option<Decimal>, own: Option<Decimal>) -> Option<Decimal> {
            match change {
                Some(bound) => Some(bound),
                None => own,
            }
        }
        Self {
            minimum: either(change.minimum, self.minimum),
            maximum: either(change.maximum, self.maximum),
            exclusive_minimum: either(change.exclusive_minimum, self.exclusive_minimum),
            exclusive_maximum: either(change.exclusive_maximum, self.exclusive_maximum),
            multiple_of: either(change.multiple_of, self.multiple_of),
        }
    }

    /// Whether there is no rule at all.
    pub(crate) const fn is_none(&self) -> bool {
        matches!(
            self,
            Self {
                minimum: None,
                maximum: None,
                exclusive_minimum: None,
                exclusive_maximum: None,
                multiple_of: None,
            }
        )
    }

    /// Whether `number` keeps all rules.
    pub(crate) fn allow(&self, number: Decimal) -> bool {
        self.minimum.is_none_or(|bound| number >= bound)
            && self.maximum.is_none_or(|bound| number <= bound)
            && self.exclusive_minimum.is_none_or(|bound| number > bound)
            && self.exclusive_maximum.is_none_or(|bound| number < bound)
            && self
                .multiple_of
                .is_none_or(|step| number.is_multiple_of(step))
    }
}

/// Rules for text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StringRules {
    pub(crate) min_length: u64,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<&'static Pattern>,
    pub(crate) format: Option<Format>,
}

impl StringRules {
    pub(crate) const NONE: Self = Self {
        min_length: 0,
        max_length: None,
        pattern: None,
        format: None,
    };

    /// Whether `text` keeps all rules.
    pub(crate) fn allow(&self, text: &str) -> bool {
        self.length_fits(text)
            && self.format.is_none_or(|format| format.matches(text))
            && self.pattern.is_none_or(|pattern| pattern.matches(text))
    }

    /// Whether the only rule is that text is of this format, or there is no rule.
    pub(crate) fn is_only_format(&self, format: Format) -> bool {
        self.min_length == 0
            && self.max_length.is_none()
            && self.pattern.is_none()
            && self.format.is_none_or(|own| own == format)
    }

    /// Characters are only counted where the number of bytes leaves the answer open.
    fn length_fits(&self, text: &str) -> bool {
        let bytes = text.len() as u64;
        let fits_by_bytes = bytes / 4 >= self.min_length;
        let max = self.max_length.unwrap_or(u64::MAX);
        if fits_by_bytes && bytes <= max {
            return true;
        }
        let length = length(text);
        length >= self.min_length && length <= max
    }
}

/// Length in Unicode scalar values.
pub(crate) fn length(text: &str) -> u64 {
    text.chars().count() as u64
}

/// Rules for lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArrayRules {
    pub(crate) first: &'static [Schema],
    pub(crate) rest: Option<&'static Schema>,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    pub(crate) unique: bool,
    pub(crate) contains: Option<Contains>,
}

impl ArrayRules {
    pub(crate) const fn of(element: &'static Schema) -> Self {
        Self {
            rest: Some(element),
            ..Self::tuple(&[])
        }
    }

    pub(crate) const fn tuple(elements: &'static [Schema]) -> Self {
        Self {
            first: elements,
            rest: None,
            min: 0,
            max: None,
            unique: false,
            contains: None,
        }
    }

    /// What the element at `index` must be.
    pub(crate) fn element(&self, index: usize) -> Option<&'static Schema> {
        self.first.get(index).or(self.rest)
    }

    /// Whether a list may have this many elements.
    pub(crate) fn allow_count(&self, count: usize) -> bool {
        let count = count as u64;
        count >= self.min && self.max.is_none_or(|max| count <= max)
    }
}

/// What some elements of a list must be.
#[derive(Clone, Copy, Debug)]
pub struct Contains {
    /// Their schema.
    pub schema: &'static Schema,
    /// How many at least.
    pub min: u64,
    /// How many at most.
    pub max: Option<u64>,
}

/// Which members an object may have beside those it names.
#[derive(Clone, Copy, Debug)]
pub enum Additional {
    /// Any.
    Any,
    /// None.
    Closed,
    /// Any, of this schema.
    Of(&'static Schema),
}

/// A named member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    pub(crate) name: &'static str,
    pub(crate) schema: Schema,
    pub(crate) required: bool,
}

impl Property {
    /// A member that must be there.
    #[must_use]
    pub const fn required(name: &'static str, schema: Schema) -> Self {
        Self {
            name,
            schema,
            required: true,
        }
    }

    /// A member that may be there.
    #[must_use]
    pub const fn optional(name: &'static str, schema: Schema) -> Self {
        Self {
            name,
            schema,
            required: false,
        }
    }
}

/// Members whose names match a pattern.
#[derive(Clone, Copy, Debug)]
pub struct PatternProperty {
    /// What names must match.
    pub pattern: &'static Pattern,
    /// What the members must be.
    pub schema: &'static Schema,
}

/// A member that asks for others.
#[derive(Clone, Copy, Debug)]
pub struct DependentRequired {
    /// When this member is there,
    pub member: &'static str,
    /// these must be there too.
    pub needs: &'static [&'static str],
}

/// Rules for objects.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectRules {
    pub(crate) properties: &'static [Property],
    pub(crate) additional: Additional,
    pub(crate) patterns: &'static [PatternProperty],
    pub(crate) names: Option<&'static Schema>,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    pub(crate) dependents: &'static [DependentRequired],
    pub(crate) required_undeclared: &'static [&'static str],
}

impl ObjectRules {
    pub(crate) const fn of(properties: &'static [Property]) -> Self {
        Self {
            properties,
            additional: Additional::Any,
            patterns: &[],
            names: None,
            min: 0,
            max: None,
            dependents: &[],
            required_undeclared: &[],
        }
    }

    /// The property called `name`.
    pub(crate) fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }

    /// Whether an object may have this many members.
    pub(crate) fn allow_count(&self, count: usize) -> bool {
        let count = count as u64;
        count >= self.min && self.max.is_none_or(|max| count <= max)
    }

    /// Whether there are rules that only the members by name can answer, which a typed value does
    /// not tell.
    pub(crate) const fn needs_names(&self) -> bool {
        !self.patterns.is_empty()
            || self.names.is_some()
            || !self.dependents.is_empty()
            || !self.required_undeclared.is_empty()
    }
}
