//! Rust text with its comments and literals blanked out, line by line the same. Knows just enough of
//! the lexical grammar for that; it does not parse. Read [`code_only`].

/// `text` with a space in place of each character of a comment, string or character literal.
pub(in super::super) fn code_only(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after_name = masked.chars().next_back().is_some_and(is_name);
        let (length, blank) = match token(rest, after_name) {
            Some(length) => (length, true),
            None => (first.len_utf8(), false),
        };
        let (taken, left) = rest.split_at(length);
        if blank {
            masked.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            masked.push_str(taken);
        }
        rest = left;
    }
    masked
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the comment or literal that `text` begins with.
fn token(text: &str, after_name: bool) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(block_comment(text));
    }
    if text.starts_with('"') {
        return Some(quoted(text));
    }
    if text.starts_with('\'') {
        return character(text);
    }
    if after_name {
        return None;
    }
    // `r"..."`, `br#"..."#`, `c"..."` and the like.
    let prefix = text.len() - text.trim_start_matches(['b', 'c', 'r']).len();
    let raw = text[..prefix].ends_with('r');
    match text[prefix..].chars().next() {
        Some('"') if raw && prefix <= 2 => Some(prefix + raw_string(&text[prefix..])),
        Some('#') if raw && prefix <= 2 => {
            let hashes = text[prefix..].len() - text[prefix..].trim_start_matches('#').len();
            text[prefix + hashes..]
                .starts_with('"')
                .then(|| prefix + raw_string(&text[prefix..]))
        }
        Some('"') if prefix == 1 => Some(prefix + quoted(&text[prefix..])),
        _ => None,
    }
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_string(text: &str) -> usize {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let end = format!("\"{}", "#".repeat(hashes));
    let start = hashes + 1;
    text[start..]
        .find(&end)
        .map_or(text.len(), |at| start + at + end.len())
}

/// A character literal; `None` for a lifetime.
fn character(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    let (_, first) = characters.next()?;
    if first == '\\' {
        // The character after the backslash may itself be a quote.
        let start = 1 + '\\'.len_utf8() + characters.next()?.1.len_utf8();
        return text[start..].find('\'').map(|at| start + at + 1);
    }
    let (at, second) = characters.next()?;
    (second == '\'').then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_mask(text: &str, expected: &str) {
        assert_eq!(code_only(text), expected);
        assert_eq!(code_only(text).lines().count(), text.lines().count());
    }

    #[test]
    fn comments_are_blank() {
        check_mask("a // b\nc", "a     \nc");
        check_mask("a /* b /* c */ \n d */ e", "a              \n      e");
    }

    #[test]
    fn strings_are_blank_and_their_escapes_are_understood() {
        check_mask(r#"f("a\"b", c)"#, "f(      , c)");
        check_mask(r##"f(r#"a"b"#, br"c\")"##, "f(        ,       )");
        check_mask("f(\"a\nb\")", "f(  \n  )");
        check_mask("var\"a\"", "var   ");
    }

    #[test]
    fn characters_are_blank_and_lifetimes_are_not() {
        check_mask(r"f('a', '\'', '\u{1F}')", "f(   ,     ,         )");
        check_mask("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)");
        check_mask("'outer: loop", "'outer: loop");
    }

    #[test]
    fn raw_identifiers_stay() {
        check_mask("r#type = 1", "r#type = 1");
    }
}
