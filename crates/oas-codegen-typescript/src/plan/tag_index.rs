//! The modules of a tag: one, or several and one that exports them all (`tag-index.ts`).

use std::collections::BTreeSet;

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident, StrLit};
use oas_ir::Operation;
use serde::Serialize;

use super::imports::{self, ImportView, Imports};
use super::names::ModuleNames;
use super::operation::PlannedOperation;
use super::split;
use super::tag::{MethodView, TagView, file_name};
use super::{ModuleContent, ModulePlan};

/// `tag-index.ts.j2`: a tag whose operations are in several modules.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TagIndexView {
    /// The first two lines.
    pub(crate) header: Code,
    /// What is imported.
    pub(crate) imports: Vec<ImportView>,
    /// The modules, as literals.
    pub(crate) modules: Vec<StrLit>,
    /// The interface of all methods.
    pub(crate) interface: Ident,
    /// Its comment.
    pub(crate) interface_doc: DocText,
    /// The interfaces of the modules.
    pub(crate) parents: Code,
    /// The operations by method.
    pub(crate) namespace: Ident,
    /// Its comment.
    pub(crate) namespace_doc: DocText,
    /// The operations of the modules.
    pub(crate) parts: Vec<Ident>,
}

/// An operation on its way into a module.
#[derive(Debug)]
pub(crate) struct TaggedOperation<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) planned: PlannedOperation,
    pub(crate) method: MethodView,
    /// What the method is.
    pub(crate) kind: &'static str,
}

impl TaggedOperation<'_> {
    /// How many lines it is printed on.
    fn lines(&self) -> usize {
        let method = split::lines(self.method.doc.as_str())
            + split::lines(self.method.code.as_str())
            + split::lines(self.method.entry.as_str());
        self.planned.view.lines() + method
    }
}

/// Names and comments of what a module exports beside operations.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) interface: Ident,
    pub(crate) interface_doc: DocText,
    pub(crate) namespace: Ident,
    pub(crate) namespace_doc: DocText,
}

pub(crate) fn namespace_doc(what: &str) -> DocText {
    DocText::new(&format!("{what}, by the names of their methods."), &[], 0)
}

/// One module for all operations, or one for each part and another that exports them all.
pub(crate) fn modules(
    file: &str,
    tag: &str,
    heading: Heading,
    tagged: Vec<TaggedOperation<'_>>,
    names: &mut ModuleNames<'_>,
    header: &Code,
) -> Vec<ModulePlan> {
    let parts = split::by_path(tagged, |one| (one.operation, one.lines()));
    if parts.len() < 2 {
        let tagged = parts.into_iter().flat_map(|(_, tagged)| tagged).collect();
        return vec![module(
            file.to_owned(),
            heading,
            tagged,
            header,
            Imports::clone,
        )];
    }
    let mut imports = Vec::new();
    let mut paths = Vec::new();
    let mut parents = Vec::new();
    let mut namespaces = Vec::new();
    let mut plans = Vec::new();
    let mut files = BTreeSet::new();
    for (part, tagged) in parts {
        let path = format!("{file}/{}", file_name(&part, &mut files));
        let words = format!("{tag} {part}");
        let location = tagged.first().map(|one| one.operation.location.clone());
        let Some(location) = location else { continue };
        let own = Heading {
            interface: names.derived(&format!("{}Methods", Case::Pascal.apply(&words)), &location),
            interface_doc: DocText::new(&format!("Methods of a part of `{tag}`."), &[], 0),
            namespace: names.derived(
                &format!("{}Operations", Case::Camel.apply(&words)),
                &location,
            ),
            namespace_doc: namespace_doc(&format!("Operations of a part of `{tag}`")),
        };
        let module_path = format!("./{path}.js");
        let (values, types) = ([own.namespace.clone()], [own.interface.clone()]);
        imports.push(imports::of_module(&module_path, &values, &types));
        paths.push(StrLit::new(&module_path));
        parents.push(Code::new().with(&own.interface).then("<Names>"));
        namespaces.push(own.namespace.clone());
        plans.push(module(path, own, tagged, header, Imports::deeper));
    }
    let namespace = [Ident::fixed("Namespace")];
    imports.insert(
        0,
        imports::of_module("../runtime/client.js", &[], &namespace),
    );
    plans.insert(
        0,
        ModulePlan {
            path: file.to_owned(),
            content: ModuleContent::TagIndex(TagIndexView {
                header: header.clone(),
                imports,
                modules: paths,
                interface: heading.interface,
                interface_doc: heading.interface_doc,
                parents: Code::join(parents, ",\n    "),
                namespace: heading.namespace,
                namespace_doc: heading.namespace_doc,
                parts: namespaces,
            }),
        },
    );
    plans
}

/// A module of operations; `place` says from where it imports.
fn module(
    path: String,
    heading: Heading,
    tagged: Vec<TaggedOperation<'_>>,
    header: &Code,
    place: fn(&Imports) -> Imports,
) -> ModulePlan {
    let mut imports = Imports::default();
    let kinds = tagged.iter().map(|one| one.kind);
    for name in kinds.chain(["Namespace"]) {
        imports.add_runtime(name, false);
    }
    for one in &tagged {
        imports.merge(&one.planned.imports);
    }
    let (operations, methods) = tagged
        .into_iter()
        .map(|one| (one.planned.view, one.method))
        .unzip();
    let Heading {
        interface,
        interface_doc,
        namespace,
        namespace_doc,
    } = heading;
    ModulePlan {
        path,
        content: ModuleContent::Tag(TagView {
            header: header.clone(),
            imports: place(&imports).views(),
            operations,
            interface,
            interface_doc,
            namespace,
            namespace_doc,
            methods,
        }),
    }
}
