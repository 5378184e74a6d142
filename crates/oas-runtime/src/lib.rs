//! What generated Rust servers call: extraction, validation, typed responses.

mod format;
mod part;
mod patch;
mod pointer;
mod scalar;
mod schema;
mod violation;

pub use format::Format;
pub use part::RequestPart;
pub use patch::{Patch, nullable, optional};
pub use pointer::Pointer;
pub use scalar::{Date, DateTime, FormatError, Secret, Uuid};
pub use schema::{
    Additional, Constant, Contains, Decimal, DependentRequired, Described, Invalid, JsonType,
    Pattern, PatternProperty, Property, Schema, Selection, Union, Validate,
};
pub use violation::{Keyword, Violation, Violations};
