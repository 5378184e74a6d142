//! The transport from outside: bytes go in, bytes come out, and the server starts and stops. Ports are
//! picked by the system, and times are short.

mod contracts;
mod docs;
mod failures;
mod http;
mod process;
mod stale;
mod start;
mod stop;
mod support;
mod tls;
