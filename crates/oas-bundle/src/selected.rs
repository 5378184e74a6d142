//! The part of a document that is wanted, and what of its security is shown: [`Selected`].

use std::collections::BTreeSet;

use oas_conventions::{Conventions, Visibility};
use oas_model::select::Selection;
use oas_model::{OperationEntry, ResolvedDocument, object};
use oas_syntax::{Node, NodeKey};
use serde_json::{Map, Value};

/// What of a document a bundle has.
pub(crate) struct Selected<'d> {
    resolved: &'d ResolvedDocument,
    everything: bool,
    visibility: Option<Visibility<'d>>,
    /// Operations that are not wanted.
    excluded: BTreeSet<NodeKey>,
    /// Tags of wanted operations.
    tags: BTreeSet<&'d str>,
    /// Security schemes of wanted operations, as far as they are shown.
    schemes: BTreeSet<&'d str>,
}

impl<'d> Selected<'d> {
    pub(crate) fn new(
        resolved: &'d ResolvedDocument,
        conventions: Option<&'d Conventions>,
        selection: &Selection,
    ) -> Self {
        let mut selected = Self {
            resolved,
            everything: selection.is_all(),
            visibility: conventions.map(|file| file.visibility(&selection.audiences)),
            excluded: BTreeSet::new(),
            tags: BTreeSet::new(),
            schemes: BTreeSet::new(),
        };
        for entry in resolved.operations() {
            // Whoever picks operations by id wants their callbacks too, which have other ids.
            let by_audience = Selection {
                audiences: selection.audiences.clone(),
                operations: Vec::new(),
            };
            let wanted = match entry.container {
                oas_model::Container::Callbacks => by_audience.includes(resolved, entry),
                _ => selection.includes(resolved, entry),
            };
            if wanted {
                selected.note(entry);
            } else {
                selected.excluded.insert(entry.node);
            }
        }
        selected
    }

    fn note(&mut self, entry: &OperationEntry) {
        let node = self.resolved.document().node(entry.node);
        let operation = object::Operation::new(self.resolved, node);
        self.tags.extend(operation.tags());
        let alternatives: Vec<Node<'d>> = operation
            .effective_security()
            .iter()
            .map(|requirement| requirement.node())
            .collect();
        for alternative in self.shown(&alternatives) {
            let names = alternative.entries().map(|entry| entry.key.text());
            self.schemes.extend(names);
        }
    }

    /// Whether the whole document is wanted.
    pub(crate) const fn is_everything(&self) -> bool {
        self.everything
    }

    /// Whether a node is an operation that is not wanted.
    pub(crate) fn excludes(&self, node: Node<'d>) -> bool {
        let operation = self.resolved.follow(node).unwrap_or(node);
        self.excludes_key(operation.node_key())
    }

    /// Whether an operation is not wanted.
    pub(crate) fn excludes_key(&self, key: NodeKey) -> bool {
        self.excluded.contains(&key)
    }

    /// Whether a wanted operation has this tag.
    pub(crate) fn has_tag(&self, name: &str) -> bool {
        self.tags.contains(name)
    }

    /// Whether a wanted operation is shown with this security scheme.
    pub(crate) fn has_scheme(&self, name: &str) -> bool {
        self.schemes.contains(name)
    }

    /// The operation with an id.
    pub(crate) fn operation_with_id(&self, id: &str) -> Option<&'d OperationEntry> {
        self.resolved.operation_with_id(id)
    }

    /// Security requirements without the alternatives that are not shown.
    pub(crate) fn security(&self, node: Node<'d>) -> Value {
        if !node.is_sequence() {
            return node.to_json();
        }
        let alternatives: Vec<Node<'d>> = node.elements().collect();
        let shown = self.shown(&alternatives);
        shown.into_iter().map(Node::to_json).collect()
    }

    /// Alternatives with nothing but what is shown. Where none is left all stay: an empty list
    /// would say that nobody is asked.
    fn shown(&self, alternatives: &[Node<'d>]) -> Vec<Node<'d>> {
        let Some(visibility) = &self.visibility else {
            return alternatives.to_vec();
        };
        let is_shown = |alternative: &&Node<'d>| {
            alternative.entries().all(|entry| {
                let mut scopes = entry.value.elements().filter_map(Node::as_str);
                visibility.shows_token_kind(entry.key.text())
                    && scopes.all(|scope| visibility.shows_scope(scope))
            })
        };
        let shown: Vec<_> = alternatives.iter().filter(is_shown).copied().collect();
        if shown.is_empty() {
            alternatives.to_vec()
        } else {
            shown
        }
    }

    /// `x-required-roles` without schemes and roles that are not shown.
    pub(crate) fn required_roles(&self, node: Node<'d>) -> Value {
        let Some(visibility) = &self.visibility else {
            return node.to_json();
        };
        let mut shown = Map::new();
        for entry in node.entries() {
            let roles = entry.value.elements();
            let roles: Vec<Value> = roles
                .filter(|role| role.as_str().is_none_or(|role| visibility.shows_role(role)))
                .map(Node::to_json)
                .collect();
            if visibility.shows_token_kind(entry.key.text()) && !roles.is_empty() {
                shown.insert(entry.key.text().to_owned(), Value::Array(roles));
            }
        }
        Value::Object(shown)
    }
}
