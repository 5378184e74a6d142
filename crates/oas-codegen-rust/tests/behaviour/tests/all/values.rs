//! Values that come in and go out again: unions, null, recursion, tuples, constants.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::ask::{Answered, Context, ask};

struct Server;

macro_rules! echoes {
    ($package:ident, $module:ident, $api:ident) => {
        impl $package::$module::$api for Server {
            type Context = Context<Self>;

            async fn echo(
                &self,
                _: &mut Context<Self>,
                request: $package::$module::EchoRequest,
            ) -> $package::$module::EchoResult {
                Ok($package::$module::EchoResponse::Ok(request.body))
            }
        }
    };
}

echoes!(enums, enums, EnumsApi);
echoes!(tuples, tuples, TuplesApi);
echoes!(unions, unions, UnionsApi);

impl nullable_everything::everything::EverythingApi for Server {
    type Context = Context<Self>;

    async fn put_nothing(
        &self,
        _: &mut Context<Self>,
        request: nullable_everything::everything::PutNothingRequest,
    ) -> nullable_everything::everything::PutNothingResult {
        Ok(nullable_everything::everything::PutNothingResponse::Ok {
            x_maybe: None,
            body: request.body.flatten(),
        })
    }

    async fn put_everything(
        &self,
        _: &mut Context<Self>,
        request: nullable_everything::everything::PutEverythingRequest,
    ) -> nullable_everything::everything::PutEverythingResult {
        let body = request.body;
        Ok(nullable_everything::everything::PutEverythingResponse::Ok(
            body,
        ))
    }
}

impl recursive::trees::TreesApi for Server {
    type Context = Context<Self>;

    async fn grow_tree(
        &self,
        _: &mut Context<Self>,
        request: recursive::trees::GrowTreeRequest,
    ) -> recursive::trees::GrowTreeResult {
        let tree = serde_json::to_value(&request.body).expect("trees are JSON");
        let answer = json!({
            "list": { "value": 1, "next": { "value": 2 }, "previous": null },
            "tree": tree,
            "json": [null, true, 1.5, "a", { "b": [] }],
            "expression": { "left": 1.0, "right": { "left": 2.0, "right": 3.0 } },
            "nested": [[], [[]]],
            "mapped": { "a": { "b": {} } },
            "pair": ["a", ["b", null]],
            "branch": [{ "leaf": [] }],
            "catalogue": { "title": "t", "more": { "title": "u" } },
        });
        let answer = serde_json::from_value(answer).expect("it follows the schema");
        Ok(recursive::trees::GrowTreeResponse::Ok(answer))
    }
}

async fn post(router: oas_runtime::OperationRouter, line: &str, body: &Value) -> Answered {
    ask(router, line, &[], &body.to_string()).await
}

#[tokio::test]
async fn values_come_back_as_they_came() {
    let unions = json!([
        { "mapped": { "kind": "cat", "lives": 7 } },
        { "mapped": { "good": true, "kind": "dog" } },
        { "implicit": { "shape": "Circle", "radius": 1.5 } },
        { "by_type": "abc" },
        { "by_type": 1.5 },
        { "by_type": [1, 2] },
        { "by_constant": { "kind": "dog" } },
        { "by_member": { "shape": "x", "side": 2.0 } },
        { "by_number": { "version": 2, "b": "x" } },
        { "ordered": { "a": "x" } },
        { "exclusive": 3 },
        { "name_or_shape": "x" },
        { "name_or_shape": { "shape": "x", "radius": 2.5 } },
        { "model": "small" },
        { "model": "an unknown one" },
        { "maybe": null },
        { "maybe": { "kind": "cat", "lives": 1 } },
        { "same_names": 3 },
        { "many": [{ "kind": "cat", "lives": 0 }, { "kind": "dog" }] },
        { "beside_members": { "id": "x", "born": "2000-01-01" } },
        { "texts": "2000-01-01" },
    ]);
    for value in unions.as_array().expect("a list") {
        let answer = post(
            unions::unions::router(Arc::new(Server)),
            "POST /unions",
            value,
        )
        .await;
        assert_eq!(
            (answer.status, &answer.json()),
            (200, value),
            "{}",
            answer.text()
        );
    }
    let enums = json!([
        { "closed": "red", "snake": "dark_red", "kebab": "light-green", "screaming": "DARK_RED" },
        { "open": "red" },
        { "open": "mauve", "open_other": "Other" },
        { "integers": -1, "booleans": false, "numbers": 0.5, "fixed_integer": 42 },
        { "mixed": "auto" },
        { "mixed": 1 },
        { "mixed": true },
        { "mixed": 2.5 },
        { "strange": "" },
        { "strange": "a\nb" },
        { "strange": "\\", "colliding": "aB", "only": "one", "always": true, "never": false },
        { "described": "high", "named": 2, "inline": "there" },
        { "large": i64::MIN },
        { "large": u64::MAX },
    ]);
    for value in enums.as_array().expect("a list") {
        let answer = post(enums::enums::router(Arc::new(Server)), "POST /enums", value).await;
        assert_eq!(
            (answer.status, &answer.json()),
            (200, value),
            "{}",
            answer.text()
        );
    }
    let tuples = json!([
        { "pair": ["a", 1], "triple": [1.5, 2.5, null], "open": ["a", 1, true], "optional": ["a"] },
        { "single": ["a"], "typed_rest": ["a", 1, true, false], "nested": [["a", 0]] },
        { "objects": [{ "a": "x" }, [["b", 2]], 3] },
    ]);
    for value in tuples.as_array().expect("a list") {
        let answer = post(
            tuples::tuples::router(Arc::new(Server)),
            "POST /tuples",
            value,
        )
        .await;
        assert_eq!(
            (answer.status, &answer.json()),
            (200, value),
            "{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn absent_and_null_are_two_things() {
    let base = json!({
        "required_text": null, "required_object": null, "required_null": null, "required_any": null,
    });
    let cases = json!([
        {},
        { "text": null, "integer": null, "number": null, "boolean": null, "date": null },
        { "text": "a", "integer": 1, "number": 1.5, "boolean": true, "date": "2000-02-29" },
        { "list": null, "map": null, "object": null, "enumeration": null },
        { "list": [null, "a"], "map": { "a": null, "b": 1 }, "object": { "name": null } },
        { "nullable_reference": null, "nullable_alias": null, "nullable_text": null },
        { "nullable_reference": {}, "nullable_alias": { "name": "a" }, "nullable_text": "ab" },
        { "nullable_union": null, "nullable_tuple": null, "nothing": null, "anything": null },
        { "nullable_union": 3, "nullable_tuple": [null, 3], "only_null": null },
        { "required_text": "a", "required_object": { "name": "b" }, "required_any": [1] },
    ]);
    for case in cases.as_array().expect("a list") {
        let mut value = base.clone();
        for (name, member) in case.as_object().expect("an object") {
            value[name] = member.clone();
        }
        let router = nullable_everything::everything::router(Arc::new(Server));
        let answer = post(router, "PUT /everything", &value).await;
        assert_eq!(
            (answer.status, answer.json()),
            (200, value),
            "{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn what_must_be_there_may_be_null_and_not_absent() {
    let value = json!({ "required_object": null, "required_null": 1, "required_any": null });
    let router = nullable_everything::everything::router(Arc::new(Server));
    let answer = post(router, "PUT /everything", &value).await;
    let violations = json!([
        ["/required_text", "body", "REQUIRED"],
        ["/required_null", "body", "TYPE"],
    ]);
    assert_eq!((answer.status, answer.violations()), (422, violations));
}

#[tokio::test]
async fn a_body_of_null_is_a_body() {
    for (body, expected) in [("null", "null"), ("{\"name\":\"a\"}", "{\"name\":\"a\"}")] {
        let router = nullable_everything::everything::router(Arc::new(Server));
        let answer = ask(router, "PUT /nothing", &[], body).await;
        assert_eq!((answer.status, answer.text()), (200, expected));
        assert_eq!(answer.header("x-maybe"), "");
    }
}

#[tokio::test]
async fn recursive_values_are_read_and_written() {
    let tree = json!({ "children": [{ "children": [] }, { "children": [{ "children": [] }] }] });
    let router = recursive::trees::router(Arc::new(Server));
    let answer = post(router, "POST /trees", &tree).await;
    assert_eq!((answer.status, &answer.json()["tree"]), (200, &tree));
    assert_eq!(answer.json()["pair"], json!(["a", ["b", null]]));
}

#[tokio::test]
async fn what_no_variant_takes_is_refused() {
    let cases = json!([
        [{ "mapped": { "kind": "bird" } }, ["/mapped/kind", "body", "ENUM"]],
        [{ "mapped": { "lives": 1 } }, ["/mapped/kind", "body", "REQUIRED"]],
        [{ "mapped": { "kind": "cat", "lives": 10 } }, ["/mapped/lives", "body", "MAXIMUM"]],
        [{ "by_type": true }, ["/by_type", "body", "TYPE"]],
        [{ "by_type": "too long" }, ["/by_type", "body", "MAX_LENGTH"]],
        [{ "exclusive": 10 }, ["/exclusive", "body", "ONE_OF"]],
        [{ "name_or_shape": 3 }, ["/name_or_shape", "body", "TYPE"]],
        [{ "many": [{ "kind": "dog", "good": 1 }] }, ["/many/0/good", "body", "TYPE"]],
    ]);
    for case in cases.as_array().expect("a list") {
        let router = unions::unions::router(Arc::new(Server));
        let answer = post(router, "POST /unions", &case[0]).await;
        let found = answer.violations();
        assert_eq!(found, json!([case[1]]), "{}: {}", case[0], answer.text());
    }
    let cases = json!([
        [{ "closed": "pink" }, ["/closed", "body", "ENUM"]],
        [{ "integers": 3 }, ["/integers", "body", "ENUM"]],
        [{ "always": false }, ["/always", "body", "ENUM"]],
        [{ "mixed": "manual" }, ["/mixed", "body", "ENUM"]],
        [{ "open": 3 }, ["/open", "body", "TYPE"]],
    ]);
    for case in cases.as_array().expect("a list") {
        let router = enums::enums::router(Arc::new(Server));
        let answer = post(router, "POST /enums", &case[0]).await;
        let found = answer.violations();
        assert_eq!(found, json!([case[1]]), "{}: {}", case[0], answer.text());
    }
}
