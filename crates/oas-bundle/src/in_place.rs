//! What is written in the place of references, and how far that goes: [`InPlace`].
//!
//! A document decides how often and how deep its references lead on. Schemas and others that can
//! be components become ones where it goes too far; what cannot ends the bundle.

use std::collections::HashSet;

use oas_diagnostics::{Diagnostic, Level, Location, Place};
use oas_syntax::{Node, NodeKey};

use crate::diagnostics::BUNDLE_LIMIT;

/// References within each other that are written out.
const MAX_DEPTH: usize = 64;

/// Objects that are written in the place of references and stand elsewhere in the bundle already.
const MAX_AGAIN: usize = 20_000;

/// The objects that are being written, as far as references led to them.
#[derive(Debug, Default)]
pub(crate) struct InPlace {
    open: Vec<NodeKey>,
    depth: usize,
    seen: HashSet<NodeKey>,
    again: usize,
    overflow: Option<Location>,
}

impl InPlace {
    /// Goes through a reference; [`InPlace::leave`] comes back.
    pub(crate) const fn enter(&mut self) {
        self.depth += 1;
    }

    /// Comes back from a reference.
    pub(crate) const fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Whether a reference led here.
    pub(crate) const fn is_within(&self) -> bool {
        self.depth > 0
    }

    /// Starts an object; [`InPlace::close`] ends it.
    pub(crate) fn open(&mut self, node: Node<'_>) {
        self.open.push(node.node_key());
        let again = self.depth > 0 && !self.seen.insert(node.node_key());
        self.again += usize::from(again);
    }

    /// Ends an object.
    pub(crate) fn close(&mut self) {
        self.open.pop();
    }

    /// Whether an object is being written, so that it would be in itself.
    pub(crate) fn is_open(&self, node: Node<'_>) -> bool {
        self.open.contains(&node.node_key())
    }

    /// Whether no more is to be written in the place of references.
    pub(crate) const fn is_far(&self) -> bool {
        self.depth > MAX_DEPTH || (self.depth > 0 && self.again > MAX_AGAIN)
    }

    /// Remembers an object that cannot be written.
    pub(crate) fn give_up(&mut self, node: Node<'_>) {
        if self.overflow.is_none() {
            self.overflow = Some(node.location());
        }
    }

    /// What could not be written, if anything.
    pub(crate) fn into_finding(self) -> Option<Diagnostic> {
        let Location { span, pointer } = self.overflow?;
        let message = "what references lead to here is in itself, or too much to be written in \
                       their place";
        let finding = Diagnostic::new(BUNDLE_LIMIT.name, Level::Error, Place::Span(span), message);
        Some(
            finding
                .pointer(pointer)
                .note(format!(
                    "{MAX_DEPTH} references within each other and {MAX_AGAIN} objects written again are the limit"
                ))
                .help("refer to components where the specification has references"),
        )
    }
}
