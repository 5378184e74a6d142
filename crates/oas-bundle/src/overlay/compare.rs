//! Comparisons of conditions: [`compare`] (RFC 9535 §2.3.5.2.2).

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::evaluate::{Exhausted, Steps};
use super::path::Operator;
use super::target::{CellId, Content, Target};

/// A side of a comparison.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'q> {
    Nothing,
    Literal(&'q Value),
    Cell(CellId),
    Count(u64),
}

/// What a side is, where it is no collection.
#[derive(Clone, Copy, Debug)]
enum Scalar<'a> {
    Null,
    Boolean(bool),
    Number(&'a Number),
    Count(u64),
    String(&'a str),
}

pub(super) fn compare(
    target: &Target,
    left: &Found<'_>,
    operator: Operator,
    right: &Found<'_>,
    steps: &mut Steps,
) -> Result<bool, Exhausted> {
    let is_equal = |steps: &mut Steps| equal(target, left, right, steps);
    let order = || {
        let (left, right) = (scalar(target, left)?, scalar(target, right)?);
        order(&left, &right)
    };
    Ok(match operator {
        Operator::Equal => is_equal(steps)?,
        Operator::NotEqual => !is_equal(steps)?,
        Operator::Less => order() == Some(Ordering::Less),
        Operator::Greater => order() == Some(Ordering::Greater),
        Operator::LessOrEqual => order() == Some(Ordering::Less) || is_equal(steps)?,
        Operator::GreaterOrEqual => order() == Some(Ordering::Greater) || is_equal(steps)?,
    })
}

fn scalar<'a>(target: &'a Target, found: &Found<'a>) -> Option<Scalar<'a>> {
    match found {
        Found::Nothing => None,
        Found::Count(count) => Some(Scalar::Count(*count)),
        Found::Literal(value) => match value {
            Value::Null => Some(Scalar::Null),
            Value::Bool(value) => Some(Scalar::Boolean(*value)),
            Value::Number(number) => Some(Scalar::Number(number)),
            Value::String(text) => Some(Scalar::String(text)),
            Value::Array(_) | Value::Object(_) => None,
        },
        Found::Cell(id) => content_scalar(target.content(*id)),
    }
}

fn content_scalar(content: &Content) -> Option<Scalar<'_>> {
    match content {
        Content::Null => Some(Scalar::Null),
        Content::Boolean(value) => Some(Scalar::Boolean(*value)),
        Content::Number(number) => Some(Scalar::Number(number)),
        Content::String(text) => Some(Scalar::String(text)),
        Content::Array(_) | Content::Object(_) => None,
    }
}

/// `None` where two sides have no order.
fn order(left: &Scalar<'_>, right: &Scalar<'_>) -> Option<Ordering> {
    if let (Scalar::String(left), Scalar::String(right)) = (left, right) {
        return Some(left.cmp(right));
    }
    let whole = |one: &Scalar<'_>| match one {
        Scalar::Number(number) => number
            .as_i64()
            .map(i128::from)
            .or_else(|| number.as_u64().map(i128::from)),
        Scalar::Count(count) => Some(i128::from(*count)),
        _ => None,
    };
    if let (Some(left), Some(right)) = (whole(left), whole(right)) {
        return Some(left.cmp(&right));
    }
    float(left)?.partial_cmp(&float(right)?)
}

fn float(scalar: &Scalar<'_>) -> Option<f64> {
    match scalar {
        Scalar::Number(number) => number.as_f64(),
        // Counts of cells are far below 2^32.
        Scalar::Count(count) => u32::try_from(*count).ok().map(f64::from),
        _ => None,
    }
}

fn equal_scalars(left: &Scalar<'_>, right: &Scalar<'_>) -> bool {
    match (left, right) {
        (Scalar::Null, Scalar::Null) => true,
        (Scalar::Boolean(left), Scalar::Boolean(right)) => left == right,
        _ => order(left, right) == Some(Ordering::Equal),
    }
}

fn equal(
    target: &Target,
    left: &Found<'_>,
    right: &Found<'_>,
    steps: &mut Steps,
) -> Result<bool, Exhausted> {
    steps.take(1)?;
    match (left, right) {
        (Found::Nothing, Found::Nothing) => return Ok(true),
        (Found::Cell(left), Found::Cell(right)) => {
            return equal_cells(target, *left, *right, steps);
        }
        _ => {}
    }
    Ok(scalar(target, left)
        .zip(scalar(target, right))
        .is_some_and(|(left, right)| equal_scalars(&left, &right)))
}

fn equal_cells(
    target: &Target,
    left: CellId,
    right: CellId,
    steps: &mut Steps,
) -> Result<bool, Exhausted> {
    let mut pairs = vec![(left, right)];
    while let Some((left, right)) = pairs.pop() {
        steps.take(1)?;
        if left == right {
            continue;
        }
        let same = match (target.content(left), target.content(right)) {
            (Content::Array(left), Content::Array(right)) => {
                pairs.extend(left.iter().copied().zip(right.iter().copied()));
                left.len() == right.len()
            }
            (Content::Object(left), Content::Object(right)) => {
                let mut same = left.len() == right.len();
                for (name, one) in left {
                    match right.get(name) {
                        Some(other) => pairs.push((*one, *other)),
                        None => same = false,
                    }
                }
                same
            }
            (left, right) => content_scalar(left)
                .zip(content_scalar(right))
                .is_some_and(|(left, right)| equal_scalars(&left, &right)),
        };
        if !same {
            return Ok(false);
        }
    }
    Ok(true)
}
