//! Whether what is generated compiles without a warning, is documented and formatted, and does what
//! it should: all goldens as one workspace below the target directory, the runtime's copy beside
//! them.
//!
//! Versions are those of this repository's lock file, so that nothing is fetched. The workspace
//! stays where it is between runs, which makes the second one quick.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use oas_codegen_rust::Settings;
use oas_testing::{Tool, skipped};

use crate::support::{every_case, generate, here};

#[test]
fn goldens_compile_are_formatted_and_behave() {
    let workspace = Workspace::write();
    workspace.formatted();
    workspace.linted();
    workspace.documented();
    workspace.behaves();
}

/// The workspace of all goldens.
struct Workspace {
    directory: PathBuf,
    files: BTreeMap<String, String>,
}

impl Workspace {
    /// Writes the goldens as they are generated now, and removes what earlier runs left.
    fn write() -> Self {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-goldens");
        let mut files = BTreeMap::new();
        for case in every_case() {
            for (path, text) in case.generate().files {
                files.insert(format!("{}/{path}", case.name), text);
            }
            if case.name == "empty" {
                let vendored = generate(&case.documents, &Settings::default()).files;
                let runtime = vendored.into_iter();
                files.extend(runtime.filter(|(path, _)| path.starts_with("oas-runtime/")));
            }
        }
        let behaviour = here().join("tests/behaviour");
        for (path, text) in texts_below(&behaviour) {
            files.insert(format!("behaviour/{path}"), text);
        }
        let manifest = manifest(&files);
        files.insert("Cargo.toml".to_owned(), manifest);
        let workspace = Self { directory, files };
        workspace.replace();
        let root = here().join("../../Cargo.lock");
        let lock = std::fs::read_to_string(root).expect("the lock file is there");
        let path = workspace.directory.join("Cargo.lock");
        std::fs::write(path, lock).expect("the lock file can be copied");
        workspace
    }

    /// Files that did not change keep their times, so that they are not compiled again.
    fn replace(&self) {
        for path in texts_below(&self.directory).keys() {
            if path != "Cargo.lock" && !self.files.contains_key(path) {
                std::fs::remove_file(self.directory.join(path)).expect("files can be removed");
            }
        }
        for (path, text) in &self.files {
            let path = self.directory.join(path);
            if std::fs::read_to_string(&path).is_ok_and(|old| old == *text) {
                continue;
            }
            let parent = path.parent().expect("files are in directories");
            std::fs::create_dir_all(parent).expect("directories can be made");
            std::fs::write(&path, text).expect("files can be written");
        }
    }

    fn cargo(&self, arguments: &[&str], variables: &[(&str, &str)], what: &str) {
        let target = self.directory.join("target");
        let target = target.to_str().expect("paths are text");
        let always = [("CARGO_TARGET_DIR", target), ("CARGO_TERM_COLOR", "never")];
        let variables = [always.as_slice(), variables].concat();
        let output = Tool::cargo().run(&self.directory, arguments, &variables);
        output.assert_success(what);
    }

    /// rustc and clippy, with the lints that the manifests ask for.
    fn linted(&self) {
        let arguments = [
            "clippy",
            "--quiet",
            "--offline",
            "--workspace",
            "--all-features",
            "--keep-going",
        ];
        let variables = [("RUSTFLAGS", "-D warnings")];
        self.cargo(&arguments, &variables, "goldens compile without a warning");
    }

    fn documented(&self) {
        let arguments = [
            "doc",
            "--quiet",
            "--offline",
            "--workspace",
            "--no-deps",
            "--keep-going",
        ];
        let variables = [("RUSTDOCFLAGS", "-D warnings")];
        self.cargo(
            &arguments,
            &variables,
            "goldens are documented without a warning",
        );
    }

    fn behaves(&self) {
        let arguments = ["test", "--quiet", "--offline", "--package", "behaviour"];
        let variables = [("RUSTFLAGS", "-D warnings")];
        self.cargo(&arguments, &variables, "goldens do what they should");
    }

    fn formatted(&self) {
        let Some(formatter) = Tool::on_path("rustfmt") else {
            skipped("the format of goldens", "rustfmt");
            return;
        };
        // It follows modules. The copy of the runtime is formatted where it comes from.
        let roots = ["src/lib.rs", "tests/all/main.rs"];
        let sources = self.files.keys().filter(|path| {
            roots.iter().any(|root| path.ends_with(root)) && !path.starts_with("oas-runtime/")
        });
        let arguments = ["--check", "--edition", "2024", "--color", "never"];
        let arguments = arguments.into_iter().chain(sources.map(String::as_str));
        let output = formatter.run(&self.directory, arguments, &[]);
        output.assert_success("goldens are formatted");
    }
}

/// The manifest of the workspace: a member per package.
fn manifest(files: &BTreeMap<String, String>) -> String {
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for path in files.keys() {
        if let Some(member) = path.strip_suffix("/Cargo.toml") {
            writeln!(manifest, "    \"{member}\",").expect("writing to a String cannot fail");
        }
    }
    // Nobody looks at these programs with a debugger.
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\n");
    manifest
}

/// Texts by path below a directory, those of a build aside; none where there is no directory.
fn texts_below(directory: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut open = vec![(String::new(), directory.to_path_buf())];
    while let Some((prefix, directory)) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&directory) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("entries can be read").path();
            let name = path.file_name().expect("it has a name").to_string_lossy();
            if path.is_dir() && name != "target" {
                open.push((format!("{prefix}{name}/"), path.clone()));
            } else if path.is_file() {
                let text = std::fs::read_to_string(&path).expect("it is text");
                texts.insert(format!("{prefix}{name}"), text);
            }
        }
    }
    texts
}
