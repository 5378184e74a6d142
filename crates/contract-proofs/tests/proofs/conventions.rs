//! What the table of conventions says is what `spec/conventions.yaml` says, and operations ask for
//! nothing that the table does not know.

use oas_runtime::{HeaderNames, RoleKind, TokenForm};
use penguinmails_common::CONVENTIONS;
use penguinmails_tenant_smtp::OPERATIONS;

use crate::text::file;

#[test]
fn headers_have_the_names_of_the_file() {
    let file = file();
    let headers = file.at("headers");
    let HeaderNames {
        request_id,
        correlation_id,
        correlation_id_length,
        idempotency_key,
        idempotency_replayed,
        rate_limit_limit,
        rate_limit_remaining,
        rate_limit_reset,
        rate_limit_window,
    } = CONVENTIONS.headers;
    for (header, name) in [
        ("request_id", request_id),
        ("correlation_id", correlation_id),
        ("idempotency_key", idempotency_key),
        ("idempotency_replayed", idempotency_replayed),
        ("rate_limit_limit", rate_limit_limit),
        ("rate_limit_remaining", rate_limit_remaining),
        ("rate_limit_reset", rate_limit_reset),
        ("rate_limit_window", rate_limit_window),
    ] {
        assert_eq!(headers.at(header).value("name"), name);
    }
    let length = headers.at("correlation_id").value("max_length");
    assert_eq!(length, correlation_id_length.to_string());
}

#[test]
fn token_kinds_look_as_the_file_has_them() {
    let file = file();
    let kinds = file.at("token_kinds");
    let kinds = kinds.entries();
    assert_eq!(kinds.len(), CONVENTIONS.token_kinds.len());
    for (name, kind) in kinds {
        let known = CONVENTIONS.token_kind(name).expect("the table has it");
        let form = kind.at("form");
        match known.form {
            TokenForm::ApiKey {
                live_prefix,
                test_prefix,
                secret_length,
            } => {
                let form = form.at("api_key");
                assert_eq!(form.at("prefixes").value("live"), live_prefix);
                assert_eq!(form.at("prefixes").value("test"), test_prefix);
                assert_eq!(form.value("secret_length"), secret_length.to_string());
            }
            TokenForm::Jwt {
                audience,
                lifetime_s,
                sandbox_lifetime_s,
            } => {
                let form = form.at("jwt");
                assert_eq!(form.value("audience"), audience);
                assert_eq!(form.value("lifetime_s"), lifetime_s.to_string());
                let sandbox = form.value("sandbox_lifetime_s");
                assert_eq!(sandbox, sandbox_lifetime_s.to_string());
            }
        }
    }
}

#[test]
fn scopes_and_roles_are_for_the_token_kinds_of_the_file() {
    let file = file();
    let scopes = file.at("authorization").at("scopes");
    let scopes = scopes.entries();
    assert!(
        scopes.len() >= 32,
        "only {} scopes were found",
        scopes.len()
    );
    assert_eq!(scopes.len(), CONVENTIONS.scopes.len());
    for ((name, said), known) in scopes.iter().zip(CONVENTIONS.scopes) {
        assert_eq!(known.name, *name);
        assert_eq!(said.list("token_kinds"), known.token_kinds, "{name}");
    }
    let roles = file.at("authorization").at("roles");
    let roles = roles.entries();
    assert_eq!(roles.len(), CONVENTIONS.roles.len());
    for ((name, said), known) in roles.iter().zip(CONVENTIONS.roles) {
        assert_eq!(known.name, *name);
        assert_eq!(said.list("token_kinds"), known.token_kinds, "{name}");
        let kind = match known.kind {
            RoleKind::Tenant => "tenant",
            RoleKind::Workspace => "workspace",
            RoleKind::Internal => "internal",
            RoleKind::Executive => "executive",
        };
        assert_eq!(said.value("kind"), kind, "{name}");
    }
}

#[test]
fn plans_have_the_limits_of_the_file() {
    let limits = file().at("rate_limits");
    let window = CONVENTIONS.plans.window_s.to_string();
    assert_eq!(limits.value("window_s"), window);
    let plans = limits.at("plans");
    let plans = plans.entries();
    assert_eq!(plans.len(), CONVENTIONS.plans.plans.len());
    for (name, said) in plans {
        let known = CONVENTIONS.plan(name).expect("the table has it");
        assert_eq!(said.value("requests"), known.requests.to_string(), "{name}");
        assert_eq!(said.value("burst"), known.burst.to_string(), "{name}");
        assert_eq!(said.list("methods"), known.methods, "{name}");
    }
}

#[test]
fn tenants_are_kept_apart_as_the_file_has_it() {
    let said = file().at("tenancy");
    let known = CONVENTIONS.tenancy;
    assert_eq!(said.value("path_parameter"), known.path_parameter);
    assert_eq!(said.value("mismatch"), known.mismatch);
    assert_eq!(said.value("suspended"), known.suspended);
    let crossing = said.at("crossing");
    let crossing = crossing.entries();
    assert_eq!(crossing.len(), known.crossing.len());
    for ((kind, _), known) in crossing.iter().zip(known.crossing) {
        assert_eq!(known.token_kind, *kind);
        assert!(CONVENTIONS.token_kind(kind).is_some(), "{kind}");
    }
}

#[test]
fn operations_ask_for_what_tokens_can_have() {
    let mut asked = 0;
    for operation in OPERATIONS {
        let alternatives = operation.security.iter();
        for requirement in alternatives.flat_map(|one| one.requirements) {
            let kind = requirement.scheme;
            let place = format!("{} with {kind}", operation.id);
            assert!(CONVENTIONS.token_kind(kind).is_some(), "{place}");
            for name in requirement.scopes {
                let mut scopes = CONVENTIONS.scopes.iter();
                let scope = scopes.find(|scope| scope.name == *name);
                let scope = scope.unwrap_or_else(|| panic!("{place}: no scope is called {name}"));
                assert!(scope.token_kinds.contains(&kind), "{place}: {name}");
                asked += 1;
            }
            for name in requirement.roles {
                let mut roles = CONVENTIONS.roles.iter();
                let role = roles.find(|role| role.name == *name);
                let role = role.unwrap_or_else(|| panic!("{place}: no role is called {name}"));
                assert!(role.token_kinds.contains(&kind), "{place}: {name}");
            }
        }
    }
    assert!(asked >= OPERATIONS.len(), "only {asked} scopes were found");
}
