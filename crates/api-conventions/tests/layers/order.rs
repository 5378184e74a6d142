//! Which of several answers a request gets that deserves more than one.

use axum::body::Body;
use http::Request;
use http::header::CONTENT_TYPE;
use serde_json::json;

use crate::support::tokens::{EC, member, with};
use crate::support::{Bazaar, get, post, request};

const OWN: &str = "/shops/s_own/goods";
const FOREIGN: &str = "/shops/s_other/goods";
const MALFORMED: &str = "/shops/s_far_too_long/goods";

/// A body that no operation takes.
fn huge() -> String {
    format!("{{\"name\":\"{}\"}}", "x".repeat(200))
}

/// The same request, announcing its length.
fn sized(mut request: Request<Body>, length: usize) -> Request<Body> {
    request
        .headers_mut()
        .insert("content-length", length.into());
    request
}

/// The same request, of a type that no operation takes.
fn typed(mut request: Request<Body>) -> Request<Body> {
    let text = "text/plain".parse().expect("a header value");
    request.headers_mut().insert(CONTENT_TYPE, text);
    request
}

/// What a caller is answered who has calls left, or none.
async fn check(request: Request<Body>, has_calls: bool, status: u16, code: &str) {
    let bazaar = Bazaar::new();
    let token = EC.sign(&member("s_own"));
    for _ in 0..(if has_calls { 0 } else { 6 }) {
        assert_eq!(bazaar.get(OWN, &token).await.status, 200);
    }
    let uri = request.uri().clone();
    let calls = bazaar.server.calls();
    let reply = bazaar.ask(request).await;
    assert_eq!(
        (reply.status, reply.code()),
        (status, code),
        "{uri} {reply:?}"
    );
    let is_handled = matches!(status, 200 | 201 | 409);
    assert_eq!(
        bazaar.server.calls() - calls,
        usize::from(is_handled),
        "{uri}"
    );
}

#[tokio::test]
async fn of_two_answers_the_earlier_one_is_given() {
    let token = EC.sign(&member("s_own"));
    let late = EC.sign(&with(member("s_own"), &json!({ "until": 5 })));
    let blind = EC.sign(&with(member("s_own"), &json!({ "may": "" })));
    let own = |body: &str| post(OWN, &token, body);
    let at = |uri: &str, body: &str| post(uri, &token, body);

    // 404 and 405, 404 and 401, 405 and 401.
    let nowhere = request("BREW", "/nowhere", None, Body::empty());
    check(nowhere, true, 404, "NOTHING_HERE").await;
    check(get("/nowhere?pass=1", None), true, 404, "NOTHING_HERE").await;
    let brew = request("BREW", OWN, Some(&late), Body::empty());
    check(brew, true, 405, "NOT_LIKE_THIS").await;
    // 401 and 403, 401 and 413.
    check(post(FOREIGN, &late, &huge()), true, 401, "WHO_ARE_YOU").await;
    check(sized(get(FOREIGN, None), 500), true, 401, "WHO_ARE_YOU").await;
    // 403 and 429, for scopes and for tenants; 403 and 400.
    check(get(OWN, Some(&blind)), false, 403, "HANDS_OFF").await;
    check(get(FOREIGN, Some(&token)), false, 403, "NOT_YOUR_SHOP").await;
    check(get(MALFORMED, Some(&blind)), true, 403, "HANDS_OFF").await;
    check(sized(at(FOREIGN, &huge()), 500), true, 403, "HANDS_OFF").await;
    // 429 and 413, 429 and 400.
    check(sized(own(&huge()), 500), false, 429, "TOO_OFTEN").await;
    check(get(MALFORMED, Some(&token)), false, 429, "TOO_OFTEN").await;
    // 413 and 415, whether announced or found; 413 and 400.
    check(typed(sized(own(&huge()), 500)), true, 413, "TOO_MUCH").await;
    check(typed(own(&huge())), true, 413, "TOO_MUCH").await;
    check(sized(at(MALFORMED, &huge()), 500), true, 413, "TOO_MUCH").await;
    // 415 and 400.
    check(typed(at(MALFORMED, "{")), true, 415, "NO_SUCH_FORM").await;
    // 400 and 422.
    let bad = r#"{"name":"too long"}"#;
    check(at(MALFORMED, bad), true, 400, "CANNOT_READ").await;
    check(own("{\"name\":\"too long\""), true, 400, "CANNOT_READ").await;
    // 422 and 409, and 409 alone.
    check(
        own(r#"{"name":"taken","size":1}"#),
        true,
        422,
        "AGAINST_RULES",
    )
    .await;
    check(own(r#"{"name":"taken"}"#), true, 409, "TAKEN").await;
    check(own(r#"{"name":"pot"}"#), true, 201, "").await;
}

#[tokio::test]
async fn bodies_are_limited_with_and_without_a_length() {
    let token = EC.sign(&member("s_own"));
    let chunks = |count: usize| {
        let chunks = std::iter::repeat_n("0123456789", count);
        let chunks = chunks.map(Ok::<_, std::convert::Infallible>);
        Body::from_stream(futures_util::stream::iter(chunks))
    };
    let chunked = |method: &str, count: usize| {
        let mut request = request(method, OWN, Some(&token), chunks(count));
        let json = "application/json".parse().expect("a header value");
        request.headers_mut().insert(CONTENT_TYPE, json);
        request
    };
    // An operation with a body has its own limit of 96 bytes, where the others have 64.
    check(chunked("POST", 9), true, 400, "CANNOT_READ").await;
    check(chunked("POST", 10), true, 413, "TOO_MUCH").await;
    check(sized(post(OWN, &token, "{}"), 96), true, 400, "SAY_MORE").await;
    check(sized(post(OWN, &token, "{}"), 97), true, 413, "TOO_MUCH").await;
    check(sized(get(OWN, Some(&token)), 64), true, 200, "").await;
    check(sized(get(OWN, Some(&token)), 65), true, 413, "TOO_MUCH").await;
    // What has no length and is not read does no harm.
    check(chunked("GET", 1_000_000), true, 200, "").await;
}
