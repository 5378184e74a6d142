//! Keys that are made when tests run, and tokens signed with them.

use std::sync::LazyLock;

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256};
use serde_json::{Value, json};
use time::macros::datetime;

/// When tests begin.
pub(crate) const NOW: time::OffsetDateTime = datetime!(2030-06-01 12:00:00 UTC);

pub(crate) const ISSUER: &str = "https://gate.bazaar.example";
pub(crate) const SANDBOX_ISSUER: &str = "https://play.bazaar.example";
pub(crate) const SANDBOX_SECRET: &[u8] = b"grains of sand in a box, at least 32 of them";

pub(crate) const LIVE_KEY: &str = "zz-real-abcdefgh0123";
pub(crate) const PLAY_KEY: &str = "zz-play-abcdefgh0123";

pub(crate) static EC: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::ec("ec"));
pub(crate) static OTHER_EC: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::ec("other-ec"));
pub(crate) static RSA: LazyLock<SigningKey> = LazyLock::new(|| {
    let pair = KeyPair::generate_for(&PKCS_RSA_SHA256).expect("RSA keys can be made");
    // Within the PKCS #8 document, whose head is 26 bytes long, stands the PKCS #1 key.
    let key = EncodingKey::from_rsa_der(&pair.serialized_der()[26..]);
    SigningKey::new("rsa", Algorithm::RS256, key)
});
pub(crate) static SECRET: LazyLock<SigningKey> = LazyLock::new(|| {
    let key = EncodingKey::from_secret(SANDBOX_SECRET);
    SigningKey::new("secret", Algorithm::HS256, key)
});

/// What signs tokens.
pub(crate) struct SigningKey {
    pub(crate) id: &'static str,
    pub(crate) algorithm: Algorithm,
    pub(crate) key: EncodingKey,
}

impl SigningKey {
    fn new(id: &'static str, algorithm: Algorithm, key: EncodingKey) -> Self {
        Self { id, algorithm, key }
    }

    fn ec(id: &'static str) -> Self {
        let pair = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("EC keys can be made");
        let key = EncodingKey::from_ec_der(pair.serialized_der());
        Self::new(id, Algorithm::ES256, key)
    }

    /// The public half.
    pub(crate) fn jwk(&self) -> Value {
        let jwk = Jwk::from_encoding_key(&self.key, self.algorithm).expect("keys have two halves");
        let mut jwk = serde_json::to_value(jwk).expect("keys are JSON");
        jwk["kid"] = json!(self.id);
        jwk
    }

    /// A token with these claims.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(self.algorithm);
        header.kid = Some(self.id.to_owned());
        self.sign_with(&header, claims)
    }

    /// A token with this header.
    pub(crate) fn sign_with(&self, header: &Header, claims: &Value) -> String {
        encode(header, claims, &self.key).expect("keys sign")
    }
}

/// Claims of a user of a shop who may see, until 100 seconds from the beginning.
pub(crate) fn member(shop: &str) -> Value {
    json!({
        "who": "mo",
        "from": ISSUER,
        "for": "bazaar",
        "until": NOW.unix_timestamp() + 100,
        "shop": shop,
        "hats": ["boss"],
        "may": "goods:see goods:sell",
    })
}

/// Claims of a member of staff who may cross.
pub(crate) fn staff() -> Value {
    json!({
        "who": "guard-5",
        "from": ISSUER,
        "for": "backstage",
        "until": NOW.unix_timestamp() + 100,
        "hats": ["GUARD"],
        "may": "goods:see walls:cross",
    })
}

/// The same claims with others besides or instead; null takes one away.
pub(crate) fn with(mut claims: Value, others: &Value) -> Value {
    let members = claims.as_object_mut().expect("claims are an object");
    for (name, value) in others.as_object().expect("claims are an object") {
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
    claims
}

/// The same claims as a sandbox has them.
pub(crate) fn in_sandbox(claims: Value) -> Value {
    with(claims, &json!({ "from": SANDBOX_ISSUER }))
}

/// The same text with every character percent-encoded.
pub(crate) fn encoded(text: &str) -> String {
    let letters = text.bytes().map(|byte| format!("%{byte:02X}"));
    let all: String = letters.collect();
    debug_assert_ne!(all, utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
    all
}
