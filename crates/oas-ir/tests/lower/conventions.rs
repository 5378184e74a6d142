//! What backends are told of conventions.

use crate::support::{check_lower, spec};
use oas_ir::{LowerSettings, RoleKind, TokenForm};

#[test]
fn access_is_lowered_as_the_file_has_it() {
    let lowered = check_lower(
        &spec(),
        "tenant-smtp/openapi.yaml",
        Some("conventions.yaml"),
        &LowerSettings::default(),
    );
    let conventions = lowered.contract.conventions.expect("it has conventions");
    let kinds: Vec<_> = conventions
        .token_kinds
        .iter()
        .map(|kind| {
            let audience = match &kind.form {
                TokenForm::ApiKey { .. } => None,
                TokenForm::Jwt { audience, .. } => Some(audience.as_str()),
            };
            (kind.scheme.as_str(), kind.prefixes(), audience)
        })
        .collect();
    assert_eq!(
        kinds,
        [
            ("TenantApiKey", vec!["pm_live_", "pm_test_"], None),
            ("UserToken", vec![], Some("penguinmails")),
            ("InternalToken", vec![], Some("internal")),
        ]
    );
    let scope = conventions.scopes.first().expect("it has scopes");
    assert_eq!(scope.name, "tenant:read");
    assert_eq!(
        scope.token_kinds,
        ["TenantApiKey", "UserToken", "InternalToken"]
    );
    let role = conventions.roles.last().expect("it has roles");
    assert_eq!(
        (role.name.as_str(), role.kind),
        ("ROLE_ANALYTICS_READ", RoleKind::Executive)
    );
    let tenancy = conventions.tenancy.expect("it keeps tenants apart");
    assert_eq!(tenancy.crossing[0].scopes, ["tenant:read"]);
    assert_eq!(conventions.headers.correlation_id_length, Some(128));
    let free = &conventions.plans.plans[0];
    assert_eq!((free.requests, free.burst), (30, 60));
    assert_eq!(free.methods, ["GET"]);
}
