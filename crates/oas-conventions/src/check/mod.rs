//! Whether conventions agree with themselves: [`check`].
//!
//! [`names`] sees to it that what is referred to is defined, [`rules`] that numbers, prefixes and
//! states do not exclude each other. Places come from the tree, which has the form of the types.

use oas_diagnostics::{Diagnostic, DiagnosticSink, Location};
use oas_syntax::{JsonPointer, Node};

use crate::Conventions;
use crate::diagnostics::CONTRADICTION;

mod names;
mod rules;

/// Reports every disagreement within `conventions`, which were read from `root`.
pub(crate) fn check(conventions: &Conventions, root: Node<'_>, sink: &mut DiagnosticSink) {
    names::check(conventions, root, sink);
    rules::check(&mut Checker {
        conventions,
        root,
        sink,
    });
}

/// What the rules work with.
struct Checker<'c, 't> {
    conventions: &'c Conventions,
    root: Node<'t>,
    sink: &'c mut DiagnosticSink,
}

impl Checker<'_, '_> {
    /// The value at a path, or its key where it is a map or a list; the nearest thing around it
    /// where it is not written down.
    fn place(&self, path: &[&str]) -> Location {
        let pointer = |path: &[&str]| JsonPointer(path.iter().map(ToString::to_string).collect());
        let node = (0..=path.len())
            .rev()
            .find_map(|length| self.root.find(&pointer(&path[..length])))
            .unwrap_or(self.root);
        if node.is_mapping() || node.is_sequence() {
            node.key_location()
        } else {
            node.location()
        }
    }

    /// Reports a contradiction at a path.
    fn contradiction(
        &mut self,
        path: &[&str],
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let location = self.place(path);
        self.sink
            .push(Diagnostic::error(CONTRADICTION.name, location, message).help(help));
    }

    /// Reports a contradiction between two paths.
    fn contradiction_with(
        &mut self,
        path: &[&str],
        message: impl Into<String>,
        (other, related): (&[&str], &str),
        help: impl Into<String>,
    ) {
        let location = self.place(path);
        let other = self.place(other).span;
        self.sink.push(
            Diagnostic::error(CONTRADICTION.name, location, message)
                .related(other, related)
                .help(help),
        );
    }
}
