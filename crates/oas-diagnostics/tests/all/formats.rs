//! Every format over findings of the usual and of hostile shapes. What is written is a snapshot.

use oas_diagnostics::{Applicability, Diagnostic, Format, SourceMap};
use oas_testing::snapshot_settings;

use crate::support::{SNAPSHOTS, error, fix, offsets, pets, rendered, span};

#[test]
fn usual_findings_in_every_format() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let (sources, findings) = pets();
    for format in Format::ALL {
        insta::assert_snapshot!(format.name(), rendered(format, &sources, &findings),);
    }
}

#[test]
fn no_findings_in_every_format() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let mut sources = SourceMap::new();
    sources.add("a.yaml", "a.yaml", "");
    for format in Format::ALL {
        insta::assert_snapshot!(
            format!("none_{}", format.name()),
            rendered(format, &sources, &[]),
        );
    }
}

#[test]
fn findings_in_one_long_line_do_not_read_it_each_time() {
    let text = "\"member\":{},".repeat(100_000);
    let mut sources = SourceMap::new();
    let file = sources.add("a.json", "a.json", text);
    let findings: Vec<Diagnostic> = (0..3_000)
        .map(|n| error(offsets(file, n * 120, n * 120 + 8), "again"))
        .collect();
    // A second or two without optimisation; anything that reads the line per finding takes minutes.
    let started = std::time::Instant::now();
    for format in Format::ALL {
        assert!(!rendered(format, &sources, &findings).is_empty());
    }
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn nothing_of_a_document_reaches_a_terminal_raw() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let hostile = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}drow\u{2066}\u{200b}\u{9b}31m\u{7f}\r\u{feff}\u{2028}\u{e0041}\u{f0000}0\u{f0001}]]>%0A::error::";
    let mut sources = SourceMap::new();
    let text = format!("a: {hostile} z\nb: c\n");
    let path = format!("dir/{hostile}.yaml");
    let file = sources.add(path.clone(), path, text);
    let mut finding = error(
        span(&sources, file, hostile, 0),
        &format!("message {hostile}\nx"),
    )
    .label(format!("label {hostile}\nx"))
    .related(span(&sources, file, "z", 0), format!("related {hostile}"))
    .related(span(&sources, file, "b", 0), format!("related {hostile}"))
    .note(format!("note {hostile}"))
    .help(format!("help {hostile}"))
    .pointer(format!("/{hostile}"));
    finding.rule = format!("rule-{hostile}").into();
    finding.operations = vec![hostile.to_owned()];
    finding.fix = Some(fix(
        Applicability::Safe,
        vec![(span(&sources, file, "c", 0), hostile)],
    ));
    for format in Format::ALL {
        let text = rendered(format, &sources, std::slice::from_ref(&finding));
        let raw = text.chars().find(|c| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{10ffff}')
        });
        assert_eq!(raw, None, "{}", format.name());
        insta::assert_snapshot!(format!("hostile_{}", format.name()), text);
    }
}

#[test]
fn json_means_what_was_found_and_matches_its_schema() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let (sources, findings) = pets();
    let text = rendered(Format::Json, &sources, &findings);
    let parsed: oas_diagnostics::render::Findings =
        serde_json::from_str(&text).expect("it is valid");
    assert_eq!(
        parsed,
        oas_diagnostics::render::Findings::new(&findings, &sources)
    );
    insta::assert_snapshot!(
        "schema",
        serde_json::to_string_pretty(oas_diagnostics::render::findings_schema().as_value())
            .expect("a schema is JSON")
    );
}
