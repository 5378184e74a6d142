//! A document to what it means.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oas_ir::{LowerInput, LowerSettings};

fuzz_target!(|data: &[u8]| {
    let mut loaded = oas_fuzz::read(data);
    if let Some(document) = &loaded.resolved {
        let input = LowerInput {
            document,
            name: "fuzz".to_owned(),
            source: oas_fuzz::ENTRY.to_owned(),
        };
        let settings = LowerSettings::default();
        let _ = oas_ir::lower(&[input], None, &settings, &mut loaded.sink);
    }
});
