//! What a contract says of values, as static tables: [`Schema`].
//!
//! Generated crates hold one table per type. Two readers use it: [`Validate`] on typed values, which
//! is fast and only says yes or "not evidently"; and [`Schema::check`] on JSON values, which finds
//! every violation. A table is built by `const` functions in a `static`, so it costs nothing at
//! start-up; types refer to each other through [`Schema::of`], in circles too.

mod check;
mod constant;
mod decimal;
mod pattern;
mod rules;
mod typed;
mod union;
mod unique;

pub use constant::Constant;
pub use decimal::Decimal;
pub use pattern::Pattern;
pub use rules::{Additional, Contains, DependentRequired, PatternProperty, Property};
pub(crate) use rules::{ArrayRules, NumberRules, ObjectRules, StringRules};
pub use typed::{Described, Invalid, Validate};
pub(crate) use union::is_of_type;
pub use union::{Selection, Union};

use crate::format::Format;

/// A JSON type, null aside.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum JsonType {
    /// true or false.
    Boolean,
    /// A number without fraction.
    Integer,
    /// Any number.
    Number,
    /// Text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl JsonType {
    /// The type as documents write it: `integer`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// What values must be.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    pub(crate) nullable: bool,
    pub(crate) kind: Kind,
}

/// What values other than null must be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Any,
    Never,
    Null,
    Boolean,
    Integer(NumberRules),
    Number(NumberRules),
    String(StringRules),
    Enum(&'static [Constant]),
    Array(ArrayRules),
    Object(ObjectRules),
    Union(Union),
    Reference(fn() -> &'static Schema),
}

impl Schema {
    const fn new(kind: Kind) -> Self {
        Self {
            nullable: false,
            kind,
        }
    }

    /// Any value, null included.
    #[must_use]
    pub const fn any() -> Self {
        Self::new(Kind::Any).nullable()
    }

    /// No value.
    #[must_use]
    pub const fn never() -> Self {
        Self::new(Kind::Never)
    }

    /// Only null.
    #[must_use]
    pub const fn null() -> Self {
        Self::new(Kind::Null).nullable()
    }

    /// true or false.
    #[must_use]
    pub const fn boolean() -> Self {
        Self::new(Kind::Boolean)
    }

    /// A whole number.
    #[must_use]
    pub const fn integer() -> Self {
        Self::new(Kind::Integer(NumberRules::NONE))
    }

    /// A number.
    #[must_use]
    pub const fn number() -> Self {
        Self::new(Kind::Number(NumberRules::NONE))
    }

    /// Text.
    #[must_use]
    pub const fn string() -> Self {
        Self::new(Kind::String(StringRules::NONE))
    }

    /// One of these constants.
    #[must_use]
    pub const fn one_of(constants: &'static [Constant]) -> Self {
        Self::new(Kind::Enum(constants))
    }

    /// A list whose elements are all of one kind.
    #[must_use]
    pub const fn array(element: &'static Self) -> Self {
        Self::new(Kind::Array(ArrayRules::of(element)))
    }

    /// A list whose first elements are these, and any others behind them.
    #[must_use]
    pub const fn tuple(elements: &'static [Self]) -> Self {
        Self::new(Kind::Array(ArrayRules::tuple(elements)))
    }

    /// An object with these members, and any others.
    #[must_use]
    pub const fn object(properties: &'static [Property]) -> Self {
        Self::new(Kind::Object(ObjectRules::of(properties)))
    }

    /// An object whose members are all of one kind, under any name.
    #[must_use]
    pub const fn map(member: &'static Self) -> Self {
        Self::object(&[]).additional(Additional::Of(member))
    }

    /// One of several schemas.
    #[must_use]
    pub const fn union(union: Union) -> Self {
        Self::new(Kind::Union(union))
    }

    /// The schema of the type `T`.
    #[must_use]
    pub const fn of<T: Described>() -> Self {
        Self::new(Kind::Reference(T::schema))
    }

    /// Allows null too.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// At least this long, in Unicode scalar values.
    #[must_use]
    pub const fn min_length(mut self, length: u64) -> Self {
        if let Kind::String(rules) = &mut self.kind {
            rules.min_length = length;
        }
        self
    }

    /// At most this long, in Unicode scalar values.
    #[must_use]
    pub const fn max_length(mut self, length: u64) -> Self {
        if let Kind::String(rules) = &mut self.kind {
            rules.max_length = Some(length);
        }
        self
    }

    /// Matches the pattern somewhere.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        if let Kind::String(rules) = &mut self.kind {
            rules.pattern = Some(pattern);
        }
        self
    }

    /// Is of this format.
    #[must_use]
    pub const fn format(mut self, format: Format) -> Self {
        if let Kind::String(rules) = &mut self.kind {
            rules.format = Some(format);
        }
        self
    }

    const fn bounds(mut self, change: NumberRules) -> Self {
        if let Kind::Integer(rules) | Kind::Number(rules) = &mut self.kind {
            *rules = rules.and(change);
        }
        self
    }

    /// At least this great.
    #[must_use]
    pub const fn minimum(self, bound: i64) -> Self {
        self.bounds(NumberRules::minimum(Decimal::integer(bound)))
    }

    /// At most this great.
    #[must_use]
    pub const fn maximum(self, bound: i64) -> Self {
        self.bounds(NumberRules::maximum(Decimal::integer(bound)))
    }

    /// Greater than this.
    #[must_use]
    pub const fn exclusive_minimum(self, bound: i64) -> Self {
        self.bounds(NumberRules::exclusive_minimum(Decimal::integer(bound)))
    }

    /// Smaller than this.
    #[must_use]
    pub const fn exclusive_maximum(self, bound: i64) -> Self {
        self.bounds(NumberRules::exclusive_maximum(Decimal::integer(bound)))
    }

    /// A multiple of this.
    #[must_use]
    pub const fn multiple_of(self, step: i64) -> Self {
        self.bounds(NumberRules::multiple_of(Decimal::integer(step)))
    }

    /// Like [`Schema::minimum`], for bounds that are no small whole number. The text is checked
    /// while compiling.
    #[must_use]
    pub const fn minimum_decimal(self, bound: &str) -> Self {
        self.bounds(NumberRules::minimum(Decimal::literal(bound)))
    }

    /// Like [`Schema::maximum`], for bounds that are no small whole number.
    #[must_use]
    pub const fn maximum_decimal(self, bound: &str) -> Self {
        self.bounds(NumberRules::maximum(Decimal::literal(bound)))
    }

    /// Like [`Schema::exclusive_minimum`], for bounds that are no small whole number.
    #[must_use]
    pub const fn exclusive_minimum_decimal(self, bound: &str) -> Self {
        self.bounds(NumberRules::exclusive_minimum(Decimal::literal(bound)))
    }

    /// Like [`Schema::exclusive_maximum`], for bounds that are no small whole number.
    #[must_use]
    pub const fn exclusive_maximum_decimal(self, bound: &str) -> Self {
        self.bounds(NumberRules::exclusive_maximum(Decimal::literal(bound)))
    }

    /// Like [`Schema::multiple_of`], for steps that are no small whole number.
    #[must_use]
    pub const fn multiple_of_decimal(self, step: &str) -> Self {
        self.bounds(NumberRules::multiple_of(Decimal::literal(step)))
    }

    /// At least this many elements.
    #[must_use]
    pub const fn min_items(mut self, count: u64) -> Self {
        if let Kind::Array(rules) = &mut self.kind {
            rules.min = count;
        }
        self
    }

    /// At most this many elements.
    #[must_use]
    pub const fn max_items(mut self, count: u64) -> Self {
        if let Kind::Array(rules) = &mut self.kind {
            rules.max = Some(count);
        }
        self
    }

    /// No two elements are equal.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        if let Kind::Array(rules) = &mut self.kind {
            rules.unique = true;
        }
        self
    }

    /// What elements behind those of a tuple must be; [`Schema::never`] closes it.
    #[must_use]
    pub const fn rest(mut self, element: &'static Self) -> Self {
        if let Kind::Array(rules) = &mut self.kind {
            rules.rest = Some(element);
        }
        self
    }

    /// What some elements must be.
    #[must_use]
    pub const fn contains(mut self, contains: Contains) -> Self {
        if let Kind::Array(rules) = &mut self.kind {
            rules.contains = Some(contains);
        }
        self
    }

    /// What members beside the named ones must be.
    #[must_use]
    pub const fn additional(mut self, additional: Additional) -> Self {
        if let Kind::Object(rules) = &mut self.kind {
            rules.additional = additional;
        }
        self
    }

    /// No members beside the named ones.
    #[must_use]
    pub const fn closed(self) -> Self {
        self.additional(Additional::Closed)
    }

    /// What members must be whose names match a pattern.
    #[must_use]
    pub const fn pattern_properties(mut self, patterns: &'static [PatternProperty]) -> Self {
        if let Kind::Object(rules) = &mut self.kind {
            rules.patterns = patterns;
        }
        self
    }

    /// What member names must be.
    #[must_use]
    pub const fn property_names(mut self, names: &'static Self) -> Self {
        if let Kind::Object(rules) = &mut self.kind {
            rules.names = Some(names);
        }
        self
    }

    /// At least this many members.
    #[must_use]
    pub const fn min_properties(mut self, count: u64) -> Self {
        if let Kind::Object(rules) = &mut self.kind {
            rules.min = count;
        }
        self
    }

    /// At most this many members.
    #[must_use]
    pub const fn max_properties(mut self, count: u64) -> Self {
        if let Kind::Object(rules) = &mut self.kind {
            rules.max = Some(count);
        }
        self
    }

    /// Members that ask for others.
    #[must_use]
    pub const fn dependent_required(mut self, dependents: &'static [DependentRequired]) -> Self {
        if let Kind::Object(rules) = &mut self.kind {
            rules.dependents = dependents;
        }
        self
    }

    /// Members that must be there though no property describes them.
    #[must_use]
    pub const fn required_undeclared(mut self, names: &'static [&'static str]) -> Self {
        if let Kind::Object(rules) = &mut self.kind {
            rules.required_undeclared = names;
        }
        self
    }

    /// The schema behind references, and whether null is allowed on the way to it.
    pub(crate) fn resolve(&self) -> (&Self, bool) {
        let (mut schema, mut nullable) = (self, self.nullable);
        while let Kind::Reference(target) = schema.kind {
            schema = target();
            nullable |= schema.nullable;
        }
        (schema, nullable)
    }
}
