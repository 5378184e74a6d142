//! One text in, a tree and findings out: everything that is said of the crate from outside.

mod deserialize;
mod fixtures;
mod hostile;
mod print;
mod properties;
mod read;
mod support;
