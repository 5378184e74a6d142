//! The runtime, which is copied.

use oas_codegen::writer::Code;
use oas_codegen::writer::text::Verbatim;
use serde::Serialize;

use super::header;
use crate::Origin;

/// `runtime.ts.j2`
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RuntimeView {
    /// The first two lines.
    pub(crate) header: Code,
    /// The module's file name.
    pub(crate) file: &'static str,
    /// Its source.
    pub(crate) source: Verbatim,
}

macro_rules! modules {
    ($($file:literal),* $(,)?) => {
        /// The modules of the runtime with their sources, sorted.
        const MODULES: &[(&str, &str)] = &[
            $(($file, include_str!(concat!("../../../../templates/typescript/runtime/", $file)))),*
        ];
    };
}

modules!(
    "attempt.ts",
    "auth.ts",
    "bodies.ts",
    "call.ts",
    "client.ts",
    "conventions.ts",
    "core.ts",
    "errors.ts",
    "list.ts",
    "middleware.ts",
    "operation.ts",
    "parts.ts",
    "request.ts",
    "response.ts",
    "retry.ts",
    "scalars.ts",
    "security.ts",
    "styles.ts",
    "trust.ts",
);

/// The modules by their path below `templates/`.
pub(crate) fn sources() -> impl Iterator<Item = (String, &'static str)> {
    MODULES
        .iter()
        .map(|(file, source)| (format!("typescript/runtime/{file}"), *source))
}

/// Plans the copies.
pub(crate) fn plan(origin: Origin) -> Vec<RuntimeView> {
    MODULES
        .iter()
        .map(|(file, source)| RuntimeView {
            header: header::of_runtime(file, origin),
            file,
            source: Verbatim::new(source),
        })
        .collect()
}

/// A version that npm accepts, made of what a document calls its version.
pub(crate) fn npm_version(text: &str) -> String {
    let (core, rest) = text
        .trim_start_matches(['v', 'V'])
        .split_once(['-', '+'])
        .map_or((text.trim_start_matches(['v', 'V']), ""), |(core, rest)| {
            (core, rest)
        });
    let numbers: Vec<u64> = core
        .split('.')
        .map_while(|number| number.parse().ok())
        .take(3)
        .collect();
    let number = |index: usize| numbers.get(index).copied().unwrap_or_default();
    let version = format!("{}.{}.{}", number(0), number(1), number(2));
    let is_exact = numbers.len() == core.split('.').count();
    let is_plain = |one: &str| {
        !one.is_empty()
            && one.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && (!one.starts_with('0') || one == "0" || one.contains(|c: char| !c.is_ascii_digit()))
    };
    if is_exact && rest.split('.').all(is_plain) {
        format!("{version}-{rest}")
    } else {
        version
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::{MODULES, npm_version};

    #[test]
    fn every_module_is_copied() {
        let directory =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/typescript/runtime");
        let files: BTreeSet<String> = fs::read_dir(directory)
            .expect("the runtime is there")
            .map(|entry| entry.expect("it can be listed").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        let copied: BTreeSet<String> = MODULES.iter().map(|(file, _)| (*file).to_owned()).collect();
        assert_eq!(files, copied);
        assert!(MODULES.is_sorted());
    }

    #[test]
    fn versions_are_what_npm_accepts() {
        for (text, version) in [
            ("1.0.0", "1.0.0"),
            ("v2.1", "2.1.0"),
            ("3", "3.0.0"),
            ("1.0.0-beta.1", "1.0.0-beta.1"),
            ("1.0.0-01", "1.0.0"),
            ("2025-11-10", "2025.0.0-11-10"),
            ("latest", "0.0.0"),
            ("1.2.3.4", "1.2.3"),
            ("", "0.0.0"),
        ] {
            assert_eq!(npm_version(text), version, "{text}");
        }
    }
}
