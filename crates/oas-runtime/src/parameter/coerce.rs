//! Which JSON value a piece of text stands for, by the schema that it has to meet.

use serde_json::{Map, Number, Value};

use crate::schema::{Additional, Constant, Kind, Schema};

/// The outer form of a schema's values, as far as styles care.
#[derive(Clone, Copy, Debug)]
pub(super) enum Outline {
    /// One piece of text.
    Scalar,
    /// Elements.
    List,
    /// Names and values.
    Members,
    /// One of several; they have to be tried.
    Several(&'static [Schema]),
}

/// The outer form of a schema's values.
pub(super) fn outline(schema: &Schema) -> Outline {
    match schema.resolve().0.kind {
        Kind::Array(_) => Outline::List,
        Kind::Object(_) => Outline::Members,
        Kind::Union(union) => Outline::Several(union.variants),
        _ => Outline::Scalar,
    }
}

/// The schema of the element at `index`.
pub(super) fn element(schema: &Schema, index: usize) -> Option<&'static Schema> {
    match &schema.resolve().0.kind {
        Kind::Array(rules) => rules.element(index),
        _ => None,
    }
}

/// The schema of the member called `name`.
pub(super) fn member(schema: &Schema, name: &str) -> Option<&'static Schema> {
    match &schema.resolve().0.kind {
        Kind::Object(rules) => match (rules.property(name), rules.additional) {
            (Some(property), _) => Some(&property.schema),
            (None, Additional::Of(schema)) => Some(schema),
            (None, _) => None,
        },
        _ => None,
    }
}

/// Whether an object may have a member called `name` that its schema describes.
pub(super) fn knows_member(schema: &Schema, name: &str) -> bool {
    match &schema.resolve().0.kind {
        Kind::Object(rules) => {
            rules.property(name).is_some() || matches!(rules.additional, Additional::Of(_))
        }
        Kind::Union(union) => union
            .variants
            .iter()
            .any(|variant| knows_member(variant, name)),
        _ => false,
    }
}

/// The value that `text` stands for. Text that does not look like what is expected stays text, and
/// the check that follows says so.
pub(super) fn scalar(schema: Option<&Schema>, text: &str) -> Value {
    let as_text = || Value::from(text);
    let Some(schema) = schema else {
        return as_text();
    };
    match &schema.resolve().0.kind {
        Kind::Boolean => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => as_text(),
        },
        Kind::Integer(_) | Kind::Number(_) => number(text).map_or_else(as_text, Value::Number),
        Kind::Enum(constants) => constants
            .iter()
            .find(|constant| stands_for(text, constant))
            .map_or_else(as_text, Constant::to_value),
        Kind::Union(union) => first_accepted(union.variants, |variant| scalar(Some(variant), text))
            .unwrap_or_else(as_text),
        _ => as_text(),
    }
}

/// The first value that one of the schemas reads and accepts.
pub(super) fn first_accepted(
    variants: &'static [Schema],
    read: impl Fn(&'static Schema) -> Value,
) -> Option<Value> {
    variants.iter().find_map(|variant| {
        let value = read(variant);
        variant.accepts(&value).then_some(value)
    })
}

/// An array whose elements are described by `schema`.
pub(super) fn list<'a>(schema: &Schema, texts: impl Iterator<Item = &'a str>) -> Value {
    texts
        .enumerate()
        .map(|(index, text)| scalar(element(schema, index), text))
        .collect()
}

/// An object whose members are described by `schema`.
pub(super) fn members<'a>(
    schema: &Schema,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Value {
    let members = pairs.map(|(name, text)| (name.to_owned(), scalar(member(schema, name), text)));
    Value::Object(members.collect::<Map<_, _>>())
}

fn stands_for(text: &str, constant: &Constant) -> bool {
    match constant {
        Constant::String(constant) => *constant == text,
        Constant::Boolean(constant) => text == if *constant { "true" } else { "false" },
        Constant::Integer(_) | Constant::Number(_) => {
            number(text).is_some_and(|number| constant.equals(&Value::Number(number)))
        }
        Constant::Null | Constant::Array(_) | Constant::Object(_) => false,
    }
}

/// A number as JSON writes it.
fn number(text: &str) -> Option<Number> {
    // JSON's parser would take the white space around a number.
    let looks_right = text.ends_with(|last: char| last.is_ascii_digit())
        && text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    looks_right.then(|| serde_json::from_str(text).ok())?
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::scalar;
    use crate::schema::{Constant, Schema};

    fn check_scalar(schema: &Schema, text: &str, expected: &Value) {
        assert_eq!(&scalar(Some(schema), text), expected, "{text:?}");
    }

    #[test]
    fn numbers_are_read_where_numbers_are_expected() {
        let integer = Schema::integer();
        check_scalar(&integer, "5", &json!(5));
        check_scalar(&integer, "-0", &json!(-0.0));
        check_scalar(&integer, "1e2", &json!(100.0));
        for text in ["", " 5", "5 ", "+5", "0x5", "5.", "05", "NaN", "١"] {
            check_scalar(&integer, text, &json!(text));
        }
        check_scalar(&Schema::string(), "5", &json!("5"));
    }

    #[test]
    fn constants_keep_their_type() {
        const MIXED: Schema = Schema::one_of(&[
            Constant::Integer(1),
            Constant::String("2"),
            Constant::Boolean(true),
        ]);
        check_scalar(&MIXED, "1", &json!(1));
        check_scalar(&MIXED, "2", &json!("2"));
        check_scalar(&MIXED, "true", &json!(true));
        check_scalar(&MIXED, "3", &json!("3"));
    }
}
