//! Everything decided: names, types, order, imports, layout. Read [`Plan`] first.
//!
//! One module per template, and between them those that several share: `names`, `direction`,
//! `types`, `scalar`, `layout`, `split`, `imports`, `docs`, `parameter`, `body`, `answer`. Nothing
//! here renders.

pub(crate) mod answer;
pub(crate) mod body;
pub(crate) mod client;
pub(crate) mod conventions;
pub(crate) mod core;
pub(crate) mod direction;
pub(crate) mod docs;
pub(crate) mod header;
pub(crate) mod imports;
pub(crate) mod layout;
pub(crate) mod models;
pub(crate) mod names;
pub(crate) mod operation;
pub(crate) mod package;
pub(crate) mod parameter;
pub(crate) mod runtime;
pub(crate) mod scalar;
pub(crate) mod split;
pub(crate) mod statement;
pub(crate) mod tag;
pub(crate) mod tag_index;
pub(crate) mod types;
pub(crate) mod workspace;

use std::collections::BTreeSet;

use oas_codegen::writer::Code;
use oas_codegen::writer::text::{MarkdownCode, MarkdownText};
use oas_codegen::writer::typescript::StrLit;
use oas_diagnostics::DiagnosticSink;
use oas_ir::{Api, Contract, Operation, TypeId};
use serde::Serialize;

use self::client::{ApiTags, ClientView};
use self::conventions::ConventionsView;
use self::core::{CoreView, Shared};
use self::direction::Directions;
use self::models::ModelsView;
use self::names::{ModuleNames, TypeNames};
use self::operation::OperationContext;
use self::package::{ApiIndexView, IndexView, PackageView, ReadmeView, TypesView};
use self::runtime::RuntimeView;
use self::tag::{PlannedTag, TagView};
use self::tag_index::TagIndexView;
use self::types::TypePlanner;
use self::workspace::WorkspaceMember;
use crate::Settings;

/// A package, fully decided.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    pub(crate) package: PackageView,
    pub(crate) readme: ReadmeView,
    pub(crate) index: IndexView,
    pub(crate) core: CoreView,
    pub(crate) client: ClientView,
    pub(crate) conventions: ConventionsView,
    pub(crate) apis: Vec<ApiPlan>,
    pub(crate) runtime: Vec<RuntimeView>,
}

impl Plan {
    /// What a workspace says of this package.
    #[must_use]
    pub fn member(&self) -> WorkspaceMember {
        WorkspaceMember::of(&self.package)
    }
}

/// The modules of one API.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ApiPlan {
    /// The directory below `src`.
    pub(crate) directory: String,
    pub(crate) modules: Vec<ModulePlan>,
}

/// One module of an API.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ModulePlan {
    /// Its path below the directory of the API, without extension.
    pub(crate) path: String,
    pub(crate) content: ModuleContent,
}

/// What a module is; each kind has its template.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ModuleContent {
    /// It exports what others export.
    Index(ApiIndexView),
    Models(ModelsView),
    Tag(TagView),
    TagIndex(TagIndexView),
}

impl ModulePlan {
    /// A module that exports what others export, given by their paths from its directory.
    fn index<'p>(path: &str, modules: impl Iterator<Item = &'p str>, header: &Code) -> Self {
        let mut modules: Vec<&str> = modules.collect();
        modules.sort_unstable();
        let modules = modules
            .iter()
            .map(|module| StrLit::new(&format!("./{module}.js")));
        Self {
            path: path.to_owned(),
            content: ModuleContent::Index(ApiIndexView {
                header: header.clone(),
                modules: modules.collect(),
            }),
        }
    }
}

/// An API on its way.
struct PlannedApi<'a> {
    api: &'a Api,
    directory: String,
    planner: TypePlanner<'a>,
    directions: Directions,
    tags: Vec<PlannedTag>,
    header: Code,
}

/// Plans a package for all APIs of a contract.
pub(crate) fn plan(contract: &Contract, settings: &Settings, sink: &mut DiagnosticSink) -> Plan {
    let conventions = contract.conventions.as_ref();
    let usual_security = core::usual_security(contract);
    let usual_server = core::usual_server(contract);
    let mut directories: BTreeSet<String> = ["runtime"].map(str::to_owned).into();
    let mut apis: Vec<PlannedApi<'_>> = Vec::new();
    for api in &contract.apis {
        let directory = tag::file_name(&api.name, &mut directories);
        let header = header::of_documents(&[&api.source], settings.origin);
        let mut directions = Directions::plan(api, mentioned_types);
        if conventions.is_none() {
            // Somebody else's document may name types for its readers alone.
            directions.add_named(&api.types);
        }
        let mut names = ModuleNames::new(sink);
        let type_names = TypeNames::plan(&api.types, &directions, &mut names);
        let planner = TypePlanner::new(&api.types, type_names);
        let context = OperationContext {
            conventions,
            planner: &planner,
            usual_security: &usual_security,
            usual_server: usual_server.as_deref(),
        };
        let tags = tag::plan(api, &context, &mut names, &header);
        apis.push(PlannedApi {
            api,
            directory,
            planner,
            directions,
            tags,
            header,
        });
    }

    let sources: Vec<&str> = contract
        .apis
        .iter()
        .map(|api| api.source.as_str())
        .collect();
    let header = header::of_documents(&sources, settings.origin);
    let shared = Shared {
        apis: apis
            .iter()
            .map(|one| (one.api, &one.planner, one.directory.as_str()))
            .collect(),
    };
    let core = core::plan(contract, &shared, &header);
    let has_parameters = !core.parameters.is_empty();
    let api_tags: Vec<ApiTags<'_>> = apis
        .iter()
        .map(|one| ApiTags {
            api: one.api,
            directory: &one.directory,
            tags: &one.tags,
        })
        .collect();
    let client = client::plan(&api_tags, has_parameters, &header, sink);
    let directories: Vec<String> = apis.iter().map(|one| one.directory.clone()).collect();
    let description = package::description(contract);
    let mut members = client.members.iter();
    let pages = apis.iter().map(|one| {
        let members: Vec<String> = members.by_ref().take(one.tags.len()).cloned().collect();
        package::plan_api_page(
            one.api,
            &settings.package,
            &one.directory,
            &one.tags,
            &members,
        )
    });
    let pages = pages.collect();
    Plan {
        package: package::plan_manifest(contract, &settings.package, &description, &directories),
        readme: ReadmeView {
            name: MarkdownText::new(&settings.package),
            literal: StrLit::new(&settings.package),
            description: MarkdownText::new(&description),
            install: package::install(&settings.package),
            core: MarkdownCode::new(&format!("{}/core", settings.package)),
            parameters: core
                .parameters
                .iter()
                .map(|one| Code::new().with(&one.name))
                .collect(),
            is_bearer: core.is_bearer,
            needs_base_url: core.base_url.is_none(),
            has_options: core.is_bearer || core.base_url.is_none(),
            apis: pages,
        },
        index: IndexView {
            header: header.clone(),
            has_parameters,
            types: directories.iter().map(|one| TypesView::of(one)).collect(),
        },
        core,
        client,
        conventions: conventions::plan(conventions, &header),
        runtime: runtime::plan(settings.origin),
        apis: apis.into_iter().map(finish).collect(),
    }
}

fn finish(planned: PlannedApi<'_>) -> ApiPlan {
    let PlannedApi {
        api,
        directory,
        planner,
        directions,
        tags,
        header,
    } = planned;
    let files = tags.iter().map(|tag| tag.file.as_str());
    let index = ModulePlan::index("index", std::iter::once("models").chain(files), &header);
    let models = models::plan(api, &planner, &directions, &header);
    let tags = tags.into_iter().flat_map(|tag| tag.modules);
    ApiPlan {
        directory,
        modules: std::iter::once(index).chain(models).chain(tags).collect(),
    }
}

/// The types of an operation's answers that modules mention.
fn mentioned_types(operation: &Operation) -> Vec<TypeId> {
    let mut types = match operation.envelope {
        Some(envelope) => vec![envelope.data, envelope.meta],
        None => answer::bare_types(operation),
    };
    types.extend(operation::error_types(operation));
    types
}
