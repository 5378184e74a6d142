//! From HTTP to the router and back: [`Calls`], the service of one connection.
//!
//! It tells the router who asks and bounds the time a request takes. A handler that panics or takes
//! too long is answered for, so that a connection never breaks off without a word.

use std::any::Any;
use std::convert::Infallible;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use api_conventions::Peer;
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::response::Response;
use http::Request;
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::service::Service;
use oas_runtime::{Rejection, RejectionKind, RequestPart};
use tower::ServiceExt as _;

use super::exchange::{Answering, Exchange};
use crate::answer;

/// The service of one connection.
#[derive(Clone, Debug)]
pub(super) struct Calls {
    router: Router,
    peer: Peer,
    exchange: Arc<Exchange>,
    request_timeout: Duration,
}

impl Calls {
    pub(super) const fn new(
        router: Router,
        peer: Peer,
        exchange: Arc<Exchange>,
        request_timeout: Duration,
    ) -> Self {
        Self {
            router,
            peer,
            exchange,
            request_timeout,
        }
    }
}

impl Service<Request<Incoming>> for Calls {
    type Response = Response<AnswerBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let answering = self.exchange.begin();
        let waits = Arc::new(AtomicBool::new(false));
        let mut request = request.map(|incoming| {
            Body::new(RequestBody {
                incoming,
                waits: Arc::clone(&waits),
                exchange: Arc::clone(&self.exchange),
            })
        });
        request.extensions_mut().insert(self.peer);
        let answer = caught(self.router.clone().oneshot(request));
        let answer = tokio::time::timeout(self.request_timeout, answer);
        Box::pin(async move {
            let response = match answer.await {
                Ok(Ok(Ok(response))) => response,
                Ok(Err(Panicked)) => answer::refused(&Rejection::new(RejectionKind::Internal)),
                Err(_) if waits.load(Ordering::Acquire) => {
                    answer::refused(&answer::too_slow(RequestPart::Body))
                }
                Err(_) => {
                    answer::refused(&Rejection::new(RejectionKind::Unavailable).retry_after(1))
                }
            };
            Ok(response.map(|body| AnswerBody {
                body,
                _answering: answering,
            }))
        })
    }
}

/// A handler did not survive its request. The panic hook has logged why.
#[derive(Debug)]
struct Panicked;

async fn caught<F: Future>(future: F) -> Result<F::Output, Panicked> {
    let mut future = pin!(future);
    // A future that panicked is dropped and never polled again, so nothing broken is seen.
    poll_fn(|ctx| {
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(ctx)));
        match polled {
            Ok(poll) => poll.map(Ok),
            Err(payload) => {
                let _: Box<dyn Any + Send> = payload;
                Poll::Ready(Err(Panicked))
            }
        }
    })
    .await
}

/// The body of a request, which remembers whether somebody waits for it.
#[derive(Debug)]
struct RequestBody {
    incoming: Incoming,
    waits: Arc<AtomicBool>,
    exchange: Arc<Exchange>,
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.incoming).poll_frame(ctx);
        self.waits.store(frame.is_pending(), Ordering::Release);
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        if !self.incoming.is_end_stream() {
            self.exchange.leave_unread();
        }
    }
}

/// The body of an answer; dropped, the request is answered.
#[derive(Debug)]
pub(super) struct AnswerBody {
    body: Body,
    _answering: Answering,
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(ctx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
