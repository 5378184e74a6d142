//! The contracts of this repository follow their own conventions, and would be caught if not.

use std::path::Path;

use oas_conventions::Conventions;
use oas_diagnostics::MemoryLoader;
use oas_lint::Settings;

use crate::support::{Checked, check_lint_files, conventions};

const ENTRY: &str = "tenant-smtp/openapi.yaml";
const COMMON: [&str; 5] = ["headers", "parameters", "responses", "schemas", "security"];

fn read(path: &str) -> String {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let text = std::fs::read_to_string(spec.join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn check_contract(text: &str, conventions: &Conventions) -> Checked {
    let loader = COMMON.iter().fold(MemoryLoader::new(), |loader, name| {
        let path = format!("common/{name}.yaml");
        let text = read(&path);
        loader.with(path, text)
    });
    let groups = [
        "standard",
        "codegen",
        "conventions",
        "security",
        "naming",
        "docs",
    ];
    let settings = Settings::of_groups(groups);
    let loader = loader.with(ENTRY, text);
    check_lint_files(&loader, ENTRY, Some(conventions), &settings)
}

#[test]
fn tenant_smtp_has_no_finding() {
    let checked = check_contract(&read(ENTRY), &conventions());
    assert!(checked.findings.is_empty(), "{}", checked.rendered);
}

#[test]
fn what_is_taken_from_tenant_smtp_is_missed() {
    let text = read(ENTRY);
    let conventions = conventions();
    for (from, to, rule) in [
        ("x-audience: public-tenant\n", "", "audience-missing"),
        (
            "x-audience: public-",
            "x-audience: public-x",
            "extension-value-invalid",
        ),
        ("x-stability: stable\n", "", "stability-missing"),
        ("x-owner: deliverability\n", "", "owner-missing"),
        ("url: https://api.", "url: http://api.", "server-plain-http"),
        (
            "url: https://api.",
            "url: https://elsewhere.",
            "server-unlisted",
        ),
        ("version: 1.0.0", "version: 2.0.0", "path-major-mismatch"),
        ("tags: [Smtp]", "tags: [Smpt]", "tag-undeclared"),
        ("[\"smtp:read\"]", "[\"smpt:read\"]", "scope-unknown"),
        ("[\"smtp:read\"]", "[\"exec:read\"]", "scope-unknown"),
        (
            "[owner, admin",
            "[ROLE_EXEC_CEO, ownr",
            "extension-value-invalid",
        ),
        ("x-resource: singleton\n", "", "path-not-resource"),
        ("x-rate-limit: [plan]\n", "", "rate-limit-unstated"),
        (
            "x-sdk-method: status",
            "x-sdk-method: config",
            "sdk-method-duplicate",
        ),
        (
            "X-RateLimit-Reset: {",
            "X-Reset: {",
            "rate-limit-headers-missing",
        ),
        ("X-Request-Id: {", "X-Request: {", "trace-header-missing"),
        ("request_id: req_", "request_id: ", "request-id-malformed"),
        ("10:00:00Z", "10:00:00+01:00", "timestamp-not-utc"),
        ("success: true", "success: 1", "example-invalid"),
        (
            "responses.yaml#/NotFound",
            "responses.yaml#/Conflict",
            "error-example-missing",
        ),
        (
            "        RESOURCE_NOT_FOUND:",
            "        RESOURCE_CONFLICT:",
            "error-code-misplaced",
        ),
        (
            "        default:\n",
            "        \"418\":\n",
            "default-response-missing",
        ),
        ("\"429\":", "\"428\":", "rate-limit-response-missing"),
        ("\"401\":", "\"402\":", "authentication-response-missing"),
        ("lang: TypeScript", "lang: Python", "code-sample-order"),
        (
            "operationId: getTenantSmtpStatus\n",
            "",
            "operation-id-missing",
        ),
        (
            "parameters.yaml#/TenantId",
            "parameters.yaml#/Limit",
            "path-parameter-undeclared",
        ),
    ] {
        // With the space in front, so that an emptied line has no rest.
        let start = text
            .find(from)
            .unwrap_or_else(|| panic!("the contract has no `{from}`"));
        let line = if to.is_empty() {
            text[..start].rfind('\n').map_or(0, |end| end + 1)
        } else {
            start
        };
        let changed = format!("{}{to}{}", &text[..line], &text[start + from.len()..]);
        let checked = check_contract(&changed, &conventions);
        assert!(
            checked.rules().contains(&rule),
            "`{from}` became `{to}`, and `{rule}` did not find it:\n{}",
            checked.rendered
        );
    }
}
