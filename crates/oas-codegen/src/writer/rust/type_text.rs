//! Types of Rust: [`TypeText`], put together from names by combinators.

use super::{Code, Ident};
use crate::writer::writer_type;

writer_type! {
    /// A type as it stands after a `:`.
    TypeText
}

impl TypeText {
    /// A type that stands in the source of the backend: `String`, `i64`.
    #[must_use]
    pub fn fixed(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// A type that was generated and is in scope.
    #[must_use]
    pub fn named(name: &Ident) -> Self {
        Self(name.as_str().to_owned())
    }

    /// A type that was generated, by its path: `crate::models::Pet`.
    #[must_use]
    pub fn at(path: &[Ident], name: &Ident) -> Self {
        let mut text = String::new();
        for module in path {
            text.push_str(module.as_str());
            text.push_str("::");
        }
        text.push_str(name.as_str());
        Self(text)
    }

    /// A type with arguments: `Vec<Pet>` is `generic("Vec", [pet])`.
    #[must_use]
    pub fn generic(name: &'static str, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self(format!("{name}<{}>", joined(arguments)))
    }

    /// `pub T`: a field of a struct without names.
    #[must_use]
    pub fn public(&self) -> Self {
        Self(format!("pub {self}"))
    }

    /// The name and the arguments of a generic type: `Vec` and `Pet` of `Vec<Pet>`.
    #[must_use]
    pub fn arguments(&self) -> Option<(Code, Vec<Self>)> {
        let (name, rest) = self.0.split_once('<')?;
        let inner = rest.strip_suffix('>')?;
        let mut arguments = Vec::new();
        let (mut depth, mut start) = (0_usize, 0);
        for (index, character) in inner.char_indices() {
            match character {
                '<' | '(' => depth += 1,
                '>' | ')' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    arguments.push(Self(inner[start..index].trim().to_owned()));
                    start = index + 1;
                }
                _ => {}
            }
        }
        arguments.push(Self(inner[start..].trim().to_owned()));
        Some((Code::from(Self(name.to_owned())), arguments))
    }

    /// `&T`.
    #[must_use]
    pub fn reference(&self) -> Self {
        Self(format!("&{self}"))
    }

    /// A tuple; of one type too.
    #[must_use]
    pub fn tuple(types: impl IntoIterator<Item = Self>) -> Self {
        let types: Vec<Self> = types.into_iter().collect();
        let comma = if types.len() == 1 { "," } else { "" };
        Self(format!("({}{comma})", joined(types)))
    }
}

fn joined(types: impl IntoIterator<Item = TypeText>) -> String {
    let types: Vec<String> = types.into_iter().map(|one| one.0).collect();
    types.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Ident, TypeText};

    #[test]
    fn types_are_put_together() {
        let pet = TypeText::named(&Ident::fixed("Pet"));
        let strings = TypeText::fixed("String");
        let map = TypeText::generic("BTreeMap", [strings, pet.clone()]);
        let optional = TypeText::generic("Option", [TypeText::generic("Vec", [map])]);
        assert_eq!(optional.as_str(), "Option<Vec<BTreeMap<String, Pet>>>");
        assert_eq!(TypeText::tuple([pet.clone()]).as_str(), "(Pet,)");
        assert_eq!(
            TypeText::tuple([pet.clone(), pet.reference()]).as_str(),
            "(Pet, &Pet)"
        );
        let path = [Ident::fixed("crate"), Ident::fixed("models")];
        let path = TypeText::at(&path, &Ident::fixed("Pet"));
        assert_eq!(path.as_str(), "crate::models::Pet");
    }
}
