//! Texts as files: the trees of valid ones, the findings of invalid ones.

use std::fs;

use crate::support::check_parse;
use oas_testing::snapshot_settings;

#[test]
fn valid_texts_give_their_tree_and_no_finding() {
    let _settings = snapshot_settings("snapshots").bind_to_scope();
    insta::glob!("..", "fixtures/valid/**/*.{json,yaml}", |path| {
        let (name, text) = read(path);
        let parsed = check_parse(&name, &text);
        assert_eq!(parsed.rendered(), "", "{name}");
        insta::assert_snapshot!("valid", parsed.dump());
    });
}

#[test]
fn invalid_texts_give_findings_with_place_and_remedy() {
    let _settings = snapshot_settings("snapshots").bind_to_scope();
    insta::glob!("..", "fixtures/invalid/**/*.{json,yaml}", |path| {
        let (name, text) = read(path);
        let parsed = check_parse(&name, &text);
        assert!(!parsed.findings.is_empty(), "{name}");
        for finding in &parsed.findings {
            let known = oas_syntax::DIAGNOSTICS;
            let page = known.iter().find(|page| page.name == finding.rule);
            assert_eq!(page.map(|page| page.level), Some(finding.level), "{name}");
            assert!(!finding.help.is_empty(), "{name}: {}", finding.message);
            assert!(finding.label.is_some(), "{name}: {}", finding.message);
        }
        let rendered = format!("{}\nread as\n\n{}", parsed.rendered(), parsed.dump());
        insta::assert_snapshot!("invalid", rendered);
    });
}

fn read(path: &std::path::Path) -> (String, String) {
    let text = fs::read_to_string(path).expect("fixtures are UTF-8");
    let name = path.file_name().expect("a fixture is a file");
    (name.to_string_lossy().into_owned(), text)
}
