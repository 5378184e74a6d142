//! Collections in brackets that stay so, on one line: [`text`].

use oas_syntax::layout::Shape;

use super::arrange::Arranged;
use super::print::{key, properties};
use super::scalar;

/// A collection in brackets on one line; `None` when its author wrote it on several.
pub(super) fn text(arranged: &Arranged<'_>, index: usize) -> Option<String> {
    let node = arranged.node(index);
    if !arranged.is_flow(index) || arranged.source(&node.bytes).contains('\n') {
        return None;
    }
    let mut out = String::new();
    write(arranged, index, &mut out);
    Some(out)
}

/// The parser bounds how deep this goes.
fn write(arranged: &Arranged<'_>, index: usize, out: &mut String) {
    let node = arranged.node(index);
    let items = &arranged.extras[index].items;
    let source = arranged.source(&node.bytes);
    let (open, close) = match node.shape {
        Shape::Scalar(_) | Shape::Alias => return scalar::one_line(arranged.layout, node, out),
        Shape::Sequence { .. } => ("[", "]"),
        Shape::Mapping { .. } if items.is_empty() => ("{", "}"),
        // A single pair in a sequence needs no braces.
        Shape::Mapping { .. } if !source.starts_with('{') => ("", ""),
        Shape::Mapping { .. } => ("{ ", " }"),
    };
    out.push_str(open);
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push_str(", ");
        }
        let value = arranged.node(item.value);
        let properties = properties(arranged, item.value);
        if item.key.is_some() {
            key(arranged, item, out);
            if value.is_nothing() && properties.is_empty() && !open.is_empty() {
                continue;
            }
            out.push(':');
            if !value.is_nothing() || !properties.is_empty() {
                out.push(' ');
            }
        }
        out.push_str(&properties);
        if !properties.is_empty() && !value.is_nothing() {
            out.push(' ');
        }
        write(arranged, item.value, out);
    }
    out.push_str(close);
}
