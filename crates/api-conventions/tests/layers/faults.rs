//! Handlers that panic.

use api_conventions::{Faults, Middleware as _};
use axum::Router;
use axum::body::Body;
use axum::response::Response;
use axum::routing::get as route;
use oas_runtime::Fault;
use tower::ServiceExt as _;

use crate::support::contract::{CONVENTIONS, LIMIT};
use crate::support::tokens::{EC, member};
use crate::support::{Bazaar, get};

#[tokio::test]
async fn a_panic_is_an_answer_like_any_other() {
    for way in ["at-once", "later", "oddly"] {
        let bazaar = Bazaar::new();
        let token = EC.sign(&member("s_own"));
        let reply = bazaar.get(&format!("/breaks/{way}"), &token).await;
        assert_eq!((reply.status, reply.code()), (500, "BROKEN"), "{way}");
        assert!(!reply.body.to_string().contains("text about"));
        // With what stands on all answers of its operation.
        assert!(reply.header("deprecation").is_some());
        assert!(reply.header(LIMIT).is_some());
        // The next request finds everything in order.
        assert_eq!(bazaar.get("/breaks/nothing", &token).await.status, 204);
    }
}

/// What is noted about a panic of what stands within the layer alone.
async fn noted(app: Router) -> String {
    let app = app.layer(Faults::new(&CONVENTIONS).layer());
    let response = app
        .oneshot(get("/", None))
        .await
        .expect("routers do not fail");
    assert_eq!(response.status(), 500);
    let fault = response.extensions().get::<Fault>().expect("a fault");
    fault.0.to_string()
}

#[tokio::test]
async fn what_a_panic_said_is_noted_for_logs() {
    let at_once = Router::new().route("/", route(async || -> Response { panic!("fixed") }));
    assert_eq!(noted(at_once).await, "panicked: fixed");
    let number = 5;
    let text = Router::new().route("/", route(async move || -> Response { panic!("{number}") }));
    assert_eq!(noted(text).await, "panicked: 5");
    let odd = async || -> Response { std::panic::panic_any(vec![1]) };
    let odd = Router::new().route("/", route(odd));
    assert_eq!(noted(odd).await, "panicked: something that is no text");
    // Before there is a future.
    let early = Router::new().fallback_service(tower::service_fn(
        |_| -> std::future::Ready<Result<Response<Body>, std::convert::Infallible>> {
            panic!("early")
        },
    ));
    assert_eq!(noted(early).await, "panicked: early");
}
