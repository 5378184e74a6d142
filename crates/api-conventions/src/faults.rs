//! Panics become answers: [`Faults`].

use std::any::Any;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;

use axum::extract::Request;
use axum::response::Response;
use futures_util::FutureExt as _;
use oas_runtime::{Conventions, Rejection, RequestId};
use thiserror::Error;
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::refusal::errors;

/// Answers 500 when what is within panics. What the panic said goes to the answer's extensions, for
/// logs, and not to the caller. Around operations it lets layers further out write their headers on
/// the answer; around everything it sees to those layers too.
#[derive(Clone, Copy, Debug)]
pub struct Faults {
    conventions: &'static Conventions,
}

/// What a panic said.
#[derive(Debug, Error)]
#[error("panicked: {0}")]
struct Panicked(String);

impl Faults {
    /// In the words of these conventions.
    #[must_use]
    pub const fn new(conventions: &'static Conventions) -> Self {
        Self { conventions }
    }
}

impl Middleware for Faults {
    async fn handle<S>(&self, request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let request_id = RequestId::of(request.extensions());
        let errors = errors(self.conventions, request.extensions());
        // What is within is dropped after a panic, so nobody sees it half changed.
        let answered = AssertUnwindSafe(answer(inner, request)).catch_unwind();
        answered.await.unwrap_or_else(|panic| {
            let rejection = Rejection::internal(Panicked(said(&*panic)));
            errors.answer(&rejection, &request_id)
        })
    }
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("something that is no text").to_owned()
}
