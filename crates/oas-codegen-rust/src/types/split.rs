//! Which types requests and answers need differently: those with members that only one of the two
//! may have, and all that hold such types.

use std::collections::BTreeSet;

use oas_ir::{Additional, Shape, TypeId, Types};

/// Types that travel both ways and differ on the way.
pub(super) fn split(types: &Types) -> BTreeSet<TypeId> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    let mut queue = Vec::new();
    for (id, definition) in types.iter() {
        for inner in parts(types, id) {
            holders[inner.index()].push(id);
        }
        if let Shape::Object(shape) = &definition.shape
            && shape
                .properties
                .iter()
                .any(|property| property.read_only != property.write_only)
        {
            queue.push(id);
        }
    }
    let mut differ: BTreeSet<TypeId> = queue.iter().copied().collect();
    while let Some(id) = queue.pop() {
        for holder in &holders[id.index()] {
            if differ.insert(*holder) {
                queue.push(*holder);
            }
        }
    }
    differ.retain(|id| {
        let usage = types.get(*id).usage;
        usage.request && usage.response
    });
    differ
}

/// The types that a type is made of.
pub(super) fn parts(types: &Types, id: TypeId) -> Vec<TypeId> {
    match &types.get(id).shape {
        Shape::Array(shape) => vec![shape.element],
        Shape::Alias(target) => vec![*target],
        Shape::Tuple(shape) => shape.elements.iter().copied().chain(shape.rest).collect(),
        Shape::Union(shape) => shape.variants.iter().map(|variant| variant.ty).collect(),
        Shape::Object(shape) => {
            let properties = shape.properties.iter().map(|property| property.ty);
            let others = match shape.additional {
                Additional::Of(id) => Some(id),
                Additional::Closed | Additional::Ignored => None,
            };
            properties.chain(others).collect()
        }
        _ => Vec::new(),
    }
}
