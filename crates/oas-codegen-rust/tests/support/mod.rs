//! `check_generate`: documents in, the files of their packages and what was reported out.

use std::collections::BTreeMap;
use std::path::Path;

use oas_codegen::{Backend as _, Templates};
use oas_codegen_rust::{Runtime, Rust, Settings, TEMPLATES};

pub(crate) use self::contract::{Case, Documents, every_case};

mod contract;

/// Packages.
pub(crate) struct Generated {
    /// Files by path.
    pub(crate) files: BTreeMap<String, String>,
    /// What was reported, as a person reads it.
    pub(crate) findings: String,
    /// The plan as JSON.
    pub(crate) plan: serde_json::Value,
}

impl Case {
    /// Generates the packages of the case.
    pub(crate) fn generate(&self) -> Generated {
        generate(&self.documents, &self.settings())
    }

    /// What goldens are generated with: packages stand beside the one of the runtime.
    pub(crate) fn settings(&self) -> Settings {
        if self.is_directory {
            return Settings {
                package_prefix: "golden-".to_owned(),
                common: Some("common".to_owned()),
                runtime: Runtime::Path("../../oas-runtime".to_owned()),
                ..Settings::default()
            };
        }
        Settings {
            runtime: Runtime::Path("../oas-runtime".to_owned()),
            ..Settings::default()
        }
    }
}

/// Whether a file is a source of Rust.
pub(crate) fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}

/// Where the crate is.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The case of this name.
pub(crate) fn case(name: &str) -> Case {
    let mut cases = every_case().into_iter();
    let found = cases.find(|case| case.name == name);
    found.unwrap_or_else(|| panic!("there is no fixture `{name}`"))
}

/// Generates the package of a text, the runtime's sources beside it.
pub(crate) fn check_generate(text: &str) -> Generated {
    generate(&Documents::single("openapi", text), &Settings::default())
}

/// Generates the packages of documents.
pub(crate) fn generate(documents: &Documents, settings: &Settings) -> Generated {
    let mut lowered = documents.lower();
    let backend = Rust::new(settings.clone());
    let plan = backend.plan(&lowered.contract, &mut lowered.sink);
    let templates = Templates::embedded(TEMPLATES).expect("templates compile");
    let files = backend.render(&plan, &templates).expect("it renders");
    Generated {
        files: files
            .iter()
            .map(|(path, content)| (path.as_str().to_owned(), content.to_owned()))
            .collect(),
        plan: serde_json::to_value(&plan).expect("plans are data"),
        findings: lowered.findings(),
    }
}
