//! YAML: the layout is read, comments find what they belong to, keys find their order, and all of
//! it is written anew. Read [`arrange::Arranged`] first, then [`print`].
//!
//! Scalars stay as they are written, quotes included, with two exceptions: status codes are in
//! double quotes, and so is what YAML 1.1 would not take for a string.

mod arrange;
mod attach;
mod compare;
mod flow;
mod print;
mod reorder;
mod scalar;
mod text;

use oas_syntax::Limits;
use oas_syntax::layout::YamlLayout;

use crate::{Objects, Refusal};
use arrange::Arranged;
use text::Plain;

pub(crate) fn format(text: &str, objects: &Objects, limits: &Limits) -> Result<String, Refusal> {
    let plain = Plain::of(text);
    let unread = Refusal::Altered("its layout could not be read");
    let layout = YamlLayout::read(&plain.text, limits.depth).ok_or(unread)?;
    let mut arranged = Arranged::new(&layout);
    attach::attach(&mut arranged);
    reorder::reorder(&mut arranged, &|start| {
        objects.kind_at(plain.original(start))
    });
    let out = print::print(&arranged);
    let unread = Refusal::Altered("what was written could not be read again");
    let again = YamlLayout::read(&out, limits.depth).ok_or(unread)?;
    compare::compare(&layout, &again).map_err(Refusal::Altered)?;
    Ok(out)
}
