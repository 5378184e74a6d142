//! Parameters in every style.

use std::sync::{Arc, Mutex};

use all_parameter_styles::styles::*;
use serde_json::json;

use crate::ask::{Answered, Context, ask};

/// Remembers what came.
#[derive(Default)]
struct Server(Mutex<String>);

macro_rules! remembers {
    ($($method:ident($request:ident) -> $response:ident / $result:ident),* $(,)?) => {
        impl StylesApi for Server {
            type Context = Context<Self>;

            $(async fn $method(&self, _: &mut Context<Self>, request: $request) -> $result {
                *self.0.lock().expect("nobody panics") = format!("{request:?}");
                Ok($response::NoContent)
            })*
        }
    };
}

remembers!(
    several_in_one_segment(SeveralInOneSegmentRequest)
        -> SeveralInOneSegmentResponse / SeveralInOneSegmentResult,
    form(FormRequest) -> FormResponse / FormResult,
    label(LabelRequest) -> LabelResponse / LabelResult,
    matrix(MatrixRequest) -> MatrixResponse / MatrixResult,
    simple(SimpleRequest) -> SimpleResponse / SimpleResult,
);

async fn send(line: &str, headers: &[(&str, &str)]) -> (Answered, String) {
    let server = Arc::new(Server::default());
    let answer = ask(router(Arc::clone(&server)), line, headers, "").await;
    let seen = server.0.lock().expect("nobody panics").clone();
    (answer, seen)
}

#[tokio::test]
async fn every_style_is_read() {
    let flag = ("x-flag", "true");
    let point = "Point { x: 1, y: 2 }";
    let simple = format!(
        "SimpleRequest {{ text: \"a/b\", list: [1, 2], object: {point}, exploded: {point}, \
         x_list: Some([\"a\", \"b\"]), point: Some({point}), flag: true }}"
    );
    let headers = [flag, ("x-list", "a, b"), ("x-point", "x=1,y=2")];
    let (_, seen) = send("GET /simple/a%2Fb/1,2/x,1,y,2/x=1,y=2", &headers).await;
    assert_eq!(seen, simple);
    let (_, seen) = send("GET /label/.a/.a,b/.a.b", &[]).await;
    assert_eq!(
        seen,
        r#"LabelRequest { text: "a", list: ["a", "b"], exploded: ["a", "b"] }"#
    );
    let (_, seen) = send("GET /matrix/;text=a/;list=1,2/;x=1;y=2", &[]).await;
    assert_eq!(
        seen,
        format!("MatrixRequest {{ text: \"a\", list: [1, 2], exploded: {point} }}")
    );
    let uuid = "00000000-0000-0000-0000-000000000000";
    let (_, seen) = send(&format!("GET /files/a.b...c/{uuid}.json"), &[]).await;
    assert_eq!(
        seen,
        format!("SeveralInOneSegmentRequest {{ base: \"a.b\", head: \"c\", name: Uuid({uuid}) }}")
    );
    let query = "needed=1.5&nullable=&exploded=1&exploded=2&joined=3,4&spaced=a%20b&piped=a%7Cb\
                 &deep%5Bx%5D=1&deep[y]=2&point=x,1,y,2&json=%7B%22x%22:1,%22y%22:2%7D&sort=blue";
    let (answer, seen) = send(
        &format!("GET /form?{query}"),
        &[("cookie", "a=b; session=s")],
    )
    .await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    for field in [
        "text: None",
        "limit: 50",
        "sort: [Blue]",
        "exploded: Some([1, 2])",
        "joined: Some([3, 4])",
        "spaced: Some([\"a\", \"b\"])",
        "piped: Some([\"a\", \"b\"])",
        "deep: Some(Point { x: 1, y: 2 })",
        "point: Some(Point { x: 1, y: 2 })",
        "json: Some(Point { x: 1, y: 2 })",
        "needed: 1.5",
        "session: Some(\"s\")",
    ] {
        assert!(seen.contains(field), "{field}: {seen}");
    }
}

#[tokio::test]
async fn defaults_are_there_when_nothing_is_sent() {
    let (_, seen) = send("GET /form?needed=1&nullable=a", &[]).await;
    assert!(seen.contains("limit: 50, sort: [Red]"), "{seen}");
}

#[tokio::test]
async fn a_request_is_refused_with_everything_that_is_wrong() {
    let line = "GET /simple/a/1,x/x,1/x=1,y=b";
    let (answer, _) = send(line, &[("x-flag", "maybe")]).await;
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.violations(),
        json!([
            ["text", "path", "MIN_LENGTH"],
            ["list", "path", "TYPE"],
            ["object", "path", "REQUIRED"],
            ["exploded", "path", "TYPE"],
            ["X-Flag", "header", "TYPE"],
        ])
    );
    let query = "limit=0&colour=mauve&sort=red&sort=red&sort=red&sort=red&json=%7B&old=2&text=now";
    let (answer, _) = send(&format!("GET /form?{query}"), &[]).await;
    assert_eq!(
        answer.violations(),
        json!([
            ["text", "query", "FORMAT"],
            ["colour", "query", "ENUM"],
            ["limit", "query", "MINIMUM"],
            ["sort", "query", "MAX_ITEMS"],
            ["json", "query", "MALFORMED"],
            ["needed", "query", "REQUIRED"],
            ["nullable", "query", "REQUIRED"],
            ["old", "query", "TYPE"],
        ])
    );
}
