//! `timestamp-not-utc`: times in examples are in UTC.

use oas_model::object::MediaType;

use crate::facts::date::zone;
use crate::facts::values;
use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports date-times in examples of bodies that do not end with `Z`.
    ///
    /// ## Why is this bad?
    /// All times of the API are in UTC; clients compare them as text.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   responses:
    ///     NotFound:
    ///       description: there is no such resource
    ///       content:
    ///         application/json:
    ///           example:
    ///             success: false
    ///             error:
    ///               code: RESOURCE_NOT_FOUND
    ///               message: There is no such resource.
    ///               details: []
    ///               request_id: req_01jd3v9k2m
    ///               documentation_url: https://docs.penguinmails.com/api/errors#resource-not-found
    ///             timestamp: "2026-11-23T10:00:00+01:00"
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   responses:
    ///     NotFound:
    ///       description: there is no such resource
    ///       content:
    ///         application/json:
    ///           example:
    ///             success: false
    ///             error:
    ///               code: RESOURCE_NOT_FOUND
    ///               message: There is no such resource.
    ///               details: []
    ///               request_id: req_01jd3v9k2m
    ///               documentation_url: https://docs.penguinmails.com/api/errors#resource-not-found
    ///             timestamp: "2026-11-23T10:00:00Z"
    /// ```
    pub(super) TIMESTAMP_NOT_UTC {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-26"],
    }
}

pub(super) struct TimestampNotUtc;

impl Rule for TimestampNotUtc {
    fn meta(&self) -> &'static RuleMeta {
        &TIMESTAMP_NOT_UTC
    }

    fn media_type(&self, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        if !conventions
            .error_envelope
            .timestamp_zone
            .eq_ignore_ascii_case("utc")
        {
            return;
        }
        for (_, example) in values::examples(&media_type) {
            for (member, value) in values::members(example) {
                let Some(text) = value.as_str() else { continue };
                if zone(text).is_some_and(|zone| zone != "Z") {
                    ctx.report(
                        value.location(),
                        format!("the time under `{member}` is not in UTC"),
                    )
                    .help("write it in UTC, with `Z` at its end: `2026-11-23T10:00:00Z`");
                }
            }
        }
    }
}
