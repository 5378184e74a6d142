//! What is said of a type for people, and its marks.

use oas_model::object::{Object, Schema};
use oas_syntax::Node;

use super::super::{Lowering, extension};
use crate::{TypeDoc, TypeId};

/// Title, description, examples and deprecation of a schema, as they stand there.
pub(in crate::lower) fn lower_doc(object: &Object<'_>) -> TypeDoc {
    let one = object.field("example").into_iter();
    let many = object
        .field("examples")
        .into_iter()
        .flat_map(Node::elements);
    TypeDoc {
        title: object.text("title").map(str::to_owned),
        description: object.text("description").map(str::to_owned),
        examples: one.chain(many).map(Node::to_json).collect(),
        deprecation: extension::lower_deprecation(object),
    }
}

/// Writes what a schema says besides the values it allows.
pub(super) fn annotate(lowering: &mut Lowering<'_, '_>, id: TypeId, schema: Schema<'_>) {
    let definition = lowering.types.get_mut(id);
    definition.doc = lower_doc(&schema);
    definition.default = schema.field("default").map(Node::to_json);
    definition.pii = schema.flag("x-pii") == Some(true);
    definition.sensitive = schema.flag("x-sensitive") == Some(true);
}
