//! How often may be called.

use serde::Serialize;

/// How many calls a tenant may make, plan by plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plans {
    /// Length of the window of every plan, in seconds.
    pub window_s: u32,
    /// The plans, in the order of the file.
    pub plans: Vec<Plan>,
}

/// How many calls a tenant may make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// `starter`.
    pub name: String,
    /// Calls that each window adds.
    pub requests: u32,
    /// Calls that a window may have at most, when earlier ones left some.
    pub burst: u32,
    /// Methods that may be called; none where all may be.
    pub methods: Vec<String>,
}
