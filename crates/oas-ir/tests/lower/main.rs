//! Lowering, from documents to meaning.

mod meaning;
mod order;
mod support;
