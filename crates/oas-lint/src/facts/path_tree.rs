//! Paths by their segments: [`PathTree`] finds those that a request could match besides.
//!
//! Comparing each path with each costs minutes where a document has a hundred thousand. The tree
//! follows only segments that can be the same, and leaves out branches without a shared method or
//! without a way to be ambiguous.

use std::collections::BTreeMap;

use oas_syntax::Node;

use super::template::is_variable;

/// Methods of a path item, a bit each.
pub(crate) type Methods = u16;

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "patch", "head", "options", "trace", "query",
];

/// The methods that a path item has.
pub(crate) fn methods(path_item: Node<'_>) -> Methods {
    let keys = path_item.entries().map(|entry| entry.key.text());
    keys.filter_map(|key| METHODS.iter().position(|method| *method == key))
        .fold(0, |methods, bit| methods | (1 << bit))
}

/// A path in the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leaf<'d> {
    pub(crate) path: &'d str,
    pub(crate) node: Node<'d>,
    methods: Methods,
}

#[derive(Debug, Default)]
struct Branch<'d> {
    fixed: BTreeMap<&'d str, usize>,
    variable: Option<usize>,
    /// The methods of all paths below.
    methods: Methods,
    leaves: Vec<Leaf<'d>>,
}

/// Paths, added one after another.
#[derive(Debug)]
pub(crate) struct PathTree<'d> {
    branches: Vec<Branch<'d>>,
    /// How many more branches are looked at.
    steps: usize,
}

/// Where a search stands.
struct Step {
    branch: usize,
    depth: usize,
    /// Whether the wanted path, or the one in the tree, was more exact somewhere.
    exact: (bool, bool),
}

impl<'d> PathTree<'d> {
    /// An empty tree, whose searches look at so many branches together.
    pub(crate) fn new(steps: usize) -> Self {
        Self {
            branches: vec![Branch::default()],
            steps,
        }
    }

    /// Whether searches were cut short.
    pub(crate) const fn is_spent(&self) -> bool {
        self.steps == 0
    }

    /// Adds a path.
    pub(crate) fn add(&mut self, segments: &[&'d str], path: &'d str, node: Node<'d>) {
        let methods = methods(node);
        let mut at = 0;
        self.branches[at].methods |= methods;
        for segment in segments {
            let next = self.branches.len();
            let branch = &mut self.branches[at];
            let child = if is_variable(segment) {
                *branch.variable.get_or_insert(next)
            } else {
                *branch.fixed.entry(segment).or_insert(next)
            };
            if child == next {
                self.branches.push(Branch::default());
            }
            at = child;
            self.branches[at].methods |= methods;
        }
        self.branches[at].leaves.push(Leaf {
            path,
            node,
            methods,
        });
    }

    /// A path that some request matches besides this one, each being more exact than the other
    /// somewhere, with a method of both.
    pub(crate) fn ambiguous(&mut self, segments: &[&str], methods: Methods) -> Option<Leaf<'d>> {
        let last = |variable: bool| {
            segments
                .iter()
                .rposition(|one| is_variable(one) == variable)
        };
        let (last_fixed, last_variable) = (last(false), last(true));
        let mut stack = vec![Step {
            branch: 0,
            depth: 0,
            exact: (false, false),
        }];
        while let Some(step) = stack.pop() {
            let branch = &self.branches[step.branch];
            // Without a fixed segment to come this path cannot become more exact, nor the other
            // one without a variable to come.
            let hopeless = (!step.exact.0 && last_fixed.is_none_or(|last| last < step.depth))
                || (!step.exact.1 && last_variable.is_none_or(|last| last < step.depth));
            if hopeless || branch.methods & methods == 0 {
                continue;
            }
            self.steps = self.steps.saturating_sub(1);
            if self.steps == 0 {
                return None;
            }
            let Some(segment) = segments.get(step.depth) else {
                let mut leaves = branch.leaves.iter();
                if let Some(leaf) = leaves.find(|leaf| leaf.methods & methods != 0) {
                    return Some(*leaf);
                }
                continue;
            };
            let (left, right) = step.exact;
            let mut go = |branch: usize, exact: (bool, bool)| {
                stack.push(Step {
                    branch,
                    depth: step.depth + 1,
                    exact,
                });
            };
            if is_variable(segment) {
                for child in branch.fixed.values().rev() {
                    go(*child, (left, true));
                }
                if let Some(child) = branch.variable {
                    go(child, (left, right));
                }
            } else {
                if let Some(child) = branch.variable {
                    go(child, (true, right));
                }
                if let Some(child) = branch.fixed.get(segment) {
                    go(*child, (left, right));
                }
            }
        }
        None
    }
}
