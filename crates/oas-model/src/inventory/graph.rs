//! Which visits lead to which.

use crate::walk::{VisitId, Visits};

/// The ways out of each visit, side by side.
pub(super) struct Ways {
    /// The ways out of a visit are `targets[starts[index]..starts[index + 1]]`.
    starts: Vec<usize>,
    targets: Vec<usize>,
}

impl Ways {
    /// The ways that are kept, by their position in [`Visits::edges`] and their ends.
    pub(super) fn of(visits: &Visits, keep: impl Fn(usize, VisitId, VisitId) -> bool) -> Self {
        let kept = || {
            let edges = visits.edges().iter().enumerate();
            edges
                .filter(|(position, (from, to))| keep(*position, *from, *to))
                .map(|(_, edge)| edge)
        };
        let size = visits.iter().len();
        let mut starts = vec![0; size + 1];
        for (from, _) in kept() {
            starts[from.index() + 1] += 1;
        }
        for index in 0..size {
            starts[index + 1] += starts[index];
        }
        let mut targets = vec![0; starts[size]];
        let mut next = starts.clone();
        for (from, to) in kept() {
            targets[next[from.index()]] = to.index();
            next[from.index()] += 1;
        }
        Self { starts, targets }
    }

    /// How many visits there are.
    pub(super) fn size(&self) -> usize {
        self.starts.len() - 1
    }

    /// What a visit leads to; once for each way.
    pub(super) fn out_of(&self, index: usize) -> &[usize] {
        &self.targets[self.starts[index]..self.starts[index + 1]]
    }

    /// Every end of a way.
    pub(super) fn ends(&self) -> &[usize] {
        &self.targets
    }
}

/// For each visit whether it is only reached by references where the specification has none, in
/// the place of a list or a map; `None` where no such references are.
pub(super) fn only_by_detour(visits: &Visits) -> Option<Vec<bool>> {
    if visits.detours().is_empty() {
        return None;
    }
    let ways = Ways::of(visits, |position, _, _| {
        visits.detours().binary_search(&position).is_err()
    });
    let mut unreached = vec![true; ways.size()];
    // The OpenAPI object is the first visit.
    let mut open = vec![0];
    while let Some(index) = open.pop() {
        if std::mem::replace(&mut unreached[index], false) {
            open.extend(ways.out_of(index));
        }
    }
    Some(unreached)
}
