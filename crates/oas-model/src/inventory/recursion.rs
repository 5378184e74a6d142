//! Whether schemas contain themselves.

use super::graph::Ways;
use crate::walk::VisitId;
use crate::{Kind, ResolvedDocument};

/// Whether some schema leads back to itself by way of its parts and their references.
///
/// Schemas to which nothing leads are taken away, and then those to which only they led; what
/// cannot be taken away is a circle, or follows one. Visits that do not count are left
/// out, and ways that are none for certain.
pub(super) fn is_recursive(resolved: &ResolvedDocument, counts: impl Fn(VisitId) -> bool) -> bool {
    let visits = resolved.visits();
    let is_schema = |id: VisitId| visits.get(id).kind == Kind::Schema && counts(id);
    let is_certain = |position: usize| visits.detours().binary_search(&position).is_err();
    let ways = Ways::of(visits, |position, from, to| {
        is_schema(from) && is_schema(to) && is_certain(position)
    });
    let mut leading = vec![0_usize; ways.size()];
    for end in ways.ends() {
        leading[*end] += 1;
    }
    let mut free: Vec<usize> = (0..ways.size())
        .filter(|index| leading[*index] == 0)
        .collect();
    let mut taken = 0;
    while let Some(index) = free.pop() {
        taken += 1;
        for target in ways.out_of(index) {
            leading[*target] -= 1;
            if leading[*target] == 0 {
                free.push(*target);
            }
        }
    }
    taken < ways.size()
}
