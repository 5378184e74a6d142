//! What `pretty` draws of findings of every shape. What is drawn is a snapshot.

use oas_diagnostics::{
    Applicability, Diagnostic, FileId, Format, RenderSettings, SourceMap, Span, render,
};
use oas_testing::snapshot_settings;

use crate::support::{COMMON, PETS, SNAPSHOTS, error, fix, offsets, pets, rendered, span};

fn pretty(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    rendered(Format::Pretty, sources, diagnostics)
}

/// One file and the findings about it, drawn.
fn drawn(text: &str, finding: impl FnOnce(&SourceMap, FileId) -> Vec<Diagnostic>) -> String {
    let mut sources = SourceMap::new();
    let file = sources.add("a.yaml", "a.yaml", text);
    let findings = finding(&sources, file);
    pretty(&sources, &findings)
}

#[test]
fn colour_is_a_setting() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let (sources, findings) = pets();
    let settings = RenderSettings {
        colour: true,
        ..RenderSettings::default()
    };
    let mut text = String::new();
    render(Format::Pretty, &mut text, &findings, &sources, &settings).expect("a string takes all");
    assert!(text.contains("\u{1b}["));
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn fixes_are_drawn() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let mut sources = SourceMap::new();
    let pets = sources.add("pets.yaml", "spec/pets.yaml", PETS);
    let common = sources.add("common.yaml", "spec/common.yaml", COMMON);
    let at = |needle, nth| span(&sources, pets, needle, nth);
    let after = |span: Span| Span::at(span.file, span.end);
    let whole_lines = {
        let from = at("    post:\n", 0);
        Span::new(pets, from.start, at("createPet\n", 0).end)
    };
    let end = Span::at(common, u32::try_from(COMMON.len()).expect("short"));
    let cases: Vec<(&str, Vec<(Span, &str)>)> = vec![
        (
            "insert a line",
            vec![(after(at("get:", 0)), "\n      operationId: listPets")],
        ),
        ("insert a word", vec![(after(at("version: ", 0)), "v")]),
        (
            "replace a word",
            vec![(at("operationid", 0), "operationId")],
        ),
        ("remove lines", vec![(whole_lines, "")]),
        ("remove a word", vec![(at("title: Pets", 0), "")]),
        (
            "two places",
            vec![(at("Pets", 0), "Cats"), (at("createPet", 0), "createCat")],
        ),
        (
            "two in a line",
            vec![
                (at("operationid", 0), "operationId"),
                (at("createPet", 0), "x"),
            ],
        ),
        ("another file, at its end", vec![(end, "  content: {}\n")]),
        (
            "overlapping: named only",
            vec![(at("Pets", 0), "a"), (at("Pets", 0), "b")],
        ),
        (
            "too much: named only",
            vec![(
                at("{}", 0),
                "x\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
            )],
        ),
    ];
    let text: Vec<String> = cases
        .into_iter()
        .map(|(name, edits)| {
            let finding = error(at("openapi", 0), name).fix(fix(Applicability::Unsafe, edits));
            pretty(&sources, &[finding])
        })
        .collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn places_at_the_edges_of_a_file() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let mut text = Vec::new();
    for (content, start, end) in [
        ("", 0, 0),
        ("", 5, 9),
        ("a: b", 4, 4),
        ("a: b\n", 5, 5),
        ("a: b\n", 4, 5),
        ("a: b\r\nc: d\r\n", 4, 6),
        ("a: b\n\nc: d\n", 5, 5),
        ("a: b\n", 900, 901),
        ("ü: b\n", 1, 2),
        ("a:\n  b: c\n  d: e\n", 0, 17),
    ] {
        text.push(drawn(content, |_, file| {
            vec![
                error(
                    offsets(file, start, end),
                    &format!("{content:?} {start}..{end}"),
                )
                .label("here"),
            ]
        }));
    }
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn tabs_wide_characters_and_line_ends_keep_labels_in_place() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let text = "a:\t\"x\"\r\ntitle: 日本語 and 😀 here\r\n\tb: ñandú\r\n";
    insta::assert_snapshot!(drawn(text, |sources, file| {
        vec![
            error(span(sources, file, "\"x\"", 0), "after a tab").label("x"),
            error(span(sources, file, "here", 0), "after wide characters")
                .label("here")
                .related(span(sources, file, "日本語", 0), "three characters"),
            error(span(sources, file, "ñandú", 0), "before CRLF").label("to the end"),
        ]
    }));
}

#[test]
fn places_far_apart_are_drawn_apart() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let mut text = "first: 1\nsecond: 2\nthird: 3\nfourth: 4\n".to_owned();
    text.push_str(&"# filler\n".repeat(300));
    text.push_str("near: 5\n");
    text.push_str(&"# filler\n".repeat(100_000));
    text.push_str("far: 6\n");
    insta::assert_snapshot!(drawn(&text, |sources, file| {
        let at = |needle| span(sources, file, needle, 0);
        vec![
            error(at("third"), "five places")
                .label("the place")
                .related(at("first"), "one line between")
                .related(at("second"), "no line between")
                .related(at("near"), "many lines between")
                .related(at("far"), "very many lines between"),
        ]
    }));
}

#[test]
fn more_than_can_be_read_is_counted() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let lines: Vec<String> = (0..30).map(|line| format!("line{line}: x\n")).collect();
    let text = lines.concat();
    insta::assert_snapshot!(drawn(&text, |sources, file| {
        let mut finding = error(span(sources, file, "line0", 0), &"long ".repeat(1_000));
        for line in 1..20 {
            let place = span(sources, file, &format!("line{line}:"), 0);
            finding = finding.related(place, "another");
        }
        finding.operations = (0..20).map(|n| format!("operation{n}")).collect();
        vec![finding]
    }));
}

#[test]
fn one_line_of_a_megabyte_is_cut_and_costs_little() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let member = |n: usize| format!("\"member{n}\":{{\"description\":\"ä description\"}},");
    let text: String = (0..30_000).map(member).collect();
    let started = std::time::Instant::now();
    let drawn = drawn(&text, |sources, file| {
        let at = |needle| span(sources, file, needle, 0);
        let end = sources.file(file).text().len();
        vec![
            error(at("\"member0\""), "at the start").label("here"),
            error(at("\"member15000\""), "in the middle")
                .label("here")
                .pointer("/member15000")
                .related(at("\"member15001\""), "close")
                .related(at("\"member3\""), "far before")
                .fix(fix(
                    Applicability::Safe,
                    vec![(at("\"member15000\""), "\"x\"")],
                )),
            error(offsets(file, end, end), "at the end").label("here"),
            error(offsets(file, 0, end), "all of it").label("all"),
        ]
    });
    assert!(drawn.len() < 4_000, "{}", drawn.len());
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    insta::assert_snapshot!(drawn);
}
