//! Whether schemas contain themselves.

use crate::walk::VisitId;
use crate::{Kind, ResolvedDocument};

/// Whether some schema leads back to itself by way of its parts and their references.
///
/// Schemas to which nothing leads are taken away, and then those to which only they led; what
/// cannot be taken away is a circle, or follows one.
pub(super) fn is_recursive(resolved: &ResolvedDocument) -> bool {
    let visits = resolved.visits();
    let is_schema = |id: VisitId| visits.get(id).kind == Kind::Schema;
    let edges = || {
        let edges = visits.edges().iter();
        edges.filter(|(from, to)| is_schema(*from) && is_schema(*to))
    };
    let size = visits.iter().len();
    // The edges out of a visit, side by side: `targets[starts[id]..starts[id + 1]]`.
    let mut starts = vec![0_usize; size + 1];
    let mut leading = vec![0_usize; size];
    for (from, to) in edges() {
        starts[from.index() + 1] += 1;
        leading[to.index()] += 1;
    }
    for index in 0..size {
        starts[index + 1] += starts[index];
    }
    let mut targets = vec![0_usize; starts[size]];
    let mut next = starts.clone();
    for (from, to) in edges() {
        targets[next[from.index()]] = to.index();
        next[from.index()] += 1;
    }
    let mut free: Vec<usize> = (0..size).filter(|index| leading[*index] == 0).collect();
    let mut taken = 0;
    while let Some(index) = free.pop() {
        taken += 1;
        for target in &targets[starts[index]..starts[index + 1]] {
            leading[*target] -= 1;
            if leading[*target] == 0 {
                free.push(*target);
            }
        }
    }
    taken < size
}
