//! What a rule works with: [`RuleContext`] to look around, [`Report`] to say what is wrong.

use oas_conventions::Conventions;
use oas_diagnostics::{Applicability, Diagnostic, Edit, Fix, Level, Location, Place, Related};
use oas_model::ResolvedDocument;
use oas_syntax::Node;
use serde_json::Value;

use crate::{PlacedOperation, RuleMeta, Settings};

/// Everything that one rule sees of one run.
#[derive(Debug)]
pub struct RuleContext<'d> {
    resolved: &'d ResolvedDocument,
    conventions: Option<&'d Conventions>,
    settings: &'d Settings,
    meta: &'static RuleMeta,
    level: Level,
    found: Vec<Diagnostic>,
}

impl<'d> RuleContext<'d> {
    pub(crate) const fn new(
        resolved: &'d ResolvedDocument,
        conventions: Option<&'d Conventions>,
        settings: &'d Settings,
        meta: &'static RuleMeta,
        level: Level,
    ) -> Self {
        Self {
            resolved,
            conventions,
            settings,
            meta,
            level,
            found: Vec::new(),
        }
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &'d ResolvedDocument {
        self.resolved
    }

    /// The conventions that the document is held to, where there are some.
    #[must_use]
    pub const fn conventions(&self) -> Option<&'d Conventions> {
        self.conventions
    }

    /// Every operation with its path and method, in document order.
    pub fn operations(&self) -> impl Iterator<Item = PlacedOperation<'d>> + use<'d> {
        let resolved = self.resolved;
        let entries = resolved.operations().iter();
        entries.map(move |entry| PlacedOperation::new(resolved, entry))
    }

    /// An option that settings give this rule.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&'d Value> {
        debug_assert!(
            self.meta.options.contains(&name),
            "undeclared option `{name}`"
        );
        self.settings.options.get(self.meta.name)?.get(name)
    }

    /// Reports what is wrong at a place.
    ///
    /// Level, affected operations and the references that lead to the place are filled in.
    pub fn report(&mut self, location: Location, message: impl Into<String>) -> Report<'_> {
        let place = Place::Span(location.span);
        let diagnostic = Diagnostic::new(self.meta.name, self.level, place, message);
        let index = self.found.len();
        self.found.push(diagnostic.pointer(location.pointer));
        Report {
            diagnostic: &mut self.found[index],
        }
    }

    pub(crate) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// Adds to a finding that was just reported.
#[derive(Debug)]
pub struct Report<'c> {
    diagnostic: &'c mut Diagnostic,
}

#[expect(
    clippy::return_self_not_must_use,
    reason = "the finding is reported already; what is returned is for adding more"
)]
impl Report<'_> {
    /// Sets the short text at the place.
    pub fn label(self, label: impl Into<String>) -> Self {
        self.diagnostic.label = Some(label.into());
        self
    }

    /// Makes the finding one to know of: nothing is known to be wrong, but it was not looked at.
    #[must_use]
    pub fn as_info(self) -> Self {
        self.diagnostic.level = Level::Info;
        self
    }

    /// Adds what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.diagnostic.help.push(help.into());
        self
    }

    /// Adds why, where that is not obvious.
    pub fn note(self, note: impl Into<String>) -> Self {
        self.diagnostic.notes.push(note.into());
        self
    }

    /// Adds another place that takes part: the key that leads to a node.
    pub fn related(self, node: Node<'_>, message: impl Into<String>) -> Self {
        self.diagnostic.related.push(Related {
            message: message.into(),
            span: node.key_location().span,
        });
        self
    }

    /// Sets a change that mends the finding and may be applied unseen.
    pub fn safe_fix(self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix(message.into(), Applicability::Safe, edits)
    }

    /// Sets a change that mends the finding but ought to be read by a person.
    pub fn unsafe_fix(self, message: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix(message.into(), Applicability::Unsafe, edits)
    }

    fn fix(self, message: String, applicability: Applicability, edits: Vec<Edit>) -> Self {
        self.diagnostic.fix = Some(Fix {
            message,
            applicability,
            edits,
        });
        self
    }
}
