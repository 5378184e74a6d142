//! Answers of the router, and notices of deprecation.

use axum::body::Body;
use http::HeaderMap;
use http::header::ALLOW;

use crate::support::tokens::{EC, LIVE_KEY, member, with};
use crate::support::{Bazaar, get, request};
use serde_json::json;

#[tokio::test]
async fn paths_and_methods_that_do_not_exist_are_told_in_the_envelope() {
    let bazaar = Bazaar::new();
    for (method, uri, status, code, allow) in [
        ("GET", "/", 404, "NOTHING_HERE", None),
        ("GET", "/shops/s_own/goods/", 404, "NOTHING_HERE", None),
        ("POST", "/graphql", 404, "NOTHING_HERE", None),
        (
            "DELETE",
            "/shops/s_own/goods",
            405,
            "NOT_LIKE_THIS",
            Some("GET, HEAD, OPTIONS, POST"),
        ),
        (
            "BREW",
            "/open-day",
            405,
            "NOT_LIKE_THIS",
            Some("GET, HEAD, OPTIONS"),
        ),
        (
            "OPTIONS",
            "/shops/s_own/stalls/1",
            204,
            "",
            Some("OPTIONS, PUT"),
        ),
        ("HEAD", "/open-day", 200, "", None),
        ("HEAD", "/shops/s_own/goods", 401, "", None),
        ("HEAD", "/nowhere", 404, "", None),
    ] {
        let reply = bazaar.ask(request(method, uri, None, Body::empty())).await;
        assert_eq!(
            (reply.status, reply.code()),
            (status, code),
            "{method} {uri}"
        );
        assert_eq!(reply.header(ALLOW), allow, "{method} {uri}");
    }
}

fn notices(headers: &HeaderMap) -> Vec<String> {
    let names = ["deprecation", "sunset", "link"];
    let lines = names.iter().flat_map(|name| headers.get_all(*name));
    lines
        .map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned())
        .collect()
}

#[tokio::test]
async fn deprecation_is_told_on_every_answer_of_its_operation_and_on_no_other() {
    let token = EC.sign(&member("s_own"));
    let blind = EC.sign(&with(member("s_own"), &json!({ "may": "" })));
    let expected = [
        "@1893456000",
        "Wed, 01 Jan 2031 00:00:00 GMT",
        "</open-day>; rel=\"heir\"",
        "<https://bazaar.example/heirs>; rel=\"deprecation\"; type=\"text/html\"",
    ];
    for (uri, token, status) in [
        ("/breaks/nothing", Some(&*token), 204),
        ("/breaks/at-once", Some(&*token), 500),
        ("/breaks/nothing", Some(&*blind), 403),
        ("/breaks/nothing", None, 401),
    ] {
        let reply = Bazaar::new().ask(get(uri, token)).await;
        assert_eq!(reply.status, status);
        assert_eq!(notices(&reply.headers), expected, "{uri}");
    }
    let delete = request("DELETE", "/breaks/nothing", Some(&token), Body::empty());
    for (request, status) in [
        (get("/open-day", None), 200),
        (get("/breaks", None), 404),
        (get("/shops/s_own/goods", Some(LIVE_KEY)), 200),
        (delete, 405),
    ] {
        let reply = Bazaar::new().ask(request).await;
        assert_eq!(reply.status, status);
        assert!(notices(&reply.headers).is_empty());
    }
}
