//! `type: integer` and `type: number`.

use oas_syntax::Node;

use super::super::Lowering;
use super::{Parts, unchecked};
use crate::{IntegerFormat, IntegerShape, NumberBounds, NumberFormat, NumberShape, Shape, TypeId};

pub(super) fn lower_integer(
    lowering: &mut Lowering<'_, '_>,
    id: TypeId,
    parts: &Parts<'_>,
) -> Option<Shape> {
    let format = match format(parts) {
        Some("int8" | "int16" | "int32") => IntegerFormat::Int32,
        Some("int64") => IntegerFormat::Int64,
        Some("uint8" | "uint16" | "uint32") => IntegerFormat::Uint32,
        Some("uint64") => IntegerFormat::Uint64,
        _ => IntegerFormat::Unspecified,
    };
    let bounds = lower_bounds(lowering, id, parts)?;
    Some(Shape::Integer(IntegerShape { format, bounds }))
}

pub(super) fn lower_number(
    lowering: &mut Lowering<'_, '_>,
    id: TypeId,
    parts: &Parts<'_>,
) -> Option<Shape> {
    let format = match format(parts) {
        Some("float") => NumberFormat::Float,
        Some("decimal" | "decimal128") => NumberFormat::Decimal,
        _ => NumberFormat::Double,
    };
    let bounds = lower_bounds(lowering, id, parts)?;
    Some(Shape::Number(NumberShape { format, bounds }))
}

fn format<'d>(parts: &Parts<'d>) -> Option<&'d str> {
    parts.keyword("format").filter_map(Node::as_str).last()
}

/// A bound: its value for comparing, and its digits.
type Bound = Option<(f64, String)>;

/// The bounds of all parts together; `None` when nothing lies between them.
fn lower_bounds(
    lowering: &mut Lowering<'_, '_>,
    id: TypeId,
    parts: &Parts<'_>,
) -> Option<NumberBounds> {
    let (mut minimum, mut exclusive_minimum): (Bound, Bound) = (None, None);
    let (mut maximum, mut exclusive_maximum): (Bound, Bound) = (None, None);
    for schema in parts.schemas() {
        let value = |keyword: &str| schema.field(keyword).and_then(bound);
        // In OpenAPI 3.0 the exclusive bounds are flags of the others.
        let flag = |keyword: &str| schema.flag(keyword) == Some(true);
        let (low, high) = (value("minimum"), value("maximum"));
        if flag("exclusiveMinimum") {
            tighten(&mut exclusive_minimum, low, f64::gt);
        } else {
            tighten(&mut minimum, low, f64::gt);
        }
        if flag("exclusiveMaximum") {
            tighten(&mut exclusive_maximum, high, f64::lt);
        } else {
            tighten(&mut maximum, high, f64::lt);
        }
        tighten(&mut exclusive_minimum, value("exclusiveMinimum"), f64::gt);
        tighten(&mut exclusive_maximum, value("exclusiveMaximum"), f64::lt);
    }
    let mut multiples: Vec<_> = parts
        .keyword("multipleOf")
        .filter_map(bound)
        .map(|(_, digits)| digits)
        .collect();
    multiples.dedup();
    if multiples.len() > 1 {
        unchecked::report(lowering, id, parts, "multipleOf");
    }
    let low = [&minimum, &exclusive_minimum];
    let high = [&maximum, &exclusive_maximum];
    let above = |low: &Bound, high: &Bound| {
        low.as_ref()
            .zip(high.as_ref())
            .is_some_and(|(low, high)| low.0 > high.0)
    };
    if low
        .iter()
        .any(|low| high.iter().any(|high| above(low, high)))
    {
        return None;
    }
    let digits = |bound: Bound| bound.map(|(_, digits)| digits);
    Some(NumberBounds {
        minimum: digits(minimum),
        maximum: digits(maximum),
        exclusive_minimum: digits(exclusive_minimum),
        exclusive_maximum: digits(exclusive_maximum),
        multiple_of: multiples.pop(),
    })
}

fn bound(node: Node<'_>) -> Option<(f64, String)> {
    let number = node.number().filter(|number| number.is_finite())?;
    Some((number.as_f64(), number.decimal_text().into_owned()))
}

fn tighten(bound: &mut Bound, other: Bound, tighter: fn(&f64, &f64) -> bool) {
    let Some(other) = other else { return };
    if bound
        .as_ref()
        .is_none_or(|bound| tighter(&other.0, &bound.0))
    {
        *bound = Some(other);
    }
}
