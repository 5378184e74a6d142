//! By a required member that no other variant names; one variant may be left for the rest.

use super::constant::objects;
use crate::{ObjectShape, Selection, Types, UnionShape};

pub(super) fn select(types: &Types, union: &UnionShape) -> Option<Selection> {
    let objects = objects(types, union)?;
    if objects.len() < 2 {
        return None;
    }
    let mut mapping = Vec::new();
    let mut default = None;
    for (index, object) in objects.iter().enumerate() {
        match unique(&objects, index, object) {
            Some(name) => mapping.push((name.to_owned(), index)),
            None if default.is_none() => default = Some(index),
            None => return None,
        }
    }
    Some(Selection::UniqueProperty { mapping, default })
}

fn unique<'t>(
    objects: &[&'t ObjectShape],
    index: usize,
    object: &'t ObjectShape,
) -> Option<&'t str> {
    let names = |object: &ObjectShape, name: &str| {
        object
            .properties
            .iter()
            .any(|property| property.name == name)
            || object.required_undeclared.iter().any(|known| known == name)
    };
    let required = object
        .properties
        .iter()
        .filter(|property| property.required)
        .map(|property| property.name.as_str());
    required
        .chain(object.required_undeclared.iter().map(String::as_str))
        .find(|name| {
            let mut others = objects
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            others.all(|(_, other)| !names(other, name))
        })
}
