//! Text of documents in every position of generated code, judged by the parsers of the languages.

use std::ops::Range;

use oas_codegen::writer::text::{MarkdownBlock, MarkdownText, TomlString};
use oas_codegen::writer::{rust, typescript};
use oas_codegen::{Case, OutputPath, file_stem};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};

const PIECES: &[&str] = &[
    "a",
    "word",
    "<b>",
    "</b>",
    "<!-- ",
    "-->",
    "<script>",
    "`",
    "``",
    "```",
    "~~~",
    "```rust",
    "[",
    "]",
    "](",
    "(",
    ")",
    "[x]",
    "[Vec]",
    "[x]: Vec",
    "[x](Vec)",
    "![x](",
    "[^1]",
    "!",
    "https://a.example/b_c",
    "http://",
    "<https://a.example>",
    "mailto:a@b",
    "@",
    "@type",
    "{@link x}",
    "*/",
    "/*",
    "/**/",
    "*",
    "**",
    "_",
    "***",
    "-",
    "- ",
    "---",
    "+",
    "+ ",
    "#",
    "# ",
    "####### ",
    "=",
    "===",
    ">",
    "> ",
    ">>",
    "|",
    "|-|",
    "|---|---|",
    ":-:",
    "1.",
    "1. ",
    "2) ",
    "10. ",
    "123456789. ",
    "\\",
    "\\\\",
    "\\\n",
    "\"",
    "'",
    "\"#",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{85}",
    "\u{200b}",
    "\u{feff}",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "     ",
    "\t",
    "é",
    "e\u{301}",
    "😀",
    "$",
    "${",
    "${x}",
    "{{",
    "}}",
    "{%",
    "&lt;",
    "&",
    "%",
    "<br>",
    "\u{7f}",
    "\u{80}",
    "\u{fffe}",
    "\u{e0041}",
];

/// Text made of what means something in a language that is generated.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        20 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => any::<char>().prop_map(String::from),
        2 => Just("\n".to_owned()),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What rustdoc would show of the lines of a doc comment that is more than text.
fn dangers(markdown: &str, code_language: Option<&str>) -> Vec<String> {
    let mut options = Options::empty();
    options.insert(Options::ENABLE_TABLES);
    options.insert(Options::ENABLE_FOOTNOTES);
    options.insert(Options::ENABLE_STRIKETHROUGH);
    options.insert(Options::ENABLE_TASKLISTS);
    options.insert(Options::ENABLE_SMART_PUNCTUATION);
    let mut dangers = Vec::new();
    let mut references: Vec<Range<usize>> = Vec::new();
    let mut found = |link: BrokenLink<'_>| {
        references.push(link.span);
        None
    };
    let parser = Parser::new_with_broken_link_callback(markdown, options, Some(&mut found));
    for event in parser {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => dangers.push(format!("HTML: {html}")),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                dangers.push("an indented code block".to_owned());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if code_language.is_some_and(|expected| *expected != *language) =>
            {
                dangers.push(format!("a code block in {language:?}"));
            }
            Event::Start(Tag::Link { dest_url, .. })
                if !["https://", "http://", "mailto:"]
                    .iter()
                    .any(|start| dest_url.starts_with(start)) =>
            {
                dangers.push(format!("a link to {dest_url}"));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                dangers.push(format!("an image {dest_url}"));
            }
            Event::FootnoteReference(name) => dangers.push(format!("a footnote {name}")),
            _ => {}
        }
    }
    dangers.extend(
        references
            .into_iter()
            .map(|span| format!("a link to {}", &markdown[span])),
    );
    dangers
}

/// The Markdown of `///` comments as rustdoc reads it.
fn uncommented(comment: &str, indent: usize) -> String {
    let start = format!("{:indent$}///", "");
    comment
        .lines()
        .map(|line| {
            let text = line
                .strip_prefix(&start)
                .unwrap_or_else(|| panic!("{line:?} is no comment"));
            format!("{}\n", text.strip_prefix(' ').unwrap_or(text))
        })
        .collect::<Vec<_>>()
        .concat()
}

fn check_rust_doc(text: &str) {
    let comment = rust::DocText::outer(text, 4);
    let comment = comment.as_str();
    assert!(comment.is_empty() || comment.ends_with('\n'));
    let markdown = uncommented(comment, 4);
    let dangers = dangers(&markdown, Some("text"));
    assert!(dangers.is_empty(), "{dangers:#?}\n{markdown}");
    // A parser of Rust finds comments and nothing else.
    let item = format!("{comment}struct Item;");
    let item: syn::ItemStruct = syn::parse_str(&item).expect("it is a struct with comments");
    assert!(
        item.attrs
            .iter()
            .all(|attribute| attribute.path().is_ident("doc"))
    );
}

fn check_typescript_doc(text: &str) {
    let doc = typescript::DocText::new(text, &[("@deprecated", text.to_owned())], 2);
    let comment = doc.as_str().trim();
    let inner = comment
        .strip_prefix("/**")
        .and_then(|rest| rest.strip_suffix("*/"))
        .expect("it is a comment");
    assert!(!inner.contains("*/"), "{comment}");
    let mut tags = inner
        .lines()
        .map(|line| line.trim_start().trim_start_matches("* ").trim_start())
        .filter(|line| line.starts_with('@'));
    let first = tags.next();
    assert!(
        first.is_some_and(|tag| tag.starts_with("@deprecated")),
        "{comment}"
    );
    assert_eq!(tags.next(), None, "{comment}");
    assert!(!inner.contains("{@"), "{comment}");
    assert!(!inner.contains(['\r', '\u{2028}', '\u{202e}']));
}

/// Reads a string literal of TypeScript as the language defines it.
fn read_typescript(literal: &str) -> String {
    let inner = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .expect("it has quotes");
    let mut text = String::new();
    let mut rest = inner.chars();
    while let Some(first) = rest.next() {
        assert!(
            !matches!(first, '"' | '\n' | '\r' | '\u{2028}' | '\u{2029}'),
            "{literal} ends too early"
        );
        if first != '\\' {
            text.push(first);
            continue;
        }
        match rest.next().expect("a backslash is followed by something") {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'u' => {
                assert_eq!(rest.next(), Some('{'));
                let digits: String = rest.by_ref().take_while(|one| *one != '}').collect();
                let code = u32::from_str_radix(&digits, 16).expect("it is a number");
                text.push(char::from_u32(code).expect("it is a character"));
            }
            other @ ('"' | '\\' | '/') => text.push(other),
            other => panic!("{literal} has the escape \\{other}"),
        }
    }
    text
}

fn check_literals(text: &str) {
    let literal = rust::StrLit::new(text);
    let read: syn::LitStr = syn::parse_str(literal.as_str()).expect("it is a literal");
    assert_eq!(read.value(), text);
    let tokens: proc_macro2::TokenStream = literal.as_str().parse().expect("it is a token");
    assert_eq!(tokens.into_iter().count(), 1);

    let literal = typescript::StrLit::new(text);
    assert_eq!(read_typescript(literal.as_str()), text);
    assert!(!literal.as_str().contains("</"));

    let table = format!("value = {}\n", TomlString::new(text));
    let table: toml::Table = table.parse().expect("it is a table of one value");
    assert_eq!(table["value"].as_str(), Some(text));
    assert_eq!(table.len(), 1);
}

fn check_names(text: &str) {
    if let Some(ident) = rust::Ident::new(text) {
        let parsed: Result<syn::Ident, _> = syn::parse_str(ident.as_str());
        assert!(parsed.is_ok(), "{ident} is no identifier");
    }
    for case in [Case::Snake, Case::Pascal, Case::Camel, Case::ScreamingSnake] {
        let name = case.apply(text);
        let ident = rust::Ident::new(&name).expect("a name of the namer is an identifier");
        let parsed: Result<syn::Ident, _> = syn::parse_str(ident.as_str());
        assert!(parsed.is_ok(), "{ident} is no identifier");
        assert!(typescript::Ident::new(&name).is_some(), "{name}");
    }
    let path = format!("src/{}.rs", file_stem(text));
    assert!(OutputPath::new(path.as_str()).is_ok(), "{path}");
    let property = typescript::PropertyName::new(text);
    let property = property.as_str();
    let quoted = property
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let quoted = quoted.unwrap_or(property);
    if quoted.starts_with('"') {
        assert_eq!(read_typescript(quoted), text);
    } else {
        assert_eq!(property, text);
        assert!(
            text.chars()
                .all(|one| one.is_ascii_alphanumeric() || "_$".contains(one))
        );
    }
}

fn check_pages(text: &str) {
    let block = MarkdownBlock::new(text);
    let found = dangers(block.as_str(), None);
    assert!(found.is_empty(), "{found:#?}\n{block}");
    let cell = MarkdownText::new(text);
    assert!(!cell.as_str().contains('\n'));
    let found = dangers(&format!("| x {cell} |\n|---|\n| {cell} |\n"), None);
    assert!(found.is_empty(), "{found:#?}\n{cell}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_doc_comment_of_rust_shows_text_and_runs_nothing(text in hostile()) {
        check_rust_doc(&text);
    }

    #[test]
    fn a_doc_comment_of_typescript_ends_where_it_should(text in hostile()) {
        check_typescript_doc(&text);
    }

    #[test]
    fn literals_read_back_as_the_text(text in hostile()) {
        check_literals(&text);
    }

    #[test]
    fn any_literal_reads_back(text in any::<String>()) {
        check_literals(&text);
    }

    #[test]
    fn names_are_names(text in hostile()) {
        check_names(&text);
    }

    #[test]
    fn pages_hold_no_html(text in hostile()) {
        check_pages(&text);
    }
}
