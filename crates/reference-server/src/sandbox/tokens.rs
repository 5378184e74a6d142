//! Tokens to call the sandbox with: [`tokens`].

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use oas_runtime::{Conventions, Secret, TokenForm};
use serde_json::{Map, Value, json};
use thiserror::Error;
use time::{Duration, OffsetDateTime};

use super::callers::{API_KEY, API_KEYS, CALLERS, SandboxCaller, SandboxKey, with_other_roles};
use crate::storage::SandboxSecret;

/// Who vouches for the sandbox's tokens.
pub const ISSUER: &str = "https://sandbox.penguinmails.com";

/// Names the key that signs them.
pub const KEY_ID: &str = "sandbox";

/// A token for testers.
#[derive(Clone, Debug)]
pub struct SandboxToken {
    /// What to call it: `owner`.
    pub name: &'static str,
    /// Its kind, by the security scheme: `UserToken`.
    pub kind: &'static str,
    /// The tenant that it is for.
    pub tenant: Option<&'static str>,
    /// Roles of who holds it; for an API key none, as they are those of its creator.
    pub roles: Vec<&'static str>,
    /// What it may do.
    pub scopes: Vec<&'static str>,
    /// What goes into the header. Kept out of logs.
    pub token: Secret<String>,
    /// Until when it is valid; `None` for ever.
    pub expires_at: Option<OffsetDateTime>,
    /// What it is good for.
    pub purpose: &'static str,
}

/// Tokens cannot be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// The conventions have no tokens of a kind that the sandbox signs.
    #[error("the conventions know no JSON Web Tokens of the kind `{0}`")]
    UnknownKind(&'static str),
    /// A token cannot be signed.
    #[error("a token of the sandbox cannot be signed: {0}")]
    Signing(#[from] jsonwebtoken::errors::Error),
}

/// A token for each case and for each role of the conventions: the sandbox's API keys, which are
/// always the same, and fresh tokens of its people and services, valid for as long as the
/// conventions say.
///
/// # Errors
///
/// [`SandboxError`] if the conventions lack a kind of token, or signing fails.
pub fn tokens(
    conventions: &Conventions,
    secret: &SandboxSecret,
    now: OffsetDateTime,
) -> Result<Vec<SandboxToken>, SandboxError> {
    let key = EncodingKey::from_secret(secret.as_bytes());
    let keys = API_KEYS.iter().map(|key| Ok(api_key(key, conventions)));
    let callers = CALLERS
        .iter()
        .map(|caller| signed(caller, conventions, &key, now));
    let others = with_other_roles(conventions);
    let others = others.map(|caller| signed(&caller, conventions, &key, now));
    keys.chain(callers).chain(others).collect()
}

fn api_key(key: &SandboxKey, conventions: &Conventions) -> SandboxToken {
    SandboxToken {
        name: key.name,
        kind: API_KEY,
        tenant: Some(key.tenant),
        roles: vec![],
        scopes: key.scopes(conventions),
        token: Secret::new(key.secret.to_owned()),
        expires_at: key.expires_at,
        purpose: key.purpose,
    }
}

fn signed(
    caller: &SandboxCaller,
    conventions: &Conventions,
    key: &EncodingKey,
    now: OffsetDateTime,
) -> Result<SandboxToken, SandboxError> {
    let kind = conventions.token_kind(caller.kind);
    let Some(TokenForm::Jwt {
        audience,
        sandbox_lifetime_s,
        ..
    }) = kind.map(|kind| kind.form)
    else {
        return Err(SandboxError::UnknownKind(caller.kind));
    };
    let lifetime = i64::try_from(sandbox_lifetime_s).unwrap_or(i64::MAX);
    // Tokens know no parts of a second.
    let expires_at = now.saturating_add(Duration::seconds(lifetime));
    let expires_at = expires_at.truncate_to_second();
    let header = Header {
        kid: Some(KEY_ID.to_owned()),
        ..Header::new(Algorithm::HS256)
    };
    let claims = claims(caller, conventions, audience, expires_at);
    Ok(SandboxToken {
        name: caller.name,
        kind: caller.kind,
        tenant: caller.tenant,
        roles: caller.roles.to_vec(),
        scopes: caller.scopes.to_vec(),
        token: Secret::new(encode(&header, &claims, key)?),
        expires_at: Some(expires_at),
        purpose: caller.purpose,
    })
}

fn claims(
    caller: &SandboxCaller,
    conventions: &Conventions,
    audience: &str,
    expires_at: OffsetDateTime,
) -> Map<String, Value> {
    let names = &conventions.authentication.claims;
    let mut claims = Map::new();
    let mut claim = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    claim(names.subject, json!(caller.subject));
    claim(names.issuer, json!(ISSUER));
    claim(names.audience, json!(audience));
    claim(names.expiry, json!(expires_at.unix_timestamp()));
    if let Some(tenant) = caller.tenant {
        claim(names.tenant, json!(tenant));
    }
    claim(names.roles, json!(caller.roles));
    if let Some((workspace, role)) = caller.workspace_role {
        claim(names.workspace_roles, json!({ workspace: [role] }));
    }
    claim(names.scope, json!(caller.scopes.join(" ")));
    claims
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use penguinmails_common::CONVENTIONS;

    use super::super::callers::{API_KEY, API_KEYS, CALLERS};
    use super::super::tenants::TENANTS;
    use super::TokenForm;

    #[test]
    fn keys_have_the_form_of_their_kind() {
        let kind = CONVENTIONS.token_kind(API_KEY).expect("API keys");
        let TokenForm::ApiKey {
            test_prefix,
            secret_length,
            ..
        } = kind.form
        else {
            panic!("{API_KEY} is no API key");
        };
        for key in API_KEYS {
            let secret = key.secret.strip_prefix(test_prefix).expect(key.name);
            assert_eq!(secret.len(), secret_length, "{}", key.name);
            let is_plain = secret.bytes().all(|byte| byte.is_ascii_alphanumeric());
            assert!(is_plain, "{}", key.name);
        }
        let secrets: BTreeSet<_> = API_KEYS.iter().map(|key| key.secret).collect();
        assert_eq!(secrets.len(), API_KEYS.len());
    }

    #[test]
    fn callers_are_people_of_their_tenants_with_words_of_the_conventions() {
        let has = |tenant: &str, user: &str, roles: &str| {
            let mut tenants = TENANTS.iter().filter(|known| known.id == tenant);
            tenants.any(|tenant| {
                let mut users = tenant.users.iter();
                users.any(|known| known.id == user && known.roles == roles)
            })
        };
        for caller in CALLERS {
            let name = caller.name;
            if let Some(tenant) = caller.tenant {
                assert!(
                    has(tenant, caller.subject, &caller.roles.join(" ")),
                    "{name}"
                );
            }
            for scope in caller.scopes {
                let mut scopes = CONVENTIONS.scopes.iter();
                let known = scopes.find(|known| known.name == *scope).expect(scope);
                assert!(known.token_kinds.contains(&caller.kind), "{name}: {scope}");
            }
            for role in caller.roles {
                let mut roles = CONVENTIONS.roles.iter();
                let known = roles.find(|known| known.name == *role).expect(role);
                assert!(known.token_kinds.contains(&caller.kind), "{name}: {role}");
            }
        }
        for key in API_KEYS {
            let tenant = TENANTS.iter().find(|tenant| tenant.id == key.tenant);
            assert!(tenant.is_some(), "{}", key.name);
        }
    }

    #[test]
    fn plans_are_those_of_the_conventions() {
        for tenant in TENANTS {
            assert!(CONVENTIONS.plan(tenant.plan).is_some(), "{}", tenant.id);
        }
    }
}
