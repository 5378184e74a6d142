//! What an operation answers when storage fails: [`StorageFailure`].

use crate::storage::StorageError;

/// An error of an operation that can say "not now". Implemented by [`storage_failures!`].
pub(crate) trait StorageFailure {
    /// 503 with `Retry-After` when the database does not answer for the moment, 500 otherwise.
    fn storage(error: StorageError) -> Self;
}

/// Implements [`StorageFailure`] for generated error types. Each has its own `ServiceUnavailable`,
/// because each operation declares its errors itself.
macro_rules! storage_failures {
    ($($error:ident),+ $(,)?) => {
        $(impl $crate::failure::StorageFailure for $error {
            fn storage(error: $crate::storage::StorageError) -> Self {
                if !error.is_unavailable() {
                    return error.into();
                }
                // The answer keeps silent about it.
                tracing::warn!(%error, "storage is unavailable");
                Self::ServiceUnavailable {
                    retry_after: $crate::context::RETRY_AFTER_S.into(),
                    details: vec![],
                }
            }
        })+
    };
}

pub(crate) use storage_failures;
