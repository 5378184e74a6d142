//! HTTPS only, and from where requests come.

use std::net::IpAddr;

use api_conventions::{ClientAddress, Middleware as _, Peer, Transport};
use axum::body::Body;
use axum::extract::Extension;
use http::header::{CACHE_CONTROL, HOST, LOCATION};
use http::{HeaderName, Request};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::support::Bazaar;
use crate::support::contract::ENVELOPE;
use crate::support::tokens::LIVE_KEY;

const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

fn from(trusted_proxy: bool, uri: &str, lines: &[(HeaderName, &str)]) -> Request<Body> {
    let peer = Peer {
        address: IpAddr::from([10, 0, 0, 1]),
        encrypted: false,
        trusted_proxy,
    };
    let mut request = Request::get(uri).extension(peer);
    for (name, value) in lines {
        request = request.header(name, *value);
    }
    request.body(Body::empty()).expect("a well-formed request")
}

#[tokio::test]
async fn what_came_by_plain_http_is_sent_back_and_not_processed() {
    let uri = "/open-day?a=%2F&b";
    for (lines, location) in [
        (
            vec![(HOST, "bazaar.example"), (PROTO, "http")],
            "https://bazaar.example",
        ),
        (
            vec![(HOST, "bazaar.example:80"), (PROTO, "HTTP")],
            "https://bazaar.example",
        ),
        (
            vec![(HOST, "[::1]:8080"), (PROTO, "https, http")],
            "https://[::1]:8080",
        ),
        (
            vec![(HOST, "a.b"), (PROTO, "https"), (PROTO, "http")],
            "https://a.b",
        ),
    ] {
        let bazaar = Bazaar::new();
        let reply = bazaar.ask(from(true, uri, &lines)).await;
        assert_eq!((reply.status, bazaar.server.calls()), (308, 0));
        assert_eq!(reply.header(LOCATION), Some(&*format!("{location}{uri}")));
        assert_eq!(reply.header(CACHE_CONTROL), Some("no-store"));
    }
    // HTTP/2 has the host in its URI.
    let request = from(true, "http://bazaar.example/open-day?x", &[(PROTO, "http")]);
    let reply = Bazaar::new().ask(request).await;
    assert_eq!(
        reply.header(LOCATION),
        Some("https://bazaar.example/open-day?x")
    );
}

#[tokio::test]
async fn without_a_host_there_is_nowhere_to_send_anybody() {
    for host in [
        None,
        Some(""),
        Some("a b"),
        Some("me@evil.example"),
        Some("a/b"),
        Some("a?b"),
    ] {
        let lines = host.map(|host| (HOST, host)).into_iter();
        let lines: Vec<_> = lines.chain([(PROTO, "http")]).collect();
        let app = axum::Router::new()
            .fallback(async || "never")
            .layer(Transport::new().errors(&ENVELOPE).layer());
        let response = app.oneshot(from(true, "/", &lines)).await;
        let response = response.expect("routers do not fail");
        assert_eq!((response.status().as_u16(), host), (400, host));
        let body = response
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes();
        assert!(body.starts_with(b"{\"fine\":false"));
    }
}

#[tokio::test]
async fn only_a_trusted_proxy_says_how_a_request_came() {
    for (trusted, lines) in [
        (false, vec![(HOST, "a.b"), (PROTO, "http")]),
        (true, vec![(HOST, "a.b"), (PROTO, "https")]),
        (true, vec![(HOST, "a.b"), (PROTO, "http, https")]),
        (true, vec![(HOST, "a.b"), (PROTO, "http"), (PROTO, "https")]),
        (true, vec![(HOST, "a.b")]),
    ] {
        let bazaar = Bazaar::new();
        let reply = bazaar.ask(from(trusted, "/open-day", &lines)).await;
        assert_eq!((reply.status, bazaar.server.calls()), (200, 1), "{lines:?}");
    }
    // Without a peer nobody is trusted.
    let mut request = from(true, "/open-day", &[(HOST, "a.b"), (PROTO, "http")]);
    request.extensions_mut().remove::<Peer>();
    assert_eq!(Bazaar::new().ask(request).await.status, 200);
}

#[tokio::test]
async fn the_address_is_the_one_that_the_trusted_proxy_saw() {
    let handler = async |Extension(address): Extension<ClientAddress>| address.to_string();
    let app = axum::Router::new()
        .fallback(handler)
        .layer(Transport::new().layer());
    for (trusted, lines, expected) in [
        (false, vec![(FOR, "6.6.6.6")], "10.0.0.1"),
        (true, vec![], "10.0.0.1"),
        (true, vec![(FOR, "6.6.6.6, 203.0.113.7")], "203.0.113.7"),
        (
            true,
            vec![(FOR, "6.6.6.6"), (FOR, "203.0.113.7")],
            "203.0.113.7",
        ),
        (true, vec![(FOR, "203.0.113.7:4711")], "203.0.113.7"),
        (true, vec![(FOR, "[2001:db8::7]:4711")], "2001:db8::7"),
        (true, vec![(FOR, "2001:db8::7")], "2001:db8::7"),
        (true, vec![(FOR, LIVE_KEY)], "10.0.0.1"),
        (true, vec![(FOR, "203.0.113.7,")], "10.0.0.1"),
    ] {
        let response = app.clone().oneshot(from(trusted, "/", &lines)).await;
        let body = response.expect("routers do not fail").into_body();
        let body = body.collect().await.expect("a body").to_bytes();
        assert_eq!(body, expected, "{lines:?}");
    }
}
