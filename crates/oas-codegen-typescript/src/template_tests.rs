//! Each template against the view that it names: what it uses is there, and it decides nothing.
//!
//! Samples are planned, not written by hand: a contract without anything, in which every list is
//! empty, and two with everything, one of which follows conventions.

use oas_codegen::templates::check::problems;
use oas_codegen::{Backend as _, Templates};
use oas_conventions::Conventions;
use oas_diagnostics::{DiagnosticSink, MemoryLoader, SourceMap};
use oas_ir::{LowerInput, LowerSettings, lower};
use oas_model::{ResolvedDocument, load};
use oas_syntax::{Format, Limits};
use serde::Serialize;

use crate::plan::models::ModelView;
use crate::plan::operation::OperationView;
use crate::plan::{ModuleContent, Plan};
use crate::{Settings, TEMPLATES, TypeScript, plan};

const EMPTY: &str = include_str!("../tests/fixtures/plain/empty.yaml");
const BODIES: &str = include_str!("../tests/fixtures/plain/bodies.yaml");
const AGREED: &str = include_str!("../tests/fixtures/agreed/lists_and_writes.yaml");
const CONVENTIONS: &str = include_str!("../../../spec/conventions.yaml");

fn planned(text: &str, conventions: Option<&str>) -> Plan {
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let loader = MemoryLoader::new().with("api.yaml", text);
    let limits = Limits::default();
    let document = load(&loader, "api.yaml", &limits, &mut sources, &mut sink);
    let document = document.expect("the document can be read");
    let document = ResolvedDocument::resolve(document, &mut sink);
    let conventions = conventions.map(|text| {
        let file = sources.add("conventions.yaml", "conventions.yaml", text);
        let tree = oas_syntax::parse(file, &text.into(), Format::Yaml, &limits, &mut sink);
        Conventions::parse(&tree, &mut sink).expect("conventions can be read")
    });
    let input = LowerInput {
        document: &document,
        name: "api".to_owned(),
        source: "api.yaml".to_owned(),
    };
    let settings = LowerSettings::default();
    let contract = lower(&[input], conventions.as_ref(), &settings, &mut sink);
    let settings = Settings {
        package: "api".to_owned(),
        ..Settings::default()
    };
    TypeScript::new(settings).plan(&contract, &mut sink)
}

/// A document with so many operations under one tag that they are in several modules.
fn long() -> String {
    let paths: serde_json::Map<_, _> = ('a'..='z')
        .flat_map(|letter| (0..4).map(move |number| (letter, number)))
        .map(|(letter, number)| {
            let operation = serde_json::json!({
                "operationId": format!("get{letter}{number}"),
                "tags": ["All"],
                "responses": { "204": { "description": "fine" } },
            });
            let path = format!("/{letter}/{number}");
            (path, serde_json::json!({ "get": operation }))
        })
        .collect();
    let info = serde_json::json!({ "title": "Long", "version": "1.0.0" });
    serde_json::json!({ "openapi": "3.1.1", "info": info, "paths": paths }).to_string()
}

/// The views of some modules.
fn modules<'p, View>(
    plans: &[&'p Plan],
    pick: impl Fn(&'p ModuleContent) -> Option<&'p View>,
) -> Vec<&'p View> {
    let apis = plans.iter().flat_map(|plan| &plan.apis);
    let modules = apis.flat_map(|api| &api.modules);
    modules.filter_map(|module| pick(&module.content)).collect()
}

/// What the template of one type sees: it is included where `model` is a variable.
#[derive(Serialize)]
struct ModelScope<'p> {
    model: &'p ModelView,
}

/// What the template of one operation sees.
#[derive(Serialize)]
struct OperationScope<'p> {
    operation: &'p OperationView,
}

/// What was found so far, and which templates were looked at.
struct Check {
    templates: Templates,
    found: Vec<String>,
    seen: Vec<String>,
}

impl Check {
    fn template<View: Serialize>(&mut self, name: &str, view: &str, samples: &[&View]) {
        let name = format!("typescript/{name}.j2");
        let view = format!("typescript::{view}");
        self.found
            .extend(problems(&self.templates, &name, &view, samples));
        self.seen.push(name);
    }
}

#[test]
fn templates_use_what_their_views_have_and_decide_nothing() {
    let (empty, bodies) = (planned(EMPTY, None), planned(BODIES, None));
    let (agreed, long) = (planned(AGREED, Some(CONVENTIONS)), planned(&long(), None));
    let plans = [&empty, &bodies, &agreed, &long];
    let runtime: Vec<_> = empty.runtime.iter().take(2).collect();
    let (first, second) = (agreed.member(), bodies.member());
    let alone = plan::workspace::plan(&[("sdk", &second)]);
    let together = plan::workspace::plan(&[("sdk", &first), ("other", &second)]);

    let mut check = Check {
        templates: Templates::embedded(TEMPLATES).expect("templates compile"),
        found: Vec::new(),
        seen: Vec::new(),
    };
    check.template(
        "api.ts",
        "ApiIndexView",
        &modules(&plans, |one| match one {
            ModuleContent::Index(view) => Some(view),
            _ => None,
        }),
    );
    check.template("client.ts", "ClientView", &plans.map(|plan| &plan.client));
    check.template(
        "conventions.ts",
        "ConventionsView",
        &plans.map(|plan| &plan.conventions),
    );
    check.template("core.ts", "CoreView", &plans.map(|plan| &plan.core));
    check.template("credentials.ts", "CoreView", &plans.map(|plan| &plan.core));
    check.template("index.ts", "IndexView", &plans.map(|plan| &plan.index));
    check.template("llms.txt", "ReadmeView", &plans.map(|plan| &plan.readme));
    let models = modules(&plans, |one| match one {
        ModuleContent::Models(view) => Some(view),
        _ => None,
    });
    let scopes = models.iter().flat_map(|module| &module.models);
    let scopes: Vec<_> = scopes.map(|model| ModelScope { model }).collect();
    check.template("model.ts", "ModelView", &scopes.iter().collect::<Vec<_>>());
    check.template("models.ts", "ModelsView", &models);
    let tags = modules(&plans, |one| match one {
        ModuleContent::Tag(view) => Some(view),
        _ => None,
    });
    let scopes = tags.iter().flat_map(|module| &module.operations);
    let scopes: Vec<_> = scopes
        .map(|operation| OperationScope { operation })
        .collect();
    check.template(
        "operation.ts",
        "OperationView",
        &scopes.iter().collect::<Vec<_>>(),
    );
    check.template(
        "package.json",
        "PackageView",
        &plans.map(|plan| &plan.package),
    );
    check.template("readme.md", "ReadmeView", &plans.map(|plan| &plan.readme));
    check.template("runtime.ts", "RuntimeView", &runtime);
    let mut parts = modules(&plans, |one| match one {
        ModuleContent::TagIndex(view) => Some(view),
        _ => None,
    });
    // A tag in several modules has no list that could be empty.
    parts.extend(parts.clone());
    check.template("tag-index.ts", "TagIndexView", &parts);
    check.template("tag.ts", "TagView", &tags);
    check.template(
        "tsconfig.json",
        "PackageView",
        &plans.map(|plan| &plan.package),
    );
    check.template("workspace-lock.json", "WorkspaceView", &[&alone, &together]);
    check.template("workspace.json", "WorkspaceView", &[&alone, &together]);

    assert_eq!(check.found, Vec::<String>::new());
    let all: Vec<&str> = TEMPLATES.iter().map(|one| one.name).collect();
    assert_eq!(check.seen, all);
}

#[test]
fn a_tag_that_is_too_long_is_in_several_modules() {
    let plan = planned(&long(), None);
    let paths: Vec<&str> = plan.apis[0]
        .modules
        .iter()
        .map(|module| module.path.as_str())
        .collect();
    assert_eq!(paths[..5], ["index", "models", "all", "all/a", "all/b"]);
}

#[test]
fn the_lock_file_has_the_compiler_that_the_runtime_is_tested_with() {
    let lock = include_str!("../../../templates/typescript/package-lock.json");
    let lock: serde_json::Value = serde_json::from_str(lock).expect("lock files are JSON");
    let template = include_str!("../../../templates/typescript/workspace-lock.json.j2");
    let compiler = &lock["packages"]["node_modules/typescript"];
    for member in ["version", "integrity"] {
        let text = format!("\"{member}\": {}", compiler[member]);
        assert!(template.contains(&text), "{text}");
    }
}
