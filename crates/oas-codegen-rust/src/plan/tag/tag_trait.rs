//! The trait of a tag, and the router that mounts it.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident};
use serde::Serialize;

use super::operation::{OperationNames, PlannedOperation};
use crate::layout::{self, Expr, Place};
use crate::uses::Uses;

/// `trait.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct TraitView {
    /// Modules and what is re-exported of them, where the operations have files of their own.
    pub(crate) modules: Vec<Code>,
    pub(crate) reexports: Vec<Code>,
    /// Handlers that stand in these modules.
    pub(crate) imports: Vec<Code>,
    pub(crate) doc: DocText,
    pub(crate) name: Ident,
    pub(crate) methods: Vec<MethodView>,
    pub(crate) router_doc: DocText,
    /// The expression that makes the router.
    pub(crate) router: Code,
}

/// A method of a trait.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MethodView {
    pub(crate) doc: DocText,
    /// The whole declaration, with its indent.
    pub(crate) code: Code,
}

impl MethodView {
    pub(super) fn new(doc: DocText, names: &OperationNames) -> Self {
        let start = Code::fixed("    fn ").with(&names.method).then("(");
        let receivers = ["&self", "ctx: &mut Self::Context"];
        let request = Code::fixed("request: ").with(&names.request);
        let arguments = receivers.map(Code::fixed).into_iter().chain([request]);
        let arguments: Vec<Code> = arguments.collect();
        let output = Code::fixed(") -> impl Future<Output = ")
            .with(&names.result)
            .then("> + Send;");
        let joined = Code::join(arguments.iter().cloned(), ", ");
        let line = start.clone().with(joined).with(&output);
        let code = if layout::width(&line) <= layout::WIDTH {
            line
        } else {
            let mut code = start;
            for argument in &arguments {
                code = code.line(8).with(argument).then(",");
            }
            code.line(4).with(output)
        };
        Self { doc, code }
    }

    fn lines(&self) -> usize {
        self.doc.as_str().lines().count() + self.code.as_str().lines().count() + 1
    }
}

impl TraitView {
    pub(super) fn lines(&self) -> usize {
        let others = self.modules.iter().chain(&self.reexports);
        let code = others.chain(&self.imports).chain([&self.router]);
        let code = code.map(|code| code.as_str().lines().count());
        let docs = [&self.doc, &self.router_doc];
        let docs = docs.map(|doc| doc.as_str().lines().count());
        let methods = self.methods.iter().map(MethodView::lines);
        let blank = if self.modules.is_empty() { 0 } else { 3 };
        let fixed = docs.into_iter().sum::<usize>() + blank + 9;
        code.sum::<usize>() + methods.sum::<usize>() + fixed
    }
}

/// Plans the trait of these operations.
pub(super) fn plan(
    tag: &str,
    name: &Ident,
    operations: &[PlannedOperation],
    uses: &mut Uses,
) -> TraitView {
    uses.std("std::sync", "Arc");
    uses.all_of_runtime(&["OperationRouter", "RequestContext"]);
    let mut router = Expr::fixed("OperationRouter::new()");
    for operation in operations {
        let table = Code::fixed("&").with(&operation.table);
        let handler = Code::from(&operation.handler).then("::<A>");
        router = router.then("operation", [Expr::Plain(table), Expr::Plain(handler)]);
    }
    router = router.then("with_state", [Expr::fixed("api")]);
    let place = Place {
        indent: 4,
        before: 4,
        after: 0,
    };
    let tagged = if tag.is_empty() {
        "without a tag".to_owned()
    } else {
        format!("tagged `{tag}`")
    };
    let link = Code::fixed("Implement this trait and mount it with [`router`].");
    let layers = "A request without a principal is refused where the contract asks who calls. Scopes, \
                  roles and limits are for layers around the router to enforce, by what the tables \
                  of the operations say: mount none of this openly without them.";
    TraitView {
        modules: vec![],
        reexports: vec![],
        imports: vec![],
        doc: DocText::outer(&format!("Operations {tagged}."), 0).and(&link, 0),
        name: name.clone(),
        methods: operations.iter().map(|one| one.method.clone()).collect(),
        router_doc: DocText::outer(&format!("Routes every operation {tagged} to `api`."), 0)
            .paragraph(&DocText::outer(layers, 0), 0),
        router: router.print(place),
    }
}
