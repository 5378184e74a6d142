//! Reading JSON bodies: once straight into the type, and again as a value only when that fails.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::Pointer;
use crate::schema::{Schema, Validate};
use crate::violation::{Keyword, Place, Violations};

/// Reads a body that has to keep the rules of `schema`.
///
/// The good path parses the bytes once, into the type, and checks the type without allocating. Only
/// when that fails are the bytes read as a value, to collect everything that is wrong. The value
/// then decides: what the fast path could not judge may still be valid.
pub(crate) fn read<T: DeserializeOwned + Validate>(
    bytes: &[u8],
    schema: &Schema,
) -> Result<T, Violations> {
    if let Ok(body) = serde_json::from_slice::<T>(bytes)
        && body.conforms(schema)
    {
        return Ok(body);
    }
    let value = match serde_json::from_slice::<Strict>(bytes) {
        Ok(Strict(value)) => value,
        Err(error) => return Err(malformed(|| syntax_message(&error))),
    };
    let mut violations = Violations::new();
    schema.check_at(&value, &Place::BODY, &mut violations);
    if !violations.is_empty() {
        return Err(violations);
    }
    // Valid by the contract, and yet beyond what the type can hold.
    from_value(value).ok_or_else(|| malformed(|| "holds a value that is out of range".to_owned()))
}

/// Turns a checked value into its type.
pub(crate) fn from_value<T: DeserializeOwned>(value: Value) -> Option<T> {
    // 1.0 is an integer for JSON Schema, but not for serde.
    T::deserialize(&value)
        .ok()
        .or_else(|| T::deserialize(with_plain_integers(value)).ok())
}

fn malformed(message: impl FnOnce() -> String) -> Violations {
    let mut violations = Violations::new();
    violations.push(&Place::BODY, &Pointer::Root, Keyword::Malformed, message);
    violations
}

/// Where the JSON breaks, without the text that it breaks at.
fn syntax_message(error: &serde_json::Error) -> String {
    let problem = if error.is_eof() {
        "breaks off"
    } else if error.is_data() {
        "has a member twice"
    } else {
        "is not JSON"
    };
    format!(
        "{problem} at line {}, column {}",
        error.line(),
        error.column()
    )
}

/// The same value, with numbers without fraction written as integers.
fn with_plain_integers(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(plain_integer(&number).unwrap_or(number)),
        Value::Array(elements) => elements.into_iter().map(with_plain_integers).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, member)| (name, with_plain_integers(member)))
            .collect(),
        other => other,
    }
}

/// The integer that a floating-point number stands for, if it is one.
fn plain_integer(number: &Number) -> Option<Number> {
    let value = number.as_f64().filter(|_| number.is_f64())?;
    // Printing is exact for whole numbers, and parsing says whether they fit.
    let text = (value.fract() == 0.0).then(|| format!("{value:.0}"))?;
    text.parse::<i64>()
        .map(Number::from)
        .or_else(|_| text.parse::<u64>().map(Number::from))
        .ok()
}

/// A JSON value none of whose objects has a member twice: two readers must not see two bodies.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Strict(element)) = elements.next_element()? {
            array.push(element);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((name, Strict(member))) = members.next_entry::<String, _>()? {
            if object.insert(name, member).is_some() {
                return Err(A::Error::custom("a member stands twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{from_value, read};
    use crate::schema::{Property, Schema};

    const POINT: Schema = Schema::object(&[
        Property::required("x", Schema::integer().minimum(0)),
        Property::optional("y", Schema::integer().maximum(9)),
    ])
    .closed();

    fn check_read(text: &str, expected: &[&str]) {
        let found: Vec<String> = match read::<Value>(text.as_bytes(), &POINT) {
            Ok(_) => vec![],
            Err(violations) => violations
                .as_slice()
                .iter()
                .map(|violation| format!("{} {}", violation.field, violation.message))
                .collect(),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_violation_is_collected() {
        check_read(r#"{"x":1,"y":9}"#, &[]);
        check_read(
            r#"{"y":10,"z":null}"#,
            &["/x is required", "/y must be at most 9", "/z is not known"],
        );
        check_read("[]", &[" must be an object"]);
    }

    #[test]
    fn what_is_no_json_is_located() {
        check_read(r#"{"x":"#, &[" breaks off at line 1, column 5"]);
        check_read("{\"x\":1,\n\"y\":}", &[" is not JSON at line 2, column 5"]);
        check_read("", &[" breaks off at line 1, column 0"]);
        check_read(
            r#"{"x":1,"x":-1}"#,
            &[" has a member twice at line 1, column 14"],
        );
        check_read(&"[".repeat(1000), &[" is not JSON at line 1, column 128"]);
    }

    #[test]
    fn integers_may_be_written_with_a_fraction_of_zero() {
        assert_eq!(from_value::<i32>(json!(5.0)), Some(5));
        assert_eq!(
            from_value::<u64>(json!(1e19)),
            Some(10_000_000_000_000_000_000)
        );
        assert_eq!(from_value::<i32>(json!(5.5)), None);
        assert_eq!(from_value::<i32>(json!(1e300)), None);
        assert_eq!(from_value::<f64>(json!(5)), Some(5.0));
    }
}
