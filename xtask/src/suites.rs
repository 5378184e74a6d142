//! `cargo xtask test`: every suite in turn, one line each, going on after a failure. What a suite does
//! is in its own file. Read [`Suite`] and [`TEST`].

mod corpus;
mod corpus_bundles;
mod corpus_rust;
mod corpus_typescript;
pub(crate) mod freshness;
mod official;
mod overlay;
mod rust;
mod server;
mod typescript;

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use clap::ValueEnum;

use crate::placeholders::unusable_packages;
use crate::progress::{Progress, say};
use crate::stop::Stop;
use crate::tidy;
use crate::workspace::{Workspace, rendered, run_captured};

/// What `--require` may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Require {
    /// A suite that cannot run is a failure.
    All,
}

/// What all suites go by.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) workspace: Workspace,
    /// Documents of other people to read, where there are any.
    pub(crate) corpus: Option<PathBuf>,
    /// Whether somebody named them, and so wants all of them in every suite.
    pub(crate) whole_corpus: bool,
    pub(crate) require: Option<Require>,
}

impl Settings {
    /// Takes the corpus beside the checkout where everything is required and it exists.
    pub(crate) fn new(
        workspace: Workspace,
        corpus: Option<PathBuf>,
        require: Option<Require>,
    ) -> Self {
        let beside = workspace.path("../shared/corpus");
        let by_default = (require == Some(Require::All) && beside.join("index.json").is_file())
            .then_some(beside);
        Self {
            workspace,
            whole_corpus: corpus.is_some(),
            corpus: corpus.or(by_default),
            require,
        }
    }
}

/// One line of the summary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&Settings) -> Result<Outcome, Stop>,
}

/// How a suite ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed,
    /// With everything that helps to mend it.
    Failed(String),
    /// With what to install or to pass so that it runs.
    Skipped(String),
    /// There is nothing to test yet; not worth a line.
    NotApplicable,
}

/// Cheap ones first: what a person is most likely to have broken shows early.
pub(crate) const TEST: [Suite; 15] = [
    Suite {
        name: "tidy",
        run: tidy::suite,
    },
    Suite {
        name: "freshness",
        run: freshness::outputs,
    },
    Suite {
        name: "rust",
        run: rust::workspace,
    },
    Suite {
        name: "rust, generated crates alone",
        run: rust::generated,
    },
    Suite {
        name: "xtask",
        run: rust::xtask,
    },
    Suite {
        name: "typescript runtime",
        run: typescript::runtime,
    },
    Suite {
        name: "typescript packages",
        run: typescript::packages,
    },
    Suite {
        name: "sdk against the server",
        run: server::sdk,
    },
    Suite {
        name: "swagger ui in a browser",
        run: server::browser,
    },
    Suite {
        name: "corpus",
        run: corpus::corpus,
    },
    Suite {
        name: "official documents",
        run: official::documents,
    },
    Suite {
        name: "overlay sets",
        run: overlay::sets,
    },
    Suite {
        name: "corpus, bundles",
        run: corpus_bundles::bundles,
    },
    Suite {
        name: "corpus, rust",
        run: corpus_rust::crates,
    },
    Suite {
        name: "corpus, typescript",
        run: corpus_typescript::packages,
    },
];

/// Runs the suites of `test`; exit code 1 when something failed.
pub(crate) fn test(settings: &Settings) -> ExitCode {
    run_all(settings, TEST)
}

/// Runs suites in order and sums up.
pub(crate) fn run_all(settings: &Settings, suites: impl IntoIterator<Item = Suite>) -> ExitCode {
    let mut tally = Tally::default();
    for suite in suites {
        if !std::io::stderr().is_terminal() {
            // A log shows where a run hangs; a terminal has the line with the seconds.
            eprintln!("running {}", suite.name);
        }
        let progress = Progress::start(&format!("running {}", suite.name));
        let started = Instant::now();
        // A suite that cannot even start has failed; the others still have something to tell.
        let outcome =
            (suite.run)(settings).unwrap_or_else(|stop| Outcome::Failed(stop.to_string()));
        drop(progress);
        let seconds = started.elapsed().as_secs_f64();
        for line in tally.count(suite.name, outcome, settings.require, seconds) {
            say(line);
        }
    }
    say(format!("\n{}", tally.summary()));
    ExitCode::from(u8::from(tally.failed > 0))
}

/// Numbers of suites by how they ended.
#[derive(Debug, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    /// Counts an outcome; the lines to print for it.
    fn count(
        &mut self,
        suite: &str,
        outcome: Outcome,
        require: Option<Require>,
        seconds: f64,
    ) -> Vec<String> {
        match outcome {
            Outcome::Passed => {
                self.passed += 1;
                vec![format!("ok {suite} ({seconds:.1} s)")]
            }
            Outcome::Failed(why) => {
                self.failed += 1;
                vec![
                    why.trim_end().to_owned(),
                    format!("FAILED {suite} ({seconds:.1} s)"),
                ]
            }
            Outcome::Skipped(remedy) if require == Some(Require::All) => {
                self.failed += 1;
                vec![
                    format!("cannot run, and `--require all` asks for it: {remedy}"),
                    format!("FAILED {suite}"),
                ]
            }
            Outcome::Skipped(remedy) => {
                self.skipped += 1;
                vec![format!("SKIPPED {suite}: {remedy}")]
            }
            Outcome::NotApplicable => Vec::new(),
        }
    }

    fn summary(&self) -> String {
        format!(
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

/// Runs commands one after the other until one fails.
pub(crate) fn all_succeed(commands: impl IntoIterator<Item = Command>) -> Result<Outcome, Stop> {
    for mut command in commands {
        let finished = run_captured(&mut command)?;
        if !finished.status.success() {
            let folder = command.get_current_dir().and_then(|path| path.file_name());
            let folder = folder.map(OsStr::to_string_lossy).unwrap_or_default();
            return Ok(Outcome::Failed(format!(
                "$ {}   (in {folder}, {})\n{}",
                rendered(&command),
                finished.status,
                finished.output
            )));
        }
    }
    Ok(Outcome::Passed)
}

/// Runs a suite that compiles the workspace; fails with the remedy where Cargo cannot load it.
pub(crate) fn needs_generated(
    settings: &Settings,
    run: impl FnOnce() -> Result<Outcome, Stop>,
) -> Result<Outcome, Stop> {
    let unusable = unusable_packages(&settings.workspace)?;
    if unusable.is_empty() {
        return run();
    }
    Ok(Outcome::Failed(format!(
        "missing or damaged: {}; run `cargo xtask generate`",
        unusable.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(outcome: Outcome, require: Option<Require>) -> (Vec<String>, String) {
        let mut tally = Tally::default();
        let lines = tally.count("rust", outcome, require, 12.34);
        (lines, tally.summary())
    }

    #[test]
    fn a_passing_suite_is_one_line_with_its_time() {
        let (lines, summary) = lines(Outcome::Passed, None);
        assert_eq!(lines, ["ok rust (12.3 s)"]);
        assert_eq!(summary, "1 passed, 0 failed, 0 skipped");
    }

    #[test]
    fn a_failing_suite_ends_with_its_line() {
        let (lines, summary) = lines(Outcome::Failed("why\n".to_owned()), None);
        assert_eq!(lines, ["why", "FAILED rust (12.3 s)"]);
        assert_eq!(summary, "0 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn a_skipped_suite_names_what_it_wants() {
        let (lines, summary) = lines(Outcome::Skipped("install nodejs".to_owned()), None);
        assert_eq!(lines, ["SKIPPED rust: install nodejs"]);
        assert_eq!(summary, "0 passed, 0 failed, 1 skipped");
    }

    #[test]
    fn a_skipped_suite_fails_where_all_are_required() {
        let skipped = Outcome::Skipped("install nodejs".to_owned());
        let (lines, summary) = lines(skipped, Some(Require::All));
        assert_eq!(lines.last().map(String::as_str), Some("FAILED rust"));
        assert_eq!(summary, "0 passed, 1 failed, 0 skipped");
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_command_shows_its_line_and_its_words() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2; exit 3"]);
        let Ok(Outcome::Failed(why)) = all_succeed([command]) else {
            panic!("it must fail")
        };
        assert!(why.starts_with("$ sh -c echo out"), "{why}");
        assert!(why.contains("\nout\nerr\n"), "{why}");
    }
}
