//! By a required member that has another constant in each variant.

use super::behind_aliases;
use crate::{Literal, ObjectShape, Selection, Shape, Types, UnionShape};

pub(super) fn select(types: &Types, union: &UnionShape) -> Option<Selection> {
    let objects = objects(types, union)?;
    let first = objects.first()?;
    first.properties.iter().find_map(|property| {
        let mut mapping: Vec<(Literal, usize)> = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            for literal in constants(types, object, &property.name)? {
                if mapping.iter().any(|(known, _)| *known == literal) {
                    return None;
                }
                mapping.push((literal, index));
            }
        }
        Some(Selection::Constant {
            property: property.name.clone(),
            mapping,
        })
    })
}

/// The objects of all variants; `None` when one is something else.
pub(super) fn objects<'t>(types: &'t Types, union: &UnionShape) -> Option<Vec<&'t ObjectShape>> {
    union
        .variants
        .iter()
        .map(
            |variant| match &types.get(behind_aliases(types, variant.ty)).shape {
                Shape::Object(object) => Some(object),
                _ => None,
            },
        )
        .collect()
}

/// The constants of a required member.
pub(super) fn constants(types: &Types, object: &ObjectShape, name: &str) -> Option<Vec<Literal>> {
    let property = object
        .properties
        .iter()
        .find(|property| property.name == name && property.required)?;
    match &types.get(behind_aliases(types, property.ty)).shape {
        Shape::Enum(shape) if !shape.open => Some(
            shape
                .values
                .iter()
                .map(|value| value.value.clone())
                .collect(),
        ),
        _ => None,
    }
}
