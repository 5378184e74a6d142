//! Answers: status, typed headers, media types, methods, errors under conventions.

use std::sync::Arc;

use golden_shop::models::{ChangeAnswer, Pet, PetAnswer, PetsAnswerAboutIt};
use golden_shop::pets::{self as shop, PetsApi};
use oas_runtime::{ClassStatus, OtherStatus};
use responses::models::{Point, Problem};
use responses::responses::*;
use serde_json::{Value, json};

use crate::ask::{Answered, Context, ask};

/// Answers in the way of this name.
struct Server(&'static str);

fn pet() -> responses::models::Pet {
    serde_json::from_value(json!({ "name": "Rex" })).expect("a pet")
}

fn problem() -> Problem {
    serde_json::from_value(json!({ "title": "No" })).expect("a problem")
}

impl ResponsesApi for Server {
    type Context = Context<Self>;

    async fn get_an_answer_with_a_long_name_that_gives_long_names_to_types(
        &self,
        _: &mut Context<Self>,
        _: GetAnAnswerWithALongNameThatGivesLongNamesToTypesRequest,
    ) -> GetAnAnswerWithALongNameThatGivesLongNamesToTypesResult {
        let body = serde_json::from_value(json!("text")).expect("a text");
        Ok(GetAnAnswerWithALongNameThatGivesLongNamesToTypesAnswer::Ok(
            body,
        ))
    }

    async fn get_fixed(&self, _: &mut Context<Self>, _: GetFixedRequest) -> GetFixedResult {
        Ok(GetFixedResponse::NonAuthoritativeInformation {
            x_trace: "t".to_owned(),
            body: pet(),
        })
    }

    async fn get_media(&self, _: &mut Context<Self>, _: GetMediaRequest) -> GetMediaResult {
        Ok(match self.0 {
            "csv" => GetMediaResponse::OkCsv("a,b".to_owned()),
            "b" => GetMediaResponse::OkVndBJson(pet()),
            "gif" => GetMediaResponse::OkImage {
                media_type: "image/gif".to_owned(),
                body: "gif".into(),
            },
            _ => GetMediaResponse::OkJson(pet()),
        })
    }

    async fn get_status_only(
        &self,
        _: &mut Context<Self>,
        _: GetStatusOnlyRequest,
    ) -> GetStatusOnlyResult {
        let status = ClassStatus::new(206).expect("it is of this class");
        Ok(GetStatusOnlyResponse::Successful { status })
    }

    async fn only_default(
        &self,
        _: &mut Context<Self>,
        _: OnlyDefaultRequest,
    ) -> OnlyDefaultResult {
        Ok(OnlyDefaultResponse::Other {
            status: OtherStatus::new(418).expect("it is a status"),
            x_why: Some("tea".to_owned()),
            body: pet(),
        })
    }

    async fn no_descriptions(
        &self,
        _: &mut Context<Self>,
        _: NoDescriptionsRequest,
    ) -> NoDescriptionsResult {
        Ok(NoDescriptionsResponse::ImATeapot(Value::Null))
    }

    async fn nullable(&self, _: &mut Context<Self>, _: NullableRequest) -> NullableResult {
        Ok(match self.0 {
            "down" => NullableResponse::ServiceUnavailable { retry_after: 7 },
            _ => NullableResponse::Ok(None),
        })
    }

    async fn delete_nothing(
        &self,
        _: &mut Context<Self>,
        _: DeleteNothingRequest,
    ) -> DeleteNothingResult {
        Ok(DeleteNothingResponse::NoContent)
    }

    async fn get_several(&self, _: &mut Context<Self>, _: GetSeveralRequest) -> GetSeveralResult {
        let location = "https://example.com/a".to_owned();
        Ok(match self.0 {
            "later" => GetSeveralResponse::Accepted { location },
            "moved" => GetSeveralResponse::MovedPermanently { location },
            "same" => GetSeveralResponse::NotModified,
            "missing" => GetSeveralResponse::NotFound(problem()),
            "client" => GetSeveralResponse::ClientError {
                status: ClassStatus::new(418).expect("it is of this class"),
                body: problem(),
            },
            _ => GetSeveralResponse::Ok {
                x_count: 3,
                x_list: Some(vec!["a".to_owned(), "b".to_owned()]),
                x_point: Some(Point { x: 1, y: None }),
                e_tag: "\"1\"".to_owned(),
                body: pet(),
            },
        })
    }
}

async fn get(way: &'static str, line: &str) -> Answered {
    ask(router(Arc::new(Server(way))), line, &[], "").await
}

#[tokio::test]
async fn each_answer_has_its_status_headers_and_body() {
    let answer = get("", "GET /several").await;
    assert_eq!((answer.status, answer.text()), (200, r#"{"name":"Rex"}"#));
    for (name, value) in [
        ("content-type", "application/json"),
        ("x-count", "3"),
        ("x-list", "a,b"),
        ("x-point", "x,1"),
        ("etag", "\"1\""),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    for (way, status, location) in [
        ("later", 202, "https://example.com/a"),
        ("moved", 301, "https://example.com/a"),
        ("same", 304, ""),
        ("missing", 404, ""),
        ("client", 418, ""),
    ] {
        let answer = get(way, "GET /several").await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (status, location)
        );
        let is_problem = answer.header("content-type") == "application/problem+json";
        assert_eq!(is_problem, status > 400, "{way}");
    }
    let answer = get("", "GET /fixed").await;
    assert_eq!(
        (answer.status, answer.header("cache-control")),
        (203, "no-store")
    );
    let answer = get("down", "PATCH /nothing").await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "7"));
    let answer = get("", "PATCH /nothing").await;
    assert_eq!((answer.status, answer.text()), (200, "null"));
    let answer = get("", "GET /nothing").await;
    assert_eq!((answer.status, answer.text()), (206, ""));
    let answer = get("", "POST /nothing").await;
    assert_eq!((answer.status, answer.header("x-why")), (418, "tea"));
    assert_eq!(answer.header("content-type"), "application/json");
}

#[tokio::test]
async fn each_media_type_is_named() {
    for (way, media_type, text) in [
        ("csv", "text/csv", "a,b"),
        ("b", "application/vnd.b+json", r#"{"name":"Rex"}"#),
        ("gif", "image/gif", "gif"),
        ("", "application/json", r#"{"name":"Rex"}"#),
    ] {
        let answer = get(way, "GET /media").await;
        assert_eq!(
            (answer.header("content-type"), answer.text()),
            (media_type, text)
        );
    }
}

#[tokio::test]
async fn other_methods_and_paths_are_answered_too() {
    let answer = get("", "HEAD /several").await;
    assert_eq!(
        (answer.status, answer.text(), answer.header("x-count")),
        (200, "", "3")
    );
    let answer = get("", "PUT /several").await;
    assert_eq!(
        (answer.status, answer.header("allow")),
        (405, "GET, HEAD, OPTIONS")
    );
    let answer = get("", "OPTIONS /nothing").await;
    let all = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";
    assert_eq!((answer.status, answer.header("allow")), (204, all));
    assert_eq!(get("", "GET /nowhere").await.status, 404);
    assert_eq!(get("", "GET /several/").await.status, 404);
}

#[test]
fn statuses_are_those_that_the_document_leaves_open() {
    assert!(ClassStatus::<4>::new(399).is_none());
    assert!(ClassStatus::<4>::new(499).is_some());
}

impl PetsApi for Server {
    type Context = Context<Self>;

    async fn list_pets(
        &self,
        _: &mut Context<Self>,
        request: shop::ListPetsRequest,
    ) -> shop::ListPetsResult {
        let meta = json!({ "request_id": "r", "has_more": request.limit > 20 });
        let meta: PetsAnswerAboutIt = serde_json::from_value(meta).expect("it is said");
        Ok(golden_common::Success::new(vec![], meta))
    }

    async fn create_pet(
        &self,
        _: &mut Context<Self>,
        request: shop::CreatePetRequest,
    ) -> shop::CreatePetResult {
        if request.idempotency_key == "down" {
            let retry_after = 7;
            let details = vec![];
            return Err(shop::CreatePetError::Unavailable {
                retry_after,
                details,
            });
        }
        if request.idempotency_key == "sold" {
            return Err(shop::CreatePetError::Sold(vec![]));
        }
        Ok(shop::CreatePetResponse::Created {
            location: "/pets/pet_12345678".to_owned(),
            body: answer(),
        })
    }

    async fn get_pet(&self, _: &mut Context<Self>, _: shop::GetPetRequest) -> shop::GetPetResult {
        Err(shop::GetPetError::PetNotFound(vec![]))
    }

    async fn sell_pet(
        &self,
        _: &mut Context<Self>,
        _: shop::SellPetRequest,
    ) -> shop::SellPetResult {
        let change = json!({ "isOk": true, "theData": { "change_id": "c" }, "aboutIt": { "request_id": "r" } });
        let body: ChangeAnswer = serde_json::from_value(change).expect("a change");
        Ok(shop::SellPetResponse::Accepted {
            location: "/changes/c".to_owned(),
            body,
        })
    }
}

fn answer() -> PetAnswer {
    let pet = json!({ "id": "pet_12345678", "name": "Rex", "price": { "amount": "5" } });
    let pet: Pet = serde_json::from_value(pet).expect("a pet");
    let meta = serde_json::from_value(json!({ "request_id": "r" })).expect("it is said");
    golden_common::Success::new(pet, meta)
}

#[tokio::test]
async fn conventions_give_envelopes_and_codes() {
    let router = || shop::router(Arc::new(Server("")));
    let answer = ask(router(), "GET /pets?limit=30", &[], "").await;
    let page =
        json!({ "isOk": true, "theData": [], "aboutIt": { "request_id": "r", "has_more": true } });
    assert_eq!((answer.status, answer.json()), (200, page));
    let body = r#"{"name":"Rex","price":{"amount":"5"}}"#;
    let key = [("idempotency-key", "k")];
    let answer = ask(router(), "POST /pets", &key, body).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (201, "/pets/pet_12345678")
    );
    assert_eq!(answer.json()["theData"]["price"]["amount"], "5");
    assert_eq!(answer.header("cache-control"), "no-store");
    for (key, status, code) in [("down", 503, "UNAVAILABLE"), ("sold", 409, "SOLD")] {
        let answer = ask(router(), "POST /pets", &[("idempotency-key", key)], body).await;
        let json = answer.json();
        assert_eq!(
            (answer.status, &json["problem"]["code"]),
            (status, &json!(code))
        );
        assert_eq!(json["isOk"], json!(false));
    }
    let answer = ask(router(), "GET /pets/pet_12345678", &[], "").await;
    assert_eq!(answer.json()["problem"]["code"], "PET_NOT_FOUND");
    let answer = ask(router(), "GET /pets?colour=red", &[], "").await;
    assert_eq!(
        (answer.status, &answer.json()["isOk"]),
        (400, &json!(false))
    );
    let answer = ask(router(), "DELETE /pets/pet_12345678", &[], "").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (202, "/changes/c")
    );
}
