//! Commands whose words are fixed and whose work is still to come; and words that are none.

use oas_diagnostics::suggest::nearest;

use crate::exit::{Exit, Failure};

const BUILT: [&str; 8] = [
    "bundle",
    "completions",
    "docs",
    "explain",
    "fmt",
    "generate",
    "inspect",
    "lint",
];

const PLANNED: [(&str, &str); 6] = [
    ("breaking", "breaking changes between two documents"),
    ("changelog", "every change between two documents"),
    ("conform", "driving a running server and judging it"),
    ("lsp", "the language server"),
    ("mock", "serving examples"),
    ("new", "scaffolding"),
];

pub(crate) fn run(words: &[String]) -> Result<Exit, Failure> {
    let word = words.first().map_or("", String::as_str);
    if let Some((name, what)) = PLANNED.iter().find(|(name, _)| *name == word) {
        return Err(
            Failure::new(format!("`oas {name}` ({what}) is not built yet"))
                .help("CHANGELOG.md says which commands work; this one has done nothing"),
        );
    }
    let known = BUILT.into_iter().chain(PLANNED.map(|(name, _)| name));
    let failure = Failure::new(format!("`{word}` is no command"));
    Err(match nearest(word, known) {
        Some(near) => failure.help(format!("did you mean `oas {near}`?")),
        None => failure.help("`oas --help` lists the commands"),
    })
}
