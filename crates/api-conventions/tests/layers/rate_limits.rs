//! Limits of calls over HTTP: who is counted, what is told, and who has to wait.

use std::sync::atomic::Ordering;

use api_conventions::Tenant;
use axum::body::Body;
use futures_util::future::join_all;
use http::Request;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use serde_json::json;

use crate::support::contract::{LIMIT, PLAN_WINDOW_S, REMAINING, RESET, WINDOW};
use crate::support::stores::shop;
use crate::support::tokens::{EC, LIVE_KEY, NOW, PLAY_KEY, RSA, member, staff, with};
use crate::support::{Bazaar, Reply, get, post, request};

const OWN: &str = "/shops/s_own/goods";

fn figures(reply: &Reply) -> (u64, u64, u64, u64) {
    let now = NOW.unix_timestamp().unsigned_abs();
    let ends = reply.number(RESET) - now;
    (
        reply.number(LIMIT),
        reply.number(REMAINING),
        ends,
        reply.number(WINDOW),
    )
}

#[tokio::test]
async fn the_figures_stand_on_every_answer_to_a_known_caller() {
    let long = format!("{{\"name\":\"{}\"}}", "x".repeat(200));
    let sized = |mut request: Request<Body>, length: usize| {
        request
            .headers_mut()
            .insert("content-length", length.into());
        request
    };
    let typed = |mut request: Request<Body>| {
        request
            .headers_mut()
            .insert(CONTENT_TYPE, "text/plain".parse().expect("a type"));
        request
    };
    let token = EC.sign(&member("s_own"));
    let blind = EC.sign(&with(member("s_own"), &json!({ "may": "" })));
    let own = |body: &str| post(OWN, &token, body);
    for (request, status) in [
        (get(OWN, Some(&token)), 200),
        (own(r#"{"name":"pot"}"#), 201),
        (get("/breaks/nothing", Some(&token)), 204),
        (request("HEAD", OWN, Some(&token), Body::empty()), 200),
        (get(OWN, Some(&blind)), 403),
        (get("/shops/s_other/goods", Some(&token)), 403),
        (sized(own("{}"), 200), 413),
        (own(&long), 413),
        (typed(own("{}")), 415),
        (own("{"), 400),
        (own("{}"), 400),
        (own(r#"{"name":"too long"}"#), 422),
        (own(r#"{"name":"taken"}"#), 409),
        (get("/breaks/at-once", Some(&token)), 500),
    ] {
        let bazaar = Bazaar::new();
        let uri = request.uri().clone();
        let reply = bazaar.ask(request).await;
        assert_eq!(reply.status, status, "{uri} {reply:?}");
        let (limit, remaining, ends, window) = figures(&reply);
        assert_eq!(remaining, limit - 1, "{uri}");
        assert_eq!(ends, window);
        assert_eq!(bazaar.counts.0.takes.load(Ordering::SeqCst), 1, "{uri}");
    }
    // The handler's own 404.
    let bazaar = Bazaar::new();
    let reply = bazaar.get("/shops/s_gone/goods", &EC.sign(&staff())).await;
    assert_eq!((reply.status, figures(&reply)), (404, (1000, 999, 30, 30)));
}

#[tokio::test]
async fn nobody_is_counted_who_is_not_known_or_reaches_no_operation() {
    let bazaar = Bazaar::new();
    for (request, status) in [
        (get(OWN, None), 401),
        (get(OWN, Some("zz-real-0123456789ab")), 401),
        (get("/open-day", None), 200),
        (get("/nowhere", Some(LIVE_KEY)), 404),
        (request("DELETE", OWN, Some(LIVE_KEY), Body::empty()), 405),
        // No limits are declared here.
        (get("/open-day", Some(LIVE_KEY)), 200),
    ] {
        let uri = request.uri().clone();
        let reply = bazaar.ask(request).await;
        assert_eq!((reply.status, reply.header(LIMIT)), (status, None), "{uri}");
    }
}

#[tokio::test]
async fn a_plan_is_used_up_by_all_tokens_of_a_tenant_together() {
    let bazaar = Bazaar::new();
    let tokens = [
        LIVE_KEY.to_owned(),
        EC.sign(&member("s_own")),
        RSA.sign(&member("s_own")),
    ];
    for (call, token) in tokens.iter().cycle().take(6).enumerate() {
        let reply = bazaar.get(OWN, token).await;
        let remaining = 5 - u64::try_from(call).expect("a small number");
        assert_eq!(
            (reply.status, figures(&reply)),
            (200, (6, remaining, 30, PLAN_WINDOW_S))
        );
    }
    for token in &tokens {
        bazaar.later(1);
        let reply = bazaar.get(OWN, token).await;
        assert_eq!((reply.status, reply.code()), (429, "TOO_OFTEN"));
        assert_eq!(figures(&reply), (6, 0, 30, PLAN_WINDOW_S));
    }
    // What is refused for another reason says so, with the figures of today.
    let reply = bazaar.get("/shops/s_other/goods", LIVE_KEY).await;
    assert_eq!(
        (reply.status, figures(&reply)),
        (403, (6, 0, 30, PLAN_WINDOW_S))
    );
    // Others have their own.
    assert_eq!(
        bazaar.get("/shops/s_sand/goods", PLAY_KEY).await.status,
        200
    );
    assert_eq!(bazaar.get(OWN, &EC.sign(&staff())).await.status, 200);
}

#[tokio::test]
async fn whoever_waits_as_long_as_told_may_call_again() {
    for seconds in [0, 1, 13, 29] {
        let bazaar = Bazaar::new();
        bazaar.clock.advance(time::Duration::milliseconds(700));
        for _ in 0..6 {
            assert_eq!(bazaar.get(OWN, LIVE_KEY).await.status, 200);
        }
        bazaar.later(seconds);
        let reply = bazaar.get(OWN, LIVE_KEY).await;
        let wait = reply.number(RETRY_AFTER.as_str());
        let now = NOW.unix_timestamp().unsigned_abs() + seconds.unsigned_abs();
        assert_eq!(reply.status, 429);
        assert!(wait <= reply.number(RESET) - now, "{wait}");
        bazaar.later(i64::try_from(wait).expect("a short time"));
        let reply = bazaar.get(OWN, LIVE_KEY).await;
        assert_eq!((reply.status, reply.number(LIMIT)), (200, 4));
    }
}

#[tokio::test]
async fn several_limits_hold_at_once_and_the_tightest_is_told() {
    let bazaar = Bazaar::new();
    let token = EC.sign(&with(
        member("s_grand"),
        &json!({ "until": NOW.unix_timestamp() + 1000 }),
    ));
    let uri = "/shops/s_grand/goods";
    let ask = async || bazaar.ask(post(uri, &token, r#"{"name":"pot"}"#)).await;
    for left in (0..3).rev() {
        let reply = ask().await;
        assert_eq!((reply.status, figures(&reply)), (201, (3, left, 10, 10)));
    }
    for _ in 0..3 {
        let reply = ask().await;
        assert_eq!(
            (reply.status, reply.number(RETRY_AFTER.as_str())),
            (429, 10)
        );
    }
    bazaar.later(10);
    // Of seven in a hundred seconds, the refused ones have taken none.
    for left in (0..3).rev() {
        let reply = ask().await;
        assert_eq!((reply.status, figures(&reply)), (201, (3, left, 20, 10)));
    }
    let reply = ask().await;
    assert_eq!((reply.status, reply.number(WINDOW)), (429, 10));
    bazaar.later(10);
    let reply = ask().await;
    assert_eq!((reply.status, figures(&reply)), (201, (7, 0, 100, 100)));
    // The short window ends again and again, and the long one does not.
    for wait in [80, 70] {
        let reply = ask().await;
        assert_eq!((reply.status, reply.number(WINDOW)), (429, 100));
        assert_eq!(reply.number(RETRY_AFTER.as_str()), wait);
        bazaar.later(10);
    }
    bazaar.later(60);
    assert_eq!(ask().await.status, 201);
    // Another user of the shop has calls of their own.
    let other = with(
        member("s_grand"),
        &json!({ "who": "lou", "until": NOW.unix_timestamp() + 1000 }),
    );
    let other = EC.sign(&other);
    let reply = bazaar.ask(post(uri, &other, r#"{"name":"pot"}"#)).await;
    assert_eq!(reply.status, 201);
}

#[tokio::test]
async fn a_limit_of_a_resource_counts_each_by_itself() {
    let bazaar = Bazaar::new();
    let token = EC.sign(&member("s_own"));
    for (stall, status) in [
        ("1", 200),
        ("2", 200),
        ("1", 429),
        ("%31", 429),
        ("2", 429),
        ("3", 200),
    ] {
        let uri = format!("/shops/s_own/stalls/{stall}");
        let reply = bazaar
            .ask(request("PUT", &uri, Some(&token), Body::empty()))
            .await;
        assert_eq!(reply.status, status, "{stall}");
    }
}

#[tokio::test]
async fn a_tenant_may_be_granted_more_or_none_and_an_unknown_plan_is_the_smallest() {
    let first = async |tenant: Tenant| {
        let bazaar = Bazaar::new();
        let token = EC.sign(&member(&tenant.id));
        let uri = format!("/shops/{}/goods", tenant.id);
        bazaar.ledger.add_tenant(tenant);
        let reply = bazaar.get(&uri, &token).await;
        (reply.status, reply.number(LIMIT))
    };
    let granted = |requests| Tenant {
        requests: Some(requests),
        ..shop("s_own")
    };
    assert_eq!(first(granted(40)).await, (200, 40));
    assert_eq!(first(granted(5)).await, (200, 6));
    assert_eq!(first(granted(0)).await, (429, 0));
    let lost = Tenant {
        plan: "lost".into(),
        ..shop("s_own")
    };
    assert_eq!(first(lost).await, (200, 3));
}

#[tokio::test]
async fn who_tests_a_client_may_have_short_windows() {
    for (window_s, expected) in [(None, 30), (Some(2), 2), (Some(0), 1)] {
        let bazaar = Bazaar::with(None, window_s);
        let reply = bazaar.get(OWN, LIVE_KEY).await;
        assert_eq!(reply.number(WINDOW), expected);
    }
}

#[tokio::test]
async fn calls_that_cannot_be_counted_are_let_through() {
    let bazaar = Bazaar::new();
    bazaar.counts.0.is_down.store(true, Ordering::SeqCst);
    for _ in 0..10 {
        let reply = bazaar.get(OWN, LIVE_KEY).await;
        assert_eq!((reply.status, reply.header(LIMIT)), (200, None));
    }
    // Each was tried once.
    assert_eq!(bazaar.counts.0.takes.load(Ordering::SeqCst), 10);
}

#[tokio::test]
async fn calls_at_once_get_no_more_than_the_plan_gives() {
    let bazaar = Bazaar::new();
    let replies = join_all((0..50).map(|_| bazaar.get(OWN, LIVE_KEY))).await;
    let count = |status| {
        replies
            .iter()
            .filter(|reply| reply.status == status)
            .count()
    };
    assert_eq!((count(200), count(429), bazaar.server.calls()), (6, 44, 6));
}
