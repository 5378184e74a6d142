//! Every answer that a caller can provoke is one that the contract has: status, code, headers, body.

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Method, Request};
use oas_runtime::OperationMeta;
use penguinmails_tenant_smtp::OPERATIONS;
use penguinmails_tenant_smtp::smtp::{
    GET_TENANT_SMTP_CONFIG, GET_TENANT_SMTP_METRICS, GET_TENANT_SMTP_STATUS,
};

use crate::judge::Judge;
use crate::support::Sandbox;

/// Ways to go wrong, beside the tokens.
const TENANTS: [&str; 6] = [
    "tn_sandbox",
    "tn_sandbox_empty",
    "tn_nobody",
    "acme",
    "tn_%20%20%20",
    "tn_sandbox%2F..%2Ftn_other",
];
const QUERIES: [&str; 5] = [
    "",
    "?window=24h",
    "?window=banana",
    "?colour=red",
    "?api_key=pm_test_x",
];

/// Calls an operation with every token in every way, and has each answer judged. Gives what came.
async fn provoke(operation: &OperationMeta) -> BTreeSet<String> {
    assert_eq!(OPERATIONS.len(), 3, "each has a test below");
    let sandbox = Sandbox::open().await;
    let judge = Judge::new();
    let mut seen = BTreeSet::new();
    let tokens = sandbox
        .tokens
        .iter()
        .map(|token| token.token.reveal().clone());
    let wrong = [
        "pm_test_short",
        "pm_live_00000000000000000000000000000000",
        "a.b.c",
    ];
    let tokens: Vec<String> = tokens.chain(wrong.map(str::to_owned)).collect();
    for tenant in TENANTS {
        for query in QUERIES {
            let path = operation.path.replace("{tenantId}", tenant) + query;
            for token in &tokens {
                let answer = sandbox.get(&path, token).await;
                let (status, code) = answer.outcome();
                let complaints = judge.complaints(operation.path, &answer);
                assert_eq!(complaints, [""; 0], "{path} with {token}");
                seen.insert(format!("{status} {code}"));
            }
        }
    }
    seen
}

#[track_caller]
fn check(seen: &BTreeSet<String>, more: &[&str]) {
    let everywhere = [
        "200 ",
        "400 INVALID_FILTER",
        "400 VALIDATION_ERROR",
        "401 AUTHENTICATION_REQUIRED",
        "403 INSUFFICIENT_PERMISSIONS",
        "403 TENANT_SCOPE_MISMATCH",
        "404 RESOURCE_NOT_FOUND",
    ];
    let expected = everywhere.iter().chain(more);
    assert_eq!(*seen, expected.map(<_>::to_string).collect());
}

#[tokio::test]
async fn config_answers_nothing_that_the_contract_does_not_have() {
    check(&provoke(&GET_TENANT_SMTP_CONFIG).await, &[]);
}

#[tokio::test]
async fn metrics_answer_nothing_that_the_contract_does_not_have() {
    let limited = ["429 RATE_LIMIT_EXCEEDED"];
    check(&provoke(&GET_TENANT_SMTP_METRICS).await, &limited);
}

#[tokio::test]
async fn status_answers_nothing_that_the_contract_does_not_have() {
    check(&provoke(&GET_TENANT_SMTP_STATUS).await, &[]);
}

#[tokio::test]
async fn what_no_operation_answers_has_the_envelope_too() {
    let sandbox = Sandbox::open().await;
    let config = "/api/v1/tenants/tn_sandbox/smtp/config";
    let large = "x".repeat(1_100_000);
    for (method, path, body, expected) in [
        ("POST", "/graphql", "{}", (404, "RESOURCE_NOT_FOUND")),
        (
            "GET",
            "/api/v0/tenants/tn_sandbox/smtp/config",
            "",
            (404, "RESOURCE_NOT_FOUND"),
        ),
        (
            "GET",
            "/api/v1/tenants/tn_sandbox/smtp/config/",
            "",
            (404, "RESOURCE_NOT_FOUND"),
        ),
        ("DELETE", config, "", (405, "METHOD_NOT_ALLOWED")),
        ("PURGE", config, "", (405, "METHOD_NOT_ALLOWED")),
        ("GET", config, &large, (413, "CONTENT_TOO_LARGE")),
    ] {
        let request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).expect("a method"))
            .uri(path)
            .header(
                "authorization",
                format!("Bearer {}", sandbox.token("owner").token.reveal()),
            )
            .header("content-length", body.len())
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let answer = sandbox.ask(request).await;
        assert_eq!(answer.outcome(), expected, "{method} {path}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert!(
            answer
                .header("x-request-id")
                .is_some_and(|id| id.starts_with("req_"))
        );
        assert!(answer.header("strict-transport-security").is_some());
        assert_eq!(
            answer.body["error"]["request_id"].as_str(),
            answer.header("x-request-id")
        );
        let allow = (expected.0 == 405).then_some("GET, HEAD, OPTIONS");
        assert_eq!(answer.header("allow"), allow);
    }
}

#[tokio::test]
async fn a_limit_is_kept_told_and_over_when_it_says() {
    let sandbox = Sandbox::open().await;
    for left in (0..60).rev() {
        let answer = sandbox.call("owner", "metrics").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("x-ratelimit-limit"), Some("60"));
        assert_eq!(
            answer.header("x-ratelimit-remaining"),
            Some(&*left.to_string())
        );
    }
    // Every token of the tenant is counted together.
    let answer = sandbox.call("key-owner", "metrics").await;
    assert_eq!(answer.outcome(), (429, "RATE_LIMIT_EXCEEDED"));
    let wait = answer
        .header("retry-after")
        .and_then(|wait| wait.parse().ok());
    assert_eq!(wait, Some(60_i64));
    // Other operations have their own figures, and other tenants have theirs.
    assert_eq!(sandbox.call("owner", "status").await.status, 200);
    assert_eq!(sandbox.call("owner-watch", "metrics").await.status, 200);
    sandbox.clock.advance(time::Duration::seconds(60));
    assert_eq!(sandbox.call("key-owner", "metrics").await.status, 200);
}
