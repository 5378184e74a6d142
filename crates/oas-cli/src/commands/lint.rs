//! `oas lint`: findings for documents.

use std::io::Read as _;
use std::path::PathBuf;

use globset::Glob;
use oas_conventions::Conventions;
use oas_diagnostics::Diagnostic;
use oas_lint::{Ignore, RuleSetting, Settings};

use crate::args::{Global, Lint};
use crate::config::{self, LintConfig};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::project::{Checked, Input, Project, ProjectDocument, current_directory, enter};

pub(crate) fn run(global: &Global, command: &Lint, output: &mut Output) -> Result<Exit, Failure> {
    let (mut project, checked) = if command.files.is_empty() {
        let mut project = Project::configured(global)?;
        let documents = project.load_configured();
        (
            project,
            documents.into_iter().map(Checked::document).collect(),
        )
    } else {
        files(global, &command.files, Project::load_or_check)?
    };
    let settings = settings(&mut project, command)?;
    let conventions = project.load_conventions();
    let read = !checked.is_empty();
    let documents: Vec<ProjectDocument> = checked
        .into_iter()
        .filter_map(Checked::into_document)
        .collect();
    let findings = check(&mut project, &documents, conventions.as_ref(), &settings);
    let unreadable = !read && !findings.is_empty();
    let exit = output.findings(&findings, &project.sources, &command.report);
    Ok(if unreadable { Exit::Usage } else { exit })
}

/// Lints documents; what was found before comes along, all of it sorted.
pub(crate) fn check(
    project: &mut Project,
    documents: &[ProjectDocument],
    conventions: Option<&Conventions>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    for document in documents {
        enter(format!("linting {}", document.source));
        project
            .sink
            .extend(oas_lint::lint(&document.resolved, conventions, settings));
    }
    project.take_findings()
}

/// The settings of `--rules`, or of the configuration, or the default.
fn settings(project: &mut Project, command: &Lint) -> Result<Settings, Failure> {
    if let Some(rules) = &command.rules {
        let file = project.add_text(&current_directory()?.join(rules))?;
        return Ok(match config::read_rules(file, &project.sources) {
            Ok(config) => from_config(&config),
            Err(diagnostic) => {
                project.sink.push(*diagnostic);
                Settings::default()
            }
        });
    }
    Ok(configured(project))
}

/// The settings of the configuration.
pub(crate) fn configured(project: &Project) -> Settings {
    project
        .config
        .as_ref()
        .map_or_else(Settings::default, |config| from_config(&config.lint))
}

fn from_config(config: &LintConfig) -> Settings {
    let mut settings = Settings::default();
    if let Some(groups) = &config.groups {
        settings.groups = groups.iter().map(|group| group.get_ref().clone()).collect();
    }
    for (rule, level) in &config.rules {
        let setting = level.level().map_or(RuleSetting::Off, RuleSetting::At);
        settings.rules.insert(rule.get_ref().clone(), setting);
    }
    for (rule, options) in &config.options {
        // A TOML table without dates is always JSON; dates are no option of any rule.
        let options = options
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), serde_json::to_value(value).ok()?)));
        settings
            .options
            .insert(rule.get_ref().clone(), options.collect());
    }
    settings.ignores = config
        .ignore
        .iter()
        .map(|ignore| Ignore {
            rule: ignore.rule.get_ref().clone(),
            file: ignore.file.clone(),
            pointer: ignore.pointer.clone().unwrap_or_default(),
            reason: ignore.reason.clone(),
        })
        .collect();
    settings
}

/// The documents that the command line names.
pub(crate) fn named(
    global: &Global,
    names: &[String],
) -> Result<(Project, Vec<ProjectDocument>), Failure> {
    files(global, names, Project::load_input)
}

/// What the files that the command line names are read as.
fn files<T>(
    global: &Global,
    names: &[String],
    load: impl Fn(&mut Project, Input) -> Option<T>,
) -> Result<(Project, Vec<T>), Failure> {
    let paths = expand(names)?;
    let mut project = Project::of_files(global, &paths)?;
    let mut loaded = Vec::new();
    if names.iter().any(|file| file == "-") {
        loaded.extend(load(&mut project, Input::Text(standard_input()?)));
    }
    for path in paths {
        let input = project.input(&path)?;
        loaded.extend(load(&mut project, input));
    }
    Ok((project, loaded))
}

pub(crate) fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut text)
        .map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
    Ok(text)
}

/// Paths as they are, and the files that patterns match, each once and sorted per pattern.
pub(crate) fn expand(files: &[String]) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for file in files.iter().filter(|file| *file != "-") {
        if !file.contains(['*', '?', '[', '{']) || PathBuf::from(file).exists() {
            paths.push(PathBuf::from(file));
            continue;
        }
        let glob = Glob::new(file)
            .map_err(|error| Failure::new(format!("`{file}` is no pattern: {error}")))?
            .compile_matcher();
        let fixed = file.split(['*', '?', '[', '{']).next().unwrap_or_default();
        let start = fixed.rsplit_once('/').map_or(".", |(folder, _)| folder);
        let mut found = Vec::new();
        files_below(&PathBuf::from(start), &mut found);
        found.retain(|path| glob.is_match(path.strip_prefix("./").unwrap_or(path)));
        found.sort();
        if found.is_empty() {
            return Err(Failure::new(format!("no file matches `{file}`")));
        }
        paths.append(&mut found);
    }
    paths.dedup();
    Ok(paths)
}

fn files_below(directory: &PathBuf, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files_below(&entry.path(), into),
            Ok(kind) if kind.is_file() => into.push(entry.path()),
            _ => {}
        }
    }
}
