//! Whether the process lives, and whether it can serve: `/healthz` and `/readyz`.
//!
//! Both are for whoever runs the server, are part of no contract, and answer outside the API's
//! envelope: `{"status":"ok"}`, or `{"status":"unavailable","not_ready":["database"]}` with 503. They
//! name what is missing and never where it is. Read [`Readiness`].

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::{Phase, Stop, answer};

/// How long a part may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

type Ready = Pin<Box<dyn Future<Output = bool> + Send>>;

/// A part of the server, and how to ask it.
struct Part {
    name: &'static str,
    is_ready: Box<dyn Fn() -> Ready + Send + Sync>,
}

/// What has to be there before the server can serve.
pub struct Readiness {
    stop: Stop,
    parts: Vec<Part>,
}

impl fmt::Debug for Readiness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.parts.iter().map(|part| part.name);
        formatter.debug_list().entries(names).finish()
    }
}

impl Readiness {
    /// Ready until the server stops.
    #[must_use]
    pub const fn new(stop: Stop) -> Self {
        let parts = Vec::new();
        Self { stop, parts }
    }

    /// With a part that has to answer `true`, within two seconds, whenever it is asked. Its name is
    /// public: `database`.
    #[must_use]
    pub fn part<C, F>(mut self, name: &'static str, is_ready: C) -> Self
    where
        C: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = bool> + Send + 'static,
    {
        let is_ready = Box::new(move || -> Ready { Box::pin(is_ready()) });
        self.parts.push(Part { name, is_ready });
        self
    }

    /// Names of what is not there.
    async fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.stop.phase() > Phase::Running {
            missing.push("server");
        }
        for part in &self.parts {
            let is_ready = tokio::time::timeout(PATIENCE, (part.is_ready)()).await;
            if !is_ready.unwrap_or(false) {
                missing.push(part.name);
            }
        }
        missing
    }
}

/// The two paths. They have no fallback, and merge into any router.
pub fn router(readiness: Readiness) -> Router {
    let readiness = Arc::new(readiness);
    let ready = async move || {
        let missing = readiness.missing().await;
        if missing.is_empty() {
            return health(StatusCode::OK, &json!({ "status": "ok" }));
        }
        let body = json!({ "status": "unavailable", "not_ready": missing });
        health(StatusCode::SERVICE_UNAVAILABLE, &body)
    };
    let lives = async || health(StatusCode::OK, &json!({ "status": "ok" }));
    Router::new()
        .route("/healthz", get(lives).fallback(answer::read_only))
        .route("/readyz", get(ready).fallback(answer::read_only))
}

fn health(status: StatusCode, body: &serde_json::Value) -> Response {
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::{Request, StatusCode};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::{Readiness, router};
    use crate::Stop;

    async fn check(readiness: Readiness, path: &str, status: StatusCode, body: &str) {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let Ok(response) = router(readiness).oneshot(request).await;
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["cache-control"], "no-store");
        let bytes = response.into_body().collect().await.expect("a body");
        assert_eq!(bytes.to_bytes(), body);
    }

    #[tokio::test]
    async fn what_is_missing_is_named() {
        let (stopper, stop) = Stop::new();
        let readiness = || {
            Readiness::new(stop.clone())
                .part("database", async || true)
                .part("queue", async || false)
        };
        let queue = r#"{"status":"unavailable","not_ready":["queue"]}"#;
        check(
            readiness(),
            "/readyz",
            StatusCode::SERVICE_UNAVAILABLE,
            queue,
        )
        .await;
        stopper.advance();
        let both = r#"{"status":"unavailable","not_ready":["server","queue"]}"#;
        check(
            readiness(),
            "/readyz",
            StatusCode::SERVICE_UNAVAILABLE,
            both,
        )
        .await;
        let ok = r#"{"status":"ok"}"#;
        check(readiness(), "/healthz", StatusCode::OK, ok).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_part_that_does_not_answer_is_not_ready() {
        let (_stopper, stop) = Stop::new();
        let readiness = Readiness::new(stop).part("database", std::future::pending);
        let body = r#"{"status":"unavailable","not_ready":["database"]}"#;
        check(readiness, "/readyz", StatusCode::SERVICE_UNAVAILABLE, body).await;
    }

    #[tokio::test]
    async fn there_is_nothing_to_do_but_read() {
        let (_stopper, stop) = Stop::new();
        let request = Request::post("/readyz")
            .body(Body::empty())
            .expect("a request");
        let Ok(response) = router(Readiness::new(stop)).oneshot(request).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()["allow"], "GET, HEAD");
        assert!(response.headers().contains_key("x-request-id"));
    }
}
