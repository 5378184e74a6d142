//! Patterns of ECMA-262 in the syntax of the `regex` crate: [`translate`].
//!
//! Classes mean what ECMA-262 says (`\d` and `\w` are ASCII, `.` stops at four line ends, `\s` has
//! its own list), anchors are those of a whole text, and what a linear-time engine cannot do is an
//! error that names it.

use regex::RegexBuilder;

/// How large a compiled pattern may be; the runtime has the same limit.
const SIZE_LIMIT: usize = 4 << 20;
/// How deep groups may stand within each other.
const DEEPEST: usize = 60;

/// `\s` of ECMA-262, as members of a class.
const WHITE_SPACE: &str =
    r"\t\n\v\f\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}";
/// `\w` of ECMA-262, as members of a class.
const WORD: &str = "A-Za-z0-9_";

/// Why a pattern cannot be translated, as a noun: "a look-ahead".
pub(crate) type Untranslatable = &'static str;

/// The pattern in the syntax of the `regex` crate.
pub(crate) fn translate(pattern: &str) -> Result<String, Untranslatable> {
    let mut translator = Translator {
        rest: pattern,
        out: String::new(),
    };
    translator.alternatives(0)?;
    if !translator.rest.is_empty() {
        return Err("a parenthesis that is not open");
    }
    RegexBuilder::new(&translator.out)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "a pattern that is too large",
            _ => "a malformed pattern",
        })?;
    Ok(translator.out)
}

struct Translator<'a> {
    rest: &'a str,
    out: String,
}

impl Translator<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn alternatives(&mut self, depth: usize) -> Result<(), Untranslatable> {
        if depth > DEEPEST {
            return Err("groups that stand too deep within each other");
        }
        while let Some(next) = self.peek() {
            match next {
                ')' => return Ok(()),
                '|' => {
                    self.next();
                    self.out.push('|');
                }
                _ => self.term(depth)?,
            }
        }
        Ok(())
    }

    /// An atom or assertion with its quantifier.
    fn term(&mut self, depth: usize) -> Result<(), Untranslatable> {
        let Some(next) = self.next() else {
            return Ok(());
        };
        match next {
            '^' | '$' => {
                self.out.push(next);
                return Ok(());
            }
            '(' => self.group(depth)?,
            '[' => {
                let class = self.class()?;
                self.out.push_str(&class);
            }
            '.' => self.out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '\\' => self.escape()?,
            '*' | '+' | '?' => return Err("a quantifier of nothing"),
            // As browsers do: a brace that starts no quantifier is a character.
            other => self.literal(other),
        }
        self.quantifier()
    }

    fn literal(&mut self, character: char) {
        if r"\.+*?()|[]{}^$".contains(character) {
            self.out.push('\\');
        }
        self.out.push(character);
    }

    fn group(&mut self, depth: usize) -> Result<(), Untranslatable> {
        self.out.push('(');
        if self.take("?") {
            if self.take(":") {
                self.out.push_str("?:");
            } else if self.rest.starts_with("<=") || self.rest.starts_with("<!") {
                return Err("a look-behind");
            } else if self.take("<") {
                let (name, rest) = self.rest.split_once('>').ok_or("a malformed group")?;
                let plain = |one: char| one.is_ascii_alphanumeric() || one == '_';
                if name.is_empty() || !name.chars().all(plain) {
                    return Err("a group with an unusual name");
                }
                self.rest = rest;
                // Nothing refers to groups by name, so that the name is not needed.
            } else if self.rest.starts_with(['=', '!']) {
                return Err("a look-ahead");
            } else {
                return Err("a group with flags");
            }
        }
        self.alternatives(depth + 1)?;
        if !self.take(")") {
            return Err("a parenthesis that is not closed");
        }
        self.out.push(')');
        Ok(())
    }

    fn quantifier(&mut self) -> Result<(), Untranslatable> {
        match self.peek() {
            Some(next @ ('*' | '+' | '?')) => {
                self.next();
                self.out.push(next);
            }
            Some('{') => {
                let Some(counts) = counts(self.rest) else {
                    return Ok(());
                };
                self.rest = &self.rest[counts.len()..];
                self.out.push_str(counts);
            }
            _ => return Ok(()),
        }
        if self.take("?") {
            self.out.push('?');
        }
        match self.peek() {
            Some('*' | '+' | '?') => Err("a quantifier of a quantifier"),
            Some('{') if counts(self.rest).is_some() => Err("a quantifier of a quantifier"),
            _ => Ok(()),
        }
    }

    /// What stands behind a backslash, outside of classes.
    fn escape(&mut self) -> Result<(), Untranslatable> {
        let next = self.next().ok_or("a backslash at the end")?;
        match next {
            'b' => self.out.push_str(r"(?-u:\b)"),
            'B' => return Err("`\\B`"),
            '1'..='9' => return Err("a back-reference"),
            'k' if self.rest.starts_with('<') => return Err("a back-reference"),
            'd' => self.out.push_str("[0-9]"),
            'D' => self.out.push_str("[^0-9]"),
            'w' | 'W' | 's' | 'S' => {
                let negation = if next.is_ascii_uppercase() { "^" } else { "" };
                let members = set(next);
                let class = format!("[{negation}{members}]");
                self.out.push_str(&class);
            }
            'p' | 'P' => {
                let property = self.property(next)?;
                self.out.push_str(&property);
            }
            other => {
                let character = self.character(other)?;
                match escaped(other, character) {
                    Some(escape) => self.out.push_str(&escape),
                    None => self.literal(character),
                }
            }
        }
        Ok(())
    }

    /// The character that an escape stands for.
    fn character(&mut self, letter: char) -> Result<char, Untranslatable> {
        match letter {
            't' => Ok('\t'),
            'n' => Ok('\n'),
            'v' => Ok('\u{b}'),
            'f' => Ok('\u{c}'),
            'r' => Ok('\r'),
            '0' if !self.rest.starts_with(|one: char| one.is_ascii_digit()) => Ok('\0'),
            '0' => Err("an octal escape"),
            'c' => match self.next() {
                Some(control) if control.is_ascii_alphabetic() => {
                    Ok(char::from(control as u8 & 0x1f))
                }
                _ => Err("a malformed escape"),
            },
            'x' => self.hexadecimal(2).and_then(scalar),
            'u' if self.rest.starts_with('{') => {
                let (digits, rest) = self.rest[1..].split_once('}').ok_or("a malformed escape")?;
                let code = u32::from_str_radix(digits, 16).map_err(|_| "a malformed escape")?;
                self.rest = rest;
                scalar(code)
            }
            'u' => {
                let code = self.hexadecimal(4)?;
                if !(0xd800..0xdc00).contains(&code) || !self.take("\\u") {
                    return scalar(code);
                }
                let low = self.hexadecimal(4)?;
                if !(0xdc00..0xe000).contains(&low) {
                    return Err("half of a surrogate pair");
                }
                scalar(0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00))
            }
            other if other.is_ascii_alphanumeric() => Err("an unknown escape"),
            other => Ok(other),
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<u32, Untranslatable> {
        let text = self.rest.get(..digits).ok_or("a malformed escape")?;
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err("a malformed escape");
        }
        self.rest = &self.rest[digits..];
        u32::from_str_radix(text, 16).map_err(|_| "a malformed escape")
    }

    /// `\p{...}`, whose names both syntaxes share.
    fn property(&mut self, letter: char) -> Result<String, Untranslatable> {
        let inner = self
            .rest
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'));
        let (name, rest) = inner.ok_or("a malformed escape")?;
        let plain = |one: char| one.is_ascii_alphanumeric() || "_=".contains(one);
        if name.is_empty() || !name.chars().all(plain) {
            return Err("a malformed escape");
        }
        self.rest = rest;
        Ok(format!("\\{letter}{{{name}}}"))
    }

    /// A class behind its opening bracket.
    fn class(&mut self) -> Result<String, Untranslatable> {
        let negated = self.take("^");
        if self.take("]") {
            // Everything, and nothing.
            return Ok(if negated { r"[\s\S]" } else { r"[^\s\S]" }.to_owned());
        }
        let mut class = String::from(if negated { "[^" } else { "[" });
        while !self.take("]") {
            if self.rest.starts_with("-]") && !class.ends_with('-') {
                // At the end, a hyphen can only be itself.
                self.next();
                class.push('-');
                continue;
            }
            let first = self.member()?;
            class.push_str(first.as_str());
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            if !is_range {
                continue;
            }
            self.next();
            match (first, self.member()?) {
                (Member::Character(_), Member::Character(last)) => {
                    class.push('-');
                    class.push_str(&last);
                }
                _ => return Err("a range that starts or ends with a class"),
            }
        }
        class.push(']');
        Ok(class)
    }

    /// A character or a set within a class.
    fn member(&mut self) -> Result<Member, Untranslatable> {
        let next = self.next().ok_or("a class that is not closed")?;
        if next != '\\' {
            return Ok(Member::Character(within_class(next)));
        }
        let letter = self.next().ok_or("a backslash at the end")?;
        Ok(match letter {
            'd' => Member::Set("0-9".to_owned()),
            'D' => Member::Set("[^0-9]".to_owned()),
            'w' | 's' => Member::Set(set(letter).to_owned()),
            'W' | 'S' => Member::Set(format!("[^{}]", set(letter))),
            'p' | 'P' => Member::Set(self.property(letter)?),
            'b' => Member::Character(r"\x08".to_owned()),
            '-' => Member::Character(r"\-".to_owned()),
            '1'..='9' => return Err("an octal escape"),
            other => {
                let character = self.character(other)?;
                Member::Character(escaped(other, character).unwrap_or(within_class(character)))
            }
        })
    }
}

/// What a class is made of.
enum Member {
    Character(String),
    Set(String),
}

impl Member {
    fn as_str(&self) -> &str {
        match self {
            Self::Character(text) | Self::Set(text) => text,
        }
    }
}

/// A character within a class; operators of the `regex` crate are escaped.
fn within_class(character: char) -> String {
    if r"\[]^-&~".contains(character) {
        format!("\\{character}")
    } else {
        character.to_string()
    }
}

/// A character that was written with an escape, in the same way where both syntaxes agree.
fn escaped(letter: char, character: char) -> Option<String> {
    match letter {
        't' | 'n' | 'v' | 'f' | 'r' => Some(format!("\\{letter}")),
        'x' => Some(format!("\\x{:02X}", u32::from(character))),
        'u' | 'c' | '0' => Some(format!("\\u{{{:x}}}", u32::from(character))),
        _ => None,
    }
}

/// The members of `\w` or `\s`, whatever the case of the letter.
const fn set(letter: char) -> &'static str {
    match letter {
        'w' | 'W' => WORD,
        _ => WHITE_SPACE,
    }
}

fn scalar(code: u32) -> Result<char, Untranslatable> {
    char::from_u32(code).ok_or("half of a surrogate pair")
}

/// The counts of a quantifier at the start of a text: `{2}`, `{2,}`, `{2,3}`.
fn counts(text: &str) -> Option<&str> {
    let (inner, _) = text.strip_prefix('{')?.split_once('}')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = match inner.split_once(',') {
        Some((least, most)) => digits(least) && (most.is_empty() || digits(most)),
        None => digits(inner),
    };
    fits.then(|| &text[..inner.len() + 2])
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::translate;

    #[test]
    fn patterns_without_differences_stay_as_they_are() {
        for pattern in [
            "^tn_[A-Za-z0-9_]{3,64}$",
            r"^[\x20-\x7E]+$",
            r"^https://docs\.penguinmails\.com/api/errors#[a-z][a-z0-9-]*$",
            "^(a|b)+?$",
            "(?:a|)",
        ] {
            assert_eq!(translate(pattern).as_deref(), Ok(pattern));
        }
    }

    /// Texts that match, then texts that do not, by ECMA-262.
    fn check_pattern(pattern: &str, matches: &[&str], others: &[&str]) {
        let translation = translate(pattern).expect(pattern);
        let regex = Regex::new(&translation).expect(&translation);
        for text in matches {
            assert!(
                regex.is_match(text),
                "{pattern} as {translation} on {text:?}"
            );
        }
        for text in others {
            assert!(
                !regex.is_match(text),
                "{pattern} as {translation} on {text:?}"
            );
        }
    }

    #[test]
    fn classes_mean_what_ecma_262_says() {
        check_pattern(r"^\d$", &["5"], &["٥", "a"]);
        check_pattern(r"^\w$", &["a", "_"], &["é"]);
        check_pattern(r"^\W$", &["é", "\n"], &["a"]);
        check_pattern(
            r"^\s$",
            &["\u{feff}", "\u{a0}", "\u{2003}"],
            &["\u{85}", "\u{180e}"],
        );
        check_pattern(r"^.$", &["a", "😀", "\u{85}"], &["\n", "\r", "\u{2028}"]);
        check_pattern(r"^[\d\-x]$", &["5", "-", "x"], &["٥", "w"]);
        check_pattern(r"^[^\w]$", &["é"], &["a"]);
        check_pattern(r"^[\S]$", &["a"], &["\u{feff}"]);
        check_pattern(r"a\b", &["a", "aé"], &["ab"]);
        check_pattern("^[]", &[], &["", "a"]);
        check_pattern("^[^]$", &["a", "\n"], &[""]);
        check_pattern("^a$", &["a"], &["a\n", "b\na"]);
    }

    #[test]
    fn escapes_and_operators_are_characters() {
        check_pattern(r"^\u0041\x42\u{43}\cJ\0$", &["ABC\n\0"], &[]);
        check_pattern(r"^\ud83d\ude00$", &["😀"], &[]);
        check_pattern(r"^\/\-\@$", &["/-@"], &[]);
        check_pattern(r"^[a&&b]$", &["&"], &[]);
        check_pattern(r"^[[:a]$", &[":", "["], &[]);
        check_pattern(r"^a{,2}b{$", &["a{,2}b{"], &["aab"]);
        check_pattern(r"^[+--]$", &[",", "-", "+"], &["."]);
        check_pattern(r"^(?<year>\d{4})$", &["2026"], &[]);
        check_pattern(r"^\p{Lu}$", &["É"], &["é"]);
        check_pattern("^a#b c$", &["a#b c"], &[]);
    }

    #[test]
    fn what_cannot_be_translated_is_named() {
        for (pattern, expected) in [
            ("(?=a)", "a look-ahead"),
            ("(?!a)", "a look-ahead"),
            ("(?<=a)b", "a look-behind"),
            (r"(a)\1", "a back-reference"),
            (r"(?<n>a)\k<n>", "a back-reference"),
            (r"\Bx", "`\\B`"),
            (r"\ud83d", "half of a surrogate pair"),
            ("(", "a parenthesis that is not closed"),
            (")", "a parenthesis that is not open"),
            ("[a", "a class that is not closed"),
            ("*a", "a quantifier of nothing"),
            ("a{2}{3}", "a quantifier of a quantifier"),
            (r"[\d-z]", "a range that starts or ends with a class"),
            ("[b-a]", "a malformed pattern"),
            ("((a{1000}){1000}){1000}", "a pattern that is too large"),
            ("\\", "a backslash at the end"),
        ] {
            assert_eq!(translate(pattern), Err(expected), "{pattern}");
        }
        assert_eq!(
            translate(&"(".repeat(1000)),
            Err("groups that stand too deep within each other")
        );
    }
}
