//! Words that only some files may use, as `layers.toml` says: who may read files, who may iterate in
//! no order. Looks at code, not at comments and literals. Read [`Forbidden`].

use serde::Deserialize;

use super::Finding;
use super::code::code_only;
use super::sources::Source;

/// A list of words, where they are refused, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forbidden {
    /// Paths or names, `fs::` say; a letter before or after a name is not that name.
    words: Vec<String>,
    /// Files or folders where they are refused; folders end with `/`.
    within: Vec<String>,
    /// Files or folders within those where they are welcome.
    #[serde(default)]
    except: Vec<String>,
    /// Why.
    reason: String,
    /// What to do.
    help: String,
}

impl Forbidden {
    fn concerns(&self, source: &Source) -> bool {
        let among = |places: &[String]| {
            places.iter().any(|place| match place.strip_suffix('/') {
                Some(_) => source.path.starts_with(place.as_str()),
                None => source.path == *place,
            })
        };
        among(&self.within) && !among(&self.except)
    }
}

/// Refused words in one file of Rust; tests may use them.
pub(super) fn check(source: &Source, rules: &[Forbidden]) -> Vec<Finding> {
    let rules: Vec<&Forbidden> = rules.iter().filter(|rule| rule.concerns(source)).collect();
    if source.extension() != "rs" || source.is_test() || source.is_example() || rules.is_empty() {
        return Vec::new();
    }
    let code = code_only(&source.text);
    let mut findings = Vec::new();
    for (index, line) in code
        .lines()
        .enumerate()
        .take_while(|(_, line)| *line != "#[cfg(test)]")
    {
        for rule in &rules {
            if let Some(word) = rule.words.iter().find(|word| contains_word(line, word)) {
                let message = format!("`{word}`: {}", rule.reason);
                findings.push(Finding::error(&source.path, index + 1, message, &rule.help));
            }
        }
    }
    findings
}

fn contains_word(line: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let longer = word.ends_with(is_name) && after.is_some_and(is_name);
        !longer && !before.is_some_and(is_name)
    })
}

#[cfg(test)]
mod tests {
    use super::super::sources::source;
    use super::*;

    fn check_words(path: &str, text: &str) -> Vec<usize> {
        let rule = Forbidden {
            words: vec!["fs::".to_owned(), "HashMap".to_owned()],
            within: vec!["crates/".to_owned()],
            except: vec!["crates/a/src/loader.rs".to_owned()],
            reason: "r".to_owned(),
            help: "h".to_owned(),
        };
        check(&source(path, text), &[rule])
            .into_iter()
            .map(|finding| finding.line)
            .collect()
    }

    #[test]
    fn whole_words_of_code_are_refused() {
        let text = "//! fs::read\nstd::fs::read(x);\noffs::read(x);\nMyHashMap;\nHashMap::new();\n";
        assert_eq!(check_words("crates/a/src/lib.rs", text), [2, 5]);
    }

    #[test]
    fn exceptions_other_folders_and_tests_may_use_them() {
        let text = "//! X.\nfs::read(x);\n";
        assert!(check_words("crates/a/src/loader.rs", text).is_empty());
        assert!(check_words("xtask/src/main.rs", text).is_empty());
        assert!(check_words("crates/a/tests/all.rs", text).is_empty());
        let with_tests = "//! X.\n#[cfg(test)]\nmod tests { fs::read(x); }\n";
        assert!(check_words("crates/a/src/lib.rs", with_tests).is_empty());
    }
}
