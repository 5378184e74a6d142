//! Stage 6: from resolved documents to meaning. Read [`lower`] first.
//!
//! Schemas are lowered from a work list, never by recursion: whoever needs a type reserves its id
//! and goes on. What depends on the shape of other types (how unions are told apart, envelopes,
//! circles) is decided once the list is empty; last, types are put in their final order and those
//! that nobody reaches are dropped. So neither depth nor order of a document matters.

mod arrange;
mod body;
mod circle;
mod context;
mod contract;
mod conventions;
pub(crate) mod diagnostics;
mod envelope;
mod extension;
mod info;
mod names;
mod operation;
mod parameter;
mod path;
mod response;
mod schema;
mod security;
mod selection;

use context::Lowering;
pub use contract::{LowerInput, LowerSettings, lower};
