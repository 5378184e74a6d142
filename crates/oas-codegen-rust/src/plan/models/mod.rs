//! Models: a declaration per type that has a name in Rust. Read [`ModelScope`] first.

mod alias;
mod enumeration;
mod object;
mod scalar;
mod split;
mod tuple;
mod union;
mod utoipa;

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit};
use oas_diagnostics::DiagnosticSink;
use oas_ir::{Shape, TypeDef, TypeId, TypeName};
use serde::Serialize;

pub(crate) use alias::success_type;
pub(crate) use object::{FieldView, field_code};
pub(crate) use split::files;

use self::alias::{AliasView, WrapperView};
use self::enumeration::{EnumerationView, LiteralsView, OpenEnumerationView};
use self::object::ObjectView;
use self::scalar::{NumberView, TextView};
use self::tuple::TupleView;
use self::union::UnionView;
use super::docs;
use crate::heads;
use crate::layout::{self, AttributeArgument, Expr, Place};
use crate::schema::SchemaWriter;
use crate::types::{Direction, EnumForm, Form, TypeTable};
use crate::uses::Uses;

/// The view of a declared type; each kind has its template.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum ModelView {
    Object(ObjectView),
    Text(TextView),
    Number(NumberView),
    Enumeration(EnumerationView),
    OpenEnumeration(OpenEnumerationView),
    Literals(LiteralsView),
    Union(UnionView),
    Tuple(TupleView),
    Alias(AliasView),
    Wrapper(WrapperView),
}

impl ModelView {
    /// The name of the declared type.
    pub(crate) const fn name(&self) -> &Ident {
        match self {
            Self::Object(view) => &view.name,
            Self::Text(view) => &view.name,
            Self::Number(view) => &view.name,
            Self::Enumeration(view) => &view.name,
            Self::OpenEnumeration(view) => &view.name,
            Self::Literals(view) => &view.name,
            Self::Union(view) => &view.name,
            Self::Tuple(view) => &view.name,
            Self::Alias(view) => &view.name,
            Self::Wrapper(view) => &view.name,
        }
    }

    /// How many lines the declaration has, at most.
    pub(crate) fn lines(&self) -> usize {
        heads::lines_of_breaks(self.name()) + self.own_lines()
    }

    fn own_lines(&self) -> usize {
        match self {
            Self::Object(view) => view.lines(),
            Self::Text(view) => view.lines(),
            Self::Number(view) => view.lines(),
            Self::Enumeration(view) => view.lines(),
            Self::OpenEnumeration(view) => view.lines(),
            Self::Literals(view) => view.lines(),
            Self::Union(view) => view.lines(),
            Self::Tuple(view) => view.lines(),
            Self::Alias(view) => view.lines(),
            Self::Wrapper(view) => view.lines(),
        }
    }
}

/// A declaration on its way into a file.
#[derive(Clone, Debug)]
pub(crate) struct Declaration {
    pub(crate) name: Ident,
    pub(crate) view: ModelView,
    pub(crate) uses: Uses,
    /// How many lines it has, at most.
    pub(crate) lines: usize,
}

/// What the declarations of one module are made of.
pub(crate) struct ModelScope<'s, 'a> {
    pub(crate) table: &'s TypeTable<'a>,
    pub(crate) sink: &'s mut DiagnosticSink,
}

/// A type that is being declared.
pub(crate) struct Model<'s, 'a> {
    pub(crate) table: &'s TypeTable<'a>,
    pub(crate) id: TypeId,
    pub(crate) definition: &'a TypeDef,
    pub(crate) direction: Direction,
    pub(crate) name: &'s Ident,
    pub(crate) uses: Uses,
    pub(crate) sink: &'s mut DiagnosticSink,
}

impl<'s, 'a> ModelScope<'s, 'a> {
    pub(crate) const fn new(table: &'s TypeTable<'a>, sink: &'s mut DiagnosticSink) -> Self {
        Self { table, sink }
    }

    /// The declarations of a type: one for each direction that needs its own; none for a type that
    /// is printed where it stands.
    pub(crate) fn declarations(&mut self, id: TypeId) -> Vec<Declaration> {
        let mut declarations = Vec::new();
        if !self.table.is_declared(id) {
            return declarations;
        }
        for direction in self.table.directions(id) {
            let Some(name) = self.table.declared_name(id, *direction) else {
                continue;
            };
            let mut model = Model {
                table: self.table,
                id,
                definition: self.table.types().get(id),
                direction: *direction,
                name,
                uses: Uses::default(),
                sink: self.sink,
            };
            let Some(view) = model.view() else { continue };
            let lines = view.lines();
            declarations.push(Declaration {
                name: name.clone(),
                view,
                uses: model.uses,
                lines,
            });
        }
        declarations
    }
}

impl<'a> Model<'_, 'a> {
    fn view(&mut self) -> Option<ModelView> {
        let shape: &'a Shape = &self.definition.shape;
        Some(match (self.table.form(self.id), shape) {
            (Form::Object, Shape::Object(shape)) => ModelView::Object(object::plan(self, shape)),
            (Form::Text, _) => ModelView::Text(scalar::plan_text(self)),
            (Form::Number, _) => ModelView::Number(scalar::plan_number(self)),
            (Form::Enum(form), Shape::Enum(shape)) => match form {
                EnumForm::Closed => ModelView::Enumeration(enumeration::plan(self, shape)),
                EnumForm::Open => ModelView::OpenEnumeration(enumeration::plan_open(self, shape)),
                EnumForm::Literals => ModelView::Literals(enumeration::plan_literals(self, shape)),
            },
            (Form::Union, Shape::Union(shape)) => ModelView::Union(union::plan(self, shape)),
            (Form::Tuple, Shape::Tuple(shape)) => ModelView::Tuple(tuple::plan(self, shape)),
            (Form::Envelope, _) => ModelView::Alias(alias::plan_envelope(self)?),
            (Form::Alias, _) => ModelView::Alias(alias::plan(self)),
            (Form::Wrapper, _) => ModelView::Wrapper(alias::plan_wrapper(self)),
            _ => return None,
        })
    }

    /// What is said of the type.
    fn doc(&self) -> DocText {
        docs::of_type(self.definition, &self.fallback_doc(), 0)
    }

    fn fallback_doc(&self) -> Code {
        match &self.definition.name {
            TypeName::Given(_) => Code::fixed("The schema of this name."),
            TypeName::Derived(_) => Code::fixed("A part of another schema, which has no name."),
        }
    }

    /// The statements that give the type's schema, laid out within a function.
    fn schema(&mut self) -> Vec<Code> {
        const INDENT: usize = 8;
        let mut writer = SchemaWriter::new(
            self.table,
            self.direction,
            &mut self.uses,
            self.sink,
            INDENT,
        );
        let value = writer.definition(self.id, "");
        let mut statics = writer.into_statics();
        let prefix = Code::fixed("static SCHEMA: Schema =");
        statics.push(layout::assignment(&prefix, &value, INDENT));
        self.uses
            .all_of_runtime(&["Described", "Schema", "Validate"]);
        statics
    }

    /// The attributes of a type: its derives, and what utoipa is told.
    fn attributes(&mut self, words: &[&'static str]) -> Vec<Code> {
        let mut attributes = vec![self.derive(words), utoipa::derive()];
        attributes.extend(utoipa::of_type(self));
        attributes
    }

    /// The attributes of a type whose parts have no names, and whether utoipa derives it.
    fn attributes_of_parts(
        &mut self,
        words: &[&'static str],
        parts: impl IntoIterator<Item = TypeId>,
    ) -> (Vec<Code>, bool) {
        let is_derived = utoipa::is_derivable(self, parts);
        let mut attributes = vec![self.derive(words)];
        attributes.extend(is_derived.then(utoipa::derive));
        (attributes, is_derived)
    }

    /// The derive of a type that holds these kinds of values.
    fn derive(&mut self, words: &[&'static str]) -> Code {
        for word in words {
            if matches!(*word, "Deserialize" | "Serialize") {
                self.uses.serde(word);
            }
        }
        let mut words = words.to_vec();
        words.sort_unstable();
        layout::derive(&words)
    }
}

/// `schema.method::<Self>(&[&self.one, &self.two])`, as the last line of a function.
fn describes(method: &'static str, members: &[Code]) -> Code {
    let members = members
        .iter()
        .map(|member| Expr::plain(Code::fixed("&self.").with(member)))
        .collect();
    let call = Expr::fixed("schema").then(method, [Expr::Slice(members)]);
    call.print(Place {
        indent: 8,
        before: 8,
        after: 0,
    })
}

/// `name = "value"` of an attribute.
fn said(name: &'static str, value: &StrLit) -> AttributeArgument {
    AttributeArgument::Plain(Code::fixed(name).then(" = ").with(value))
}

/// A word of an attribute.
fn word(word: &'static str) -> AttributeArgument {
    AttributeArgument::Plain(Code::fixed(word))
}

/// How many lines pieces of code have.
fn lines_of<'c>(pieces: impl IntoIterator<Item = &'c Code>) -> usize {
    let lines = |code: &Code| code.as_str().lines().count().max(1);
    pieces.into_iter().map(lines).sum()
}

/// How many lines a doc comment has.
fn doc_lines(doc: &DocText) -> usize {
    doc.as_str().lines().count()
}

/// How many lines it takes to say that utoipa does not derive a type.
const fn undescribed_lines(is_derived: bool) -> usize {
    if is_derived { 0 } else { 12 }
}
