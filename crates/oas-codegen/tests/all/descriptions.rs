//! A description as documents have them, in each place where it is written.

use oas_codegen::writer::text::MarkdownBlock;
use oas_codegen::writer::{rust, typescript};
use oas_testing::{fixtures, snapshot_settings};
use pulldown_cmark::{Event, Options, Parser};

fn description() -> String {
    fixtures(env!("CARGO_MANIFEST_DIR"), "tests/fixtures/description.md")[0].text("")
}

#[test]
fn a_description_is_laid_out_for_each_language() {
    let _settings = snapshot_settings("snapshots/descriptions").bind_to_scope();
    let description = description();
    let tags = [
        ("@deprecated", "since 2026-01-01, use `other`".to_owned()),
        ("@example", "```ts\nawait call();\n```".to_owned()),
    ];
    insta::assert_snapshot!("rust", rust::DocText::outer(&description, 4));
    insta::assert_snapshot!("rust_inner", rust::DocText::inner("Types of `pets`.", 0));
    insta::assert_snapshot!(
        "typescript",
        typescript::DocText::new(&description, &tags, 2)
    );
    insta::assert_snapshot!("page", MarkdownBlock::new(&description));
}

/// What is shown of Markdown, without layout.
fn shown(markdown: &str) -> String {
    Parser::new_ext(markdown, Options::ENABLE_TABLES)
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.into_string()),
            _ => None,
        })
        .flat_map(|text| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn what_is_shown_of_a_description_stays() {
    let description = description();
    // A line break and what looks like HTML are the two things that change.
    let expected = shown(
        &description
            .replace("<br>", "")
            .replace("<name>", "\\<name>"),
    );
    let page = MarkdownBlock::new(&description);
    assert_eq!(shown(page.as_str()), expected);
    let comment = rust::DocText::outer(&description, 0);
    let lines = comment.as_str().lines();
    let uncommented: Vec<&str> = lines
        .map(|line| line.trim_start_matches("///"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    assert_eq!(shown(&uncommented.join("\n")), expected);
}
