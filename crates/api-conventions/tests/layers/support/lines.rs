//! What is logged, in memory.
//!
//! There is one subscriber for all tests, which keeps what the thread of a test logs while it
//! listens. One for each test would not do: whether an event is wanted is remembered for all
//! threads, also those that have none.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::LazyLock;

use serde_json::Value;
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, fmt};

thread_local! {
    static LINES: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

static SUBSCRIBER: LazyLock<()> = LazyLock::new(|| {
    let is_listening = dynamic_filter_fn(|_, _| LINES.with_borrow(Option::is_some));
    let layer = fmt::layer().json().with_writer(|| Lines);
    let subscriber = tracing_subscriber::registry().with(layer.with_filter(is_listening));
    tracing::subscriber::set_global_default(subscriber).expect("the only subscriber");
});

/// Makes it possible to listen, before anything is logged.
pub(crate) fn install() {
    LazyLock::force(&SUBSCRIBER);
}

/// Where the subscriber writes.
struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.get_or_insert_default().extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps what this thread logs, until it is dropped.
pub(crate) struct Listening(());

/// Keeps what this thread logs from now on.
pub(crate) fn listen() -> Listening {
    install();
    LINES.set(Some(Vec::new()));
    Listening(())
}

impl Drop for Listening {
    fn drop(&mut self) {
        LINES.set(None);
    }
}

impl Listening {
    pub(crate) fn text(&self) -> String {
        let Self(()) = self;
        let bytes = LINES.with_borrow(Clone::clone).unwrap_or_default();
        String::from_utf8(bytes).expect("text")
    }

    /// The events about requests.
    pub(crate) fn events(&self) -> Vec<Value> {
        let text = self.text();
        let lines = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"));
        let events = lines.filter(|line: &Value| line["target"] == "api_conventions::access");
        events.collect()
    }
}
