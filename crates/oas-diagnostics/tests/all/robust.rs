//! Any text and any places: rendering neither panics nor lets a control character through.

use oas_diagnostics::{
    Applicability, Diagnostic, Edit, Fix, Format, Level, Place, RenderSettings, SourceMap, Span,
    render,
};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_oneof, proptest};

/// Texts made of what has broken renderers before.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("\t".to_owned()),
        Just("    ".to_owned()),
        Just("key: value".to_owned()),
        Just("日本語".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\u{1b}[0m".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("x".repeat(300)),
        Just("ä".repeat(1_200)),
        any::<String>(),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A place anywhere in a text and a little past its end.
fn range() -> impl Strategy<Value = (f64, f64)> {
    (0.0..1.05, 0.0..0.2)
}

fn span(sources: &SourceMap, file: oas_diagnostics::FileId, range: (f64, f64)) -> Span {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "any place will do"
    )]
    let offset = |share: f64| (sources.file(file).text().len() as f64 * share) as u32;
    Span::new(file, offset(range.0), offset(range.0 + range.1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_finding_about_any_text_is_rendered(
        texts in vec(text(), 1..3),
        own in range(),
        related in vec((0_usize..2, range()), 0..4),
        edits in vec((0_usize..2, range(), text()), 0..4),
        label in text(),
        width in 0_usize..200,
    ) {
        let mut sources = SourceMap::new();
        let files: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| sources.add(format!("{n}"), format!("dir/{n}"), text.as_str()))
            .collect();
        let file = |n: usize| files[n % files.len()];
        let place = Place::Span(span(&sources, files[0], own));
        let mut finding = Diagnostic::new("rule", Level::Error, place, label.clone())
            .label(label.clone())
            .help(label);
        for (n, range) in related {
            finding = finding.related(span(&sources, file(n), range), "related");
        }
        finding.fix = Some(Fix {
            message: "fix".to_owned(),
            applicability: Applicability::Safe,
            edits: edits
                .into_iter()
                .map(|(n, range, replacement)| Edit {
                    span: span(&sources, file(n), range),
                    replacement,
                })
                .collect(),
        });
        let settings = RenderSettings { width, ..RenderSettings::default() };
        for format in Format::ALL {
            let mut text = String::new();
            render(format, &mut text, std::slice::from_ref(&finding), &sources, &settings)
                .expect("a string takes all");
            let raw = text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t');
            prop_assert!(raw.is_none(), "{raw:?} in {}", format.name());
        }
    }
}
