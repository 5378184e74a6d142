//! All layers around a small server that was not made for them, asked as its callers ask.

mod audit;
mod authorization;
mod deadlines;
mod envelope;
mod faults;
mod ids;
mod key_sets;
mod logs;
mod order;
mod rate_limits;
mod stores;
mod support;
mod tenancy;
mod tokens;
mod transport;
mod web_tokens;
