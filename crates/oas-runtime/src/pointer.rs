//! Where in a JSON value something stands: [`Pointer`], built on the stack while a value is walked.
//!
//! Nothing is allocated until a pointer is printed, so that walking a valid value costs nothing.

use std::fmt;

/// A place in a JSON value; prints as a JSON Pointer (RFC 6901).
#[derive(Clone, Copy, Debug)]
pub enum Pointer<'a> {
    /// The whole value.
    Root,
    /// A member of the object at the inner pointer.
    Member(&'a Pointer<'a>, &'a str),
    /// An element of the array at the inner pointer.
    Element(&'a Pointer<'a>, usize),
}

impl<'a> Pointer<'a> {
    /// The place of the member `name`.
    #[must_use]
    pub const fn member(&'a self, name: &'a str) -> Self {
        Self::Member(self, name)
    }

    /// The place of the element at `index`.
    #[must_use]
    pub const fn element(&'a self, index: usize) -> Self {
        Self::Element(self, index)
    }
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Element(parent, index) => write!(formatter, "{parent}/{index}"),
            Self::Member(parent, name) => {
                write!(formatter, "{parent}/")?;
                for character in name.chars() {
                    match character {
                        '~' => formatter.write_str("~0")?,
                        '/' => formatter.write_str("~1")?,
                        other => fmt::Write::write_char(formatter, other)?,
                    }
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn tokens_are_escaped() {
        let root = Pointer::Root;
        let list = root.member("a/b~c");
        assert_eq!(list.element(3).to_string(), "/a~1b~0c/3");
        assert_eq!(root.to_string(), "");
        assert_eq!(root.member("").to_string(), "/");
    }
}
