//! Which operations a finding affects, and the references that lead to it: [`Reach`].

use std::collections::HashMap;

use oas_diagnostics::{Diagnostic, Place, Related};
use oas_model::{ResolvedDocument, VisitId};
use oas_syntax::{JsonPointer, NodeKey};

/// Completes findings from the graph of objects. Made once something was found.
#[derive(Debug)]
pub(crate) struct Reach<'d> {
    resolved: &'d ResolvedDocument,
    visits: HashMap<NodeKey, VisitId>,
    operations: HashMap<VisitId, Vec<String>>,
}

impl<'d> Reach<'d> {
    pub(crate) fn new(resolved: &'d ResolvedDocument) -> Self {
        let mut visits = HashMap::new();
        for (id, visit) in resolved.visits().iter() {
            visits.entry(visit.node).or_insert(id);
        }
        Self {
            resolved,
            visits,
            operations: HashMap::new(),
        }
    }

    /// Fills in affected operations and the chain of references, outermost last.
    pub(crate) fn complete(&mut self, diagnostic: &mut Diagnostic) {
        let Some(owner) = self.owner(diagnostic) else {
            return;
        };
        let resolved = self.resolved;
        let operations = self.operations.entry(owner);
        let operations = operations.or_insert_with(|| resolved.operations_reaching(owner));
        diagnostic.operations.clone_from(operations);
        let mut current = Some(owner);
        while let Some(id) = current {
            let visit = resolved.visits().get(id);
            if let Some(reference) = visit.through {
                let node = resolved.document().node(reference);
                diagnostic.related.push(Related {
                    message: "reached through this reference".to_owned(),
                    span: node.get("$ref").unwrap_or(node).span(),
                });
            }
            current = visit.parent;
        }
    }

    /// The innermost object around the place of a finding.
    fn owner(&self, diagnostic: &Diagnostic) -> Option<VisitId> {
        let Place::Span(span) = diagnostic.place else {
            return None;
        };
        let pointer = JsonPointer::parse(diagnostic.pointer.as_deref()?)?;
        let tree = self.resolved.document().tree(span.file)?;
        let mut node = Some(tree.find(&pointer)?);
        while let Some(current) = node {
            if let Some(id) = self.visits.get(&current.node_key()) {
                return Some(*id);
            }
            node = current.parent();
        }
        None
    }
}
