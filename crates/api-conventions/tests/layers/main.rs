//! All layers around a small server that was not made for them, asked as its callers ask.

mod authorization;
mod key_sets;
mod order;
mod rate_limits;
mod stores;
mod support;
mod tenancy;
mod tokens;
mod web_tokens;
