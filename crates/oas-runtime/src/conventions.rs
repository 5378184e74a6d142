//! What the conventions of a contract tell server layers: [`Conventions`].
//!
//! A generated crate holds one static table, made from the conventions file, as it holds one table
//! per operation. Layers read names, kinds of tokens and limits from it, so that a change of the
//! conventions changes the server. Nothing here acts.

use crate::ErrorEnvelope;

/// What the conventions of a contract tell server layers.
#[derive(Clone, Copy, Debug)]
pub struct Conventions {
    /// Names of headers.
    pub headers: HeaderNames,
    /// How tokens are sent and read.
    pub authentication: Authentication,
    /// Kinds of tokens. Their names are those of the contract's security schemes.
    pub token_kinds: &'static [TokenKind],
    /// What tokens may do.
    pub scopes: &'static [Scope],
    /// Who people are.
    pub roles: &'static [Role],
    /// How tenants are kept apart.
    pub tenancy: Tenancy,
    /// The error code when an audit record cannot be written.
    pub audit_failure: &'static str,
    /// How many calls a tenant may make.
    pub plans: Plans,
    /// How deprecated operations name their successor.
    pub successor_relation: &'static str,
    /// Largest request body where an operation says nothing else, in bytes.
    pub max_body_bytes: usize,
    /// How errors are worded that no handler answers.
    pub errors: &'static dyn ErrorEnvelope,
}

impl Conventions {
    /// The kind of token with this name.
    #[must_use]
    pub fn token_kind(&self, name: &str) -> Option<&'static TokenKind> {
        self.token_kinds.iter().find(|kind| kind.name == name)
    }

    /// The plan with this name.
    #[must_use]
    pub fn plan(&self, name: &str) -> Option<&'static Plan> {
        self.plans.plans.iter().find(|plan| plan.name == name)
    }
}

/// Names of headers that a contract chooses itself. Those that standards fix are not here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct HeaderNames {
    /// The request's id, in answers.
    pub request_id: &'static str,
    /// The caller's id for several requests, both ways.
    pub correlation_id: &'static str,
    /// Longest correlation id, in characters.
    pub correlation_id_length: usize,
    /// The key that makes a write repeatable.
    pub idempotency_key: &'static str,
    /// Says that an answer was given before.
    pub idempotency_replayed: &'static str,
    /// Calls per window.
    pub rate_limit_limit: &'static str,
    /// Calls left in the window.
    pub rate_limit_remaining: &'static str,
    /// End of the window, Unix seconds.
    pub rate_limit_reset: &'static str,
    /// Length of the window, seconds.
    pub rate_limit_window: &'static str,
}

/// How tokens are sent and read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Authentication {
    /// Query parameters that would carry a credential; requests with one are refused.
    pub forbidden_query_parameters: &'static [&'static str],
    /// Signature algorithms of JSON Web Tokens.
    pub algorithms: &'static [&'static str],
    /// Algorithms that a sandbox accepts besides.
    pub sandbox_algorithms: &'static [&'static str],
    /// How far clocks may be apart, in seconds.
    pub leeway_s: u64,
    /// How often an unknown key id may make a key set be fetched again, in seconds.
    pub key_refetch_s: u64,
    /// Names of claims.
    pub claims: Claims,
}

/// Names of claims of JSON Web Tokens, by what they say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Claims {
    /// Who it is.
    pub subject: &'static str,
    /// Who vouches for it.
    pub issuer: &'static str,
    /// Which kind of token it is.
    pub audience: &'static str,
    /// Until when it is valid.
    pub expiry: &'static str,
    /// The tenant.
    pub tenant: &'static str,
    /// Roles in the tenant or the company.
    pub roles: &'static str,
    /// Roles by workspace.
    pub workspace_roles: &'static str,
    /// Scopes, separated by spaces.
    pub scope: &'static str,
}

/// A kind of token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TokenKind {
    /// The security scheme: `TenantApiKey`.
    pub name: &'static str,
    /// What such tokens look like.
    pub form: TokenForm,
}

/// What tokens of a kind look like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TokenForm {
    /// A secret that is looked up by its SHA-256.
    ApiKey {
        /// What keys that reach real data start with.
        live_prefix: &'static str,
        /// What keys that reach sandbox data start with.
        test_prefix: &'static str,
        /// Characters after the prefix.
        secret_length: usize,
    },
    /// A JSON Web Token.
    Jwt {
        /// Its audience claim, which tells the kinds apart.
        audience: &'static str,
        /// How long one is valid, in seconds.
        lifetime_s: u64,
        /// How long one of a sandbox is valid, in seconds.
        sandbox_lifetime_s: u64,
    },
}

/// Something that a token may do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Scope {
    /// `smtp:read`
    pub name: &'static str,
    /// Kinds of tokens that can hold it; in others it does not count.
    pub token_kinds: &'static [&'static str],
}

impl Scope {
    /// A scope, and the kinds of tokens that can hold it.
    #[must_use]
    pub const fn new(name: &'static str, token_kinds: &'static [&'static str]) -> Self {
        Self { name, token_kinds }
    }
}

/// Something that a person is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Role {
    /// `owner`
    pub name: &'static str,
    /// Kinds of tokens that can carry it; in others it does not count.
    pub token_kinds: &'static [&'static str],
    /// Where it counts.
    pub kind: RoleKind,
}

impl Role {
    /// A role in a tenant, and the kinds of tokens that can carry it.
    #[must_use]
    pub const fn tenant(name: &'static str, token_kinds: &'static [&'static str]) -> Self {
        Self::new(RoleKind::Tenant, name, token_kinds)
    }

    /// A role in a workspace of a tenant, and the kinds of tokens that can carry it.
    #[must_use]
    pub const fn workspace(name: &'static str, token_kinds: &'static [&'static str]) -> Self {
        Self::new(RoleKind::Workspace, name, token_kinds)
    }

    /// A role in the company, and the kinds of tokens that can carry it.
    #[must_use]
    pub const fn internal(name: &'static str, token_kinds: &'static [&'static str]) -> Self {
        Self::new(RoleKind::Internal, name, token_kinds)
    }

    /// A role in the company's leadership or of those who report to it, and the kinds of tokens
    /// that can carry it.
    #[must_use]
    pub const fn executive(name: &'static str, token_kinds: &'static [&'static str]) -> Self {
        Self::new(RoleKind::Executive, name, token_kinds)
    }

    const fn new(kind: RoleKind, name: &'static str, token_kinds: &'static [&'static str]) -> Self {
        Self {
            name,
            token_kinds,
            kind,
        }
    }
}

/// Where a role counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RoleKind {
    /// In a tenant.
    Tenant,
    /// In a workspace of a tenant.
    Workspace,
    /// In the company.
    Internal,
    /// In the company's leadership and those who report to it.
    Executive,
}

/// How tenants are kept apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Tenancy {
    /// The path parameter that names the tenant.
    pub path_parameter: &'static str,
    /// The error code when a token is for another tenant.
    pub mismatch: &'static str,
    /// The error code when the tenant is suspended.
    pub suspended: &'static str,
    /// Kinds of tokens that may name any tenant.
    pub crossing: &'static [Crossing],
}

impl Tenancy {
    /// Nothing keeps tenants apart: no path parameter and no error code has an empty name.
    pub const NONE: Self = Self {
        path_parameter: "",
        mismatch: "",
        suspended: "",
        crossing: &[],
    };
}

/// A kind of token that may name any tenant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Crossing {
    /// The kind.
    pub token_kind: &'static str,
    /// Scopes that it needs for it, besides the operation's own.
    pub scopes: &'static [&'static str],
}

/// How many calls a tenant may make, plan by plan.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Plans {
    /// Length of the window of every plan, in seconds.
    pub window_s: u64,
    /// The plans, the smallest first.
    pub plans: &'static [Plan],
}

/// How many calls a tenant may make.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Plan {
    /// `starter`
    pub name: &'static str,
    /// Calls that each window adds.
    pub requests: u64,
    /// Calls that a window may have at most, when earlier ones left some.
    pub burst: u64,
    /// Methods that the plan may use; none when it may use all.
    pub methods: &'static [&'static str],
}
