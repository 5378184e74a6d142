//! `path-major-mismatch`: paths and document are of one major version.

use oas_model::object::OpenApi;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports paths of another major version than `info.version`.
    ///
    /// ## Why is this bad?
    /// A document is one version of an API; two versions are two documents.
    ///
    /// ## Incorrect
    /// ```yaml
    /// info: { title: Domains, version: 2.1.0 }
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// info: { title: Domains, version: 1.4.0 }
    /// paths:
    ///   /api/v1/tenants/{tenantId}/domains:
    ///     get:
    ///       responses: { "200": { description: the domains } }
    /// ```
    pub(super) PATH_MAJOR_MISMATCH {
        group: Conventions,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
        clauses: ["C-41"],
    }
}

pub(super) struct PathMajorMismatch;

impl Rule for PathMajorMismatch {
    fn meta(&self) -> &'static RuleMeta {
        &PATH_MAJOR_MISMATCH
    }

    fn document(&self, document: OpenApi<'_>, ctx: &mut RuleContext<'_>) {
        let Some(conventions) = ctx.conventions() else {
            return;
        };
        let Some(version) = document.info().and_then(|info| info.document_version()) else {
            return;
        };
        let Some(Ok(wanted)) = version.split('.').next().map(str::parse::<u32>) else {
            return;
        };
        for (key, path_item) in document.paths() {
            let path = key.text();
            let Some((major, _)) = conventions.versioning.split(path) else {
                continue;
            };
            if major == wanted {
                continue;
            }
            let report = ctx.report(
                path_item.use_node().key_location(),
                format!("the path is of version {major}, but the document is of version {version}"),
            );
            let base = conventions.versioning.base_path_of(wanted);
            let report = report.help(format!("let the path start with `{base}`"));
            if let Some(place) = document.info().and_then(|info| info.field("version")) {
                report.related(place, "the version of the document");
            }
        }
    }
}
