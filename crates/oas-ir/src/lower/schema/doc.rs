//! What is said of a type for people, and its marks.

use oas_model::object::{Object, Schema};
use oas_syntax::Node;

use super::super::{Lowering, extension};
use crate::{TypeDoc, TypeId};

/// Title, description, examples and deprecation of a schema, as they stand there.
pub(in crate::lower) fn lower_doc(object: &Object<'_>) -> TypeDoc {
    let mut doc = TypeDoc::default();
    let mut others = Vec::new();
    for entry in object.node().entries() {
        let text = || entry.value.as_str().map(str::to_owned);
        match entry.key.text() {
            "title" => doc.title = text(),
            "description" => doc.description = text(),
            "example" => doc.examples.push(entry.value.to_json()),
            "examples" => others.extend(entry.value.elements().map(Node::to_json)),
            _ => {}
        }
    }
    doc.examples.append(&mut others);
    doc.deprecation = extension::lower_deprecation(object);
    doc
}

/// Writes what a schema says besides the values it allows.
pub(super) fn annotate(lowering: &mut Lowering<'_, '_>, id: TypeId, schema: Schema<'_>) {
    let definition = lowering.types.get_mut(id);
    definition.doc = lower_doc(&schema);
    definition.default = schema.field("default").map(Node::to_json);
    definition.pii = schema.flag("x-pii") == Some(true);
    definition.sensitive = schema.flag("x-sensitive") == Some(true);
}
