//! `check_lower`: documents in, their meaning out, as a person reads it.

use std::path::{Path, PathBuf};

use oas_conventions::Conventions;
use oas_diagnostics::render::{self, RenderSettings, render};
use oas_diagnostics::{
    DiagnosticSink, FileLoader, FileLoaderSettings, Loader, MemoryLoader, SourceMap,
};
use oas_ir::{Contract, LowerInput, LowerSettings, TypeName, lower};
use oas_model::{ResolvedDocument, load};
use oas_syntax::{Format, Limits};
use serde_json::{Map, Value, json};

/// A meaning, and what was reported on the way to it.
pub(crate) struct Lowered {
    pub(crate) contract: Contract,
    pub(crate) findings: String,
}

/// Lowers the document at `entry` below `root`, by the conventions at `conventions` if any.
pub(crate) fn check_lower(
    root: &Path,
    entry: &str,
    conventions: Option<&str>,
    settings: &LowerSettings,
) -> Lowered {
    let loader = FileLoader::new(&FileLoaderSettings {
        root: root.to_path_buf(),
        current_dir: root.to_path_buf(),
        max_bytes: 1 << 20,
    });
    let loader = loader.expect("fixtures can be read");
    lower_with(&loader, entry, conventions, settings)
}

/// Lowers a text.
pub(crate) fn check_lower_text(text: &str) -> Lowered {
    let loader = MemoryLoader::new().with("openapi.yaml", text);
    lower_with(&loader, "openapi.yaml", None, &LowerSettings::default())
}

fn lower_with(
    loader: &dyn Loader,
    entry: &str,
    conventions: Option<&str>,
    settings: &LowerSettings,
) -> Lowered {
    let mut sources = SourceMap::new();
    let mut sink = DiagnosticSink::new();
    let conventions = conventions.map(|path| read_conventions(loader, path, &mut sources));
    let document = load(loader, entry, &Limits::default(), &mut sources, &mut sink)
        .expect("the entry is an OpenAPI document");
    let document = ResolvedDocument::resolve(document, &mut sink);
    let input = LowerInput {
        document: &document,
        name: "fixture".to_owned(),
        source: entry.to_owned(),
    };
    let contract = lower(&[input], conventions.as_ref(), settings, &mut sink);
    let mut findings = String::new();
    render(
        render::Format::Pretty,
        &mut findings,
        &sink.into_sorted(&sources),
        &sources,
        &RenderSettings::default(),
    )
    .expect("writing to a String cannot fail");
    Lowered { contract, findings }
}

fn read_conventions(loader: &dyn Loader, path: &str, sources: &mut SourceMap) -> Conventions {
    let text = loader.load(path).expect("the conventions can be read").text;
    let file = sources.add(path, path, text.clone());
    let mut sink = DiagnosticSink::new();
    let format = Format::Yaml;
    let tree = oas_syntax::parse(file, &text, format, &Limits::default(), &mut sink);
    Conventions::parse(&tree, &mut sink).expect("the conventions are in order")
}

/// The repository's contracts.
pub(crate) fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec")
}

/// Operations and types without what is absent, empty or false; types by name, in their order.
pub(crate) fn readable(lowered: &Lowered) -> Value {
    let api = &lowered.contract.apis[0];
    let mut types = Map::new();
    let mut names: Vec<String> = Vec::new();
    for (id, definition) in api.types.iter() {
        let name = match &definition.name {
            TypeName::Given(name) => name.clone(),
            TypeName::Derived(words) => words.join(" "),
        };
        let taken = names.contains(&name);
        names.push(if taken {
            format!("{name} ({})", id.index())
        } else {
            name
        });
    }
    for (id, definition) in api.types.iter() {
        let mut value = serde_json::to_value(definition).expect("types are plain data");
        if let Value::Object(members) = &mut value {
            members.shift_remove("name");
        }
        types.insert(names[id.index()].clone(), value);
    }
    let mut value = json!({
        "operations": api.operations,
        "webhooks": api.webhooks,
        "types": types,
        "tags": api.tags,
        "security_schemes": api.security_schemes,
        "unsupported": api.unsupported,
    });
    prune(&mut value);
    name_types(&mut value, &names);
    value
}

/// Writes names of types in place of their numbers.
fn name_types(value: &mut Value, names: &[String]) {
    const FIELDS: [&str; 9] = [
        "ty", "element", "elements", "alias", "of", "rest", "names", "data", "meta",
    ];
    let name = |value: &mut Value| {
        if let Some(index) = value.as_u64().and_then(|index| usize::try_from(index).ok()) {
            *value = Value::from(names[index].as_str());
        }
    };
    match value {
        Value::Object(members) => {
            for (field, member) in members {
                match member {
                    _ if matches!(field.as_str(), "examples" | "default") => {}
                    Value::Array(ids) if field == "elements" => ids.iter_mut().for_each(name),
                    Value::Number(_) if FIELDS.contains(&field.as_str()) => name(member),
                    _ => name_types(member, names),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|one| name_types(one, names)),
        _ => {}
    }
}

fn prune(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let ours = |name: &str| !matches!(name, "examples" | "default");
            let inner = members.iter_mut().filter(|(name, _)| ours(name));
            inner.for_each(|(_, member)| prune(member));
            members.retain(|_, member| !is_nothing(member));
        }
        Value::Array(elements) => elements.iter_mut().for_each(prune),
        _ => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}
