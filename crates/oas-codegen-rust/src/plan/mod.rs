//! Everything decided: names, types, order, imports, layout. Read [`Plan`] first.
//!
//! One module per template, or per folder of templates. Nothing here renders.

pub(crate) mod conventions;
pub(crate) mod docs;
pub(crate) mod file;
pub(crate) mod models;
pub(crate) mod package;
pub(crate) mod schemas;
pub(crate) mod shared;
pub(crate) mod tag;

use std::collections::BTreeSet;

use oas_codegen::writer::rust::{DocText, Ident};
use oas_codegen::{Case, file_stem};
use oas_diagnostics::{Diagnostic, DiagnosticSink, Level};
use oas_ir::{Api, Contract, Conventions};
use serde::Serialize;

use self::file::{FilePlan, Heads, PackagePlan, Part, header};
use self::models::ModelScope;
use self::package::{Dependencies, PackageFacts, RuntimeView};
use self::schemas::NamedTypes;
use crate::diagnostics;
use crate::names::{Names, ident};
use crate::settings::{Runtime, Settings};
use crate::types::{SharedNames, TypeTable, shared_splits};
use crate::uses::{Module, Uses};

/// All packages, fully decided.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    pub(crate) packages: Vec<PackagePlan>,
    /// The manifest of the runtime, where its sources are written too.
    pub(crate) runtime: Option<RuntimeView>,
}

/// What the plans of all packages need.
pub(crate) struct Contexts<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) conventions: Option<&'a Conventions>,
    /// The crate of what several documents share, as code names it.
    pub(crate) common: Option<Ident>,
}

/// Plans a package per API, and one for what they share.
pub(crate) fn plan(contract: &Contract, settings: &Settings, sink: &mut DiagnosticSink) -> Plan {
    let conventions = contract.conventions.as_ref();
    let common = settings.common.as_ref().filter(|_| conventions.is_some());
    let contexts = Contexts {
        settings,
        // What the conventions give to all stands in that package.
        conventions: conventions.filter(|_| common.is_some()),
        common: common.map(|name| crate_ident(settings, name)),
    };
    let mut shared_names = SharedNames::default();
    let mut common_names = Names::of_types();
    common_names.reserve(["Success", "CONVENTIONS", "ERRORS"]);
    let splits = shared_splits(contract);
    let mut own_names: Vec<Names> = Vec::new();
    let mut tables: Vec<TypeTable<'_>> = Vec::new();
    for api in &contract.apis {
        let mut own = Names::of_types();
        // Names of the other package are imported beside those of this one.
        own.reserve(["Success", "CONVENTIONS", "ERRORS"]);
        let scope = crate::types::TableScope {
            has_common: common.is_some(),
            splits: &splits,
            own: &mut own,
            common: &mut common_names,
            shared: &mut shared_names,
            roots: tag::mentioned_types(api, contexts.conventions),
        };
        tables.push(TypeTable::new(api, scope, sink));
        own_names.push(own);
    }
    let mut packages = Vec::new();
    if let Some(name) = common {
        packages.push(plan_common(contract, name, &tables, &contexts, sink));
    }
    for ((api, table), names) in contract.apis.iter().zip(&tables).zip(&mut own_names) {
        packages.push(plan_api(api, table, names, &contexts, sink));
    }
    Plan {
        packages,
        runtime: (settings.runtime == Runtime::Vendor).then(RuntimeView::default),
    }
}

fn plan_common(
    contract: &Contract,
    name: &str,
    tables: &[TypeTable<'_>],
    contexts: &Contexts<'_>,
    sink: &mut DiagnosticSink,
) -> PackagePlan {
    let sources: Vec<&str> = contract
        .apis
        .iter()
        .map(|api| api.source.as_str())
        .collect();
    let heads = Heads {
        header: header("//", &sources, contexts.settings.origin),
        common: None,
    };
    let mut planned = BTreeSet::new();
    let mut models = Vec::new();
    for table in tables {
        let mut scope = ModelScope::new(table, sink);
        for (id, definition) in table.types().iter() {
            let mut is_new = |name| planned.insert(name);
            if table.is_common(id) && table.is_declared(id) && is_new(definition.name.clone()) {
                models.extend(scope.declarations(id));
            }
        }
    }
    let mut files = models::files("src/models", models, &heads, Module::Common);
    let mut listed = NamedTypes::default();
    for table in tables {
        listed.add(table, true, "crate");
    }
    files.push(schemas::plan(listed, &heads));
    if let Some(one) = contexts.conventions {
        files.extend([conventions::plan(one, &heads), shared::plan(one, &heads)]);
    }
    let facts = PackageFacts::common(contract);
    files.push(package::plan_common_library(&facts, &files, &heads));
    PackagePlan {
        directory: file_stem(name).replace('_', "-"),
        manifest: package::plan_manifest(
            &facts,
            &contexts.package_name(name),
            header("#", &sources, contexts.settings.origin),
            &Dependencies::of(contexts, None),
        ),
        files,
    }
}

fn plan_api(
    api: &Api,
    table: &TypeTable<'_>,
    names: &mut Names,
    contexts: &Contexts<'_>,
    sink: &mut DiagnosticSink,
) -> PackagePlan {
    if let Some(webhook) = api.webhooks.first() {
        let message = format!(
            "no Rust code is generated for webhooks and callbacks, of which `{}` is one",
            webhook.id
        );
        let name = diagnostics::WEBHOOKS_LEFT_OUT.name;
        let mut finding = Diagnostic::warning(name, webhook.location.clone(), message);
        // Nothing is wrong with the document.
        finding.level = Level::Info;
        sink.push(finding.help("send them with the generated types and an HTTP client"));
    }
    let sources = [api.source.as_str()];
    let heads = Heads {
        header: header("//", &sources, contexts.settings.origin),
        common: contexts.common.clone(),
    };
    let mut scope = ModelScope::new(table, sink);
    let mut models = Vec::new();
    for (id, _) in table.types().iter() {
        if !table.is_common(id) {
            models.extend(scope.declarations(id));
        }
    }
    let mut files = models::files("src/models", models, &heads, Module::Models);
    let tags = tag::plan(api, table, names, contexts, &heads, sink);
    let facts = PackageFacts::of(api);
    let has_models = !files.is_empty();
    let mut listed = NamedTypes::default();
    listed.add(table, false, "crate::models");
    files.push(schemas::plan(listed, &heads));
    let library = package::plan_library(&facts, has_models, &tags, &heads);
    files.extend(tags.into_iter().flat_map(|tag| tag.files));
    files.push(library);
    let name = &api.name;
    let in_directory = contexts.common.is_some();
    PackagePlan {
        directory: if in_directory {
            file_stem(name).replace('_', "-")
        } else {
            String::new()
        },
        manifest: package::plan_manifest(
            &facts,
            &contexts.package_name(name),
            header("#", &sources, contexts.settings.origin),
            &Dependencies::of(contexts, contexts.settings.common.as_deref()),
        ),
        files,
    }
}

impl Contexts<'_> {
    pub(crate) fn package_name(&self, name: &str) -> String {
        format!(
            "{}{}",
            self.settings.package_prefix,
            Case::Kebab.apply(name)
        )
    }
}

fn crate_ident(settings: &Settings, name: &str) -> Ident {
    let package = format!("{} {name}", settings.package_prefix);
    ident(&Case::Snake.apply(&package))
}

/// A file with parts and its head.
pub(crate) fn file(
    path: String,
    doc: DocText,
    uses: &Uses,
    own: Option<Module>,
    heads: &Heads,
    parts: Vec<Part>,
) -> FilePlan {
    FilePlan {
        path,
        head: heads.head(doc, uses, own),
        parts,
    }
}
