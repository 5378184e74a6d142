//! The statement that describes an operation, in its final layout.

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{Ident, StrLit};
use oas_ir::{Operation, SecurityAlternative};

use super::layout::{TypeTree, WIDTH, columns};
use super::parameter::Part;

/// `[["a", "b"], ["c"]]`
pub(crate) fn alternatives(alternatives: &[SecurityAlternative]) -> Code {
    let sets = alternatives.iter().map(alternative);
    Code::fixed("[").with(Code::join(sets, ", ")).then("]")
}

/// `["a", "b"]`
pub(crate) fn alternative(alternative: &SecurityAlternative) -> Code {
    let schemes = alternative.requirements.iter();
    let schemes = schemes.map(|one| Code::new().with(StrLit::new(&one.scheme)));
    Code::fixed("[").with(Code::join(schemes, ", ")).then("]")
}

/// What stands behind `export const name`.
pub(crate) fn statement(
    operation: &Operation,
    name: &Ident,
    annotation: &TypeTree,
    factory: &'static str,
    path: &StrLit,
    parts: &[Part],
    spec: &[(&'static str, Code)],
) -> Code {
    let head = "export const :".len() + name.as_str().chars().count();
    let tail = format!(" = /* @__PURE__ */ {factory}(").len();
    let ty = annotation.annotation(0, head, tail);
    let last = ty.as_str().lines().last().unwrap_or_default();
    let used = if ty.as_str().contains('\n') {
        last.chars().count()
    } else {
        head + last.chars().count()
    };
    let literal = |text: &str| Code::new().with(StrLit::new(text));
    let mut arguments = vec![
        literal(&operation.id),
        literal(operation.method.as_str()),
        Code::new().with(path),
    ];
    if !parts.is_empty() || !spec.is_empty() {
        // A function, since what an unused constant calls would stay in a bundle.
        let parts = parts.iter().map(Part::code).collect();
        arguments.push(list(parts, "() => [", "]", 2));
    }
    if !spec.is_empty() {
        let members = spec
            .iter()
            .map(|(name, value)| Code::fixed(name).then(": ").with(value));
        arguments.push(list(members.collect(), "{ ", " }", 2));
    }
    let code = Code::new()
        .with(ty)
        .then(" = /* @__PURE__ */ ")
        .then(factory);
    let flat = Code::join(arguments.iter().cloned(), ", ");
    if !flat.as_str().contains('\n') && used + tail + columns(&flat) + 2 <= WIDTH {
        return code.then("(").with(flat).then(")");
    }
    let code = arguments
        .into_iter()
        .fold(code.then("("), |code, argument| {
            code.line(2).with(argument).then(",")
        });
    code.line(0).then(")")
}

/// Pieces between brackets: on one line where they fit behind `indent`, else one below the other.
fn list(pieces: Vec<Code>, open: &'static str, close: &'static str, indent: usize) -> Code {
    let flat = Code::fixed(open)
        .with(Code::join(pieces.iter().cloned(), ", "))
        .then(close);
    // A comma follows.
    if indent + columns(&flat) < WIDTH {
        return flat;
    }
    let code = pieces
        .into_iter()
        .fold(Code::fixed(open.trim_end()), |code, piece| {
            code.line(indent + 2).with(piece).then(",")
        });
    code.line(indent).then(close.trim_start())
}
