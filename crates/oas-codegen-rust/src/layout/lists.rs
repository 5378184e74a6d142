//! Lists between brackets, and names that share lines.

use oas_codegen::writer::Code;

use super::calls::print_call;
use super::{ARRAY_WIDTH, Expr, INDENT, Place, SHORT_ELEMENT, WIDTH, first_line_width, width};

pub(super) fn print_list(open: &'static str, elements: &[Expr], place: Place) -> Code {
    if let [only] = elements
        && !matches!(only, Expr::Plain(_))
    {
        // A single element is broken in place of the list.
        let inner = Place {
            indent: place.indent,
            before: place.before + open.len(),
            after: place.after + 1,
        };
        let element = match only {
            Expr::Call(head, arguments) => print_call(head, arguments, inner.nested()),
            other => other.print(inner),
        };
        let first = first_line_width(&element);
        if first <= ARRAY_WIDTH && inner.before + first <= WIDTH {
            return Code::fixed(open).with(element).then("]");
        }
    }
    let inner = print_elements(elements, place.indent);
    Code::fixed(open).with(inner).then("]")
}

/// Elements between the brackets of an array that is broken.
pub(super) fn print_elements(elements: &[Expr], outer: usize) -> Code {
    let indent = outer + INDENT;
    let mut code = Code::new();
    match short(elements) {
        Some(lines) => code = fill(code, &lines, indent),
        None => {
            for element in elements {
                let inner = Place {
                    indent,
                    before: indent,
                    after: 1,
                };
                code = code.line(indent).with(element.print(inner)).then(",");
            }
        }
    }
    code.line(outer)
}

/// Pieces that share lines, as all of them are short.
pub(super) fn short(pieces: &[Expr]) -> Option<Vec<Code>> {
    let lines: Option<Vec<Code>> = pieces.iter().map(Expr::on_one_line).collect();
    lines.filter(|lines| lines.iter().all(|line| width(line) <= SHORT_ELEMENT))
}

pub(super) fn joined(pieces: &[Expr]) -> Option<Code> {
    let pieces: Option<Vec<Code>> = pieces.iter().map(Expr::on_one_line).collect();
    pieces.map(|pieces| Code::join(pieces, ", "))
}

/// Pieces with commas, as many on a line as there is room for.
pub(super) fn fill(start: Code, pieces: &[Code], indent: usize) -> Code {
    // The formatter keeps the last column free, but forgets the last comma of a single line.
    let limit = WIDTH - 1;
    let mut code = start.line(indent);
    let mut column = indent;
    let mut is_wrapped = false;
    for (index, piece) in pieces.iter().enumerate() {
        let is_last = index + 1 == pieces.len();
        let comma = usize::from(!is_last || is_wrapped);
        if column > indent && column + 1 + width(piece) + comma > limit {
            code = code.line(indent);
            column = indent;
            is_wrapped = true;
        } else if column > indent {
            code = code.then(" ");
            column += 1;
        }
        column += width(piece) + 1;
        code = code.with(piece).then(",");
    }
    code
}
