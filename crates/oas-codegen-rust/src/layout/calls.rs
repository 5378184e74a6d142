//! Calls, chains of calls, and struct literals.

use oas_codegen::writer::Code;

use super::lists::{fill, joined, short};
use super::{
    CALL_WIDTH, CHAIN_WIDTH, Expr, INDENT, Place, WIDTH, first_line_width, is_on_one_line, width,
};

pub(super) fn print_call(head: &Code, arguments: &[Expr], place: Place) -> Code {
    if let [only] = arguments
        && let Some(argument) = print_overflowing(head, only, place)
    {
        return head.clone().then("(").with(argument).then(")");
    }
    let indent = place.indent + INDENT;
    let mut code = head.clone().then("(");
    let is_simple = |argument: &Expr| matches!(argument, Expr::Plain(_));
    if arguments.len() > 1
        && arguments.iter().all(is_simple)
        && let Some(lines) = short(arguments)
    {
        return fill(code, &lines, indent).line(place.indent).then(")");
    }
    for argument in arguments {
        let inner = Place {
            indent,
            before: indent,
            after: 1,
        };
        code = code.line(indent).with(argument.print(inner)).then(",");
    }
    code.line(place.indent).then(")")
}

/// The only argument of a call where it is broken in place of the call.
pub(super) fn print_overflowing(head: &Code, argument: &Expr, place: Place) -> Option<Code> {
    let inner = Place {
        indent: place.indent,
        before: place.before + width(head) + 1,
        after: place.after + 1,
    };
    let code = match argument {
        Expr::Slice(_) | Expr::Array(..) | Expr::Struct(..) => argument.print(inner),
        // A chain that has to be broken at its dots gets lines of its own.
        Expr::Chain(root, calls) => match argument.on_one_line() {
            Some(line) if inner.holds(&line) => line,
            _ => print_chain_in_place(root, calls, inner)?,
        },
        Expr::Call(_, arguments) if !arguments.is_empty() => argument.print(inner.nested()),
        Expr::Call(..) | Expr::Plain(_) => return None,
    };
    (is_on_one_line(&code) || first_line_width(&code) <= CALL_WIDTH).then_some(code)
}

pub(super) fn print_chain(root: &Expr, calls: &[(Code, Vec<Expr>)], place: Place) -> Code {
    if let Some(code) = print_chain_in_place(root, calls, place) {
        return code;
    }
    // What stands behind the chain counts for its start and its last line.
    let mut code = root.print(place);
    let indent = chain_indent(&code, place);
    for (index, call) in calls.iter().enumerate() {
        let is_last = index + 1 == calls.len();
        let call = print_method(call, indent, indent, if is_last { place.after } else { 0 });
        code = code.line(indent).with(call);
    }
    code
}

/// A chain that stays on its line but for the arguments of its last call: where that is long, or
/// not longer than a chain with each call on its own line.
pub(super) fn print_chain_in_place(
    root: &Expr,
    calls: &[(Code, Vec<Expr>)],
    place: Place,
) -> Option<Code> {
    let (last, others) = calls.split_last()?;
    let start = match others {
        [] => root.on_one_line()?,
        others => Expr::Chain(Box::new(root.clone()), others.to_vec()).on_one_line()?,
    };
    let space = WIDTH.checked_sub(place.before + place.after)?;
    let space = if others.is_empty() {
        space
    } else {
        space.min(CHAIN_WIDTH)
    };
    let space = space.checked_sub(width(&start))?;
    let call = print_method(
        last,
        place.indent,
        place.before + width(&start),
        place.after,
    );
    if first_line_width(&call) > space {
        return None;
    }
    let indent = place.indent + INDENT;
    let below = print_method(last, indent, indent, place.after);
    let lines = |code: &Code| code.as_str().lines().count();
    (lines(&call) >= 5 || lines(&below) >= lines(&call)).then(|| start.with(call))
}

pub(super) fn print_method(
    (method, arguments): &(Code, Vec<Expr>),
    indent: usize,
    before: usize,
    after: usize,
) -> Code {
    let call = Expr::Call(Code::fixed(".").with(method), arguments.clone());
    call.print(Place {
        indent,
        before,
        after,
    })
}

/// Behind a root that is broken itself, calls stand below its start.
pub(super) fn chain_indent(root: &Code, place: Place) -> usize {
    if is_on_one_line(root) {
        place.indent + INDENT
    } else {
        place.indent
    }
}

pub(super) fn print_struct(
    name: &Code,
    fields: &[(Code, Expr)],
    rest: Option<&Expr>,
    place: Place,
) -> Code {
    let indent = place.indent + INDENT;
    let mut code = name.clone().then(" {");
    for (field, value) in fields {
        let before = indent + width(field) + 2;
        let value = value.print(Place {
            indent,
            before,
            after: 1,
        });
        code = code
            .line(indent)
            .with(field)
            .then(": ")
            .with(value)
            .then(",");
    }
    if let Some(rest) = rest {
        let inner = Place {
            indent,
            before: indent + 2,
            after: 0,
        };
        code = code.line(indent).then("..").with(rest.print(inner));
    }
    code.line(place.indent).then("}")
}

pub(super) fn arguments_on_one_line(arguments: &[Expr]) -> Option<Code> {
    let inner = joined(arguments)?;
    // A single argument that would be broken in place may fill the line.
    let is_free = matches!(
        arguments,
        [Expr::Plain(_) | Expr::Slice(_) | Expr::Array(..) | Expr::Chain(..)]
    );
    let line = Code::fixed("(").with(&inner).then(")");
    (is_free || width(&inner) <= CALL_WIDTH).then_some(line)
}
