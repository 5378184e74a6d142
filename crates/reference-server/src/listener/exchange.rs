//! Whether a connection is in the middle of a request: [`Exchange`], which its service writes and its
//! wire reads. Nothing else is shared between the two.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What the service of a connection tells its wire.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    begun: AtomicUsize,
    open: AtomicUsize,
    left: AtomicBool,
}

impl Exchange {
    /// A request is here. It is answered when what this gives is dropped.
    pub(super) fn begin(self: &Arc<Self>) -> Answering {
        self.begun.fetch_add(1, Ordering::Release);
        self.open.fetch_add(1, Ordering::Release);
        Answering(Arc::clone(self))
    }

    /// The body of a request was not read to its end.
    pub(super) fn leave_unread(&self) {
        self.left.store(true, Ordering::Release);
    }

    /// Number of requests so far.
    pub(super) fn begun(&self) -> usize {
        self.begun.load(Ordering::Acquire)
    }

    /// Whether an answer is outstanding.
    pub(super) fn is_open(&self) -> bool {
        self.open.load(Ordering::Acquire) > 0
    }

    /// Whether the peer may still be sending a body that nobody reads.
    pub(super) fn is_left_unread(&self) -> bool {
        self.left.load(Ordering::Acquire)
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub(super) struct Answering(Arc<Exchange>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Release);
    }
}
