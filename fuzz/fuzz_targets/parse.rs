//! Text to a tree, as YAML and as JSON: every place is within the text, and every node is found
//! again by its pointer.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use oas_diagnostics::{DiagnosticSink, Place, SourceMap};
use oas_syntax::{Format, JsonPointer, Limits, parse};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let text: Arc<str> = text.into();
    for format in [Format::Yaml, Format::Json] {
        let mut sources = SourceMap::new();
        let file = sources.add("text", "text", text.clone());
        let mut sink = DiagnosticSink::new();
        let tree = parse(file, &text, format, &Limits::default(), &mut sink);
        for node in tree.nodes().take(2000) {
            let span = node.span();
            let range = span.start as usize..span.end as usize;
            assert!(text.get(range).is_some(), "a node is not within the text");
            let pointer = JsonPointer::parse(&node.pointer()).expect("pointers can be read");
            assert!(tree.find(&pointer).is_some(), "a node is not found again");
        }
        for finding in sink.into_sorted(&sources) {
            if let Place::Span(span) = finding.place {
                let range = span.start as usize..span.end as usize;
                assert!(text.get(range).is_some(), "a finding is not within the text");
            }
        }
    }
});
