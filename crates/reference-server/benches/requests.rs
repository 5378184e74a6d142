//! What a request costs beside its queries: `GET .../smtp/config` by a handler written by hand, by the
//! generated router, and by the same router within the layers of the conventions, on one thread and
//! without a socket. All ask the same database the same questions.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use api_conventions::{PathTenant, Principal, StaticKeys, SystemClock};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use criterion::{Criterion, criterion_group, criterion_main};
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use penguinmails_common::CONVENTIONS;
use penguinmails_tenant_smtp::smtp;
use reference_server::sandbox::{seed, tokens};
use reference_server::storage::{Database, DatabaseUrl};
use reference_server::{App, Server};
use serde_json::{Value, json};
use sqlx::FromRow;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use time::OffsetDateTime;
use tower::ServiceExt as _;

const PATH: &str = "/api/v1/tenants/tn_sandbox/smtp/config";

#[derive(FromRow)]
struct Configuration {
    default_from_name: Option<String>,
    default_from_email: Option<String>,
    max_per_minute: i64,
    max_per_hour: i64,
}

#[derive(FromRow)]
struct SendingDomain {
    domain: String,
    dkim_status: String,
    spf_status: String,
    dmarc_status: String,
    tracking_domain: Option<String>,
}

/// As somebody would write it who knows no conventions: no token, no checks, no headers.
async fn by_hand(State(pool): State<SqlitePool>, Path(tenant): Path<String>) -> Response {
    match answer(&pool, &tenant).await {
        Ok(Some(config)) => Json(config).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn answer(pool: &SqlitePool, tenant: &str) -> Result<Option<Value>, sqlx::Error> {
    // Two questions, one state of the database.
    let mut transaction = pool.begin().await?;
    let configuration: Option<Configuration> = sqlx::query_as(
        "SELECT default_from_name, default_from_email, max_per_minute, max_per_hour \
         FROM smtp_configurations WHERE tenant_id = $1",
    )
    .bind(tenant)
    .fetch_optional(&mut *transaction)
    .await?;
    let domains: Vec<SendingDomain> = sqlx::query_as(
        "SELECT domain, dkim_status, spf_status, dmarc_status, tracking_domain \
         FROM sending_domains WHERE tenant_id = $1 ORDER BY domain LIMIT 1000",
    )
    .bind(tenant)
    .fetch_all(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(configuration.map(|configuration| {
        let domains = domains.into_iter().map(|own| {
            json!({
                "domain": own.domain,
                "dkim_status": own.dkim_status,
                "spf_status": own.spf_status,
                "dmarc_status": own.dmarc_status,
                "tracking_domain": own.tracking_domain,
            })
        });
        json!({
            "success": true,
            "data": {
                "tenant_id": tenant,
                "from_domains": domains.collect::<Vec<_>>(),
                "default_from": {
                    "name": configuration.default_from_name,
                    "email": configuration.default_from_email,
                },
                "rate_limits": {
                    "max_per_minute": configuration.max_per_minute,
                    "max_per_hour": configuration.max_per_hour,
                },
            },
            "meta": { "request_id": "req_000" },
        })
    }))
}

/// The servers to compare, each with the token that it asks for.
async fn servers(database: Database, pool: SqlitePool) -> Vec<(&'static str, Router, String)> {
    let now = OffsetDateTime::now_utc();
    seed(&database, &CONVENTIONS, now).await.expect("seeds");
    // A limit that a benchmark does not meet.
    sqlx::query("UPDATE tenants SET requests = 1000000000 WHERE tenant_id = 'tn_sandbox'")
        .execute(&pool)
        .await
        .expect("updates");
    let secret = database.sandbox_secret().await.expect("a secret");
    let tokens = tokens(&CONVENTIONS, &secret, now).expect("tokens");
    let token = |name: &str| {
        let token = tokens.iter().find(|token| token.name == name).expect(name);
        token.token.reveal().clone()
    };
    let hand = Router::new()
        .route("/api/v1/tenants/{tenant}/smtp/config", get(by_hand))
        .with_state(pool);
    let kind = CONVENTIONS.token_kind("UserToken").expect("a kind");
    let principal = Principal::builder(kind, "usr_bench").build();
    let server = Server::new(database.clone(), Arc::new(SystemClock), &CONVENTIONS);
    let generated = smtp::router(Arc::new(server))
        .layer(Extension(principal))
        .layer(Extension(PathTenant::assume_checked("tn_sandbox")))
        .into_router();
    let app = App {
        database,
        clock: Arc::new(SystemClock),
        keys: StaticKeys::default(),
        issuer: String::new(),
        deadline: Duration::from_secs(30),
        rate_limit_window_s: None,
    };
    let whole = app.api().await.expect("put together");
    vec![
        ("by hand", hand, String::new()),
        ("generated router", generated, String::new()),
        ("refused by layers", whole.clone(), String::new()),
        ("all layers, user token", whole.clone(), token("owner")),
        ("all layers, API key", whole, token("key-owner")),
    ]
}

async fn call(app: Router, token: &str) -> StatusCode {
    let request = Request::get(PATH)
        .header("authorization", format!("Bearer {token}"))
        .body(Body::empty())
        .expect("a request");
    let response = app.oneshot(request).await.expect("routers do not fail");
    let status = response.status();
    black_box(response.into_body().collect().await.expect("a body"));
    status
}

fn requests(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("bench.db");
    let servers = runtime.block_on(async {
        let database = Database::open(&DatabaseUrl::File(file.clone())).await;
        let options = SqliteConnectOptions::new().filename(&file);
        let pool = SqlitePoolOptions::new().max_connections(8);
        let pool = pool.connect_with(options).await.expect("opens");
        servers(database.expect("opens"), pool).await
    });
    let mut group = criterion.benchmark_group("config");
    for (name, app, token) in servers {
        let expected = if name == "refused by layers" {
            401
        } else {
            200
        };
        group.bench_function(name, |bencher| {
            bencher.to_async(&runtime).iter(|| async {
                assert_eq!(call(app.clone(), &token).await, expected);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, requests);
criterion_main!(benches);
