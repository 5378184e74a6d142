//! Unions: [`Union`], and how its variants are told apart, [`Selection`].

use serde_json::Value;

use super::{Constant, Decimal, JsonType, Schema};

/// One of several schemas.
#[derive(Clone, Copy, Debug)]
pub struct Union {
    /// The schemas.
    pub variants: &'static [Schema],
    /// How they are told apart; the numbers are positions in `variants`.
    pub selection: Selection,
}

/// How the variants of a union are told apart.
#[derive(Clone, Copy, Debug)]
pub enum Selection {
    /// By the value of a member.
    Member {
        /// Its name.
        name: &'static str,
        /// Value and variant; several values may lead to one variant.
        values: &'static [(Constant, usize)],
        /// The variant for any other value.
        default: Option<usize>,
    },
    /// By the JSON type; the more special type comes first.
    Type(&'static [(JsonType, usize)]),
    /// By a member that only one variant has, tried in order.
    UniqueMember {
        /// Name and variant.
        names: &'static [(&'static str, usize)],
        /// The variant when none is there.
        default: Option<usize>,
    },
    /// Not at all: at least one variant fits.
    Any,
    /// Not at all: exactly one variant fits.
    One,
}

/// What a selection finds for a value.
pub(crate) enum Selected {
    /// This variant is the one to check.
    Variant(&'static Schema),
    /// The member that decides is missing.
    MissingMember(&'static str),
    /// The member that decides has an unknown value.
    UnknownValue(&'static str),
    /// No variant is of the value's type.
    WrongType,
    /// The variants have to be tried: any must fit, or exactly one.
    Try { exactly_one: bool },
}

impl Union {
    /// Which variant a value, other than null, belongs to.
    pub(crate) fn select(&self, value: &Value) -> Selected {
        let variant = |index: &usize| self.variants.get(*index).map(Selected::Variant);
        let selected = match self.selection {
            Selection::Any => Some(Selected::Try { exactly_one: false }),
            Selection::One => Some(Selected::Try { exactly_one: true }),
            Selection::Type(types) => types
                .iter()
                .find(|(json_type, _)| is_of_type(value, *json_type))
                .and_then(|(_, index)| variant(index)),
            Selection::UniqueMember { names, default } => value.as_object().and_then(|object| {
                names
                    .iter()
                    .find(|(name, _)| object.contains_key(*name))
                    .map(|(_, index)| index)
                    .or(default.as_ref())
                    .map_or(Some(Selected::Try { exactly_one: false }), variant)
            }),
            Selection::Member {
                name,
                values,
                default,
            } => value.as_object().and_then(|object| {
                let Some(member) = object.get(name) else {
                    return default
                        .as_ref()
                        .map_or(Some(Selected::MissingMember(name)), variant);
                };
                values
                    .iter()
                    .find(|(constant, _)| constant.equals(member))
                    .map(|(_, index)| index)
                    .or(default.as_ref())
                    .map_or(Some(Selected::UnknownValue(name)), variant)
            }),
        };
        selected.unwrap_or(Selected::WrongType)
    }
}

/// Whether a value is of a JSON type; a number without fraction is an integer however written.
pub(crate) fn is_of_type(value: &Value, json_type: JsonType) -> bool {
    match json_type {
        JsonType::Boolean => value.is_boolean(),
        JsonType::Number => value.is_number(),
        JsonType::String => value.is_string(),
        JsonType::Array => value.is_array(),
        JsonType::Object => value.is_object(),
        JsonType::Integer => match value {
            Value::Number(number) => {
                number.is_i64()
                    || number.is_u64()
                    || Decimal::from_json(number).is_some_and(Decimal::is_integer)
            }
            _ => false,
        },
    }
}
