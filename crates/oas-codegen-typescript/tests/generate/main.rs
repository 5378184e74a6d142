//! From a document to the files of a package. Cases are files: `fixtures/plain` stands alone,
//! `fixtures/agreed` follows the conventions of this repository.

mod golden;
mod order;
mod support;
mod type_check;
