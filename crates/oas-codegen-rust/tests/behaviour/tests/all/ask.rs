//! Requests and answers in short, and the context that all servers here have.

use std::marker::PhantomData;

use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use oas_runtime::{OperationRouter, Rejection, RequestContext, RequestFacts};
use serde_json::{Value, json};
use tower::ServiceExt;

/// A context without a unit of work.
pub struct Context<S>(PhantomData<fn() -> S>);

impl<S: Send + Sync + 'static> RequestContext for Context<S> {
    type Server = S;
    type Principal = ();

    async fn begin(_: &S, _: RequestFacts<()>) -> Result<Self, Rejection> {
        Ok(Self(PhantomData))
    }

    async fn commit(self) -> Result<(), Rejection> {
        Ok(())
    }

    async fn roll_back(self) {}
}

/// What comes back.
pub struct Answered {
    pub status: u16,
    headers: http::HeaderMap,
    bytes: Vec<u8>,
}

impl Answered {
    /// A header; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        let header = self.headers.get(name);
        header.map_or("", |value| value.to_str().expect("headers are text"))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("the body is text")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// What is wrong: place, part and keyword of each violation.
    pub fn violations(&self) -> Value {
        let json = self.json();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        let violation = |error: &Value| json!([error["field"], error["in"], error["code"]]);
        errors.iter().map(violation).collect()
    }
}

/// Asks the operations of a router; a body without a media type is JSON.
pub async fn ask(
    router: OperationRouter,
    line: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answered {
    let (method, uri) = line.split_once(' ').expect("a method and a target");
    let mut request = Request::builder().method(method).uri(uri).extension(());
    if !body.is_empty() && headers.iter().all(|(name, _)| *name != "content-type") {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_owned()));
    let response = router
        .into_router()
        .oneshot(request.expect("the request is well-formed"))
        .await
        .expect("routers do not fail");
    let (parts, body) = response.into_parts();
    assert_ne!(parts.status, StatusCode::INTERNAL_SERVER_ERROR, "{line}");
    let bytes = body.collect().await.expect("bodies are in memory");
    Answered {
        status: parts.status.as_u16(),
        headers: parts.headers,
        bytes: bytes.to_bytes().to_vec(),
    }
}
