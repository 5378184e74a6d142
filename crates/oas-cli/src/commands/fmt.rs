//! `oas fmt`: canonical key order and layout of documents.
//!
//! What an object is, and so which order its keys have, is known from what refers to it: the
//! documents of the configuration are read for that even where single files are named.

mod difference;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use oas_diagnostics::{Diagnostic, FileId};
use oas_fmt::{Objects, Refusal};
use oas_model::ResolvedDocument;
use oas_syntax::{Format, Limits};

use super::lint::{expand, standard_input};
use crate::args::{Fmt, Global};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::project::{Project, enter};

pub(crate) fn run(global: &Global, command: &Fmt, output: &mut Output) -> Result<Exit, Failure> {
    if command.files.iter().any(|file| file == "-") {
        if command.files.len() > 1 {
            return Err(
                Failure::new("`-` stands for standard input, and stands alone")
                    .help("format files in a call of their own"),
            );
        }
        return filter(global, command, output);
    }
    let mut files = if command.files.is_empty() {
        Files::configured(global)?
    } else {
        Files::named(global, &command.files)?
    };
    let unread = files.project.take_findings();
    if !unread.is_empty() {
        output.write_findings(&unread, &files.project.sources);
        return Ok(Exit::Usage);
    }
    let mut report = Report::default();
    for file in std::mem::take(&mut files.wanted) {
        files.format(file, command.check, &mut report, output)?;
    }
    Ok(report.finish(&files.project, command.check, output))
}

/// `1 file`, `2 files`.
fn files(count: usize) -> String {
    format!("{count} {}", if count == 1 { "file" } else { "files" })
}

/// What came of the files so far.
#[derive(Debug, Default)]
struct Report {
    changed: usize,
    fresh: usize,
    refused: Vec<Diagnostic>,
}

impl Report {
    fn finish(self, project: &Project, check: bool, output: &mut Output) -> Exit {
        let (changed, fresh) = (self.changed, self.fresh);
        output.write_findings(&self.refused, &project.sources);
        output.say(&match (check, changed) {
            (true, 0) => format!("{} as `oas fmt` writes them", files(fresh)),
            (true, _) => format!(
                "{} would change, {fresh} would not; run `oas fmt`",
                files(changed)
            ),
            (false, _) => format!("{} formatted, {fresh} were before", files(changed)),
        });
        if !self.refused.is_empty() {
            output.say("files with errors are as they were");
            return Exit::Findings;
        }
        if check && changed > 0 {
            Exit::Findings
        } else {
            Exit::Success
        }
    }
}

/// The files of a run.
#[derive(Debug)]
struct Files {
    project: Project,
    /// What is known of files.
    objects: BTreeMap<FileId, Objects>,
    /// Those that are formatted, in the order of their names.
    wanted: Vec<FileId>,
}

impl Files {
    /// Every file of every document of the configuration.
    fn configured(global: &Global) -> Result<Self, Failure> {
        let mut files = Self::of(Project::configured(global)?);
        let documents = files.project.load_configured();
        let complete = files.project.config.as_ref();
        let complete = complete.is_some_and(|config| config.document.len() == documents.len());
        if complete {
            // What else is wrong with documents is no business of their layout.
            files.project.take_findings();
        }
        for document in &documents {
            files.learn(&document.resolved);
        }
        files.want(files.objects.keys().copied().collect());
        Ok(files)
    }

    /// The files that the command line names.
    fn named(global: &Global, names: &[String]) -> Result<Self, Failure> {
        let paths = expand(names)?;
        let mut files = Self::around(global, &paths)?;
        let mut wanted = BTreeSet::new();
        for path in &paths {
            let path = files.project.path_from_root(path)?;
            let file = files.project.load_source(&path)?;
            let known = files.objects.contains_key(&file);
            if let Some(resolved) = (!known)
                .then(|| files.project.load_unchecked(&path))
                .flatten()
            {
                files.learn(&resolved);
            }
            wanted.insert(file);
        }
        files.want(wanted);
        Ok(files)
    }

    /// The project of the configuration where it has all of the files, and otherwise one of the
    /// files alone.
    fn around(global: &Global, paths: &[PathBuf]) -> Result<Self, Failure> {
        if let Ok(mut project) = Project::configured(global)
            && paths
                .iter()
                .all(|path| project.path_from_root(path).is_ok())
        {
            let entries = project.config.iter().flat_map(|config| &config.document);
            let entries: Vec<_> = entries.map(|entry| entry.path.get_ref().clone()).collect();
            project.take_findings();
            let mut files = Self::of(project);
            for entry in entries {
                if let Some(resolved) = files.project.load_unchecked(&entry) {
                    files.learn(&resolved);
                }
            }
            return Ok(files);
        }
        Ok(Self::of(Project::of_files(global, paths)?))
    }

    fn of(project: Project) -> Self {
        Self {
            project,
            objects: BTreeMap::new(),
            wanted: Vec::new(),
        }
    }

    fn learn(&mut self, resolved: &ResolvedDocument) {
        for (file, objects) in Objects::of_document(resolved) {
            self.objects.entry(file).or_default().extend(objects);
        }
    }

    /// Files that are YAML or JSON by their name, or are OpenAPI documents by what is in them.
    fn want(&mut self, files: BTreeSet<FileId>) {
        let sources = &self.project.sources;
        let path = |file: &FileId| sources.file(*file).path();
        let mut wanted: Vec<_> = files
            .into_iter()
            .filter(|file| Format::of_path(path(file)).is_some())
            .collect();
        wanted.sort_by_key(|file| path(file).to_owned());
        self.wanted = wanted;
    }

    fn format(
        &self,
        file: FileId,
        check: bool,
        report: &mut Report,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let source = self.project.sources.file(file);
        enter(format!("formatting {}", source.display()));
        let format = Format::of_path(source.path());
        let format = format.unwrap_or_else(|| Format::of_text(source.text()));
        let unknown = Objects::default();
        let objects = self.objects.get(&file).unwrap_or(&unknown);
        let text = source.text();
        let new = match oas_fmt::format(file, text, format, objects, &Limits::default()) {
            Ok(new) => new,
            Err(Refusal::Unreadable(errors)) => {
                report.refused.extend(errors);
                return Ok(());
            }
            Err(Refusal::Altered(what)) => altered(what),
        };
        let place = self.project.place(file)?;
        let old = std::fs::read(&place).map_err(|error| {
            Failure::new(format!("`{}` cannot be read: {error}", source.display()))
        })?;
        if old == new.as_bytes() {
            report.fresh += 1;
            return Ok(());
        }
        report.changed += 1;
        if check {
            output.answer(&format!("would change: {}\n", source.display()));
            if !output.is_quiet() {
                output.answer(&difference::short(text, &new));
            }
            return Ok(());
        }
        // Somebody may have saved the file since it was read.
        let read = old.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&old);
        if read != text.as_bytes() {
            let message = format!("`{}` changed while it was formatted", source.display());
            return Err(Failure::new(message).help("run `oas fmt` again"));
        }
        write::replace(&place, &new)
            .map_err(|error| {
                Failure::new(format!("`{}` cannot be written: {error}", source.display()))
                    .help("files before it are formatted; this one is as it was")
            })
            .map(|()| output.say(&format!("formatted {}", source.display())))
    }
}

/// Standard input to standard output.
fn filter(global: &Global, command: &Fmt, output: &mut Output) -> Result<Exit, Failure> {
    let mut project = Project::of_text(global)?;
    let (file, resolved) = project.load_text_unchecked(standard_input()?)?;
    let objects = resolved.map(|resolved| Objects::of_document(&resolved));
    let objects = objects
        .and_then(|mut objects| objects.remove(&file))
        .unwrap_or_default();
    enter("formatting standard input");
    let text = project.sources.file(file).text();
    let format = Format::of_text(text);
    match oas_fmt::format(file, text, format, &objects, &Limits::default()) {
        Ok(new) if command.check => {
            if new == **text {
                return Ok(Exit::Success);
            }
            output.answer("would change: standard input\n");
            if !output.is_quiet() {
                output.answer(&difference::short(text, &new));
            }
            Ok(Exit::Findings)
        }
        Ok(new) => {
            output.answer(&new);
            Ok(Exit::Success)
        }
        Err(Refusal::Unreadable(errors)) => {
            output.write_findings(&errors, &project.sources);
            Ok(Exit::Findings)
        }
        Err(Refusal::Altered(what)) => altered(what),
    }
}

/// Ends the run as a fault of this program, which `main` tells people about.
fn altered(what: &str) -> ! {
    std::panic::panic_any(format!(
        "the new text would change {what}; the file is as it was"
    ))
}
