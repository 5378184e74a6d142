//! Bodies by their media types.

use std::sync::{Arc, Mutex};

use bodies::bodies::*;
use oas_runtime::OperationRouter;
use serde_json::json;

use crate::ask::{Context, ask};

/// Remembers what came.
#[derive(Default)]
struct Server(Mutex<String>);

macro_rules! remembers {
    ($($method:ident($request:ident) -> $response:ident / $result:ident),* $(,)?) => {
        impl BodiesApi for Server {
            type Context = Context<Self>;

            $(async fn $method(&self, _: &mut Context<Self>, request: $request) -> $result {
                *self.0.lock().expect("nobody panics") = format!("{:?}", request.body);
                Ok($response::NoContent)
            })*
        }
    };
}

remembers!(
    post_bytes(PostBytesRequest) -> PostBytesResponse / PostBytesResult,
    put_optional_bytes(PutOptionalBytesRequest) -> PutOptionalBytesResponse / PutOptionalBytesResult,
    post_json(PostJsonRequest) -> PostJsonResponse / PostJsonResult,
    put_optional_json(PutOptionalJsonRequest) -> PutOptionalJsonResponse / PutOptionalJsonResult,
    patch_untyped_json(PatchUntypedJsonRequest) -> PatchUntypedJsonResponse / PatchUntypedJsonResult,
    delete_nullable_json(DeleteNullableJsonRequest) -> DeleteNullableJsonResponse / DeleteNullableJsonResult,
    post_anything(PostAnythingRequest) -> PostAnythingResponse / PostAnythingResult,
    put_any_bytes(PutAnyBytesRequest) -> PutAnyBytesResponse / PutAnyBytesResult,
    patch_any_text(PatchAnyTextRequest) -> PatchAnyTextResponse / PatchAnyTextResult,
    post_several(PostSeveralRequest) -> PostSeveralResponse / PostSeveralResult,
    put_optional_several(PutOptionalSeveralRequest) -> PutOptionalSeveralResponse / PutOptionalSeveralResult,
    post_events(PostEventsRequest) -> PostEventsResponse / PostEventsResult,
    post_text(PostTextRequest) -> PostTextResponse / PostTextResult,
    put_optional_text(PutOptionalTextRequest) -> PutOptionalTextResponse / PutOptionalTextResult,
);

/// Status and what the handler was given.
async fn send(line: &str, media_type: &str, body: &str) -> (u16, String) {
    let server = Arc::new(Server::default());
    let router: OperationRouter = router(Arc::clone(&server));
    let headers = [("content-type", media_type)];
    let headers: &[(&str, &str)] = if media_type.is_empty() { &[] } else { &headers };
    let answer = ask(router, line, headers, body).await;
    let seen = server.0.lock().expect("nobody panics").clone();
    match answer.status {
        204 => (204, seen),
        status => (status, answer.violations().to_string()),
    }
}

const NOTE: &str = r#"{"text":"a"}"#;
const READ: &str = r#"Note { text: "a", stars: None }"#;

#[tokio::test]
async fn the_media_type_decides_what_a_body_is() {
    for (line, media_type, body, seen) in [
        ("POST /json", "application/json", NOTE, READ.to_owned()),
        (
            "POST /json",
            "Application/JSON; charset=utf-8",
            NOTE,
            READ.to_owned(),
        ),
        (
            "PUT /json",
            "application/merge-patch+json",
            NOTE,
            format!("Some({READ})"),
        ),
        ("PUT /json", "", "", "None".to_owned()),
        (
            "DELETE /json",
            "application/json",
            "null",
            "None".to_owned(),
        ),
        (
            "DELETE /json",
            "application/json",
            NOTE,
            format!("Some({READ})"),
        ),
        (
            "POST /text",
            "text/plain",
            "a \"b\"",
            r#""a \"b\"""#.to_owned(),
        ),
        ("PUT /text", "", "", "None".to_owned()),
        (
            "PUT /text",
            "text/csv; charset=utf-8",
            "a",
            r#"Some("a")"#.to_owned(),
        ),
        (
            "POST /bytes",
            "application/octet-stream",
            "a",
            r#"b"a""#.to_owned(),
        ),
        ("PUT /bytes", "image/png", "a", r#"Some(b"a")"#.to_owned()),
        (
            "POST /several",
            "application/json",
            NOTE,
            format!("Json({READ})"),
        ),
        (
            "POST /several",
            "application/vnd.note+json",
            NOTE,
            format!("VndNoteJson({READ})"),
        ),
        (
            "POST /several",
            "text/plain",
            "a",
            r#"Plain("a")"#.to_owned(),
        ),
        (
            "POST /several",
            "application/x-tar",
            "a",
            r#"Tar(b"a")"#.to_owned(),
        ),
        (
            "POST /several",
            "image/gif",
            "a",
            r#"Image(b"a")"#.to_owned(),
        ),
        ("PUT /several", "", "", "None".to_owned()),
        (
            "PUT /several",
            "text/plain",
            "a",
            r#"Some(Plain("a"))"#.to_owned(),
        ),
        (
            "POST /ranges",
            "application/x-anything",
            NOTE,
            READ.to_owned(),
        ),
        (
            "PUT /ranges",
            "application/x-anything",
            "a",
            r#"b"a""#.to_owned(),
        ),
        (
            "PATCH /ranges",
            "text/x-anything",
            "a",
            r#"Text("a")"#.to_owned(),
        ),
        ("PATCH /ranges", "image/png", "a", r#"Any(b"a")"#.to_owned()),
    ] {
        assert_eq!(
            send(line, media_type, body).await,
            (204, seen),
            "{line} {media_type}"
        );
    }
}

#[tokio::test]
async fn bodies_of_other_media_types_are_refused() {
    for (line, media_type) in [
        ("POST /json", "text/plain"),
        ("POST /json", "application/jsonx"),
        ("POST /several", "video/mp4"),
        ("POST /several", "multipart/form-data; boundary=x"),
        ("PUT /bytes", "image/gif"),
        ("POST /text", "nonsense"),
    ] {
        let (status, _) = send(line, media_type, NOTE).await;
        assert_eq!(status, 415, "{line} {media_type}");
    }
}

#[tokio::test]
async fn a_body_that_must_be_there_is_missed() {
    for line in ["POST /json", "POST /text", "POST /bytes", "POST /several"] {
        let (status, violations) = send(line, "", "").await;
        let expected = json!([["", "body", "REQUIRED"]]).to_string();
        assert_eq!((status, violations), (400, expected), "{line}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_body_of_several_kinds_is_told() {
    let body = r#"{"text":"much too long","stars":6}"#;
    for (line, media_type) in [
        ("POST /several", "application/vnd.note+json"),
        ("PUT /several", "application/json"),
    ] {
        let (status, violations) = send(line, media_type, body).await;
        let expected = json!([
            ["/text", "body", "MAX_LENGTH"],
            ["/stars", "body", "MAXIMUM"],
        ]);
        assert_eq!((status, violations), (422, expected.to_string()), "{line}");
    }
}
