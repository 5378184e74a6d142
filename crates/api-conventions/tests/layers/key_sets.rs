//! Key sets: which keys are used, and how often they are fetched.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use api_conventions::{KeyError, VerificationKey};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use futures_util::future::join_all;
use jsonwebtoken::{Algorithm, Header};
use serde_json::{Value, json};

use crate::support::contract::REFETCH_S;
use crate::support::tokens::{EC, NOW, OTHER_EC, RSA, SECRET, member, with};
use crate::support::{Bazaar, get};

const OWN: &str = "/shops/s_own/goods";
const OPEN: &str = "/open-day";

/// A token by a key that does not exist.
fn stray(number: usize) -> String {
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some(format!("stray-{number}"));
    OTHER_EC.sign_with(&header, &member("s_own"))
}

/// A token that is valid for long.
fn lasting() -> String {
    EC.sign(&with(
        member("s_own"),
        &json!({ "until": NOW.unix_timestamp() + 100_000 }),
    ))
}

#[tokio::test]
async fn keys_are_fetched_when_first_needed_and_kept() {
    let bazaar = Bazaar::new();
    assert_eq!(bazaar.keys.fetches(), 0);
    for _ in 0..5 {
        assert_eq!(
            bazaar.get(OPEN, &EC.sign(&member("s_own"))).await.status,
            200
        );
        assert_eq!(
            bazaar.get(OPEN, &RSA.sign(&member("s_own"))).await.status,
            200
        );
    }
    assert_eq!(bazaar.keys.fetches(), 1);
}

#[tokio::test]
async fn random_key_ids_cause_one_fetch_in_the_time_between_fetches() {
    let bazaar = Bazaar::new();
    for number in 0..50 {
        let reply = bazaar.get(OPEN, &stray(number)).await;
        assert_eq!((reply.status, reply.note()), (401, "TOKEN_INVALID"));
    }
    assert_eq!(bazaar.keys.fetches(), 1);
    bazaar.later(REFETCH_S - 1);
    bazaar.get(OPEN, &stray(50)).await;
    assert_eq!(bazaar.keys.fetches(), 1);
    bazaar.later(1);
    for number in 0..50 {
        bazaar.get(OPEN, &stray(number)).await;
    }
    assert_eq!(bazaar.keys.fetches(), 2);
    // A clock that was set back by a day stops nothing.
    bazaar.later(-86_400);
    bazaar.get(OPEN, &stray(1)).await;
    assert_eq!(bazaar.keys.fetches(), 3);
}

#[tokio::test(start_paused = true)]
async fn requests_at_once_share_one_fetch() {
    let bazaar = Bazaar::new();
    bazaar.keys.slow_down(Duration::from_secs(1));
    let tokens: Vec<String> = (0..20).map(stray).chain([lasting()]).collect();
    let replies = join_all(tokens.iter().map(|token| bazaar.get(OPEN, token))).await;
    let good = replies.iter().filter(|reply| reply.status == 200).count();
    assert_eq!((good, bazaar.keys.fetches()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn callers_who_go_away_do_not_make_keys_be_fetched_anew() {
    let bazaar = Arc::new(Bazaar::new());
    bazaar.keys.slow_down(Duration::from_secs(3));
    for number in 0..20 {
        let token = stray(number);
        let asked = bazaar.get(OPEN, &token);
        assert!(
            tokio::time::timeout(Duration::from_millis(50), asked)
                .await
                .is_err()
        );
    }
    assert_eq!(bazaar.keys.fetches(), 1);
    // What the first one began is there for the next.
    assert_eq!(bazaar.get(OPEN, &lasting()).await.status, 200);
    assert_eq!(bazaar.keys.fetches(), 1);
}

#[tokio::test]
async fn a_key_that_is_new_is_found() {
    let bazaar = Bazaar::new();
    let token = OTHER_EC.sign(&member("s_own"));
    assert_eq!(bazaar.get(OPEN, &token).await.status, 401);
    bazaar.keys.serve(vec![OTHER_EC.jwk()]);
    assert_eq!(bazaar.get(OPEN, &token).await.status, 401);
    bazaar.later(REFETCH_S);
    assert_eq!(bazaar.get(OPEN, &token).await.status, 200);
    // The one that it stands in for is gone.
    assert_eq!(
        bazaar.get(OPEN, &EC.sign(&member("s_own"))).await.status,
        401
    );
}

#[tokio::test]
async fn a_key_that_is_withdrawn_is_gone_after_an_hour() {
    let bazaar = Bazaar::new();
    let token = lasting();
    assert_eq!(bazaar.get(OPEN, &token).await.status, 200);
    bazaar.keys.serve(vec![RSA.jwk()]);
    bazaar.later(3599);
    assert_eq!(bazaar.get(OPEN, &token).await.status, 200);
    bazaar.later(1);
    assert_eq!(bazaar.get(OPEN, &token).await.status, 401);
}

#[tokio::test]
async fn a_source_that_is_down_is_told_from_a_token_that_is_bad() {
    let bazaar = Bazaar::new();
    bazaar.keys.is_down.store(true, Ordering::SeqCst);
    for _ in 0..3 {
        let reply = bazaar.get(OWN, &lasting()).await;
        assert_eq!((reply.status, reply.code()), (503, "LATER"));
    }
    assert_eq!(bazaar.keys.fetches(), 1);
    // API keys need no keys, and a sandbox has its own.
    assert_eq!(bazaar.ask(get(OPEN, None)).await.status, 200);
    bazaar.keys.is_down.store(false, Ordering::SeqCst);
    bazaar.later(REFETCH_S);
    assert_eq!(bazaar.get(OWN, &lasting()).await.status, 200);
}

#[tokio::test]
async fn keys_that_are_known_outlast_a_source_that_is_down_and_are_renewed_soon_after() {
    let bazaar = Bazaar::new();
    assert_eq!(bazaar.get(OPEN, &lasting()).await.status, 200);
    bazaar.keys.is_down.store(true, Ordering::SeqCst);
    bazaar.later(3600);
    for _ in 0..3 {
        assert_eq!(bazaar.get(OPEN, &lasting()).await.status, 200);
    }
    assert_eq!(bazaar.keys.fetches(), 2);
    bazaar.keys.is_down.store(false, Ordering::SeqCst);
    bazaar.keys.serve(vec![RSA.jwk()]);
    bazaar.later(REFETCH_S);
    assert_eq!(bazaar.get(OPEN, &lasting()).await.status, 401);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_hangs_or_panics_is_not_asked_all_the_time() {
    let bazaar = Bazaar::new();
    bazaar.keys.panics.store(true, Ordering::SeqCst);
    for number in 0..5 {
        assert_eq!(bazaar.get(OPEN, &stray(number)).await.status, 503);
    }
    assert_eq!(bazaar.keys.fetches(), 1);
    bazaar.keys.panics.store(false, Ordering::SeqCst);
    bazaar.keys.slow_down(Duration::from_secs(1_000_000));
    bazaar.later(REFETCH_S);
    for number in 0..5 {
        assert_eq!(bazaar.get(OPEN, &stray(number)).await.status, 503);
    }
    assert_eq!(bazaar.keys.fetches(), 2);
    // And it is given up, so that it can be asked again.
    tokio::time::sleep(Duration::from_secs(10)).await;
    bazaar.keys.slow_down(Duration::ZERO);
    bazaar.later(REFETCH_S);
    assert_eq!(bazaar.get(OPEN, &lasting()).await.status, 200);
}

/// The ids of the keys of a set that are used, or what is wrong with it.
fn check_set(keys: &[Value], expected: Result<&[&str], &str>) {
    let set = VerificationKey::read_set(&json!({ "keys": keys }).to_string());
    let found = match &set {
        Ok(keys) => Ok(keys.iter().map(VerificationKey::id).collect::<Vec<_>>()),
        Err(error) => Err(error.to_string()),
    };
    let found = found.as_deref().map_err(String::as_str);
    assert_eq!(found, expected, "{keys:?}");
}

#[test]
fn only_keys_for_signatures_of_known_algorithms_are_used() {
    let ec = |others: Value| with(EC.jwk(), &others);
    let rsa = |others: Value| with(RSA.jwk(), &others);
    check_set(&[EC.jwk(), RSA.jwk()], Ok(&["ec", "rsa"]));
    check_set(&[], Ok(&[]));
    for unused in [
        ec(json!({ "use": "enc" })),
        ec(json!({ "use": "other" })),
        ec(json!({ "kid": null })),
        ec(json!({ "kid": 5 })),
        ec(json!({ "alg": "ES384" })),
        ec(json!({ "alg": "ECDH-ES" })),
        ec(json!({ "crv": "P-384" })),
        ec(json!({ "key_ops": ["deriveKey"] })),
        rsa(json!({ "alg": "RS512" })),
        rsa(json!({ "alg": "RSA-OAEP" })),
        rsa(json!({ "alg": null, "key_ops": ["encrypt"] })),
        with(SECRET.jwk(), &json!({ "alg": null })),
        json!({ "kty": "new", "kid": "new" }),
        json!(5),
        json!(null),
    ] {
        check_set(&[unused, OTHER_EC.jwk()], Ok(&["other-ec"]));
    }
    for used in [
        ec(json!({ "alg": null })),
        ec(json!({ "use": "sig" })),
        ec(json!({ "key_ops": ["verify"] })),
    ] {
        check_set(&[used], Ok(&["ec"]));
    }
}

#[test]
fn sets_with_keys_that_cannot_be_trusted_are_refused() {
    let modulus = RSA.jwk()["n"].as_str().expect("a modulus").to_owned();
    let modulus = BASE64_URL_SAFE_NO_PAD.decode(modulus).expect("base64url");
    let with_modulus = |bytes: &[u8]| {
        let number = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        with(RSA.jwk(), &json!({ "n": number }))
    };
    let weak = |bits: usize| format!("the RSA key `rsa` has {bits} bits; 2048 are needed");
    check_set(&[with_modulus(&[0xff; 128])], Err(&weak(1024)));
    check_set(&[with_modulus(&[0x7f; 256])], Err(&weak(2047)));
    check_set(&[with_modulus(&[])], Err(&weak(0)));
    // Zeros in front make no key longer.
    let padded = [&[0_u8; 128][..], &[0xff; 128]].concat();
    check_set(&[with_modulus(&padded)], Err(&weak(1024)));
    check_set(
        &[with_modulus(&[&[0], &modulus[..]].concat())],
        Ok(&["rsa"]),
    );
    check_set(
        &[EC.jwk(), with(RSA.jwk(), &json!({ "kid": "ec" }))],
        Err("two keys have the id `ec`"),
    );
    for damage in [
        json!({ "x": "!" }),
        json!({ "x": "AAAA" }),
        json!({ "y": "" }),
    ] {
        let set = json!({ "keys": [with(EC.jwk(), &damage)] }).to_string();
        let error = VerificationKey::read_set(&set).expect_err("no key");
        assert!(matches!(error, KeyError::Damaged { .. }), "{error}");
    }
    for text in ["", "[]", "{}", "{\"keys\":5}", "null", "<html>"] {
        let error = VerificationKey::read_set(text).expect_err("no set");
        assert!(matches!(error, KeyError::Unreadable(_)), "{error}");
    }
}
