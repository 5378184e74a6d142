//! Swagger UI at `/docs/`, with every contract that is generated: [`router`].
//!
//! The files are compiled in; nothing is fetched from elsewhere, by the server or by the browser. The
//! contracts name this server alone, so that what is tried here stays here. Documentation for readers
//! is elsewhere: it is an output of `generate`.

mod headers;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use oas_runtime::{Rejection, RejectionKind};
use utoipa_swagger_ui::{Config, Url};

use crate::answer;

/// A contract for one audience, as JSON of OpenAPI 3.1.
#[derive(Clone, Copy, Debug)]
struct Bundle {
    /// Its title, and whom it is for.
    label: &'static str,
    /// The path of its URL.
    path: &'static str,
    /// The document, with this server as the only one.
    text: &'static str,
}

// `BUNDLES`: one for each file below `generated/openapi`, written by the build script.
include!(concat!(env!("OUT_DIR"), "/bundles.rs"));

/// The pages below `/docs/`, and `/`, which leads there. It has no fallback, and merges into any
/// router.
pub fn router() -> Router {
    let config = Arc::new(config());
    let page = async move |request: Request| file(&request, &config);
    let to_docs = || get(async || Redirect::temporary("/docs/")).fallback(answer::read_only);
    Router::new()
        .route("/docs/", get(page.clone()).fallback(answer::read_only))
        .route("/docs/{*file}", get(page).fallback(answer::read_only))
        .route("/docs", to_docs())
        .route("/", to_docs())
        .layer(axum::middleware::map_response(headers::strict))
}

fn config() -> Config<'static> {
    let urls = BUNDLES
        .iter()
        .map(|bundle| Url::new(bundle.label, bundle.path));
    Config::new(urls)
        .deep_linking(true)
        .display_request_duration(true)
        .filter(true)
        .persist_authorization(true)
        .try_it_out_enabled(true)
        // It would send the document to somebody else's server to have it judged.
        .validator_url("none")
}

fn file(request: &Request, config: &Arc<Config<'static>>) -> Response {
    let refused = |kind| answer::refused(request.extensions(), &Rejection::new(kind));
    let path = request.uri().path();
    if let Some(bundle) = BUNDLES.iter().find(|bundle| bundle.path == path) {
        let media_type = HeaderValue::from_static("application/json");
        return ([(CONTENT_TYPE, media_type)], bundle.text).into_response();
    }
    let name = path.strip_prefix("/docs/").unwrap_or_default();
    match utoipa_swagger_ui::serve(name, Arc::clone(config)) {
        Ok(Some(file)) => {
            let media_type = HeaderValue::try_from(file.content_type);
            let fallback = HeaderValue::from_static("application/octet-stream");
            let headers = [(CONTENT_TYPE, media_type.unwrap_or(fallback))];
            (headers, file.bytes.into_owned()).into_response()
        }
        Ok(None) => refused(RejectionKind::RouteNotFound),
        Err(error) => {
            tracing::error!(%error, name, "a file of Swagger UI cannot be served");
            refused(RejectionKind::Internal)
        }
    }
}
