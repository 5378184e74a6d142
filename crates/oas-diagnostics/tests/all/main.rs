//! The tests of this crate from outside, in one program.

mod formats;
mod loader;
mod pretty;
mod robust;
mod support;
