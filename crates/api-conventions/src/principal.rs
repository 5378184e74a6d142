//! Who calls: [`Principal`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use oas_runtime::TokenKind;

use crate::Tenant;

/// Who calls. Cheap to copy; holds no secret, so that it may be logged.
#[derive(Clone)]
pub struct Principal(Arc<Parts>);

/// What is known about who calls.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) kind: &'static TokenKind,
    pub(crate) subject: Arc<str>,
    pub(crate) key: Option<Arc<str>>,
    pub(crate) tenant: Option<Tenant>,
    pub(crate) scopes: BTreeSet<Arc<str>>,
    pub(crate) roles: BTreeSet<Arc<str>>,
    pub(crate) workspace_roles: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    pub(crate) reach: Reach,
}

/// Which data a token reaches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reach {
    /// Real data.
    Live,
    /// Sandbox data only.
    Sandbox,
}

impl Principal {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The kind of token, by the name of its security scheme: `UserToken`.
    #[must_use]
    pub fn kind(&self) -> &'static TokenKind {
        self.0.kind
    }

    /// Who acts: a user or a service; for an API key, the user who made it.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Id of the API key's record, where it is one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.0.key.as_deref()
    }

    /// The tenant that the token is for. Tokens of services and staff have none.
    #[must_use]
    pub fn tenant(&self) -> Option<&Tenant> {
        self.0.tenant.as_ref()
    }

    /// Whether the token carries a scope that tokens of its kind can hold.
    #[must_use]
    pub fn has_scope(&self, scope: &str) -> bool {
        self.0.scopes.contains(scope)
    }

    /// What the token may do, sorted.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.0.scopes.iter().map(AsRef::as_ref)
    }

    /// Whether the person has a role; for an API key, the user who made it.
    #[must_use]
    pub fn has_role(&self, role: &str) -> bool {
        self.0.roles.contains(role)
    }

    /// Roles, sorted.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.0.roles.iter().map(AsRef::as_ref)
    }

    /// Whether the person has a role in a workspace.
    #[must_use]
    pub fn has_workspace_role(&self, workspace: &str, role: &str) -> bool {
        let roles = self.0.workspace_roles.get(workspace);
        roles.is_some_and(|roles| roles.contains(role))
    }

    /// Whether the person has a role in any workspace.
    #[must_use]
    pub fn has_role_in_any_workspace(&self, role: &str) -> bool {
        let mut workspaces = self.0.workspace_roles.values();
        workspaces.any(|roles| roles.contains(role))
    }

    /// Which data the token reaches.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.0.reach
    }
}

impl fmt::Debug for Principal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
