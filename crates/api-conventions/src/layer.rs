//! How the layers of this crate are built: [`Middleware`].

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::response::Response;
use tower::{Layer, Service, ServiceExt as _};

/// What is done around a request. Every layer of this crate is one; [`Middleware::layer`] makes it a
/// layer for [`OperationRouter`](oas_runtime::OperationRouter) and for axum's `Router`.
pub trait Middleware: Send + Sync + Sized + 'static {
    /// Answers a request, or has `inner` answer it.
    fn handle<S>(&self, request: Request, inner: S) -> impl Future<Output = Response> + Send
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send;

    /// A layer that does this.
    fn layer(self) -> MiddlewareLayer<Self> {
        MiddlewareLayer(Arc::new(self))
    }
}

/// Has `inner` answer.
pub(crate) async fn answer<S>(inner: S, request: Request) -> Response
where
    S: Service<Request, Response = Response, Error = Infallible> + Send,
{
    let Ok(response) = inner.oneshot(request).await;
    response
}

/// A layer that does what a [`Middleware`] says.
#[derive(Debug)]
pub struct MiddlewareLayer<M>(Arc<M>);

impl<M> Clone for MiddlewareLayer<M> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<M, S> Layer<S> for MiddlewareLayer<M> {
    type Service = MiddlewareService<M, S>;

    fn layer(&self, inner: S) -> Self::Service {
        MiddlewareService {
            middleware: Arc::clone(&self.0),
            inner,
        }
    }
}

/// A service with a [`Middleware`] around it.
#[derive(Debug)]
pub struct MiddlewareService<M, S> {
    middleware: Arc<M>,
    inner: S,
}

impl<M, S: Clone> Clone for MiddlewareService<M, S> {
    fn clone(&self) -> Self {
        Self {
            middleware: Arc::clone(&self.middleware),
            inner: self.inner.clone(),
        }
    }
}

impl<M, S> Service<Request> for MiddlewareService<M, S>
where
    M: Middleware,
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // The clone that answers waits until it is ready.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (middleware, inner) = (Arc::clone(&self.middleware), self.inner.clone());
        Box::pin(async move { Ok(middleware.handle(request, inner).await) })
    }
}
