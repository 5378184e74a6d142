//! Documents whose texts are code: none of it gets out of literals and comments.
//!
//! Each payload stands in every text of a document, behind a word of that text that begins with
//! `zq`. What is generated is compared with what a harmless text gives: the same items with the
//! same attributes, no identifier but those made of the words, and each literal equal to its text.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use serde_json::json;
use syn::{Attribute, Item};

use crate::support::{Generated, check_generate, is_rust};

const PAYLOADS: [&str; 24] = [
    "\"; fn evil() {} //",
    "\\\"; fn evil() {} //",
    "*/ mod evil; /*",
    "\n#![evil]\nmod evil {}",
    "\r\nmod evil;\r\n",
    "\rmod evil;",
    "#![evil]",
    "#[evil]",
    "{{ 7*7 }}",
    "{% evil %}",
    "\u{202e}evil\u{2066}",
    "\u{2028}mod evil;\u{85}mod evil;",
    "`evil`",
    "```\nmod evil {}\n```",
    "\\",
    "\\u{22}evil",
    "'evil'",
    "\"#; mod evil; r#\"",
    "</code><script>evil()</script>",
    "](evil::Evil) [`evil`]",
    "//! evil",
    "\n\n[dependencies]\nevil = \"1\"",
    "\0evil\u{1b}[2J\u{7f}",
    "<!-- evil",
];

/// A document with a payload in every text; and the texts that literals have to equal.
#[expect(
    clippy::too_many_lines,
    reason = "a document, every text of which is a case, reads better in one piece"
)]
fn document(payload: &str) -> (String, Vec<String>) {
    let texts = std::cell::RefCell::new(Vec::new());
    // A text that is nothing but documentation.
    let said = |word: &str| format!("zq{word} {payload}");
    // A text that the code has to know exactly.
    let known = |word: &str| {
        let text = said(word);
        texts.borrow_mut().push(text.clone());
        text
    };
    // A star would make a range of it, which is read in another way.
    let media = |start: &str| {
        let text = format!("{start}/zqmedia {}", payload.replace('*', "+"));
        texts.borrow_mut().push(text.clone());
        text
    };
    let pointer = |name: &str| {
        let escaped = name.replace('~', "~0").replace('/', "~1");
        let bytes = escaped.bytes().map(|byte| format!("%{byte:02X}"));
        bytes.collect::<String>()
    };
    let schema = said("schema");
    let variant = said("variant");
    let reference =
        |name: &str| json!({ "$ref": format!("#/components/schemas/{}", pointer(name)) });
    let mut document = json!({
        "openapi": "3.1.1",
        "info": {
            "title": said("title"),
            "version": format!("1.0.0{payload}"),
            "summary": said("summary"),
            "description": said("description"),
        },
        "tags": [{ "name": said("tag"), "description": said("about") }],
        "paths": {
            "/all": { "post": {
                "operationId": known("operation"),
                "summary": said("brief"),
                "description": said("long"),
                "tags": [known("tag")],
                "deprecated": true,
                "x-successor": known("successor"),
                "security": [{ (known("scheme")): [known("scope")] }],
                "parameters": [
                    {
                        "name": known("query"), "in": "query", "description": said("sent"),
                        "schema": { "type": "string", "default": known("default") },
                    },
                    { "name": known("listed"), "in": "query", "schema": { "enum": [known("only")] } },
                ],
                "requestBody": {
                    "required": true,
                    "description": said("given"),
                    "content": {
                        "application/json": { "schema": reference(&schema) },
                        (media("application")): { "schema": { "type": "string" } },
                    },
                },
                "responses": {
                    "200": {
                        "description": said("taken"),
                        "content": {
                            "application/json": { "schema": reference(&schema) },
                            (media("text")): { "schema": { "type": "string" } },
                        },
                    },
                },
            } },
        },
        "components": {
            "securitySchemes": { (said("scheme")): { "type": "http", "scheme": "bearer" } },
        },
    });
    let schemas = json!({
        (schema.clone()): {
            "title": said("name"),
            "description": said("type"),
            "type": "object",
            "required": [known("undeclared"), known("member")],
            "properties": {
                (said("member")): { "type": "string", "description": said("meaning") },
                (known("text")): { "type": "string", "title": said("short"), "pattern": said("pattern.*") },
                (known("enumeration")): {
                    "type": "string",
                    "enum": [known("first"), known("second")],
                    "x-enum-descriptions": [said("one"), said("two")],
                },
                (known("constant")): { "const": known("value") },
                (known("mixed")): { "enum": [1, known("third")] },
                (known("open")): { "anyOf": [{ "enum": [known("fourth")] }, { "type": "string" }] },
                (known("old")): { "type": "string", "deprecated": true, "description": said("gone") },
                (known("union")): reference(&variant),
            },
            "patternProperties": { (said("names.*")): { "type": "string" } },
            "dependentRequired": { (known("text")): [known("old")] },
        },
        (variant.clone()): {
            "oneOf": [
                {
                    "title": said("left"), "type": "object", "required": [known("kind")],
                    "properties": { (said("kind")): { "const": known("l") } },
                },
                {
                    "title": said("right"), "type": "object", "required": [said("kind")],
                    "properties": { (said("kind")): { "const": known("r") } },
                },
            ],
        },
    });
    document["components"]["schemas"] = schemas;
    // YAML takes these only as escapes, which JSON does not ask for.
    let text = document.to_string().replace('\u{7f}', "\\u007f");
    (text.replace('\u{85}', "\\u0085"), texts.into_inner())
}

/// What code is made of, whatever its literals say.
#[derive(Debug, Default, PartialEq)]
struct Shape {
    items: BTreeMap<&'static str, usize>,
    attributes: BTreeMap<String, usize>,
}

/// Everything about the Rust files of an output.
#[derive(Debug, Default)]
struct Seen {
    shape: Shape,
    identifiers: BTreeSet<String>,
    literals: BTreeSet<String>,
}

impl Seen {
    fn of(generated: &Generated) -> Self {
        let mut seen = Self::default();
        for (path, text) in &generated.files {
            if !is_rust(path) || path.starts_with("oas-runtime/") {
                continue;
            }
            let file =
                syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            assert_only_docs(&file.attrs);
            file.items.iter().for_each(|item| seen.item(item));
            let tokens: TokenStream = text.parse().expect("it has been parsed before");
            seen.tokens(tokens);
        }
        seen
    }

    fn item(&mut self, item: &Item) {
        let kind = match item {
            Item::Const(_) => "const",
            Item::Enum(_) => "enum",
            Item::Fn(_) => "fn",
            Item::Impl(_) => "impl",
            Item::Mod(_) => "mod",
            Item::Static(_) => "static",
            Item::Struct(_) => "struct",
            Item::Trait(_) => "trait",
            Item::Type(_) => "type",
            Item::Use(_) => return,
            _ => panic!("no template has an item of another kind"),
        };
        *self.shape.items.entry(kind).or_default() += 1;
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut before = ' ';
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let is_doc =
                        matches!(inner.first(), Some(TokenTree::Ident(name)) if name == "doc");
                    if before == '#' && !is_doc {
                        let text = without_literals(group.stream());
                        *self.shape.attributes.entry(text).or_default() += 1;
                    }
                    if !(before == '#' || before == '!') || !is_doc {
                        self.tokens(group.stream());
                    }
                    before = ' ';
                }
                TokenTree::Ident(name) => {
                    self.identifiers.insert(name.to_string());
                    before = ' ';
                }
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.literals.insert(text.value());
                    }
                    before = ' ';
                }
                TokenTree::Punct(mark) => before = mark.as_char(),
            }
        }
    }
}

fn assert_only_docs(attributes: &[Attribute]) {
    let all_docs = attributes.iter().all(|one| one.path().is_ident("doc"));
    assert!(all_docs, "files have no attributes but their documentation");
}

/// Tokens as a text in which literals are all the same.
fn without_literals(tokens: TokenStream) -> String {
    let tokens = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => format!("({})", without_literals(group.stream())),
        TokenTree::Literal(_) => "\"\"".to_owned(),
        other => other.to_string(),
    });
    tokens.collect::<Vec<_>>().join(" ")
}

/// A manifest without what a document says in it.
fn manifest(generated: &Generated) -> toml::Table {
    let text = &generated.files["Cargo.toml"];
    let mut manifest: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    let package = manifest
        .get_mut("package")
        .and_then(toml::Value::as_table_mut);
    package.expect("it has a package").remove("description");
    manifest
}

#[test]
fn no_text_of_a_document_becomes_code() {
    let (text, _) = document("harmless");
    let harmless = check_generate(&text);
    let expected = Seen::of(&harmless);
    for payload in PAYLOADS {
        let (text, known) = document(payload);
        let generated = check_generate(&text);
        let seen = Seen::of(&generated);
        assert_eq!(
            seen.shape, expected.shape,
            "{payload:?}\n{}",
            generated.findings
        );
        assert_eq!(manifest(&generated), manifest(&harmless), "{payload:?}");
        for name in seen.identifiers.difference(&expected.identifiers) {
            assert!(name.to_lowercase().contains("zq"), "{payload:?}: {name}");
        }
        for text in known {
            assert!(seen.literals.contains(&text), "{payload:?}: {text:?}");
        }
        for (path, text) in &generated.files {
            let is_hidden = |one: &char| {
                let is_control = one.is_control() && *one != '\n';
                is_control || matches!(one, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            if let Some(hidden) = text.chars().find(is_hidden) {
                panic!("{payload:?}: {path} has {hidden:?}");
            }
        }
    }
}

#[test]
fn paths_are_literals_or_their_operations_are_left_out() {
    for path in [
        "/a\"; fn evil() {} //",
        "/{{ 7*7 }}",
        "/a\nmod evil;",
        "/`evil`",
        "/\\",
        "/\u{202e}",
    ] {
        let operation =
            json!({ "operationId": "a", "responses": { "204": { "description": "" } } });
        let document = json!({
            "openapi": "3.1.1",
            "info": { "title": "Paths", "version": "1" },
            "paths": { path: { "get": operation } },
        });
        let generated = check_generate(&document.to_string());
        let seen = Seen::of(&generated);
        assert!(!seen.identifiers.contains("evil"), "{path:?}");
        let is_left_out = !seen.shape.items.contains_key("trait");
        assert!(is_left_out || seen.literals.contains(path), "{path:?}");
    }
}
