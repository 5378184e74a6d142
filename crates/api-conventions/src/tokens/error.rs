//! Why a token is refused: [`TokenError`].

use thiserror::Error;

use crate::StoreError;

/// Why a token is refused. The text is for whoever reads logs; callers get [`TokenError::hint`].
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TokenError {
    /// There is none.
    #[error("there is no token")]
    Missing,
    /// There is one where none may be.
    #[error("a token was sent in the query string, as `{0}`")]
    InQuery(&'static str),
    /// The header does not have the form `Bearer <token>`, or there are several.
    #[error("the `Authorization` header is not one `Bearer <token>`")]
    Scheme,
    /// It is no token of any kind.
    #[error("the token is malformed: {0}")]
    Malformed(String),
    /// No such API key, or one that was revoked.
    #[error("the API key is {0}")]
    ApiKey(&'static str),
    /// It was valid once.
    #[error("the token expired")]
    Expired,
    /// It is not valid yet.
    #[error("the token is not valid yet")]
    Early,
    /// Its signature is another one.
    #[error("the signature does not fit the token")]
    Forged,
    /// It is signed in a way that is not accepted.
    #[error("tokens signed with {0} are not accepted")]
    Algorithm(String),
    /// Nobody knows the key it names.
    #[error("the key id `{0}` is unknown")]
    UnknownKey(String),
    /// It is for somebody else.
    #[error("the audience is not one of this API")]
    Audience,
    /// It was issued by somebody else.
    #[error("the issuer is not trusted")]
    Issuer,
    /// A claim is absent or has another form.
    #[error("the claim `{0}` is absent or has another form")]
    Claim(&'static str),
    /// Its tenant does not exist, or is one of another environment.
    #[error("the token's tenant is not here")]
    Tenant,
    /// It cannot be told at the moment.
    #[error("the token cannot be checked: {0}")]
    Unavailable(#[source] StoreError),
}

impl TokenError {
    /// What the caller is told: a code for programs, and a sentence. It says what to do about a
    /// token of one's own, and nothing that helps to make one.
    #[must_use]
    pub const fn hint(&self) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("TOKEN_MISSING", "send `Authorization: Bearer <token>`"),
            Self::InQuery(_) => (
                "TOKEN_IN_QUERY",
                "tokens do not belong in the query string, where logs keep them; send a header",
            ),
            Self::Scheme => (
                "TOKEN_MALFORMED",
                "send one `Authorization: Bearer <token>` header",
            ),
            Self::Malformed(_) => ("TOKEN_MALFORMED", "the token is cut off or no token"),
            Self::Expired => ("TOKEN_EXPIRED", "the token expired; get a new one"),
            Self::Early => (
                "TOKEN_INVALID",
                "the token is not valid yet; check your clock",
            ),
            Self::ApiKey(_) => (
                "TOKEN_INVALID",
                "the API key is unknown, expired or revoked",
            ),
            Self::Algorithm(_) => (
                "TOKEN_INVALID",
                "the token is signed with an algorithm that is not accepted",
            ),
            Self::Audience => ("TOKEN_INVALID", "the token is for another audience"),
            Self::Issuer | Self::UnknownKey(_) => (
                "TOKEN_INVALID",
                "the token was issued by somebody else, or with a key that is gone",
            ),
            Self::Forged | Self::Claim(_) | Self::Tenant | Self::Unavailable(_) => {
                ("TOKEN_INVALID", "the token is not valid")
            }
        }
    }
}
