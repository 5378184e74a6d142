//! Values and rules that need no other schema: bounds, counts, constants, names of formats.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::StrLit;
use oas_ir::{IntegerFormat, IntegerShape, JsonKind, Literal, NumberBounds, StringFormat};

use crate::layout::Expr;

pub(super) fn integer(shape: &IntegerShape) -> Expr {
    let mut shape = shape.clone();
    // The format is a rule too, where the document does not say it twice.
    let own = match shape.format {
        IntegerFormat::Int32 => Some(("-2147483648", "2147483647")),
        IntegerFormat::Uint32 => Some(("0", "4294967295")),
        IntegerFormat::Uint64 => Some(("0", "18446744073709551615")),
        IntegerFormat::Int64 | IntegerFormat::Unspecified => None,
    };
    if let Some((least, most)) = own {
        let NumberBounds {
            minimum, maximum, ..
        } = &mut shape.bounds;
        minimum.get_or_insert_with(|| least.to_owned());
        maximum.get_or_insert_with(|| most.to_owned());
    }
    bounds(Expr::fixed("Schema::integer()"), &shape.bounds)
}

pub(super) fn bounds(expr: Expr, bounds: &NumberBounds) -> Expr {
    let rules = [
        (&bounds.minimum, "minimum", "minimum_decimal"),
        (
            &bounds.exclusive_minimum,
            "exclusive_minimum",
            "exclusive_minimum_decimal",
        ),
        (&bounds.maximum, "maximum", "maximum_decimal"),
        (
            &bounds.exclusive_maximum,
            "exclusive_maximum",
            "exclusive_maximum_decimal",
        ),
        (&bounds.multiple_of, "multiple_of", "multiple_of_decimal"),
    ];
    let mut expr = expr;
    for (bound, method, decimal_method) in rules {
        let Some(bound) = bound else { continue };
        expr = match bound.parse::<i64>() {
            Ok(bound) => expr.then(method, [Expr::plain(grouped(bound))]),
            Err(_) => expr.then(decimal_method, [Expr::plain(StrLit::new(bound))]),
        };
    }
    expr
}

pub(super) fn counts(
    expr: Expr,
    least: &'static str,
    most: &'static str,
    min: Option<u64>,
    max: Option<u64>,
) -> Expr {
    let mut expr = expr;
    if let Some(min) = min.filter(|min| *min > 0) {
        expr = expr.then(least, [number(min)]);
    }
    if let Some(max) = max {
        expr = expr.then(most, [number(max)]);
    }
    expr
}

pub(super) fn texts(texts: &[String]) -> Expr {
    Expr::Slice(
        texts
            .iter()
            .map(|text| Expr::plain(StrLit::new(text)))
            .collect(),
    )
}

/// The constant of a literal.
pub(crate) fn literal(literal: &Literal) -> Expr {
    match literal {
        Literal::Boolean(true) => Expr::fixed("Constant::Boolean(true)"),
        Literal::Boolean(false) => Expr::fixed("Constant::Boolean(false)"),
        Literal::Integer(value) => Expr::call("Constant::Integer", [Expr::plain(grouped(*value))]),
        Literal::Number(text) => Expr::call("Constant::Number", [Expr::plain(StrLit::new(text))]),
        Literal::String(text) => Expr::call("Constant::String", [Expr::plain(StrLit::new(text))]),
    }
}

/// The constant of a JSON value.
pub(crate) fn constant(value: &serde_json::Value) -> Expr {
    use serde_json::Value;
    match value {
        Value::Null => Expr::fixed("Constant::Null"),
        Value::Bool(value) => literal(&Literal::Boolean(*value)),
        Value::Number(number) => literal(&match number.as_i64() {
            Some(value) => Literal::Integer(value),
            None => Literal::Number(number.to_string()),
        }),
        Value::String(text) => literal(&Literal::String(text.clone())),
        Value::Array(elements) => {
            let elements = elements.iter().map(constant).collect();
            Expr::call("Constant::Array", [Expr::Slice(elements)])
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let name = Expr::plain(StrLit::new(name));
                Expr::Call(Code::new(), vec![name, constant(value)])
            });
            Expr::call("Constant::Object", [Expr::Slice(members.collect())])
        }
    }
}

pub(crate) fn number(value: u64) -> Expr {
    Expr::plain(grouped(i128::from(value)))
}

/// A number with separators, as `clippy` wants long ones.
pub(super) fn grouped(value: impl Into<i128>) -> Code {
    Code::grouped(value)
}

pub(super) fn index_code(index: usize) -> Code {
    Code::number(i128::try_from(index).unwrap_or_default())
}

pub(super) const fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "JsonType::Boolean",
        JsonKind::Integer => "JsonType::Integer",
        JsonKind::Number => "JsonType::Number",
        JsonKind::String => "JsonType::String",
        JsonKind::Array => "JsonType::Array",
        JsonKind::Object => "JsonType::Object",
    }
}

/// The runtime's name of a format that it checks.
pub(crate) fn format_name(format: &StringFormat) -> Option<&'static str> {
    Some(match format {
        StringFormat::DateTime => "Format::DateTime",
        StringFormat::Date => "Format::Date",
        StringFormat::Time => "Format::Time",
        StringFormat::Duration => "Format::Duration",
        StringFormat::Email => "Format::Email",
        StringFormat::Hostname => "Format::Hostname",
        StringFormat::Ipv4 => "Format::Ipv4",
        StringFormat::Ipv6 => "Format::Ipv6",
        StringFormat::Uri => "Format::Uri",
        StringFormat::UriReference => "Format::UriReference",
        StringFormat::Uuid => "Format::Uuid",
        StringFormat::Base64 => "Format::Base64",
        StringFormat::Text
        | StringFormat::Binary
        | StringFormat::Password
        | StringFormat::Other(_) => return None,
    })
}
