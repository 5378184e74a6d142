//! What stands around the sources: `package.json`, `README.md`, `llms.txt`, `index.ts`.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::text::{Json, MarkdownBlock, MarkdownCode, MarkdownText};
use oas_codegen::writer::typescript::{Ident, StrLit};
use oas_ir::{Api, Contract, Operation};
use serde::Serialize;
use serde_json::Value;

use super::names::ident;
use super::runtime::npm_version;
use super::tag::PlannedTag;

/// `package.json.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PackageView {
    pub(crate) name: Json,
    pub(crate) version: Json,
    pub(crate) description: Json,
    /// The licence of the first document, where npm knows it by that name.
    pub(crate) license: Option<Json>,
    /// Where a workspace links it: `"node_modules/@penguinmails/sdk"`.
    #[serde(skip)]
    pub(crate) link: Json,
    /// Modules besides those that every package has.
    pub(crate) exports: Vec<ExportView>,
}

/// A module that can be imported.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ExportView {
    /// `"./tenant-smtp"`
    pub(crate) path: Json,
    pub(crate) types: Json,
    pub(crate) module: Json,
}

/// `readme.md.j2` and `llms.txt.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReadmeView {
    /// The package's name.
    pub(crate) name: MarkdownText,
    /// The package's name, as a literal of code.
    pub(crate) literal: StrLit,
    /// What it is, in one line.
    pub(crate) description: MarkdownText,
    /// How it is installed.
    pub(crate) install: MarkdownBlock,
    /// The module that calls operations one by one.
    pub(crate) core: MarkdownCode,
    /// Names of parameters that a client gives by itself.
    pub(crate) parameters: Vec<Code>,
    /// Whether tokens are all that says who calls.
    pub(crate) is_bearer: bool,
    /// Whether an address must be given.
    pub(crate) needs_base_url: bool,
    /// Whether there is something that must be given.
    pub(crate) has_options: bool,
    /// APIs with their operations.
    pub(crate) apis: Vec<ApiPageView>,
}

/// An API on a page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ApiPageView {
    /// Its title.
    pub(crate) title: MarkdownText,
    /// What it is for.
    pub(crate) description: MarkdownBlock,
    /// Its module.
    pub(crate) module: MarkdownCode,
    /// Its methods.
    pub(crate) methods: Vec<MethodPageView>,
}

/// A method on a page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MethodPageView {
    /// `smtp.config`
    pub(crate) call: MarkdownCode,
    /// `getTenantSmtpConfig`
    pub(crate) operation: MarkdownCode,
    /// `GET /api/v1/...`
    pub(crate) endpoint: MarkdownCode,
    /// What it does, in one line.
    pub(crate) summary: MarkdownText,
    /// A heading and a program, where the document has one.
    pub(crate) sample: Code,
}

/// `index.ts.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct IndexView {
    /// The first two lines.
    pub(crate) header: Code,
    /// Whether there are parameters that a client gives by itself.
    pub(crate) has_parameters: bool,
    /// The types of APIs. Declarations of programs that let the compiler infer them name them so.
    pub(crate) types: Vec<TypesView>,
}

/// The types of an API, as a namespace.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TypesView {
    pub(crate) name: Ident,
    /// The module, as a literal.
    pub(crate) module: StrLit,
}

impl TypesView {
    /// Those of the API in a directory, which no other has.
    pub(crate) fn of(directory: &str) -> Self {
        Self {
            name: ident(&format!("{}Types", Case::Camel.apply(directory))),
            module: StrLit::new(&format!("./{directory}/index.js")),
        }
    }
}

/// `api.ts.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ApiIndexView {
    /// The first two lines.
    pub(crate) header: Code,
    /// Modules, as literals.
    pub(crate) modules: Vec<StrLit>,
}

/// Plans the manifest. `directories` are those of the APIs.
pub(crate) fn plan_manifest(
    contract: &Contract,
    name: &str,
    description: &str,
    directories: &[String],
) -> PackageView {
    let info = contract.apis.first().map(|api| &api.info);
    let version = info.map_or_else(|| npm_version(""), |info| npm_version(&info.version));
    let license = info.and_then(|info| info.license_name.as_deref());
    let text = |text: String| Json::new(&Value::String(text));
    let exports = directories.iter().map(|directory| ExportView {
        path: text(format!("./{directory}")),
        types: text(format!("./dist/{directory}/index.d.ts")),
        module: text(format!("./dist/{directory}/index.js")),
    });
    PackageView {
        name: text(name.to_owned()),
        link: text(format!("node_modules/{name}")),
        version: text(version),
        description: text(description.to_owned()),
        license: license
            .filter(|license| is_expression(license))
            .map(|license| text(license.to_owned())),
        exports: exports.collect(),
    }
}

/// Whether the name of a licence is an expression of SPDX: `MIT OR Apache-2.0`.
fn is_expression(license: &str) -> bool {
    let is_plain = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || ".-+".contains(one))
    };
    let mut words = license.split(' ').enumerate();
    words.all(|(index, word)| match index % 2 {
        0 => is_plain(word),
        _ => matches!(word, "AND" | "OR" | "WITH"),
    }) && license.split(' ').count() % 2 == 1
}

/// How the package is installed.
pub(crate) fn install(package: &str) -> MarkdownBlock {
    MarkdownBlock::new(&format!("```sh\nnpm install {package}\n```"))
}

/// The methods of an API on a page.
pub(crate) fn plan_api_page(
    api: &Api,
    package: &str,
    directory: &str,
    tags: &[PlannedTag],
    members: &[String],
) -> ApiPageView {
    let methods = tags.iter().zip(members).flat_map(|(tag, member)| {
        tag.calls.iter().filter_map(move |call| {
            let operation = api.operations.get(call.operation)?;
            Some(method_page(operation, &format!("{member}.{}", call.method)))
        })
    });
    let description = api
        .info
        .description
        .as_deref()
        .or(api.info.summary.as_deref());
    ApiPageView {
        title: MarkdownText::new(&api.info.title),
        description: MarkdownBlock::new(description.unwrap_or_default()),
        module: MarkdownCode::new(&format!("{package}/{directory}")),
        methods: methods.collect(),
    }
}

fn method_page(operation: &Operation, call: &str) -> MethodPageView {
    let is_ours = |lang: &str| matches!(lang.to_lowercase().as_str(), "typescript" | "ts");
    let mut samples = operation.code_samples.iter();
    let sample = samples.find(|sample| is_ours(&sample.lang));
    let endpoint = format!("{} {}", operation.method.as_str(), operation.path.text);
    let call = MarkdownCode::new(call);
    MethodPageView {
        operation: MarkdownCode::new(&Case::Camel.apply(&operation.id)),
        endpoint: MarkdownCode::new(&endpoint),
        summary: MarkdownText::new(operation.summary.as_deref().unwrap_or_default()),
        sample: sample.map_or_else(Code::new, |sample| {
            let program = format!("```ts\n{}\n```", sample.source.trim());
            let heading = Code::new().line(0).then("### ").with(&call).line(0).line(0);
            heading.with(&MarkdownBlock::new(&program))
        }),
        call,
    }
}

/// One line about a package.
pub(crate) fn description(contract: &Contract) -> String {
    let titles: Vec<&str> = contract
        .apis
        .iter()
        .map(|api| api.info.title.as_str())
        .collect();
    match contract.apis.as_slice() {
        [api] => api
            .info
            .summary
            .clone()
            .unwrap_or_else(|| format!("Client of {}", api.info.title)),
        _ => format!("Client of {}", titles.join(", ")),
    }
}
