//! A sandbox to call, with a clock that stands still.

use std::sync::Arc;
use std::time::Duration;

use api_conventions::{Clock, ManualClock, StaticKeys};
use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Request};
use http_body_util::BodyExt as _;
use penguinmails_common::CONVENTIONS;
use reference_server::App;
use reference_server::sandbox::{SandboxToken, seed, tokens};
use reference_server::server::Server;
use reference_server::storage::{Database, DatabaseUrl};
use serde_json::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Row as _};
use tempfile::TempDir;
use time::OffsetDateTime;
use time::macros::datetime;
use tower::ServiceExt as _;

/// A Monday morning.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-23 10:30 UTC);

/// A server over a database of its own, with every layer, and tokens to call it.
pub(crate) struct Sandbox {
    pub(crate) server: Server,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) tokens: Vec<SandboxToken>,
    app: Router,
    directory: TempDir,
}

impl Sandbox {
    pub(crate) async fn open() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let url = DatabaseUrl::File(directory.path().join("sandbox.db"));
        let database = Database::open(&url).await.expect("opens");
        let clock = Arc::new(ManualClock::new(NOW));
        seed(&database, &CONVENTIONS, NOW).await.expect("seeds");
        let secret = database.sandbox_secret().await.expect("a secret");
        let tokens = tokens(&CONVENTIONS, &secret, NOW).expect("tokens");
        let as_clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let server = Server::new(database.clone(), Arc::clone(&as_clock), &CONVENTIONS);
        let app = App {
            database,
            clock: as_clock,
            keys: StaticKeys::default(),
            issuer: "https://issuer.example.com".to_owned(),
            deadline: Duration::from_secs(30),
            rate_limit_window_s: None,
        };
        Self {
            app: app.api().await.expect("put together"),
            server,
            clock,
            tokens,
            directory,
        }
    }

    /// The token with this name.
    pub(crate) fn token(&self, name: &str) -> &SandboxToken {
        let mut tokens = self.tokens.iter();
        tokens.find(|token| token.name == name).expect(name)
    }

    /// Calls an operation about the tenant of a token: `config`, `status`, `metrics?window=7d`.
    pub(crate) async fn call(&self, token: &str, operation: &str) -> Answer {
        let tenant = self.token(token).tenant.unwrap_or("tn_sandbox");
        self.call_about(token, tenant, operation).await
    }

    /// Calls an operation about any tenant.
    pub(crate) async fn call_about(&self, token: &str, tenant: &str, operation: &str) -> Answer {
        let token = self.token(token).token.reveal();
        let path = format!("/api/v1/tenants/{tenant}/smtp/{operation}");
        self.get(&path, token).await
    }

    /// Gets a path with any token.
    pub(crate) async fn get(&self, path: &str, token: &str) -> Answer {
        let request = Request::get(path)
            .header("authorization", format!("Bearer {token}"))
            .header("x-correlation-id", "corr_1")
            .header("user-agent", "tests")
            .body(Body::empty())
            .expect("a well-formed request");
        self.ask(request).await
    }

    /// Sends any request.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        answer(self.app.clone(), request).await
    }

    /// A connection to the database that goes around the server.
    pub(crate) async fn connection(&self) -> SqliteConnection {
        let path = self.directory.path().join("sandbox.db");
        let options = SqliteConnectOptions::new().filename(path);
        options.connect().await.expect("connects")
    }

    /// Does something to the database behind the server's back.
    pub(crate) async fn sabotage(&self, text: &'static str) {
        let mut connection = self.connection().await;
        let done = sqlx::raw_sql(text).execute(&mut connection).await;
        done.expect(text);
    }

    /// Rows of a query, each as the JSON text that the query makes of it.
    pub(crate) async fn rows(&self, text: &'static str) -> Vec<String> {
        let mut connection = self.connection().await;
        let rows = sqlx::query(text).fetch_all(&mut connection).await;
        rows.expect(text).iter().map(|row| row.get(0)).collect()
    }
}

/// An answer that was read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    /// Status and error code; no code for a success.
    pub(crate) fn outcome(&self) -> (u16, &str) {
        let code = self.body["error"]["code"].as_str();
        (self.status, code.unwrap_or_default())
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// What an application answers.
pub(crate) async fn answer(app: Router, request: Request<Body>) -> Answer {
    let response = app.oneshot(request).await.expect("routers do not fail");
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("bodies are in memory");
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: serde_json::from_slice(&body.to_bytes()).unwrap_or(Value::Null),
    }
}
