//! Keeping tenants apart: [`Tenancy`] and [`PathTenant`].

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::Method;
use oas_runtime::{Conventions, OperationMeta, Rejection, RejectionKind};
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::refusal::{declared_or, operation, refuse, unavailable};
use crate::{Directory, Principal, Reach, Tenant};

/// The tenant that a request is about, after [`Tenancy`] has found that the caller may name it. Data
/// access takes the tenant from here and never from the path, so that nothing happens where nobody
/// looked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PathTenant(Arc<str>);

impl PathTenant {
    /// The tenant with this id, of whom the caller vouches that the request may be about it: a layer
    /// of its own, or a test of what lies behind the layers.
    #[must_use]
    pub fn assume_checked(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// The id of the tenant.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Answers 403 when a path names a tenant that is not the caller's, the same whether or not that
/// tenant exists; when the caller's tenant is suspended; and when its plan has no such methods.
/// Kinds of tokens that may cross need further scopes for it; for those of a sandbox, only tenants
/// with sandbox data exist. What passes carries a [`PathTenant`], if its path names a tenant.
///
/// A tenant id that breaks the rules of its parameter names no tenant: such requests pass without a
/// [`PathTenant`], and reading their parameters refuses them with 400. So do requests of callers
/// that nobody knows, where everybody may call.
#[derive(Debug)]
pub struct Tenancy<D> {
    conventions: &'static Conventions,
    directory: D,
}

impl<D: Directory> Tenancy<D> {
    /// By these conventions; `directory` tells sandbox tenants from others.
    pub const fn new(conventions: &'static Conventions, directory: D) -> Self {
        Self {
            conventions,
            directory,
        }
    }

    /// The tenant of the path; `None` when the operation is about none.
    async fn tenant(
        &self,
        operation: &OperationMeta,
        principal: &Principal,
        method: &Method,
        path: &str,
    ) -> Result<Option<PathTenant>, Rejection> {
        let name = self.conventions.tenancy.path_parameter;
        let named = operation.path_parameter(path, name);
        let named = named.as_ref().and_then(|value| value.as_str());
        match (named, principal.tenant()) {
            (None, None) => Ok(None),
            (None, Some(own)) => {
                self.check_account(operation, own, method)?;
                Ok(None)
            }
            (Some(named), Some(own)) if *own.id == *named => {
                self.check_account(operation, own, method)?;
                Ok(Some(PathTenant(Arc::clone(&own.id))))
            }
            (Some(named), None) => self.cross(operation, principal, named).await,
            (Some(_), Some(_)) => Err(self.mismatch(operation)),
        }
    }

    /// Lets a caller without a tenant name one, where its kind may.
    async fn cross(
        &self,
        operation: &OperationMeta,
        principal: &Principal,
        named: &str,
    ) -> Result<Option<PathTenant>, Rejection> {
        let mut crossing = self.conventions.tenancy.crossing.iter();
        let may_cross = crossing.any(|crossing| {
            crossing.token_kind == principal.kind().name
                && crossing
                    .scopes
                    .iter()
                    .all(|scope| principal.has_scope(scope))
        });
        if !may_cross {
            return Err(self.mismatch(operation));
        }
        if principal.reach() == Reach::Sandbox {
            let tenant = self.directory.tenant(named).await.map_err(unavailable)?;
            // For a sandbox there are no others: what a handler would say of one that does not
            // exist is said of both, lest tokens of a sandbox tell which ones do.
            if tenant.is_none_or(|tenant| !tenant.sandbox) {
                return Err(Rejection::new(RejectionKind::RouteNotFound));
            }
        }
        Ok(Some(PathTenant(named.into())))
    }

    /// Whether the tenant may act at all.
    fn check_account(
        &self,
        operation: &OperationMeta,
        tenant: &Tenant,
        method: &Method,
    ) -> Result<(), Rejection> {
        if tenant.suspended {
            let code = self.conventions.tenancy.suspended;
            return Err(declared_or(operation, code, RejectionKind::Forbidden));
        }
        let methods = self
            .conventions
            .plan(&tenant.plan)
            .map_or(&[][..], |plan| plan.methods);
        // Without its body, a GET answer is a HEAD answer.
        let method = if method == Method::HEAD {
            Method::GET.as_str()
        } else {
            method.as_str()
        };
        if methods.is_empty() || methods.contains(&method) {
            Ok(())
        } else {
            Err(Rejection::new(RejectionKind::Forbidden))
        }
    }

    fn mismatch(&self, operation: &OperationMeta) -> Rejection {
        let code = self.conventions.tenancy.mismatch;
        declared_or(operation, code, RejectionKind::Forbidden)
    }
}

impl<D: Directory> Middleware for Tenancy<D> {
    async fn handle<S>(&self, mut request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let extensions = request.extensions();
        let known = operation(extensions).zip(extensions.get::<Principal>().cloned());
        let Some((operation, principal)) = known else {
            return answer(inner, request).await;
        };
        let (method, path) = (request.method(), request.uri().path());
        let tenant = self.tenant(operation, &principal, method, path);
        match tenant.await {
            Ok(Some(tenant)) => {
                request.extensions_mut().insert(tenant);
            }
            Ok(None) => {}
            Err(rejection) => return refuse(self.conventions, &request, &rejection),
        }
        answer(inner, request).await
    }
}
