//! Doc comments of generated things.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::DocText;
use oas_ir::{Deprecation, TypeDef, TypeDoc};

/// What is said of a type; `otherwise` where nothing is.
pub(crate) fn of_type(definition: &TypeDef, otherwise: &Code, indent: usize) -> DocText {
    of_text(&definition.doc, otherwise, indent)
}

/// What is said of a member: its own words, else those of its type.
pub(crate) fn of_member(
    own: &TypeDoc,
    definition: &TypeDef,
    otherwise: &Code,
    indent: usize,
) -> DocText {
    let doc = if text(own).is_some() || own.deprecation.is_some() {
        own
    } else {
        &definition.doc
    };
    of_text(doc, otherwise, indent)
}

fn of_text(doc: &TypeDoc, otherwise: &Code, indent: usize) -> DocText {
    let written = match text(doc) {
        Some(text) => DocText::outer(text, indent),
        None => DocText::default(),
    };
    let written = if written.is_empty() {
        written.and(otherwise, indent)
    } else {
        written
    };
    deprecated(written, doc.deprecation.as_ref(), indent)
}

/// Adds that something should no longer be used.
pub(crate) fn deprecated(
    doc: DocText,
    deprecation: Option<&Deprecation>,
    indent: usize,
) -> DocText {
    let Some(deprecation) = deprecation else {
        return doc;
    };
    let said = [
        ("since", &deprecation.since),
        ("gone at", &deprecation.sunset),
        ("use instead", &deprecation.successor),
        ("see", &deprecation.migration_guide),
    ];
    let said: Vec<String> = said
        .into_iter()
        .filter_map(|(word, value)| Some(format!("{word} {}", value.as_deref()?)))
        .collect();
    let text = match said.as_slice() {
        [] => "**Deprecated.**".to_owned(),
        said => format!("**Deprecated**: {}.", said.join(", ")),
    };
    // Dates, names and addresses are the document's own, so they are escaped like its other texts.
    let paragraph = DocText::outer(&text, indent);
    if doc.is_empty() {
        paragraph
    } else {
        doc.paragraph(&paragraph, indent)
    }
}

/// The words of a documentation, where there are any.
fn text(doc: &TypeDoc) -> Option<&str> {
    let texts = [doc.description.as_deref(), doc.title.as_deref()];
    texts
        .into_iter()
        .flatten()
        .map(str::trim)
        .find(|text| !text.is_empty())
}

/// A text and where the thing goes, in one paragraph where the text is short.
pub(crate) fn with_place(said: &str, place: &str, indent: usize) -> DocText {
    let said = said.trim();
    if said.ends_with('.') && !said.contains('\n') {
        return DocText::outer(&format!("{said} {place}"), indent);
    }
    DocText::outer(said, indent).paragraph(&DocText::outer(place, indent), indent)
}
