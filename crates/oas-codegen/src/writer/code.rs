//! Pieces of code put together: [`Code`].

use super::writer_type;

writer_type! {
    /// Code made of fixed text and of writer types. The language is the caller's business.
    Code
}

impl Code {
    /// No code.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// Code that stands in the source of the backend, and so never comes from a document.
    #[must_use]
    pub fn fixed(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// A number.
    #[must_use]
    pub fn number(number: impl Into<i128>) -> Self {
        Self(number.into().to_string())
    }

    /// A decimal number as text; `None` for any other text.
    #[must_use]
    pub fn decimal(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_plain = digits
            .bytes()
            .all(|one| one.is_ascii_digit() || b".eE+-".contains(&one));
        let starts = digits.starts_with(|first: char| first.is_ascii_digit());
        let ends = digits.ends_with(|last: char| last.is_ascii_digit());
        let is_number = is_plain && starts && ends && text.parse::<f64>().is_ok();
        is_number.then(|| Self(text.to_owned()))
    }

    /// A number with `_` between its thousands where it has more than five digits, as Rust and
    /// TypeScript read it.
    #[must_use]
    pub fn grouped(number: impl Into<i128>) -> Self {
        let number = number.into();
        let digits = number.unsigned_abs().to_string();
        let mut text = String::from(if number < 0 { "-" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            let behind = digits.len() - index;
            if index > 0 && digits.len() > 5 && behind.is_multiple_of(3) {
                text.push('_');
            }
            text.push(digit);
        }
        Self(text)
    }

    /// Adds code that stands in the source of the backend.
    #[must_use]
    pub fn then(mut self, text: &'static str) -> Self {
        self.0.push_str(text);
        self
    }

    /// Adds other code.
    #[must_use]
    pub fn with(mut self, other: impl Into<Self>) -> Self {
        self.0.push_str(&other.into().0);
        self
    }

    /// Adds a line end and `columns` spaces.
    #[must_use]
    pub fn line(mut self, columns: usize) -> Self {
        self.0.push('\n');
        self.0.extend(std::iter::repeat_n(' ', columns));
        self
    }

    /// Adds `columns` spaces.
    #[must_use]
    pub fn spaces(mut self, columns: usize) -> Self {
        self.0.extend(std::iter::repeat_n(' ', columns));
        self
    }

    /// Pieces with fixed text between them.
    #[must_use]
    pub fn join(pieces: impl IntoIterator<Item = Self>, separator: &'static str) -> Self {
        let mut code = Self::new();
        for (index, piece) in pieces.into_iter().enumerate() {
            if index > 0 {
                code.0.push_str(separator);
            }
            code.0.push_str(&piece.0);
        }
        code
    }

    /// How many columns the longest line has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or_default()
    }

    pub(super) fn of(text: String) -> Self {
        Self(text)
    }
}

/// Writer types are code where they stand.
macro_rules! into_code {
    ($($name:ty),*) => {
        $(impl From<$name> for Code {
            fn from(piece: $name) -> Self {
                Self(piece.as_str().to_owned())
            }
        }

        impl From<&$name> for Code {
            fn from(piece: &$name) -> Self {
                Self(piece.as_str().to_owned())
            }
        })*
    };
}

into_code!(
    super::rust::DocText,
    super::rust::Ident,
    super::rust::StrLit,
    super::rust::TypeText,
    super::typescript::Ident,
    super::typescript::StrLit,
    super::typescript::PropertyName,
    super::typescript::TypeText
);

impl From<&Self> for Code {
    fn from(piece: &Self) -> Self {
        piece.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use crate::writer::rust::StrLit;

    #[test]
    fn long_numbers_are_grouped() {
        for (number, text) in [
            (0_i64, "0"),
            (65_536, "65536"),
            (100_000, "100_000"),
            (-9_007_199_254_740_991_i64, "-9_007_199_254_740_991"),
        ] {
            assert_eq!(Code::grouped(number).as_str(), text);
        }
    }

    #[test]
    fn pieces_keep_their_escapes() {
        let code = Code::fixed("call(").with(StrLit::new("a\"b")).then(")");
        assert_eq!(code.as_str(), r#"call("a\"b")"#);
    }
}
