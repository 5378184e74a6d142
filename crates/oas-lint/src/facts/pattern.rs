//! Whether a text is a regular expression of ECMA-262: [`problem`].
//!
//! Only the syntax is looked at, in one pass and without running anything. The grammar is the
//! generous one for the web (annex B), because patterns are used with and without its `u` flag.

/// What is wrong with a pattern; `None` where nothing is.
pub(crate) fn problem(pattern: &str) -> Option<String> {
    let mut reader = Reader {
        rest: pattern,
        open: Vec::new(),
        quantifiable: Quantifiable::Nothing,
    };
    while let Some(one) = reader.next() {
        if let Err(problem) = reader.step(one) {
            return Some(problem);
        }
    }
    let unclosed = !reader.open.is_empty();
    unclosed.then(|| "a `(` is not closed".to_owned())
}

/// Whether a quantifier may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quantifiable {
    /// There is nothing to repeat.
    Nothing,
    /// A quantifier was just there; one `?` may follow.
    Quantifier,
    Yes,
}

struct Reader<'p> {
    rest: &'p str,
    /// What follows the closing of each open group.
    open: Vec<Quantifiable>,
    quantifiable: Quantifiable,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let one = self.rest.chars().next()?;
        self.rest = &self.rest[one.len_utf8()..];
        Some(one)
    }

    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn step(&mut self, one: char) -> Result<(), String> {
        let next = match one {
            '\\' => self.escape()?,
            '[' => {
                self.class()?;
                Quantifiable::Yes
            }
            '(' => {
                let after = self.group()?;
                self.open.push(after);
                Quantifiable::Nothing
            }
            ')' => match self.open.pop() {
                Some(after) => after,
                None => return Err("a `)` closes nothing".to_owned()),
            },
            '|' | '^' | '$' => Quantifiable::Nothing,
            '*' | '+' | '?' => self.repeat(&one.to_string())?,
            '{' => match self.bounds()? {
                Some(text) => self.repeat(&text)?,
                // It stands for itself.
                None => Quantifiable::Yes,
            },
            _ => Quantifiable::Yes,
        };
        self.quantifiable = next;
        Ok(())
    }

    fn repeat(&mut self, quantifier: &str) -> Result<Quantifiable, String> {
        match self.quantifiable {
            Quantifiable::Yes => {
                self.skip("?");
                Ok(Quantifiable::Quantifier)
            }
            Quantifiable::Quantifier => Err(format!("`{quantifier}` follows another quantifier")),
            Quantifiable::Nothing => Err(format!("`{quantifier}` has nothing to repeat")),
        }
    }

    /// The rest of `{2}`, `{2,}` or `{2,3}`; `None` where it is something else.
    fn bounds(&mut self) -> Result<Option<String>, String> {
        let is_inner = |one: char| one.is_ascii_digit() || one == ',';
        let end = self.rest.find(|one| !is_inner(one));
        let (inner, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let Some(rest) = rest.strip_prefix('}') else {
            return Ok(None);
        };
        let (least, most) = inner.split_once(',').unwrap_or((inner, inner));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if least.is_empty() || !digits(least) || !digits(most) {
            return Ok(None);
        }
        let value = |text: &str| text.parse::<f64>().unwrap_or(f64::INFINITY);
        if !most.is_empty() && value(least) > value(most) {
            return Err(format!("the numbers of `{{{inner}}}` are out of order"));
        }
        self.rest = rest;
        Ok(Some(format!("{{{inner}}}")))
    }

    fn escape(&mut self) -> Result<Quantifiable, String> {
        match self.next() {
            None => Err("it ends with a `\\`".to_owned()),
            Some('b' | 'B') => Ok(Quantifiable::Nothing),
            Some(_) => Ok(Quantifiable::Yes),
        }
    }

    /// What follows `(`; tells whether the group as a whole can be repeated.
    fn group(&mut self) -> Result<Quantifiable, String> {
        if !self.skip("?") {
            return Ok(Quantifiable::Yes);
        }
        if self.skip("<=") || self.skip("<!") {
            return Ok(Quantifiable::Nothing);
        }
        if self.skip(":") || self.skip("=") || self.skip("!") {
            return Ok(Quantifiable::Yes);
        }
        if self.skip("<") {
            let (name, rest) = self.rest.split_once('>').unwrap_or(("", self.rest));
            self.rest = rest;
            let is_start = |one: char| one.is_alphabetic() || "$_\\".contains(one);
            let is_name =
                name.starts_with(is_start) && !name.contains(['(', ')', '[', ']', '|', ' ']);
            return if is_name {
                Ok(Quantifiable::Yes)
            } else {
                Err("a group has a name that is none".to_owned())
            };
        }
        // Flags of a group came with ECMAScript 2025; those of a whole pattern never did.
        let flags: String = self
            .rest
            .chars()
            .take_while(|one| "ims-".contains(*one))
            .collect();
        if !flags.is_empty() && self.rest[flags.len()..].starts_with(':') {
            self.rest = &self.rest[flags.len() + 1..];
            return Ok(Quantifiable::Yes);
        }
        let shown: String = self.rest.chars().take(flags.len().max(1)).collect();
        Err(format!("`(?{shown}` begins no group that ECMA-262 has"))
    }

    /// The rest of `[...]`.
    fn class(&mut self) -> Result<(), String> {
        self.skip("^");
        // The character before, and whether a range begins with it.
        let mut before: Option<char> = None;
        let mut in_range = false;
        loop {
            let Some(one) = self.next() else {
                return Err("a `[` is not closed".to_owned());
            };
            let current = match one {
                ']' => return Ok(()),
                '\\' => match self.next() {
                    None => return Err("a `[` is not closed".to_owned()),
                    // What is one character of another value, or several, is not compared.
                    Some(letter) if letter.is_ascii_alphanumeric() => None,
                    Some(other) => Some(other),
                },
                '-' if before.is_some() && !in_range && !self.rest.starts_with(']') => {
                    in_range = true;
                    continue;
                }
                other => Some(other),
            };
            if in_range
                && let (Some(from), Some(to)) = (before, current)
                && from > to
            {
                return Err(format!("the range `{from}-{to}` is out of order"));
            }
            // The end of a range begins none.
            before = if in_range { None } else { current };
            in_range = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn patterns_of_ecma_262_have_no_problem() {
        for pattern in [
            "",
            "^(a+)+$",
            r"^[\w.-]+@[^\s]+$",
            "a{2}b{2,}c{2,3}?d*?",
            r"(?:a|b)(?=c)(?!d)(?<=e)(?<!f)(?<name>g)\k<name>\1",
            "(?=a)*",
            "(?i:a)(?i-s:b)",
            "a{b}{,3}]}",
            r"\p{L}\u{1F600}\-",
            "[]a-]",
            "[a-z-9][^]",
            r"[\d-x][\w-]",
            "[--/]",
            "|",
            "()",
            "\u{e4}+",
        ] {
            assert_eq!(problem(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_is_none_has_one() {
        for (pattern, expected) in [
            ("(", "a `(` is not closed"),
            ("a)", "a `)` closes nothing"),
            ("[a", "a `[` is not closed"),
            (r"[\", "a `[` is not closed"),
            ("*a", "`*` has nothing to repeat"),
            ("a|+", "`+` has nothing to repeat"),
            (r"\b+", "`+` has nothing to repeat"),
            ("(?<=a)*", "`*` has nothing to repeat"),
            ("a**", "`*` follows another quantifier"),
            ("a{1}{2}", "`{2}` follows another quantifier"),
            ("a???", "`?` follows another quantifier"),
            ("{2}", "`{2}` has nothing to repeat"),
            ("a{3,2}", "the numbers of `{3,2}` are out of order"),
            ("[z-a]", "the range `z-a` is out of order"),
            ("a\\", "it ends with a `\\`"),
            ("(?i)a", "`(?i` begins no group that ECMA-262 has"),
            ("(?P<n>a)", "`(?P` begins no group that ECMA-262 has"),
            ("(?<1>a)", "a group has a name that is none"),
            ("(?", "`(?` begins no group that ECMA-262 has"),
        ] {
            assert_eq!(problem(pattern).as_deref(), Some(expected), "{pattern}");
        }
    }
}
