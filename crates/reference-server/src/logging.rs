//! The log: lines on standard error, each masked before it is written, so that no token reaches it.
//! What is logged is decided where it happens. Read [`init`].

use std::borrow::Cow;
use std::io::{self, Write};
use std::panic::PanicHookInfo;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::settings::LogFormat;

/// Takes secrets out of a line.
pub type Mask = fn(&str) -> Cow<'_, str>;

/// Sets up the log of this process; a second call changes nothing. `RUST_LOG` chooses what is
/// logged, `info` and above without it. Panics are logged too.
pub fn init(format: LogFormat, is_terminal: bool, mask: Mask) {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::INFO.into())
        .from_env_lossy();
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(Masked {
            mask,
            target: io::stderr,
        })
        .with_ansi(is_terminal);
    let set = match format {
        LogFormat::Pretty => lines.compact().finish().try_init(),
        LogFormat::Json => lines.json().flatten_event(true).finish().try_init(),
        LogFormat::Off => return,
    };
    if set.is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
}

fn log_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(<_>::to_string).unwrap_or_default();
    let message = panic.payload_as_str().unwrap_or("no message");
    tracing::error!(place, message, "a task panicked");
}

/// Writes lines masked. The formatter hands over one event at a time, whole.
#[derive(Clone, Debug)]
struct Masked<T> {
    mask: Mask,
    target: T,
}

impl<W: Write, T: Fn() -> W> Write for Masked<T> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        (self.target)().write_all((self.mask)(&text).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        (self.target)().flush()
    }
}

impl<'a, W: Write, T: Clone + Fn() -> W + 'a> MakeWriter<'a> for Masked<T> {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use super::Masked;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no panic").write(line)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn mask(text: &str) -> Cow<'_, str> {
        text.replace("pm_live_1", "pm_live_***").into()
    }

    #[test]
    fn events_reach_the_log_masked_and_whole() {
        let lines = Lines::default();
        let target = lines.clone();
        let writer = Masked {
            mask,
            target: move || target.clone(),
        };
        let log = tracing_subscriber::fmt()
            .json()
            .without_time()
            .with_writer(writer)
            .finish();
        tracing::subscriber::with_default(log, || {
            tracing::info!(token = "pm_live_1", "asked with pm_live_1");
        });
        let written = lines.0.lock().expect("no panic").clone();
        let text = String::from_utf8(written).expect("text");
        assert!(!text.contains("pm_live_1"), "{text}");
        assert_eq!(text.matches("pm_live_***").count(), 2, "{text}");
        assert!(text.ends_with('\n'), "{text}");
    }
}
