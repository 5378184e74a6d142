//! `property-name-casing`: properties are named alike.

use oas_conventions::Case;
use oas_model::object::Schema;

use crate::facts::naming::check;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports properties whose name is not written in the case of properties.
    ///
    /// ## Why is this bad?
    /// Callers have to look up each name instead of knowing it.
    ///
    /// ## Options
    /// `case`: one of `camelCase`, `PascalCase`, `snake_case`, `kebab-case`,
    /// `SCREAMING_SNAKE_CASE`. Without it the conventions say which, and without conventions it is
    /// `snake_case`.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet:
    ///       type: object
    ///       properties:
    ///         birthDate: { type: string }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet:
    ///       type: object
    ///       properties:
    ///         birth_date: { type: string }
    /// ```
    pub(super) PROPERTY_NAME_CASING {
        group: Naming,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-20"],
        options: ["case"],
    }
}

pub(super) struct PropertyNameCasing;

impl Rule for PropertyNameCasing {
    fn meta(&self) -> &'static RuleMeta {
        &PROPERTY_NAME_CASING
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        for (key, property) in schema.properties() {
            check(
                ctx,
                "property",
                key.text(),
                property.key_location(),
                Case::Snake,
                |naming| naming.properties,
            );
        }
    }
}
