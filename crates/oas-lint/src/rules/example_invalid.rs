//! `example-invalid`: examples and defaults are valid.

use std::collections::HashMap;

use jsonschema::Validator;
use oas_model::object::OpenApi;
use oas_syntax::{JsonPointer, NodeKey};
use serde_json::Value;

use crate::facts::json_schema;
use crate::facts::judged::{Judged, judged};
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports examples and defaults that the schema beside them does not allow. Examples of other
    /// formats than JSON, and schemas that cannot be judged (references that lead nowhere, patterns
    /// that need a backtracking engine, unions of unions that would take forever) are left alone.
    /// Of values with more than 12 levels only whether they are valid is told, and those with more
    /// than 20 are named as not compared.
    ///
    /// ## Why is this bad?
    /// Readers copy examples, mocks answer with them, and generated code fills in defaults.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer, minimum: 0, example: -1 }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Age: { type: integer, minimum: 0, example: 3 }
    /// ```
    pub(super) EXAMPLE_INVALID {
        group: Standard,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-47"],
    }
}

pub(super) struct ExampleInvalid;

impl Rule for ExampleInvalid {
    fn meta(&self) -> &'static RuleMeta {
        &EXAMPLE_INVALID
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let resolved = document.document();
        let mut validators = Validators::new();
        for (_, visit) in resolved.visits().iter() {
            let node = resolved.document().node(visit.node);
            for example in judged(resolved, visit.kind, node) {
                let validator = validators
                    .entry(example.schema.node_key())
                    .or_insert_with(|| json_schema::validator(resolved, example.schema));
                if let Some(validator) = validator {
                    judge(&example, validator, ctx);
                }
            }
        }
    }
}

/// Findings about one example, and reasons in one finding: the first ones tell what is wrong.
const MOST_FINDINGS: usize = 5;

/// Levels of a value that is compared with its schema at all, and up to which what is wrong with
/// it is told.
const MOST_DEPTH: usize = 20;
const EXPLAINED_DEPTH: usize = 12;

/// Collections within each other.
fn depth(value: &Value) -> usize {
    let mut deepest = 0;
    let mut stack = vec![(value, 1)];
    while let Some((value, depth)) = stack.pop() {
        match value {
            Value::Array(elements) => stack.extend(elements.iter().map(|one| (one, depth + 1))),
            Value::Object(members) => stack.extend(members.values().map(|one| (one, depth + 1))),
            _ => continue,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

type Validators = HashMap<NodeKey, Option<Validator>>;

fn judge(example: &Judged<'_>, validator: &Validator, ctx: &mut RuleContext<'_>) {
    let value = example.value.to_json();
    // Unions that contain themselves are tried again on each level, so time and the errors kept
    // can double with each: deep values are judged as a whole, very deep ones not at all.
    let depth = depth(&value);
    if depth > MOST_DEPTH {
        ctx.report(
            example.value.location(),
            format!(
                "this {} is nested too deeply to be compared with its schema",
                example.what
            ),
        )
        .as_info()
        .help(format!("show the form with at most {MOST_DEPTH} levels"));
        return;
    }
    if depth > EXPLAINED_DEPTH {
        if !validator.is_valid(&value) {
            ctx.report(
                example.value.location(),
                format!("this {} is not valid", example.what),
            )
            .related(example.schema, "the schema")
            .help("show less of it: with fewer levels, what is wrong can be told");
        }
        return;
    }
    // What is wrong with one value is one finding.
    let mut wrong: Vec<(String, Vec<String>)> = Vec::new();
    for error in validator.iter_errors(&value) {
        let path = error.instance_path().to_string();
        let message = error.masked().to_string().replace('"', "`");
        match wrong.iter_mut().find(|(known, _)| *known == path) {
            Some((_, messages)) => messages.push(message),
            None => wrong.push((path, vec![message])),
        }
    }
    for (path, messages) in wrong.into_iter().take(MOST_FINDINGS) {
        let place = JsonPointer::parse(&path).and_then(|pointer| example.value.find(&pointer));
        let (what, shown) = (example.what, messages.len().min(MOST_FINDINGS));
        let more = match messages.len() - shown {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        ctx.report(
            place.unwrap_or(example.value).location(),
            format!(
                "this {what} is not valid: {}{more}",
                messages[..shown].join("; ")
            ),
        )
        .related(example.schema, "the schema")
        .help(format!("correct the {what}, or the schema"));
    }
}
