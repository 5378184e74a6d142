//! The family's own conventions: they are read without a finding, and without a loss.

mod support;

use oas_conventions::{Conventions, NameKind, Raiser, json_schema};
use oas_diagnostics::SourceMap;
use support::{check_parse, own_text, tree};

fn own() -> Conventions {
    let (conventions, findings) = check_parse(&own_text());
    assert_eq!(findings, "");
    conventions.expect("conventions without findings are read")
}

#[test]
fn nothing_is_lost_between_text_and_types() {
    let read = tree(&mut SourceMap::new(), &own_text()).root().to_json();
    let written = serde_json::to_value(own()).expect("conventions are plain data");
    assert_eq!(written, read);
}

#[test]
fn the_published_schema_agrees_with_an_independent_validator() {
    let validator = jsonschema::validator_for(&json_schema()).expect("the schema is a schema");
    let mut conventions = tree(&mut SourceMap::new(), &own_text()).root().to_json();
    let errors: Vec<_> = validator
        .iter_errors(&conventions)
        .map(|it| it.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    conventions["errors"]["RESOURCE_CONFLICT"]["raised_by"] = "nobody".into();
    assert!(!validator.is_valid(&conventions));
}

#[test]
fn every_part_of_the_schema_is_described() {
    fn undescribed(name: &str, schema: &serde_json::Value, found: &mut Vec<String>) {
        let properties = schema.get("properties").and_then(|it| it.as_object());
        for (property, schema) in properties.into_iter().flatten() {
            if schema.get("description").is_none() {
                found.push(format!("{name}.{property}"));
            }
        }
    }
    let schema = json_schema();
    let mut found = Vec::new();
    undescribed("Conventions", &schema, &mut found);
    for (name, schema) in schema["$defs"].as_object().into_iter().flatten() {
        undescribed(name, schema, &mut found);
        if schema.get("description").is_none() {
            found.push(name.clone());
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn paths_have_an_audience_and_a_surface() {
    let conventions = own();
    let of = |path: &str| {
        let (audience, _) = conventions.audience_of_path(path)?;
        let (domain, _, surface) = conventions.surface_of_path(path)?;
        assert_eq!(surface.audience, audience, "{path}");
        Some((audience.to_owned(), domain.to_owned()))
    };
    for (path, expected) in [
        (
            "/api/v1/tenants/{tenantId}/smtp/config",
            Some(("public-tenant", "tenant-smtp")),
        ),
        (
            "/api/v1/tenants/{tenantId}/campaigns",
            Some(("public-tenant", "core-product")),
        ),
        (
            "/api/v1/tenants/{id}/webhooks/{webhookId}",
            Some(("public-tenant", "webhooks")),
        ),
        (
            "/api/v1/internal/events",
            Some(("internal", "queue-events")),
        ),
        (
            "/api/v2/notifications/ack",
            Some(("executive", "queue-events")),
        ),
        ("/api/v1/admin/smtp/ips", Some(("internal", "central-smtp"))),
        ("/api/v1/exec/overview", Some(("executive", "executive"))),
        ("/api/v1/executive", None),
        ("/exec/overview", None),
    ] {
        let expected = expected.map(|(audience, domain)| (audience.into(), domain.into()));
        assert_eq!(of(path), expected, "{path}");
    }
}

#[test]
fn codes_know_their_raisers_and_their_page() {
    let conventions = own();
    let raisers = |code: &str, status| conventions.error_code(code).map(|it| it.raisers(status));
    assert_eq!(raisers("VALIDATION_ERROR", 400), Some(vec![Raiser::Router]));
    assert_eq!(
        raisers("VALIDATION_ERROR", 422),
        Some(vec![Raiser::Router, Raiser::Handler])
    );
    assert_eq!(
        raisers("RATE_LIMIT_EXCEEDED", 429),
        Some(vec![Raiser::Layer])
    );
    assert_eq!(raisers("RATE_LIMIT_EXCEEDED", 503), Some(Vec::new()));
    assert_eq!(raisers("TEAPOT", 418), None);
    assert_eq!(
        conventions
            .error_envelope
            .documentation_url_of("RATE_LIMIT_EXCEEDED"),
        "https://docs.penguinmails.com/api/errors#rate-limit-exceeded"
    );
}

#[test]
fn mistyped_names_have_a_nearest_one() {
    let conventions = own();
    for (kind, word, nearest) in [
        (NameKind::Scope, "smtp:raed", Some("smtp:read")),
        (NameKind::TokenKind, "UserTokn", Some("UserToken")),
        (
            NameKind::ErrorCode,
            "RATE_LIMIT_EXCEDED",
            Some("RATE_LIMIT_EXCEEDED"),
        ),
        (NameKind::Extension, "x-audiense", Some("x-audience")),
        (NameKind::Event, "job.complete", Some("job.completed")),
        (NameKind::Role, "superuser", None),
    ] {
        assert_eq!(conventions.nearest(kind, word), nearest, "{word}");
    }
}

#[test]
fn ids_and_names_are_told_apart() {
    let conventions = own();
    let prefix = |text: &str| {
        conventions
            .identifiers
            .prefix_of(text)
            .map(|(prefix, _)| prefix)
    };
    assert_eq!(prefix("^tn_[A-Za-z0-9_]{3,64}$"), Some("tn_"));
    assert_eq!(prefix("pm_live_abc"), Some("pm_live_"));
    assert_eq!(prefix("other"), None);
    assert_eq!(
        conventions.identifiers.pattern("tn_"),
        "^tn_[A-Za-z0-9_]{3,64}$"
    );
    assert_eq!(
        conventions.privacy.internal_word("queue_depth"),
        Some("queue")
    );
    assert_eq!(conventions.privacy.internal_word("degraded_sources"), None);
    assert_eq!(conventions.privacy.secret_word("secret_hint"), None);
    assert_eq!(
        conventions.privacy.secret_word("clientSecret"),
        Some("secret")
    );
    assert_eq!(
        conventions
            .pagination
            .bounds("listExecutiveAuditLog")
            .maximum,
        500
    );
    assert_eq!(conventions.pagination.bounds("listWorkspaces").maximum, 200);
}
