//! By the kind of the value: a text, or a list, or an object.

use std::collections::BTreeSet;

use super::behind_aliases;
use crate::{JsonKind, Literal, Selection, Shape, TypeId, Types, UnionShape};

pub(super) fn select(types: &Types, union: &UnionShape) -> Option<Selection> {
    let mut mapping: Vec<(JsonKind, usize)> = Vec::new();
    for (index, variant) in union.variants.iter().enumerate() {
        for kind in kinds_of(types, variant.ty)? {
            if mapping.iter().any(|(known, _)| *known == kind) {
                return None;
            }
            mapping.push((kind, index));
        }
    }
    // `JsonKind` is ordered with the more special kind first.
    mapping.sort_unstable();
    Some(Selection::Kind { mapping })
}

/// The kinds of a type's values; `None` where that is not known. A number may be whole too, but
/// where another variant has the whole ones it means those with a fraction.
fn kinds_of(types: &Types, id: TypeId) -> Option<BTreeSet<JsonKind>> {
    let mut kinds = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut stack = vec![id];
    while let Some(id) = stack.pop() {
        let id = behind_aliases(types, id);
        if !seen.insert(id) {
            continue;
        }
        match &types.get(id).shape {
            Shape::Any | Shape::Alias(_) => return None,
            Shape::Never | Shape::Null => {}
            Shape::Boolean => {
                kinds.insert(JsonKind::Boolean);
            }
            Shape::Integer(_) => {
                kinds.insert(JsonKind::Integer);
            }
            Shape::Number(_) => {
                kinds.insert(JsonKind::Number);
            }
            Shape::String(_) => {
                kinds.insert(JsonKind::String);
            }
            Shape::Enum(shape) => {
                kinds.extend(shape.values.iter().map(|value| kind_of(&value.value)));
            }
            Shape::Array(_) | Shape::Tuple(_) => {
                kinds.insert(JsonKind::Array);
            }
            Shape::Object(_) => {
                kinds.insert(JsonKind::Object);
            }
            Shape::Union(union) => stack.extend(union.variants.iter().map(|variant| variant.ty)),
        }
    }
    Some(kinds)
}

const fn kind_of(literal: &Literal) -> JsonKind {
    match literal {
        Literal::Boolean(_) => JsonKind::Boolean,
        Literal::Integer(_) => JsonKind::Integer,
        Literal::Number(_) => JsonKind::Number,
        Literal::String(_) => JsonKind::String,
    }
}
