//! What several rules ask of a document: path templates, words of names, schemas seen through
//! references, values of examples.

pub(crate) mod json;
pub(crate) mod members;
pub(crate) mod naming;
pub(crate) mod template;
pub(crate) mod values;
pub(crate) mod words;
