//! Tenants: one's own, others, those that do not exist, and those that may not act.

use std::sync::atomic::Ordering;

use axum::body::Body;
use serde_json::json;

use crate::support::stores::{record, shop};
use crate::support::tokens::{
    EC, LIVE_KEY, PLAY_KEY, SECRET, encoded, in_sandbox, member, staff, with,
};
use crate::support::{Bazaar, Reply, get, post, request};
use api_conventions::{ApiKeyRecord, Tenant};

/// Status, code, and the tenant that the handler got.
async fn check(uri: &str, token: &str, expected: (u16, &str, Option<&str>)) {
    let bazaar = Bazaar::new();
    let reply = bazaar.get(uri, token).await;
    let named = reply.body["named"].as_str();
    assert_eq!((reply.status, reply.code(), named), expected, "{uri}");
    assert_eq!(
        bazaar.server.calls(),
        usize::from(reply.status == 200),
        "{uri}"
    );
}

#[tokio::test]
async fn callers_reach_their_own_tenant_however_it_is_spelt() {
    for token in [LIVE_KEY.to_owned(), EC.sign(&member("s_own"))] {
        for own in ["s_own", "s%5Fown", &encoded("s_own")] {
            let uri = format!("/shops/{own}/goods");
            check(&uri, &token, (200, "", Some("s_own"))).await;
        }
        for other in [
            "s_other",
            "s_Own",
            "S_OWN",
            "s_own%20",
            "s_own%2F",
            "s%255Fown",
            "s_own%00",
        ] {
            let uri = format!("/shops/{other}/goods");
            check(&uri, &token, (403, "NOT_YOUR_SHOP", None)).await;
        }
    }
}

#[tokio::test]
async fn tenants_of_others_and_tenants_that_do_not_exist_look_the_same() {
    let forbidden = (403, "NOT_YOUR_SHOP");
    for (token, expected) in [
        (LIVE_KEY.to_owned(), forbidden),
        (EC.sign(&member("s_own")), forbidden),
        (
            EC.sign(&with(member("s_own"), &json!({ "shop": null }))),
            forbidden,
        ),
        (
            EC.sign(&with(staff(), &json!({ "may": "goods:see" }))),
            forbidden,
        ),
        (SECRET.sign(&in_sandbox(member("s_sand"))), forbidden),
        // They may name any tenant, and for them there are those of the sandbox alone.
        (SECRET.sign(&in_sandbox(staff())), (404, "NOTHING_HERE")),
    ] {
        let ask = async |shop: &str| {
            let bazaar = Bazaar::new();
            let reply = bazaar.get(&format!("/shops/{shop}/goods"), &token).await;
            let questions = bazaar.ledger.questions.load(Ordering::SeqCst);
            (reply, questions, bazaar.server.calls())
        };
        let (foreign, of_foreign, _) = ask("s_other").await;
        let (unknown, of_unknown, calls) = ask("s_nobody").await;
        assert_eq!((foreign.status, foreign.code()), expected);
        assert_eq!(calls, 0);
        assert_eq!(foreign.without_ids(), unknown.without_ids());
        // The same work, which is the same time.
        assert_eq!(of_foreign, of_unknown);
    }
}

#[tokio::test]
async fn an_id_that_is_none_is_unreadable_and_not_foreign() {
    let long = "s_far_too_long";
    for (id, status, code) in [
        (long, 400, "CANNOT_READ"),
        ("%FF", 400, "CANNOT_READ"),
        ("", 404, "NOTHING_HERE"),
    ] {
        let uri = format!("/shops/{id}/goods");
        check(&uri, LIVE_KEY, (status, code, None)).await;
        check(&uri, &EC.sign(&staff()), (status, code, None)).await;
    }
}

#[tokio::test]
async fn staff_cross_with_the_scope_for_it() {
    let uri = "/shops/s_other/goods";
    let may = |scopes: &str| EC.sign(&with(staff(), &json!({ "may": scopes })));
    check(
        uri,
        &may("goods:see walls:cross"),
        (200, "", Some("s_other")),
    )
    .await;
    check(uri, &may("goods:see"), (403, "NOT_YOUR_SHOP", None)).await;
    // Suspended tenants are looked at too, and those that do not exist are the handler's.
    let closed = "/shops/s_closed/goods";
    check(
        closed,
        &may("goods:see walls:cross"),
        (200, "", Some("s_closed")),
    )
    .await;
    let bazaar = Bazaar::new();
    let reply = bazaar
        .get("/shops/s_gone/goods", &may("goods:see walls:cross"))
        .await;
    assert_eq!((reply.status, reply.code()), (404, "NO_SUCH_SHOP"));
    // One who is for a tenant stays there.
    let settled = EC.sign(&with(staff(), &json!({ "shop": "s_own" })));
    check(uri, &settled, (403, "NOT_YOUR_SHOP", None)).await;
    check("/shops/s_own/goods", &settled, (200, "", Some("s_own"))).await;
    // Members do not cross, whatever their token says.
    let claims = with(
        member("s_own"),
        &json!({ "shop": null, "may": "goods:see walls:cross" }),
    );
    check(uri, &EC.sign(&claims), (403, "NOT_YOUR_SHOP", None)).await;
}

#[tokio::test]
async fn staff_of_a_sandbox_reach_sandbox_tenants_only() {
    let token = SECRET.sign(&in_sandbox(staff()));
    check("/shops/s_sand/goods", &token, (200, "", Some("s_sand"))).await;
    for shop in ["s_own", "s_closed", "s_gone"] {
        let uri = format!("/shops/{shop}/goods");
        check(&uri, &token, (404, "NOTHING_HERE", None)).await;
    }
    let bazaar = Bazaar::new();
    bazaar.ledger.is_down.store(true, Ordering::SeqCst);
    let reply = bazaar.get("/shops/s_sand/goods", &token).await;
    assert_eq!((reply.status, reply.code()), (503, "LATER"));
}

#[tokio::test]
async fn a_suspended_tenant_does_nothing_at_all() {
    let token = EC.sign(&member("s_closed"));
    check("/shops/s_closed/goods", &token, (403, "SHOP_CLOSED", None)).await;
    // Where the operation does not declare the code, with the one that every operation has.
    let bazaar = Bazaar::new();
    let reply = bazaar
        .ask(post("/shops/s_closed/goods", &token, "{}"))
        .await;
    assert_eq!((reply.status, reply.code()), (403, "HANDS_OFF"));
    // Not beside its own tenant's path either.
    check("/waits/0", &token, (403, "HANDS_OFF", None)).await;
    check(
        "/shops/s_far_too_long/goods",
        &token,
        (403, "SHOP_CLOSED", None),
    )
    .await;
    let closed = ApiKeyRecord {
        tenant: Tenant {
            suspended: true,
            ..shop("s_closed")
        },
        ..record()
    };
    let bazaar = Bazaar::new();
    bazaar.ledger.add_key(LIVE_KEY, closed);
    let reply = bazaar.get("/shops/s_closed/goods", LIVE_KEY).await;
    assert_eq!((reply.status, reply.code()), (403, "SHOP_CLOSED"));
}

#[tokio::test]
async fn a_plan_for_reading_reads() {
    let token = EC.sign(&member("s_tiny"));
    let bazaar = Bazaar::new();
    let uri = "/shops/s_tiny/goods";
    let ask = async |method: &str, uri: &str| -> Reply {
        bazaar
            .ask(request(method, uri, Some(&token), Body::empty()))
            .await
    };
    assert_eq!(ask("GET", uri).await.status, 200);
    assert_eq!(ask("HEAD", uri).await.status, 200);
    bazaar.later(1);
    let reply = ask("POST", uri).await;
    assert_eq!((reply.status, reply.code()), (403, "HANDS_OFF"));
    assert_eq!(ask("PUT", "/shops/s_tiny/stalls/1").await.status, 403);
}

#[tokio::test]
async fn who_is_not_known_gets_no_tenant_where_everybody_may() {
    let bazaar = Bazaar::new();
    let reply = bazaar.ask(get("/open-day", None)).await;
    assert_eq!((reply.status, &reply.body["named"]), (200, &json!(null)));
    let reply = bazaar.get("/open-day", PLAY_KEY).await;
    assert_eq!(
        (&reply.body["shop"], &reply.body["named"]),
        (&json!("s_sand"), &json!(null))
    );
}
