//! What a caller may do: [`Authorization`].

use std::collections::BTreeSet;
use std::convert::Infallible;

use axum::extract::Request;
use axum::response::Response;
use http::HeaderValue;
use http::header::WWW_AUTHENTICATE;
use oas_runtime::{
    Conventions, OperationMeta, Rejection, RejectionKind, RoleKind, SecurityAlternative,
    SecurityRequirement, TokenForm,
};
use tower::Service;

use crate::Principal;
use crate::layer::{Middleware, answer};
use crate::refusal::{Detail, operation, refuse};

/// Answers 403 unless the token's kind, scopes and roles meet one of the operation's security
/// alternatives. An operation that says nothing about security lets nobody in.
///
/// A role in a workspace is enough in any workspace: which one a call is about is known to its
/// handler, which has to look at [`Principal::has_workspace_role`].
///
/// An API key acts with its scopes, and reaches no further than whoever made it: where an operation
/// asks users for a role, that user needs one of them too.
///
/// Works on the [`Principal`] that [`Authentication`](crate::Authentication), or a layer of your own,
/// has put into the request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Authorization {
    conventions: &'static Conventions,
}

/// What is missing, for whoever has to get another token.
#[derive(Debug, Default)]
struct Missing {
    scopes: BTreeSet<&'static str>,
    roles: BTreeSet<&'static str>,
    kind_is_accepted: bool,
}

impl Authorization {
    /// By the scopes, roles and kinds of tokens of these conventions.
    #[must_use]
    pub const fn new(conventions: &'static Conventions) -> Self {
        Self { conventions }
    }

    fn check(self, operation: &OperationMeta, principal: &Principal) -> Result<(), Missing> {
        let mut missing = Missing::default();
        for alternative in operation.security {
            if self.meets(operation, alternative, principal, &mut missing) {
                return Ok(());
            }
        }
        Err(missing)
    }

    /// Whether a principal meets all requirements of an alternative; notes what is missing.
    fn meets(
        self,
        operation: &OperationMeta,
        alternative: &SecurityAlternative,
        principal: &Principal,
        missing: &mut Missing,
    ) -> bool {
        let requirements = alternative.requirements;
        // Where everybody may, it does not matter who calls.
        if requirements.is_empty() {
            return true;
        }
        // Two kinds at once would need two tokens, and a request carries one.
        if !requirements
            .iter()
            .all(|own| own.scheme == principal.kind().name)
        {
            return false;
        }
        missing.kind_is_accepted = true;
        let mut meets = true;
        for requirement in requirements {
            for scope in requirement.scopes {
                if !principal.has_scope(scope) {
                    missing.scopes.insert(scope);
                    meets = false;
                }
            }
            if !self.has_one_of(requirement.roles, principal) {
                missing.roles.extend(requirement.roles);
                meets = false;
            }
        }
        if principal.key().is_some() {
            let asked = self.roles_of_users(operation);
            if !asked.is_empty() && !asked.iter().any(|roles| self.has_one_of(roles, principal)) {
                missing.roles.extend(asked.into_iter().flatten());
                meets = false;
            }
        }
        meets
    }

    /// Whether a principal has one of these roles, where any are asked for.
    fn has_one_of(self, roles: &[&'static str], principal: &Principal) -> bool {
        let is_in_workspaces = |role: &str| {
            let mut known = self.conventions.roles.iter();
            known.any(|known| known.name == role && known.kind == RoleKind::Workspace)
        };
        roles.is_empty()
            || roles.iter().any(|role| {
                principal.has_role(role)
                    || (is_in_workspaces(role) && principal.has_role_in_any_workspace(role))
            })
    }

    /// The roles that an operation asks users of tenants for, alternative by alternative. Empty when
    /// it has no alternative for users, or one that needs no role.
    fn roles_of_users(self, operation: &OperationMeta) -> Vec<&'static [&'static str]> {
        let crosses = |kind: &str| {
            let mut crossing = self.conventions.tenancy.crossing.iter();
            crossing.any(|crossing| crossing.token_kind == kind)
        };
        let is_of_users = |requirement: &&SecurityRequirement| {
            let kind = self.conventions.token_kind(requirement.scheme);
            kind.is_some_and(|kind| {
                matches!(kind.form, TokenForm::Jwt { .. }) && !crosses(kind.name)
            })
        };
        let roles: Vec<_> = operation
            .security
            .iter()
            .flat_map(|alternative| alternative.requirements)
            .filter(is_of_users)
            .map(|requirement| requirement.roles)
            .collect();
        if roles.iter().any(|roles| roles.is_empty()) {
            return Vec::new();
        }
        roles
    }
}

impl Missing {
    fn rejection(self, principal: &Principal) -> Rejection {
        let mut details = Vec::new();
        if !self.kind_is_accepted {
            let kind = principal.kind().name;
            let message = format!("a token of kind `{kind}` is not accepted here");
            details.push(Detail::token("TOKEN_KIND", message));
        }
        for scope in self.scopes {
            details.push(Detail::token("SCOPE_MISSING", format!("scope `{scope}`")));
        }
        if !self.roles.is_empty() {
            let roles: Vec<String> = self.roles.iter().map(|role| format!("`{role}`")).collect();
            let message = format!("one of the roles {}", roles.join(", "));
            details.push(Detail::token("ROLE_MISSING", message));
        }
        Rejection::new(RejectionKind::Forbidden).details(&details)
    }
}

impl Middleware for Authorization {
    async fn handle<S>(&self, request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let extensions = request.extensions();
        let rejection = match (operation(extensions), extensions.get::<Principal>()) {
            // Without an operation nobody has said who may.
            (None, _) => Some(Rejection::new(RejectionKind::Forbidden)),
            (Some(operation), Some(principal)) => self
                .check(operation, principal)
                .err()
                .map(|missing| missing.rejection(principal)),
            (Some(operation), None) => {
                let is_open = operation
                    .security
                    .iter()
                    .any(|alternative| alternative.requirements.is_empty());
                (!is_open).then(|| {
                    Rejection::new(RejectionKind::Unauthenticated)
                        .header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
                })
            }
        };
        match rejection {
            None => answer(inner, request).await,
            Some(rejection) => refuse(self.conventions, &request, &rejection),
        }
    }
}
