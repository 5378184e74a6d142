//! A text formatted: what comes out means the same, and formatting it again changes nothing.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use oas_diagnostics::SourceMap;
use oas_fmt::{Objects, Refusal, format};
use oas_syntax::{Format, Limits};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for language in [Format::Yaml, Format::Json] {
        let Some(first) = formatted(text, language) else {
            continue;
        };
        let second = formatted(&first, language).expect("what was formatted can be formatted");
        assert_eq!(first, second, "formatting again changes a text");
    }
});

fn formatted(text: &str, language: Format) -> Option<String> {
    let text: Arc<str> = text.into();
    let mut sources = SourceMap::new();
    let file = sources.add("text", "text", text.clone());
    match format(file, &text, language, &Objects::default(), &Limits::default()) {
        Ok(formatted) => Some(formatted),
        Err(Refusal::Unreadable(_)) => None,
        Err(Refusal::Altered(what)) => panic!("formatting would alter {what}"),
    }
}
