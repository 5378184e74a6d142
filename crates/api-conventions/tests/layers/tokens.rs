//! Headers with tokens in them, and API keys.

use std::sync::atomic::Ordering;

use api_conventions::{ApiKeyRecord, SandboxSecret, Tenant, VerificationKey};
use axum::body::Body;
use http::header::AUTHORIZATION;
use http::{HeaderValue, Request};
use serde_json::json;

use crate::support::stores::{record, shop};
use crate::support::tokens::{EC, LIVE_KEY, NOW, PLAY_KEY, SECRET, encoded, in_sandbox, member};
use crate::support::{Bazaar, get};

const OWN: &str = "/shops/s_own/goods";

/// A request with these lines of `Authorization`, and what its refusal is called; empty when it is
/// let in.
async fn check_header(uri: &str, lines: &[&[u8]], note: &str) {
    let mut request = Request::get(uri).body(Body::empty()).expect("a request");
    for line in lines {
        let line = HeaderValue::from_bytes(line).expect("a header value");
        request.headers_mut().append(AUTHORIZATION, line);
    }
    let bazaar = Bazaar::new();
    let reply = bazaar.ask(request).await;
    let status = if note.is_empty() { 200 } else { 401 };
    assert_eq!(
        (reply.status, reply.note()),
        (status, note),
        "{uri} {lines:?}"
    );
    if status == 401 {
        assert_eq!(reply.code(), "WHO_ARE_YOU");
        assert_eq!(reply.body["trouble"]["text"], "Nobody knows you.");
        assert_eq!(bazaar.server.calls(), 0);
    }
}

#[tokio::test]
async fn a_token_stands_in_one_bearer_header() {
    let key = |before: &str, after: &str| format!("{before}{LIVE_KEY}{after}").into_bytes();
    let good = key("Bearer ", "");
    for (lines, note) in [
        (vec![good.clone()], ""),
        (vec![key("bEARER   ", " ")], ""),
        (vec![], "TOKEN_MISSING"),
        (vec![b"".to_vec()], "TOKEN_MALFORMED"),
        (vec![b"Bearer".to_vec()], "TOKEN_MALFORMED"),
        (vec![b"Bearer  ".to_vec()], "TOKEN_MALFORMED"),
        (vec![key("", "")], "TOKEN_MALFORMED"),
        (vec![key("Basic ", "")], "TOKEN_MALFORMED"),
        (vec![key("Bearer\t", "")], "TOKEN_MALFORMED"),
        (vec![key("Bearer \u{a0}", "")], "TOKEN_MALFORMED"),
        (vec![key("Bearer ", " x")], "TOKEN_MALFORMED"),
        (vec![key("Bearer ", ",")], "TOKEN_MALFORMED"),
        (vec![good.clone(), good.clone()], "TOKEN_MALFORMED"),
        (
            vec![b"Basic eDp5".to_vec(), good.clone()],
            "TOKEN_MALFORMED",
        ),
    ] {
        let lines: Vec<&[u8]> = lines.iter().map(AsRef::as_ref).collect();
        check_header(OWN, &lines, note).await;
    }
}

#[tokio::test]
async fn a_token_in_the_query_is_refused_whatever_else_is_sent() {
    let good = format!("Bearer {LIVE_KEY}").into_bytes();
    for query in [
        format!("pass={LIVE_KEY}"),
        format!("PaSs={LIVE_KEY}"),
        format!("x=1&{}={LIVE_KEY}", encoded("pass")),
        format!("{}={LIVE_KEY}", encoded("SHOP_KEY")),
        format!("x&shop_key={}", encoded(LIVE_KEY)),
        "pass".to_owned(),
        "pass=".to_owned(),
    ] {
        let uri = format!("{OWN}?{query}");
        check_header(&uri, &[&good], "TOKEN_IN_QUERY").await;
        check_header(&uri, &[], "TOKEN_IN_QUERY").await;
        // Even where nobody needs a token.
        check_header(&format!("/open-day?{query}"), &[], "TOKEN_IN_QUERY").await;
    }
    check_header("/open-day?passport=1&x=pass&%ff=%", &[], "").await;
}

/// An API key with this record, at this many seconds from the beginning.
async fn check_key(key: &str, record: ApiKeyRecord, seconds: i64, note: &str) {
    let bazaar = Bazaar::new();
    bazaar.ledger.add_key(LIVE_KEY, record.clone());
    bazaar.ledger.add_key(PLAY_KEY, record.clone());
    bazaar.later(seconds);
    let uri = format!("/shops/{}/goods", record.tenant.id);
    let reply = bazaar.get(&uri, key).await;
    let status = if note.is_empty() { 200 } else { 401 };
    assert_eq!(
        (reply.status, reply.note()),
        (status, note),
        "{key} {seconds}"
    );
}

#[tokio::test]
async fn api_keys_are_whole_known_and_not_withdrawn() {
    for key in [
        "zz-real-",
        "zz-real-abcdefgh012",
        "zz-real-abcdefgh01234",
        "zz-real-abcdefgh012_",
        "zz-real-abcdefgh012\u{e9}",
        "zz-play-",
        "zz-unreal-abcdefgh0123",
    ] {
        check_key(key, record(), 0, "TOKEN_MALFORMED").await;
    }
    check_key("zz-real-ABCDEFGH0123", record(), 0, "TOKEN_INVALID").await;
    let revoked = ApiKeyRecord {
        revoked: true,
        ..record()
    };
    check_key(LIVE_KEY, revoked, 0, "TOKEN_INVALID").await;
}

#[tokio::test]
async fn api_keys_expire_at_the_second_that_they_say() {
    let expiring = ApiKeyRecord {
        expires_at: Some(NOW + time::Duration::seconds(5)),
        ..record()
    };
    check_key(LIVE_KEY, expiring.clone(), 4, "").await;
    check_key(LIVE_KEY, expiring.clone(), 5, "TOKEN_EXPIRED").await;
    check_key(LIVE_KEY, expiring, 6, "TOKEN_EXPIRED").await;
}

#[tokio::test]
async fn keys_reach_the_data_that_their_prefix_says() {
    let sand = ApiKeyRecord {
        tenant: Tenant {
            sandbox: true,
            ..shop("s_sand")
        },
        ..record()
    };
    check_key(LIVE_KEY, record(), 0, "").await;
    check_key(PLAY_KEY, sand.clone(), 0, "").await;
    check_key(PLAY_KEY, record(), 0, "TOKEN_INVALID").await;
    check_key(LIVE_KEY, sand, 0, "TOKEN_INVALID").await;
}

#[tokio::test]
async fn an_api_key_acts_with_what_its_record_says() {
    let bazaar = Bazaar::new();
    let widened = ApiKeyRecord {
        scopes: vec!["goods:see".into(), "crown:wear".into(), "no:such".into()],
        ..record()
    };
    bazaar.ledger.add_key(LIVE_KEY, widened);
    let reply = bazaar.get(OWN, LIVE_KEY).await;
    let expected = json!({
        "kind": "ShopKey",
        "subject": "mo",
        "key": "k_1",
        "shop": "s_own",
        "scopes": ["goods:see"],
        "roles": ["boss"],
        "reach": "Live",
        "named": "s_own",
    });
    assert_eq!(reply.body, expected);
}

#[tokio::test]
async fn a_directory_that_is_down_is_nobodys_fault() {
    let bazaar = Bazaar::new();
    bazaar.ledger.is_down.store(true, Ordering::SeqCst);
    for token in [LIVE_KEY.to_owned(), EC.sign(&member("s_own"))] {
        let reply = bazaar.get(OWN, &token).await;
        assert_eq!((reply.status, reply.code()), (503, "LATER"));
        assert!(
            reply.body["trouble"]["notes"]
                .as_array()
                .is_some_and(Vec::is_empty)
        );
    }
}

#[tokio::test]
async fn everybody_is_let_in_where_the_contract_says_so_but_not_with_a_token_that_is_none() {
    check_header("/open-day", &[], "").await;
    check_header("/open-day", &[b"Bearer nonsense"], "TOKEN_MALFORMED").await;
    check_header(
        "/open-day",
        &[b"Bearer zz-real-0123456789ab"],
        "TOKEN_INVALID",
    )
    .await;
    let bazaar = Bazaar::new();
    let reply = bazaar.ask(get("/open-day", None)).await;
    assert_eq!(reply.body["kind"], json!(null));
    let reply = bazaar.get("/open-day", LIVE_KEY).await;
    assert_eq!(reply.body["kind"], "ShopKey");
}

#[tokio::test]
async fn secrets_are_printed_nowhere() {
    let secret =
        SandboxSecret::new("me", b"0123456789abcdef0123456789abcdef").expect("long enough");
    assert_eq!(
        format!("{secret:?}"),
        "SandboxSecret { issuer: \"me\", .. }"
    );
    let keys = VerificationKey::read_set(&json!({ "keys": [EC.jwk()] }).to_string());
    let keys = format!("{:?}", keys.expect("a key set"));
    assert_eq!(
        keys,
        "[VerificationKey { id: \"ec\", algorithm: ES256, .. }]"
    );
    let digest = api_conventions::ApiKeyDigest::of(LIVE_KEY);
    assert_eq!(format!("{digest:?}"), "ApiKeyDigest(..)");
    for bytes in [&b""[..], b"0123456789abcdef0123456789abcde"] {
        assert!(SandboxSecret::new("me", bytes).is_err());
    }
    // A sandbox's token is worth nothing where there is no sandbox.
    let token = SECRET.sign(&in_sandbox(member("s_sand")));
    let live = Bazaar::with(None, None);
    assert_eq!(
        live.get("/shops/s_sand/goods", &token).await.note(),
        "TOKEN_INVALID"
    );
}
