//! Lint rules over the resolved model.
//!
//! A rule is one file of `rules`, and its documentation is its test. This crate traverses
//! (`run`), configures ([`Settings`]), silences (`suppression`) and explains ([`pages`]); it
//! reads no files and prints nothing. What loading and the shape of objects have to say is said by
//! `oas-model`. Read [`Rule`] and [`RuleContext`] first.

mod context;
pub mod diagnostics;
mod facts;
mod meta;
pub mod pages;
mod reach;
mod rule;
mod rules;
mod run;
pub mod settings;
mod suppression;

pub use context::{Report, RuleContext};
pub use diagnostics::DIAGNOSTICS;
pub use meta::{Group, RuleMeta, RuleStatus};
pub use pages::{explain, page_index};
pub use rule::{PlacedOperation, Rule};
pub use rules::all_rules;
pub use run::lint;
pub use settings::{Ignore, RuleSetting, Settings};
