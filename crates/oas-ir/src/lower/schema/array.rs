//! `type: array`: lists of one kind, and lists whose places differ.

use oas_model::object::Schema;

use super::super::Lowering;
use super::super::context::Hint;
use super::{Parts, Source, all_of, bounds};
use crate::{ArrayShape, Contains, Shape, TupleShape, TypeId};

pub(super) fn lower_array<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    words: &[String],
) -> Option<Shape> {
    let (min, max) = (
        bounds::greatest(parts, "minItems"),
        bounds::least(parts, "maxItems"),
    );
    if !bounds::fit(min, max) {
        return None;
    }
    let first = parts.schemas().iter().rev().find(|schema| {
        schema
            .field("prefixItems")
            .is_some_and(oas_syntax::Node::is_sequence)
    });
    if let Some(schema) = first {
        return Some(lower_tuple(lowering, parts, *schema, (min, max), words));
    }
    let unique = parts
        .schemas()
        .iter()
        .any(|schema| schema.flag("uniqueItems") == Some(true));
    let all: Vec<_> = keyword_schemas(parts, "items");
    Some(Shape::Array(ArrayShape {
        element: lower_together(lowering, parts, &all, Hint::with(words, "item")),
        min,
        max,
        unique,
        contains: lower_contains(lowering, parts, words),
    }))
}

fn lower_tuple<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    schema: Schema<'d>,
    (min, max): (Option<u64>, Option<u64>),
    words: &[String],
) -> Shape {
    let elements: Vec<TypeId> = schema
        .schemas("prefixItems")
        .enumerate()
        .map(|(index, element)| {
            let word = format!("item{}", index + 1);
            lowering.type_of(element, Hint::with(words, &word))
        })
        .collect();
    let rest = schema
        .schema("items")
        .or_else(|| schema.schema("unevaluatedItems"));
    let rest = match rest {
        Some(rest) if rest.as_bool() == Some(false) => None,
        Some(rest) => Some(lowering.type_of(rest, Hint::with(words, "item"))),
        None => Some(lowering.any(parts.origin().node())),
    };
    Shape::Tuple(TupleShape {
        elements,
        rest,
        min,
        max,
    })
}

fn lower_contains<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    words: &[String],
) -> Option<Contains> {
    let schema = *parts
        .schemas()
        .iter()
        .rev()
        .find(|schema| schema.schema("contains").is_some())?;
    let ty = lowering.type_of(schema.schema("contains")?, Hint::with(words, "contained"));
    let count = |keyword: &str| schema.field(keyword).and_then(oas_syntax::Node::as_u64);
    Some(Contains {
        ty,
        min: count("minContains").unwrap_or(1),
        max: count("maxContains"),
    })
}

/// The schemas of a keyword in all parts.
pub(super) fn keyword_schemas<'d>(parts: &Parts<'d>, keyword: &str) -> Vec<Schema<'d>> {
    let schemas = parts.schemas().iter();
    schemas
        .filter_map(|schema| schema.schema(keyword))
        .collect()
}

/// The type of what must meet several schemas; anything where there is none.
pub(super) fn lower_together<'d>(
    lowering: &mut Lowering<'_, 'd>,
    parts: &Parts<'d>,
    schemas: &[Schema<'d>],
    words: Hint<'_>,
) -> TypeId {
    let mut needed: Vec<Schema<'d>> = Vec::new();
    for schema in schemas {
        let end = lowering.names.behind_references(*schema);
        if !needed.contains(&end) {
            needed.push(end);
        }
    }
    if needed.len() > 1 {
        let says = |schema: &Schema<'d>| {
            let parts = Parts::of(*schema);
            let any = |keyword: &str| parts.keyword(keyword).next().is_some();
            schema.as_bool() == Some(false)
                || parts.dangling.is_some()
                || any("oneOf")
                || any("anyOf")
                || parts
                    .schemas()
                    .iter()
                    .any(|one| all_of::restricts(*one) || one.field("type").is_some())
        };
        let said: Vec<_> = needed
            .iter()
            .copied()
            .filter(|schema| says(schema))
            .collect();
        if let Some(last) = needed.pop() {
            needed = if said.is_empty() { vec![last] } else { said };
        }
    }
    match needed.as_slice() {
        [] => lowering.any(parts.origin().node()),
        [schema] => lowering.type_of(*schema, words),
        [first, others @ ..] => {
            let mut together = Parts::of(*first);
            for other in others {
                together.add(*other);
            }
            let at = others.last().unwrap_or(first).node();
            lowering.type_of_source(Source::Parts(together), at, words.to_words())
        }
    }
}
