//! Where stages put what they find: [`DiagnosticSink`].

use crate::{Diagnostic, Level, Place, SourceMap};

/// Collects diagnostics; order does not matter until [`DiagnosticSink::into_sorted`].
#[derive(Debug, Default)]
pub struct DiagnosticSink {
    diagnostics: Vec<Diagnostic>,
}

impl DiagnosticSink {
    /// An empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds findings.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Whether something at level error was found.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// What was found so far, in no promised order.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// All findings sorted by file path, offset, rule, message and pointer, without exact
    /// duplicates. What is about a file as a whole comes before what is about its first byte.
    #[must_use]
    pub fn into_sorted(mut self, sources: &SourceMap) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|left, right| {
            let path = |diagnostic: &Diagnostic| sources.file(diagnostic.place.file()).path();
            let span = |diagnostic: &Diagnostic| {
                let span = diagnostic.place.span();
                let in_text = matches!(diagnostic.place, Place::Span(_));
                (span.start, in_text, span.end)
            };
            path(left)
                .cmp(path(right))
                .then_with(|| span(left).cmp(&span(right)))
                .then_with(|| left.rule.cmp(&right.rule))
                .then_with(|| left.message.cmp(&right.message))
                .then_with(|| left.pointer.cmp(&right.pointer))
        });
        self.diagnostics.dedup();
        self.diagnostics
    }
}
