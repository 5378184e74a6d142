//! Handlers as they are written by hand or generated, and who calls them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use api_conventions::{PathTenant, Principal};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use oas_runtime::{
    Answer, Call, Described, OperationMeta, OperationRequest, OperationResponse, OperationRouter,
    Property, Refused, Rejection, RequestContext, RequestFacts, RequestInput, Schema, Validate,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::contract::{
    ADD_GOOD, BOTH, BREAK_THINGS, FORGOTTEN, GUARD_SHOP, LIST_GOODS, OPEN_DAY, PAINT_STALL, WAIT,
};

/// What handlers share: how often one was reached.
#[derive(Debug, Default)]
pub(crate) struct Server {
    pub(crate) calls: AtomicUsize,
}

impl Server {
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn is_called(&self) {
        self.calls.fetch_add(1, Ordering::SeqCst);
    }
}

/// All operations of the contract.
pub(crate) fn operations(server: &Arc<Server>) -> OperationRouter {
    OperationRouter::new()
        .operation(&LIST_GOODS, list_goods)
        .operation(&ADD_GOOD, add_good)
        .operation(&OPEN_DAY, say_who)
        .operation(&FORGOTTEN, say_who)
        .operation(&BOTH, say_who)
        .operation(&GUARD_SHOP, say_who)
        .operation(&BREAK_THINGS, break_things)
        .operation(&WAIT, wait)
        .operation(&PAINT_STALL, say_who)
        .with_state(Arc::clone(server))
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Good {
    name: String,
}

impl Validate for Good {
    fn conforms(&self, schema: &Schema) -> bool {
        schema.describes_members::<Self>(&[&self.name])
    }
}

impl Described for Good {
    fn schema() -> &'static Schema {
        static SCHEMA: Schema =
            Schema::object(&[Property::required("name", Schema::string().max_length(5))]).closed();
        &SCHEMA
    }
}

/// A unit of work that does nothing.
struct Work(Parts);

impl RequestContext for Work {
    type Server = Server;
    type Principal = Principal;

    async fn begin(server: &Server, facts: RequestFacts<Principal>) -> Result<Self, Rejection> {
        server.is_called();
        Ok(Self(facts.parts))
    }

    async fn commit(self) -> Result<(), Rejection> {
        Ok(())
    }

    async fn roll_back(self) {}
}

struct ListGoods {
    shop: String,
}

impl OperationRequest for ListGoods {
    fn operation() -> &'static OperationMeta {
        &LIST_GOODS
    }

    fn decode(input: &mut RequestInput<'_>) -> Result<Self, Refused> {
        let shop = input.path("shop")?;
        Ok(Self { shop })
    }
}

struct AddGood {
    body: Good,
}

impl OperationRequest for AddGood {
    fn operation() -> &'static OperationMeta {
        &ADD_GOOD
    }

    fn decode(input: &mut RequestInput<'_>) -> Result<Self, Refused> {
        let shop = input.path::<String>("shop");
        let body = input.json();
        shop?;
        Ok(Self { body: body? })
    }
}

struct Success(&'static OperationMeta, Value);

impl OperationResponse for Success {
    fn respond(self, _: &'static OperationMeta) -> Result<Response, Rejection> {
        Answer::success(self.0).json("application/json", &self.1)
    }
}

async fn list_goods(
    State(_): State<Arc<Server>>,
    Call(work, request, reply): Call<Work, ListGoods>,
) -> Response {
    let result = if request.shop == "s_gone" {
        Err(Rejection::declared(404, "NO_SUCH_SHOP"))
    } else {
        Ok(Success(&LIST_GOODS, who(&work.0)))
    };
    reply.finish(work, result).await
}

async fn add_good(
    State(_): State<Arc<Server>>,
    Call(work, request, reply): Call<Work, AddGood>,
) -> Response {
    let result = if request.body.name == "taken" {
        Err(Rejection::declared(409, "TAKEN"))
    } else {
        Ok(Success(&ADD_GOOD, who(&work.0)))
    };
    reply.finish(work, result).await
}

async fn say_who(State(server): State<Arc<Server>>, request: Request) -> Response {
    server.is_called();
    axum::Json(who(&request.into_parts().0)).into_response()
}

/// What layers have found out about a request.
fn who(parts: &Parts) -> Value {
    let principal = parts.extensions.get::<Principal>();
    let tenant = parts.extensions.get::<PathTenant>();
    json!({
        "kind": principal.map(|principal| principal.kind().name),
        "subject": principal.map(Principal::subject),
        "key": principal.and_then(Principal::key),
        "shop": principal.and_then(Principal::tenant).map(|tenant| &*tenant.id),
        "scopes": principal.map(|principal| principal.scopes().collect::<Vec<_>>()),
        "roles": principal.map(|principal| principal.roles().collect::<Vec<_>>()),
        "reach": principal.map(|principal| format!("{:?}", principal.reach())),
        "named": tenant.map(PathTenant::as_str),
    })
}

async fn break_things(State(server): State<Arc<Server>>, Path(way): Path<String>) -> Response {
    server.is_called();
    match way.as_str() {
        "at-once" => panic!("a fixed text with zz-real-abcdefgh0123 in it"),
        "later" => {
            tokio::task::yield_now().await;
            panic!("a text about {way}");
        }
        "oddly" => std::panic::panic_any(5_u8),
        _ => http::StatusCode::NO_CONTENT.into_response(),
    }
}

async fn wait(State(server): State<Arc<Server>>, Path(seconds): Path<u64>) -> Response {
    server.is_called();
    tokio::time::sleep(std::time::Duration::from_secs(seconds)).await;
    http::StatusCode::NO_CONTENT.into_response()
}
