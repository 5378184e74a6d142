//! Imports: `use` declarations, and the order of names in them.

use oas_codegen::writer::Code;

use super::lists::fill;
use super::{INDENT, WIDTH, width};

/// `use path::{one, two};`, names in the order that the formatter wants.
pub(crate) fn use_declaration(path: &Code, names: &[Code]) -> Code {
    import("use ", path, names)
}

/// `pub use path::{one, two};`
pub(crate) fn reexport(path: &Code, names: &[Code]) -> Code {
    import("pub use ", path, names)
}

pub(super) fn import(keyword: &'static str, path: &Code, names: &[Code]) -> Code {
    if let [only] = names {
        return Code::fixed(keyword)
            .with(path)
            .then("::")
            .with(only)
            .then(";");
    }
    let mut names = names.to_vec();
    names.sort_by_key(|name| version_sort_key(name.as_str()));
    let start = Code::fixed(keyword).with(path).then("::{");
    let line = start
        .clone()
        .with(Code::join(names.clone(), ", "))
        .then("};");
    if width(&line) <= WIDTH - 2 {
        return line;
    }
    fill(start, &names, INDENT).line(0).then("};")
}

/// How names are ordered: digits by their number, an underscore before everything else.
pub(crate) fn version_sort_key(name: &str) -> Vec<(u8, u128, char)> {
    let mut key = Vec::new();
    let mut characters = name.trim_start_matches("r#").chars().peekable();
    while let Some(character) = characters.next() {
        if character == '_' {
            key.push((0, 0, '_'));
        } else if let Some(digit) = character.to_digit(10) {
            let mut number = u128::from(digit);
            while let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) {
                characters.next();
                number = number.saturating_mul(10).saturating_add(digit.into());
            }
            key.push((1, number, '0'));
        } else {
            key.push((2, 0, character));
        }
    }
    key
}
