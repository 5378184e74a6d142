//! Overlays (OpenAPI Overlay Specification 1.0 and 1.1): documents that say how another one is to be
//! changed.
//!
//! [`Overlay::read`] takes such a document and checks its structure, [`apply`] applies some to a
//! resolved document. The result is a document that knows for each of its parts where it is
//! written, [`Overlaid`], so that what is wrong with it is told at the overlay that brought it.

mod apply;
mod compare;
mod evaluate;
mod fields;
mod hint;
mod merge;
mod overlaid;
mod path;
#[cfg(test)]
mod path_tests;
mod read;
mod shape;
mod target;
mod version;

pub use apply::apply;
pub use overlaid::Overlaid;
pub use read::Overlay;
pub use version::OverlayVersion;
