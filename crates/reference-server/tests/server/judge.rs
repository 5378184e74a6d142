//! The contract as a judge of answers: [`Judge`]. It reads the bundle that everybody else gets, with a
//! validator that has nothing to do with the code that wrote the answer.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use http::HeaderMap;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::Answer;

const CONTRACT: &str = include_str!("../../../../generated/openapi/tenant-smtp/openapi-3.1.json");

/// Headers that every server sends, and no contract lists.
const EVERYWHERE: [&str; 3] = [
    "content-type",
    "content-length",
    "strict-transport-security",
];

/// The contract, and what was made of its schemas so far.
pub(crate) struct Judge(Value, RefCell<BTreeMap<String, Rc<Validator>>>);

impl Judge {
    pub(crate) fn new() -> Self {
        let contract = serde_json::from_str(CONTRACT).expect("the bundle is JSON");
        Self(contract, RefCell::default())
    }

    /// What is wrong with an answer to `GET` of a path with its parameters' names.
    pub(crate) fn complaints(&self, path: &str, answer: &Answer) -> Vec<String> {
        let operation = &self.0["paths"][path]["get"];
        let declared = &operation["responses"][answer.status.to_string()];
        if declared.is_null() {
            return vec![format!("{} is not declared", answer.status)];
        }
        let response = self.resolved(declared);
        let mut complaints = self.headers(response, &answer.headers);
        let schema = &response["content"]["application/json"]["schema"];
        complaints.extend(self.violations(schema, &answer.body));
        if answer.status >= 400 {
            let code = answer.outcome().1;
            let codes = &declared["x-error-codes"];
            if codes.get(code).is_none() {
                complaints.push(format!("{} {code} is not declared", answer.status));
            }
            let error = &answer.body["error"];
            if error["request_id"].as_str() != answer.header("x-request-id") {
                complaints.push("two request ids".to_owned());
            }
            let anchor = code.to_lowercase().replace('_', "-");
            let page = error["documentation_url"].as_str().unwrap_or_default();
            if !page.ends_with(&format!("#{anchor}")) {
                complaints.push(format!("{page} does not explain {code}"));
            }
        }
        complaints
    }

    /// Headers that are missing, have another form, or are not declared.
    fn headers(&self, response: &Value, headers: &HeaderMap) -> Vec<String> {
        let declared = response["headers"].as_object().expect("headers");
        let mut complaints = Vec::new();
        for (name, header) in declared {
            let header = self.resolved(header);
            let schema = &header["schema"];
            let Some(text) = headers.get(name).map(|text| text.to_str().expect("text")) else {
                if header["required"] == true {
                    complaints.push(format!("no {name}"));
                }
                continue;
            };
            let value = match schema["type"].as_str() {
                Some("integer") => json!(text.parse::<i64>().ok()),
                _ => json!(text),
            };
            let violations = self.violations(schema, &value);
            complaints.extend(violations.iter().map(|why| format!("{name}: {why}")));
        }
        for name in headers.keys() {
            let is_declared = declared
                .keys()
                .any(|own| own.eq_ignore_ascii_case(name.as_str()));
            // Errors are never kept, whatever their operation says of successes.
            let is_known = EVERYWHERE.contains(&name.as_str()) || name == "cache-control";
            if !is_declared && !is_known {
                complaints.push(format!("{name} is not declared"));
            }
        }
        complaints
    }

    fn violations(&self, schema: &Value, value: &Value) -> Vec<String> {
        let validator = self.validator(schema);
        let errors = validator.iter_errors(value);
        errors
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect()
    }

    fn validator(&self, schema: &Value) -> Rc<Validator> {
        let mut known = self.1.borrow_mut();
        let validator = known.entry(schema.to_string()).or_insert_with(|| {
            let whole = json!({
                "$ref": "#/schema",
                "schema": schema,
                "components": self.0["components"],
            });
            Rc::new(jsonschema::draft202012::new(&whole).expect("a schema"))
        });
        Rc::clone(validator)
    }

    /// What a reference leads to. Beside it may stand what is special to the place.
    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => self.0.pointer(&reference[1..]).expect(reference),
            None => value,
        }
    }
}

#[test]
fn the_judge_is_no_yes_man() {
    let judge = Judge::new();
    let path = "/api/v1/tenants/{tenantId}/smtp/config";
    let answer = |status, body| Answer {
        status,
        headers: HeaderMap::new(),
        body,
    };
    let complaints = judge.complaints(path, &answer(418, Value::Null));
    assert_eq!(complaints, ["418 is not declared"]);
    let complaints = judge
        .complaints(path, &answer(200, json!({ "success": true })))
        .join("\n");
    assert!(complaints.contains("no X-RateLimit-Limit"), "{complaints}");
    assert!(
        complaints.contains("\"data\" is a required"),
        "{complaints}"
    );
    let body = json!({ "success": false, "error": { "code": "QUOTA_EXCEEDED" } });
    let complaints = judge.complaints(path, &answer(403, body)).join("\n");
    assert!(
        complaints.contains("403 QUOTA_EXCEEDED is not declared"),
        "{complaints}"
    );
}
