//! Requests that take too long, and bodies that do not come.

use std::convert::Infallible;
use std::sync::atomic::Ordering;
use std::time::Duration;

use api_conventions::{Deadline, Middleware as _};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::post as route;
use futures_util::StreamExt as _;
use futures_util::stream::{self, Stream};
use http::header::{CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use tokio::time::{Instant, sleep};
use tower::ServiceExt as _;

use crate::support::contract::{CONVENTIONS, LIMIT};
use crate::support::tokens::{EC, member};
use crate::support::{Bazaar, DEADLINE, request};

const OWN: &str = "/shops/s_own/goods";

/// A body that comes slowly.
fn body(chunks: impl Stream<Item = &'static str> + Send + 'static) -> Body {
    Body::from_stream(chunks.map(Ok::<_, Infallible>))
}

/// A chunk each second, for ever.
fn drops() -> impl Stream<Item = &'static str> + Send + 'static {
    stream::repeat("{").then(async |chunk| {
        sleep(Duration::from_secs(1)).await;
        chunk
    })
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_takes_too_long_is_our_fault() {
    let bazaar = Bazaar::new();
    let token = EC.sign(&member("s_own"));
    let begins = Instant::now();
    let reply = bazaar.get("/waits/4", &token).await;
    assert_eq!(reply.status, 204);
    let reply = bazaar.get("/waits/60", &token).await;
    assert_eq!((reply.status, reply.code()), (503, "LATER"));
    assert_eq!(begins.elapsed().as_secs(), 4 + DEADLINE.as_secs());
    assert!(reply.header(RETRY_AFTER).is_some() && reply.header(CONNECTION).is_none());
    // With what stands on all answers of its operation.
    assert!(reply.header(LIMIT).is_some());
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_the_callers_fault() {
    for chunks in [
        body(stream::pending()),
        body(stream::iter(["{", "\"name\""]).chain(stream::pending())),
        body(drops()),
    ] {
        let bazaar = Bazaar::new();
        let token = EC.sign(&member("s_own"));
        let mut request = request("POST", OWN, Some(&token), chunks);
        let json = "application/json".parse().expect("a header value");
        request.headers_mut().insert(CONTENT_TYPE, json);
        let begins = Instant::now();
        let reply = bazaar.ask(request).await;
        assert_eq!((reply.status, reply.code()), (400, "CANNOT_READ"));
        assert_eq!(begins.elapsed().as_secs(), DEADLINE.as_secs());
        assert_eq!(reply.header(CONNECTION), Some("close"));
        assert_eq!(reply.body["trouble"]["notes"][0]["in"], "body");
        assert_eq!(bazaar.server.calls(), 0);
        assert!(reply.header(LIMIT).is_some());
    }
}

#[tokio::test(start_paused = true)]
async fn what_stands_before_the_operation_has_no_more_time() {
    let bazaar = Bazaar::new();
    bazaar.keys.slow_down(Duration::from_secs(8));
    let token = EC.sign(&member("s_own"));
    let begins = Instant::now();
    let reply = bazaar.get(OWN, &token).await;
    assert_eq!((reply.status, reply.code()), (503, "LATER"));
    assert_eq!(begins.elapsed().as_secs(), DEADLINE.as_secs());
    assert_eq!((reply.header(LIMIT), bazaar.server.calls()), (None, 0));
    assert_eq!(bazaar.keys.fetches.load(Ordering::SeqCst), 1);
}

/// What the layer alone answers for a handler that reads so many chunks, lets the rest go or not,
/// and then waits.
async fn alone(after: Duration, chunks: usize, keeps: bool, body: Body) -> u16 {
    let handler = async move |body: Body| {
        let mut body = Some(body.into_data_stream());
        for _ in 0..chunks {
            let chunk = body.as_mut().map(futures_util::StreamExt::next);
            let chunk: Option<Option<Result<Bytes, _>>> = match chunk {
                Some(chunk) => tokio::time::timeout(Duration::from_secs(1), chunk)
                    .await
                    .ok(),
                None => None,
            };
            drop(chunk);
        }
        if !keeps {
            body.take();
        }
        sleep(Duration::from_mins(1)).await;
        drop(body);
    };
    let layer = Deadline::new(&CONVENTIONS, after).layer();
    let app = Router::new().route("/", route(handler)).layer(layer);
    let response = app.oneshot(request("POST", "/", None, body)).await;
    response.expect("routers do not fail").status().as_u16()
}

#[tokio::test(start_paused = true)]
async fn whose_fault_it_is_depends_on_what_is_waited_for() {
    let five = Duration::from_secs(5);
    let two = || body(stream::iter(["a", "b"]));
    assert_eq!(alone(five, 0, true, two()).await, 503);
    assert_eq!(alone(five, 2, true, two()).await, 503);
    assert_eq!(alone(five, 3, true, two()).await, 503);
    assert_eq!(alone(five, 0, true, body(stream::pending())).await, 503);
    assert_eq!(alone(five, 1, true, body(stream::pending())).await, 400);
    // Nobody waits for a body that was let go.
    assert_eq!(alone(five, 1, false, body(stream::pending())).await, 503);
    assert_eq!(alone(Duration::MAX, 0, true, two()).await, 200);
    assert_eq!(alone(Duration::ZERO, 0, true, two()).await, 503);
}

#[tokio::test(start_paused = true)]
async fn the_inner_of_two_deadlines_answers_at_the_time_of_the_outer_one() {
    let deadline = |seconds| Deadline::new(&CONVENTIONS, Duration::from_secs(seconds)).layer();
    let mark = axum::middleware::map_response(async |mut response: axum::response::Response| {
        response.headers_mut().insert("x-between", 1.into());
        response
    });
    for (work, between, status, elapsed) in [(60, 0, 503, 5), (1, 60, 503, 6), (1, 0, 200, 1)] {
        let slow =
            axum::middleware::map_response(move |response: axum::response::Response| async move {
                sleep(Duration::from_secs(between)).await;
                response
            });
        let handler = async move || sleep(Duration::from_secs(work)).await;
        let app = Router::new()
            .route("/", route(handler))
            .layer(deadline(99))
            .layer(mark.clone())
            .layer(slow)
            .layer(deadline(5));
        let begins = Instant::now();
        let response = app.oneshot(request("POST", "/", None, Body::empty())).await;
        let response = response.expect("routers do not fail");
        assert_eq!(response.status(), status);
        assert_eq!(response.headers().contains_key("x-between"), between == 0);
        assert_eq!(begins.elapsed().as_secs(), elapsed);
    }
}
