//! Who calls: [`Principal`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use oas_runtime::TokenKind;

use crate::Tenant;

/// Who calls. Cheap to copy; holds no secret, so that it may be logged.
#[derive(Clone)]
pub struct Principal(Arc<PrincipalParts>);

/// What is known about who calls, for layers that authenticate in a way of their own.
#[derive(Clone, Debug)]
pub struct PrincipalParts {
    /// The kind of token.
    pub kind: &'static TokenKind,
    /// Who acts: a user or a service; for an API key, the user who made it.
    pub subject: Arc<str>,
    /// Id of the API key's record, where it is one.
    pub key: Option<Arc<str>>,
    /// The tenant that the token is for.
    pub tenant: Option<Tenant>,
    /// What the token may do. Whoever fills this in has left out what its kind cannot hold.
    pub scopes: BTreeSet<Arc<str>>,
    /// Roles of the person; for an API key, of the user who made it.
    pub roles: BTreeSet<Arc<str>>,
    /// Roles by workspace.
    pub workspace_roles: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// Which data the token reaches.
    pub reach: Reach,
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
    /// Somebody of whom this is known.
    #[must_use]
    pub fn new(parts: PrincipalParts) -> Self {
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
