//! When records are due, and what they hold.

use api_conventions::{AuditRecord, ClientAddress, Principal, Reach, Tenant};
use axum::body::Body;
use http::Request;
use http::header::USER_AGENT;
use oas_runtime::{CorrelationId, OperationMeta, RequestId};

use crate::support::contract::{CONVENTIONS, LIST_GOODS};
use crate::support::stores::shop;
use crate::support::tokens::{LIVE_KEY, NOW};

fn somebody(kind: &str, tenant: Option<Tenant>) -> Principal {
    let kind = CONVENTIONS.token_kind(kind).expect("a kind");
    Principal::builder(kind, "mo")
        .key("k_1")
        .tenant(tenant)
        .reach(Reach::Live)
        .build()
}

#[test]
fn a_record_is_due_by_the_word_of_the_operation() {
    let strict = Tenant {
        audits_own_calls: true,
        ..shop("s_own")
    };
    let member = somebody("MemberToken", Some(shop("s_own")));
    let audited = somebody("MemberToken", Some(strict));
    let staff = somebody("StaffToken", None);
    for (audit, expected) in [
        (None, [false, false, false]),
        (Some("internal"), [false, false, true]),
        (Some("policy"), [false, true, true]),
        (Some("always"), [true, true, true]),
        (Some("a new word"), [true, true, true]),
    ] {
        let operation = OperationMeta {
            audit,
            ..LIST_GOODS
        };
        let due = [&member, &audited, &staff]
            .map(|principal| AuditRecord::is_due(&CONVENTIONS, &operation, principal));
        assert_eq!(due, expected, "{audit:?}");
    }
}

#[test]
fn a_record_says_who_did_what_and_holds_no_token() {
    let agent = format!(
        "shop/1.0 ({LIVE_KEY} eyJhbGciOiJIUzI1NiJ9) {}",
        "x".repeat(600)
    );
    let (mut parts, ()) = Request::get("/shops/%65yJhbGciOiJIUzI1NiJ9/goods?pass=1")
        .header(USER_AGENT, agent)
        .body(())
        .expect("a request")
        .into_parts();
    parts.extensions.insert(RequestId::new("req_1"));
    parts.extensions.insert(CorrelationId::new("mine"));
    parts
        .extensions
        .insert(ClientAddress([192, 0, 2, 5].into()));
    let record = AuditRecord::of(&LIST_GOODS, &somebody("ShopKey", None), &parts, NOW);
    assert_eq!((&*record.actor, record.actor_kind), ("mo", "ShopKey"));
    assert_eq!(
        (record.action, &*record.target),
        ("listGoods", "/shops/eyJ****/goods")
    );
    assert_eq!(record.ip.as_deref(), Some("192.0.2.5"));
    let agent = record.user_agent.expect("an agent");
    assert!(
        agent.contains("eyJ****") && agent.chars().count() <= 512,
        "{agent}"
    );
    // A name that is no text is none.
    let mut request = Request::new(Body::empty());
    let odd = http::HeaderValue::from_bytes(b"\xff").expect("a header value");
    request.headers_mut().insert(USER_AGENT, odd);
    let (parts, _) = request.into_parts();
    let record = AuditRecord::of(&LIST_GOODS, &somebody("ShopKey", None), &parts, NOW);
    assert_eq!(
        (record.user_agent, record.ip, record.tenant),
        (None, None, None)
    );
}
