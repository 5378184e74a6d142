//! What is answered when the server is mounted wrongly, or its database fails.

use std::sync::Arc;

use api_conventions::{PathTenant, Principal};
use axum::Router;
use axum::body::Body;
use http::Request;
use penguinmails_common::CONVENTIONS;
use penguinmails_tenant_smtp::smtp::router;

use crate::support::{Sandbox, answer};

const OPERATIONS: [&str; 3] = ["config", "status", "metrics"];

#[tokio::test]
async fn a_database_that_is_away_is_said_to_come_back() {
    let sandbox = Sandbox::open().await;
    sandbox.server.database().close().await;
    for operation in OPERATIONS {
        // Layers that authenticate would ask the database too.
        let answer = answer(bare(&sandbox), request(operation, true, Some("tn_sandbox"))).await;
        assert_eq!(
            answer.outcome(),
            (503, "SERVICE_UNAVAILABLE"),
            "{operation}"
        );
        assert_eq!(answer.header("retry-after"), Some("5"), "{operation}");
    }
}

#[tokio::test]
async fn values_that_the_contract_does_not_allow_are_faults_and_never_answers() {
    let sandbox = Sandbox::open().await;
    sandbox
        .sabotage("UPDATE sending_domains SET tracking_domain = 'no host name!'")
        .await;
    for operation in ["config", "metrics"] {
        let answer = sandbox.call("key-throttled", operation).await;
        assert_eq!(
            answer.outcome(),
            (500, "INTERNAL_SERVER_ERROR"),
            "{operation}"
        );
        assert!(
            !answer.body.to_string().contains("host name"),
            "{}",
            answer.body
        );
    }
    let answer = sandbox.call("key-throttled", "status").await;
    assert_eq!(answer.outcome(), (200, ""));
}

#[tokio::test]
async fn nothing_runs_where_no_layer_has_checked_the_tenant() {
    let sandbox = Sandbox::open().await;
    for operation in OPERATIONS {
        for (principal, tenant, expected) in [
            (true, Some("tn_sandbox"), (200, "")),
            (true, None, (500, "INTERNAL_SERVER_ERROR")),
            (false, Some("tn_sandbox"), (401, "AUTHENTICATION_REQUIRED")),
        ] {
            let request = request(operation, principal, tenant);
            let answer = answer(bare(&sandbox), request).await;
            assert_eq!(answer.outcome(), expected, "{operation}");
        }
    }
}

#[tokio::test]
async fn a_tenant_without_configuration_is_like_one_that_does_not_exist() {
    let sandbox = Sandbox::open().await;
    // Layers answer for tenants that a sandbox does not have; here the handlers do.
    for operation in OPERATIONS {
        let mut answers = Vec::new();
        for tenant in ["tn_sandbox_empty", "tn_nobody"] {
            let request = request(operation, true, Some(tenant));
            let mut answer = answer(bare(&sandbox), request).await;
            assert_eq!(answer.outcome(), (404, "RESOURCE_NOT_FOUND"), "{operation}");
            answer.body["error"]["request_id"].take();
            answers.push(answer.body["error"].take());
        }
        assert_eq!(answers[0], answers[1], "{operation}");
    }
}

/// The operations without any layer.
fn bare(sandbox: &Sandbox) -> Router {
    router(Arc::new(sandbox.server.clone())).into_router()
}

/// A request as layers would hand it on.
fn request(operation: &str, principal: bool, tenant: Option<&str>) -> Request<Body> {
    let path = format!("/api/v1/tenants/tn_sandbox/smtp/{operation}");
    let mut request = Request::get(path).body(Body::empty()).expect("a request");
    if principal {
        let kind = CONVENTIONS.token_kind("UserToken").expect("a kind");
        let principal = Principal::builder(kind, "usr_1").build();
        request.extensions_mut().insert(principal);
    }
    if let Some(tenant) = tenant {
        let tenant = PathTenant::assume_checked(tenant);
        request.extensions_mut().insert(tenant);
    }
    request
}
