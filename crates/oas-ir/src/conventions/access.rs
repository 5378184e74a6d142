//! Who may call: tokens, scopes, roles and tenants.

use serde::Serialize;

/// How tokens are sent and read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Authentication {
    /// Query parameters that would carry a credential; requests with one are refused.
    pub forbidden_query_parameters: Vec<String>,
    /// Signature algorithms of JSON Web Tokens: `ES256`.
    pub algorithms: Vec<String>,
    /// Algorithms that a sandbox accepts besides.
    pub sandbox_algorithms: Vec<String>,
    /// How far clocks may be apart, in seconds.
    pub leeway_s: u32,
    /// How often an unknown key id may make a key set be fetched again, in seconds.
    pub key_refetch_s: u32,
    /// Names of claims.
    pub claims: Claims,
}

/// Names of claims of JSON Web Tokens, by what they say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claims {
    /// Who it is: `sub`.
    pub subject: String,
    /// Who vouches for it: `iss`.
    pub issuer: String,
    /// Which kind of token it is: `aud`.
    pub audience: String,
    /// Until when it is valid: `exp`.
    pub expiry: String,
    /// The tenant: `tenant_id`.
    pub tenant: String,
    /// Roles in the tenant or the company: `roles`.
    pub roles: String,
    /// Roles by workspace: `workspace_roles`.
    pub workspace_roles: String,
    /// Scopes, separated by spaces: `scope`.
    pub scope: String,
}

/// A kind of bearer token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenKind {
    /// The security scheme: `TenantApiKey`.
    pub scheme: String,
    /// What such tokens look like.
    pub form: TokenForm,
    /// Whether a token of this kind must not be used in a browser.
    pub secret: bool,
}

/// What tokens of a kind look like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenForm {
    /// A secret that is looked up.
    ApiKey {
        /// What keys that reach real data start with: `pm_live_`.
        live_prefix: String,
        /// What keys that reach sandbox data start with: `pm_test_`.
        test_prefix: String,
        /// Characters after the prefix.
        secret_length: u32,
    },
    /// A JSON Web Token.
    Jwt {
        /// Its audience claim, which tells the kinds apart.
        audience: String,
        /// How long one is valid, in seconds.
        lifetime_s: u32,
        /// How long one of a sandbox is valid, in seconds.
        sandbox_lifetime_s: u32,
    },
}

impl TokenKind {
    /// What tokens of this kind start with, where that tells them apart.
    #[must_use]
    pub fn prefixes(&self) -> Vec<&str> {
        match &self.form {
            TokenForm::ApiKey {
                live_prefix,
                test_prefix,
                ..
            } => vec![live_prefix, test_prefix],
            TokenForm::Jwt { .. } => Vec::new(),
        }
    }
}

/// Something that a token may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scope {
    /// `smtp:read`.
    pub name: String,
    /// Kinds of tokens that can hold it.
    pub token_kinds: Vec<String>,
}

/// Something that a person is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Role {
    /// `owner`.
    pub name: String,
    /// Where it counts.
    pub kind: RoleKind,
    /// Kinds of tokens that can carry it.
    pub token_kinds: Vec<String>,
}

/// Where a role counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tenancy {
    /// The path parameter that names the tenant: `tenantId`.
    pub path_parameter: String,
    /// The error code when a token is for another tenant.
    pub mismatch: String,
    /// The error code when the tenant is suspended.
    pub suspended: String,
    /// Kinds of tokens that may name any tenant.
    pub crossing: Vec<Crossing>,
}

/// A kind of token that may name any tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crossing {
    /// The security scheme of the kind.
    pub token_kind: String,
    /// Scopes that it needs for it, besides the operation's own.
    pub scopes: Vec<String>,
}
