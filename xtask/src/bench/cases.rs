//! What is measured: ours first, then every peer that does the same.

use std::path::{Path, PathBuf};

use super::argument;
use crate::oas::Oas;

/// Benchmarks by name.
pub(super) const NAMES: [(&str, &str); 6] = [
    ("startup", "a program that says its version"),
    ("inspect", "what is in GitHub's REST API, 13 MB"),
    ("lint", "every rule over GitHub's REST API, 13 MB"),
    (
        "lint-many",
        "every rule over DigitalOcean's API, 2,906 files",
    ),
    ("bundle", "DigitalOcean's API, 2,906 files, as one"),
    ("growth", "a contract that doubles, up to 100 MB"),
];

/// One program at one task.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) name: &'static str,
    /// `None` where it is not installed.
    pub(super) program: Option<PathBuf>,
    pub(super) arguments: Vec<String>,
    /// How to install it.
    pub(super) remedy: &'static str,
}

impl Case {
    /// Ours is short and runs as often as asked; peers take seconds each.
    pub(super) fn runs(&self, wanted: u32) -> u32 {
        if self.name == "oas" {
            wanted
        } else {
            wanted.div_ceil(5).max(1)
        }
    }
}

/// A peer: its name, its program, how to install it.
type Peer = (&'static str, &'static str, &'static str);

const REDOCLY: Peer = ("redocly", "redocly", "npm install --global @redocly/cli");
const SPECTRAL: Peer = (
    "spectral",
    "spectral",
    "npm install --global @stoplight/spectral-cli",
);
const VACUUM: Peer = (
    "vacuum",
    "vacuum",
    "go install github.com/daveshanley/vacuum@latest",
);

/// The programs of a benchmark; an error says what is missing for it.
pub(super) fn of(name: &str, oas: &Oas, corpus: Option<&Path>) -> Result<Vec<Case>, String> {
    let document = |file: &str| {
        let folder = corpus.ok_or("name the folder of documents: `--corpus DIR`")?;
        let path = folder.join(file);
        if path.is_file() {
            Ok(argument(&path))
        } else {
            Err(format!("`{}` is not there", path.display()))
        }
    };
    let github = || document("github-rest/api.github.com.json");
    let digitalocean = || document("digitalocean/DigitalOcean-public.v2.yaml");
    let cases = match name {
        "startup" => vec![
            ours(oas, &["--version"]),
            peer(REDOCLY, &["--version"]),
            peer(SPECTRAL, &["--version"]),
            peer(VACUUM, &["version"]),
        ],
        "inspect" => vec![ours(oas, &["inspect", &github()?])],
        "lint" => lint(oas, &github()?),
        "lint-many" => lint(oas, &digitalocean()?),
        _ => {
            let file = digitalocean()?;
            let output = argument(&std::env::temp_dir().join("oas-bench-bundle.yaml"));
            vec![
                ours(oas, &["bundle", &file, "--output", &output]),
                peer(REDOCLY, &["bundle", &file, "--output", &output]),
            ]
        }
    };
    Ok(cases)
}

fn lint(oas: &Oas, file: &str) -> Vec<Case> {
    let rules = argument(&std::env::temp_dir().join("oas-bench-rules.toml"));
    let ruleset = argument(&std::env::temp_dir().join("oas-bench-spectral.yaml"));
    // Where they cannot be written, the programs say so.
    let _ = std::fs::write(
        &rules,
        "groups = [\"standard\", \"codegen\", \"security\", \"naming\", \"docs\"]\n",
    );
    let _ = std::fs::write(&ruleset, "extends: [[\"spectral:oas\", all]]\n");
    vec![
        ours(oas, &["lint", file, "--rules", &rules]),
        peer(REDOCLY, &["lint", file, "--extends", "recommended-strict"]),
        peer(VACUUM, &["lint", file, "--silent"]),
        peer(SPECTRAL, &["lint", file, "--ruleset", &ruleset, "--quiet"]),
    ]
}

fn ours(oas: &Oas, arguments: &[&str]) -> Case {
    Case {
        name: "oas",
        program: Some(oas.plain(&[]).get_program().into()),
        arguments: arguments.iter().map(|one| (*one).to_owned()).collect(),
        remedy: "",
    }
}

fn peer((name, program, remedy): Peer, arguments: &[&str]) -> Case {
    Case {
        name,
        program: installed(program),
        arguments: arguments.iter().map(|one| (*one).to_owned()).collect(),
        remedy,
    }
}

/// The program of a name on the search path.
pub(super) fn installed(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}
