//! Schema tables: [`SchemaWriter`] turns a type into the expression that describes it.
//!
//! Declared types are referred to by name. What an expression cannot hold inline (patterns, and
//! elements with rules of their own) gets a `static` of its own beside it.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{Ident, StrLit};
use oas_diagnostics::{Diagnostic, DiagnosticSink};
use oas_ir::{
    Additional, ArrayShape, EnumShape, IntegerFormat, IntegerShape, JsonKind, Literal,
    NumberBounds, ObjectShape, Selection, Shape, StringFormat, StringShape, TupleShape, TypeDef,
    TypeId, UnionKind, UnionShape,
};

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

    fn object(&mut self, shape: &ObjectShape, words: &str) -> Expr {
        let mut properties = Vec::new();
        for property in &shape.properties {
            if !travels(property.read_only, property.write_only, self.direction) {
                continue;
            }
            self.uses.runtime("Property");
            let schema = self.reference(property.ty, &property.name);
            let head = if property.required {
                "Property::required"
            } else {
                "Property::optional"
            };
            let name = Expr::plain(StrLit::new(&property.name));
            properties.push(Expr::call(head, [name, schema]));
        }
        let mut expr = match (properties.is_empty(), shape.additional) {
            (true, Additional::Of(value)) if !self.is_anything(value) => {
                let value = self.borrowed(value, &format!("{words} value"));
                Expr::call("Schema::map", [value])
            }
            (true, _) => Expr::fixed("Schema::object(&[])"),
            (false, _) => {
                let slice = Expr::Slice(properties);
                let name = self.hoist(&format!("{words} properties"), "&[Property]", &slice);
                Expr::plain(Code::fixed("Schema::object(").with(&name).then(")"))
            }
        };
        expr = match shape.additional {
            Additional::Closed => expr.then("closed", []),
            Additional::Of(value) if !shape.properties.is_empty() && !self.is_anything(value) => {
                self.uses.runtime("Additional");
                let value = self.borrowed(value, &format!("{words} additional"));
                expr.then("additional", [Expr::call("Additional::Of", [value])])
            }
            Additional::Of(_) | Additional::Ignored => expr,
        };
        expr = self.object_rules(shape, expr, words);
        counts(
            expr,
            "min_properties",
            "max_properties",
            shape.min,
            shape.max,
        )
    }

    fn is_anything(&self, id: TypeId) -> bool {
        matches!(self.table.types().get(id).shape, Shape::Any)
    }

    fn object_rules(&mut self, shape: &ObjectShape, expr: Expr, words: &str) -> Expr {
        let mut expr = expr;
        let mut patterns = Vec::new();
        for property in &shape.patterns {
            let definition = self.table.types().get(property.ty);
            let name = self.pattern(&property.pattern, definition, &format!("{words} name"));
            let Some(name) = name else { continue };
            self.uses.runtime("PatternProperty");
            let schema = self.borrowed(property.ty, &format!("{words} value"));
            let fields = vec![
                (
                    Code::fixed("pattern"),
                    Expr::plain(Code::fixed("&").with(&name)),
                ),
                (Code::fixed("schema"), schema),
            ];
            patterns.push(Expr::Struct(Code::fixed("PatternProperty"), fields, None));
        }
        if !patterns.is_empty() {
            let slice = Expr::Slice(patterns);
            let name = self.hoist(&format!("{words} patterns"), "&[PatternProperty]", &slice);
            expr = expr.then("pattern_properties", [Expr::plain(Code::from(&name))]);
        }
        if let Some(names) = shape.names {
            let names = self.borrowed(names, &format!("{words} names"));
            expr = expr.then("property_names", [names]);
        }
        if !shape.dependent_required.is_empty() {
            self.uses.runtime("DependentRequired");
            let dependents = shape.dependent_required.iter().map(|(member, needs)| {
                let fields = vec![
                    (Code::fixed("member"), Expr::plain(StrLit::new(member))),
                    (Code::fixed("needs"), texts(needs)),
                ];
                Expr::Struct(Code::fixed("DependentRequired"), fields, None)
            });
            let slice = Expr::Slice(dependents.collect());
            let name = self.hoist(
                &format!("{words} dependents"),
                "&[DependentRequired]",
                &slice,
            );
            expr = expr.then("dependent_required", [Expr::plain(Code::from(&name))]);
        }
        if !shape.required_undeclared.is_empty() {
            let name = self.hoist(
                &format!("{words} required"),
                "&[&str]",
                &texts(&shape.required_undeclared),
            );
            expr = expr.then("required_undeclared", [Expr::plain(Code::from(&name))]);
        }
        expr
    }

    fn union(&mut self, shape: &UnionShape, words: &str) -> Expr {
        self.uses.all_of_runtime(&["Selection", "Union"]);
        let variants: Vec<Expr> = shape
            .variants
            .iter()
            .map(|variant| {
                let words = format!("{words} {}", variant.name);
                let expr = self.reference(variant.ty, &words);
                self.named_chain(expr, &words)
            })
            .collect();
        let selection = self.selection(shape);
        let fields = vec![
            (Code::fixed("variants"), Expr::Slice(variants)),
            (Code::fixed("selection"), selection),
        ];
        let value = Expr::Struct(Code::fixed("Union"), fields, None);
        Expr::call("Schema::union", [value])
    }

    fn selection(&mut self, shape: &UnionShape) -> Expr {
        let pair = |constant: Expr, index: usize| {
            Expr::Call(Code::new(), vec![constant, Expr::plain(index_code(index))])
        };
        let default = |index: Option<usize>| match index {
            Some(index) => Expr::plain(Code::fixed("Some(").with(index_code(index)).then(")")),
            None => Expr::fixed("None"),
        };
        let text = |text: &str| Expr::plain(StrLit::new(text));
        let (name, fields) = match &shape.selection {
            Selection::Ordered => {
                return Expr::fixed(match shape.kind {
                    UnionKind::OneOf => "Selection::One",
                    UnionKind::AnyOf => "Selection::Any",
                });
            }
            Selection::Kind { mapping } => {
                self.uses.runtime("JsonType");
                let pairs = mapping
                    .iter()
                    .map(|(kind, index)| pair(Expr::fixed(kind_name(*kind)), *index));
                return Expr::call("Selection::Type", [Expr::Slice(pairs.collect())]);
            }
            Selection::UniqueProperty {
                mapping,
                default: index,
            } => {
                let pairs = mapping.iter().map(|(name, index)| pair(text(name), *index));
                let names = Expr::Slice(pairs.collect());
                let fields = vec![
                    (Code::fixed("names"), names),
                    (Code::fixed("default"), default(*index)),
                ];
                ("Selection::UniqueMember", fields)
            }
            Selection::Discriminator {
                property,
                mapping,
                default: index,
            } => {
                self.uses.runtime("Constant");
                let pairs = mapping
                    .iter()
                    .map(|(value, index)| pair(literal(&Literal::String(value.clone())), *index));
                let values = Expr::Slice(pairs.collect());
                (
                    "Selection::Member",
                    member_fields(text(property), values, default(*index)),
                )
            }
            Selection::Constant { property, mapping } => {
                self.uses.runtime("Constant");
                let pairs = mapping
                    .iter()
                    .map(|(value, index)| pair(literal(value), *index));
                let values = Expr::Slice(pairs.collect());
                (
                    "Selection::Member",
                    member_fields(text(property), values, default(None)),
                )
            }
        };
        Expr::Struct(Code::fixed(name), fields, None)
    }
}

fn member_fields(name: Expr, values: Expr, default: Expr) -> Vec<(Code, Expr)> {
    vec![
        (Code::fixed("name"), name),
        (Code::fixed("values"), values),
        (Code::fixed("default"), default),
    ]
}

/// Whether a member may travel in a direction.
pub(crate) const fn travels(read_only: bool, write_only: bool, direction: Direction) -> bool {
    match direction {
        Direction::Request => !read_only || write_only,
        Direction::Response => !write_only || read_only,
    }
}

fn integer(shape: &IntegerShape) -> Expr {
    let mut shape = shape.clone();
    // The format is a rule too, where the document does not say it twice.
    let own = match shape.format {
        IntegerFormat::Int32 => Some(("-2147483648", "2147483647")),
        IntegerFormat::Uint32 => Some(("0", "4294967295")),
        IntegerFormat::Uint64 => Some(("0", "18446744073709551615")),
        IntegerFormat::Int64 | IntegerFormat::Unspecified => None,
    };
    if let Some((least, most)) = own {
        let NumberBounds {
            minimum, maximum, ..
        } = &mut shape.bounds;
        minimum.get_or_insert_with(|| least.to_owned());
        maximum.get_or_insert_with(|| most.to_owned());
    }
    bounds(Expr::fixed("Schema::integer()"), &shape.bounds)
}

fn bounds(expr: Expr, bounds: &NumberBounds) -> Expr {
    let rules = [
        (&bounds.minimum, "minimum", "minimum_decimal"),
        (
            &bounds.exclusive_minimum,
            "exclusive_minimum",
            "exclusive_minimum_decimal",
        ),
        (&bounds.maximum, "maximum", "maximum_decimal"),
        (
            &bounds.exclusive_maximum,
            "exclusive_maximum",
            "exclusive_maximum_decimal",
        ),
        (&bounds.multiple_of, "multiple_of", "multiple_of_decimal"),
    ];
    let mut expr = expr;
    for (bound, method, decimal_method) in rules {
        let Some(bound) = bound else { continue };
        expr = match bound.parse::<i64>() {
            Ok(bound) => expr.then(method, [Expr::plain(grouped(bound))]),
            Err(_) => expr.then(decimal_method, [Expr::plain(StrLit::new(bound))]),
        };
    }
    expr
}

fn counts(
    expr: Expr,
    least: &'static str,
    most: &'static str,
    min: Option<u64>,
    max: Option<u64>,
) -> Expr {
    let mut expr = expr;
    if let Some(min) = min.filter(|min| *min > 0) {
        expr = expr.then(least, [number(min)]);
    }
    if let Some(max) = max {
        expr = expr.then(most, [number(max)]);
    }
    expr
}

fn texts(texts: &[String]) -> Expr {
    Expr::Slice(
        texts
            .iter()
            .map(|text| Expr::plain(StrLit::new(text)))
            .collect(),
    )
}

/// The constant of a literal.
pub(crate) fn literal(literal: &Literal) -> Expr {
    match literal {
        Literal::Boolean(true) => Expr::fixed("Constant::Boolean(true)"),
        Literal::Boolean(false) => Expr::fixed("Constant::Boolean(false)"),
        Literal::Integer(value) => Expr::call("Constant::Integer", [Expr::plain(grouped(*value))]),
        Literal::Number(text) => Expr::call("Constant::Number", [Expr::plain(StrLit::new(text))]),
        Literal::String(text) => Expr::call("Constant::String", [Expr::plain(StrLit::new(text))]),
    }
}

/// The constant of a JSON value.
pub(crate) fn constant(value: &serde_json::Value) -> Expr {
    use serde_json::Value;
    match value {
        Value::Null => Expr::fixed("Constant::Null"),
        Value::Bool(value) => literal(&Literal::Boolean(*value)),
        Value::Number(number) => literal(&match number.as_i64() {
            Some(value) => Literal::Integer(value),
            None => Literal::Number(number.to_string()),
        }),
        Value::String(text) => literal(&Literal::String(text.clone())),
        Value::Array(elements) => {
            let elements = elements.iter().map(constant).collect();
            Expr::call("Constant::Array", [Expr::Slice(elements)])
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let name = Expr::plain(StrLit::new(name));
                Expr::Call(Code::new(), vec![name, constant(value)])
            });
            Expr::call("Constant::Object", [Expr::Slice(members.collect())])
        }
    }
}

pub(crate) fn number(value: u64) -> Expr {
    Expr::plain(grouped(i128::from(value)))
}

/// A number with separators, as `clippy` wants long ones.
fn grouped(value: impl Into<i128>) -> Code {
    Code::grouped(value)
}

fn index_code(index: usize) -> Code {
    Code::number(i128::try_from(index).unwrap_or_default())
}

const fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "JsonType::Boolean",
        JsonKind::Integer => "JsonType::Integer",
        JsonKind::Number => "JsonType::Number",
        JsonKind::String => "JsonType::String",
        JsonKind::Array => "JsonType::Array",
        JsonKind::Object => "JsonType::Object",
    }
}

/// The runtime's name of a format that it checks.
pub(crate) fn format_name(format: &StringFormat) -> Option<&'static str> {
    Some(match format {
        StringFormat::DateTime => "Format::DateTime",
        StringFormat::Date => "Format::Date",
        StringFormat::Time => "Format::Time",
        StringFormat::Duration => "Format::Duration",
        StringFormat::Email => "Format::Email",
        StringFormat::Hostname => "Format::Hostname",
        StringFormat::Ipv4 => "Format::Ipv4",
        StringFormat::Ipv6 => "Format::Ipv6",
        StringFormat::Uri => "Format::Uri",
        StringFormat::UriReference => "Format::UriReference",
        StringFormat::Uuid => "Format::Uuid",
        StringFormat::Base64 => "Format::Base64",
        StringFormat::Text
        | StringFormat::Binary
        | StringFormat::Password
        | StringFormat::Other(_) => return None,
    })
}
