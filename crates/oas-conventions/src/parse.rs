//! From a parsed text to checked conventions: [`Conventions::parse`].

use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_syntax::SyntaxTree;
use serde::Deserialize as _;

use crate::diagnostics::WRONG_VALUE;
use crate::{Conventions, check, json_schema, shape};

impl Conventions {
    /// Reads conventions from a parsed text.
    ///
    /// Everything that is wrong goes into `sink`, each with its place. `None` means that the text
    /// has not the form of conventions. Conventions that contradict themselves are returned all
    /// the same, so that documents can be checked as far as possible; `sink` has errors then.
    pub fn parse(tree: &SyntaxTree, sink: &mut DiagnosticSink) -> Option<Self> {
        let root = tree.root();
        let found = shape::check(root, &json_schema());
        if !found.is_empty() {
            sink.extend(found);
            return None;
        }
        match Self::deserialize(root.to_json()) {
            Ok(conventions) => {
                check::check(&conventions, root, sink);
                Some(conventions)
            }
            Err(error) => {
                // The schema and the types are one, but for what JSON Schema cannot say.
                let message = format!("the conventions cannot be read: {error}");
                sink.push(Diagnostic::error(
                    WRONG_VALUE.name,
                    root.location(),
                    message,
                ));
                None
            }
        }
    }
}
