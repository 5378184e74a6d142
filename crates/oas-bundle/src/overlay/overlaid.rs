//! A document with overlays applied: [`Overlaid`], which knows where each part of it came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use oas_diagnostics::{Diagnostic, Location, Place, Related, Span};
use oas_model::ResolvedDocument;
use oas_syntax::{JsonPointer, Node, NodeId, SyntaxTree};
use serde_json::Value;

use super::read::{Action, Overlay};
use super::target::{CellId, Origin, Target};

/// A document with overlays applied. Its text is a document like any other, to be loaded, resolved
/// and checked; what is found there is told at the places that [`Overlaid::told`] knows.
#[derive(Debug)]
pub struct Overlaid<'d> {
    source: &'d ResolvedDocument,
    overlays: Vec<Arc<Overlay>>,
    target: Target,
}

impl<'d> Overlaid<'d> {
    pub(super) const fn new(
        source: &'d ResolvedDocument,
        overlays: Vec<Arc<Overlay>>,
        target: Target,
    ) -> Self {
        Self {
            source,
            overlays,
            target,
        }
    }

    /// The document.
    #[must_use]
    pub fn to_value(&self) -> Value {
        self.target.to_value(self.target.root())
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::to_json(&self.to_value())
    }

    /// Findings about the tree of [`Self::to_json`], told where their cause is written: in an
    /// overlay or in the source. Findings about other files stay as they are. `before` is what was
    /// found in the document without overlays; what is new has a note that says so.
    #[must_use]
    pub fn told(
        &self,
        findings: Vec<Diagnostic>,
        result: &SyntaxTree,
        before: &[Diagnostic],
    ) -> Vec<Diagnostic> {
        let concerns = |diagnostic: &Diagnostic| diagnostic.place.file() == result.file();
        if !findings.iter().any(concerns) {
            return findings;
        }
        let places = Places {
            overlaid: self,
            result,
            nodes: spans(result),
        };
        let findings = findings.into_iter().map(|finding| {
            if !concerns(&finding) {
                return finding;
            }
            let told = places.told(finding);
            let known = before.iter().any(|one| {
                one.rule == told.rule && one.place == told.place && one.message == told.message
            });
            if known {
                return told;
            }
            told.note("this is about the document with the overlays applied")
        });
        findings.collect()
    }

    fn action(&self, position: u32) -> Option<(&Overlay, &Action)> {
        let actions = self.overlays.iter().flat_map(|overlay| {
            let actions = overlay.actions().iter();
            actions.map(|action| (overlay.as_ref(), action))
        });
        actions.into_iter().nth(position as usize)
    }
}

/// Bytes of the result -> the node that has them, and whether they are its key.
type Spans = BTreeMap<(u32, u32), (NodeId, bool)>;

fn spans(tree: &SyntaxTree) -> Spans {
    let mut spans = Spans::new();
    for node in tree.nodes() {
        let span = node.span();
        spans.insert((span.start, span.end), (node.id(), false));
        let key = node.key_location().span;
        spans
            .entry((key.start, key.end))
            .or_insert((node.id(), true));
    }
    spans
}

struct Places<'a> {
    overlaid: &'a Overlaid<'a>,
    result: &'a SyntaxTree,
    nodes: Spans,
}

impl Places<'_> {
    fn told(&self, mut finding: Diagnostic) -> Diagnostic {
        let named = finding.pointer.as_deref().and_then(JsonPointer::parse);
        let whole = matches!(finding.place, Place::WholeDocument(_));
        let (cell, is_key) = self
            .of_span(finding.place.span())
            .filter(|_| !whole)
            .or_else(|| named.map(|pointer| (self.overlaid.target.nearest(&pointer), true)))
            .unwrap_or((self.overlaid.target.root(), true));
        let location = self.location(cell, is_key);
        finding.place = if whole {
            Place::WholeDocument(location.span.file)
        } else {
            Place::Span(location.span)
        };
        if finding.pointer.is_some() {
            finding.pointer = Some(location.pointer);
        }
        let related = std::mem::take(&mut finding.related);
        finding.related = related
            .into_iter()
            .map(|related| self.related(related))
            .collect();
        // Its edits are of the result, which nobody has.
        finding.fix = None;
        let changed_by = self.overlaid.target.cell(cell).changed_by;
        if let Some((overlay, action)) = changed_by.and_then(|at| self.overlaid.action(at))
            && overlay.file() != finding.place.file()
        {
            let node = overlay.node(action.node);
            let place = node.get("target").unwrap_or(node).span();
            finding = finding.related(place, "this action changed it");
        }
        finding
    }

    fn related(&self, related: Related) -> Related {
        if related.span.file != self.result.file() {
            return related;
        }
        let (cell, is_key) = self
            .of_span(related.span)
            .unwrap_or((self.overlaid.target.root(), true));
        Related {
            span: self.location(cell, is_key).span,
            ..related
        }
    }

    fn of_span(&self, span: Span) -> Option<(CellId, bool)> {
        let (node, is_key) = self.nodes.get(&(span.start, span.end))?;
        let pointer = JsonPointer::parse(&self.result.node(*node).pointer())?;
        Some((self.overlaid.target.nearest(&pointer), *is_key))
    }

    /// Where a cell is written, or the nearest one around it that is.
    fn location(&self, cell: CellId, is_key: bool) -> Location {
        let target = &self.overlaid.target;
        let around = std::iter::successors(Some(cell), |id| target.cell(*id).parent);
        let known = around.map(|id| target.cell(id).origin).find_map(|origin| {
            let key = match origin {
                Origin::Node(key) => key,
                Origin::Place(index) => return target.place(index).cloned(),
                Origin::Parent => return None,
            };
            let overlays = self.overlaid.overlays.iter();
            let node = overlays
                .filter(|overlay| overlay.file() == key.file)
                .map(|overlay| overlay.node(key.node))
                .next();
            let node: Node<'_> = node.unwrap_or_else(|| self.overlaid.source.document().node(key));
            Some(if is_key {
                node.key_location()
            } else {
                node.location()
            })
        });
        known.unwrap_or_else(|| self.overlaid.source.document().root().location())
    }
}
