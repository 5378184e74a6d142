//! Other people's documents as TypeScript: whatever they hold, a package is generated and compiles as
//! strictly as the compiler can. What they mean is not looked at.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::corpus::{Entry, answer, entries};
use super::typescript::with_tools;
use super::{Outcome, Settings};
use crate::oas::Oas;
use crate::stop::Stop;

/// Where packages are written, one after the other.
const FOLDER: &str = "target/corpus-typescript";

/// The quicker of the two compilers that the runtime is checked with.
const COMPILER: &str = "templates/typescript/node_modules/typescript7/bin/tsc";

/// Sizes that are left out unless the whole corpus is asked for: they hold more of the same.
const LEFT_OUT: [&str; 2] = ["large", "huge"];

/// Every document of the corpus, or the smaller ones where nobody named a corpus.
pub(super) fn packages(settings: &Settings) -> Result<Outcome, Stop> {
    let Some(corpus) = &settings.corpus else {
        return Ok(Outcome::NotApplicable);
    };
    with_tools(settings, || {
        let oas = Oas::build(&settings.workspace)?;
        let wanted = |entry: &Entry| {
            settings.whole_corpus || !LEFT_OUT.iter().any(|size| entry.says("size", size))
        };
        let mut problems = Vec::new();
        for entry in entries(corpus)?.iter().filter(|entry| wanted(entry)) {
            if let Err(why) = package(settings, &oas, &corpus.join(&entry.file))? {
                problems.push(format!("{}: {why}", entry.file));
            }
        }
        Ok(if problems.is_empty() {
            Outcome::Passed
        } else {
            Outcome::Failed(problems.join("\n"))
        })
    })
}

/// Generates one package and compiles it; what is wrong with it, if anything.
fn package(settings: &Settings, oas: &Oas, document: &Path) -> Result<Result<(), String>, Stop> {
    let folder = settings.workspace.path(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Stop::file("remove", &folder, &error))?;
    }
    let mut generate = oas.plain(&["generate", "--target", "typescript", "--name", "corpus"]);
    generate.arg("--input").arg(document);
    generate.arg("--out").arg(&folder).arg("--quiet");
    // Documents with errors give a package too; what cannot be told is left out of it.
    if let Err(why) = answer(&mut generate, &[0, 1]) {
        return Ok(Err(format!("oas generate: {why}")));
    }
    if !folder.join("package.json").is_file() {
        return Ok(Err("oas generate: no package was written".to_owned()));
    }
    let mut compile = Command::new("node");
    compile
        .arg(settings.workspace.path(COMPILER))
        .args(["--noEmit", "--pretty", "false", "--project"])
        .arg(&folder);
    // The compiler tells its findings on standard output.
    Ok(match answer(&mut compile, &[0, 1, 2]) {
        Ok(findings) if findings.trim().is_empty() => Ok(()),
        Ok(findings) | Err(findings) => Err(format!("tsc: {}", shortened(&findings))),
    })
}

/// The first findings of many.
fn shortened(findings: &str) -> String {
    const SHOWN: usize = 5;
    let lines: Vec<&str> = findings.lines().take(SHOWN).collect();
    lines.join("\n  ")
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn the_first_findings_are_shown() {
        assert_eq!(shortened("1\n2\n3\n4\n5\n6\n"), "1\n  2\n  3\n  4\n  5");
    }
}
