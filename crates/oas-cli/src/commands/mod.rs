//! One file per command.

pub(crate) mod bundle;
pub(crate) mod completions;
pub(crate) mod docs;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod inspect;
pub(crate) mod lint;
pub(crate) mod planned;
