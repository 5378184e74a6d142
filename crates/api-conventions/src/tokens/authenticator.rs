//! From a token to a principal: [`Authenticator`].

use std::fmt;
use std::sync::Arc;

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use oas_runtime::{Conventions, TokenForm, TokenKind};
use serde_json::{Map, Value};

use super::claims::{Claims, held_scopes};
use super::keys::SECRET_BYTES;
use super::{KeyError, KeyRing, KeySource, TokenError};
use crate::{ApiKeyDigest, Clock, Directory, Principal, Reach, Tenant};

/// Longest token that is looked at, in bytes: more than headers usually hold.
const TOKEN_LENGTH: usize = 16 * 1024;

/// Tells from a token who calls: an API key is looked up by its digest, anything else is a JSON Web
/// Token whose kind is its audience.
pub struct Authenticator<D, S> {
    conventions: &'static Conventions,
    directory: D,
    keys: KeyRing<S>,
    sandbox: Option<SandboxSecret>,
    clock: Arc<dyn Clock>,
}

/// The secret that a sandbox signs its own tokens with. What they reach is sandbox data.
#[derive(Clone)]
pub struct SandboxSecret {
    issuer: Arc<str>,
    key: DecodingKey,
}

impl SandboxSecret {
    /// The secret, and the issuer that its tokens name.
    ///
    /// # Errors
    ///
    /// [`KeyError::Short`] if the secret has fewer than 32 bytes: who signs with none at all would
    /// let everybody in.
    pub fn new(issuer: impl Into<Arc<str>>, secret: &[u8]) -> Result<Self, KeyError> {
        if secret.len() < SECRET_BYTES {
            let bytes = secret.len();
            return Err(KeyError::Short { bytes });
        }
        Ok(Self {
            issuer: issuer.into(),
            key: DecodingKey::from_secret(secret),
        })
    }
}

impl fmt::Debug for SandboxSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("SandboxSecret");
        debug.field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl<D, S> fmt::Debug for Authenticator<D, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("Authenticator");
        debug
            .field("keys", &self.keys)
            .field("sandbox", &self.sandbox);
        debug.finish_non_exhaustive()
    }
}

impl<D: Directory, S: KeySource> Authenticator<D, S> {
    /// For tokens that `keys` have signed, and for API keys of `directory`.
    pub fn new(
        conventions: &'static Conventions,
        directory: D,
        keys: KeyRing<S>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            conventions,
            directory,
            keys: keys.conventions(conventions),
            sandbox: None,
            clock,
        }
    }

    /// Accepts tokens of a sandbox too.
    #[must_use]
    pub fn sandbox(mut self, secret: SandboxSecret) -> Self {
        self.sandbox = Some(secret);
        self
    }

    /// Who calls with this token.
    ///
    /// # Errors
    ///
    /// [`TokenError`] says why the token tells nothing.
    pub async fn authenticate(&self, token: &str) -> Result<Principal, TokenError> {
        for kind in self.conventions.token_kinds {
            let TokenForm::ApiKey {
                live_prefix,
                test_prefix,
                secret_length,
            } = kind.form
            else {
                continue;
            };
            let prefixes = [(live_prefix, Reach::Live), (test_prefix, Reach::Sandbox)];
            for (prefix, reach) in prefixes {
                if let Some(secret) = token.strip_prefix(prefix) {
                    let is_whole = secret.len() == secret_length
                        && secret.bytes().all(|byte| byte.is_ascii_alphanumeric());
                    if !is_whole {
                        let why = format!("an API key has {secret_length} letters and digits");
                        return Err(TokenError::Malformed(why));
                    }
                    return self.api_key(kind, reach, token).await;
                }
            }
        }
        self.jwt(token).await
    }

    async fn api_key(
        &self,
        kind: &'static TokenKind,
        reach: Reach,
        token: &str,
    ) -> Result<Principal, TokenError> {
        let record = self.directory.api_key(&ApiKeyDigest::of(token)).await;
        let record = record.map_err(TokenError::Unavailable)?;
        let record = record.ok_or(TokenError::ApiKey("unknown"))?;
        if record.revoked {
            return Err(TokenError::ApiKey("revoked"));
        }
        let now = self.clock.now();
        if record.expires_at.is_some_and(|expiry| expiry <= now) {
            return Err(TokenError::Expired);
        }
        if record.tenant.sandbox != (reach == Reach::Sandbox) {
            return Err(TokenError::Tenant);
        }
        let scopes = record.scopes.iter().map(AsRef::as_ref);
        Ok(Principal::builder(kind, record.creator)
            .key(record.id)
            .tenant(record.tenant)
            .scopes(held_scopes(self.conventions, kind, scopes))
            .roles(record.creator_roles)
            .reach(reach)
            .build())
    }

    async fn jwt(&self, token: &str) -> Result<Principal, TokenError> {
        if token.len() > TOKEN_LENGTH {
            return Err(TokenError::Malformed("it is too long".to_owned()));
        }
        let header = decode_header(token);
        let header = header.map_err(|error| TokenError::Malformed(error.to_string()))?;
        // Whoever does not know an extension that is critical must refuse it (RFC 7515 §4.1.11).
        if header.crit.is_some() {
            return Err(TokenError::Malformed("`crit` names extensions".to_owned()));
        }
        let authentication = &self.conventions.authentication;
        let is_one_of = |names: &[&str]| {
            let mut algorithms = names.iter().map(|name| name.parse());
            algorithms.any(|algorithm| algorithm.is_ok_and(|own: Algorithm| own == header.alg))
        };
        let (key, issuer, reach) = match &self.sandbox {
            Some(sandbox) if is_one_of(authentication.sandbox_algorithms) => {
                (sandbox.key.clone(), &*sandbox.issuer, Reach::Sandbox)
            }
            _ if is_one_of(authentication.algorithms) => {
                let id = header.kid.as_deref();
                let id = id.ok_or_else(|| TokenError::Malformed("there is no `kid`".to_owned()))?;
                let key = self.keys.key(id).await?;
                if key.algorithm != header.alg {
                    let algorithm = format!("{:?} by the key `{id}`", header.alg);
                    return Err(TokenError::Algorithm(algorithm));
                }
                (key.key, self.keys.issuer(), Reach::Live)
            }
            _ => return Err(TokenError::Algorithm(format!("{:?}", header.alg))),
        };
        let members = verify(token, &key, header.alg)?;
        self.principal(&members, issuer, reach).await
    }

    /// Who a token with these claims is for.
    async fn principal(
        &self,
        members: &Map<String, Value>,
        issuer: &str,
        reach: Reach,
    ) -> Result<Principal, TokenError> {
        let claims = Claims::new(self.conventions, members);
        if claims.issuer() != Some(issuer) {
            return Err(TokenError::Issuer);
        }
        claims.check_times(self.clock.now().unix_timestamp())?;
        let kind = claims.kind()?;
        let tenant = match claims.tenant()? {
            Some(id) => Some(self.tenant(id, reach).await?),
            None => None,
        };
        let principal = Principal::builder(kind, claims.subject()?)
            .tenant(tenant)
            .scopes(claims.scopes(kind)?)
            .roles(claims.roles(kind)?)
            .reach(reach);
        let workspaces = claims.workspace_roles(kind)?.into_iter();
        let principal = workspaces.fold(principal, |principal, (workspace, roles)| {
            principal.workspace_roles(workspace, roles)
        });
        Ok(principal.build())
    }

    async fn tenant(&self, id: &str, reach: Reach) -> Result<Tenant, TokenError> {
        let tenant = self.directory.tenant(id).await;
        let tenant = tenant.map_err(TokenError::Unavailable)?;
        tenant
            .filter(|tenant| tenant.sandbox == (reach == Reach::Sandbox))
            .ok_or(TokenError::Tenant)
    }
}

/// The claims of a token whose signature fits.
fn verify(
    token: &str,
    key: &DecodingKey,
    algorithm: Algorithm,
) -> Result<Map<String, Value>, TokenError> {
    let mut validation = Validation::new(algorithm);
    // Claims are read under the conventions' names, and times by the server's clock.
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    match decode(token, key, &validation) {
        Ok(decoded) => Ok(decoded.claims),
        Err(error) => Err(match error.kind() {
            ErrorKind::InvalidSignature => TokenError::Forged,
            _ => TokenError::Malformed(error.to_string()),
        }),
    }
}
