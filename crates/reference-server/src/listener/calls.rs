//! From HTTP to the router and back: [`Calls`], the service of one connection.
//!
//! It tells the router who asks, and the wire when a request is answered and whether its body was
//! read. What the answer is, also where a handler fails or takes too long, is the router's business;
//! only requests of which a proxy could think otherwise than this server get no further.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use api_conventions::Peer;
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::response::Response;
use http::header::{HOST, TRANSFER_ENCODING};
use http::uri::Authority;
use http::{Request, Version};
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::service::Service;
use oas_runtime::{Keyword, Rejection, RejectionKind};
use tower::ServiceExt as _;

use super::exchange::{Answering, Exchange};
use crate::answer;

/// The service of one connection.
#[derive(Clone, Debug)]
pub(super) struct Calls {
    router: Router,
    peer: Peer,
    exchange: Arc<Exchange>,
}

impl Calls {
    pub(super) const fn new(router: Router, peer: Peer, exchange: Arc<Exchange>) -> Self {
        Self {
            router,
            peer,
            exchange,
        }
    }
}

impl Service<Request<Incoming>> for Calls {
    type Response = Response<AnswerBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let answering = self.exchange.begin();
        let mut request = request.map(|incoming| {
            Body::new(RequestBody {
                incoming,
                exchange: Arc::clone(&self.exchange),
            })
        });
        request.extensions_mut().insert(self.peer);
        // hyper drops a length that follows a coding, so that nobody can tell whether a proxy has
        // cut the request elsewhere. Nothing that comes after it is believed (RFC 9112, 6.1).
        let is_last = request.headers().contains_key(TRANSFER_ENCODING);
        let router = self.router.clone();
        Box::pin(async move {
            let response = if names_its_host(&request) {
                let Ok(response) = router.oneshot(request).await;
                response
            } else {
                answer::closing(answer::refused(request.extensions(), &no_host()))
            };
            let response = if is_last {
                answer::closing(response)
            } else {
                response
            };
            Ok(response.map(|body| AnswerBody {
                body,
                _answering: answering,
            }))
        })
    }
}

/// Whether a request says once, and legibly, whom it is for, where it has to (RFC 9112, 3.2).
fn names_its_host(request: &Request<Body>) -> bool {
    if request.version() != Version::HTTP_11 {
        return true;
    }
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    // It is empty where the URL has no host.
    host.is_empty()
        || Authority::try_from(host.as_bytes()).is_ok_and(|host| !host.as_str().contains('@'))
}

fn no_host() -> Rejection {
    let message = "has to be there once, and to name a host";
    answer::head(
        RejectionKind::Unreadable,
        "Host",
        Keyword::Malformed,
        message,
    )
}

/// The body of a request, which tells the wire when it is left before its end.
#[derive(Debug)]
struct RequestBody {
    incoming: Incoming,
    exchange: Arc<Exchange>,
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        Pin::new(&mut self.incoming).poll_frame(ctx)
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
