//! Models by themselves: what they refuse, and what requests and answers have differently.

use std::sync::Arc;

use objects::models::{Account, AccountInput, Name, Objects, Percentage, Token};
use objects::objects::{
    CreateAccountRequest, CreateAccountResponse, CreateAccountResult, EchoRequest, EchoResponse,
    EchoResult, ListAccountsRequest, ListAccountsResponse, ListAccountsResult, ObjectsApi,
};
use serde_json::{Value, json};

use crate::ask::{Context, ask};

struct Server;

impl ObjectsApi for Server {
    type Context = Context<Self>;

    async fn list_accounts(
        &self,
        _: &mut Context<Self>,
        _: ListAccountsRequest,
    ) -> ListAccountsResult {
        Ok(ListAccountsResponse::Ok(vec![]))
    }

    async fn create_account(
        &self,
        _: &mut Context<Self>,
        request: CreateAccountRequest,
    ) -> CreateAccountResult {
        let AccountInput { name, password, .. } = request.body;
        assert!(password.len() >= 8);
        let account = json!({ "id": "1", "name": name });
        let account: Account = serde_json::from_value(account).expect("an account");
        Ok(CreateAccountResponse::Created(account))
    }

    async fn echo(&self, _: &mut Context<Self>, request: EchoRequest) -> EchoResult {
        Ok(EchoResponse::Ok(request.body))
    }
}

async fn post(line: &str, body: &Value) -> (u16, Value) {
    let router = objects::objects::router(Arc::new(Server));
    let answer = ask(router, line, &[], &body.to_string()).await;
    match answer.status {
        200 | 201 => (answer.status, answer.json()),
        status => (status, answer.violations()),
    }
}

#[test]
fn newtypes_hold_nothing_invalid() {
    assert_eq!(
        "Rex"
            .parse::<Name>()
            .map(|name| name.to_string())
            .as_deref(),
        Ok("Rex")
    );
    for text in ["", "rex", "A name that is longer than allowed"] {
        assert!(text.parse::<Name>().is_err(), "{text}");
        assert!(
            serde_json::from_value::<Name>(json!(text)).is_err(),
            "{text}"
        );
    }
    assert_eq!(Percentage::try_from(100).map(Percentage::get), Ok(100));
    assert!(Percentage::try_from(101).is_err());
    assert!(serde_json::from_value::<Percentage>(json!(-1)).is_err());
    let token: Token = "very secret".parse().expect("it is long enough");
    assert!(!format!("{token:?}").contains("secret"));
    assert_eq!(token.as_str(), "very secret");
}

#[test]
fn members_that_are_absent_stay_absent() {
    let objects: Objects = serde_json::from_value(json!({})).expect("nothing is required");
    assert_eq!(
        serde_json::to_value(objects).expect("it is JSON"),
        json!({})
    );
}

#[tokio::test]
async fn objects_come_back_as_they_came() {
    for value in [
        json!({ "closed": { "a": "x" }, "closed_empty": {} }),
        json!({ "additional": { "a": "x", "b": 1, "additional_properties": "y" } }),
        json!({ "additional_any": { "a": "x", "b": [1] }, "map": { "a": 1 }, "free": { "x": {} } }),
        json!({ "dependent": { "card": "c", "address": "a", "name": "n" } }),
        json!({ "counted": { "a": "1" }, "named": { "abc": "1" }, "merged": "abc" }),
        json!({ "keywords": { "text": "abc", "list": ["a"], "step": 0.07, "contains": [3, 1] } }),
        json!({ "formats": { "date_time": "2000-01-01T00:00:00Z", "byte": "YQ==" } }),
        json!({ "formats": { "uuid": "00000000-0000-0000-0000-000000000000", "ipv6": "::1" } }),
    ] {
        assert_eq!(post("POST /objects", &value).await, (200, value));
    }
}

#[tokio::test]
async fn every_violation_is_told() {
    for (value, violations) in [
        (
            json!({ "closed": { "b": "x", "c": 1 }, "closed_empty": { "x": 1 } }),
            json!([
                ["/closed/a", "body", "REQUIRED"],
                ["/closed/b", "body", "TYPE"],
                ["/closed/c", "body", "ADDITIONAL_PROPERTIES"],
                ["/closed_empty/x", "body", "ADDITIONAL_PROPERTIES"],
            ]),
        ),
        (
            json!({ "additional": { "a": "x", "b": 0 }, "map": { "a": -1 } }),
            json!([
                ["/additional/b", "body", "MINIMUM"],
                ["/map/a", "body", "MINIMUM"],
            ]),
        ),
        (
            json!({ "patterns": { "a": "x", "x-a": "long", "y": 1 } }),
            json!([
                ["/patterns/x-a", "body", "MAX_LENGTH"],
                ["/patterns/y", "body", "ADDITIONAL_PROPERTIES"],
            ]),
        ),
        (
            json!({ "dependent": { "card": "c" }, "undeclared": { "known": "x" } }),
            json!([
                ["/dependent/address", "body", "DEPENDENT_REQUIRED"],
                ["/dependent/name", "body", "DEPENDENT_REQUIRED"],
                ["/undeclared/unknown", "body", "REQUIRED"],
            ]),
        ),
        (
            json!({ "counted": {}, "named": { "UPPER": "x" } }),
            json!([
                ["/counted", "body", "MIN_PROPERTIES"],
                ["/named/UPPER", "body", "PROPERTY_NAMES"],
            ]),
        ),
        (
            json!({ "keywords": {
                "text": "a b", "range": 6, "exclusive": 0, "step": 0.001, "even": 3,
                "int32": 2_147_483_648_i64, "list": ["", "a", "a", "b"], "lists": [[10]],
                "contains": [1], "named_text": "x", "named_number": 101, "ratio": 1.5,
                "named_secret": "short",
            } }),
            json!([
                ["/keywords/text", "body", "PATTERN"],
                ["/keywords/range", "body", "MAXIMUM"],
                ["/keywords/exclusive", "body", "EXCLUSIVE_MINIMUM"],
                ["/keywords/step", "body", "MULTIPLE_OF"],
                ["/keywords/even", "body", "MULTIPLE_OF"],
                ["/keywords/int32", "body", "MAXIMUM"],
                ["/keywords/list", "body", "MAX_ITEMS"],
                ["/keywords/list", "body", "UNIQUE_ITEMS"],
                ["/keywords/list/0", "body", "MIN_LENGTH"],
                ["/keywords/lists/0/0", "body", "MAXIMUM"],
                ["/keywords/contains", "body", "CONTAINS"],
                ["/keywords/named_text", "body", "PATTERN"],
                ["/keywords/named_number", "body", "MAXIMUM"],
                ["/keywords/ratio", "body", "MAXIMUM"],
                ["/keywords/named_secret", "body", "MIN_LENGTH"],
            ]),
        ),
    ] {
        let (status, found) = post("POST /objects", &value).await;
        let sorted = |value: &Value| {
            let mut list: Vec<String> = value
                .as_array()
                .expect("a list")
                .iter()
                .map(Value::to_string)
                .collect();
            list.sort();
            list
        };
        assert_eq!(
            (status, sorted(&found)),
            (422, sorted(&violations)),
            "{value}"
        );
    }
}

#[tokio::test]
async fn requests_and_answers_have_their_own_members() {
    let (status, body) = post(
        "POST /accounts",
        &json!({ "name": "a", "password": "12345678" }),
    )
    .await;
    assert_eq!((status, body), (201, json!({ "id": "1", "name": "a" })));
    let (status, violations) = post("POST /accounts", &json!({ "password": "1234" })).await;
    let expected = json!([
        ["/name", "body", "REQUIRED"],
        ["/password", "body", "MIN_LENGTH"],
    ]);
    assert_eq!((status, violations), (422, expected));
}
