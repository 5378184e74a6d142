//! hyperfine, run as a process: it warms up, repeats, and knows what a child has cost.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::cases::installed;
use crate::stop::Stop;
use crate::workspace::{Workspace, run_captured};

/// What one call costs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figures {
    /// User and system time, all threads, mean of all runs.
    pub(super) cpu_s: f64,
    /// Time on the clock, mean of all runs.
    pub(super) wall_s: f64,
    /// The most memory of any run.
    pub(super) bytes: u64,
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = self.bytes / 1_000_000;
        write!(
            formatter,
            "{:8.3} s CPU {:8.3} s wall {megabytes:6} MB",
            self.cpu_s, self.wall_s
        )
    }
}

#[derive(Debug, Deserialize)]
struct Report {
    results: Vec<Measured>,
}

#[derive(Debug, Deserialize)]
struct Measured {
    mean: f64,
    user: f64,
    system: f64,
    #[serde(default)]
    memory_usage_byte: Vec<u64>,
}

/// The program, where it is installed.
#[derive(Debug)]
pub(super) struct Hyperfine {
    program: PathBuf,
    report: PathBuf,
}

impl Hyperfine {
    pub(super) fn find(workspace: &Workspace) -> Result<Self, Stop> {
        let program = installed("hyperfine").ok_or_else(|| {
            Stop::unusable("hyperfine is not installed: `cargo install hyperfine@1.20.0 --locked`")
        })?;
        let folder = workspace.path("target/bench");
        std::fs::create_dir_all(&folder).map_err(|error| Stop::file("make", &folder, &error))?;
        Ok(Self {
            program,
            report: folder.join("hyperfine.json"),
        })
    }

    /// Runs a program `runs` times after one that does not count. Exit codes of findings are fine.
    pub(super) fn measure(
        &self,
        program: &Path,
        arguments: &[String],
        runs: u32,
    ) -> Result<Figures, Stop> {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
        let mut call = quoted(&program.to_string_lossy());
        for argument in arguments {
            call.push(' ');
            call.push_str(&quoted(argument));
        }
        let mut command = Command::new(&self.program);
        command
            .args([
                "--shell=none",
                "--ignore-failure",
                "--warmup=1",
                "--style=none",
            ])
            .arg(format!("--runs={}", runs.max(2)))
            .arg("--export-json")
            .arg(&self.report)
            .arg(&call);
        let finished = run_captured(&mut command)?;
        if !finished.status.success() {
            return Err(Stop::unusable(format!("{call}\n{}", finished.output)));
        }
        let text = std::fs::read_to_string(&self.report)
            .map_err(|error| Stop::file("read", &self.report, &error))?;
        let report: Report = serde_json::from_str(&text)
            .map_err(|error| Stop::unusable(format!("hyperfine's report: {error}")))?;
        let measured = report
            .results
            .into_iter()
            .next()
            .ok_or_else(|| Stop::unusable("hyperfine reports nothing"))?;
        Ok(Figures {
            cpu_s: measured.user + measured.system,
            wall_s: measured.mean,
            bytes: measured.memory_usage_byte.into_iter().max().unwrap_or(0),
        })
    }
}
