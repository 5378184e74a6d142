//! Programs that judge generated code: [`Tool`] finds them, and a test without them says so.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// With `all` in this variable of the environment, a missing program fails the test.
pub const REQUIRE: &str = "OAS_REQUIRE";

/// A program on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    program: PathBuf,
}

/// What a program said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolOutput {
    /// Whether it was content.
    pub success: bool,
    /// Its standard output and then its standard error, with paths of the directory it ran in
    /// written as `[directory]`.
    pub text: String,
}

impl Tool {
    /// The Cargo that runs the tests.
    #[must_use]
    pub fn cargo() -> Self {
        Self {
            program: env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from),
        }
    }

    /// The program `name` of an npm package, from `node_modules/.bin` of one of `directories` or
    /// else from the search path; `None` where there is none.
    #[must_use]
    pub fn npm(name: &str, directories: &[&Path]) -> Option<Self> {
        let local = directories
            .iter()
            .map(|directory| directory.join("node_modules/.bin").join(name))
            .find(|program| program.is_file());
        local
            .map(|program| Self { program })
            .or_else(|| Self::on_path(name))
    }

    /// The program `name` from the search path.
    #[must_use]
    pub fn on_path(name: &str) -> Option<Self> {
        let path = env::var_os("PATH")?;
        env::split_paths(&path)
            .map(|directory| directory.join(name))
            .find(|program| program.is_file())
            .map(|program| Self { program })
    }

    /// Runs the program in `directory`.
    ///
    /// # Panics
    ///
    /// When it cannot be started.
    #[must_use]
    pub fn run(
        &self,
        directory: &Path,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
        variables: &[(&str, &str)],
    ) -> ToolOutput {
        let output = Command::new(&self.program)
            .args(arguments)
            .envs(variables.iter().copied())
            .current_dir(directory)
            .output()
            .unwrap_or_else(|error| {
                panic!("cannot start `{}`: {error}", self.program.display());
            });
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
        let text = match directory.to_str() {
            Some(directory) => text.replace(directory, "[directory]"),
            None => text,
        };
        ToolOutput {
            success: output.status.success(),
            text,
        }
    }

    /// Checks the package in `directory` with warnings as errors, offline, building in
    /// `target_directory`.
    ///
    /// # Panics
    ///
    /// When Cargo cannot be started.
    #[must_use]
    pub fn cargo_check(directory: &Path, target_directory: &Path) -> ToolOutput {
        let target_directory = target_directory.display().to_string();
        Self::cargo().run(
            directory,
            ["check", "--quiet", "--offline", "--all-targets"],
            &[
                ("RUSTFLAGS", "-D warnings"),
                ("CARGO_TARGET_DIR", &target_directory),
                ("CARGO_TERM_COLOR", "never"),
            ],
        )
    }

    /// Type-checks `files` in `directory` as strictly as the TypeScript compiler can.
    ///
    /// `self` is the compiler, see [`Tool::npm`].
    ///
    /// # Panics
    ///
    /// When the compiler cannot be started.
    #[must_use]
    pub fn type_check(&self, directory: &Path, files: &[&str]) -> ToolOutput {
        let options = [
            "--noEmit",
            "--pretty",
            "false",
            "--strict",
            "--exactOptionalPropertyTypes",
            "--noUncheckedIndexedAccess",
            "--verbatimModuleSyntax",
            "--isolatedDeclarations",
            "--declaration",
            "--erasableSyntaxOnly",
            "--target",
            "es2022",
            "--module",
            "nodenext",
        ];
        self.run(directory, options.iter().chain(files), &[])
    }
}

impl ToolOutput {
    /// Fails the test when the program was not content, with what it said.
    ///
    /// # Panics
    ///
    /// When the program was not content.
    pub fn assert_success(&self, what: &str) {
        assert!(self.success, "{what}:\n{}", self.text);
    }
}

/// Says that a suite cannot run here and which package would let it.
///
/// # Panics
///
/// When the environment asks for everything, see [`REQUIRE`].
#[expect(
    clippy::print_stderr,
    reason = "this is what the person at the tests reads"
)]
pub fn skipped(suite: &str, package: &str) {
    assert!(
        env::var_os(REQUIRE).is_none_or(|value| value != "all"),
        "{suite} cannot run, and {REQUIRE}=all asks for it: install {package}"
    );
    eprintln!("SKIPPED {suite}: install {package}");
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Tool;

    #[test]
    fn what_a_program_says_names_no_machine() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let arguments = ["locate-project", "--message-format", "plain"];
        let output = Tool::cargo().run(here, arguments, &[]);
        output.assert_success("locating this package");
        assert_eq!(output.text, "[directory]/Cargo.toml\n");
        assert!(!Tool::cargo().run(here, ["no-such-command"], &[]).success);
    }

    #[test]
    fn missing_programs_are_none() {
        assert_eq!(Tool::npm("no-such-program", &[Path::new("/")]), None);
    }
}
