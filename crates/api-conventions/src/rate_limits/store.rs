//! Where calls are counted: [`RateLimitStore`].

use time::OffsetDateTime;

use crate::StoreError;

/// Counts calls.
///
/// Each key has windows. A window begins with a call and ends after its length; the next one begins
/// with the first call after that. It allows what is left of the last one and `limit` more for each
/// length that has passed since that began, up to `burst`. So whoever calls seldom can call often
/// once, and over time nobody makes more than `limit` calls per window. The first window of a key is
/// full: it allows `burst`.
///
/// When the figures of a key change, as with another plan, its window gets or loses the difference
/// between the limits; calls that were made in it stay made.
pub trait RateLimitStore: Send + Sync + 'static {
    /// Takes one call of each demand if all of them have one left, and none otherwise.
    fn take(
        &self,
        demands: &[Demand],
        now: OffsetDateTime,
    ) -> impl Future<Output = Result<Vec<Allowance>, StoreError>> + Send;
}

/// A limit that a call has to keep.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Demand {
    /// Who and what is counted together.
    pub key: String,
    /// Calls that each window adds.
    pub limit: u64,
    /// Calls that a window has at most.
    pub burst: u64,
    /// Length of a window, in seconds; at least 1.
    pub window_s: u64,
}

/// What is left of a limit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Allowance {
    /// Whether there was a call left.
    pub granted: bool,
    /// Calls that this window had when it began.
    pub limit: u64,
    /// Calls that are left.
    pub remaining: u64,
    /// When the window ends, in Unix seconds, rounded up.
    pub resets_at: u64,
    /// Length of the window, in seconds.
    pub window_s: u64,
}

impl Allowance {
    /// Sorts the tightest limit first: one that is used up, for the longest time; then by what is
    /// left.
    pub(super) fn room(&self) -> (bool, u64, u64, u64) {
        let wait = if self.granted {
            0
        } else {
            u64::MAX - self.resets_at
        };
        (self.granted, wait, self.remaining, self.limit)
    }
}
