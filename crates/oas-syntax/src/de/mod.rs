//! Nodes to types that derive `serde::Deserialize`: [`from_node`] and [`from_node_or_errors`].
//!
//! For documents of our own, configuration and conventions, whose types say what is allowed. What
//! does not fit is reported at the node or key that is wrong, with the nearest known word. The
//! OpenAPI model reads nodes itself, for it has to keep what it does not know.

mod error;
mod key;
mod node;

use std::cell::RefCell;

use serde::Deserialize;

use crate::tree::Node;
use error::Misfit;
use node::NodeDeserializer;

pub use error::DeError;

/// Reads a node as a type; strings may borrow from the tree.
///
/// # Errors
///
/// Returns the first thing that does not fit, in the order of the text. Keys that the type does
/// not know are errors only where it says `deny_unknown_fields`.
pub fn from_node<'t, T: Deserialize<'t>>(node: Node<'t>) -> Result<T, DeError> {
    T::deserialize(NodeDeserializer::new(node, None)).map_err(|misfit| misfit.placed(node))
}

/// Reads a node as a type and goes on after errors, as far as that is possible.
///
/// Every key that a struct does not know is an error here, whether it denies unknown fields or
/// not, unless it flattens. Elements and entries that do not fit are reported one by one; of a
/// struct, the first field that does not fit is.
///
/// # Errors
///
/// Returns everything that does not fit, sorted by place; there is no value then.
pub fn from_node_or_errors<'t, T: Deserialize<'t>>(node: Node<'t>) -> Result<T, Vec<DeError>> {
    let misfits = Misfits::default();
    let result = T::deserialize(NodeDeserializer::new(node, Some(&misfits)));
    let mut misfits = misfits.into_inner();
    let value = result.map_err(|misfit| misfits.push(misfit));
    let mut errors: Vec<_> = misfits
        .into_iter()
        .map(|misfit| misfit.placed(node))
        .collect();
    errors.sort_by(|left, right| {
        let place = |error: &DeError| (error.location.span.start, error.location.span.end);
        place(left)
            .cmp(&place(right))
            .then_with(|| left.message.cmp(&right.message))
    });
    match value {
        Ok(value) if errors.is_empty() => Ok(value),
        _ => Err(errors),
    }
}

/// Where errors go that reading can go on after.
type Misfits = RefCell<Vec<Misfit>>;
