//! What fails or takes too long behind the socket is answered for by the layers, so that no connection
//! breaks off without a word: those of the application, and those around any handler.

use std::sync::Arc;
use std::time::Duration;

use api_conventions::{Deadline, Faults, Middleware as _, RequestIds, StaticKeys, SystemClock};
use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use penguinmails_common::CONVENTIONS;
use reference_server::health::Readiness;
use reference_server::storage::{Database, DatabaseUrl};
use reference_server::{App, Stop};
use serde_json::Value;

use crate::support::{Server, envelope};

/// Short enough to wait for, long enough for a busy machine.
const SHORT: Duration = Duration::from_millis(300);

/// The whole application, with a part that is asked whether it is ready.
async fn app<C, F>(part: C) -> Router
where
    C: Fn() -> F + Send + Sync + 'static,
    F: Future<Output = bool> + Send + 'static,
{
    let database = Database::open(&DatabaseUrl::Memory).await;
    let app = App {
        database: database.expect("opens"),
        clock: Arc::new(SystemClock),
        keys: StaticKeys::default(),
        issuer: "https://issuer.example.com".to_owned(),
        deadline: SHORT,
        rate_limit_window_s: None,
    };
    let (_stopper, stop) = Stop::new();
    let readiness = Readiness::new(stop).part("part", part);
    app.router(readiness).await.expect("put together")
}

/// Head and error of what is answered to the last request of a connection.
async fn failure(router: Router, request: &str) -> (String, Value) {
    let server = Server::start(&[], router).await;
    let answer = server.send(request).await;
    let (head, mut body) = envelope(&answer);
    (head.to_owned(), body["error"].take())
}

const READY: &str = "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn what_panics_beside_the_api_is_answered_for() {
    let router = app(async || panic!("a mistake")).await;
    let (head, error) = failure(router, READY).await;
    assert!(head.starts_with("HTTP/1.1 500"), "{head}");
    assert_eq!(error["code"], "INTERNAL_SERVER_ERROR");
    assert!(!error.to_string().contains("a mistake"), "{error}");
}

#[tokio::test]
async fn what_takes_too_long_beside_the_api_is_ended() {
    let router = app(std::future::pending).await;
    let (head, error) = failure(router, READY).await;
    assert!(head.starts_with("HTTP/1.1 503"), "{head}");
    assert!(head.contains("\r\nretry-after: "), "{head}");
    assert_eq!(error["code"], "SERVICE_UNAVAILABLE");
}

#[tokio::test]
async fn a_body_that_does_not_arrive_ends_its_connection() {
    let layers = (
        RequestIds::new(&CONVENTIONS).layer(),
        Faults::new(&CONVENTIONS).layer(),
        Deadline::new(&CONVENTIONS, SHORT).layer(),
    );
    let echo = post(async |body: Bytes| body);
    let router = Router::new().route("/echo", echo).layer(layers);
    // The caller would keep the connection.
    let request = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345";
    let (head, error) = failure(router, request).await;
    assert!(head.starts_with("HTTP/1.1 400"), "{head}");
    assert_eq!(error["details"][0]["in"], "body");
    assert_eq!(error["details"][0]["message"], "did not arrive in time");
}
