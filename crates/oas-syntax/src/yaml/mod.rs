//! YAML 1.2 text to a tree, on the events of a YAML parser.
//!
//! The event parser stops at the first error. What the author did is then told from the text, the
//! lines that cannot be read are blanked in a copy, which keeps every position, and that copy is
//! read; so one run shows many errors and gives the rest of the tree. Read [`parse`] first, then
//! [`reader::Reader`]. The other way, values as text, is [`print_yaml`].

mod explain;
mod lines;
mod print;
mod reader;
mod recover;
pub(crate) mod schema;

use std::borrow::Cow;
use std::sync::Arc;

use oas_diagnostics::FileId;

use crate::errors::{Remarks, SyntaxErrors};
use crate::limits::Limits;
use crate::tree::{Format, TreeBuilder};
pub use print::{double_quoted, is_misread, print_yaml};
use reader::Reader;

/// Bytes that are read again after errors, in all: what bounds the time for a damaged text.
const READ_AGAIN: usize = 24 * 1024 * 1024;

/// Reads `text`: the tree is in the builder.
pub(crate) fn parse(
    file: FileId,
    text: &Arc<str>,
    limits: &Limits,
    errors: &mut SyntaxErrors,
) -> (TreeBuilder, Remarks) {
    let mut source: Cow<'_, str> = Cow::Borrowed(text);
    let mut furthest = None;
    let mut read_again = 0;
    let mut too_deep = false;
    loop {
        let builder = TreeBuilder::new(file, Format::Yaml, Arc::clone(text));
        let mut reader = Reader::new(text, limits, builder, too_deep);
        let Err(stop) = reader.run(&source) else {
            return reader.finish();
        };
        let mistake = explain::explain(&stop, text, &source, &reader);
        // An error no further on than the last one comes of the blanking, not of the author.
        let line = lines::line_start(text, mistake.bytes.start);
        let further = furthest.is_none_or(|furthest| line > furthest);
        if further && !(too_deep && mistake.too_deep) {
            errors.push(mistake.diagnostic(&reader));
        }
        furthest = furthest.max(Some(line));
        too_deep |= mistake.too_deep;
        read_again += source.len();
        let blanked = recover::blank(&source, &mistake.recovery);
        match blanked {
            Some(blanked) if read_again <= READ_AGAIN && !errors.are_too_many() => {
                source = Cow::Owned(blanked);
            }
            _ => return reader.finish(),
        }
    }
}
