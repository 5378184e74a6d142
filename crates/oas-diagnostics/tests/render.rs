//! Every format over findings of every shape. What is written is a snapshot.

use oas_diagnostics::{
    Applicability, BuiltinDiagnostic, DIAGNOSTICS, Diagnostic, Edit, FileId, Fix, Format, Level,
    Place, RenderSettings, RuleDescription, SourceMap, Span, render,
};
use oas_testing::snapshot_settings;

const SNAPSHOTS: &str = "snapshots/render";

const PETS: &str = "\
openapi: 3.1.0
info:
  title: Pets
  version: 1.0.0
paths:
  /pets:
    get:
      responses:
        \"200\":
          $ref: common.yaml#/Pets
    post:
      operationid: createPet
      responses: {}
";

const COMMON: &str = "Pets:\n  description: all pets\n";

/// The bytes of the `nth` occurrence of `needle`.
fn span(sources: &SourceMap, file: FileId, needle: &str, nth: usize) -> Span {
    let text = sources.file(file).text();
    let (start, _) = text
        .match_indices(needle)
        .nth(nth)
        .expect("the needle is in the text");
    offsets(file, start, start + needle.len())
}

fn offsets(file: FileId, start: usize, end: usize) -> Span {
    let offset = |offset| u32::try_from(offset).expect("tests are small");
    Span::new(file, offset(start), offset(end))
}

fn error(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new("some-rule", Level::Error, Place::Span(span), message)
}

fn fix(applicability: Applicability, edits: Vec<(Span, &str)>) -> Fix {
    Fix {
        message: "write it right".to_owned(),
        applicability,
        edits: edits
            .into_iter()
            .map(|(span, replacement)| Edit {
                span,
                replacement: replacement.to_owned(),
            })
            .collect(),
    }
}

/// Findings of the usual shapes in two files.
fn pets() -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let pets = sources.add("pets.yaml", "spec/pets.yaml", PETS);
    let common = sources.add("common.yaml", "spec/common.yaml", COMMON);
    sources.add("clean.yaml", "spec/clean.yaml", "a: b\n");
    let mut dangling = error(
        span(&sources, pets, "common.yaml#/Pets", 0),
        "the reference `#/Pets` does not resolve",
    )
    .pointer("/paths/~1pets/get/responses/200/$ref")
    .label("nothing stands there")
    .related(span(&sources, common, "Pets", 0), "the nearest name")
    .related(span(&sources, pets, "/pets", 0), "used by this path")
    .note("a reference that does not resolve has no meaning")
    .help("did you mean `common.yaml#/pets`?");
    dangling.operations = vec!["GET /pets".to_owned(), "createPet".to_owned()];
    let misspelt = span(&sources, pets, "operationid", 0);
    let findings = vec![
        Diagnostic::new(
            "contact-missing",
            Level::Info,
            Place::WholeDocument(pets),
            "nobody is named whom one could ask",
        )
        .help("add `info.contact`"),
        dangling,
        Diagnostic::new(
            "unknown-field",
            Level::Warning,
            Place::Span(misspelt),
            "an operation has no field `operationid`",
        )
        .pointer("/paths/~1pets/post/operationid")
        .fix(fix(Applicability::Safe, vec![(misspelt, "operationId")])),
    ];
    (sources, findings)
}

fn rules() -> Vec<RuleDescription<'static>> {
    DIAGNOSTICS
        .iter()
        .take(1)
        .chain([&BuiltinDiagnostic {
            name: "unknown-field",
            level: Level::Warning,
            what: "Reports fields that the object does not have.",
            why: "A misspelt field is ignored without a word.",
            remedy: "Correct the name.",
        }])
        .map(RuleDescription::from)
        .collect()
}

fn rendered(format: Format, sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let rules = rules();
    let settings = RenderSettings {
        tool_version: "1.2.3",
        rules: &rules,
        ..RenderSettings::default()
    };
    let mut text = String::new();
    render(format, &mut text, diagnostics, sources, &settings).expect("a string takes all");
    text
}

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

#[test]
fn ten_thousand_findings_in_one_line_do_not_read_it_ten_thousand_times() {
    let text = "\"member\":{},".repeat(100_000);
    let mut sources = SourceMap::new();
    let file = sources.add("a.json", "a.json", text);
    let findings: Vec<Diagnostic> = (0..10_000)
        .map(|n| error(offsets(file, n * 120, n * 120 + 8), "again"))
        .collect();
    // Some seconds without optimisation; anything that reads the line per finding takes minutes.
    let started = std::time::Instant::now();
    for format in Format::ALL {
        assert!(!rendered(format, &sources, &findings).is_empty());
    }
    assert!(started.elapsed().as_secs() < 90, "{:?}", started.elapsed());
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
