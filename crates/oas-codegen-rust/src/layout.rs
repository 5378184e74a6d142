//! Final layout of expressions: [`Expr`], printed as `rustfmt` would.
//!
//! Generation runs no formatter, so what it prints has to be what the formatter leaves alone, with
//! its default options and the edition 2024. Only the forms that generated code uses are known here;
//! a test holds random ones against the formatter.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{Ident, TypeText};

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
/// The widest arguments of an attribute on one line (`attr_fn_like_width`).
const ATTRIBUTE_WIDTH: usize = 70;
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
    /// `[a, b]`, of plain elements.
    Array(Vec<Expr>),
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
            Self::Slice(elements) => print_slice(elements, place),
            Self::Array(elements) => Code::fixed("[")
                .with(print_elements(elements, place.indent))
                .then("]"),
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
            Self::Array(elements) => {
                let inner = joined(elements)?;
                let line = Code::fixed("[").with(&inner).then("]");
                (width(&inner) <= ARRAY_WIDTH).then_some(line)
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

fn print_call(head: &Code, arguments: &[Expr], place: Place) -> Code {
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
fn print_overflowing(head: &Code, argument: &Expr, place: Place) -> Option<Code> {
    let inner = Place {
        indent: place.indent,
        before: place.before + width(head) + 1,
        after: place.after + 1,
    };
    let code = match argument {
        Expr::Slice(_) | Expr::Array(_) | Expr::Struct(..) => argument.print(inner),
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

fn print_chain(root: &Expr, calls: &[(Code, Vec<Expr>)], place: Place) -> Code {
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
fn print_chain_in_place(root: &Expr, calls: &[(Code, Vec<Expr>)], place: Place) -> Option<Code> {
    let (last, others) = calls.split_last()?;
    let start = match others {
        [] => root.on_one_line()?,
        others => Expr::Chain(Box::new(root.clone()), others.to_vec()).on_one_line()?,
    };
    let room = WIDTH.checked_sub(place.before + place.after)?;
    let room = if others.is_empty() {
        room
    } else {
        room.min(CHAIN_WIDTH)
    };
    let room = room.checked_sub(width(&start))?;
    let in_place = print_method(
        last,
        place.indent,
        place.before + width(&start),
        place.after,
    );
    if first_line_width(&in_place) > room {
        return None;
    }
    let indent = place.indent + INDENT;
    let below = print_method(last, indent, indent, place.after);
    let lines = |code: &Code| code.as_str().lines().count();
    (lines(&in_place) >= 5 || lines(&below) >= lines(&in_place)).then(|| start.with(in_place))
}

fn print_method(
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
fn chain_indent(root: &Code, place: Place) -> usize {
    if is_on_one_line(root) {
        place.indent + INDENT
    } else {
        place.indent
    }
}

fn print_slice(elements: &[Expr], place: Place) -> Code {
    if let [only] = elements
        && !matches!(only, Expr::Plain(_))
    {
        // A single element is broken in place of the slice.
        let inner = Place {
            indent: place.indent,
            before: place.before + 2,
            after: place.after + 1,
        };
        let element = match only {
            Expr::Call(head, arguments) => print_call(head, arguments, inner.nested()),
            other => other.print(inner),
        };
        let first = first_line_width(&element);
        if first <= ARRAY_WIDTH && inner.before + first <= WIDTH {
            return Code::fixed("&[").with(element).then("]");
        }
    }
    let inner = print_elements(elements, place.indent);
    Code::fixed("&[").with(inner).then("]")
}

/// Elements between the brackets of an array that is broken.
fn print_elements(elements: &[Expr], outer: usize) -> Code {
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
fn short(pieces: &[Expr]) -> Option<Vec<Code>> {
    let lines: Option<Vec<Code>> = pieces.iter().map(Expr::on_one_line).collect();
    lines.filter(|lines| lines.iter().all(|line| width(line) <= SHORT_ELEMENT))
}

fn print_struct(name: &Code, fields: &[(Code, Expr)], rest: Option<&Expr>, place: Place) -> Code {
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

fn arguments_on_one_line(arguments: &[Expr]) -> Option<Code> {
    let inner = joined(arguments)?;
    // A single argument that would be broken in place may fill the line.
    let is_free = matches!(
        arguments,
        [Expr::Plain(_) | Expr::Slice(_) | Expr::Array(_) | Expr::Chain(..)]
    );
    let line = Code::fixed("(").with(&inner).then(")");
    (is_free || width(&inner) <= CALL_WIDTH).then_some(line)
}

fn joined(pieces: &[Expr]) -> Option<Code> {
    let pieces: Option<Vec<Code>> = pieces.iter().map(Expr::on_one_line).collect();
    pieces.map(|pieces| Code::join(pieces, ", "))
}

/// `use path::{one, two};`, names in the order that the formatter wants.
pub(crate) fn use_declaration(path: &Code, names: &[Code]) -> Code {
    import("use ", path, names)
}

fn import(keyword: &'static str, path: &Code, names: &[Code]) -> Code {
    if let [only] = names {
        return Code::fixed(keyword)
            .with(path)
            .then("::")
            .with(only)
            .then(";");
    }
    let mut names = names.to_vec();
    names.sort_by_key(|name| version_sort_key(name.as_str()));
    let start = Code::fixed(keyword).with(path).then("::{");
    let line = start
        .clone()
        .with(Code::join(names.clone(), ", "))
        .then("};");
    if width(&line) <= WIDTH - 2 {
        return line;
    }
    fill(start, &names, INDENT).line(0).then("};")
}

/// Pieces with commas, as many on a line as there is room for.
fn fill(start: Code, pieces: &[Code], indent: usize) -> Code {
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

/// How names are ordered: digits by their number, an underscore before everything else.
pub(crate) fn version_sort_key(name: &str) -> Vec<(u8, u128, char)> {
    let mut key = Vec::new();
    let mut characters = name.trim_start_matches("r#").chars().peekable();
    while let Some(character) = characters.next() {
        if character == '_' {
            key.push((0, 0, '_'));
        } else if let Some(digit) = character.to_digit(10) {
            let mut number = u128::from(digit);
            while let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) {
                characters.next();
                number = number.saturating_mul(10).saturating_add(digit.into());
            }
            key.push((1, number, '0'));
        } else {
            key.push((2, 0, character));
        }
    }
    key
}

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

fn print_attribute(
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

fn attribute_on_one_line(name: &'static str, arguments: &[AttributeArgument]) -> Option<Code> {
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

/// `pub use path::{one, two};`
pub(crate) fn reexport(path: &Code, names: &[Code]) -> Code {
    import("pub use ", path, names)
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
fn print_type(ty: &TypeText, place: Place) -> Code {
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

#[cfg(test)]
mod tests;
