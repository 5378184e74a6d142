//! Types that consist of themselves: names for one another, unions of themselves. Refused.

use super::Lowering;
use super::context::Refusal;
use crate::{Shape, TypeId, Types};

/// Refuses every type that is reached from itself by names and variants alone.
pub(super) fn refuse_circles(lowering: &mut Lowering<'_, '_>) {
    for id in circular(&lowering.types) {
        let location = lowering.types.get(id).location.clone();
        let feature = "a type that consists of itself and nothing else";
        lowering.refuse_type(id, Refusal::new(feature, location));
    }
}

/// The types a type is a name for or a union of.
fn inner(types: &Types, id: TypeId) -> Vec<TypeId> {
    match &types.get(id).shape {
        Shape::Alias(target) => vec![*target],
        Shape::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
        _ => Vec::new(),
    }
}

/// What is left when types that lead nowhere, and then those that nothing leads to, are taken
/// away again and again: circles, and what lies between two of them.
fn circular(types: &Types) -> Vec<TypeId> {
    let inner = |(id, _)| Some(inner(types, id));
    let forward = without_ends(types.iter().map(inner).collect());
    if forward.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut backward: Vec<_> = forward
        .iter()
        .map(|targets| targets.as_ref().map(|_| Vec::new()))
        .collect();
    for (id, targets) in forward.iter().enumerate() {
        for target in targets.iter().flatten() {
            if let Some(sources) = &mut backward[target.index()] {
                sources.push(TypeId::at(id));
            }
        }
    }
    let left = without_ends(backward);
    let ids = (0..left.len()).filter(|id| left[*id].is_some());
    ids.map(TypeId::at).collect()
}

/// A graph, by position, without the nodes that lead nowhere, in linear time.
fn without_ends(mut graph: Vec<Option<Vec<TypeId>>>) -> Vec<Option<Vec<TypeId>>> {
    let mut left = vec![0_usize; graph.len()];
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); graph.len()];
    let mut ends = Vec::new();
    for (id, targets) in graph.iter().enumerate() {
        let Some(targets) = targets else { continue };
        for target in targets {
            if graph[target.index()].is_some() {
                users[target.index()].push(id);
                left[id] += 1;
            }
        }
        if left[id] == 0 {
            ends.push(id);
        }
    }
    while let Some(end) = ends.pop() {
        graph[end] = None;
        for user in std::mem::take(&mut users[end]) {
            left[user] -= 1;
            if left[user] == 0 {
                ends.push(user);
            }
        }
    }
    graph
}
