//! The operations of a path item, wherever the path item stands: also where no path leads to it.

use oas_model::Kind;
use oas_model::fields::Form;
use oas_model::object::{Operation, PathItem};

/// Every operation of a path item, in document order.
pub(crate) fn of(path_item: PathItem<'_>) -> Vec<Operation<'_>> {
    let resolved = path_item.document();
    let mut nodes = Vec::new();
    for entry in path_item.node().entries() {
        let field = Kind::PathItem.field(entry.key.text(), path_item.version());
        match field.map(|field| field.form) {
            Some(Form::Object(Kind::Operation)) => nodes.push(entry.value),
            Some(Form::ObjectMap(Kind::Operation)) => {
                nodes.extend(entry.value.entries().map(|other| other.value));
            }
            _ => {}
        }
    }
    let objects = nodes.into_iter().filter(|node| node.is_mapping());
    objects.map(|node| Operation::new(resolved, node)).collect()
}
