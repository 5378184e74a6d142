//! Types that consist of themselves: names for one another, unions of themselves. Refused.

use std::collections::BTreeMap;

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
    let all: BTreeMap<_, _> = types.iter().map(|(id, _)| (id, inner(types, id))).collect();
    let forward = without_ends(all);
    let mut backward: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, targets) in &forward {
        backward.entry(*id).or_default();
        for target in targets.iter().filter(|target| forward.contains_key(target)) {
            backward.entry(*target).or_default().push(*id);
        }
    }
    without_ends(backward).into_keys().collect()
}

/// A graph without those that lead nowhere, in linear time.
fn without_ends(mut graph: BTreeMap<TypeId, Vec<TypeId>>) -> BTreeMap<TypeId, Vec<TypeId>> {
    let mut left: BTreeMap<TypeId, usize> = BTreeMap::new();
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut ends = Vec::new();
    for (id, targets) in &graph {
        let inside = targets.iter().filter(|target| graph.contains_key(target));
        let mut count = 0;
        for target in inside {
            users.entry(*target).or_default().push(*id);
            count += 1;
        }
        left.insert(*id, count);
        if count == 0 {
            ends.push(*id);
        }
    }
    while let Some(end) = ends.pop() {
        graph.remove(&end);
        for user in users.remove(&end).unwrap_or_default() {
            if let Some(count) = left.get_mut(&user) {
                *count -= 1;
                if *count == 0 {
                    ends.push(user);
                }
            }
        }
    }
    graph
}
