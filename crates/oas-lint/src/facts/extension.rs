//! The `x-` words of a document, with the object that each stands on.

use oas_conventions::ObjectKind;
use oas_model::{Kind, ResolvedDocument};
use oas_syntax::Entry;

/// A word with what it stands on; `None` for objects that no word of ours stands on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'d> {
    /// The word and its value.
    pub(crate) entry: Entry<'d>,
    /// What the word stands on.
    pub(crate) on: Option<ObjectKind>,
    /// The same, in words.
    pub(crate) described: &'static str,
}

/// Every `x-` word, those beside references too, in document order.
pub(crate) fn words(document: &ResolvedDocument) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (_, visit) in document.visits().iter() {
        let node = document.document().node(visit.node);
        // A name under `properties` may start with `x-`, and is no field of an object.
        let fields = node
            .entries()
            .filter(|entry| entry.key.text().starts_with("x-"));
        words.extend(fields.map(|entry| Word {
            entry,
            on: object_kind(visit.kind),
            described: visit.kind.described(),
        }));
    }
    words
}

const fn object_kind(kind: Kind) -> Option<ObjectKind> {
    Some(match kind {
        Kind::OpenApi => ObjectKind::Document,
        Kind::Info => ObjectKind::Info,
        Kind::Server => ObjectKind::Server,
        Kind::Tag => ObjectKind::Tag,
        Kind::PathItem => ObjectKind::PathItem,
        Kind::Operation => ObjectKind::Operation,
        Kind::Parameter => ObjectKind::Parameter,
        Kind::RequestBody => ObjectKind::RequestBody,
        Kind::Response => ObjectKind::Response,
        Kind::Header => ObjectKind::Header,
        Kind::MediaType => ObjectKind::MediaType,
        Kind::Schema => ObjectKind::Schema,
        Kind::SecurityScheme => ObjectKind::SecurityScheme,
        _ => return None,
    })
}
