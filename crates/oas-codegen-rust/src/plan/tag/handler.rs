//! What is left of an operation: the type of its result, its entry in the table, and its handler.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, TypeText};
use serde::Serialize;

use super::operation::OperationNames;
use super::table::Table;
use crate::layout;
use crate::uses::Uses;

/// `handler.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct HandlerView {
    pub(crate) result_doc: DocText,
    /// The alias of the result.
    pub(crate) result: Code,
    /// Statics that the table refers to.
    pub(crate) statics: Vec<Code>,
    pub(crate) table_doc: DocText,
    /// The static that says what the contract says.
    pub(crate) table: Code,
    /// `pub(super) ` where the router stands in another file.
    pub(crate) visibility: Code,
    pub(crate) name: Ident,
    pub(crate) trait_name: Ident,
    /// The parameter that holds the call, with indent and comma.
    pub(crate) call: Code,
    /// The statement that asks the server.
    pub(crate) ask: Code,
}

impl HandlerView {
    pub(super) fn lines(&self) -> usize {
        let statics = self.statics.iter();
        let code = statics.chain([&self.result, &self.table, &self.call, &self.ask]);
        code.map(|code| code.as_str().lines().count())
            .sum::<usize>()
            + 12
    }
}

pub(super) fn plan(
    names: &OperationNames,
    trait_name: &Ident,
    success: &TypeText,
    failure: &TypeText,
    table: Table,
    uses: &mut Uses,
) -> HandlerView {
    uses.std("std::sync", "Arc");
    uses.all_of_runtime(&["Call", "Response", "State"]);
    let result = TypeText::generic("Result", [success.clone(), failure.clone()]);
    let alias = Code::fixed("pub type ").with(&names.result).then(" =");
    let context = TypeText::fixed("A::Context");
    let call = TypeText::generic("Call", [context, TypeText::named(&names.request)]);
    let parameter = Code::fixed("Call(mut ctx, request, reply):");
    HandlerView {
        result_doc: DocText::default()
            .and(&Code::fixed("What ").with(&names.link).then(" gives."), 0),
        result: layout::typed(&alias, &result, ";", 0),
        statics: table.statics,
        table_doc: DocText::default().and(
            &Code::fixed("What the contract says of ")
                .with(&names.link)
                .then("."),
            0,
        ),
        table: table.code,
        visibility: Code::new(),
        name: names.handler.clone(),
        trait_name: trait_name.clone(),
        call: Code::fixed("    ").with(layout::parameter(&parameter, &call, ",", 4)),
        ask: ask(&names.method),
    }
}

/// `let result = api.get_pet(&mut ctx, request).await;`
fn ask(method: &Ident) -> Code {
    /// The widest chain of several calls on one line (`chain_width`).
    const CHAIN_WIDTH: usize = 60;
    let call = Code::from(method).then("(&mut ctx, request)");
    let chain = Code::fixed("api.").with(&call).then(".await");
    let start = Code::fixed("let result = ");
    if layout::width(&chain) <= CHAIN_WIDTH {
        return start.with(chain).then(";");
    }
    let start = start.then("api").line(8).then(".").with(call);
    start.line(8).then(".await;")
}
