//! `<tag>.ts`: the operations of one tag, and the methods that they are on a client.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident, PropertyName};
use oas_codegen::{Case, file_stem};
use oas_diagnostics::Diagnostic;
use oas_ir::{Api, Operation, Tag};
use serde::Serialize;

use super::ModulePlan;
use super::docs;
use super::imports::ImportView;
use super::layout::{Member, Presence, TypeTree, WIDTH, columns};
use super::names::ModuleNames;
use super::operation::{self, OperationContext, OperationView, PlannedOperation};
use super::tag_index::{Heading, TaggedOperation, modules, namespace_doc};

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
