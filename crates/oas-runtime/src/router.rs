//! Operations with their handlers, to be mounted in axum: [`OperationRouter`].
//!
//! It stands between generated code and axum's router for one reason: layers have to see the
//! operation of a request. Layers that are added here run between the match and the handler, and
//! find `&'static OperationMeta` in the request's extensions.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::Extension;
use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, Route, any};
use http::header::ALLOW;
use http::{HeaderValue, Method, StatusCode};
use tower::{Layer, Service, ServiceExt as _};

use crate::{
    ErrorEnvelope, OperationMeta, ProblemDetails, Rejection, RejectionKind, RequestId, path,
};

/// Operations with their handlers.
///
/// ```no_run
/// # use oas_runtime::OperationRouter;
/// # fn router_of_one_crate() -> OperationRouter { OperationRouter::new() }
/// # fn router_of_another_crate() -> OperationRouter { OperationRouter::new() }
/// # #[derive(Clone)] struct Authentication;
/// # impl<S> tower::Layer<S> for Authentication { type Service = S; fn layer(&self, s: S) -> S { s } }
/// let app: axum::Router = router_of_one_crate()
///     .merge(router_of_another_crate())
///     .layer(Authentication)
///     .into_router();
/// ```
pub struct OperationRouter<S = ()> {
    operations: Vec<(&'static OperationMeta, MethodRouter<S>)>,
}

impl<S> fmt::Debug for OperationRouter<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = self.operations.iter().map(|(operation, _)| operation.id);
        formatter.debug_list().entries(operations).finish()
    }
}

impl<S: Clone + Send + Sync + 'static> Default for OperationRouter<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Clone + Send + Sync + 'static> OperationRouter<S> {
    /// No operations.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            operations: Vec::new(),
        }
    }

    /// Adds an operation with its handler.
    #[must_use]
    pub fn operation<H, T>(mut self, operation: &'static OperationMeta, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.operations.push((operation, any(handler)));
        self
    }

    /// Gives the handlers their state.
    #[must_use]
    pub fn with_state<S2>(self, state: S) -> OperationRouter<S2> {
        let operations = self
            .operations
            .into_iter()
            .map(|(operation, handler)| (operation, handler.with_state(state.clone())))
            .collect();
        OperationRouter { operations }
    }

    /// Adds the operations of another router, with the layers they have.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.operations.extend(other.operations);
        self
    }

    /// Puts a layer around all operations that are here by now. It runs after the operation is
    /// known, and sees it in the request's extensions; the layer that is added last runs first.
    #[must_use]
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        let operations = self
            .operations
            .into_iter()
            .map(|(operation, handler)| (operation, handler.layer(layer.clone())))
            .collect();
        Self { operations }
    }

    /// What the contract says about each operation, in the order in which they were added.
    #[must_use]
    pub fn operations(&self) -> impl ExactSizeIterator<Item = &'static OperationMeta> {
        self.operations.iter().map(|(operation, _)| *operation)
    }
}

impl OperationRouter {
    /// A router for axum, which answers unknown paths and methods in the operations' own envelope.
    /// Layers around it see every request, those without an operation too. As it has a fallback, it
    /// is nested in or merged into other routers, not merged with a second one of its kind: merge
    /// before.
    pub fn into_router(self) -> Router {
        let errors: &'static dyn ErrorEnvelope = match self.operations.first() {
            Some((operation, _)) => operation.errors,
            None => &ProblemDetails,
        };
        let mut paths: BTreeMap<String, PathOperations> = BTreeMap::new();
        for (operation, handler) in self.operations {
            // The outermost layer, so that all others see the operation.
            let handler = handler.layer(Extension(operation));
            let path = paths.entry(path::route(operation.path)).or_default();
            path.add(operation, handler);
        }
        let mut router = Router::new().without_v07_checks();
        for (path, operations) in paths {
            let operations = Arc::new(operations);
            let answer = async move |request| operations.answer(request).await;
            router = router.route(&path, any(answer));
        }
        router.fallback(async move |request: Request| {
            let request_id = RequestId::of(request.extensions());
            let rejection = Rejection::new(RejectionKind::RouteNotFound);
            errors.answer(&rejection, &request_id)
        })
    }
}

/// The operations of one route.
#[derive(Debug, Default)]
struct PathOperations {
    /// The more special path first: `{id}.json` before `{id}`.
    operations: Vec<(&'static OperationMeta, MethodRouter)>,
}

impl PathOperations {
    fn add(&mut self, operation: &'static OperationMeta, handler: MethodRouter) {
        let text = |operation: &OperationMeta| path::literal_length(operation.path);
        let position = self
            .operations
            .iter()
            .position(|(earlier, _)| text(earlier) < text(operation))
            .unwrap_or(self.operations.len());
        self.operations.insert(position, (operation, handler));
    }

    /// Hands a request to the operation of its method.
    async fn answer(&self, request: Request) -> Response {
        let path = request.uri().path();
        let fitting = || {
            self.operations
                .iter()
                .filter(|(operation, _)| path::matches(operation.path, path))
        };
        let of_method = |method: &str| fitting().find(|(operation, _)| operation.method == method);
        let asked = request.method();
        let handler = of_method(asked.as_str()).or_else(|| match *asked {
            // Without its body, a GET answer is a HEAD answer.
            Method::HEAD => of_method(Method::GET.as_str()),
            _ => None,
        });
        if let Some((_, handler)) = handler {
            let Ok(response) = handler.clone().oneshot(request).await;
            return response;
        }
        let Some((first, _)) = fitting().next().or(self.operations.first()) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let request_id = RequestId::of(request.extensions());
        if fitting().next().is_none() {
            let rejection = Rejection::new(RejectionKind::RouteNotFound);
            return first.errors.answer(&rejection, &request_id);
        }
        let allow = allow(fitting().map(|(operation, _)| operation.method));
        if *asked == Method::OPTIONS {
            return (StatusCode::NO_CONTENT, [(ALLOW, allow)]).into_response();
        }
        let rejection = Rejection::method_not_allowed(allow);
        first.errors.answer(&rejection, &request_id)
    }
}

/// The `Allow` header of a path with these methods.
fn allow(methods: impl Iterator<Item = &'static str>) -> HeaderValue {
    let mut methods: Vec<&str> = methods.collect();
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.push("OPTIONS");
    methods.sort_unstable();
    methods.dedup();
    // Methods are tokens, which a header can always carry.
    HeaderValue::try_from(methods.join(", ")).unwrap_or(HeaderValue::from_static(""))
}
