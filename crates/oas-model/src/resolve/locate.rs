//! References that stand elsewhere than under `$ref`: in a discriminator's mapping, in
//! `operationRef`.

use oas_diagnostics::source::path;
use oas_syntax::{JsonPointer, Node};

use super::{Reference, ResolvedDocument};

impl ResolvedDocument {
    /// The node that the text of a reference names, seen from where `from` stands; `None` when it
    /// names nothing of this document's files. Nothing is reported.
    #[must_use]
    pub fn locate<'d>(&'d self, from: Node<'d>, reference: &str) -> Option<Node<'d>> {
        let Reference::Local { file, fragment } = Reference::parse(reference).ok()? else {
            return None;
        };
        let root = match file {
            None => from.tree().root(),
            Some(file) => {
                let base = self.document.path(from.tree().file());
                let path = path::join(base, &file).ok()?;
                self.document.tree(self.document.file_of(&path)?)?.root()
            }
        };
        root.find(&JsonPointer::parse(&fragment)?)
    }
}
