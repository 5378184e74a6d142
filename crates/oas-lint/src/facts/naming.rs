//! What the rules of the group `naming` share: which case a name has to have, and saying so.

use oas_conventions::Naming;
use oas_diagnostics::Location;

use crate::RuleContext;
use crate::facts::words::Case;

/// Reports a name that is not written in its case: that of the option `case`, or that of the
/// conventions, or `default`.
pub(crate) fn check(
    ctx: &mut RuleContext<'_>,
    what: &str,
    name: &str,
    place: Location,
    default: Case,
    convention: impl Fn(&Naming) -> &str,
) {
    let conventions = ctx.conventions();
    if conventions.is_some_and(|all| all.naming.exceptions.iter().any(|known| known == name)) {
        return;
    }
    let option = ctx.option("case").and_then(|value| value.as_str());
    let word = option.or_else(|| conventions.map(|conventions| convention(&conventions.naming)));
    let case = word.and_then(Case::of_name).unwrap_or(default);
    if case.is_case_of(name) {
        return;
    }
    let (case, better) = (case.name(), case.apply(name));
    ctx.report(
        place,
        format!("the {what} `{name}` is not written in {case}"),
    )
    .help(format!("write `{better}`"));
}
