//! Schema tables: [`SchemaWriter`] turns a type into the expression that describes it.
//!
//! Declared types are referred to by name. What an expression cannot hold inline (patterns, and
//! elements with rules of their own) gets a `static` of its own beside it.

mod object;
mod union;
mod values;

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{Ident, StrLit};
use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_ir::{ArrayShape, EnumShape, Literal, Shape, StringShape, TupleShape, TypeDef, TypeId};

pub(crate) use self::values::{constant, format_name, literal, number};

use self::values::{bounds, counts, integer};
use crate::layout::{self, Expr};
use crate::names::{Names, ident};
use crate::types::{Direction, TypeTable};
use crate::uses::Uses;
use crate::{diagnostics, pattern};

/// Longest expression that stands behind a `&` within another one.
const LONGEST_INLINE: usize = 40;

/// Writes schema expressions, and collects the statics that they need.
#[derive(Debug)]
pub(crate) struct SchemaWriter<'w, 'a> {
    pub(crate) table: &'w TypeTable<'a>,
    pub(crate) direction: Direction,
    pub(crate) uses: &'w mut Uses,
    pub(crate) sink: &'w mut DiagnosticSink,
    names: Names,
    statics: Vec<Code>,
    indent: usize,
}

impl<'w, 'a> SchemaWriter<'w, 'a> {
    /// Statics are laid out at `indent`.
    pub(crate) fn new(
        table: &'w TypeTable<'a>,
        direction: Direction,
        uses: &'w mut Uses,
        sink: &'w mut DiagnosticSink,
        indent: usize,
    ) -> Self {
        let mut names = Names::empty();
        names.reserve(["SCHEMA"]);
        Self {
            table,
            direction,
            uses,
            sink,
            names,
            statics: Vec::new(),
            indent,
        }
    }

    /// The statics that expressions need, in the order in which they refer to each other.
    pub(crate) fn into_statics(self) -> Vec<Code> {
        self.statics
    }

    /// Statics stand in a scope that others use too.
    pub(crate) fn share(&mut self, names: Names) {
        self.names = names;
    }

    /// The statics, and the scope with their names.
    pub(crate) fn finish(self) -> (Vec<Code>, Names) {
        (self.statics, self.names)
    }

    /// The schema of a type as others refer to it; `words` say what it is the schema of.
    pub(crate) fn reference(&mut self, id: TypeId, words: &str) -> Expr {
        self.uses.runtime("Schema");
        let expr = if self.table.form(id).is_described()
            && let Some(name) = self.table.declared_name(id, self.direction)
        {
            self.uses.generated(self.table.module(id), name);
            let head = Code::fixed("Schema::of::<").with(name).then(">()");
            Expr::plain(head)
        } else if let Shape::Alias(target) = self.table.types().get(id).shape {
            self.reference(target, words)
        } else {
            self.definition(id, words)
        };
        let nullable = self.table.types().get(id).nullable;
        let says_so = matches!(self.table.types().get(id).shape, Shape::Any | Shape::Null);
        if nullable && !says_so {
            expr.then("nullable", [])
        } else {
            expr
        }
    }

    /// The schema of a type in full, null aside.
    pub(crate) fn definition(&mut self, id: TypeId, words: &str) -> Expr {
        let definition: &'a TypeDef = self.table.types().get(id);
        match &definition.shape {
            Shape::Any => Expr::fixed("Schema::any()"),
            Shape::Never => Expr::fixed("Schema::never()"),
            Shape::Null => Expr::fixed("Schema::null()"),
            Shape::Boolean => Expr::fixed("Schema::boolean()"),
            Shape::Integer(shape) => integer(shape),
            Shape::Number(shape) => bounds(Expr::fixed("Schema::number()"), &shape.bounds),
            Shape::String(shape) => self.text(shape, definition, words),
            Shape::Enum(shape) => self.constants(shape),
            Shape::Array(shape) => self.array(shape, words),
            Shape::Tuple(shape) => self.tuple(shape, words),
            Shape::Object(shape) => self.object(shape, words),
            Shape::Union(shape) => self.union(shape, words),
            Shape::Alias(target) => self.reference(*target, words),
        }
    }

    /// A reference to a schema: in place where it is short, a static of its own elsewhere.
    fn borrowed(&mut self, id: TypeId, words: &str) -> Expr {
        let expr = self.reference(id, words);
        if let Expr::Plain(code) = &expr
            && layout::width(code) <= LONGEST_INLINE
        {
            return Expr::plain(Code::fixed("&").with(code));
        }
        let name = self.hoist(words, "Schema", &expr);
        Expr::plain(Code::fixed("&").with(&name))
    }

    /// Gives an expression a name.
    fn hoist(&mut self, words: &str, ty: &'static str, value: &Expr) -> Ident {
        let name = self.static_name(words);
        let prefix = Code::fixed("static ")
            .with(&name)
            .then(": ")
            .then(ty)
            .then(" =");
        self.statics
            .push(layout::assignment(&prefix, value, self.indent));
        name
    }

    fn static_name(&mut self, words: &str) -> Ident {
        let base = Case::ScreamingSnake.apply(words);
        let numbered = (2..100).map(|number| format!("{base}_{number}"));
        let names: Vec<String> = std::iter::once(base.clone()).chain(numbered).collect();
        // These names are nobody's interface, so that a number is not worth a report.
        self.names
            .claim_silently(&names)
            .unwrap_or_else(|| ident(&base))
    }

    fn text(&mut self, shape: &StringShape, definition: &TypeDef, words: &str) -> Expr {
        let mut expr = Expr::fixed("Schema::string()");
        if let Some(format) = format_name(&shape.format) {
            self.uses.runtime("Format");
            expr = expr.then("format", [Expr::fixed(format)]);
        }
        if let Some(length) = shape.min_length.filter(|length| *length > 0) {
            expr = expr.then("min_length", [number(length)]);
        }
        if let Some(length) = shape.max_length {
            expr = expr.then("max_length", [number(length)]);
        }
        if let Some(pattern) = &shape.pattern
            && let Some(name) = self.pattern(pattern, definition, words)
        {
            let argument = Expr::plain(Code::fixed("&").with(&name));
            expr = expr.then("pattern", [argument]);
        }
        expr
    }

    /// The static of a pattern; `None`, and a report, where it cannot be matched.
    fn pattern(&mut self, source: &str, definition: &TypeDef, words: &str) -> Option<Ident> {
        let translation = match pattern::translate(source) {
            Ok(translation) => translation,
            Err(reason) => {
                let message = format!("{reason} cannot be matched, so the pattern is not checked");
                let location = definition.location.clone();
                let name = diagnostics::PATTERN_UNCHECKED.name;
                self.sink.push(
                    Diagnostic::warning(name, location, message)
                        .help("write the pattern without it"),
                );
                return None;
            }
        };
        self.uses.runtime("Pattern");
        let source_literal = Expr::plain(StrLit::new(source));
        let value = if translation == source {
            Expr::call("Pattern::new", [source_literal])
        } else {
            let translation = Expr::plain(StrLit::new(&translation));
            Expr::call("Pattern::translated", [source_literal, translation])
        };
        Some(self.hoist(&format!("{words} pattern"), "Pattern", &value))
    }

    fn constants(&mut self, shape: &EnumShape) -> Expr {
        if shape.open {
            // Whatever else may come is of the constants' own kind.
            let is_text = |literal: &Literal| matches!(literal, Literal::String(_));
            return if shape.values.iter().all(|value| is_text(&value.value)) {
                Expr::fixed("Schema::string()")
            } else {
                Expr::fixed("Schema::any()")
            };
        }
        self.uses.runtime("Constant");
        let constants = shape.values.iter().map(|value| literal(&value.value));
        Expr::call("Schema::one_of", [Expr::Slice(constants.collect())])
    }

    fn array(&mut self, shape: &ArrayShape, words: &str) -> Expr {
        let element = self.borrowed(shape.element, &format!("{words} element"));
        let mut expr = Expr::call("Schema::array", [element]);
        expr = counts(expr, "min_items", "max_items", shape.min, shape.max);
        if shape.unique {
            expr = expr.then("unique_items", []);
        }
        if let Some(contains) = &shape.contains {
            self.uses.runtime("Contains");
            let schema = self.borrowed(contains.ty, &format!("{words} contained"));
            let max = match contains.max {
                Some(max) => Expr::plain(Code::fixed("Some(").with(Code::number(max)).then(")")),
                None => Expr::fixed("None"),
            };
            let fields = vec![
                (Code::fixed("schema"), schema),
                (Code::fixed("min"), number(contains.min)),
                (Code::fixed("max"), max),
            ];
            let value = Expr::Struct(Code::fixed("Contains"), fields, None);
            let name = self.hoist(&format!("{words} contains"), "Contains", &value);
            expr = expr.then("contains", [Expr::plain(Code::from(&name))]);
        }
        expr
    }

    fn tuple(&mut self, shape: &TupleShape, words: &str) -> Expr {
        let mut elements = Vec::new();
        for (index, id) in shape.elements.iter().enumerate() {
            let element = self.reference(*id, &format!("{words} element {}", index + 1));
            elements.push(self.named_chain(element, words));
        }
        let mut expr = Expr::call("Schema::tuple", [Expr::Slice(elements)]);
        expr = match shape.rest {
            Some(rest) => {
                let rest = self.borrowed(rest, &format!("{words} rest"));
                expr.then("rest", [rest])
            }
            None => expr.then("rest", [Expr::fixed("&Schema::never()")]),
        };
        counts(expr, "min_items", "max_items", shape.min, shape.max)
    }

    /// Elements of slices that are plain; layout knows no others that stand alone.
    fn named_chain(&mut self, expr: Expr, words: &str) -> Expr {
        if matches!(expr, Expr::Plain(_)) {
            return expr;
        }
        let name = self.static_name(&format!("{words} element"));
        let prefix = Code::fixed("const ").with(&name).then(": Schema =");
        self.statics
            .push(layout::assignment(&prefix, &expr, self.indent));
        Expr::plain(Code::from(&name))
    }
}

/// Whether a member may travel in a direction.
pub(crate) const fn travels(read_only: bool, write_only: bool, direction: Direction) -> bool {
    match direction {
        Direction::Request => !read_only || write_only,
        Direction::Response => !write_only || read_only,
    }
}
