//! `personal-data-unmarked`: personal data is marked.

use oas_conventions::Conventions;
use oas_model::object::{Parameter, Schema};
use oas_syntax::Node;

use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports properties and parameters whose name says that they hold personal data, and that are
    /// not marked `x-pii`.
    ///
    /// ## Why is this bad?
    /// What is not marked is not masked in logs, and not erased with the person.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Contact:
    ///       type: object
    ///       properties:
    ///         email: { type: string, maxLength: 254 }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Contact:
    ///       type: object
    ///       properties:
    ///         email: { type: string, maxLength: 254, x-pii: true }
    /// ```
    pub(super) PERSONAL_DATA_UNMARKED {
        group: Conventions,
        level: Info,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-54"],
    }
}

pub(super) struct PersonalDataUnmarked;

impl Rule for PersonalDataUnmarked {
    fn meta(&self) -> &'static RuleMeta {
        &PERSONAL_DATA_UNMARKED
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, property) in schema.properties() {
            check(key.text(), property, property.node(), conventions, ctx);
        }
    }

    fn parameter(&self, parameter: Parameter<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if let (Some(name), Some(schema)) = (parameter.name(), parameter.schema())
            && parameter.flag("x-pii") != Some(true)
        {
            check(name, schema, parameter.node(), conventions, ctx);
        }
    }
}

fn check(
    name: &str,
    schema: Schema<'_>,
    place: Node<'_>,
    conventions: &Conventions,
    ctx: &mut RuleContext<'_>,
) {
    let Some(word) = conventions.privacy.personal_word(name) else {
        return;
    };
    let members = Members::of(schema);
    let is_marked = members.any(|part| part.flag("x-pii") == Some(true));
    if !is_marked && members.any(|part| part.has_type("string")) {
        ctx.report(
            place.key_location(),
            format!("`{name}` seems to hold personal data and is not marked"),
        )
        .help("add `x-pii: true`, or suppress the finding where no person is meant")
        .note(format!("the word `{word}` of its name says so"));
    }
}
