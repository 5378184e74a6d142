//! Parts of items: fields and aliases with their types, tuple structs, match arms.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{Ident, TypeText};

use super::{CALL_WIDTH, Expr, INDENT, Place, WIDTH, is_on_one_line, line_count, width};

/// `Start { one, two }` as a pattern, each name on its own line where it is wide.
pub(crate) fn struct_pattern(start: &Code, names: &[Ident], indent: usize) -> Code {
    /// The widest content of a struct on one line (`struct_lit_width`).
    const STRUCT_WIDTH: usize = 18;
    let joined = Code::join(names.iter().map(Code::from), ", ");
    if width(&joined) <= STRUCT_WIDTH {
        return start.clone().then(" { ").with(joined).then(" }");
    }
    let mut code = start.clone().then(" {");
    for name in names {
        code = code.line(indent + INDENT).with(name).then(",");
    }
    code.line(indent).then("}")
}

/// `pattern => value,`; the value in a block where that gets it onto one line.
pub(crate) fn match_arm(pattern: &Code, value: &Expr, indent: usize) -> Code {
    let last = pattern.as_str().lines().next_back().unwrap_or_default();
    let is_broken = pattern.as_str().contains('\n');
    // Lines behind the first have their indent already.
    let before = last.chars().count() + if is_broken { 0 } else { indent } + 4;
    let start = pattern.clone().then(" => ");
    let here = value.print(Place {
        indent,
        before,
        after: 1,
    });
    if is_on_one_line(&here) && before + width(&here) < WIDTH {
        return start.with(here).then(",");
    }
    let inner = indent + INDENT;
    let below = value.print(Place {
        indent: inner,
        before: inner,
        after: 0,
    });
    if !is_on_one_line(&below) && line_count(&here) <= line_count(&below) + 1 {
        return start.with(here).then(",");
    }
    start
        .then("{")
        .line(inner)
        .with(below)
        .line(indent)
        .then("}")
}

/// `start` and a type on one line, or the type on the next, or its arguments one by one.
pub(crate) fn typed(start: &Code, ty: &TypeText, end: &'static str, indent: usize) -> Code {
    let line = start.clone().then(" ").with(ty).then(end);
    if indent + width(&line) <= WIDTH {
        return line;
    }
    let next = indent + INDENT + ty.as_str().chars().count() + end.len();
    if next <= WIDTH {
        return start.clone().line(indent + INDENT).with(ty).then(end);
    }
    parameter(start, ty, end, indent)
}

/// `start` and a type on one line, or the type's arguments one by one: a parameter of a function.
pub(crate) fn parameter(start: &Code, ty: &TypeText, end: &'static str, indent: usize) -> Code {
    let before = indent + width(start) + 1;
    let place = Place {
        indent,
        before,
        after: end.len(),
    };
    start
        .clone()
        .then(" ")
        .with(print_type(ty, place))
        .then(end)
}

/// A type, with its arguments on lines of their own where it is too wide.
pub(super) fn print_type(ty: &TypeText, place: Place) -> Code {
    let line = Code::from(ty);
    let Some((head, arguments)) = ty.arguments() else {
        return line;
    };
    if place.before + width(&line) + place.after <= WIDTH {
        return line;
    }
    let indent = place.indent + INDENT;
    let mut code = head.then("<");
    for argument in &arguments {
        let inner = Place {
            indent,
            before: indent,
            after: 1,
        };
        code = code
            .line(indent)
            .with(print_type(argument, inner))
            .then(",");
    }
    code.line(place.indent).then(">")
}

/// `start(A, B)` and an end: a tuple struct or a variant with values.
pub(crate) fn tuple_item(
    start: &Code,
    types: &[TypeText],
    end: &'static str,
    indent: usize,
) -> Code {
    let joined = Code::join(types.iter().map(Code::from), ", ");
    let is_narrow = types.len() < 2 || width(&joined) <= CALL_WIDTH;
    let line = start.clone().then("(").with(joined).then(")").then(end);
    if is_narrow && indent + width(&line) <= WIDTH {
        return line;
    }
    let inner = indent + INDENT;
    let mut code = start.clone().then("(");
    for ty in types {
        let place = Place {
            indent: inner,
            before: inner,
            after: 1,
        };
        code = code.line(inner).with(print_type(ty, place)).then(",");
    }
    code.line(indent).then(")").then(end)
}
