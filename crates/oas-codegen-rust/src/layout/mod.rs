//! Final layout of expressions: [`Expr`], printed as `rustfmt` would.
//!
//! Generation runs no formatter, so what it prints has to be what the formatter leaves alone, with
//! its default options and the edition 2024. Only the forms that generated code uses are known here;
//! a test holds random ones against the formatter.

mod attributes;
mod calls;
mod imports;
mod items;
mod lists;
#[cfg(test)]
mod tests;

use oas_codegen::writer::Code;

pub(crate) use attributes::{AttributeArgument, attribute, derive};
pub(crate) use imports::{reexport, use_declaration, version_sort_key};
pub(crate) use items::{match_arm, parameter, struct_pattern, tuple_item, typed};

use self::calls::{arguments_on_one_line, print_call, print_chain, print_struct};
use self::lists::{joined, print_list};

/// The longest line.
pub(crate) const WIDTH: usize = 100;

/// The widest arguments of a call on one line (`fn_call_width`).
const CALL_WIDTH: usize = 60;

/// The widest chain of several calls on one line (`chain_width`).
const CHAIN_WIDTH: usize = 60;

/// The widest content of an array on one line (`array_width`).
const ARRAY_WIDTH: usize = 60;

/// Elements up to this width share lines (`short_array_element_width_threshold`).
const SHORT_ELEMENT: usize = 10;

/// Columns of one level.
const INDENT: usize = 4;

/// An expression whose layout depends on its width.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    /// What is never broken: a name, a literal, a call without arguments.
    Plain(Code),
    /// `head(a, b)`
    Call(Code, Vec<Expr>),
    /// `root.one(a).two(b)`; the names have no dot.
    Chain(Box<Expr>, Vec<(Code, Vec<Expr>)>),
    /// `&[a, b]`; a chain is never the only element.
    Slice(Vec<Expr>),
    /// `[a, b]`, or with a macro before it: `vec![a, b]`.
    Array(&'static str, Vec<Expr>),
    /// `Name { one: a, two: b }`, always on several lines.
    Struct(Code, Vec<(Code, Expr)>, Option<Box<Expr>>),
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Columns of the statement that it is in.
    pub(crate) indent: usize,
    /// Columns that are used on its first line.
    pub(crate) before: usize,
    /// Columns that are needed on its last line.
    pub(crate) after: usize,
}

impl Place {
    /// Whether there is room for a line.
    fn holds(self, line: &Code) -> bool {
        self.before + width(line) + self.after <= WIDTH
    }

    /// The place of a call within another one, which gets no more room than arguments have.
    fn nested(self) -> Self {
        Self {
            after: self
                .after
                .max(WIDTH.saturating_sub(self.before + CALL_WIDTH)),
            ..self
        }
    }
}

impl Expr {
    /// What is never broken and stands in the source of the backend.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self::Plain(Code::fixed(text))
    }

    /// What is never broken.
    pub(crate) fn plain(code: impl Into<Code>) -> Self {
        Self::Plain(code.into())
    }

    /// A call of something that stands in the source of the backend.
    pub(crate) fn call(head: &'static str, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self::Call(Code::fixed(head), arguments.into_iter().collect())
    }

    /// The same expression with a method called on it.
    pub(crate) fn then(
        self,
        method: &'static str,
        arguments: impl IntoIterator<Item = Self>,
    ) -> Self {
        let call = (Code::fixed(method), arguments.into_iter().collect());
        match self {
            Self::Chain(root, mut calls) => {
                calls.push(call);
                Self::Chain(root, calls)
            }
            root => Self::Chain(Box::new(root), vec![call]),
        }
    }

    /// The expression at its place.
    pub(crate) fn print(&self, place: Place) -> Code {
        if let Some(line) = self.on_one_line()
            && place.holds(&line)
        {
            return line;
        }
        match self {
            Self::Plain(code) => code.clone(),
            Self::Call(head, arguments) => print_call(head, arguments, place),
            Self::Chain(root, calls) => print_chain(root, calls, place),
            Self::Slice(elements) => print_list("&[", elements, place),
            Self::Array(open, elements) => print_list(open, elements, place),
            Self::Struct(name, fields, rest) => print_struct(name, fields, rest.as_deref(), place),
        }
    }

    /// The expression on one line, where the formatter would have it so if there were room.
    fn on_one_line(&self) -> Option<Code> {
        match self {
            Self::Plain(code) => Some(code.clone()),
            Self::Call(head, arguments) => {
                Some(head.clone().with(arguments_on_one_line(arguments)?))
            }
            Self::Chain(root, calls) => {
                let mut line = root.on_one_line()?;
                for (method, arguments) in calls {
                    let arguments = arguments_on_one_line(arguments)?;
                    line = line.then(".").with(method).with(arguments);
                }
                (calls.len() < 2 || width(&line) <= CHAIN_WIDTH).then_some(line)
            }
            Self::Slice(elements) => {
                let inner = joined(elements)?;
                // A single element that is not broken in place may fill the line.
                let is_free = matches!(elements.as_slice(), [Self::Plain(_) | Self::Chain(..)]);
                let line = Code::fixed("&[").with(&inner).then("]");
                (is_free || width(&inner) <= ARRAY_WIDTH).then_some(line)
            }
            Self::Array(open, elements) => {
                let inner = joined(elements)?;
                let line = Code::fixed(open).with(&inner).then("]");
                let is_free = matches!(elements.as_slice(), [Self::Plain(_)]);
                (is_free || width(&inner) <= ARRAY_WIDTH).then_some(line)
            }
            Self::Struct(..) => None,
        }
    }
}

/// A statement that assigns: `let x = y;`, where `y` may go to the next line.
pub(crate) fn assignment(prefix: &Code, value: &Expr, indent: usize) -> Code {
    let place = |indent, before| Place {
        indent,
        before,
        after: 1,
    };
    let before = indent + width(prefix) + 1;
    let here = value.print(place(indent, before));
    if is_on_one_line(&here) && before + width(&here) < WIDTH {
        return prefix.clone().then(" ").with(here).then(";");
    }
    let indent = indent + INDENT;
    let next = value.print(place(indent, indent));
    let opens = |code: &Code| {
        let first = code.as_str().lines().next().unwrap_or_default();
        first.ends_with(['(', '[', '{'])
    };
    let is_better = is_on_one_line(&next)
        || before + first_line_width(&here) > WIDTH
        || line_count(&here) > line_count(&next) + 1
        || (opens(&here) && !opens(&next));
    if is_better && indent + width(&next) < WIDTH {
        return prefix.clone().line(indent).with(next).then(";");
    }
    prefix.clone().then(" ").with(here).then(";")
}

/// Columns of a piece of code that is on one line.
pub(crate) fn width(code: &Code) -> usize {
    code.width()
}

fn first_line_width(code: &Code) -> usize {
    let first = code.as_str().lines().next();
    first.map_or(0, |line| line.chars().count())
}

fn line_count(code: &Code) -> usize {
    code.as_str().lines().count()
}

fn is_on_one_line(code: &Code) -> bool {
    !code.as_str().contains('\n')
}
