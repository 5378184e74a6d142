//! `spec/conventions.yaml`, read without the toolchain: [`file`].
//!
//! This knows the few forms of YAML in which that file is written, so that what is generated from it
//! is not compared with what the same parser understood.

use std::path::Path;

/// The lines of a mapping in block style, or the text of a value.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Where it stands, for messages.
    path: String,
    text: String,
}

/// The whole file.
pub(crate) fn file() -> Section {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/conventions.yaml");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        !(line.is_empty() || line.starts_with('#'))
    });
    Section {
        path: "conventions.yaml".to_owned(),
        text: lines.collect::<Vec<_>>().join("\n"),
    }
}

impl Section {
    /// Keys and what stands below each, in the order of the file; `{ a: b }` is a mapping too.
    pub(crate) fn entries(&self) -> Vec<(&str, Section)> {
        if let Some(inner) = between(&self.text, "{", "}") {
            let pairs = inner.split(", ").filter_map(|pair| pair.split_once(": "));
            return pairs
                .map(|(key, value)| (key, self.below(key, value.to_owned())))
                .collect();
        }
        let indent = |line: &str| line.len() - line.trim_start().len();
        let own = self.text.lines().next().map_or(0, indent);
        let mut entries: Vec<(&str, Section)> = Vec::new();
        for line in self.text.lines() {
            if indent(line) > own
                && let Some((_, below)) = entries.last_mut()
            {
                below.text.push_str(line);
                below.text.push('\n');
                continue;
            }
            // Names of scopes have colons too.
            let line = line.trim();
            let (key, value) = match line.strip_suffix(':') {
                Some(key) => (key, ""),
                None => line.split_once(": ").unwrap_or((line, "")),
            };
            entries.push((key, self.below(key, value.to_owned())));
        }
        entries
    }

    /// What stands below a key.
    pub(crate) fn at(&self, key: &str) -> Section {
        let found = self.entries().into_iter().find(|(name, _)| *name == key);
        found
            .unwrap_or_else(|| panic!("{} has no `{key}`", self.path))
            .1
    }

    /// The text behind a key.
    pub(crate) fn value(&self, key: &str) -> String {
        self.at(key).text
    }

    /// The elements of `[a, b]` behind a key; none where there is no such key.
    pub(crate) fn list(&self, key: &str) -> Vec<String> {
        let mut entries = self.entries().into_iter();
        let Some((_, list)) = entries.find(|(name, _)| *name == key) else {
            return Vec::new();
        };
        let elements = between(&list.text, "[", "]")
            .unwrap_or_else(|| panic!("{} is no list on one line", list.path));
        elements.split(", ").map(str::to_owned).collect()
    }

    fn below(&self, key: &str, text: String) -> Section {
        Section {
            path: format!("{}/{key}", self.path),
            text,
        }
    }
}

/// The text between two brackets, where it is in them.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let inner = text.trim().strip_prefix(open)?.strip_suffix(close)?;
    Some(inner.trim())
}
