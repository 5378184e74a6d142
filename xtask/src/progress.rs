//! What people see while and after something runs: [`say`] writes lines of the answer, [`Progress`]
//! shows at a terminal that something long is going on, silent in pipes and for the first half second.

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Writes a line to standard output. A reader that has gone away, `head` say, is no failure.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Shows `label` and the seconds so far, from the first half second until it is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts the clock.
    pub(crate) fn start(label: &str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { running: None };
        }
        let (stop, stopped) = mpsc::channel();
        let label = label.to_owned();
        let thread = std::thread::spawn(move || {
            let started = Instant::now();
            let mut shown = false;
            while stopped.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout)
            {
                shown = true;
                let seconds = started.elapsed().as_secs();
                let mut stderr = std::io::stderr().lock();
                // A terminal that has gone away is no reason to stop working.
                let _ = write!(stderr, "\r\x1b[2K{label} ({seconds} s)");
                let _ = stderr.flush();
            }
            if shown {
                let _ = write!(std::io::stderr().lock(), "\r\x1b[2K");
            }
        });
        Self {
            running: Some((stop, thread)),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            // A panicking progress line would have said so already.
            let _ = thread.join();
        }
    }
}
