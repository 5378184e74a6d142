//! What callers may do, in every combination, against an oracle that knows nothing of tables.

use api_conventions::{ApiKeyRecord, Authorization, Middleware as _, Principal, Reach, Tenant};
use http::header::WWW_AUTHENTICATE;
use oas_runtime::OperationRouter;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::contract::{CONVENTIONS, FORGOTTEN};
use crate::support::stores::{record, shop};
use crate::support::tokens::{NOW, PLAY_KEY, SECRET, in_sandbox, member, staff, with};
use crate::support::{Bazaar, Reply, get, post};

const SCOPES: [&str; 4] = ["goods:see", "goods:sell", "crown:wear", "walls:cross"];

/// Roles, and where somebody has them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Hats {
    None,
    Everywhere(&'static str),
    InAStall(&'static str),
}

const HATS: [Hats; 7] = [
    Hats::None,
    Hats::Everywhere("boss"),
    Hats::Everywhere("hand"),
    Hats::Everywhere("GUARD"),
    Hats::Everywhere("king"),
    Hats::InAStall("stall:boss"),
    Hats::InAStall("boss"),
];

const KINDS: [&str; 3] = ["ShopKey", "MemberToken", "StaffToken"];

const OPERATIONS: [&str; 6] = [
    "listGoods",
    "addGood",
    "openDay",
    "forgotten",
    "both",
    "guardShop",
];

/// Whether somebody may, as a person reads the contract.
fn may(operation: &str, kind: &str, scopes: &[&str], hats: Hats) -> bool {
    let can = |scope: &str| scopes.contains(&scope);
    let is_boss = match kind {
        // Tokens of staff cannot be bosses, and nobody is one of everything by a stall.
        "ShopKey" => hats == Hats::Everywhere("boss"),
        "MemberToken" => hats == Hats::Everywhere("boss") || hats == Hats::InAStall("stall:boss"),
        _ => false,
    };
    match operation {
        "listGoods" => can("goods:see"),
        "addGood" => can("goods:sell") && is_boss,
        "openDay" => true,
        "guardShop" => {
            kind == "StaffToken" && can("goods:see") && hats == Hats::Everywhere("GUARD")
        }
        _ => false,
    }
}

/// Whether an answer is one of somebody who may: whatever else is wrong.
fn is_let_in(reply: &Reply) -> bool {
    let notes = reply.body["trouble"]["notes"].as_array();
    let is_refused = reply.status == 403 && notes.is_some_and(|notes| !notes.is_empty());
    assert_ne!(reply.status, 401, "{reply:?}");
    assert_ne!(reply.status, 429, "{reply:?}");
    !is_refused
}

/// A token of this kind, with these words in it whether it can hold them or not.
fn token(bazaar: &Bazaar, kind: &str, scopes: &[&str], hats: Hats) -> String {
    let (everywhere, stall) = match hats {
        Hats::None => (vec![], json!({})),
        Hats::Everywhere(hat) => (vec![hat], json!({})),
        Hats::InAStall(hat) => (vec![], json!({ "st_1": hat })),
    };
    if kind == "ShopKey" {
        let tenant = Tenant {
            sandbox: true,
            ..shop("s_sand")
        };
        let record = ApiKeyRecord {
            tenant,
            creator_roles: everywhere.into_iter().map(Into::into).collect(),
            scopes: scopes.iter().map(|scope| (*scope).into()).collect(),
            ..record()
        };
        bazaar.ledger.add_key(PLAY_KEY, record);
        return PLAY_KEY.to_owned();
    }
    let claims = if kind == "MemberToken" {
        member("s_sand")
    } else {
        staff()
    };
    let words = json!({
        "may": scopes.join(" "),
        "hats": everywhere,
        "stall_hats": stall,
        "until": NOW.unix_timestamp() + 100_000_000,
    });
    SECRET.sign(&in_sandbox(with(claims, &words)))
}

async fn ask(bazaar: &Bazaar, operation: &str, token: &str) -> Reply {
    let uri = match operation {
        "listGoods" => "/shops/s_sand/goods",
        "addGood" => return bazaar.ask(post("/shops/s_sand/goods", token, "{}")).await,
        "openDay" => "/open-day",
        "forgotten" => "/forgotten",
        "both" => "/both",
        _ => "/shops/s_sand/guards",
    };
    bazaar.get(uri, token).await
}

#[tokio::test]
async fn every_combination_of_kind_scopes_and_roles_may_what_the_contract_says() {
    let bazaar = Bazaar::new();
    for kind in KINDS {
        for subset in 0..1_u32 << SCOPES.len() {
            let scopes = SCOPES.iter().enumerate();
            let scopes: Vec<&str> = scopes
                .filter(|(index, _)| subset & (1 << index) != 0)
                .map(|(_, scope)| *scope)
                .collect();
            for hats in HATS {
                let token = token(&bazaar, kind, &scopes, hats);
                for operation in OPERATIONS {
                    // So that limits never matter.
                    bazaar.later(1000);
                    let reply = ask(&bazaar, operation, &token).await;
                    assert_eq!(
                        is_let_in(&reply),
                        may(operation, kind, &scopes, hats),
                        "{operation} {kind} {scopes:?} {hats:?}: {reply:?}"
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn a_refusal_says_what_is_missing() {
    let check = async |operation: &str, kind: &str, scopes: &[&str], notes: Value| {
        let bazaar = Bazaar::new();
        let token = token(&bazaar, kind, scopes, Hats::None);
        let reply = ask(&bazaar, operation, &token).await;
        assert_eq!((reply.status, reply.code()), (403, "HANDS_OFF"));
        let found = reply.body["trouble"]["notes"].as_array().expect("notes");
        let found: Value = found
            .iter()
            .map(|note| json!([note["code"], note["message"]]))
            .collect();
        assert_eq!(found, notes, "{operation} {kind}");
        assert_eq!(bazaar.server.calls(), 0);
    };
    let scope = |scope: &str| json!(["SCOPE_MISSING", format!("scope `{scope}`")]);
    let roles = json!(["ROLE_MISSING", "one of the roles `boss`, `stall:boss`"]);
    check("listGoods", "ShopKey", &[], json!([scope("goods:see")])).await;
    check(
        "addGood",
        "MemberToken",
        &[],
        json!([scope("goods:sell"), roles]),
    )
    .await;
    check("addGood", "ShopKey", &["goods:sell"], json!([roles])).await;
    let kind = |kind: &str| {
        json!([
            "TOKEN_KIND",
            format!("a token of kind `{kind}` is not accepted here")
        ])
    };
    check(
        "addGood",
        "StaffToken",
        &SCOPES,
        json!([kind("StaffToken")]),
    )
    .await;
    check("both", "ShopKey", &SCOPES, json!([kind("ShopKey")])).await;
    check(
        "forgotten",
        "MemberToken",
        &SCOPES,
        json!([kind("MemberToken")]),
    )
    .await;
}

#[tokio::test]
async fn where_nobody_has_said_who_may_nobody_may() {
    let bazaar = Bazaar::new();
    let reply = bazaar.ask(get("/forgotten", None)).await;
    assert_eq!((reply.status, bazaar.server.calls()), (401, 0));
    // The layer alone says so too, whatever stands around it.
    let app = OperationRouter::new()
        .operation(&FORGOTTEN, async || "never")
        .layer(Authorization::new(&CONVENTIONS).layer())
        .into_router();
    let response = app.clone().oneshot(get("/forgotten", None)).await;
    let response = response.expect("routers do not fail");
    assert_eq!(response.status(), 401);
    assert_eq!(response.headers()[WWW_AUTHENTICATE], "Bearer");
    let mut request = get("/forgotten", None);
    let kind = CONVENTIONS.token_kind("MemberToken").expect("a kind");
    let boss = Principal::builder(kind, "mo")
        .scopes(SCOPES)
        .roles(["boss"])
        .reach(Reach::Live)
        .build();
    request.extensions_mut().insert(boss);
    let response = app.oneshot(request).await.expect("routers do not fail");
    assert_eq!(response.status(), 403);
    // Where there is no operation at all, nobody may either.
    let app = axum::Router::new()
        .route("/", axum::routing::get(async || "never"))
        .layer(Authorization::new(&CONVENTIONS).layer());
    let response = app
        .oneshot(get("/", None))
        .await
        .expect("routers do not fail");
    assert_eq!(response.status(), 403);
}
