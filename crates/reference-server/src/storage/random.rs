//! Random bytes from the system's generator.

use rustls::crypto::aws_lc_rs::default_provider;

use super::StorageError;

/// Random bytes that nobody can guess.
///
/// # Errors
///
/// [`StorageError::NoRandomness`] if the system has none.
pub(super) fn random_bytes<const N: usize>() -> Result<[u8; N], StorageError> {
    let mut bytes = [0; N];
    let random = default_provider().secure_random;
    random
        .fill(&mut bytes)
        .map_err(|_| StorageError::NoRandomness)?;
    Ok(bytes)
}
