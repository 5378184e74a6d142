//! `client.ts` and `index.ts`: all operations of a package as methods.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{DocText, Ident, PropertyName};
use oas_diagnostics::{Diagnostic, DiagnosticSink};
use serde::Serialize;

use super::imports::{self, ImportView};
use super::names::ident;
use super::tag::{PlannedTag, entry};

/// `client.ts.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClientView {
    /// The first two lines.
    pub(crate) header: Code,
    /// What is imported.
    pub(crate) imports: Vec<ImportView>,
    /// Tags, in the order of the documents.
    pub(crate) namespaces: Vec<NamespaceView>,
    /// Whether there are parameters that a client gives by itself.
    pub(crate) has_parameters: bool,
    /// What the client calls the tags, for the pages of the package.
    #[serde(skip)]
    pub(crate) members: Vec<String>,
}

/// A tag on a client.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NamespaceView {
    /// The comment.
    pub(crate) doc: DocText,
    /// What the client calls it.
    pub(crate) name: PropertyName,
    /// The interface of its methods.
    pub(crate) interface: Ident,
    /// Name and operations, as a member of an object.
    pub(crate) entry: Code,
}

/// The tags of one API.
#[derive(Debug)]
pub(crate) struct ApiTags<'a> {
    /// The API's name.
    pub(crate) api: &'a oas_ir::Api,
    /// The directory of its modules.
    pub(crate) directory: &'a str,
    /// Its tags.
    pub(crate) tags: &'a [PlannedTag],
}

pub(crate) fn plan(
    apis: &[ApiTags<'_>],
    has_parameters: bool,
    header: &Code,
    sink: &mut DiagnosticSink,
) -> ClientView {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut imports = own_imports(has_parameters);
    let mut namespaces = Vec::new();
    let mut members = Vec::new();
    for ApiTags {
        api,
        directory,
        tags,
    } in apis
    {
        for tag in *tags {
            let mut member = tag.member.clone();
            // A second tag of one name is called after its document too.
            let is_taken = taken.contains(&member);
            if is_taken {
                member = format!(
                    "{}{}",
                    Case::Camel.apply(&api.name),
                    Case::Pascal.apply(&member)
                );
                sink.extend(same_tag(api, tag, &member));
            }
            taken.insert(member.clone());
            members.push(member.clone());
            let prefix = Case::Pascal.apply(&api.name);
            let (interface, operations) = if is_taken {
                (
                    ident(&format!("{prefix}{}", tag.interface)),
                    ident(&format!("{}{}", Case::Camel.apply(&member), "Operations")),
                )
            } else {
                (tag.interface.clone(), tag.namespace.clone())
            };
            let module = format!("./{directory}/{}.js", tag.file);
            imports.insert(
                module.clone(),
                import(&module, tag, &interface, &operations),
            );
            let doc = tag.description.clone().unwrap_or_default();
            namespaces.push(NamespaceView {
                doc: DocText::new(&doc, &[], 2),
                entry: entry(
                    &PropertyName::new(&member),
                    Code::new().with(&operations),
                    4,
                ),
                name: PropertyName::new(&member),
                interface,
            });
        }
    }
    ClientView {
        header: header.clone(),
        imports: imports.into_values().collect(),
        namespaces,
        has_parameters,
        members,
    }
}

fn same_tag(api: &oas_ir::Api, tag: &PlannedTag, member: &str) -> Option<Diagnostic> {
    let declared = api.tags.iter().find(|one| one.name == tag.title)?;
    let location = declared.location.clone()?;
    Some(
        Diagnostic::warning(
            "name-collision",
            location,
            format!("another document has the tag `{}` too", tag.title),
        )
        .note(format!("the client calls this one `{member}`"))
        .help("rename one of them"),
    )
}

/// What every client imports, by module.
fn own_imports(has_parameters: bool) -> BTreeMap<String, ImportView> {
    let core = if has_parameters {
        vec!["createCore", "type ClientParameters", "type CoreOptions"]
    } else {
        vec!["createCore", "type CoreOptions"]
    };
    let modules = [
        ("./core.js", core),
        ("./runtime/client.js", vec!["bind"]),
        ("./runtime/middleware.js", vec!["onion", "type Middleware"]),
    ];
    let imports = modules.into_iter().map(|(module, names)| {
        let names = names.into_iter().map(Code::fixed).collect();
        let statement = imports::braced("import {", names, module);
        (module.to_owned(), ImportView { code: statement })
    });
    imports.collect()
}

fn import(module: &str, tag: &PlannedTag, interface: &Ident, operations: &Ident) -> ImportView {
    let renamed = |kind: &'static str, own: &Ident, name: &Ident| {
        let code = Code::fixed(kind).with(own);
        if own == name {
            code
        } else {
            code.then(" as ").with(name)
        }
    };
    let names = vec![
        renamed("", &tag.namespace, operations),
        renamed("type ", &tag.interface, interface),
    ];
    ImportView {
        code: imports::braced("import {", names, module),
    }
}
