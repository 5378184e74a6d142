//! Who may call the sandbox: API keys with fixed values, and people and services that tokens are
//! signed for. Each stands for one case.

use oas_runtime::{Conventions, Role, RoleKind};
use time::OffsetDateTime;
use time::macros::datetime;

/// The kind of API keys, by its security scheme.
pub(super) const API_KEY: &str = "TenantApiKey";

/// The kind of people's tokens.
pub(super) const USER: &str = "UserToken";

/// The kind of services' and staff's tokens.
pub(super) const INTERNAL: &str = "InternalToken";

/// An API key for testers. Its value is no secret: it reaches what everyone may see.
pub(super) struct SandboxKey {
    pub(super) name: &'static str,
    /// Id of its record.
    pub(super) id: &'static str,
    pub(super) secret: &'static str,
    pub(super) tenant: &'static str,
    pub(super) creator: &'static str,
    /// What it may do; all that a key can where this is `None`.
    scopes: Option<&'static [&'static str]>,
    pub(super) expires_at: Option<OffsetDateTime>,
    pub(super) revoked_at: Option<OffsetDateTime>,
    pub(super) purpose: &'static str,
}

impl SandboxKey {
    /// What the key may do.
    pub(super) fn scopes(&self, conventions: &Conventions) -> Vec<&'static str> {
        let held = conventions.scopes.iter();
        let held = held.filter(|scope| scope.token_kinds.contains(&API_KEY));
        self.scopes
            .map_or_else(|| held.map(|scope| scope.name).collect(), <[_]>::to_vec)
    }
}

/// A person or a service that a token is signed for.
pub(super) struct SandboxCaller {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) subject: &'static str,
    pub(super) tenant: Option<&'static str>,
    pub(super) roles: &'static [&'static str],
    /// A workspace, and the role in it.
    pub(super) workspace_role: Option<(&'static str, &'static str)>,
    pub(super) scopes: &'static [&'static str],
    pub(super) purpose: &'static str,
}

/// A user of the healthy tenant without a role in it.
const GUEST: &str = "usr_sandbox_guest";

const LONG_AGO: OffsetDateTime = datetime!(2020-01-01 00:00 UTC);

const KEY: SandboxKey = SandboxKey {
    name: "key-owner",
    id: "key_sandbox_owner",
    secret: "pm_test_SandboxOwner00000000000000000000",
    tenant: "tn_sandbox",
    creator: "usr_sandbox_owner",
    scopes: None,
    expires_at: None,
    revoked_at: None,
    purpose: "may all that a key can",
};

/// Every API key of the sandbox.
pub(super) static API_KEYS: &[SandboxKey] = &[
    KEY,
    SandboxKey {
        name: "key-member",
        id: "key_sandbox_member",
        secret: "pm_test_SandboxMember0000000000000000000",
        creator: "usr_sandbox_member",
        scopes: Some(&["smtp:read"]),
        purpose: "made by a member, reads SMTP only",
        ..KEY
    },
    SandboxKey {
        name: "key-no-scope",
        id: "key_sandbox_no_scope",
        secret: "pm_test_SandboxNoScope000000000000000000",
        scopes: Some(&["tenant:read"]),
        purpose: "lacks `smtp:read`: 403",
        ..KEY
    },
    SandboxKey {
        name: "key-orphan",
        id: "key_sandbox_orphan",
        secret: "pm_test_SandboxOrphan0000000000000000000",
        creator: "usr_sandbox_gone",
        purpose: "made by someone who has left: 403",
        ..KEY
    },
    SandboxKey {
        name: "key-expired",
        id: "key_sandbox_expired",
        secret: "pm_test_SandboxExpired000000000000000000",
        expires_at: Some(LONG_AGO),
        purpose: "has expired: 401",
        ..KEY
    },
    SandboxKey {
        name: "key-revoked",
        id: "key_sandbox_revoked",
        secret: "pm_test_SandboxRevoked000000000000000000",
        revoked_at: Some(LONG_AGO),
        purpose: "was revoked: 401",
        ..KEY
    },
    SandboxKey {
        name: "key-new",
        id: "key_sandbox_new",
        secret: "pm_test_SandboxNew0000000000000000000000",
        tenant: "tn_sandbox_new",
        creator: "usr_sandbox_new_owner",
        purpose: "nothing sent yet: rates are null",
        ..KEY
    },
    SandboxKey {
        name: "key-watch",
        id: "key_sandbox_watch",
        secret: "pm_test_SandboxWatch00000000000000000000",
        tenant: "tn_sandbox_watch",
        creator: "usr_sandbox_watch_owner",
        purpose: "much advice, band `watch`",
        ..KEY
    },
    SandboxKey {
        name: "key-throttled",
        id: "key_sandbox_throttled",
        secret: "pm_test_SandboxThrottled0000000000000000",
        tenant: "tn_sandbox_throttled",
        creator: "usr_sandbox_throttled_owner",
        purpose: "throttled, band `at_risk`",
        ..KEY
    },
    SandboxKey {
        name: "key-free",
        id: "key_sandbox_free",
        secret: "pm_test_SandboxFree000000000000000000000",
        tenant: "tn_sandbox_free",
        creator: "usr_sandbox_free_owner",
        purpose: "free plan: 30 calls a minute, GET only",
        ..KEY
    },
    SandboxKey {
        name: "key-empty",
        id: "key_sandbox_empty",
        secret: "pm_test_SandboxEmpty00000000000000000000",
        tenant: "tn_sandbox_empty",
        creator: "usr_sandbox_empty_owner",
        purpose: "no SMTP configuration: 404",
        ..KEY
    },
    SandboxKey {
        name: "key-suspended",
        id: "key_sandbox_suspended",
        secret: "pm_test_SandboxSuspended0000000000000000",
        tenant: "tn_sandbox_suspended",
        creator: "usr_sandbox_suspended_owner",
        purpose: "suspended tenant: 403",
        ..KEY
    },
    SandboxKey {
        name: "key-audited",
        id: "key_sandbox_audited",
        secret: "pm_test_SandboxAudited000000000000000000",
        tenant: "tn_sandbox_audited",
        creator: "usr_sandbox_audited_owner",
        purpose: "calls of `config` go on record",
        ..KEY
    },
];

const OWNER: SandboxCaller = SandboxCaller {
    name: "owner",
    kind: USER,
    subject: "usr_sandbox_owner",
    tenant: Some("tn_sandbox"),
    roles: &["owner"],
    workspace_role: None,
    scopes: &["smtp:read", "tenant:read"],
    purpose: "the owner of a healthy tenant",
};

const SUPPORT: SandboxCaller = SandboxCaller {
    name: "support",
    kind: INTERNAL,
    subject: "usr_sandbox_support",
    tenant: None,
    roles: &["ROLE_SUPPORT"],
    workspace_role: None,
    scopes: &["smtp:read", "tenant:read"],
    purpose: "support: reads any tenant, on record",
};

/// Every person and service of the sandbox.
pub(super) static CALLERS: &[SandboxCaller] = &[
    OWNER,
    SandboxCaller {
        name: "admin",
        subject: "usr_sandbox_admin",
        roles: &["admin"],
        purpose: "an administrator",
        ..OWNER
    },
    SandboxCaller {
        name: "member",
        subject: "usr_sandbox_member",
        roles: &["member"],
        workspace_role: Some(("ws_sandbox", "ws:member")),
        purpose: "a member, at work in `ws_sandbox`",
        ..OWNER
    },
    SandboxCaller {
        name: "guest",
        subject: GUEST,
        roles: &[],
        purpose: "without a role: 403",
        ..OWNER
    },
    SandboxCaller {
        name: "owner-no-scope",
        scopes: &["tenant:read"],
        purpose: "lacks `smtp:read`: 403",
        ..OWNER
    },
    SandboxCaller {
        name: "owner-new",
        subject: "usr_sandbox_new_owner",
        tenant: Some("tn_sandbox_new"),
        purpose: "nothing sent yet: rates are null",
        ..OWNER
    },
    SandboxCaller {
        name: "owner-watch",
        subject: "usr_sandbox_watch_owner",
        tenant: Some("tn_sandbox_watch"),
        purpose: "much advice, band `watch`",
        ..OWNER
    },
    SandboxCaller {
        name: "owner-throttled",
        subject: "usr_sandbox_throttled_owner",
        tenant: Some("tn_sandbox_throttled"),
        purpose: "throttled, band `at_risk`",
        ..OWNER
    },
    SandboxCaller {
        name: "owner-free",
        subject: "usr_sandbox_free_owner",
        tenant: Some("tn_sandbox_free"),
        purpose: "free plan: 30 calls a minute, GET only",
        ..OWNER
    },
    SandboxCaller {
        name: "owner-empty",
        subject: "usr_sandbox_empty_owner",
        tenant: Some("tn_sandbox_empty"),
        purpose: "no SMTP configuration: 404",
        ..OWNER
    },
    SandboxCaller {
        name: "owner-suspended",
        subject: "usr_sandbox_suspended_owner",
        tenant: Some("tn_sandbox_suspended"),
        purpose: "suspended tenant: 403",
        ..OWNER
    },
    SandboxCaller {
        name: "owner-audited",
        subject: "usr_sandbox_audited_owner",
        tenant: Some("tn_sandbox_audited"),
        purpose: "calls of `config` go on record",
        ..OWNER
    },
    SUPPORT,
    SandboxCaller {
        name: "service",
        subject: "svc_sandbox_reports",
        roles: &[],
        scopes: &["smtp:read"],
        purpose: "a service without `tenant:read`: 403",
        ..SUPPORT
    },
    SandboxCaller {
        name: "executive",
        kind: USER,
        subject: "usr_sandbox_ceo",
        tenant: None,
        roles: &["ROLE_EXEC_CEO"],
        scopes: &["exec:audit:read", "exec:read"],
        purpose: "leadership, of no tenant: 403 here",
        ..OWNER
    },
];

/// A caller for each role of the conventions that none of [`CALLERS`] has, called after the role: who
/// adds a role has a token for it.
pub(super) fn with_other_roles(
    conventions: &Conventions,
) -> impl Iterator<Item = SandboxCaller> + use<> {
    let is_new = |role: &&Role| {
        !CALLERS.iter().any(|caller| {
            let in_workspace = caller.workspace_role.map(|(_, role)| role);
            caller.roles.contains(&role.name) || in_workspace == Some(role.name)
        })
    };
    conventions.roles.iter().filter(is_new).map(with_role)
}

fn with_role(role: &'static Role) -> SandboxCaller {
    let name = role.name;
    let roles = std::slice::from_ref(&role.name);
    match role.kind {
        RoleKind::Tenant => SandboxCaller {
            name,
            subject: GUEST,
            roles,
            purpose: "a role in the tenant that no operation here asks for: 403",
            ..OWNER
        },
        RoleKind::Workspace => SandboxCaller {
            name,
            subject: GUEST,
            roles: &[],
            workspace_role: Some(("ws_sandbox", name)),
            purpose: "at work in `ws_sandbox`, without a role in the tenant: 403 here",
            ..OWNER
        },
        RoleKind::Internal => SandboxCaller {
            name,
            subject: "usr_sandbox_staff",
            roles,
            purpose: "staff: reads any tenant, on record",
            ..SUPPORT
        },
        RoleKind::Executive => SandboxCaller {
            name,
            subject: "usr_sandbox_leadership",
            tenant: None,
            roles,
            scopes: &["exec:audit:read", "exec:read"],
            purpose: "leadership, of no tenant: 403 here",
            ..OWNER
        },
    }
}
