//! What is found in one text, counted: [`SyntaxErrors`] and [`Remarks`].
//!
//! A hostile or badly damaged text must not give a million diagnostics; where some are left out,
//! one says so.

use std::borrow::Cow;
use std::collections::BTreeMap;

use oas_diagnostics::{Diagnostic, DiagnosticSink, Location};

use crate::diagnostics::SYNTAX_ERROR_LIMIT;

/// Collects syntax errors until there are too many to be of use.
#[derive(Debug)]
pub(crate) struct SyntaxErrors {
    found: Vec<Diagnostic>,
    most: usize,
    full: bool,
}

impl SyntaxErrors {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            found: Vec::new(),
            most: most.max(1),
            full: false,
        }
    }

    /// Adds an error; the one that is too many says so and is the last.
    pub(crate) fn push(&mut self, error: Diagnostic) {
        if self.full {
            return;
        }
        if self.found.len() < self.most {
            self.found.push(error);
            return;
        }
        self.full = true;
        let location = Location {
            span: error.place.span(),
            pointer: error.pointer.unwrap_or_default(),
        };
        let message = format!(
            "more than {} syntax errors; the text is not read further",
            self.most
        );
        self.found.push(
            Diagnostic::error(SYNTAX_ERROR_LIMIT.name, location, message)
                .label("the next one is here")
                .help("mend the errors above first; one mistake can look like many"),
        );
    }

    /// Whether no more errors are taken, so that reading on is of no use.
    pub(crate) fn are_too_many(&self) -> bool {
        self.full
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(crate) fn into_sink(self, sink: &mut DiagnosticSink) {
        sink.extend(self.found);
    }
}

/// Collects findings that do not stop the reading, so many of each rule.
#[derive(Debug)]
pub(crate) struct Remarks {
    found: Vec<Diagnostic>,
    most: usize,
    counts: BTreeMap<Cow<'static, str>, usize>,
}

impl Remarks {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            found: Vec::new(),
            most: most.max(1),
            counts: BTreeMap::new(),
        }
    }

    /// Adds a finding; the one that is too many for its rule says so and is its last.
    pub(crate) fn push(&mut self, mut remark: Diagnostic) {
        let count = self.counts.entry(remark.rule.clone()).or_default();
        *count += 1;
        if *count > self.most + 1 {
            return;
        }
        if *count > self.most {
            remark = remark.note(format!(
                "there are more than {} such places in this file; the others are not listed",
                self.most
            ));
        }
        self.found.push(remark);
    }

    pub(crate) fn into_sink(self, sink: &mut DiagnosticSink) {
        sink.extend(self.found);
    }
}
