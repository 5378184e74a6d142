//! A bazaar with all layers around it, and what every one of its answers has to be.

pub(crate) mod contract;
pub(crate) mod lines;
pub(crate) mod server;
pub(crate) mod stores;
pub(crate) mod tokens;

use std::sync::Arc;
use std::time::Duration;

use api_conventions::{Authenticator, ConventionLayers, KeyRing, ManualClock, SandboxSecret};
use axum::Router;
use axum::body::Body;
use http::header::{
    ALLOW, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE,
};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use contract::{
    CONVENTIONS, CORRELATION_ID, LIMIT, REFETCH_S, REMAINING, REQUEST_ID, RESET, WINDOW,
};
use server::{Server, operations};
use stores::{Counts, KeyClient, KeyServer, Ledger};
use tokens::{EC, ISSUER, NOW, RSA, SANDBOX_ISSUER, SANDBOX_SECRET};

/// When requests to the bazaar are ended.
pub(crate) const DEADLINE: Duration = Duration::from_secs(5);

/// A server with all layers, and what stands behind them.
pub(crate) struct Bazaar {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) keys: Arc<KeyServer>,
    pub(crate) counts: Counts,
    pub(crate) server: Arc<Server>,
    pub(crate) app: Router,
}

/// What a request was answered with.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Bazaar {
    /// With its own sandbox.
    pub(crate) fn new() -> Self {
        Self::with(Some(SANDBOX_SECRET), None)
    }

    /// With this secret for a sandbox, and this window for every limit.
    pub(crate) fn with(secret: Option<&[u8]>, window_s: Option<u64>) -> Self {
        lines::install();
        let clock = Arc::new(ManualClock::new(NOW));
        let ledger = Arc::new(Ledger::new());
        let keys = KeyServer::of(vec![EC.jwk(), RSA.jwk()]);
        let counts = Counts::default();
        let server = Arc::new(Server::default());
        let source = KeyClient(Arc::clone(&keys));
        let ring = KeyRing::new(source, ISSUER, REFETCH_S.unsigned_abs(), clock.clone());
        let mut authenticator =
            Authenticator::new(&CONVENTIONS, Arc::clone(&ledger), ring, clock.clone());
        if let Some(secret) = secret {
            let secret = SandboxSecret::new(SANDBOX_ISSUER, secret).expect("a long secret");
            authenticator = authenticator.sandbox(secret);
        }
        let layers = ConventionLayers {
            conventions: &CONVENTIONS,
            directory: Arc::clone(&ledger),
            authenticator: Arc::new(authenticator),
            rate_limits: counts.clone(),
            rate_limit_window_s: window_s,
            clock: clock.clone(),
            deadline: DEADLINE,
            realm: "bazaar",
        };
        let app = layers.around(operations(&server));
        Self {
            clock,
            ledger,
            keys,
            counts,
            server,
            app,
        }
    }

    /// Moves time on.
    pub(crate) fn later(&self, seconds: i64) {
        self.clock.advance(time::Duration::seconds(seconds));
    }

    /// The answer to a request, which is checked for what every answer has to be.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Reply {
        let token = request.headers().get(AUTHORIZATION).cloned();
        let response = self.app.clone().oneshot(request).await;
        let (parts, body) = response.expect("routers do not fail").into_parts();
        let collected = body.collect().await.expect("bodies are in memory");
        let bytes = collected.to_bytes();
        let token = token.as_ref().and_then(|token| token.to_str().ok());
        if let Some((_, token)) = token.and_then(|token| token.split_once(' ')) {
            check_says_nothing_of(token.trim(), &parts.headers, &bytes);
        }
        let reply = Reply {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        };
        check_answer(&reply, parts.status, bytes.is_empty());
        reply
    }

    /// The answer to a GET request with a token.
    pub(crate) async fn get(&self, uri: &str, token: &str) -> Reply {
        self.ask(get(uri, Some(token))).await
    }
}

/// No answer repeats a token, or the part of one that matters.
fn check_says_nothing_of(token: &str, headers: &HeaderMap, body: &[u8]) {
    let parts = token.split('.').filter(|part| part.len() >= 12);
    for secret in parts.chain([token]).filter(|part| part.len() >= 6) {
        for (name, value) in headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            assert!(!value.contains(secret), "{name} repeats a token: {value}");
        }
        let body = String::from_utf8_lossy(body);
        assert!(!body.contains(secret), "a body repeats a token: {body}");
    }
}

/// What every answer has to be.
fn check_answer(reply: &Reply, status: StatusCode, is_empty: bool) {
    let id = reply.header(REQUEST_ID).expect("every answer has an id");
    assert!(id.starts_with("req_"), "{id}");
    assert!(reply.header(CORRELATION_ID).is_some());
    let is_redirect = status == StatusCode::PERMANENT_REDIRECT;
    assert_eq!(
        reply.header("strict-transport-security").is_some(),
        !is_redirect
    );
    if (status.is_client_error() || status.is_server_error()) && !is_empty {
        assert_eq!(reply.header(CONTENT_TYPE), Some("application/json"));
        let trouble = &reply.body["trouble"];
        let text = |name: &str| trouble[name].as_str().unwrap_or_default();
        assert_eq!(reply.body["fine"], false, "{reply:?}");
        assert_eq!(text("call"), id);
        assert!(!text("text").is_empty());
        assert!(trouble["notes"].is_array());
        let anchor = text("word").to_lowercase().replace('_', "-");
        assert_eq!(
            text("help"),
            format!("https://bazaar.example/trouble#{anchor}")
        );
        assert!(
            reply.body["at"]
                .as_str()
                .is_some_and(|at| at.ends_with('Z'))
        );
    }
    let has = |name: &str| reply.header(name).is_some();
    if status == StatusCode::UNAUTHORIZED {
        check_challenge(reply.header(WWW_AUTHENTICATE).expect("a challenge"));
        let names = [LIMIT, REMAINING, RESET, WINDOW];
        assert!(!names.into_iter().any(has), "figures on 401");
    }
    assert_eq!(
        has(ALLOW.as_str()),
        matches!(status.as_u16(), 204 | 405) && has("allow")
    );
    if matches!(status.as_u16(), 429 | 503) {
        let seconds = reply.number(RETRY_AFTER.as_str());
        assert!(seconds >= 1, "{reply:?}");
    }
    if has(LIMIT) {
        assert!(reply.number(REMAINING) <= reply.number(LIMIT));
        assert!(reply.number(RESET) > 0 && reply.number(WINDOW) > 0);
    }
}

/// A challenge by RFC 9110 and RFC 6750, which fits its header.
fn check_challenge(challenge: &str) {
    assert!(challenge.starts_with("Bearer"), "{challenge}");
    assert!(challenge.len() <= 255, "{challenge}");
    let mut rest = challenge["Bearer".len()..].trim_start();
    while !rest.is_empty() {
        let (name, value) = rest.split_once("=\"").expect("name and value");
        assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
            "{challenge}"
        );
        let (value, behind) = value.split_once('"').expect("an end of the value");
        // RFC 6750 §3: neither quotation marks nor backslashes.
        assert!(
            value
                .bytes()
                .all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\')
        );
        rest = behind.strip_prefix(", ").unwrap_or(behind);
        assert!(rest.is_empty() || behind.starts_with(", "), "{challenge}");
    }
}

impl Reply {
    pub(crate) fn header(&self, name: impl http::header::AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A header that is a number.
    pub(crate) fn number(&self, name: &str) -> u64 {
        let text = self.header(name);
        let number = text.and_then(|text| text.parse().ok());
        number.unwrap_or_else(|| panic!("`{name}` is a number, not {text:?}: {self:?}"))
    }

    /// The error code, or nothing.
    pub(crate) fn code(&self) -> &str {
        self.body["trouble"]["word"].as_str().unwrap_or_default()
    }

    /// The code of the first entry of the details, or nothing.
    pub(crate) fn note(&self) -> &str {
        let note = &self.body["trouble"]["notes"][0];
        note["code"].as_str().unwrap_or_default()
    }

    /// The answer without what differs between any two: ids and times.
    pub(crate) fn without_ids(&self) -> (u16, Vec<(String, String)>, Value) {
        // How long a body is depends on its time.
        let names = [REQUEST_ID, CORRELATION_ID, CONTENT_LENGTH.as_str()];
        let headers = self
            .headers
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()));
        let headers = headers.map(|(name, value)| (name.to_string(), format!("{value:?}")));
        let mut body = self.body.clone();
        if let Some(body) = body.as_object_mut() {
            body.insert("at".to_owned(), json!(null));
            body["trouble"]["call"] = json!(null);
        }
        (self.status, headers.collect(), body)
    }
}

/// A GET request.
pub(crate) fn get(uri: &str, token: Option<&str>) -> Request<Body> {
    request("GET", uri, token, Body::empty())
}

/// A POST request with a body of JSON.
pub(crate) fn post(uri: &str, token: &str, body: &str) -> Request<Body> {
    let mut request = request("POST", uri, Some(token), Body::from(body.to_owned()));
    let json = "application/json".parse().expect("a header value");
    request.headers_mut().insert(CONTENT_TYPE, json);
    request
}

pub(crate) fn request(method: &str, uri: &str, token: Option<&str>, body: Body) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(uri);
    if let Some(token) = token {
        request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    }
    request.body(body).expect("a well-formed request")
}
