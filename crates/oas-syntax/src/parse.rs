//! Text to tree, whatever the format: [`parse`].

use std::sync::Arc;

use oas_diagnostics::{Diagnostic, DiagnosticSink, FileId, Place};

use crate::diagnostics::{DUPLICATE_KEY, MERGE_KEY_VALUE, SIZE_LIMIT};
use crate::errors::{Remarks, SyntaxErrors};
use crate::limits::Limits;
use crate::tree::{Finding, Format, NodeKind, ScalarText, SyntaxTree, TreeBuilder};
use crate::{json, yaml};

/// Reads `text`, the text of `file`, as `format`.
///
/// Never fails: what is wrong goes into `sink`, and the tree holds what could be read. A text with
/// errors gives a tree that is good for more findings and for nothing else.
/// [`Format::of_path`] and [`Format::of_text`] tell which format to take.
pub fn parse(
    file: FileId,
    text: &Arc<str>,
    format: Format,
    limits: &Limits,
    sink: &mut DiagnosticSink,
) -> SyntaxTree {
    if text.len() > limits.bytes() {
        let message = format!(
            "the text has {} bytes, where {} are the limit",
            text.len(),
            limits.bytes()
        );
        sink.push(
            Diagnostic::new(
                SIZE_LIMIT.name,
                SIZE_LIMIT.level,
                Place::WholeDocument(file),
                message,
            )
            .help(format!(
                "split the document into files that refer to each other, or allow more: \
                 `--limit bytes={}`",
                text.len()
            )),
        );
        return TreeBuilder::new(file, format, Arc::clone(text)).finish().0;
    }
    let limits = &limits.of_text(text.len());
    let mut errors = SyntaxErrors::new(limits.errors);
    let (builder, mut remarks) = match format {
        Format::Json => {
            let mut remarks = Remarks::new(limits.errors);
            let mut builder = TreeBuilder::new(file, format, Arc::clone(text));
            json::parse(text, limits, &mut builder, &mut errors, &mut remarks);
            (builder, remarks)
        }
        Format::Yaml => yaml::parse(file, text, limits, &mut errors),
    };
    let (tree, findings) = builder.finish();
    for finding in findings {
        remarks.push(key_diagnostic(finding, &tree));
    }
    errors.into_sink(sink);
    remarks.into_sink(sink);
    tree
}

/// Takes the whole of `text`, the text of `file`, for one string: Markdown that a description is
/// kept in is no YAML, whatever it looks like.
#[must_use]
pub fn parse_text(file: FileId, text: &Arc<str>) -> SyntaxTree {
    let mut builder = TreeBuilder::new(file, Format::Yaml, Arc::clone(text));
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    builder.scalar(NodeKind::String, 0..end, ScalarText::Source(0..end));
    builder.finish().0
}

fn key_diagnostic(finding: Finding, tree: &SyntaxTree) -> Diagnostic {
    match finding.places(tree) {
        (location, Some(first)) => {
            let key = finding.key(tree);
            Diagnostic::error(
                DUPLICATE_KEY.name,
                location,
                format!("the key `{key}` is there already"),
            )
            .label("the second one, which is not used")
            .related(first, "the first one is here")
            .help("keep one of the two")
        }
        (location, None) => Diagnostic::error(
            MERGE_KEY_VALUE.name,
            location,
            "a merge key needs a mapping, or a sequence of mappings",
        )
        .label("nothing to merge")
        .help("merge an alias of a mapping, or put the key in quotes: `\"<<\"`"),
    }
}
