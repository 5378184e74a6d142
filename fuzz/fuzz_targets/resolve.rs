//! A document to its graph, and every rule over it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oas_lint::{Group, Settings};

fuzz_target!(|data: &[u8]| {
    let loaded = oas_fuzz::read(data);
    if let Some(resolved) = &loaded.resolved {
        let settings = Settings::of_groups(Group::ALL.map(Group::name));
        let _ = oas_lint::lint(resolved, None, &settings);
        let _ = oas_model::inventory::inventory(resolved);
    }
});
