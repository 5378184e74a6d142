//! OpenAPI 3.0, 3.1 and 3.2 objects as typed views over the spanned tree, with references resolved.
//!
//! An object is a handle to its node, not a copy of it: nothing is lost, every value knows its
//! place, and reading costs no memory. [`load`] brings a document and its files, then
//! [`ResolvedDocument::resolve`] makes references edges, and [`ResolvedDocument::open_api`] is
//! where reading starts. The specification's words are used, and only they: what a document
//! *means* is for `oas-ir` to say.

pub mod document;
pub mod fields;
pub mod inventory;
pub mod load;
pub mod object;
pub mod resolve;
pub mod select;
pub mod shape;
pub mod version;
pub mod walk;

pub use document::Document;
pub use fields::{Form, Kind};
pub use load::load;
pub use resolve::{Container, DIAGNOSTICS, OperationEntry, ResolvedDocument};
pub use version::Version;
pub use walk::{Visit, VisitId, Visits};
