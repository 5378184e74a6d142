//! What several rules ask of a document: path templates, cases of names, schemas seen through
//! references, values of examples, answers, audiences.

pub(crate) mod answers;
pub(crate) mod audience;
pub(crate) mod date;
pub(crate) mod expression;
pub(crate) mod extension;
pub(crate) mod json_schema;
pub(crate) mod judged;
pub(crate) mod members;
pub(crate) mod naming;
pub(crate) mod operations;
pub(crate) mod path_tree;
pub(crate) mod pattern;
pub(crate) mod request;
pub(crate) mod template;
pub(crate) mod values;
