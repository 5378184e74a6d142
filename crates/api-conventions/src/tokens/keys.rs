//! Keys that signatures are checked with: [`VerificationKey`] and where they come from.

use std::fmt;
use std::sync::Arc;

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{
    AlgorithmParameters, CommonParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations,
    PublicKeyUse,
};
use jsonwebtoken::{Algorithm, DecodingKey, DecodingKeyKind};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::StoreError;

/// Fewest bits of an RSA key.
const RSA_BITS: usize = 2048;

/// Fewest bytes of a secret for HS256 (RFC 7518 §3.2).
pub(super) const SECRET_BYTES: usize = 32;

/// Bytes of a point on the curve P-256: a mark, and two coordinates.
const POINT_BYTES: usize = 1 + 32 + 32;

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

/// A key or a key set that cannot be used.
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
    /// A secret is so short that it could be found by trying.
    #[error("the secret has {bytes} bytes; {SECRET_BYTES} are needed")]
    Short {
        /// Its length.
        bytes: usize,
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
        let (Some(id), true) = (&common.key_id, is_for_signatures(common)) else {
            return Ok(None);
        };
        let algorithm = match (&jwk.algorithm, &common.key_algorithm) {
            (AlgorithmParameters::RSA(_), None | Some(KeyAlgorithm::RS256)) => Algorithm::RS256,
            (AlgorithmParameters::EllipticCurve(key), None | Some(KeyAlgorithm::ES256))
                if key.curve == EllipticCurve::P256 =>
            {
                Algorithm::ES256
            }
            _ => return Ok(None),
        };
        let damaged = |source| KeyError::Damaged {
            id: id.clone(),
            source,
        };
        let key = DecodingKey::from_jwk(jwk).map_err(damaged)?;
        match key.kind() {
            DecodingKeyKind::RsaModulusExponent { n, .. } => {
                let bits = bits(n);
                if bits < RSA_BITS {
                    let id = id.clone();
                    return Err(KeyError::Weak { id, bits });
                }
            }
            DecodingKeyKind::SecretOrDer(point) => {
                if point.len() != POINT_BYTES {
                    return Err(damaged(ErrorKind::InvalidEcdsaKey.into()));
                }
            }
        }
        Ok(Some(Self {
            id: id.as_str().into(),
            algorithm,
            key,
        }))
    }
}

/// Whether a key is one that signatures are checked with, as far as it says.
fn is_for_signatures(common: &CommonParameters) -> bool {
    let by_use = matches!(common.public_key_use, None | Some(PublicKeyUse::Signature));
    let operations = common.key_operations.as_ref();
    by_use && operations.is_none_or(|operations| operations.contains(&KeyOperations::Verify))
}

/// Length of a number, whatever zeros it starts with.
fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let first = number.get(zeros).map_or(0, |byte| byte.leading_zeros());
    (number.len() - zeros) * 8 - first as usize
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
