//! Each example of the contract is an answer that a handler can give, byte for byte the same JSON,
//! with the headers that the contract fixes; and what is wrong with a request is told in the words
//! of the contract.

use std::sync::Arc;

use axum::body::Body;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use oas_runtime::{Rejection, RequestContext, RequestFacts};
use penguinmails_common::ErrorDetail;
use penguinmails_tenant_smtp::smtp::{
    GetTenantSmtpConfigError, GetTenantSmtpConfigRequest, GetTenantSmtpConfigResult,
    GetTenantSmtpMetricsError, GetTenantSmtpMetricsRequest, GetTenantSmtpMetricsResult,
    GetTenantSmtpStatusRequest, GetTenantSmtpStatusResult, SmtpApi, router,
};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::bundle::bundle;

/// Answers with an example, or with an error where there is none.
struct Server {
    example: Value,
}

#[derive(Clone)]
struct Principal;

struct Context;

impl RequestContext for Context {
    type Server = Server;
    type Principal = Principal;

    async fn begin(_: &Server, _: RequestFacts<Principal>) -> Result<Self, Rejection> {
        Ok(Self)
    }

    async fn commit(self) -> Result<(), Rejection> {
        Ok(())
    }

    async fn roll_back(self) {}
}

impl SmtpApi for Server {
    type Context = Context;

    async fn get_tenant_smtp_config(
        &self,
        _: &mut Context,
        request: GetTenantSmtpConfigRequest,
    ) -> GetTenantSmtpConfigResult {
        if request.tenant_id.as_str() == "tn_nobody" {
            return Err(GetTenantSmtpConfigError::ResourceNotFound(vec![]));
        }
        Ok(serde_json::from_value(self.example.clone())?)
    }

    async fn get_tenant_smtp_metrics(
        &self,
        _: &mut Context,
        request: GetTenantSmtpMetricsRequest,
    ) -> GetTenantSmtpMetricsResult {
        if self.example.is_null() {
            // The window has a default, so that handlers always have one.
            return Err(GetTenantSmtpMetricsError::ServiceUnavailable {
                retry_after: 7,
                details: vec![detail(request.window.as_str())],
            });
        }
        Ok(serde_json::from_value(self.example.clone())?)
    }

    async fn get_tenant_smtp_status(
        &self,
        _: &mut Context,
        _: GetTenantSmtpStatusRequest,
    ) -> GetTenantSmtpStatusResult {
        Ok(serde_json::from_value(self.example.clone())?)
    }
}

fn detail(message: &str) -> ErrorDetail {
    ErrorDetail {
        field: "window".to_owned(),
        r#in: penguinmails_common::ErrorDetailIn::Query,
        code: "ENUM".to_owned(),
        message: message.to_owned(),
    }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Status, code, and field, part and code of each detail.
    fn error(&self) -> (u16, &Value, Vec<String>) {
        let details = self.body["error"]["details"].as_array();
        let details = details.into_iter().flatten().map(|detail| {
            let text = |name: &str| detail[name].as_str().unwrap_or_default();
            format!("{} {} {}", text("in"), text("field"), text("code"))
        });
        (
            self.status.as_u16(),
            &self.body["error"]["code"],
            details.collect(),
        )
    }
}

async fn ask(example: &Value, request: Request<Body>) -> Answer {
    let server = Server {
        example: example.clone(),
    };
    let app = router(Arc::new(server)).into_router();
    let response = app.oneshot(request).await.expect("routers do not fail");
    let (parts, body) = response.into_parts();
    let bytes = body
        .collect()
        .await
        .expect("bodies are in memory")
        .to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
    }
}

fn get(path: &str) -> Request<Body> {
    Request::get(path)
        .extension(Principal)
        .body(Body::empty())
        .expect("a well-formed request")
}

#[tokio::test]
async fn every_example_of_a_success_can_be_answered() {
    let bundle = bundle("tenant-smtp");
    let mut answered = 0;
    for (path, path_item) in bundle["paths"].as_object().expect("paths") {
        let success = &path_item["get"]["responses"]["200"];
        let examples = &success["content"]["application/json"]["examples"];
        for (name, example) in examples.as_object().expect("examples") {
            let request = get(&path.replace("{tenantId}", "tn_123"));
            let answer = ask(&example["value"], request).await;
            assert_eq!(
                answer.status,
                StatusCode::OK,
                "{path} {name}: {}",
                answer.body
            );
            assert_eq!(answer.body, example["value"], "{path} {name}");
            let cache = &success["headers"]["Cache-Control"];
            let cache = resolved(&bundle, cache)["schema"]["const"].clone();
            assert_eq!(answer.header("cache-control").map(Value::from), Some(cache));
            answered += 1;
        }
    }
    assert!(answered >= 8, "only {answered} examples were found");
}

/// What a header of the bundle is, behind its reference.
fn resolved<'b>(bundle: &'b Value, value: &'b Value) -> &'b Value {
    match value["$ref"].as_str() {
        Some(reference) => bundle
            .pointer(reference.trim_start_matches('#'))
            .expect("bundles have no dangling references"),
        None => value,
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_in_the_words_of_the_contract() {
    let nothing = json!(null);
    for (path, expected) in [
        (
            "/api/v1/tenants/tn_nobody/smtp/config",
            (404, json!("RESOURCE_NOT_FOUND"), vec![]),
        ),
        (
            "/api/v1/tenants/nobody/smtp/config",
            (
                400,
                json!("VALIDATION_ERROR"),
                vec!["path tenantId PATTERN"],
            ),
        ),
        (
            "/api/v1/tenants/tn_123/smtp/config?colour=red",
            (
                400,
                json!("INVALID_FILTER"),
                vec!["query colour UNKNOWN_PARAMETER"],
            ),
        ),
        (
            "/api/v1/tenants/tn_123/smtp/metrics?window=banana",
            (400, json!("INVALID_FILTER"), vec!["query window ENUM"]),
        ),
        (
            "/api/v1/tenants/tn_123/smtp/nothing",
            (404, json!("RESOURCE_NOT_FOUND"), vec![]),
        ),
        (
            "/api/v1/tenants/tn_123/smtp/metrics",
            (503, json!("SERVICE_UNAVAILABLE"), vec!["query window ENUM"]),
        ),
        // The handler reads null as an answer, which is an unexpected fault.
        (
            "/api/v1/tenants/tn_123/smtp/status",
            (500, json!("INTERNAL_SERVER_ERROR"), vec![]),
        ),
    ] {
        let answer = ask(&nothing, get(path)).await;
        let (status, code, details) = answer.error();
        let (wanted_status, wanted_code, wanted_details) = expected;
        assert_eq!((status, code), (wanted_status, &wanted_code), "{path}");
        assert_eq!(details, wanted_details, "{path}");
        let url = answer.body["error"]["documentation_url"].as_str();
        assert!(
            url.is_some_and(|url| url.contains("/api/errors#")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn parameters_have_their_defaults_and_errors_their_headers() {
    let answer = ask(&json!(null), get("/api/v1/tenants/tn_123/smtp/metrics")).await;
    assert_eq!(answer.header("retry-after"), Some("7"));
    assert_eq!(answer.body["error"]["details"][0]["message"], "7d");
}

#[tokio::test]
async fn nobody_is_let_in_without_a_principal() {
    let mut request = get("/api/v1/tenants/tn_123/smtp/config");
    request.extensions_mut().remove::<Principal>();
    let answer = ask(&json!(null), request).await;
    assert_eq!(
        answer.error(),
        (401, &json!("AUTHENTICATION_REQUIRED"), vec![])
    );
}

#[tokio::test]
async fn other_methods_are_told_which_there_are() {
    let path = "/api/v1/tenants/tn_123/smtp/config";
    let request = Request::delete(path)
        .extension(Principal)
        .body(Body::empty());
    let answer = ask(&json!(null), request.expect("a well-formed request")).await;
    assert_eq!(answer.error(), (405, &json!("METHOD_NOT_ALLOWED"), vec![]));
    assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"));
}
