//! Who may call, and how often.

use oas_conventions::{self as file, Browser};

use crate::{
    Authentication, Claims, Crossing, Plan, Plans, Role, RoleKind, Scope, Tenancy, TokenForm,
    TokenKind,
};

pub(super) fn lower_authentication(authentication: &file::Authentication) -> Authentication {
    let jwt = &authentication.jwt;
    Authentication {
        forbidden_query_parameters: authentication.forbidden_query_parameters.clone(),
        algorithms: jwt.algorithms.clone(),
        sandbox_algorithms: jwt.sandbox_algorithms.clone(),
        leeway_s: jwt.leeway_s,
        key_refetch_s: jwt.key_refetch_s,
        claims: Claims {
            subject: jwt.claims.subject.clone(),
            issuer: jwt.claims.issuer.clone(),
            audience: jwt.claims.audience.clone(),
            expiry: jwt.claims.expiry.clone(),
            tenant: jwt.claims.tenant.clone(),
            roles: jwt.claims.roles.clone(),
            workspace_roles: jwt.claims.workspace_roles.clone(),
            scope: jwt.claims.scope.clone(),
        },
    }
}

pub(super) fn lower_token_kinds(conventions: &file::Conventions) -> Vec<TokenKind> {
    let kinds = conventions.token_kinds.iter();
    kinds
        .map(|(scheme, kind)| TokenKind {
            scheme: scheme.clone(),
            form: match &kind.form {
                file::TokenForm::ApiKey(form) => TokenForm::ApiKey {
                    live_prefix: form.prefixes.live.clone(),
                    test_prefix: form.prefixes.test.clone(),
                    secret_length: form.secret_length,
                },
                file::TokenForm::Jwt(form) => TokenForm::Jwt {
                    audience: form.audience.clone(),
                    lifetime_s: form.lifetime_s,
                    sandbox_lifetime_s: form.sandbox_lifetime_s,
                },
            },
            secret: kind.browser == Browser::Refused,
        })
        .collect()
}

pub(super) fn lower_scopes(authorization: &file::Authorization) -> Vec<Scope> {
    let scopes = authorization.scopes.iter();
    scopes
        .map(|(name, scope)| Scope {
            name: name.clone(),
            token_kinds: scope.token_kinds.clone(),
        })
        .collect()
}

pub(super) fn lower_roles(authorization: &file::Authorization) -> Vec<Role> {
    let roles = authorization.roles.iter();
    roles
        .map(|(name, role)| Role {
            name: name.clone(),
            kind: match role.kind {
                file::RoleKind::Tenant => RoleKind::Tenant,
                file::RoleKind::Workspace => RoleKind::Workspace,
                file::RoleKind::Internal => RoleKind::Internal,
                file::RoleKind::Executive => RoleKind::Executive,
            },
            token_kinds: role.token_kinds.clone(),
        })
        .collect()
}

pub(super) fn lower_tenancy(tenancy: &file::Tenancy) -> Tenancy {
    let crossing = tenancy.crossing.iter();
    Tenancy {
        path_parameter: tenancy.path_parameter.clone(),
        mismatch: tenancy.mismatch.clone(),
        suspended: tenancy.suspended.clone(),
        crossing: crossing
            .map(|(kind, terms)| Crossing {
                token_kind: kind.clone(),
                scopes: terms.scopes.clone(),
            })
            .collect(),
    }
}

pub(super) fn lower_plans(limits: &file::RateLimits) -> Plans {
    let plans = limits.plans.iter();
    Plans {
        window_s: limits.window_s,
        plans: plans
            .map(|(name, plan)| Plan {
                name: name.clone(),
                requests: plan.requests,
                burst: plan.burst,
                methods: plan.methods.clone(),
            })
            .collect(),
    }
}
