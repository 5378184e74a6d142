//! `cargo xtask ci`: what has to pass before a merge, in the order in which it is cheapest to fail.
//! The suites of `test` come after it unchanged. Read [`ci`].

use std::process::ExitCode;

use crate::stop::Stop;
use crate::suites::{self, Outcome, Settings, Suite};

/// Suites that only CI needs.
const BEFORE_TESTS: [Suite; 4] = [
    Suite {
        name: "format",
        run: format,
    },
    Suite {
        name: "clippy",
        run: clippy,
    },
    Suite {
        name: "rustdoc",
        run: rustdoc,
    },
    Suite {
        name: "documentation",
        run: suites::freshness::documentation,
    },
];

/// Runs everything; exit code 1 when something failed.
pub(crate) fn ci(settings: &Settings) -> ExitCode {
    suites::run_all(settings, BEFORE_TESTS.into_iter().chain(suites::TEST))
}

fn format(settings: &Settings) -> Result<Outcome, Stop> {
    suites::needs_generated(settings, || {
        suites::all_succeed([
            settings.workspace.cargo(&["fmt", "--all", "--check"]),
            settings
                .workspace
                .cargo(&["fmt", "--manifest-path", "xtask/Cargo.toml", "--check"]),
        ])
    })
}

fn clippy(settings: &Settings) -> Result<Outcome, Stop> {
    suites::needs_generated(settings, || {
        let deny = ["--all-targets", "--quiet", "--", "--deny", "warnings"];
        let workspace = [["clippy", "--workspace"].as_slice(), &deny].concat();
        let xtask = [
            ["clippy", "--manifest-path", "xtask/Cargo.toml"].as_slice(),
            &deny,
        ]
        .concat();
        suites::all_succeed([
            settings.workspace.cargo(&workspace),
            settings.workspace.cargo(&xtask),
        ])
    })
}

fn rustdoc(settings: &Settings) -> Result<Outcome, Stop> {
    suites::needs_generated(settings, || {
        let mut doc = settings
            .workspace
            .cargo(&["doc", "--workspace", "--no-deps", "--quiet"]);
        doc.env("RUSTDOCFLAGS", "--deny warnings");
        suites::all_succeed([doc])
    })
}
