//! Swagger UI: pages, documents and what browsers are told about them.

use axum::body::Body;
use axum::response::Response;
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use reference_server::docs;
use serde_json::Value;
use tower::ServiceExt as _;

async fn get(path: &str) -> Response {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let Ok(response) = docs::router().oneshot(request).await;
    let policy = response.headers()["content-security-policy"].to_str();
    assert!(policy.is_ok_and(|policy| policy.contains("default-src 'none'")));
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    assert_eq!(response.headers()["x-frame-options"], "DENY");
    assert_eq!(response.headers()["referrer-policy"], "no-referrer");
    response
}

async fn text(response: Response) -> String {
    let body = response.into_body().collect().await.expect("a body");
    String::from_utf8(body.to_bytes().to_vec()).expect("text")
}

#[tokio::test]
async fn the_root_leads_to_the_page() {
    for path in ["/", "/docs"] {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT);
        assert_eq!(response.headers()["location"], "/docs/");
    }
}

#[tokio::test]
async fn everything_that_the_page_asks_for_is_there() {
    let page = text(get("/docs/").await).await;
    let parts = page.split(['"']).filter(|part| {
        [".js", ".css", ".png"]
            .iter()
            .any(|end| part.ends_with(end))
    });
    let files: Vec<&str> = parts.map(|part| part.trim_start_matches("./")).collect();
    assert!(files.len() >= 6, "{files:?}");
    for file in files {
        let response = get(&format!("/docs/{file}")).await;
        assert_eq!(response.status(), StatusCode::OK, "{file}");
        let media_type = response.headers()["content-type"].to_str().expect("text");
        let expected = match file.rsplit_once('.') {
            Some((_, "js")) => "text/javascript",
            Some((_, "css")) => "text/css",
            _ => "image/png",
        };
        assert_eq!(media_type, expected, "{file}");
    }
}

#[tokio::test]
async fn the_page_offers_every_contract_with_this_server_alone() {
    let script = text(get("/docs/swagger-initializer.js").await).await;
    for setting in [
        r#""persistAuthorization": true"#,
        r#""tryItOutEnabled": true"#,
        r#""deepLinking": true"#,
        r#""filter": true"#,
        r#""displayRequestDuration": true"#,
        r#""validatorUrl": "none""#,
        r#""name": "PenguinMails Tenant SMTP API (public-tenant)""#,
    ] {
        assert!(script.contains(setting), "{setting} in {script}");
    }
    let path = "/docs/openapi/tenant-smtp/openapi-3.1.json";
    assert!(script.contains(path), "{script}");
    let response = get(path).await;
    assert_eq!(response.headers()["content-type"], "application/json");
    let document: Value = serde_json::from_str(&text(response).await).expect("JSON");
    assert_eq!(document["openapi"], "3.1.1");
    let servers = serde_json::json!([{ "url": "/", "description": "This server" }]);
    assert_eq!(document["servers"], servers);
    assert!(
        !document
            .to_string()
            .contains("https://api.penguinmails.com")
    );
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_envelope() {
    for path in [
        "/docs/nothing",
        "/docs/openapi/nothing.json",
        "/docs/../Cargo.toml",
        "/docs/%2e%2e/Cargo.toml",
        "/docs/%ff",
    ] {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        let body: Value = serde_json::from_str(&text(response).await).expect("JSON");
        assert_eq!(body["error"]["code"], "RESOURCE_NOT_FOUND");
    }
}
