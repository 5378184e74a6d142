//! YAML and JSON text to one spanned tree, and values to YAML text; knows nothing of OpenAPI.
//!
//! Parsing never fails: [`parse`] returns a tree and puts what is wrong into a sink. Every limit
//! on size, depth and expansion lives here. Read [`SyntaxTree`] and [`Node`] first.

pub mod de;
pub mod diagnostics;
mod errors;
mod json;
pub mod layout;
pub mod limits;
mod parse;
pub mod pointer;
pub mod tree;
mod yaml;

pub use diagnostics::DIAGNOSTICS;
pub use limits::Limits;
pub use parse::{parse, parse_text};
pub use pointer::JsonPointer;
pub use tree::{
    Comment, CommentPlacement, Entry, Format, Key, Node, NodeId, NodeKey, NodeKind, Number,
    SyntaxTree,
};
pub use yaml::print_yaml;
