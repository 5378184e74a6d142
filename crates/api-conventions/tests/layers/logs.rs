//! What is logged of requests, and what never is.

use std::sync::atomic::Ordering;
use std::time::Duration;

use api_conventions::Peer;
use axum::body::Body;
use http::{HeaderValue, Method, Request};
use serde_json::{Value, json};

use crate::support::contract::{CORRELATION_ID, REQUEST_ID};
use crate::support::lines::listen;
use crate::support::tokens::{EC, LIVE_KEY, OTHER_EC, encoded, member};
use crate::support::{Bazaar, Reply, get, request};

/// The event of a request, which is one, with the ids of its answer.
async fn logged(bazaar: &Bazaar, request: Request<Body>) -> (Reply, Value) {
    let lines = listen();
    let reply = bazaar.ask(request).await;
    let [event] = &lines.events()[..] else {
        panic!("not one event: {}", lines.text());
    };
    let fields = event["fields"].clone();
    assert_eq!(fields["request_id"].as_str(), reply.header(REQUEST_ID));
    assert_eq!(
        fields["correlation_id"].as_str(),
        reply.header(CORRELATION_ID)
    );
    assert_eq!(fields["status"], reply.status);
    assert_eq!(fields["message"], "answered");
    let level = if reply.status >= 500 { "ERROR" } else { "INFO" };
    assert_eq!(event["level"], level);
    (reply, fields)
}

/// The members of an event that are not ids.
fn facts(fields: &Value) -> Value {
    let mut facts = fields.as_object().expect("fields").clone();
    for name in [
        "request_id",
        "correlation_id",
        "message",
        "status",
        "took_us",
    ] {
        assert!(facts.remove(name).is_some(), "{name} is missing");
    }
    Value::Object(facts)
}

#[tokio::test]
async fn a_request_is_one_event_that_says_who_called_what() {
    let bazaar = Bazaar::new();
    let mut request = get("/shops/s_own/goods", Some(LIVE_KEY));
    request.extensions_mut().insert(Peer {
        address: [192, 0, 2, 5].into(),
        encrypted: true,
        trusted_proxy: false,
    });
    request
        .headers_mut()
        .insert(CORRELATION_ID, HeaderValue::from_static("mine"));
    let (_, fields) = logged(&bazaar, request).await;
    assert_eq!(
        (&fields["correlation_id"], &fields["took_us"]),
        (&json!("mine"), &json!(0))
    );
    let expected = json!({
        "method": "GET",
        "path": "/shops/s_own/goods",
        "operation": "listGoods",
        "address": "192.0.2.5",
        "token_kind": "ShopKey",
        "subject": "mo",
        "key": "k_1",
        "tenant": "s_own",
    });
    assert_eq!(facts(&fields), expected);
    let (_, fields) = logged(&bazaar, get("/nowhere", None)).await;
    assert_eq!(
        facts(&fields),
        json!({ "method": "GET", "path": "/nowhere" })
    );
}

#[tokio::test(start_paused = true)]
async fn refusals_and_faults_say_what_lies_behind_them() {
    let token = EC.sign(&member("s_own"));
    let stranger = OTHER_EC.sign(&member("s_own"));
    for (uri, token, status, operation, subject, fault) in [
        (
            "/shops/s_own/goods",
            None,
            401,
            "listGoods",
            None,
            Some("there is no token"),
        ),
        (
            "/shops/s_own/goods",
            Some(&stranger),
            401,
            "listGoods",
            None,
            Some("the key id `other-ec` is unknown"),
        ),
        (
            "/shops/s_other/goods",
            Some(&token),
            403,
            "listGoods",
            Some("mo"),
            None,
        ),
        (
            "/breaks/at-once",
            Some(&token),
            500,
            "breakThings",
            Some("mo"),
            Some("panicked: a fixed text with zz-real-**** in it"),
        ),
        (
            "/waits/60",
            Some(&token),
            503,
            "wait",
            Some("mo"),
            Some("the request was not answered within 5s"),
        ),
    ] {
        let bazaar = Bazaar::new();
        let request = get(uri, token.map(String::as_str));
        let (reply, fields) = logged(&bazaar, request).await;
        assert_eq!(reply.status, status);
        assert_eq!(fields["operation"], operation);
        assert_eq!(fields["subject"].as_str(), subject, "{uri}");
        assert_eq!(fields["fault"].as_str(), fault, "{uri}");
    }
    // A redirect is logged too, with the address that it came from.
    let mut request = get("/open-day", None);
    request
        .headers_mut()
        .insert("host", HeaderValue::from_static("a.b"));
    request
        .headers_mut()
        .insert("x-forwarded-proto", HeaderValue::from_static("http"));
    request
        .headers_mut()
        .insert("x-forwarded-for", HeaderValue::from_static("192.0.2.9"));
    request.extensions_mut().insert(Peer {
        address: [10, 0, 0, 1].into(),
        encrypted: false,
        trusted_proxy: true,
    });
    let (reply, fields) = logged(&Bazaar::new(), request).await;
    assert_eq!(
        (reply.status, &fields["address"]),
        (308, &json!("192.0.2.9"))
    );
}

#[tokio::test(start_paused = true)]
async fn a_request_that_nobody_waits_for_is_logged_all_the_same() {
    let bazaar = Bazaar::new();
    let token = EC.sign(&member("s_own"));
    let lines = listen();
    let asked = bazaar.get("/waits/4", &token);
    assert!(
        tokio::time::timeout(Duration::from_secs(1), asked)
            .await
            .is_err()
    );
    let [event] = &lines.events()[..] else {
        panic!("not one event: {}", lines.text());
    };
    let fields = &event["fields"];
    assert_eq!(
        (&fields["message"], &fields["operation"]),
        (&json!("dropped"), &json!("wait"))
    );
    assert_eq!(
        (&fields["subject"], &fields["status"]),
        (&json!("mo"), &json!(null))
    );
}

#[tokio::test]
async fn no_log_holds_a_token_or_a_query() {
    let token = EC.sign(&member("s_own"));
    let unknown = OTHER_EC.sign(&member("s_own"));
    let signature = token.rsplit('.').next().expect("parts");
    let method = |method: &str| {
        let mut request = get("/open-day", None);
        *request.method_mut() = Method::from_bytes(method.as_bytes()).expect("a method");
        request
    };
    let header = |name: &'static str, value: &str| {
        let mut request = get("/open-day", None);
        let value = HeaderValue::try_from(value).expect("a header value");
        request.headers_mut().insert(name, value);
        request
    };
    let mut requests = vec![get("/open-day?secret-query", None)];
    for secret in [LIVE_KEY, &token, &unknown] {
        requests.extend([
            get("/shops/s_own/goods", Some(secret)),
            get(&format!("/open-day?pass={secret}"), None),
            get(&format!("/nowhere?x={secret}"), Some(secret)),
            get(&format!("/shops/{secret}/goods"), Some(secret)),
            get(&format!("/shops/{}/goods", encoded(secret)), Some(secret)),
            get(&format!("/breaks/{secret}"), Some(&token)),
            request("BREW", &format!("/{secret}"), Some(secret), Body::empty()),
            method(secret),
            header(CORRELATION_ID, secret),
            header("authorization", &format!("Basic {secret}")),
            header("authorization", secret),
            header("x-forwarded-for", secret),
        ]);
    }
    let lines = listen();
    for request in requests {
        // Whatever can fail does so, and says what it knows.
        for down in 0..4 {
            let bazaar = Bazaar::new();
            bazaar.ledger.is_down.store(down == 1, Ordering::SeqCst);
            bazaar.counts.0.is_down.store(down == 2, Ordering::SeqCst);
            bazaar.keys.is_down.store(down == 3, Ordering::SeqCst);
            let (mut parts, _) = clone_of(&request).into_parts();
            parts.extensions.insert(Peer {
                address: [10, 0, 0, 1].into(),
                encrypted: true,
                trusted_proxy: true,
            });
            bazaar.ask(Request::from_parts(parts, Body::empty())).await;
        }
    }
    let text = lines.text();
    assert!(text.contains("keys cannot be fetched"));
    assert!(text.contains("calls cannot be counted"));
    let secrets = [
        &LIVE_KEY["zz-real-".len()..],
        signature,
        "secret-query",
        "pass=",
    ];
    for secret in secrets
        .into_iter()
        .chain(token.split('.'))
        .chain(unknown.split('.'))
    {
        let line = text.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
    let spelt = encoded(&LIVE_KEY["zz-real-".len()..]);
    assert!(!text.contains(&spelt));
}

fn clone_of(request: &Request<Body>) -> Request<Body> {
    let mut clone = Request::new(Body::empty());
    clone.method_mut().clone_from(request.method());
    clone.uri_mut().clone_from(request.uri());
    clone.headers_mut().clone_from(request.headers());
    clone
}
