//! Keys that signatures are checked with: [`VerificationKey`] and where they come from.

use std::fmt;
use std::sync::Arc;

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::StoreError;

/// Fewest bits of an RSA key.
const RSA_BITS: usize = 2048;

/// Where public keys come from: a file, an identity provider.
pub trait KeySource: Send + Sync + 'static {
    /// All keys that are valid now.
    fn fetch(&self) -> impl Future<Output = Result<Vec<VerificationKey>, StoreError>> + Send;
}

/// A public key. It checks signatures of one algorithm, whatever a token says.
#[derive(Clone)]
pub struct VerificationKey {
    pub(super) id: Arc<str>,
    pub(super) algorithm: Algorithm,
    pub(super) key: DecodingKey,
}

impl fmt::Debug for VerificationKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("VerificationKey");
        debug
            .field("id", &self.id)
            .field("algorithm", &self.algorithm);
        debug.finish_non_exhaustive()
    }
}

/// A key set that cannot be used.
#[derive(Debug, Error)]
pub enum KeyError {
    /// It is no JSON Web Key Set.
    #[error("this is no JSON Web Key Set: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A key is too weak to be trusted.
    #[error("the RSA key `{id}` has {bits} bits; {RSA_BITS} are needed")]
    Weak {
        /// Its id.
        id: String,
        /// Its length.
        bits: usize,
    },
    /// A key has numbers that are no key.
    #[error("the key `{id}` is damaged: {source}")]
    Damaged {
        /// Its id.
        id: String,
        /// What is wrong.
        source: jsonwebtoken::errors::Error,
    },
    /// Two keys have the same id.
    #[error("two keys have the id `{0}`")]
    Repeated(String),
}

/// A JSON Web Key Set; members are read one by one, as those of other uses may have any form.
#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

impl VerificationKey {
    /// Id of the key: what tokens name as `kid`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The keys of a JSON Web Key Set (RFC 7517) that check signatures by RS256 or ES256. Keys for
    /// other uses and algorithms, and those without an id, are left out.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if the text is no key set, or a key that should be used cannot be.
    pub fn read_set(text: &str) -> Result<Vec<Self>, KeyError> {
        let set: KeySet = serde_json::from_str(text)?;
        let mut keys: Vec<Self> = Vec::new();
        for member in set.keys {
            let Ok(jwk) = serde_json::from_value::<Jwk>(member) else {
                continue;
            };
            let Some(key) = Self::of(&jwk)? else {
                continue;
            };
            if keys.iter().any(|earlier| earlier.id == key.id) {
                return Err(KeyError::Repeated(key.id.to_string()));
            }
            keys.push(key);
        }
        Ok(keys)
    }

    fn of(jwk: &Jwk) -> Result<Option<Self>, KeyError> {
        let common = &jwk.common;
        let signs = matches!(common.public_key_use, None | Some(PublicKeyUse::Signature));
        let (Some(id), true) = (&common.key_id, signs) else {
            return Ok(None);
        };
        let algorithm = match (&jwk.algorithm, &common.key_algorithm) {
            (AlgorithmParameters::RSA(key), None | Some(KeyAlgorithm::RS256)) => {
                let bits = bits(&key.n);
                if bits < RSA_BITS {
                    let id = id.clone();
                    return Err(KeyError::Weak { id, bits });
                }
                Algorithm::RS256
            }
            (AlgorithmParameters::EllipticCurve(key), None | Some(KeyAlgorithm::ES256))
                if key.curve == EllipticCurve::P256 =>
            {
                Algorithm::ES256
            }
            _ => return Ok(None),
        };
        let key = DecodingKey::from_jwk(jwk).map_err(|source| KeyError::Damaged {
            id: id.clone(),
            source,
        })?;
        Ok(Some(Self {
            id: id.as_str().into(),
            algorithm,
            key,
        }))
    }
}

/// Length of a number in base64url, to the next whole byte.
fn bits(number: &str) -> usize {
    number.trim_end_matches('=').len() * 6 / 8 * 8
}

/// Keys that never change.
#[derive(Clone, Debug, Default)]
pub struct StaticKeys(Vec<VerificationKey>);

impl StaticKeys {
    /// These keys. Without any, no token by RS256 or ES256 is valid.
    #[must_use]
    pub const fn new(keys: Vec<VerificationKey>) -> Self {
        Self(keys)
    }
}

impl KeySource for StaticKeys {
    async fn fetch(&self) -> Result<Vec<VerificationKey>, StoreError> {
        Ok(self.0.clone())
    }
}
