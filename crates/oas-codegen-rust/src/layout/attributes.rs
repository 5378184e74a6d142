//! Attributes, and derives among them.

use oas_codegen::writer::Code;

use super::{INDENT, WIDTH, width};

/// The widest arguments of an attribute on one line (`attr_fn_like_width`).
pub(super) const ATTRIBUTE_WIDTH: usize = 70;

/// `#[name(a, b)]` at a column, broken where it is wide.
pub(crate) fn attribute(
    name: &'static str,
    arguments: &[AttributeArgument],
    indent: usize,
) -> Code {
    let body = print_attribute(name, arguments, indent, indent + 2, 1);
    Code::fixed("#[").with(body).then("]")
}

/// `#[derive(...)]`, which may fill the line.
pub(crate) fn derive(words: &[&'static str]) -> Code {
    let joined = Code::join(words.iter().map(|word| Code::fixed(word)), ", ");
    let line = Code::fixed("#[derive(").with(joined).then(")]");
    if width(&line) <= WIDTH {
        return line;
    }
    let mut code = Code::fixed("#[derive(");
    for word in words {
        code = code.line(INDENT).then(word).then(",");
    }
    code.line(0).then(")]")
}

/// An argument of an attribute.
#[derive(Clone, Debug)]
pub(crate) enum AttributeArgument {
    /// `name = value`, or a word.
    Plain(Code),
    /// `name(...)`
    List(&'static str, Vec<AttributeArgument>),
}

pub(super) fn print_attribute(
    name: &'static str,
    arguments: &[AttributeArgument],
    indent: usize,
    before: usize,
    after: usize,
) -> Code {
    let line = attribute_on_one_line(name, arguments);
    if let Some(line) = line
        && before + width(&line) + after <= WIDTH
    {
        return line;
    }
    let inner = indent + INDENT;
    let mut code = Code::fixed(name).then("(");
    for (index, argument) in arguments.iter().enumerate() {
        let last = index + 1 == arguments.len();
        let printed = match argument {
            AttributeArgument::Plain(code) => code.clone(),
            AttributeArgument::List(name, arguments) => {
                print_attribute(name, arguments, inner, inner, usize::from(!last))
            }
        };
        code = code
            .line(inner)
            .with(printed)
            .then(if last { "" } else { "," });
    }
    code.line(indent).then(")")
}

pub(super) fn attribute_on_one_line(
    name: &'static str,
    arguments: &[AttributeArgument],
) -> Option<Code> {
    let arguments: Option<Vec<Code>> = arguments
        .iter()
        .map(|argument| match argument {
            AttributeArgument::Plain(code) => Some(code.clone()),
            AttributeArgument::List(name, arguments) => attribute_on_one_line(name, arguments),
        })
        .collect();
    let inner = Code::join(arguments?, ", ");
    let line = Code::fixed(name).then("(").with(&inner).then(")");
    (width(&inner) <= ATTRIBUTE_WIDTH).then_some(line)
}
