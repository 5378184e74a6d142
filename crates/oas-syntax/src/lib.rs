//! YAML and JSON text to one spanned tree; knows nothing of OpenAPI.
//!
//! Parsing never fails: it returns a tree and puts what is wrong into a sink. Every limit on size,
//! depth and expansion lives here. Read [`SyntaxTree`] and [`Node`] first.

pub mod limits;
pub mod pointer;
pub mod tree;

pub use limits::Limits;
pub use pointer::JsonPointer;
pub use tree::{Entry, Format, Key, Node, NodeId, NodeKey, NodeKind, SyntaxTree, TreeBuilder};
