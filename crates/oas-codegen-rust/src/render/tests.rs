//! Each template with the smallest view and with those that the fixtures give, and how many lines
//! each view says that it has.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::templates::check::problems;
use oas_codegen::{Backend as _, Templates};
use serde_json::Value;

use super::TEMPLATES;
use crate::heads;
use crate::plan::Plan;
use crate::plan::file::{FilePlan, FileView, Part};
use crate::plan::models::ModelView;
use crate::plan::package::{ManifestView, RuntimeView};
use crate::plan::tag::OperationView;
use crate::{Rust, Settings};

#[path = "../../tests/support/contract.rs"]
mod contract;

/// Templates with the view that each is for.
const VIEWS: [(&str, &str); 28] = [
    ("alias.rs.j2", "AliasView"),
    ("body.rs.j2", "BodyView"),
    ("cargo.toml.j2", "ManifestView"),
    ("conventions.rs.j2", "ConventionsView"),
    ("enumeration.rs.j2", "EnumerationView"),
    ("error.rs.j2", "ErrorView"),
    ("file.rs.j2", "FileView"),
    ("handler.rs.j2", "HandlerView"),
    ("library.rs.j2", "LibraryView"),
    ("lints.toml.j2", "ManifestView"),
    ("literals.rs.j2", "LiteralsView"),
    ("literals_traits.rs.j2", "LiteralsView"),
    ("number.rs.j2", "NumberView"),
    ("object.rs.j2", "ObjectView"),
    ("open_enumeration.rs.j2", "OpenEnumerationView"),
    ("open_enumeration_traits.rs.j2", "OpenEnumerationView"),
    ("request.rs.j2", "RequestView"),
    ("response.rs.j2", "ResponseView"),
    ("runtime.toml.j2", "RuntimeView"),
    ("schemas.rs.j2", "SchemasView"),
    ("shared.rs.j2", "SharedView"),
    ("text.rs.j2", "TextView"),
    ("text_traits.rs.j2", "TextView"),
    ("trait.rs.j2", "TraitView"),
    ("tuple.rs.j2", "TupleView"),
    ("union.rs.j2", "UnionView"),
    ("union_traits.rs.j2", "UnionView"),
    ("wrapper.rs.j2", "WrapperView"),
];

/// Plans of all fixtures.
fn plans() -> Vec<Plan> {
    let mut plans = Vec::new();
    for case in contract::every_case() {
        let settings = Settings {
            common: case.is_directory.then(|| "common".to_owned()),
            ..Settings::default()
        };
        let mut lowered = case.documents.lower();
        plans.push(Rust::new(settings).plan(&lowered.contract, &mut lowered.sink));
        let findings = lowered.findings();
        assert!(!findings.contains("error["), "{}: {findings}", case.name);
    }
    plans
}

fn files(plans: &[Plan]) -> impl Iterator<Item = &FilePlan> {
    plans
        .iter()
        .flat_map(|plan| &plan.packages)
        .flat_map(|package| &package.files)
}

/// The smallest view of each kind of part.
#[expect(
    clippy::default_trait_access,
    reason = "which view belongs to a part is the part's to know"
)]
fn smallest_parts() -> Vec<Part> {
    let models = [
        ModelView::Object(Default::default()),
        ModelView::Text(Default::default()),
        ModelView::Number(Default::default()),
        ModelView::Enumeration(Default::default()),
        ModelView::OpenEnumeration(Default::default()),
        ModelView::Literals(Default::default()),
        ModelView::Union(Default::default()),
        ModelView::Tuple(Default::default()),
        ModelView::Alias(Default::default()),
        ModelView::Wrapper(Default::default()),
    ];
    let operations = [
        OperationView::Trait(Default::default()),
        OperationView::Request(Default::default()),
        OperationView::Body(Default::default()),
        OperationView::Response(Default::default()),
        OperationView::Error(Default::default()),
        OperationView::Handler(Default::default()),
    ];
    let mut parts = vec![
        Part::Conventions(Default::default()),
        Part::Shared(Default::default()),
        Part::Library(Default::default()),
        Part::Schemas(Default::default()),
    ];
    parts.extend(models.map(Part::Model));
    parts.extend(operations.map(Part::Operation));
    parts
}

/// Fields of a view, those of lists in it too, that have something in them.
fn filled(value: &Value, path: &str, fields: &mut BTreeMap<String, bool>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                filled(member, &format!("{path}.{name}"), fields);
            }
        }
        Value::Array(elements) => {
            *fields.entry(path.to_owned()).or_default() |= !elements.is_empty();
            for element in elements {
                filled(element, path, fields);
            }
        }
        other => {
            let is_empty = matches!(other, Value::Null | Value::Bool(false))
                || other.as_str().is_some_and(str::is_empty);
            *fields.entry(path.to_owned()).or_default() |= !is_empty;
        }
    }
}

#[test]
fn templates_fit_their_views() {
    let templates = Templates::embedded(TEMPLATES).expect("templates compile");
    let plans = plans();
    let parts: Vec<Part> = smallest_parts()
        .into_iter()
        .chain(files(&plans).flat_map(|file| file.parts.clone()))
        .collect();
    let mut samples: BTreeMap<&str, Vec<&Part>> = BTreeMap::new();
    for part in &parts {
        samples.entry(part.template()).or_default().push(part);
    }
    let mut found = Vec::new();
    for (name, view) in VIEWS {
        let (name, view) = (format!("rust-axum/{name}"), format!("rust::{view}"));
        let of = |name: &str| samples.get(name).cloned().unwrap_or_default();
        // Templates that others include have the same views as those.
        let own = match name.strip_suffix("_traits.rs.j2") {
            Some(start) => of(&format!("{start}.rs.j2")),
            None => of(&name),
        };
        found.extend(match view.as_str() {
            "rust::FileView" => {
                let mut views = vec![FileView::default()];
                views.extend(files(&plans).map(|file| file.head.clone()));
                problems(&templates, &name, &view, &views)
            }
            "rust::ManifestView" => {
                let mut views = vec![ManifestView::default()];
                let packages = plans.iter().flat_map(|plan| &plan.packages);
                views.extend(packages.map(|package| package.manifest.clone()));
                problems(&templates, &name, &view, &views)
            }
            "rust::RuntimeView" => {
                let views = [RuntimeView::default(), RuntimeView::default()];
                problems(&templates, &name, &view, &views)
            }
            _ => problems(&templates, &name, &view, &own),
        });
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn fixtures_fill_every_field_of_every_view() {
    let plans = plans();
    let mut fields = BTreeMap::new();
    for part in files(&plans).flat_map(|file| &file.parts) {
        let view = serde_json::to_value(part).expect("views are data");
        filled(&view, part.template(), &mut fields);
    }
    // Views share fields and variants, so that not every template prints all that they have.
    let is_printed = |field: &str| {
        let template = TEMPLATES.iter().find(|one| field.starts_with(one.name));
        let (name, source) = template.map_or(("", ""), |one| (one.name, one.source));
        let path = &field[name.len() + 1..];
        match path.rsplit_once('.') {
            Some((_, last)) => source.contains(&format!(".{last}")),
            None => source.contains(path),
        }
    };
    let empty: Vec<&String> = fields
        .iter()
        .filter_map(|(field, is_filled)| (!is_filled).then_some(field))
        .filter(|field| is_printed(field))
        .collect();
    assert_eq!(empty, Vec::<&String>::new());
    let templates: BTreeSet<&str> = files(&plans)
        .flat_map(|file| &file.parts)
        .map(Part::template)
        .collect();
    let all: BTreeSet<&str> = smallest_parts().iter().map(Part::template).collect();
    assert_eq!(templates, all);
}

#[test]
fn views_know_how_many_lines_they_have() {
    let templates = Templates::embedded(TEMPLATES).expect("templates compile");
    let mut wrong = Vec::new();
    for part in files(&plans()).flat_map(|file| &file.parts) {
        let said = match part {
            Part::Model(view) => view.lines(),
            Part::Operation(view) => view.lines(),
            Part::Conventions(_) | Part::Shared(_) | Part::Library(_) | Part::Schemas(_) => {
                continue;
            }
        };
        let text = templates.render(part.template(), part).expect("it renders");
        let lines = heads::broken(text).lines().count();
        // A file has room for what is said too much: no more than a third.
        if said < lines || said * 10 > lines * 13 + 10 {
            wrong.push(format!("{}: {said} for {lines}", part.template()));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, Vec::<String>::new());
}
