//! What a run writes: findings in a format, words for people, nothing in colour into a pipe.

use std::io::{self, Write as _};

use oas_diagnostics::render::{Format, RenderSettings, RuleDescription, render};
use oas_diagnostics::summary::Summary;
use oas_diagnostics::{Diagnostic, Level, SourceMap};

use oas_codegen::{EmitMode, EmitReport};

use crate::args::{Colour, Global, Report};
use crate::exit::{Exit, Failure};

/// Where a run writes.
#[derive(Debug)]
pub(crate) struct Output {
    quiet: bool,
    colour: Colour,
    /// Why an answer did not arrive.
    lost: Option<io::Error>,
}

impl Output {
    pub(crate) fn new(global: &Global) -> Self {
        let choice = match global.color {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        Self {
            quiet: global.quiet,
            colour: global.color,
            lost: None,
        }
    }

    /// Whether people asked for silence.
    pub(crate) const fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Writes the answer of a command to standard output.
    pub(crate) fn answer(&mut self, text: &str) {
        let mut stdout = anstream::stdout();
        let written = stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush());
        if let Err(error) = written {
            self.lost.get_or_insert(error);
        }
    }

    /// Says something to people, on standard error, unless they asked for silence.
    pub(crate) fn say(&mut self, text: &str) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// Writes findings, and says what they mean for the exit code.
    pub(crate) fn findings(
        &mut self,
        diagnostics: &[Diagnostic],
        sources: &SourceMap,
        report: &Report,
    ) -> Exit {
        let format = report.format.parse::<Format>().unwrap_or(Format::Pretty);
        let level = Level::from(report.fail_on);
        let pages = crate::commands::explain::pages();
        let rules: Vec<RuleDescription<'_>> = if format == Format::Sarif {
            pages.iter().map(|page| page.describe()).collect()
        } else {
            Vec::new()
        };
        let settings = RenderSettings {
            colour: self.is_coloured(),
            fail_on: level,
            tool_version: env!("CARGO_PKG_VERSION"),
            rules: &rules,
            ..RenderSettings::default()
        };
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = render(format, &mut text, diagnostics, sources, &settings);
        self.answer(&text);
        let summary = Summary::of(diagnostics);
        if format == Format::Pretty && !(self.quiet && diagnostics.is_empty()) {
            self.say(&summary.to_string());
        }
        if summary.at_least(level) > 0 {
            Exit::Findings
        } else {
            Exit::Success
        }
    }

    /// Writes findings that are no answer but come along with one, to standard error.
    pub(crate) fn write_findings(&mut self, diagnostics: &[Diagnostic], sources: &SourceMap) {
        let stderr = supports_color::Stream::Stderr;
        let colour = match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => supports_color::on_cached(stderr).is_some(),
        };
        let settings = RenderSettings {
            colour,
            ..RenderSettings::default()
        };
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = render(Format::Pretty, &mut text, diagnostics, sources, &settings);
        let _ = anstream::stderr().write_all(text.as_bytes());
        if !diagnostics.is_empty() {
            self.say(&Summary::of(diagnostics).to_string());
        }
    }

    /// Says what emission did, and what it means for the exit code.
    pub(crate) fn emitted(&mut self, report: &EmitReport, mode: EmitMode) -> Exit {
        if mode == EmitMode::Check {
            const SHOWN: usize = 20;
            for stale in report.stale.iter().take(SHOWN) {
                self.answer(&format!("stale: {stale}\n"));
            }
            if report.stale.len() > SHOWN {
                self.answer(&format!(
                    "stale: {} more files\n",
                    report.stale.len() - SHOWN
                ));
            }
            if report.stale.is_empty() {
                self.say(&format!("{} files are up to date", report.fresh));
                return Exit::Success;
            }
            self.say(
                "outputs are stale; run `cargo xtask generate` (or `oas generate`) and commit them",
            );
            return Exit::Stale;
        }
        let (written, removed) = (report.written.len(), report.removed.len());
        for path in &report.removed {
            self.say(&format!("removed {path}, which is no longer generated"));
        }
        self.say(&format!(
            "{written} files written, {removed} removed, {} were up to date",
            report.fresh
        ));
        Exit::Success
    }

    /// Ends a run. An answer that was lost on the way is no answer.
    pub(crate) fn finish(&mut self, result: Result<Exit, Failure>) -> Exit {
        let result = result.and_then(|exit| match self.lost.take() {
            // A reader that went away, as `head` does, wants no more.
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let message = format!("standard output cannot be written: {error}");
                Err(Failure::new(message).help("the answer is not complete; run it again"))
            }
            _ => Ok(exit),
        });
        match result {
            Ok(exit) => exit,
            Err(failure) => {
                let _ = writeln!(anstream::stderr(), "{failure}");
                Exit::Usage
            }
        }
    }

    fn is_coloured(&self) -> bool {
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => supports_color::on_cached(supports_color::Stream::Stdout).is_some(),
        }
    }
}
