//! `schema-name-casing`: schemas are named alike.

use oas_conventions::Case;
use oas_model::object::Schema;

use crate::facts::naming::check;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports schemas of `components` whose name is not written in the case of schemas.
    ///
    /// ## Why is this bad?
    /// Names of generated types look alike only if those of schemas do.
    ///
    /// ## Options
    /// `case`: one of `camelCase`, `PascalCase`, `snake_case`, `kebab-case`,
    /// `SCREAMING_SNAKE_CASE`. Without it the conventions say which, and without conventions it is
    /// `PascalCase`.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     pet_owner: { type: object }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     PetOwner: { type: object }
    /// ```
    pub(super) SCHEMA_NAME_CASING {
        group: Naming,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-20"],
        options: ["case"],
    }
}

pub(super) struct SchemaNameCasing;

impl Rule for SchemaNameCasing {
    fn meta(&self) -> &'static RuleMeta {
        &SCHEMA_NAME_CASING
    }

    fn schema(&self, schema: Schema<'_>, ctx: &mut RuleContext<'_>) {
        if let Some(name) = schema.component_name() {
            check(
                ctx,
                "schema name",
                name,
                schema.key_location(),
                Case::Pascal,
                |naming| naming.schemas,
            );
        }
    }
}
