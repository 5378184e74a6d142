//! JSON constants of a contract: [`Constant`], for `enum`, `const` and `default`.

use serde_json::{Map, Value};

use super::Decimal;

/// A JSON value that is known when the program is compiled.
#[derive(Clone, Copy, Debug)]
pub enum Constant {
    /// null.
    Null,
    /// true or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number, as JSON text.
    Number(&'static str),
    /// Text.
    String(&'static str),
    /// A list.
    Array(&'static [Constant]),
    /// Members by name.
    Object(&'static [(&'static str, Constant)]),
}

impl Constant {
    /// Whether a value is equal by the rules of JSON Schema: numbers by what they stand for,
    /// objects whatever the order of their members.
    #[must_use]
    pub fn equals(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Null) => true,
            (Self::Boolean(constant), Value::Bool(value)) => constant == value,
            (Self::Integer(constant), Value::Number(number)) => {
                Decimal::from_json(number) == Some(Decimal::integer(*constant))
            }
            (Self::Number(constant), Value::Number(number)) => Decimal::parse(constant)
                .is_some_and(|constant| Decimal::from_json(number) == Some(constant)),
            (Self::String(constant), Value::String(value)) => constant == value,
            (Self::Array(constants), Value::Array(values)) => {
                constants.len() == values.len()
                    && constants.iter().zip(values).all(|(c, v)| c.equals(v))
            }
            (Self::Object(members), Value::Object(object)) => {
                members.len() == object.len()
                    && members.iter().all(|(name, constant)| {
                        object
                            .get(*name)
                            .is_some_and(|value| constant.equals(value))
                    })
            }
            _ => false,
        }
    }

    /// The constant as a value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Bool(*value),
            Self::Integer(value) => Value::from(*value),
            Self::Number(text) => serde_json::from_str(text).unwrap_or(Value::Null),
            Self::String(text) => Value::from(*text),
            Self::Array(elements) => elements.iter().map(Self::to_value).collect(),
            Self::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), value.to_value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Constant;

    const MIXED: Constant = Constant::Object(&[
        (
            "a",
            Constant::Array(&[Constant::Integer(1), Constant::Null]),
        ),
        ("b", Constant::Number("0.5")),
        ("c", Constant::Boolean(true)),
    ]);

    #[test]
    fn equality_is_that_of_json_schema() {
        assert!(MIXED.equals(&json!({ "c": true, "b": 0.5, "a": [1.0, null] })));
        assert!(!MIXED.equals(&json!({ "c": true, "b": 0.5, "a": [1, null], "d": 1 })));
        assert!(!MIXED.equals(&json!({ "c": true, "b": 0.5, "a": [null, 1] })));
        assert!(!Constant::Integer(0).equals(&json!(false)));
    }

    #[test]
    fn a_constant_equals_its_own_value() {
        assert!(MIXED.equals(&MIXED.to_value()));
    }
}
