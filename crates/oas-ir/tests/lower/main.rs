//! Lowering, from documents to meaning.

mod conventions;
mod meaning;
mod order;
mod support;
