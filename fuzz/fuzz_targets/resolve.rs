//! A document to its graph, and with the feature `rules` every rule over it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let loaded = oas_fuzz::read(data);
    if let Some(resolved) = &loaded.resolved {
        let _ = oas_model::inventory::inventory(resolved);
        #[cfg(feature = "rules")]
        {
            use oas_lint::{Group, Settings};
            let settings = Settings::of_groups(Group::ALL.map(Group::name));
            let _ = oas_lint::lint(resolved, None, &settings);
        }
    }
});
