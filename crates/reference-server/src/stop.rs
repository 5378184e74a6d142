//! When the server stops: [`Stop`]. What stopping means is the listener's business.

use std::future;

use tokio::sync::watch;

/// How far the server is on its way out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Phase {
    /// It serves.
    Running,
    /// It takes no more connections and finishes what it began.
    Draining,
    /// It cuts what is left.
    Ended,
}

/// Tells in which phase the server is. All clones tell the same.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<Phase>);

/// Moves the server to its next phase. Dropped, the phase stays what it is.
#[derive(Debug)]
pub struct Stopper(watch::Sender<Phase>);

impl Stopper {
    /// Goes to the next phase.
    pub fn advance(&self) {
        self.0.send_modify(|phase| {
            *phase = match phase {
                Phase::Running => Phase::Draining,
                Phase::Draining | Phase::Ended => Phase::Ended,
            }
        });
    }
}

impl Stop {
    /// A server that runs, and what moves it on.
    #[must_use]
    pub fn new() -> (Stopper, Self) {
        let (sender, receiver) = watch::channel(Phase::Running);
        (Stopper(sender), Self(receiver))
    }

    /// A server that SIGINT and SIGTERM move on: the first to finish its work, the second to end at
    /// once. Elsewhere than on Unix it is Ctrl-C alone.
    ///
    /// # Errors
    ///
    /// The system does not let the process listen to signals.
    pub fn on_signals() -> std::io::Result<Self> {
        let mut signals = Signals::new()?;
        let (stopper, stop) = Self::new();
        tokio::spawn(async move {
            loop {
                signals.next().await;
                stopper.advance();
            }
        });
        Ok(stop)
    }

    /// The phase now.
    #[must_use]
    pub fn phase(&self) -> Phase {
        *self.0.borrow()
    }

    /// Waits until the phase is this one or a later one.
    pub async fn reached(&self, phase: Phase) {
        let mut receiver = self.0.clone();
        if receiver.wait_for(|now| *now >= phase).await.is_err() {
            // Nobody is left who could move it on.
            future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Phase, Stop};

    #[tokio::test]
    async fn phases_only_go_forward() {
        let (stopper, stop) = Stop::new();
        let other = stop.clone();
        assert_eq!(stop.phase(), Phase::Running);
        stopper.advance();
        assert_eq!(other.phase(), Phase::Draining);
        stopper.advance();
        stopper.advance();
        assert_eq!(other.phase(), Phase::Ended);
        // A phase that is past has been reached.
        other.reached(Phase::Draining).await;
    }
}
