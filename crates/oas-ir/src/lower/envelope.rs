//! The envelope around successes, recognised by structure: [`find_envelope`].

use super::selection::behind_aliases;
use crate::{Conventions, Envelope, Literal, Operation, Shape, TypeId, Types};

/// The types within the envelope of the operation's success, when every JSON success has the
/// envelope that the conventions name: the constant true, the data and what is said about it.
pub(super) fn find_envelope(
    types: &Types,
    conventions: &Conventions,
    operation: &Operation,
) -> Option<Envelope> {
    let mut found = None;
    for response in operation.successes() {
        for content in &response.content {
            let envelope = envelope_of(types, conventions, content.ty?)?;
            found.get_or_insert(envelope);
        }
    }
    found
}

fn envelope_of(types: &Types, conventions: &Conventions, id: TypeId) -> Option<Envelope> {
    let Shape::Object(object) = &types.get(behind_aliases(types, id)).shape else {
        return None;
    };
    let member = |name: &str| {
        let mut properties = object.properties.iter();
        properties.find(|property| property.required && property.name == name)
    };
    let names = &conventions.success;
    let flag = member(&names.flag)?;
    match &types.get(behind_aliases(types, flag.ty)).shape {
        Shape::Enum(shape) if matches!(shape.values.as_slice(), [value] if value.value == Literal::Boolean(true)) =>
            {}
        _ => return None,
    }
    Some(Envelope {
        data: member(&names.data)?.ty,
        meta: member(&names.meta)?.ty,
    })
}
