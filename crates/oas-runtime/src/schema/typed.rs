//! Checking typed values without reading them back as JSON: [`Validate`] and [`Described`].

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::{Additional, Constant, Decimal, Kind, Schema, unique};
use crate::{Patch, Violation};

/// A value that can be held against a schema.
///
/// This is the fast path: no allocation, no names, no messages. `false` means "not evidently": the
/// value breaks a rule, or the rule cannot be judged from a typed value. Whoever needs to know
/// which, serialises the value and asks [`Schema::check`].
pub trait Validate {
    /// Whether this value evidently keeps all rules of `schema`.
    fn conforms(&self, schema: &Schema) -> bool;

    /// Whether the value stands for a member that is there. Only types for optional members say no.
    fn is_present(&self) -> bool {
        true
    }
}

/// A type that the contract describes.
pub trait Described: Validate {
    /// What the contract says of values of this type.
    fn schema() -> &'static Schema;
}

/// A value that breaks the rules of its type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Invalid {
    violations: Vec<Violation>,
}

impl Invalid {
    /// What is wrong, at least one entry.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.violations.first() {
            Some(violation) => violation.fmt(formatter),
            None => formatter.write_str("the value cannot be written as JSON"),
        }
    }
}

impl std::error::Error for Invalid {}

impl Schema {
    /// Gives `value` back if it keeps all rules.
    ///
    /// # Errors
    ///
    /// [`Invalid`] with everything that is wrong.
    pub fn admit<T: Validate + Serialize>(&self, value: T) -> Result<T, Invalid> {
        if value.conforms(self) {
            return Ok(value);
        }
        let violations = match serde_json::to_value(&value) {
            Ok(json) => self.check(&json),
            Err(_) => return Err(Invalid { violations: vec![] }),
        };
        if violations.is_empty() {
            Ok(value)
        } else {
            Err(Invalid { violations })
        }
    }

    /// Whether this is the schema of `T`: the answer for types that cannot hold anything invalid.
    #[must_use]
    pub fn describes<T: Described>(&self) -> bool {
        std::ptr::eq(self.resolve().0, T::schema())
    }

    /// Whether this is the schema of `T`, and the members of such an object keep its rules;
    /// `members` are those of the table's properties, in its order.
    #[must_use]
    pub fn describes_members<T: Described>(&self, members: &[&dyn Validate]) -> bool {
        self.describes::<T>() && self.members_conform(members, &BTreeMap::<String, Value>::new())
    }

    /// Like [`Schema::describes_members`], for objects that keep the members beside the named ones.
    #[must_use]
    pub fn describes_open_members<T: Described, V: Validate>(
        &self,
        members: &[&dyn Validate],
        others: &BTreeMap<String, V>,
    ) -> bool {
        self.describes::<T>() && self.members_conform(members, others)
    }

    /// Whether this is the schema of `T`, and the elements of such a tuple keep its rules.
    #[must_use]
    pub fn describes_elements<T: Described>(&self, elements: &[&dyn Validate]) -> bool {
        let Kind::Array(rules) = &self.resolve().0.kind else {
            return false;
        };
        self.describes::<T>()
            && rules.contains.is_none()
            && !rules.unique
            && rules.allow_count(elements.len())
            && elements.iter().enumerate().all(|(index, element)| {
                rules
                    .element(index)
                    .is_none_or(|schema| element.conforms(schema))
            })
    }

    fn members_conform<V: Validate>(
        &self,
        members: &[&dyn Validate],
        others: &BTreeMap<String, V>,
    ) -> bool {
        let Kind::Object(rules) = &self.resolve().0.kind else {
            return false;
        };
        if rules.needs_names() || rules.properties.len() != members.len() {
            return false;
        }
        let mut count = others.len();
        for (property, member) in rules.properties.iter().zip(members) {
            let present = property.required || member.is_present();
            count += usize::from(present);
            if present && !member.conforms(&property.schema) {
                return false;
            }
        }
        rules.allow_count(count)
            && match rules.additional {
                Additional::Any => true,
                Additional::Closed => others.is_empty(),
                Additional::Of(schema) => others.values().all(|member| member.conforms(schema)),
            }
    }

    /// Whether this is the schema of the union `T`, and `value` keeps the rules of the variant at
    /// `index`.
    #[must_use]
    pub fn describes_variant<T: Described>(&self, index: usize, value: &dyn Validate) -> bool {
        match &self.resolve().0.kind {
            Kind::Union(union) => {
                self.describes::<T>()
                    // That no other variant fits too, only the JSON value can tell.
                    && !matches!(union.selection, super::Selection::One)
                    && union
                        .variants
                        .get(index)
                        .is_some_and(|variant| value.conforms(variant))
            }
            _ => false,
        }
    }

    fn number_conforms(&self, number: impl FnOnce() -> Option<Decimal>, is_whole: bool) -> bool {
        match &self.resolve().0.kind {
            Kind::Any => true,
            Kind::Integer(rules) => {
                is_whole && (rules.is_none() || number().is_some_and(|number| rules.allow(number)))
            }
            Kind::Number(rules) => number().is_some_and(|number| rules.allow(number)),
            _ => false,
        }
    }
}

impl Validate for bool {
    fn conforms(&self, schema: &Schema) -> bool {
        matches!(schema.resolve().0.kind, Kind::Boolean | Kind::Any)
    }
}

macro_rules! validate_integers {
    ($($integer:ty)*) => {$(
        impl Validate for $integer {
            fn conforms(&self, schema: &Schema) -> bool {
                schema.number_conforms(|| Some((*self).into()), true)
            }
        }
    )*};
}

validate_integers!(i32 i64 u32 u64);

impl Validate for f64 {
    fn conforms(&self, schema: &Schema) -> bool {
        schema.number_conforms(|| Decimal::from_f64(*self), false)
    }
}

impl Validate for f32 {
    fn conforms(&self, schema: &Schema) -> bool {
        schema.number_conforms(|| Decimal::from_f32(*self), false)
    }
}

impl Validate for str {
    fn conforms(&self, schema: &Schema) -> bool {
        match &schema.resolve().0.kind {
            Kind::Any => true,
            Kind::String(rules) => rules.allow(self),
            Kind::Enum(constants) => constants
                .iter()
                .any(|constant| matches!(constant, Constant::String(text) if *text == self)),
            _ => false,
        }
    }
}

impl Validate for String {
    fn conforms(&self, schema: &Schema) -> bool {
        self.as_str().conforms(schema)
    }
}

impl<T: Validate + PartialEq> Validate for Vec<T> {
    fn conforms(&self, schema: &Schema) -> bool {
        let rules = match &schema.resolve().0.kind {
            Kind::Any => return true,
            Kind::Array(rules) => rules,
            _ => return false,
        };
        let contains_enough = rules.contains.is_none_or(|contains| {
            // An element that does not evidently fit might still fit.
            let fitting = self
                .iter()
                .filter(|element| element.conforms(contains.schema));
            contains.max.is_none() && fitting.count() as u64 >= contains.min
        });
        rules.allow_count(self.len())
            && contains_enough
            && (!rules.unique || unique::evidently_unique(self) == Some(true))
            && self.iter().enumerate().all(|(index, element)| {
                rules
                    .element(index)
                    .is_none_or(|schema| element.conforms(schema))
            })
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn conforms(&self, schema: &Schema) -> bool {
        match schema.resolve().0.kind {
            Kind::Any => true,
            Kind::Object(rules) if rules.properties.is_empty() => schema.members_conform(&[], self),
            _ => false,
        }
    }
}

impl<T: Validate> Validate for Option<T> {
    fn conforms(&self, schema: &Schema) -> bool {
        match self {
            Some(value) => value.conforms(schema),
            None => schema.resolve().1,
        }
    }

    fn is_present(&self) -> bool {
        self.is_some()
    }
}

impl<T: Validate> Validate for Patch<T> {
    fn conforms(&self, schema: &Schema) -> bool {
        match self {
            Self::Absent => false,
            Self::Null => schema.resolve().1,
            Self::Value(value) => value.conforms(schema),
        }
    }

    fn is_present(&self) -> bool {
        !self.is_absent()
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn conforms(&self, schema: &Schema) -> bool {
        (**self).conforms(schema)
    }
}

impl Validate for Value {
    fn conforms(&self, schema: &Schema) -> bool {
        schema.accepts(self)
    }
}

impl Validate for () {
    fn conforms(&self, schema: &Schema) -> bool {
        schema.resolve().1
    }
}
