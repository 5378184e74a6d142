//! What the rules of the group `naming` share: which case a name has to have, and saying so.

use oas_conventions::{Case, Naming};
use oas_diagnostics::Location;

use crate::RuleContext;

const CASES: [Case; 5] = [
    Case::Camel,
    Case::Pascal,
    Case::Snake,
    Case::Kebab,
    Case::ScreamingSnake,
];

/// Reports a name that is not written in its case: that of the option `case`, or that of the
/// conventions, or `default`.
pub(crate) fn check(
    ctx: &mut RuleContext<'_>,
    what: &str,
    name: &str,
    place: Location,
    default: Case,
    convention: impl Fn(&Naming) -> Case,
) {
    let naming = ctx.conventions().map(|conventions| &conventions.naming);
    if naming.is_some_and(|naming| naming.exceptions.iter().any(|known| known == name)) {
        return;
    }
    let option = ctx.option("case").and_then(|value| value.as_str());
    let chosen = option.and_then(|word| CASES.into_iter().find(|case| case.name() == word));
    let case = chosen.or_else(|| naming.map(convention)).unwrap_or(default);
    if case.fits(name) {
        return;
    }
    let (case, better) = (case.name(), case.convert(name));
    ctx.report(
        place,
        format!("the {what} `{name}` is not written in {case}"),
    )
    .help(format!("write `{better}`"));
}
