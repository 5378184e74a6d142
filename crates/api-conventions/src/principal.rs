//! Who calls: [`Principal`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use oas_runtime::TokenKind;

use crate::Tenant;

/// Who calls. Cheap to copy; holds no secret, so that it may be logged.
#[derive(Clone)]
pub struct Principal(Arc<PrincipalParts>);

#[derive(Debug)]
struct PrincipalParts {
    kind: &'static TokenKind,
    subject: Arc<str>,
    key: Option<Arc<str>>,
    tenant: Option<Tenant>,
    scopes: BTreeSet<Arc<str>>,
    roles: BTreeSet<Arc<str>>,
    workspace_roles: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    reach: Reach,
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
    /// Starts a principal, for whoever authenticates: the layer here, servers that do it in a way of
    /// their own, and tests of what lies behind. It begins without tenant, scopes and roles, and
    /// reaches sandbox data only.
    pub fn builder(kind: &'static TokenKind, subject: impl Into<Arc<str>>) -> PrincipalBuilder {
        PrincipalBuilder(PrincipalParts {
            kind,
            subject: subject.into(),
            key: None,
            tenant: None,
            scopes: BTreeSet::new(),
            roles: BTreeSet::new(),
            workspace_roles: BTreeMap::new(),
            reach: Reach::Sandbox,
        })
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

/// Gathers what is known about who calls; made by [`Principal::builder`].
#[derive(Debug)]
#[must_use = "a builder does nothing until it builds"]
pub struct PrincipalBuilder(PrincipalParts);

impl PrincipalBuilder {
    /// The id of the API key's record.
    pub fn key(mut self, id: impl Into<Arc<str>>) -> Self {
        self.0.key = Some(id.into());
        self
    }

    /// The tenant that the token is for; `None` for one that names none.
    pub fn tenant(mut self, tenant: impl Into<Option<Tenant>>) -> Self {
        self.0.tenant = tenant.into();
        self
    }

    /// More scopes: whoever adds them has left out those that tokens of this kind cannot hold.
    pub fn scopes<W: Into<Arc<str>>>(mut self, scopes: impl IntoIterator<Item = W>) -> Self {
        self.0.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// More roles of the person; for an API key, of the user who made it.
    pub fn roles<W: Into<Arc<str>>>(mut self, roles: impl IntoIterator<Item = W>) -> Self {
        self.0.roles.extend(roles.into_iter().map(Into::into));
        self
    }

    /// More roles in a workspace.
    pub fn workspace_roles<W: Into<Arc<str>>>(
        mut self,
        workspace: impl Into<Arc<str>>,
        roles: impl IntoIterator<Item = W>,
    ) -> Self {
        let known = self.0.workspace_roles.entry(workspace.into());
        known.or_default().extend(roles.into_iter().map(Into::into));
        self
    }

    /// Which data the token reaches.
    pub fn reach(mut self, reach: Reach) -> Self {
        self.0.reach = reach;
        self
    }

    /// The principal.
    #[must_use]
    pub fn build(self) -> Principal {
        Principal(Arc::new(self.0))
    }
}

#[cfg(test)]
mod tests {
    use oas_runtime::{TokenForm, TokenKind};

    use super::{Principal, Reach};

    static KIND: TokenKind = TokenKind {
        name: "UserToken",
        form: TokenForm::Jwt {
            audience: "penguinmails",
            lifetime_s: 900,
            sandbox_lifetime_s: 86_400,
        },
    };

    #[test]
    fn a_principal_may_no_more_than_was_said() {
        let nobody = Principal::builder(&KIND, "usr_1").build();
        assert_eq!((nobody.subject(), nobody.key()), ("usr_1", None));
        assert_eq!(nobody.scopes().count() + nobody.roles().count(), 0);
        assert_eq!(nobody.reach(), Reach::Sandbox);

        let somebody = Principal::builder(&KIND, "usr_1")
            .scopes(["smtp:read"])
            .roles(["owner"])
            .workspace_roles("ws_1", ["ws:viewer"])
            .build();
        assert!(somebody.has_scope("smtp:read") && !somebody.has_scope("tenant:read"));
        assert!(somebody.has_role("owner") && !somebody.has_role("admin"));
        assert!(somebody.has_workspace_role("ws_1", "ws:viewer"));
        assert!(!somebody.has_workspace_role("ws_2", "ws:viewer"));
    }
}
