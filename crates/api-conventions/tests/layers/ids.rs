//! Ids of requests and of what belongs together.

use std::collections::BTreeSet;

use http::HeaderValue;

use crate::support::contract::{CORRELATION_ID, REQUEST_ID};
use crate::support::tokens::{EC, LIVE_KEY, member};
use crate::support::{Bazaar, get};

/// The correlation id of the answer to a request with these ones.
async fn echoed(lines: &[&[u8]]) -> String {
    let mut request = get("/open-day", None);
    for line in lines {
        let line = HeaderValue::from_bytes(line).expect("a header value");
        request.headers_mut().append(CORRELATION_ID, line);
    }
    let reply = Bazaar::new().ask(request).await;
    reply.header(CORRELATION_ID).expect("an id").to_owned()
}

#[tokio::test]
async fn what_the_caller_calls_it_is_echoed() {
    let long = "x".repeat(40);
    for id in [
        "a",
        "order 5/7 (again)",
        "~!\"#$%&'*,;<>?@[]^`{|}",
        &long,
        "eyJ",
        "test_live_5",
    ] {
        assert_eq!(echoed(&[id.as_bytes()]).await, id);
    }
}

#[tokio::test]
async fn what_cannot_be_echoed_is_replaced() {
    let long = "x".repeat(41);
    let token = EC.sign(&member("s_own"));
    let lines: [&[&[u8]]; 8] = [
        &[],
        &[b""],
        &[long.as_bytes()],
        &[b"a", b"b"],
        &[b"a", b"a"],
        &[b"caf\xc3\xa9"],
        &[b"\xff"],
        &[b"a\tb"],
    ];
    for lines in lines {
        let id = echoed(lines).await;
        assert!(id.starts_with("corr_") && id.len() == 37, "{id}");
    }
    // Tokens do not become names because somebody sends them as one.
    for secret in [
        LIVE_KEY,
        &token[..40],
        "zz-play-0123456789ab",
        "pm_live_0123456789ab",
    ] {
        assert!(
            echoed(&[secret.as_bytes()]).await.starts_with("corr_"),
            "{secret}"
        );
    }
}

#[tokio::test]
async fn every_request_has_an_id_of_its_own() {
    let bazaar = Bazaar::new();
    let mut ids = BTreeSet::new();
    for _ in 0..500 {
        let mut request = get("/nowhere", None);
        // Which the caller cannot choose.
        request
            .headers_mut()
            .insert(REQUEST_ID, HeaderValue::from_static("req_mine"));
        let reply = bazaar.ask(request).await;
        let (id, body) = (reply.header(REQUEST_ID), &reply.body["trouble"]["call"]);
        assert_eq!(id, body.as_str());
        ids.insert(id.map(str::to_owned));
        ids.insert(reply.header(CORRELATION_ID).map(str::to_owned));
    }
    assert_eq!(ids.len(), 1000);
}
