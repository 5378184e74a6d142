//! `enum-duplicate-value`: the values of an enum differ.

use std::collections::HashMap;

use oas_model::object::Schema;
use oas_syntax::Node;
use serde_json::Value;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports values that stand in an `enum` twice.
    ///
    /// ## Why is this bad?
    /// JSON Schema wants them unique. One of the two is mostly meant to be something else.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Size: { type: string, enum: [small, large, small] }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Size: { type: string, enum: [small, medium, large] }
    /// ```
    pub(super) ENUM_DUPLICATE_VALUE {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct EnumDuplicateValue;

impl Rule for EnumDuplicateValue {
    fn meta(&self) -> &'static RuleMeta {
        &ENUM_DUPLICATE_VALUE
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        // Equal values have equal texts, but not the other way round.
        let mut known: HashMap<String, Vec<(Value, Node<'_>)>> = HashMap::new();
        for value in schema.enum_values() {
            let json = value.to_json();
            let alike = known.entry(likeness(&json)).or_default();
            match alike.iter().find(|(other, _)| *other == json) {
                Some((_, first)) => {
                    ctx.report(
                        value.location(),
                        format!("`{json}` stands in this enum twice"),
                    )
                    .related(*first, "the first one")
                    .help("remove one of them");
                }
                None => alike.push((json, value)),
            }
        }
    }
}

/// What equal values have in common. Objects with keys in another order are equal too.
fn likeness(value: &Value) -> String {
    match value {
        Value::Object(members) => format!("{{{}}}", members.len()),
        Value::Array(elements) => format!("[{}]", elements.len()),
        other => other.to_string(),
    }
}
