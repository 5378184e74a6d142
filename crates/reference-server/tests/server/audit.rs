//! Which calls go on record, with what, and what becomes of those that cannot.

use std::sync::Arc;

use api_conventions::{PathTenant, Principal};
use http::Request;
use oas_runtime::{OperationMeta, RequestContext as _, RequestFacts, RequestId};
use penguinmails_common::CONVENTIONS;
use penguinmails_tenant_smtp::OPERATIONS;
use reference_server::Context;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::Sandbox;

const RECORDS: &str = "SELECT json_object('tenant', tenant_id, 'actor', actor, \
                       'kind', actor_kind, 'key', key_id, 'action', action, 'target', target, \
                       'before', before, 'after', after, 'at', occurred_at, 'ip', ip, \
                       'agent', user_agent, 'request', request_id, 'correlation', correlation_id, \
                       'id', audit_id) FROM audit_log ORDER BY action, actor, key_id";

/// Refuses every record.
const FULL: &str = "CREATE TRIGGER full BEFORE INSERT ON audit_log \
                    BEGIN SELECT RAISE(ABORT, 'the log is full'); END";

async fn records(sandbox: &Sandbox) -> Vec<Value> {
    let rows = sandbox.rows(RECORDS).await;
    let rows = rows.iter().map(|row| serde_json::from_str(row));
    rows.collect::<Result<_, _>>().expect("records")
}

#[tokio::test]
async fn a_record_tells_who_did_what() {
    let sandbox = Sandbox::open().await;
    let answer = sandbox.call("support", "status").await;
    assert_eq!(answer.outcome(), (200, ""));
    let mut records = records(&sandbox).await;
    assert_eq!(records.len(), 1);
    let id = records[0]["id"].take();
    let id = id.as_str().expect("an id");
    assert!(id.starts_with("aud_") && id.len() == 36, "{id}");
    assert_eq!(
        records[0],
        json!({
            "tenant": "tn_sandbox",
            "actor": "usr_sandbox_support",
            "kind": "InternalToken",
            "key": null,
            "action": "getTenantSmtpStatus",
            "target": "/api/v1/tenants/tn_sandbox/smtp/status",
            "before": null,
            "after": null,
            "at": 1_795_429_800_000_000_i64,
            "ip": null,
            "agent": "tests",
            "request": answer.header("x-request-id"),
            "correlation": "corr_1",
            "id": null,
        })
    );
}

#[tokio::test]
async fn operations_say_whose_calls_go_on_record() {
    let sandbox = Sandbox::open().await;
    for token in [
        "owner",
        "key-owner",
        "owner-audited",
        "key-audited",
        "support",
    ] {
        for operation in ["config", "status", "metrics"] {
            assert_eq!(sandbox.call(token, operation).await.status, 200, "{token}");
        }
    }
    let records = records(&sandbox).await;
    let records: Vec<String> = records
        .iter()
        .map(|record| {
            let text = |name: &str| record[name].as_str().unwrap_or("-").to_owned();
            format!("{} {} {}", text("action"), text("actor"), text("key"))
        })
        .collect();
    // Of its own users, the tenant's policy is about `config` alone.
    assert_eq!(
        records,
        [
            "getTenantSmtpConfig usr_sandbox_audited_owner -",
            "getTenantSmtpConfig usr_sandbox_audited_owner key_sandbox_audited",
            "getTenantSmtpConfig usr_sandbox_support -",
            "getTenantSmtpMetrics usr_sandbox_support -",
            "getTenantSmtpStatus usr_sandbox_support -",
        ]
    );
}

#[tokio::test]
async fn what_cannot_go_on_record_is_not_answered() {
    let sandbox = Sandbox::open().await;
    sandbox.sabotage(FULL).await;
    let answer = sandbox.call("support", "config").await;
    assert_eq!(answer.outcome(), (503, "SERVICE_UNAVAILABLE"));
    assert_eq!(answer.header("retry-after"), Some("5"));
    assert_eq!(answer.body["data"], Value::Null);
    assert!(!answer.body.to_string().contains("full"), "{}", answer.body);
    // Calls that need no record go on.
    assert_eq!(sandbox.call("owner", "config").await.status, 200);
    assert_eq!(records(&sandbox).await, [Value::Null; 0]);
}

#[tokio::test]
async fn reads_that_fail_go_on_record_too() {
    let sandbox = Sandbox::open().await;
    let answer = sandbox
        .call_about("support", "tn_sandbox_empty", "config")
        .await;
    assert_eq!(answer.status, 404);
    let records = records(&sandbox).await;
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["tenant"], "tn_sandbox_empty");
    assert_eq!(records[0]["action"], "getTenantSmtpConfig");
    assert_eq!(
        records[0]["request"].as_str(),
        answer.header("x-request-id")
    );
}

#[tokio::test]
async fn a_read_that_fails_answers_the_same_when_it_cannot_go_on_record() {
    let sandbox = Sandbox::open().await;
    sandbox.sabotage(FULL).await;
    let answer = sandbox
        .call_about("support", "tn_sandbox_empty", "config")
        .await;
    assert_eq!(answer.outcome(), (404, "RESOURCE_NOT_FOUND"));
    assert_eq!(records(&sandbox).await, [Value::Null; 0]);
}

/// An operation that writes, as the context sees it.
static WRITE: OperationMeta = OperationMeta {
    method: "PUT",
    ..*OPERATIONS[0]
};

#[tokio::test]
async fn writes_that_fail_leave_no_record() {
    let sandbox = Sandbox::open().await;
    for (operation, expected) in [(&WRITE, 0), (OPERATIONS[0], 1)] {
        let kind = CONVENTIONS.token_kind("InternalToken").expect("a kind");
        let (mut parts, ()) = Request::new(()).into_parts();
        let tenant = PathTenant::assume_checked("tn_sandbox");
        parts.extensions.insert(tenant);
        let facts = RequestFacts {
            operation,
            principal: Some(Principal::builder(kind, "usr_1").build()),
            request_id: RequestId::generate(),
            correlation_id: None,
            parts,
        };
        let context = Context::begin(&sandbox.server, facts).await;
        context.expect("begins").roll_back().await;
        assert_eq!(records(&sandbox).await.len(), expected);
    }
}

#[tokio::test]
async fn many_recorded_calls_at_once_all_succeed() {
    let sandbox = Arc::new(Sandbox::open().await);
    let mut calls = JoinSet::new();
    for _ in 0..32 {
        let sandbox = Arc::clone(&sandbox);
        calls.spawn(async move { sandbox.call("support", "config").await });
    }
    for answer in calls.join_all().await {
        assert_eq!(answer.outcome(), (200, ""));
    }
    assert_eq!(records(&sandbox).await.len(), 32);
}
