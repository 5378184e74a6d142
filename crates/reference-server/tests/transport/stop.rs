//! What is in flight when the server stops.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::sync::Notify;

use crate::support::{Server, read_to_end};

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// A server whose handler says that it has begun, and waits until it may finish.
async fn start(arguments: &[&str]) -> (Server, Arc<Notify>, Arc<Notify>) {
    let (begun, may_finish) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (begins, waits) = (Arc::clone(&begun), Arc::clone(&may_finish));
    let handler = async move || {
        begins.notify_one();
        waits.notified().await;
        "finished"
    };
    let router = Router::new().route("/", get(handler));
    (Server::start(arguments, router).await, begun, may_finish)
}

#[tokio::test]
async fn a_request_in_flight_is_finished_and_nothing_else_begun() {
    let (server, begun, may_finish) = start(&[]).await;
    let mut idle = server.connect().await;
    let mut stream = server.connect().await;
    stream.write_all(REQUEST).await.expect("sent");
    begun.notified().await;
    server.stopper.advance();
    assert_eq!(read_to_end(&mut idle).await, "");
    assert!(!server.serving.is_finished());
    let refused = TcpStream::connect(server.address).await;
    assert!(refused.is_err(), "nobody listens any more");
    may_finish.notify_one();
    let answer = read_to_end(&mut stream).await;
    assert!(answer.ends_with("\r\n\r\nfinished"), "{answer}");
    assert!(answer.contains("connection: close"), "{answer}");
    assert_eq!(server.serving.await.expect("no panic"), 0);
}

#[tokio::test]
async fn what_does_not_finish_is_cut() {
    let (server, begun, _may_finish) = start(&["--grace", "0.2"]).await;
    let mut stream = server.connect().await;
    stream.write_all(REQUEST).await.expect("sent");
    begun.notified().await;
    server.stopper.advance();
    assert_eq!(server.serving.await.expect("no panic"), 1);
    assert_eq!(read_to_end(&mut stream).await, "");
}

#[tokio::test]
async fn a_second_signal_does_not_wait() {
    let (server, begun, _may_finish) = start(&["--grace", "3600"]).await;
    let mut stream = server.connect().await;
    stream.write_all(REQUEST).await.expect("sent");
    begun.notified().await;
    server.stopper.advance();
    server.stopper.advance();
    let cut = tokio::time::timeout(Duration::from_secs(5), server.serving).await;
    assert_eq!(cut.expect("at once").expect("no panic"), 1);
}
