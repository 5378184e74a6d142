//! What a sandbox signs its tokens with: [`SandboxSecret`].

use std::fmt;

use super::random::random_bytes;
use super::{Database, StorageError, queries};

queries! { GlobalQuery:
    /// Keeps a secret, unless there is one.
    KEEP = "INSERT INTO sandbox_secret (id, secret) VALUES (1, $1) ON CONFLICT DO NOTHING";
    /// The secret.
    READ = "SELECT secret FROM sandbox_secret WHERE id = 1";
}

/// 32 random bytes that a sandbox signs its tokens with. Never printed.
#[derive(Clone)]
pub struct SandboxSecret([u8; 32]);

impl SandboxSecret {
    /// The bytes, for a signing or verifying key.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SandboxSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SandboxSecret(..)")
    }
}

impl Database {
    /// The sandbox's secret: made when it is first asked for, and the same from then on, so that
    /// tokens outlive a restart.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if it can neither be read nor made.
    pub async fn sandbox_secret(&self) -> Result<SandboxSecret, StorageError> {
        let fresh: [u8; 32] = random_bytes()?;
        sqlx::query(KEEP.text())
            .bind(fresh.as_slice())
            .execute(self.pool())
            .await?;
        let secret: Vec<u8> = sqlx::query_scalar(READ.text())
            .fetch_one(self.pool())
            .await?;
        let secret = secret.try_into().map_err(|_| sqlx::Error::RowNotFound)?;
        Ok(SandboxSecret(secret))
    }
}
