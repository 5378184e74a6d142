//! Why a target selects nothing: [`dead_end`].

use oas_diagnostics::suggest::nearest;

use super::path::{Query, Selector};
use super::target::{CellId, Content, Target};

/// How many cells are looked at for names to suggest.
const MOST_CELLS: usize = 100;

/// What to tell a person whose query selects nothing: the part that selects something, and the name
/// that is like the one that is missing. `last` is what that part selects.
pub(super) fn dead_end(
    target: &Target,
    query: &Query,
    text: &str,
    (failed, last): &(usize, Vec<CellId>),
) -> Option<String> {
    let failed = query.segments.get(*failed)?;
    let there = text.get(..failed.written.start)?.trim_end();
    let missing = text.get(failed.written.clone())?.trim();
    let near = match failed.selectors.as_slice() {
        [Selector::Name(name)] if !failed.descendant => {
            let names = last
                .iter()
                .take(MOST_CELLS)
                .filter_map(|id| match target.content(*id) {
                    Content::Object(entries) => Some(entries.keys().map(AsRef::as_ref)),
                    _ => None,
                })
                .flatten();
            nearest(name, names)
        }
        _ => None,
    };
    let found = match last.len() {
        1 => format!("`{there}` is there"),
        many => format!("`{there}` selects {many} nodes"),
    };
    Some(match near {
        Some(near) => format!("{found}, but has no `{missing}`; did you mean `{near}`?"),
        None => format!("{found}, but nothing in it is selected by `{missing}`"),
    })
}
