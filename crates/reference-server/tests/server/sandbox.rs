//! The sandbox keeps what it promises: every token is good for what it says, data are the same each
//! time, and figures never grow old.

use api_conventions::Clock as _;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD;
use oas_runtime::Secret;
use penguinmails_common::CONVENTIONS;
use reference_server::sandbox::{print, refresh, seed};
use reference_server::storage::{Database, DatabaseUrl};
use time::Duration;

use crate::support::{NOW, Sandbox};

#[tokio::test]
async fn every_token_does_what_its_purpose_says() {
    let sandbox = Sandbox::open().await;
    for token in &sandbox.tokens {
        let purpose = token.purpose;
        let announced = purpose.split(": ").last().unwrap_or_default();
        let expected: u16 = announced
            .split_whitespace()
            .next()
            .and_then(|word| word.parse().ok())
            .filter(|status| *status >= 400)
            .unwrap_or(200);
        for operation in ["config", "status", "metrics"] {
            let answer = sandbox.call(token.name, operation).await;
            assert_eq!(
                answer.status, expected,
                "{} {operation}: {purpose}",
                token.name
            );
        }
    }
}

#[tokio::test]
async fn each_kind_and_each_role_has_a_token() {
    let sandbox = Sandbox::open().await;
    for kind in CONVENTIONS.token_kinds {
        assert!(sandbox.tokens.iter().any(|token| token.kind == kind.name));
    }
    for role in CONVENTIONS.roles {
        let has = sandbox.tokens.iter().any(|token| {
            let claims = token.token.reveal().split('.').nth(1).unwrap_or_default();
            let claims = URL_SAFE_NO_PAD.decode(claims).unwrap_or_default();
            String::from_utf8_lossy(&claims).contains(&format!("\"{}\"", role.name))
        });
        assert!(has, "{}", role.name);
    }
}

#[tokio::test]
async fn tokens_expire_when_they_say() {
    let sandbox = Sandbox::open().await;
    let expires_at = sandbox.token("owner").expires_at.expect("a time");
    assert_eq!(expires_at, NOW + Duration::DAY);
    sandbox.clock.advance(Duration::DAY - Duration::SECOND);
    assert_eq!(sandbox.call("owner", "config").await.status, 200);
    // Clocks may be a minute apart.
    sandbox.clock.advance(Duration::SECOND + Duration::MINUTE);
    assert_eq!(sandbox.call("owner", "config").await.status, 401);
    assert_eq!(sandbox.call("key-owner", "config").await.status, 200);
}

/// Everything that the sandbox has put into the database.
async fn content(sandbox: &Sandbox) -> Vec<String> {
    let mut content = Vec::new();
    for text in [
        "SELECT json_array(tenant_id, name, plan, requests, sandbox, suspended, \
         audits_own_calls) FROM tenants ORDER BY 1",
        "SELECT json_array(tenant_id, user_id, roles) FROM users ORDER BY 1",
        "SELECT json_array(key_id, tenant_id, creator_id, hex(digest), scopes, expires_at, \
         revoked_at) FROM api_keys ORDER BY 1",
        "SELECT json_array(tenant_id, sending_enabled, default_from_name, default_from_email, \
         max_per_minute, max_per_hour, reputation, throttled, enforcement_notes) \
         FROM smtp_configurations ORDER BY 1",
        "SELECT json_array(tenant_id, domain, dkim_status, spf_status, dmarc_status, \
         tracking_domain) FROM sending_domains ORDER BY 1",
        "SELECT json_array(tenant_id, day, sent, delivered, bounced, complaints, opens, clicks, \
         aggregated_at) FROM delivery_days ORDER BY 1",
        "SELECT json_array(tenant_id, sent, bounced, complaints, taken_at) \
         FROM recent_health ORDER BY 1",
    ] {
        let rows = sandbox.rows(text).await;
        assert!(!rows.is_empty(), "{text}");
        content.extend(rows);
    }
    content
}

#[tokio::test]
async fn seeding_again_changes_nothing_and_undoes_changes() {
    let sandbox = Sandbox::open().await;
    let before = content(&sandbox).await;
    let database = sandbox.server.database();
    seed(database, &CONVENTIONS, NOW).await.expect("seeds");
    assert_eq!(content(&sandbox).await, before);

    sandbox.sabotage("UPDATE tenants SET plan = 'free'").await;
    sandbox.sabotage("DELETE FROM sending_domains").await;
    seed(database, &CONVENTIONS, NOW).await.expect("seeds");
    assert_eq!(content(&sandbox).await, before);
    let keys = "SELECT key_id FROM api_keys WHERE digest = CAST('pm_test_' AS BLOB)";
    assert_eq!(sandbox.rows(keys).await, [""; 0]);
}

#[tokio::test]
async fn figures_follow_the_clock() {
    let sandbox = Sandbox::open().await;
    let database = sandbox.server.database();
    sandbox.clock.advance(Duration::days(100));
    refresh(database, sandbox.clock.now())
        .await
        .expect("refreshes");
    let metrics = sandbox.call("key-owner", "metrics").await;
    assert_eq!(metrics.body["meta"]["as_of"], "2027-03-03T02:00:00Z");
    assert!(metrics.body["data"]["sent"].as_i64() > Some(0));
    let status = sandbox.call("key-owner", "status").await;
    assert_eq!(status.body["data"]["as_of"], "2027-03-03T10:00:00Z");
    let days = "SELECT CAST(count(*) AS TEXT) FROM delivery_days WHERE tenant_id = 'tn_sandbox'";
    assert_eq!(sandbox.rows(days).await, ["30"]);
}

#[tokio::test]
async fn a_live_tenant_of_the_same_name_is_not_touched() {
    let sandbox = Sandbox::open().await;
    sandbox
        .sabotage("UPDATE tenants SET sandbox = 0 WHERE tenant_id = 'tn_sandbox'")
        .await;
    let before = content(&sandbox).await;
    let seeded = seed(sandbox.server.database(), &CONVENTIONS, NOW).await;
    let error = seeded.expect_err("a live tenant with a sandbox's id");
    assert!(!error.is_unavailable(), "{error}");
    assert_eq!(content(&sandbox).await, before);
    // Nor do the sandbox's tokens reach it.
    for token in ["owner", "key-owner"] {
        assert_eq!(sandbox.call(token, "config").await.status, 401, "{token}");
    }
    let answer = sandbox.call("support", "config").await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn a_database_in_memory_is_enough() {
    let database = Database::open(&DatabaseUrl::Memory).await.expect("opens");
    seed(&database, &CONVENTIONS, NOW).await.expect("seeds");
    seed(&database, &CONVENTIONS, NOW)
        .await
        .expect("seeds again");
    database.ping().await.expect("answers");
}

#[tokio::test]
async fn tokens_are_printed_to_be_pasted() {
    let mut tokens = Sandbox::open().await.tokens;
    let printed = format!("{tokens:?}");
    for token in &mut tokens {
        assert!(!printed.contains(token.token.reveal()), "{}", token.name);
        token.token = Secret::new(format!("TOKEN_OF_{}", token.name));
    }
    insta::assert_snapshot!(print(&tokens, "http://127.0.0.1:8080/"));
}
