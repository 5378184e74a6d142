//! `<tag>.ts`: the operations of one tag, and the methods that they are on a client.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident, PropertyName, StrLit};
use oas_codegen::{Case, file_stem};
use oas_diagnostics::Diagnostic;
use oas_ir::{Api, Operation, Tag};
use serde::Serialize;

use super::docs;
use super::imports::{self, ImportView, Imports, Specifier, runtime_module};
use super::layout::{Member, Presence, TypeTree, WIDTH, columns};
use super::names::ModuleNames;
use super::operation::{self, OperationContext, OperationView, PlannedOperation};
use super::split;
use super::{ModuleContent, ModulePlan};

/// `tag.ts.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TagView {
    /// The first two lines.
    pub(crate) header: Code,
    /// What is imported.
    pub(crate) imports: Vec<ImportView>,
    /// Operations, in their order.
    pub(crate) operations: Vec<OperationView>,
    /// The interface of the methods.
    pub(crate) interface: Ident,
    /// Its comment.
    pub(crate) interface_doc: DocText,
    /// The operations by method.
    pub(crate) namespace: Ident,
    /// Its comment.
    pub(crate) namespace_doc: DocText,
    /// Methods, in the order of the operations.
    pub(crate) methods: Vec<MethodView>,
}

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

/// A method of a client.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MethodView {
    /// The comment.
    pub(crate) doc: DocText,
    /// The member of the interface.
    pub(crate) code: Code,
    /// The member of the namespace.
    pub(crate) entry: Code,
}

/// A tag, planned.
#[derive(Debug)]
pub(crate) struct PlannedTag {
    /// The module without its extension.
    pub(crate) file: String,
    /// What the client calls it.
    pub(crate) member: String,
    /// The tag's own name.
    pub(crate) title: String,
    /// What the document says of it.
    pub(crate) description: Option<String>,
    /// Operations with their methods, for the pages of the package.
    pub(crate) calls: Vec<PlannedCall>,
    /// The interface of its methods.
    pub(crate) interface: Ident,
    /// Its operations by method.
    pub(crate) namespace: Ident,
    /// Its module, or several of them.
    pub(crate) modules: Vec<ModulePlan>,
}

/// An operation on its way into a module.
#[derive(Debug)]
struct TaggedOperation<'a> {
    operation: &'a Operation,
    planned: PlannedOperation,
    method: MethodView,
    /// What the method is.
    kind: &'static str,
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

/// A method for the pages of the package.
#[derive(Debug)]
pub(crate) struct PlannedCall {
    /// The method.
    pub(crate) method: String,
    /// Position among the operations of the API.
    pub(crate) operation: usize,
}

/// The tag of operations without one.
const UNTAGGED: &str = "api";

/// Plans the tags of an API, in the order of the document. Tags without operations have no module.
pub(crate) fn plan(
    api: &Api,
    context: &OperationContext<'_>,
    names: &mut ModuleNames<'_>,
    header: &Code,
) -> Vec<PlannedTag> {
    let mut by_tag: BTreeMap<&str, Vec<(usize, &Operation)>> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let tag = operation.tag.as_deref().unwrap_or(UNTAGGED);
        by_tag.entry(tag).or_default().push((index, operation));
    }
    let declared = api.tags.iter().map(|tag| tag.name.as_str());
    let untagged = std::iter::once(UNTAGGED);
    let mut files: BTreeSet<String> = ["index", "models"].map(str::to_owned).into();
    let mut tags = Vec::new();
    for name in declared.chain(untagged) {
        let Some(operations) = by_tag.remove(name) else {
            continue;
        };
        let tag = api.tags.iter().find(|tag| tag.name == name);
        tags.extend(plan_tag(
            name,
            tag,
            &operations,
            context,
            names,
            header,
            &mut files,
        ));
    }
    tags
}

fn plan_tag(
    name: &str,
    tag: Option<&Tag>,
    operations: &[(usize, &Operation)],
    context: &OperationContext<'_>,
    names: &mut ModuleNames<'_>,
    header: &Code,
    files: &mut BTreeSet<String>,
) -> Option<PlannedTag> {
    let mut planned: Vec<(usize, &Operation, PlannedOperation)> = Vec::new();
    for (index, operation) in operations {
        if let Some(one) = operation::plan(operation, context, names) {
            planned.push((*index, operation, one));
        }
    }
    let (_, first, _) = planned.first()?;
    let location = &first.location;
    let title = Case::Pascal.apply(name);
    let interface = names.derived(&format!("{title}Methods"), location);
    let namespace = names.derived(&format!("{}Operations", Case::Camel.apply(name)), location);
    let mut calls = Vec::new();
    let mut tagged = Vec::new();
    let mut taken: BTreeMap<String, &Operation> = BTreeMap::new();
    for (index, operation, planned) in planned {
        let method = method_name(operation, &planned, &taken, names);
        taken.insert(method.clone(), operation);
        let kind = if planned.is_list {
            "ListMethod"
        } else {
            "Method"
        };
        tagged.push(TaggedOperation {
            operation,
            method: method_view(&method, kind, operation, &planned),
            planned,
            kind,
        });
        calls.push(PlannedCall {
            method,
            operation: index,
        });
    }
    let file = file_name(name, files);
    let description = tag.and_then(|tag| tag.description.clone().or_else(|| tag.summary.clone()));
    let doc = description
        .clone()
        .unwrap_or_else(|| format!("Operations tagged `{name}`."));
    let heading = Heading {
        interface: interface.clone(),
        interface_doc: DocText::new(&doc, &[], 0),
        namespace: namespace.clone(),
        namespace_doc: namespace_doc(&format!("Operations tagged `{name}`")),
    };
    Some(PlannedTag {
        modules: modules(&file, name, heading, tagged, names, header),
        file,
        member: Case::Camel.apply(name),
        title: name.to_owned(),
        description,
        calls,
        interface,
        namespace,
    })
}

/// Names and comments of what a module exports beside operations.
#[derive(Debug)]
struct Heading {
    interface: Ident,
    interface_doc: DocText,
    namespace: Ident,
    namespace_doc: DocText,
}

fn namespace_doc(what: &str) -> DocText {
    DocText::new(&format!("{what}, by the names of their methods."), &[], 0)
}

fn method_view(
    method: &str,
    kind: &'static str,
    operation: &Operation,
    planned: &PlannedOperation,
) -> MethodView {
    let names_of_client = TypeTree::Named(Ident::fixed("Names"));
    let arguments = planned.types.iter().cloned().chain([names_of_client]);
    let property = PropertyName::new(method);
    let member = Member::Property {
        name: property.clone(),
        presence: Presence::Required,
        ty: TypeTree::Generic(kind, arguments.collect()),
    };
    let name = Code::new().with(&planned.view.name);
    MethodView {
        doc: docs::of_method(operation, planned.view.name.as_str()),
        code: member.at_after(2, "readonly "),
        entry: entry(&property, name, 2),
    }
}

/// A member of an object, its comma aside; the value on a line of its own where it must be, and no
/// name where the value has it too.
pub(crate) fn entry(name: &PropertyName, value: Code, indent: usize) -> Code {
    if name.as_str() == value.as_str() {
        return value;
    }
    let head = Code::new().with(name).then(":");
    if indent + columns(&head) + columns(&value) + 2 <= WIDTH {
        head.then(" ").with(value)
    } else {
        head.line(indent + 2).with(value)
    }
}

/// One module for all operations, or one for each part and another that exports them all.
fn modules(
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
        if let Some(module) = runtime_module(name) {
            imports.add_type(&Specifier::new(module), &Ident::fixed(name));
        }
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

/// What an operation is called as a method: `x-sdk-method`, or its own name.
fn method_name(
    operation: &Operation,
    planned: &PlannedOperation,
    taken: &BTreeMap<String, &Operation>,
    names: &mut ModuleNames<'_>,
) -> String {
    let wanted = operation.sdk_method.as_deref().unwrap_or(&operation.id);
    let wanted = Case::Camel.apply(wanted);
    let Some(first) = taken.get(&wanted) else {
        return wanted;
    };
    let name = planned.view.name.as_str().to_owned();
    let finding = Diagnostic::warning(
        "name-collision",
        operation.location.clone(),
        format!(
            "the method of `{}` would be called `{wanted}`, as that of `{}` already is",
            operation.id, first.id
        ),
    )
    .note(format!("it is called `{name}`"))
    .help("give one of them another `x-sdk-method`")
    .related(first.location.span, "this operation has the name");
    names.sink().push(finding);
    name
}

/// A name for a file that every system can tell from the others.
pub(crate) fn file_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let base = file_stem(name).replace('_', "-");
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let file = std::iter::once(base.clone())
        .chain(numbered)
        .find(|file| !taken.contains(file))
        .unwrap_or(base);
    taken.insert(file.clone());
    file
}
