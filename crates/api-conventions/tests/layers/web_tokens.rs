//! JSON Web Tokens: signatures, algorithms, claims.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use crate::support::Bazaar;
use crate::support::contract::LEEWAY_S;
use crate::support::tokens::{
    EC, ISSUER, LIVE_KEY, NOW, OTHER_EC, RSA, SANDBOX_ISSUER, SECRET, SigningKey, in_sandbox,
    member, staff, with,
};

const OWN: &str = "/shops/s_own/goods";

/// A token, and what its refusal is called; empty when it is let in.
async fn check_token(uri: &str, token: &str, note: &str) {
    let bazaar = Bazaar::new();
    let reply = bazaar.get(uri, token).await;
    let status = if note.is_empty() { 200 } else { 401 };
    let short: String = token.chars().take(300).collect();
    assert_eq!((reply.status, reply.note()), (status, note), "{short}");
}

/// Claims of a member besides the usual ones or instead; what their refusal is called.
async fn check_claims(others: Value, note: &str) {
    let claims = with(member("s_own"), &others);
    let reply = Bazaar::new().get(OWN, &EC.sign(&claims)).await;
    let status = if note.is_empty() { 200 } else { 401 };
    assert_eq!((reply.status, reply.note()), (status, note), "{others}");
}

fn part(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}

#[tokio::test]
async fn tokens_of_each_kind_and_algorithm_are_let_in() {
    check_token(OWN, LIVE_KEY, "").await;
    check_token(OWN, &EC.sign(&member("s_own")), "").await;
    check_token(OWN, &RSA.sign(&member("s_own")), "").await;
    check_token(OWN, &RSA.sign(&staff()), "").await;
    check_token(
        "/shops/s_sand/goods",
        &SECRET.sign(&in_sandbox(member("s_sand"))),
        "",
    )
    .await;
    check_token(
        "/shops/s_sand/goods",
        &SECRET.sign(&in_sandbox(staff())),
        "",
    )
    .await;
}

#[tokio::test]
async fn a_token_says_who_calls_by_the_claims_of_the_conventions() {
    let claims = with(
        member("s_own"),
        &json!({
            "for": ["elsewhere", "bazaar"],
            "may": "goods:see  walls:cross crown:wear no:such",
            "hats": ["boss", "GUARD", "king"],
        }),
    );
    let reply = Bazaar::new().get(OWN, &EC.sign(&claims)).await;
    let expected = json!({
        "kind": "MemberToken",
        "subject": "mo",
        "key": null,
        "shop": "s_own",
        "scopes": ["crown:wear", "goods:see"],
        "roles": ["boss"],
        "reach": "Live",
        "named": "s_own",
    });
    assert_eq!(reply.body, expected);
    // The usual names mean nothing here.
    let usual = json!({
        "sub": "mo", "iss": ISSUER, "aud": "bazaar", "exp": NOW.unix_timestamp() + 100,
        "tenant_id": "s_own", "scope": "goods:see",
    });
    check_token(OWN, &EC.sign(&usual), "TOKEN_INVALID").await;
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let token = EC.sign(&member("s_own"));
    let (message, signature) = token.rsplit_once('.').expect("parts");
    let (header, claims) = message.split_once('.').expect("parts");
    for token in [
        header.to_owned(),
        message.to_owned(),
        format!("{token}.{signature}"),
        format!("{message}."),
        format!(".{claims}.{signature}"),
        format!("{header}..{signature}"),
        "..".to_owned(),
        format!("{header}.{claims}.{signature}="),
        format!("%%%.{claims}.{signature}"),
        format!(
            "{}.{claims}.{signature}",
            BASE64_URL_SAFE_NO_PAD.encode("no JSON")
        ),
        format!("{}.{claims}.{signature}", part(&json!([]))),
        format!("{}.{claims}.{signature}", part(&json!({ "kid": "ec" }))),
        format!(
            "{}.{claims}.{signature}",
            part(&json!({ "alg": "ES256", "kid": 5 }))
        ),
        format!("{}.{claims}.{signature}", "[".repeat(4000)),
        format!(
            "{}.{claims}.{signature}",
            BASE64_URL_SAFE_NO_PAD.encode("[".repeat(9000))
        ),
        format!("{header}.{claims}.{}", "A".repeat(100_000)),
    ] {
        let reply = Bazaar::new().get(OWN, &token).await;
        assert_eq!(reply.status, 401);
        let notes = ["TOKEN_MALFORMED", "TOKEN_INVALID"];
        assert!(notes.contains(&reply.note()), "{reply:?}");
    }
}

/// A token with this header and these claims, signed by HS256 with these bytes.
fn signed_with_bytes(kid: &str, secret: &[u8]) -> String {
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(kid.to_owned());
    encode(&header, &member("s_own"), &EncodingKey::from_secret(secret)).expect("bytes sign")
}

#[tokio::test]
async fn the_key_decides_about_the_algorithm() {
    let claims = part(&member("s_own"));
    for algorithm in ["none", "None", "NONE", "nOnE", ""] {
        let header = part(&json!({ "alg": algorithm, "kid": "ec", "typ": "JWT" }));
        check_token(OWN, &format!("{header}.{claims}."), "TOKEN_MALFORMED").await;
    }
    // What is public is no secret, in whatever form somebody takes it for one.
    for key in [&*EC, &*RSA] {
        let jwk = key.jwk();
        let number = |name: &str| jwk[name].as_str().unwrap_or_default().to_owned();
        let texts = [jwk.to_string(), number("n"), number("x")];
        let decoded = texts
            .iter()
            .filter_map(|text| BASE64_URL_SAFE_NO_PAD.decode(text).ok());
        let secrets = texts
            .iter()
            .map(|text| text.as_bytes().to_vec())
            .chain(decoded);
        for secret in secrets.collect::<Vec<_>>() {
            check_token(OWN, &signed_with_bytes(key.id, &secret), "TOKEN_INVALID").await;
        }
    }
    let named = |key: &SigningKey, kid: &str| {
        let mut header = Header::new(key.algorithm);
        header.kid = Some(kid.to_owned());
        key.sign_with(&header, &member("s_own"))
    };
    check_token(OWN, &named(&RSA, "ec"), "TOKEN_INVALID").await;
    check_token(OWN, &named(&EC, "rsa"), "TOKEN_INVALID").await;
    check_token(OWN, &named(&OTHER_EC, "ec"), "TOKEN_INVALID").await;
    // A key is what its set says, not what a token brings along.
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some("ec".to_owned());
    header.jwk = serde_json::from_value(OTHER_EC.jwk()).ok();
    assert!(header.jwk.is_some());
    let token = OTHER_EC.sign_with(&header, &member("s_own"));
    check_token(OWN, &token, "TOKEN_INVALID").await;
    for algorithm in [Algorithm::RS384, Algorithm::PS256] {
        let mut header = Header::new(algorithm);
        header.kid = Some("rsa".to_owned());
        let token = RSA.sign_with(&header, &member("s_own"));
        check_token(OWN, &token, "TOKEN_INVALID").await;
    }
}

#[tokio::test]
async fn whatever_is_changed_is_noticed() {
    let token = EC.sign(&member("s_own"));
    let parts: Vec<&str> = token.split('.').collect();
    let claims = part(&with(member("s_own"), &json!({ "who": "lou" })));
    let changed = format!("{}.{claims}.{}", parts[0], parts[2]);
    check_token(OWN, &changed, "TOKEN_INVALID").await;
    let other = EC.sign(&member("s_other"));
    let signature = other.rsplit('.').next().expect("parts");
    let swapped = format!("{}.{}.{signature}", parts[0], parts[1]);
    check_token(OWN, &swapped, "TOKEN_INVALID").await;
    let zeros = BASE64_URL_SAFE_NO_PAD.encode([0_u8; 64]);
    check_token(
        OWN,
        &format!("{}.{}.{zeros}", parts[0], parts[1]),
        "TOKEN_INVALID",
    )
    .await;
    let short = &parts[2][..parts[2].len() - 2];
    check_token(
        OWN,
        &format!("{}.{}.{short}", parts[0], parts[1]),
        "TOKEN_INVALID",
    )
    .await;
}

#[tokio::test]
async fn headers_name_a_key_and_no_extensions() {
    let header = |change: fn(&mut Header)| {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some("ec".to_owned());
        change(&mut header);
        EC.sign_with(&header, &member("s_own"))
    };
    check_token(OWN, &header(|_| ()), "").await;
    check_token(OWN, &header(|header| header.typ = None), "").await;
    check_token(OWN, &header(|header| header.kid = None), "TOKEN_MALFORMED").await;
    let critical = |header: &mut Header| header.crit = Some(vec!["b64".to_owned()]);
    check_token(OWN, &header(critical), "TOKEN_MALFORMED").await;
    check_token(
        OWN,
        &header(|header| header.crit = Some(vec![])),
        "TOKEN_MALFORMED",
    )
    .await;
    let unknown = |header: &mut Header| header.kid = Some("x".repeat(500));
    check_token(OWN, &header(unknown), "TOKEN_INVALID").await;
}

#[tokio::test]
async fn tokens_are_valid_in_their_time() {
    let now = NOW.unix_timestamp();
    for (until, note) in [
        (json!(now + 1), ""),
        (json!(now), ""),
        (json!(now - LEEWAY_S + 1), ""),
        (json!(now - LEEWAY_S), "TOKEN_EXPIRED"),
        (json!(now - LEEWAY_S - 1), "TOKEN_EXPIRED"),
        (json!(1_906_545_600.5), ""),
        (json!(0), "TOKEN_EXPIRED"),
        (json!(-1), "TOKEN_EXPIRED"),
        (json!(i64::MIN), "TOKEN_INVALID"),
        (json!(u64::MAX), "TOKEN_INVALID"),
        (json!(1e300), "TOKEN_INVALID"),
        (json!(-1e300), "TOKEN_INVALID"),
        (json!(null), "TOKEN_INVALID"),
        (json!((now + 100).to_string()), "TOKEN_INVALID"),
        (json!(true), "TOKEN_INVALID"),
        (json!([now + 100]), "TOKEN_INVALID"),
    ] {
        check_claims(json!({ "until": until }), note).await;
    }
    let mut claims = member("s_own");
    claims["until"] = json!(null);
    check_token(OWN, &EC.sign(&claims), "TOKEN_INVALID").await;
    for (begins, note) in [
        (json!(now), ""),
        (json!(now + LEEWAY_S), ""),
        (json!(now + LEEWAY_S + 1), "TOKEN_INVALID"),
        (json!("soon"), "TOKEN_INVALID"),
        (json!(1e300), "TOKEN_INVALID"),
    ] {
        check_claims(json!({ "nbf": begins }), note).await;
    }
}

#[tokio::test]
async fn claims_have_the_form_that_they_should() {
    for (claims, note) in [
        (json!({ "for": null }), "TOKEN_INVALID"),
        (json!({ "for": "elsewhere" }), "TOKEN_INVALID"),
        (json!({ "for": "Bazaar" }), "TOKEN_INVALID"),
        (json!({ "for": ["bazaar"] }), ""),
        (json!({ "for": ["bazaar", "backstage"] }), "TOKEN_INVALID"),
        (json!({ "for": [] }), "TOKEN_INVALID"),
        (json!({ "for": { "bazaar": true } }), "TOKEN_INVALID"),
        (json!({ "from": null }), "TOKEN_INVALID"),
        (json!({ "from": SANDBOX_ISSUER }), "TOKEN_INVALID"),
        (json!({ "from": [ISSUER] }), "TOKEN_INVALID"),
        (json!({ "from": format!("{ISSUER}/") }), "TOKEN_INVALID"),
        (json!({ "who": null }), "TOKEN_INVALID"),
        (json!({ "who": "" }), "TOKEN_INVALID"),
        (json!({ "who": 5 }), "TOKEN_INVALID"),
        (json!({ "shop": 5 }), "TOKEN_INVALID"),
        (json!({ "shop": ["s_own"] }), "TOKEN_INVALID"),
        (json!({ "shop": "" }), "TOKEN_INVALID"),
        (json!({ "shop": "s_gone" }), "TOKEN_INVALID"),
        (json!({ "shop": "s_sand" }), "TOKEN_INVALID"),
        (json!({ "may": 5 }), "TOKEN_INVALID"),
        (json!({ "may": ["goods:see"] }), "TOKEN_INVALID"),
        (json!({ "hats": "boss" }), "TOKEN_INVALID"),
        (json!({ "hats": ["boss", 5] }), "TOKEN_INVALID"),
        (json!({ "hats": null }), ""),
        (
            json!({ "stall_hats": { "st_1": "stall:boss", "st_2": ["x"] } }),
            "",
        ),
        (json!({ "stall_hats": { "st_1": 5 } }), "TOKEN_INVALID"),
        (json!({ "stall_hats": ["stall:boss"] }), "TOKEN_INVALID"),
        (json!({ "anything": { "else": 1 } }), ""),
    ] {
        check_claims(claims, note).await;
    }
    for claims in [json!([]), json!("who"), json!(5), json!(null)] {
        let token = EC.sign(&claims);
        assert_eq!(Bazaar::new().get(OWN, &token).await.status, 401, "{claims}");
    }
}

#[tokio::test]
async fn a_sandbox_and_the_rest_do_not_mix() {
    // The sandbox's secret with the other issuer, the other keys with the sandbox's.
    check_token(OWN, &SECRET.sign(&member("s_own")), "TOKEN_INVALID").await;
    check_token(OWN, &EC.sign(&in_sandbox(member("s_own"))), "TOKEN_INVALID").await;
    check_token(
        OWN,
        &SECRET.sign(&in_sandbox(member("s_own"))),
        "TOKEN_INVALID",
    )
    .await;
    let mut header = Header::new(Algorithm::HS512);
    header.kid = Some("secret".to_owned());
    let token = SECRET.sign_with(&header, &in_sandbox(member("s_sand")));
    check_token("/shops/s_sand/goods", &token, "TOKEN_INVALID").await;
}
