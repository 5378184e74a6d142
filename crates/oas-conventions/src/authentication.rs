//! Who a caller is: [`Authentication`], [`TokenKind`], [`Tenancy`].

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;

/// How tokens are sent and read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authentication {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The header that carries the token.
    pub header: String,
    /// The scheme in front of the token, in lower case.
    pub scheme: String,
    /// The header of a refusal that says how to authenticate.
    pub challenge_header: String,
    /// The error code for a token that is absent or not valid.
    pub unauthenticated: String,
    /// The error code for a valid token that is not enough.
    pub forbidden: String,
    /// Query parameters that would carry a credential.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbidden_query_parameters: Vec<String>,
    /// How JSON Web Tokens are read.
    pub jwt: Jwt,
}

/// How JSON Web Tokens are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jwt {
    /// Signature algorithms that are accepted.
    pub algorithms: Vec<String>,
    /// Algorithms that the sandbox accepts besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sandbox_algorithms: Vec<String>,
    /// How far clocks may be apart, in seconds.
    pub leeway_s: u32,
    /// How often an unknown key id may make the key set be fetched again, in seconds.
    pub key_refetch_s: u32,
    /// Names of claims.
    pub claims: JwtClaims,
}

/// Names of claims, by what they say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JwtClaims {
    /// Who it is.
    pub subject: String,
    /// Who vouches for it.
    pub issuer: String,
    /// Which kind of token it is.
    pub audience: String,
    /// Until when it is valid.
    pub expiry: String,
    /// The tenant.
    pub tenant: String,
    /// Roles in the tenant or the company.
    pub roles: String,
    /// Roles by workspace.
    pub workspace_roles: String,
    /// Scopes, separated by spaces.
    pub scope: String,
}

/// A kind of token; documents have a security scheme of the same name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenKind {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Name for people.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// What it looks like.
    pub form: TokenForm,
    /// Whether it may be used by code in a browser.
    pub browser: Browser,
    /// The shared security scheme, from the folder of the conventions.
    pub component: String,
}

/// What a token looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TokenForm {
    /// A secret that is looked up.
    ApiKey(ApiKeyForm),
    /// A JSON Web Token.
    Jwt(JwtForm),
}

/// A secret that is looked up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyForm {
    /// What keys start with.
    pub prefixes: ApiKeyPrefixes,
    /// Characters after the prefix.
    pub secret_length: u32,
    /// The digest that is stored instead of the key.
    pub stored_as: String,
}

/// What keys start with, by what they reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyPrefixes {
    /// Real data.
    pub live: String,
    /// Sandbox data.
    pub test: String,
}

/// A JSON Web Token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JwtForm {
    /// Its audience claim, which tells the kinds apart.
    pub audience: String,
    /// How long it is valid, in seconds.
    pub lifetime_s: u32,
    /// How long one of the sandbox is valid, in seconds.
    pub sandbox_lifetime_s: u32,
}

/// Whether a token may be used by code in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Browser {
    /// It may.
    Allowed,
    /// Clients refuse it unless told otherwise by name.
    Refused,
}

impl TokenKind {
    /// What tokens of this kind start with, where that tells them apart.
    #[must_use]
    pub fn prefixes(&self) -> Vec<&str> {
        match &self.form {
            TokenForm::ApiKey(form) => vec![&form.prefixes.live, &form.prefixes.test],
            TokenForm::Jwt(_) => Vec::new(),
        }
    }
}

/// How the tenants are kept apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tenancy {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// The path parameter that names the tenant.
    pub path_parameter: String,
    /// The error code when the token is for another tenant.
    pub mismatch: String,
    /// The error code when the tenant is suspended.
    pub suspended: String,
    /// Kinds of tokens that may name any tenant, and on what terms.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub crossing: IndexMap<String, Crossing>,
}

/// On what terms a token may name any tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Crossing {
    /// Scopes that are needed besides the operation's own.
    pub scopes: Vec<String>,
    /// Which calls leave an audit record; a mode of `audit`.
    pub audit: String,
}
