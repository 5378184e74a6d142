//! The schemas that utoipa derives from the types, listed: what the round trip compares.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, StrLit};
use serde::Serialize;

use super::file::{FilePlan, Heads, Part};
use crate::layout::{self, Expr, Place};
use crate::types::{Direction, TypeTable};
use crate::uses::Uses;

/// `schemas.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SchemasView {
    /// The list of pairs of a name and its schema.
    pub(crate) schemas: Code,
}

/// Named types on their way into the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct NamedTypes {
    names: Vec<(String, Code)>,
}

impl NamedTypes {
    /// Adds the types of an API; `path` leads to them. Their schemas refer to each other by the
    /// types' names, so that those without a name in the document are listed too.
    pub(crate) fn add(&mut self, table: &TypeTable<'_>, are_common: bool, path: &'static str) {
        for (id, definition) in table.types().iter() {
            let is_own = table.is_declared(id) && table.is_common(id) == are_common;
            if !is_own || table.is_beyond_utoipa(id) {
                continue;
            }
            let Some(ident) = table.declared_name(id, Direction::Response) else {
                continue;
            };
            let own = ident.as_str().trim_start_matches("r#");
            let name = definition.given_name().unwrap_or(own);
            if !self.names.iter().any(|(known, _)| known == name) {
                let path = Code::fixed(path).then("::").with(ident);
                self.names.push((name.to_owned(), path));
            }
        }
    }
}

/// `src/schemas.rs`
pub(crate) fn plan(mut types: NamedTypes, heads: &Heads) -> FilePlan {
    types.names.sort();
    let schemas = types.names.iter().map(|(name, path)| {
        let schema = Expr::plain(path.clone().then("::schema()"));
        Expr::Call(Code::new(), vec![Expr::plain(StrLit::new(name)), schema])
    });
    let schemas = Expr::Array("vec![", schemas.collect());
    let place = Place {
        indent: 4,
        before: 4,
        after: 0,
    };
    let mut uses = Uses::default();
    uses.utoipa(!types.names.is_empty());
    let doc = DocText::inner("The schemas, as utoipa derives them from the types.", 0);
    let view = SchemasView {
        schemas: schemas.print(place),
    };
    super::file(
        "src/schemas.rs".to_owned(),
        doc,
        &uses,
        None,
        heads,
        vec![Part::Schemas(view)],
    )
}

/// The declaration of the module.
pub(crate) fn module() -> Code {
    let feature = Code::fixed("feature = ").with(StrLit::new("utoipa"));
    let attribute = layout::attribute("cfg", &[layout::AttributeArgument::Plain(feature)], 0);
    attribute.line(0).then("pub mod schemas;")
}
