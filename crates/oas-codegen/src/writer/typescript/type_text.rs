//! Types of TypeScript: [`TypeText`], put together from names and literals by combinators.

use serde::{Serialize, Serializer};

use super::{Ident, StrLit};
use crate::writer::serialize_safe;

/// A type as it stands after a `:`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeText {
    text: String,
    /// Whether it needs parentheses before `[]`.
    is_union: bool,
}

impl TypeText {
    /// A type that stands in the source of the backend: `string`, `number`.
    #[must_use]
    pub fn fixed(text: &'static str) -> Self {
        Self::plain(text.to_owned())
    }

    /// A type that was generated and is in scope.
    #[must_use]
    pub fn named(name: &Ident) -> Self {
        Self::plain(name.as_str().to_owned())
    }

    /// The type of one string.
    #[must_use]
    pub fn literal(literal: &StrLit) -> Self {
        Self::plain(literal.as_str().to_owned())
    }

    /// A type with arguments: `Record<string, Pet>`.
    #[must_use]
    pub fn generic(name: &'static str, arguments: impl IntoIterator<Item = Self>) -> Self {
        let arguments: Vec<String> = arguments.into_iter().map(|one| one.text).collect();
        Self::plain(format!("{name}<{}>", arguments.join(", ")))
    }

    /// `T[]`.
    #[must_use]
    pub fn array(&self) -> Self {
        Self::plain(if self.is_union {
            format!("({})[]", self.text)
        } else {
            format!("{}[]", self.text)
        })
    }

    /// `[A, B]`.
    #[must_use]
    pub fn tuple(types: impl IntoIterator<Item = Self>) -> Self {
        let types: Vec<String> = types.into_iter().map(|one| one.text).collect();
        Self::plain(format!("[{}]", types.join(", ")))
    }

    /// `A | B`, each member once; `never` without members.
    #[must_use]
    pub fn union(members: impl IntoIterator<Item = Self>) -> Self {
        let mut texts: Vec<String> = Vec::new();
        let mut is_union = false;
        for member in members {
            is_union |= member.is_union;
            if !texts.contains(&member.text) {
                texts.push(member.text);
            }
        }
        match texts.len() {
            0 => Self::fixed("never"),
            count => Self {
                text: texts.join(" | "),
                is_union: is_union || count > 1,
            },
        }
    }

    /// `T | null`.
    #[must_use]
    pub fn or_null(&self) -> Self {
        Self::union([self.clone(), Self::fixed("null")])
    }

    /// The text as it is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn plain(text: String) -> Self {
        Self {
            text,
            is_union: false,
        }
    }
}

impl std::fmt::Display for TypeText {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Serialize for TypeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_safe(&self.text, serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ident, StrLit, TypeText};

    #[test]
    fn types_are_put_together() {
        let pet = TypeText::named(&Ident::fixed("Pet"));
        assert_eq!(pet.array().as_str(), "Pet[]");
        let states =
            TypeText::union(["a", "b", "a"].map(|one| TypeText::literal(&StrLit::new(one))));
        assert_eq!(states.as_str(), "\"a\" | \"b\"");
        assert_eq!(states.array().array().as_str(), "(\"a\" | \"b\")[][]");
        assert_eq!(states.or_null().as_str(), "\"a\" | \"b\" | null");
        assert_eq!(
            pet.or_null().array().or_null().as_str(),
            "(Pet | null)[] | null"
        );
        let map = TypeText::generic("Record", [TypeText::fixed("string"), states]);
        assert_eq!(map.array().as_str(), "Record<string, \"a\" | \"b\">[]");
        assert_eq!(TypeText::tuple([pet.clone(), pet]).as_str(), "[Pet, Pet]");
        assert_eq!(TypeText::union([]).as_str(), "never");
    }
}
