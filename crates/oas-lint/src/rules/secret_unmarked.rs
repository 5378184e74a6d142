//! `secret-unmarked`: secrets are marked.

use oas_model::object::Schema;

use crate::facts::members::Members;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports properties whose name says that they hold a secret, and that are neither `writeOnly`
    /// nor marked `x-sensitive`.
    ///
    /// ## Why is this bad?
    /// What is not marked is logged, kept in replayed answers, and shown again.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     ApiKey:
    ///       type: object
    ///       properties:
    ///         secret: { type: string }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     ApiKey:
    ///       type: object
    ///       properties:
    ///         secret: { type: string, x-sensitive: true }
    /// ```
    pub(super) SECRET_UNMARKED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-52"],
    }
}

pub(super) struct SecretUnmarked;

impl Rule for SecretUnmarked {
    fn meta(&self) -> &'static RuleMeta {
        &SECRET_UNMARKED
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        for (key, property) in schema.properties() {
            let Some(word) = conventions.privacy.secret_word(key.text()) else {
                continue;
            };
            let members = Members::of(property);
            let is_marked = members.any(|part| {
                part.flag("writeOnly") == Some(true) || part.flag("x-sensitive") == Some(true)
            });
            if !is_marked && members.any(|part| part.has_type("string")) {
                let name = key.text();
                ctx.report(
                    property.key_location(),
                    format!("`{name}` holds a secret and is not marked"),
                )
                .help("add `writeOnly: true`, or `x-sensitive: true` where it is shown once")
                .note(format!("the word `{word}` of its name says so"));
            }
        }
    }
}
