//! The files that tidy reads: every text of the checkout that a person or the generator wrote. What is
//! installed, built or fetched is not among them. Read [`Source`].

use std::fs;
use std::path::Path;

use super::Finding;
use crate::stop::Stop;
use crate::workspace::Workspace;

/// Folders that are never looked into, at any depth.
const SKIPPED: [&str; 3] = ["node_modules", "dist", "target"];

/// Hidden folders that belong to the project.
const HIDDEN: [&str; 3] = [".cargo", ".ci", ".github"];

/// Folders of examples: what is wrong there is wrong on purpose.
const EXAMPLES: [&str; 6] = [
    "compile_fail",
    "fail",
    "fixtures",
    "golden",
    "snapshots",
    "ui",
];

/// Where people keep their checkouts.
const HOMES: [&str; 3] = ["/home/", "/root/", "\\Users\\"];

/// One text file.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// From the root, with forward slashes.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// The part of the file name after the last dot.
    pub(super) fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Written by `oas`.
    pub(super) fn is_generated(&self) -> bool {
        self.path.starts_with("generated/")
    }

    /// An example for a test, not code of this project.
    pub(super) fn is_example(&self) -> bool {
        self.folders().any(|folder| EXAMPLES.contains(&folder))
    }

    /// Compiled for tests only.
    pub(super) fn is_test(&self) -> bool {
        self.folders().any(|folder| folder == "tests") || self.path.ends_with("/tests.rs")
    }

    fn folders(&self) -> impl Iterator<Item = &str> {
        self.path
            .rsplit_once('/')
            .map_or("", |(folders, _)| folders)
            .split('/')
    }
}

/// Every text file, sorted by path.
pub(super) fn sources(workspace: &Workspace) -> Result<Vec<Source>, Stop> {
    let mut sources = Vec::new();
    collect(workspace, workspace.root(), &mut sources)?;
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(workspace: &Workspace, folder: &Path, sources: &mut Vec<Source>) -> Result<(), Stop> {
    for entry in fs::read_dir(folder).map_err(|error| Stop::file("list", folder, &error))? {
        let entry = entry.map_err(|error| Stop::file("list", folder, &error))?;
        let (path, name) = (
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        );
        let kind = entry
            .file_type()
            .map_err(|error| Stop::file("read", &path, &error))?;
        let hidden = name.starts_with('.') && !HIDDEN.contains(&name.as_str());
        if kind.is_dir() && !hidden && !SKIPPED.contains(&name.as_str()) {
            collect(workspace, &path, sources)?;
        } else if kind.is_file() {
            let bytes = fs::read(&path).map_err(|error| Stop::file("read", &path, &error))?;
            // What is no text has no lines to point at.
            if let Ok(text) = String::from_utf8(bytes) {
                sources.push(Source {
                    path: workspace.relative(&path),
                    text,
                });
            }
        }
    }
    Ok(())
}

/// Paths of somebody's machine.
pub(super) fn check_paths(source: &Source, private_places: &[String]) -> Vec<Finding> {
    let lines = source.text.lines().enumerate();
    lines
        .filter(|(_, line)| {
            private_places.iter().any(|place| leads_into(line, place))
                || HOMES.iter().any(|home| leads_into(line, home))
        })
        .map(|(index, _)| {
            Finding::error(
                &source.path,
                index + 1,
                "path of one machine",
                "write it relative to the root of the repository",
            )
        })
        .collect()
}

fn leads_into(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        // `https://host/home/x` is an address.
        let before = line[..at].chars().next_back();
        let after = line[at + folder.len()..].chars().next();
        before.is_none_or(|c| !c.is_alphanumeric()) && after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
pub(super) fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_one_machine_is_found_and_an_address_is_not() {
        let text = [
            "see /home",
            "/jane/x\nhttps://example.com/home",
            "/jane\ncp -r /srv/co/a b",
        ];
        let source = source("README.md", &text.concat());
        let lines: Vec<usize> = check_paths(&source, &["/srv/co/".to_owned()])
            .iter()
            .map(|f| f.line)
            .collect();
        assert_eq!(lines, [1, 3]);
    }

    #[test]
    fn folders_decide_what_a_file_is_for() {
        assert!(source("crates/a/tests/ui/wrong.rs", "").is_example());
        assert!(source("crates/a/tests/all.rs", "").is_test());
        assert!(!source("crates/a/src/lib.rs", "").is_test());
        assert!(source("generated/rust/common/src/lib.rs", "").is_generated());
        assert_eq!(source("templates/a.rs.j2", "").extension(), "j2");
    }
}
