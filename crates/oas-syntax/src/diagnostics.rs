//! The names and pages of what reading a text can say: [`DIAGNOSTICS`].

use oas_diagnostics::{BuiltinDiagnostic, Level};

/// The pages of the diagnostics that parsing raises, sorted by name.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[
    ALIAS_CYCLE,
    ALIAS_EXPANSION_LIMIT,
    ALIAS_UNKNOWN,
    DUPLICATE_KEY,
    JSON_SYNTAX,
    KEY_NOT_SCALAR,
    MERGE_KEY_VALUE,
    MULTIPLE_DOCUMENTS,
    NESTING_LIMIT,
    NODE_LIMIT,
    NUMBER_NOT_JSON,
    NUMBER_OUT_OF_RANGE,
    SIZE_LIMIT,
    SYNTAX_ERROR_LIMIT,
    TAG_MISMATCH,
    TAG_UNKNOWN,
    YAML_SYNTAX,
];

pub(crate) const ALIAS_CYCLE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "alias-cycle",
    level: Level::Error,
    what: "An alias (`*name`) stands within the node that its anchor (`&name`) marks.",
    why: "The value would contain itself without end; JSON cannot say that.",
    remedy: "Use `$ref` for a schema that refers to itself. For anything else, repeat the value.",
};

pub(crate) const ALIAS_EXPANSION_LIMIT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "alias-expansion-limit",
    level: Level::Error,
    what: "Aliases and merge keys stand for more nodes than are read from one text.",
    why: "A few lines of aliases that multiply each other can stand for billions of values; the \
          limit keeps such a text from filling the memory. The aliases beyond it are read as null.",
    remedy: "Write shared parts as components and refer to them with `$ref`.",
};

pub(crate) const ALIAS_UNKNOWN: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "alias-unknown",
    level: Level::Error,
    what: "An alias (`*name`) has no anchor (`&name`) before it in the same document.",
    why: "There is no value that it could stand for. Often it was meant as text: unquoted text \
          cannot start with `*`, and `*/*` is such a text.",
    remedy: "Put text in quotes: `\"*/*\"`. Otherwise mark the value that is meant with the anchor.",
};

pub(crate) const DUPLICATE_KEY: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "duplicate-key",
    level: Level::Error,
    what: "A key stands twice in one mapping. The first one is used.",
    why: "YAML forbids it, and JSON leaves open which one counts: programs differ, some take the \
          first, most the last, and each loses the other without a word.",
    remedy: "Keep one of the two, or move what is in both under one key.",
};

pub(crate) const JSON_SYNTAX: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "json-syntax",
    level: Level::Error,
    what: "The text is not JSON (RFC 8259) at this place.",
    why: "Programs refuse such a file. What can be told is read as it was meant, so that one run \
          shows every mistake.",
    remedy: "Do what the message says. JSON has double quotes only, no comments, no comma after \
             the last element, and no numbers with leading zeros.",
};

pub(crate) const KEY_NOT_SCALAR: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "key-not-scalar",
    level: Level::Error,
    what: "A key is a mapping, a sequence or missing. It is left out with its value.",
    why: "The keys of JSON are strings; numbers and booleans can be read as their text, a \
          collection cannot.",
    remedy: "Write the key as text. A key that starts with `{` or `[` needs quotes.",
};

pub(crate) const MERGE_KEY_VALUE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "merge-key-value",
    level: Level::Error,
    what: "The value of a merge key (`<<`) is neither a mapping nor a sequence of mappings.",
    why: "There are no keys in it that could be merged, so it has no effect.",
    remedy: "Merge an alias of a mapping, or put the key in quotes if it is meant as text.",
};

pub(crate) const MULTIPLE_DOCUMENTS: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "multiple-documents",
    level: Level::Error,
    what: "A file holds more than one document. The first one is read.",
    why: "A path names one document; nothing could refer to the others.",
    remedy: "Move each document into a file of its own.",
};

pub(crate) const NESTING_LIMIT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "nesting-limit",
    level: Level::Error,
    what: "More collections stand within each other than are read. The innermost are read as null.",
    why: "Programs walk documents by recursion and a text made to be deep makes them crash; no \
          document written by people comes near the limit.",
    remedy: "Make the document flatter, by components and `$ref` for example.",
};

pub(crate) const NODE_LIMIT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "node-limit",
    level: Level::Error,
    what: "A file holds more values than are read. What follows is left out.",
    why: "The limit keeps a run on a document from elsewhere within bounded memory.",
    remedy: "Split the document into files that refer to each other.",
};

pub(crate) const NUMBER_NOT_JSON: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "number-not-json",
    level: Level::Error,
    what: "A value is `.inf`, `-.inf` or `.nan`.",
    why: "JSON has no such numbers, so neither a JSON document nor a JSON message can hold it.",
    remedy: "Leave the keyword out where it says that there is no bound, or put text in quotes.",
};

pub(crate) const NUMBER_OUT_OF_RANGE: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "number-out-of-range",
    level: Level::Warning,
    what: "A number is larger than any 64-bit float.",
    why: "Most programs read it as infinity, which they cannot write again.",
    remedy: "Write a number that is in range, or put it in quotes if the digits matter.",
};

pub(crate) const SIZE_LIMIT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "size-limit",
    level: Level::Error,
    what: "A text has more bytes than are read. Nothing of it is read.",
    why: "The limit keeps a run on a document from elsewhere within bounded memory and time.",
    remedy: "Split the document into files that refer to each other.",
};

pub(crate) const SYNTAX_ERROR_LIMIT: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "syntax-error-limit",
    level: Level::Error,
    what: "A text has more syntax errors than are listed. What follows is left out.",
    why: "After so many errors the text is hardly the format that it was taken for, and one \
          mistake can look like many.",
    remedy: "Mend the first errors and run again; check that the extension of the file is right.",
};

pub(crate) const TAG_MISMATCH: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "tag-mismatch",
    level: Level::Error,
    what: "A value is not what its tag says: `!!int twelve`.",
    why: "The tag cannot be obeyed, so the value is read as if it were not there.",
    remedy: "Delete the tag, or write a value that it fits.",
};

pub(crate) const TAG_UNKNOWN: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "tag-unknown",
    level: Level::Warning,
    what: "A value has a tag that is not of the YAML core schema: `!include`, `!!binary`.",
    why: "OpenAPI documents are JSON in meaning and JSON has no tags; the tag has no effect here \
          and another one in each program that knows it.",
    remedy: "Delete the tag. To include another file, use `$ref`. Text that starts with `!` needs \
             quotes.",
};

pub(crate) const YAML_SYNTAX: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "yaml-syntax",
    level: Level::Error,
    what: "The text is not YAML 1.2 at this place. The lines that cannot be read are left out.",
    why: "Programs refuse such a file. The rest of it is read all the same, so that one run shows \
          as many mistakes as can be told apart.",
    remedy: "Do what the message says. When in doubt, put text in quotes: `'` keeps everything as \
             it is, and `''` in it is one `'`.",
};

#[cfg(test)]
mod tests {
    use super::DIAGNOSTICS;

    #[test]
    fn names_are_sorted_kebab_case_and_every_part_of_a_page_is_written() {
        assert!(
            DIAGNOSTICS
                .windows(2)
                .all(|pair| pair[0].name < pair[1].name)
        );
        for page in DIAGNOSTICS {
            let name = page.name;
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
                "{name}"
            );
            for text in [page.what, page.why, page.remedy] {
                assert!(text.ends_with('.'), "{name}: {text}");
            }
        }
    }
}
