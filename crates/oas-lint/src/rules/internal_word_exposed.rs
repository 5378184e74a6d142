//! `internal-word-exposed`: names do not tell how the platform is built.

use oas_model::object::Schema;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports names of schemas and properties with a word that the conventions keep for internal
    /// parts.
    ///
    /// ## Why is this bad?
    /// Whoever relies on such a name is broken when the part is replaced.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Domain:
    ///       type: object
    ///       properties:
    ///         redis_key: { type: string }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Domain:
    ///       type: object
    ///       properties:
    ///         domain: { type: string }
    /// ```
    pub(super) INTERNAL_WORD_EXPOSED {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-04"],
    }
}

pub(super) struct InternalWordExposed;

impl Rule for InternalWordExposed {
    fn meta(&self) -> &'static RuleMeta {
        &INTERNAL_WORD_EXPOSED
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if let Some(name) = schema.component_name()
            && let Some(word) = conventions.privacy.internal_word(name)
        {
            ctx.report(
                schema.key_location(),
                format!("the schema name `{name}` has the internal word `{word}`"),
            )
            .help("name it after what it means to callers");
        }
        for (key, property) in schema.properties() {
            let name = key.text();
            if let Some(word) = conventions.privacy.internal_word(name) {
                ctx.report(
                    property.key_location(),
                    format!("the property `{name}` has the internal word `{word}`"),
                )
                .help("name it after what it means to callers");
            }
        }
    }
}
