//! A small server written the way generated ones are, asked over HTTP: order of answers, unit of
//! work, headers, methods.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use oas_runtime::{
    Answer, Call, Constant, Described, MediaTypeMeta, OperationMeta, OperationRequest,
    OperationResponse, OperationRouter, ParameterMeta, Property, Refused, Rejection,
    RequestBodyMeta, RequestContext, RequestFacts, RequestInput, Schema, SecurityAlternative,
    SecurityRequirement, Validate,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower::ServiceExt;

#[derive(Clone, Debug, Default)]
struct Server {
    committed: Arc<AtomicUsize>,
    rolled_back: Arc<AtomicUsize>,
}

#[derive(Clone, Debug)]
struct User;

struct Context(Server);

impl RequestContext for Context {
    type Server = Server;
    type Principal = User;

    async fn begin(server: &Server, _: RequestFacts<User>) -> Result<Self, Rejection> {
        Ok(Self(server.clone()))
    }

    async fn commit(self) -> Result<(), Rejection> {
        self.0.committed.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    async fn roll_back(self) {
        self.0.rolled_back.fetch_add(1, Ordering::Relaxed);
    }
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Pet {
    name: String,
}

impl Validate for Pet {
    fn conforms(&self, schema: &Schema) -> bool {
        schema.describes_members::<Self>(&[&self.name])
    }
}

impl Described for Pet {
    fn schema() -> &'static Schema {
        static SCHEMA: Schema =
            Schema::object(&[Property::required("name", Schema::string().max_length(5))]).closed();
        &SCHEMA
    }
}

static CREATE_PET: OperationMeta = OperationMeta {
    security: &[SecurityAlternative {
        requirements: &[SecurityRequirement {
            scheme: "Token",
            scopes: &["pets:write"],
            roles: &[],
        }],
    }],
    parameters: &[
        ParameterMeta::path("shop", Schema::string().max_length(4)),
        ParameterMeta::query("count", Schema::integer().maximum(9)).default(Constant::Integer(1)),
    ],
    closed_query: true,
    request_body: Some(
        RequestBodyMeta::required(&[MediaTypeMeta::new("application/json", Schema::of::<Pet>())])
            .limit(64),
    ),
    success_status: 201,
    success_headers: &[("Cache-Control", "no-store")],
    ..OperationMeta::new("createPet", "POST", "/shops/{shop}/pets")
};

static GET_PET: OperationMeta = OperationMeta::new("getPet", "GET", "/shops/{shop}/pets/{id}.json");

struct CreatePetRequest {
    shop: String,
    count: i64,
    body: Pet,
}

impl OperationRequest for CreatePetRequest {
    fn operation() -> &'static OperationMeta {
        &CREATE_PET
    }

    fn decode(input: &mut RequestInput<'_>) -> Result<Self, Refused> {
        let shop = input.path("shop");
        let count = input.query("count");
        let body = input.json();
        Ok(Self {
            shop: shop?,
            count: count?,
            body: body?,
        })
    }
}

struct GetPetRequest;

impl OperationRequest for GetPetRequest {
    fn operation() -> &'static OperationMeta {
        &GET_PET
    }

    fn decode(_: &mut RequestInput<'_>) -> Result<Self, Refused> {
        Ok(Self)
    }
}

struct Created(Value);

impl OperationResponse for Created {
    fn respond(self, operation: &'static OperationMeta) -> Result<Response, Rejection> {
        Answer::success(operation)
            .header("X-Count", &self.0["count"])
            .json("application/json", &self.0)
    }
}

struct Taken;

impl From<Taken> for Rejection {
    fn from(_: Taken) -> Self {
        Self::declared(409, "TAKEN")
    }
}

async fn create_pet(
    State(_): State<Arc<Server>>,
    Call(context, request, reply): Call<Context, CreatePetRequest>,
) -> Response {
    let result = if request.body.name == "taken" {
        Err(Taken)
    } else {
        Ok(Created(
            json!({ "shop": request.shop, "count": request.count, "pet": request.body }),
        ))
    };
    reply.finish(context, result).await
}

async fn get_pet(
    State(_): State<Arc<Server>>,
    Call(context, _, reply): Call<Context, GetPetRequest>,
) -> Response {
    reply
        .finish(context, Ok::<_, Taken>(Created(json!({ "count": 3 }))))
        .await
}

/// What a request is answered with: status, headers of interest, and the body.
async fn ask(server: &Server, request: Request<Body>) -> (StatusCode, String, Value) {
    let app = OperationRouter::new()
        .operation(&CREATE_PET, create_pet)
        .operation(&GET_PET, get_pet)
        .with_state(Arc::new(server.clone()))
        .layer(axum::middleware::map_request(sees_the_operation))
        .into_router();
    let response = app.oneshot(request).await.expect("routers do not fail");
    let (parts, body) = response.into_parts();
    let headers = ["allow", "cache-control", "x-count"]
        .iter()
        .filter_map(|name| {
            Some(format!(
                "{name}: {}",
                parts.headers.get(*name)?.to_str().ok()?
            ))
        })
        .collect::<Vec<_>>()
        .join("; ");
    let bytes = body
        .collect()
        .await
        .expect("bodies are in memory")
        .to_bytes();
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    (parts.status, headers, body)
}

/// A layer that would refuse everything, were the operation not there.
async fn sees_the_operation(request: axum::extract::Request) -> axum::extract::Request {
    assert!(
        request
            .extensions()
            .get::<&'static OperationMeta>()
            .is_some()
    );
    request
}

fn request(method: &str, uri: &str, body: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(uri)
        .header("content-type", "application/json")
        .extension(User)
        .body(Body::from(body.to_owned()))
        .expect("a well-formed request")
}

#[tokio::test]
async fn a_valid_request_is_answered_and_committed() {
    let server = Server::default();
    let (status, headers, body) = ask(
        &server,
        request("POST", "/shops/a%2Fb/pets?count=2", r#"{"name":"Rex"}"#),
    )
    .await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(headers, "cache-control: no-store; x-count: 2");
    assert_eq!(
        body,
        json!({ "shop": "a/b", "count": 2, "pet": { "name": "Rex" } })
    );
    assert_eq!(server.committed.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_declared_error_rolls_back() {
    let server = Server::default();
    let (status, _, body) = ask(
        &server,
        request("POST", "/shops/a/pets", r#"{"name":"taken"}"#),
    )
    .await;
    assert_eq!(
        (status, &body["code"]),
        (StatusCode::CONFLICT, &json!("TAKEN"))
    );
    assert_eq!(server.committed.load(Ordering::Relaxed), 0);
    assert_eq!(server.rolled_back.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn what_is_wrong_is_told_in_order() {
    let server = Server::default();
    let long = format!(r#"{{"name":"{}"}}"#, "x".repeat(64));
    let anonymous = |uri: &str| {
        let mut request = request("POST", uri, "{}");
        request.extensions_mut().remove::<User>();
        request
    };
    let untyped = |body: &str| {
        let mut request = request("POST", "/shops/a/pets", body);
        request.headers_mut().remove("content-type");
        request
    };
    let post = |uri: &str, body: &str| request("POST", uri, body);
    for (request, status, errors) in [
        (anonymous("/shops/nowhere"), 404, json!(null)),
        (anonymous("/shops/toolong/pets"), 401, json!(null)),
        (post("/shops/toolong/pets", &long), 413, json!(null)),
        (untyped("{}"), 415, json!(null)),
        (
            post(
                "/shops/toolong/pets?count=x&colour=red",
                r#"{"name":"much too long"}"#,
            ),
            400,
            json!([
                ["colour", "query", "UNKNOWN_PARAMETER"],
                ["shop", "path", "MAX_LENGTH"],
                ["count", "query", "TYPE"],
                ["/name", "body", "MAX_LENGTH"],
            ]),
        ),
        (
            post("/shops/a/pets", "{"),
            400,
            json!([["", "body", "MALFORMED"]]),
        ),
        (
            post("/shops/a/pets", "{}"),
            400,
            json!([["/name", "body", "REQUIRED"]]),
        ),
        (
            post("/shops/a/pets", r#"{"name":5}"#),
            422,
            json!([["/name", "body", "TYPE"]]),
        ),
        (
            post("/shops/a/pets?count=10", r#"{"name":"a"}"#),
            400,
            json!([["count", "query", "MAXIMUM"]]),
        ),
    ] {
        let uri = request.uri().clone();
        let (found, _, body) = ask(&server, request).await;
        let details = match &body["errors"] {
            Value::Array(errors) => errors
                .iter()
                .map(|error| json!([error["field"], error["in"], error["code"]]))
                .collect(),
            _ => Value::Null,
        };
        assert_eq!((found.as_u16(), details), (status, errors), "{uri}");
    }
    assert_eq!(server.committed.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_missing_body_is_a_missing_field() {
    let mut request = request("POST", "/shops/a/pets", "");
    request.headers_mut().remove("content-type");
    let (status, _, body) = ask(&Server::default(), request).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(body["errors"][0]["code"], "REQUIRED");
}

#[tokio::test]
async fn methods_are_answered_by_the_table() {
    let server = Server::default();
    for (method, uri, expected) in [
        ("HEAD", "/shops/a/pets/1.json", (200, "x-count: 3")),
        (
            "OPTIONS",
            "/shops/a/pets/1.json",
            (204, "allow: GET, HEAD, OPTIONS"),
        ),
        (
            "DELETE",
            "/shops/a/pets/1.json",
            (405, "allow: GET, HEAD, OPTIONS"),
        ),
        ("BREW", "/shops/a/pets", (405, "allow: OPTIONS, POST")),
        ("GET", "/shops/a/pets/1.xml", (404, "")),
        ("GET", "/shops/a/pets/1.json/", (404, "")),
    ] {
        let (status, headers, _) = ask(&server, request(method, uri, "")).await;
        let headers: Vec<&str> = headers
            .split("; ")
            .filter(|header| *header != "cache-control: no-store")
            .collect();
        let headers = headers.join("; ");
        assert_eq!(
            (status.as_u16(), headers.as_str()),
            expected,
            "{method} {uri}"
        );
    }
}
