//! No body is too large: [`BodyLimit`].

use std::convert::Infallible;

use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use oas_runtime::{Conventions, Rejection, RejectionKind};
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::refusal::{operation, refuse};

/// Answers 413 when a request announces a body that is larger than any operation takes. Operations
/// that read a body count its bytes themselves; this is for those that read none.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimit {
    conventions: &'static Conventions,
}

impl BodyLimit {
    /// By the limit of these conventions, or the operation's own where it is larger.
    #[must_use]
    pub const fn new(conventions: &'static Conventions) -> Self {
        Self { conventions }
    }
}

impl Middleware for BodyLimit {
    async fn handle<S>(&self, request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let body = operation(request.extensions()).and_then(|operation| operation.request_body);
        let own = body.map_or(0, |body| body.limit);
        let limit = self.conventions.max_body_bytes.max(own);
        if announced(request.headers()).is_some_and(|length| length > limit as u64) {
            let rejection = Rejection::new(RejectionKind::ContentTooLarge);
            return refuse(self.conventions, &request, &rejection);
        }
        answer(inner, request).await
    }
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
