//! Sources and findings that the tests of rendering share.

use oas_diagnostics::{
    Applicability, BuiltinDiagnostic, DIAGNOSTICS, Diagnostic, Edit, FileId, Fix, Format, Level,
    Place, RenderSettings, RuleDescription, SourceMap, Span, render,
};

pub(crate) const SNAPSHOTS: &str = "snapshots/render";

pub(crate) const PETS: &str = "\
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

pub(crate) const COMMON: &str = "Pets:\n  description: all pets\n";

/// The bytes of the `nth` occurrence of `needle`.
pub(crate) fn span(sources: &SourceMap, file: FileId, needle: &str, nth: usize) -> Span {
    let text = sources.file(file).text();
    let (start, _) = text
        .match_indices(needle)
        .nth(nth)
        .expect("the needle is in the text");
    offsets(file, start, start + needle.len())
}

pub(crate) fn offsets(file: FileId, start: usize, end: usize) -> Span {
    let offset = |offset| u32::try_from(offset).expect("tests are small");
    Span::new(file, offset(start), offset(end))
}

pub(crate) fn error(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new("some-rule", Level::Error, Place::Span(span), message)
}

pub(crate) fn fix(applicability: Applicability, edits: Vec<(Span, &str)>) -> Fix {
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
pub(crate) fn pets() -> (SourceMap, Vec<Diagnostic>) {
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

pub(crate) fn rules() -> Vec<RuleDescription<'static>> {
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

pub(crate) fn rendered(format: Format, sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
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
