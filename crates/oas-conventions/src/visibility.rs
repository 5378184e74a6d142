//! What an audience is shown of security: [`Visibility`].

use crate::{Conventions, Exposure, RoleKind};

/// What callers of some audiences may be shown.
///
/// A kind of token that only crosses over to a public audience, as support does with internal
/// tokens, is accepted there and not shown: its callers hold none. Names that the conventions do
/// not know are shown, because nothing says whose they are.
#[derive(Clone, Debug)]
pub struct Visibility<'c> {
    conventions: &'c Conventions,
    audiences: Vec<String>,
}

impl Conventions {
    /// What callers of these audiences may be shown; everything when there are none.
    #[must_use]
    pub fn visibility(&self, audiences: &[String]) -> Visibility<'_> {
        Visibility {
            conventions: self,
            audiences: audiences.to_vec(),
        }
    }
}

impl Visibility<'_> {
    /// Whether a kind of token is shown, by the name of its security scheme.
    #[must_use]
    pub fn shows_token_kind(&self, kind: &str) -> bool {
        if self.audiences.is_empty() || !self.conventions.token_kinds.contains_key(kind) {
            return true;
        }
        let crosses = self
            .conventions
            .tenancy
            .as_ref()
            .is_some_and(|tenancy| tenancy.crossing.contains_key(kind));
        let mut audiences = self
            .audiences
            .iter()
            .filter_map(|name| self.conventions.audience(name));
        audiences.any(|audience| {
            let accepted = audience.token_kinds.iter().any(|accepted| accepted == kind);
            accepted && !(crosses && audience.exposure == Exposure::Public)
        })
    }

    /// Whether a scope is shown: some kind of token that is shown can hold it.
    #[must_use]
    pub fn shows_scope(&self, scope: &str) -> bool {
        self.conventions.scope(scope).is_none_or(|scope| {
            let mut kinds = scope.token_kinds.iter();
            kinds.any(|kind| self.shows_token_kind(kind))
        })
    }

    /// Whether a role is shown. To the public only those of tenants are.
    #[must_use]
    pub fn shows_role(&self, role: &str) -> bool {
        let Some(role) = self.conventions.role(role) else {
            return true;
        };
        let mut audiences = self
            .audiences
            .iter()
            .filter_map(|name| self.conventions.audience(name));
        let only_public = !self.audiences.is_empty()
            && audiences.all(|audience| audience.exposure == Exposure::Public);
        let of_tenants = matches!(role.kind, RoleKind::Tenant | RoleKind::Workspace);
        let mut kinds = role.token_kinds.iter();
        kinds.any(|kind| self.shows_token_kind(kind)) && (of_tenants || !only_public)
    }
}
