//! Names for findings that outlive edits elsewhere in the file, for baselines and SARIF.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::{Diagnostic, Place, SourceFile, SourceMap};

/// How many bytes of a place are looked at.
const MAX_TEXT: usize = 200;

/// One fingerprint per diagnostic, in their order: 32 hexadecimal digits, unique in the list.
///
/// A fingerprint depends on rule, path, message and pointer (the text of the place where there
/// is no pointer), never on a line number, so that it stays when text is added above. Findings that
/// agree in all of these are numbered in the order of the list.
#[must_use]
pub fn fingerprints(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<String> {
    let mut seen: BTreeMap<[u8; 32], u64> = BTreeMap::new();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let content = content(diagnostic, sources);
            let ordinal = seen.entry(content).or_default();
            let digest = Sha256::new()
                .chain_update(content)
                .chain_update(ordinal.to_be_bytes())
                .finalize();
            *ordinal += 1;
            hexadecimal(&digest[..16])
        })
        .collect()
}

/// The rest of the line from `offset`, or as much of it as tells places apart.
fn text_at(file: &SourceFile, offset: u32) -> &str {
    let text = file.text();
    let start = text.floor_char_boundary(offset as usize);
    let end = text.floor_char_boundary(start + MAX_TEXT);
    text[start..end].lines().next().unwrap_or_default()
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)])
        .collect()
}

fn content(diagnostic: &Diagnostic, sources: &SourceMap) -> [u8; 32] {
    let file = sources.file(diagnostic.place.file());
    let place = match (&diagnostic.pointer, diagnostic.place) {
        (Some(pointer), _) => pointer.as_str(),
        (None, Place::WholeDocument(_)) => "",
        (None, Place::Span(span)) => text_at(file, span.start),
    };
    let mut digest = Sha256::new();
    for part in [&*diagnostic.rule, file.path(), &diagnostic.message, place] {
        // With its length, so that no two lists of parts give the same bytes.
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::fingerprints;
    use crate::{Diagnostic, Level, Place, SourceMap, Span};

    fn of(text: &str, needle: &str) -> Vec<String> {
        let mut sources = SourceMap::new();
        let file = sources.add("a.yaml", "spec/a.yaml", text);
        let diagnostics: Vec<Diagnostic> = text
            .match_indices(needle)
            .map(|(start, _)| {
                let start = u32::try_from(start).expect("tests are small");
                let place = Place::Span(Span::at(file, start));
                Diagnostic::new("rule", Level::Error, place, "message")
            })
            .collect();
        fingerprints(&diagnostics, &sources)
    }

    #[test]
    fn text_added_above_changes_nothing() {
        assert_eq!(
            of("a: 1\nb: 2\n", "b:"),
            of("# new\n\na: 1\n  b: 2\n", "b:")
        );
        assert_ne!(of("b: 2\n", "b:"), of("b: 3\n", "b:"));
    }

    #[test]
    fn equal_findings_are_told_apart() {
        let found = of("b: 2\nb: 2\n", "b:");
        assert_eq!(found.len(), 2);
        assert_ne!(found[0], found[1]);
    }
}
