//! No request takes for ever: [`Deadline`].

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::Response;
use http::HeaderValue;
use http::header::CONNECTION;
use http_body::{Body as HttpBody, Frame, SizeHint};
use oas_runtime::{Conventions, Rejection, RejectionKind, RequestId};
use thiserror::Error;
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::refusal::{Detail, RETRY_AFTER_S};

/// Ends requests that take too long. When the body has not arrived by then it is the caller's doing,
/// and the answer is 400; otherwise it is ours, and the answer is 503. What was going on is dropped,
/// which rolls a unit of work back.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    conventions: &'static Conventions,
    after: Duration,
}

#[derive(Debug, Error)]
#[error("the request was not answered within {0:?}")]
struct TookTooLong(Duration);

impl Deadline {
    /// Ends requests after this time.
    #[must_use]
    pub const fn new(conventions: &'static Conventions, after: Duration) -> Self {
        Self { conventions, after }
    }

    fn rejection(&self, body_is_missing: bool) -> Rejection {
        let source = Arc::new(TookTooLong(self.after));
        if body_is_missing {
            let detail = Detail {
                field: "",
                part: "body",
                code: "MALFORMED",
                message: "did not arrive in time".to_owned(),
            };
            // What comes later belongs to no request, so the connection cannot go on.
            return Rejection::new(RejectionKind::Unreadable)
                .details(&[detail])
                .header(CONNECTION, HeaderValue::from_static("close"))
                .because(source);
        }
        Rejection::new(RejectionKind::Unavailable)
            .retry_after(RETRY_AFTER_S)
            .because(source)
    }
}

impl Middleware for Deadline {
    async fn handle<S>(&self, request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let request_id = RequestId::of(request.extensions());
        let waiting = Arc::new(AtomicBool::new(false));
        let request = request.map(|body| Body::new(Watched::new(body, Arc::clone(&waiting))));
        let answered = tokio::time::timeout(self.after, answer(inner, request));
        answered.await.unwrap_or_else(|_| {
            let rejection = self.rejection(waiting.load(Ordering::Relaxed));
            self.conventions.errors.answer(&rejection, &request_id)
        })
    }
}

/// A body that tells whether somebody waits for it.
#[derive(Debug)]
struct Watched {
    body: Body,
    waiting: Arc<AtomicBool>,
}

impl Watched {
    fn new(body: Body, waiting: Arc<AtomicBool>) -> Self {
        Self { body, waiting }
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        self.waiting.store(polled.is_pending(), Ordering::Relaxed);
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
