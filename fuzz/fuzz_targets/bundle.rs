//! A document to one file in every version; what comes out is a document, and bundling it again
//! changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oas_bundle::{BundleSettings, bundle, to_yaml};
use oas_model::Version;
use oas_model::select::Selection;

fuzz_target!(|data: &[u8]| {
    let loaded = oas_fuzz::read(data);
    let Some(resolved) = &loaded.resolved else {
        return;
    };
    let own = resolved.version();
    let settings = |version| BundleSettings {
        version,
        selection: Selection::default(),
    };
    for version in [Version::V3_0, Version::V3_1, Version::V3_2] {
        let _ = bundle(resolved, None, &settings(version));
    }
    let (first, _) = bundle(resolved, None, &settings(own));
    if oas_fuzz::has_errors(loaded) {
        return;
    }
    let text = to_yaml(&first);
    let again = oas_fuzz::read(text.as_bytes());
    let resolved = again.resolved.as_ref().expect("a bundle is a document");
    let (second, _) = bundle(resolved, None, &settings(own));
    assert_eq!(first, second, "bundling again changes a bundle");
});
