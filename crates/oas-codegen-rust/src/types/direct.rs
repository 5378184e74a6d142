//! Where recursion needs a box: fields and variants through which a type would hold itself.

use std::collections::BTreeSet;

use oas_ir::{Shape, TypeId, Types};

use super::Form;

/// Positions of fields and variants that have to be boxed, by the type that holds them.
///
/// One edge of each circle is boxed, and no other: the one that leads back when types are visited
/// in their order. Lists and maps hold their elements elsewhere, so they break circles by
/// themselves.
pub(super) fn boxed(types: &Types, forms: &[Form]) -> BTreeSet<(TypeId, usize)> {
    let mut boxed = BTreeSet::new();
    let mut state = vec![State::New; forms.len()];
    for (start, _) in types.iter() {
        if state[start.index()] != State::New {
            continue;
        }
        state[start.index()] = State::Open;
        let mut stack = vec![(start, edges(types, forms, start))];
        while let Some((id, edges)) = stack.last_mut() {
            let id = *id;
            let Some((position, target)) = edges.pop() else {
                state[id.index()] = State::Done;
                stack.pop();
                continue;
            };
            match state[target.index()] {
                State::Open => {
                    boxed.insert((id, position));
                }
                State::Done => {}
                State::New => {
                    state[target.index()] = State::Open;
                    stack.push((target, self::edges(types, forms, target)));
                }
            }
        }
    }
    boxed
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Declared types that a declared type holds directly, the last one first.
fn edges(types: &Types, forms: &[Form], id: TypeId) -> Vec<(usize, TypeId)> {
    let parts: Vec<TypeId> = match (&types.get(id).shape, &forms[id.index()]) {
        (Shape::Object(shape), Form::Object) => shape
            .properties
            .iter()
            .map(|property| property.ty)
            .collect(),
        (Shape::Union(shape), Form::Union) => {
            shape.variants.iter().map(|variant| variant.ty).collect()
        }
        (Shape::Tuple(shape), Form::Tuple) => shape.elements.clone(),
        _ => Vec::new(),
    };
    let targets = parts
        .into_iter()
        .enumerate()
        .map(|(position, part)| (position, behind(types, part)))
        .filter(|(_, target)| {
            matches!(
                forms[target.index()],
                Form::Object | Form::Union | Form::Tuple
            )
        });
    let mut edges: Vec<_> = targets.collect();
    edges.reverse();
    edges
}

/// The type behind aliases, nullable ones too.
fn behind(types: &Types, id: TypeId) -> TypeId {
    let mut id = id;
    while let Shape::Alias(target) = types.get(id).shape {
        id = target;
    }
    id
}
