//! No request takes for ever: [`Deadline`].

use std::convert::Infallible;
use std::pin::{Pin, pin};
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
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tower::Service;

use crate::layer::{Middleware, answer};
use crate::refusal::{Detail, RETRY_AFTER_S, errors};

/// Ends requests that take too long. When the body has not arrived by then it is the caller's doing,
/// and the answer is 400; otherwise it is ours, and the answer is 503. What was going on is dropped,
/// which rolls a unit of work back.
///
/// It may stand in two places. Around everything it ends whatever takes long; a second one around
/// operations takes over from it, so that layers between the two write their headers on the answer.
/// Time runs from the outer one.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    conventions: &'static Conventions,
    after: Duration,
}

/// How long an answer may take to get from an inner deadline to the outer one.
const WAY_OUT: Duration = Duration::from_secs(1);

/// When a request ends: an extension of the request.
#[derive(Clone, Debug)]
struct End {
    at: Instant,
    /// Whether a deadline further in has taken over.
    is_taken_over: Arc<AtomicBool>,
}

impl End {
    fn after(time: Duration) -> Self {
        // Times without measure are cut to one that is far away.
        Self::at(sleep(time).deadline())
    }

    fn at(at: Instant) -> Self {
        Self {
            at,
            is_taken_over: Arc::default(),
        }
    }
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
    async fn handle<S>(&self, mut request: Request, inner: S) -> Response
    where
        S: Service<Request, Response = Response, Error = Infallible> + Send + 'static,
        S::Future: Send,
    {
        let request_id = RequestId::of(request.extensions());
        let errors = errors(self.conventions, request.extensions());
        let end = match request.extensions().get::<End>() {
            Some(outer) => {
                outer.is_taken_over.store(true, Ordering::Relaxed);
                End::at(outer.at)
            }
            None => End::after(self.after),
        };
        request.extensions_mut().insert(end.clone());
        let waiting = Arc::new(AtomicBool::new(false));
        let request = request.map(|body| Body::new(Watched::new(body, Arc::clone(&waiting))));
        let mut answered = pin!(answer(inner, request));
        if let Ok(response) = timeout_at(end.at, &mut answered).await {
            return response;
        }
        if end.is_taken_over.load(Ordering::Relaxed)
            && let Ok(response) = timeout(WAY_OUT, &mut answered).await
        {
            return response;
        }
        let rejection = self.rejection(waiting.load(Ordering::Relaxed));
        errors.answer(&rejection, &request_id)
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

impl Drop for Watched {
    fn drop(&mut self) {
        // Nobody waits for the rest.
        self.waiting.store(false, Ordering::Relaxed);
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
