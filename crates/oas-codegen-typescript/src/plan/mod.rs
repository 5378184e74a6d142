//! x
pub(crate) mod layout;
