//! Types of TypeScript as trees, and their final layout: [`TypeTree`].
//!
//! It prints what fits on one line on one line, and breaks from the outside in where it does not,
//! as formatters of the language do. Which type something has is decided in `types.rs`.

use oas_codegen::writer::Code;
use oas_codegen::writer::typescript::{Ident, PropertyName, StrLit};

/// The last column.
pub(crate) const WIDTH: usize = 100;

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TypeTree {
    /// A type that stands in the source of this backend: `string`.
    Fixed(&'static str),
    /// A number as a type; the text is one that JSON allows.
    Number(Code),
    /// A type that is generated, or comes from the runtime.
    Named(Ident),
    /// The type of one text.
    Literal(StrLit),
    /// `T[]`, or `readonly T[]`.
    Array {
        /// The type of its elements.
        element: Box<TypeTree>,
        /// Whether it cannot be changed, which lets callers pass either.
        is_readonly: bool,
    },
    /// `[A, B?, ...C[]]`
    Tuple {
        /// The first places; those that may be absent come last.
        elements: Vec<(TypeTree, Presence)>,
        /// The places behind them.
        rest: Option<Box<TypeTree>>,
    },
    /// `A | B`
    Union(Vec<TypeTree>),
    /// `A & B`
    Intersection(Vec<TypeTree>),
    /// `Name<A, B>`
    Generic(&'static str, Vec<TypeTree>),
    /// `{ a: A; [member: string]: B }`
    Object(Vec<Member>),
}

/// Whether something must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Presence {
    /// It must.
    Required,
    /// It need not.
    Optional,
}

/// A member of an object type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Member {
    /// A member by name.
    Property {
        /// Its name.
        name: PropertyName,
        /// Whether it must be there.
        presence: Presence,
        /// Its type.
        ty: TypeTree,
    },
    /// All other members.
    Index(TypeTree),
}

impl TypeTree {
    /// The union of types, flat, each once. `unknown` takes everything in; of nothing, `never`.
    pub(crate) fn union(types: impl IntoIterator<Item = Self>) -> Self {
        let mut members: Vec<Self> = Vec::new();
        for ty in types {
            let inner = match ty {
                Self::Union(inner) => inner,
                Self::Fixed("never") => Vec::new(),
                other => vec![other],
            };
            for one in inner {
                if !members.contains(&one) {
                    members.push(one);
                }
            }
        }
        if members.contains(&Self::Fixed("unknown")) {
            return Self::Fixed("unknown");
        }
        match members.len() {
            0 => Self::Fixed("never"),
            1 => members.remove(0),
            _ => Self::Union(members),
        }
    }

    /// `T | null`
    pub(crate) fn or_null(self) -> Self {
        Self::union([self, Self::Fixed("null")])
    }

    /// `T[]`, or `readonly T[]`.
    pub(crate) fn array(self, is_readonly: bool) -> Self {
        Self::Array {
            element: Box::new(self),
            is_readonly,
        }
    }

    /// The type behind a `:`, with the space or the line end before it.
    ///
    /// `indent` is that of the line, `used` the columns before the type, `tail` those behind it.
    pub(crate) fn annotation(&self, indent: usize, used: usize, tail: usize) -> Code {
        let flat = self.flat();
        if used + 1 + columns(&flat) + tail <= WIDTH {
            return Code::fixed(" ").with(flat);
        }
        match self {
            Self::Union(members) => {
                let mut code = Code::new();
                for member in members {
                    code = code.line(indent + 2).then("|");
                    code = code.with(member.annotation(indent + 4, indent + 3, tail));
                }
                code
            }
            other => Code::fixed(" ").with(other.broken(indent)),
        }
    }

    /// The type on one line.
    pub(crate) fn flat(&self) -> Code {
        match self {
            Self::Fixed(text) => Code::fixed(text),
            Self::Number(number) => number.clone(),
            Self::Named(name) => Code::new().with(name),
            Self::Literal(literal) => Code::new().with(literal),
            Self::Array {
                element,
                is_readonly,
            } => {
                let code = Code::fixed(if *is_readonly { "readonly " } else { "" });
                code.with(element.atom()).then("[]")
            }
            Self::Tuple { elements, rest } => Code::fixed("[")
                .with(Code::join(tuple(elements, rest.as_deref()), ", "))
                .then("]"),
            Self::Union(members) => Code::join(members.iter().map(Self::flat), " | "),
            Self::Intersection(members) => Code::join(members.iter().map(Self::atom), " & "),
            Self::Generic(name, arguments) => Code::fixed(name)
                .then("<")
                .with(Code::join(arguments.iter().map(Self::flat), ", "))
                .then(">"),
            Self::Object(members) if members.is_empty() => Code::fixed("{}"),
            Self::Object(members) => {
                let members = members.iter().map(Member::flat);
                Code::fixed("{ ").with(Code::join(members, "; ")).then(" }")
            }
        }
    }

    /// The type on one line, in parentheses where `[]` or `&` would take a part of it.
    fn atom(&self) -> Code {
        match self {
            Self::Union(_)
            | Self::Intersection(_)
            | Self::Array {
                is_readonly: true, ..
            } => Code::fixed("(").with(self.flat()).then(")"),
            _ => self.flat(),
        }
    }

    /// The type over several lines.
    fn broken(&self, indent: usize) -> Code {
        let inner = indent + 2;
        let each = |code: Code, pieces: Vec<Code>, end: &'static str| {
            pieces
                .into_iter()
                .fold(code, |code, piece| code.line(inner).with(piece).then(end))
        };
        match self {
            Self::Array {
                element,
                is_readonly,
            } => {
                let prefix = if *is_readonly { "readonly " } else { "" };
                let code = Code::fixed(prefix);
                match element.as_ref() {
                    Self::Union(_) => code
                        .then("(")
                        .with(element.annotation(indent, WIDTH, 0))
                        .line(indent)
                        .then(")[]"),
                    other => code.with(other.broken(indent)).then("[]"),
                }
            }
            Self::Tuple { elements, rest } => {
                each(Code::fixed("["), tuple(elements, rest.as_deref()), ",")
                    .line(indent)
                    .then("]")
            }
            Self::Generic(name, arguments) => {
                let pieces = arguments
                    .iter()
                    .map(|argument| argument.nested(inner))
                    .collect();
                // No comma behind the last one, which type arguments cannot have.
                let mut code = Code::fixed(name).then("<");
                let pieces: Vec<Code> = pieces;
                let last = pieces.len().saturating_sub(1);
                for (index, piece) in pieces.into_iter().enumerate() {
                    code = code.line(inner).with(piece);
                    code = code.then(if index == last { "" } else { "," });
                }
                code.line(indent).then(">")
            }
            Self::Object(members) if !members.is_empty() => {
                let pieces = members.iter().map(|member| member.at(inner)).collect();
                each(Code::fixed("{"), pieces, "").line(indent).then("}")
            }
            Self::Intersection(members) => {
                let pieces = members.iter().map(|member| match member {
                    Self::Object(_) if inner + columns(&member.flat()) > WIDTH => {
                        member.broken(inner)
                    }
                    other => other.atom(),
                });
                let mut code = Code::new();
                for (index, piece) in pieces.enumerate() {
                    code = if index == 0 {
                        code.with(piece)
                    } else {
                        code.then(" &").line(inner).with(piece)
                    };
                }
                code
            }
            _ => self.flat(),
        }
    }

    /// The type where it starts a line.
    fn nested(&self, indent: usize) -> Code {
        let flat = self.flat();
        if indent + columns(&flat) < WIDTH {
            return flat;
        }
        match self {
            Self::Union(members) => {
                let mut code = Code::new();
                for (index, member) in members.iter().enumerate() {
                    let code_so_far = if index == 0 { code } else { code.line(indent) };
                    code = code_so_far.then("|");
                    code = code.with(member.annotation(indent + 2, indent + 1, 1));
                }
                code
            }
            other => other.broken(indent),
        }
    }
}

impl Member {
    fn head(&self) -> Code {
        match self {
            Self::Property { name, presence, .. } => {
                let code = Code::new().with(name);
                match presence {
                    Presence::Required => code.then(":"),
                    Presence::Optional => code.then("?:"),
                }
            }
            Self::Index(_) => Code::fixed("[member: string]:"),
        }
    }

    const fn ty(&self) -> &TypeTree {
        match self {
            Self::Property { ty, .. } | Self::Index(ty) => ty,
        }
    }

    fn flat(&self) -> Code {
        self.head().then(" ").with(self.ty().flat())
    }

    /// The member at the start of a line, with its semicolon.
    pub(crate) fn at(&self, indent: usize) -> Code {
        self.at_after(indent, "")
    }

    /// The member behind a word at the start of a line.
    pub(crate) fn at_after(&self, indent: usize, word: &'static str) -> Code {
        let head = Code::fixed(word).with(self.head());
        let used = indent + columns(&head);
        head.with(self.ty().annotation(indent, used, 1)).then(";")
    }
}

fn tuple(elements: &[(TypeTree, Presence)], rest: Option<&TypeTree>) -> Vec<Code> {
    let elements = elements.iter().map(|(element, presence)| match presence {
        Presence::Required => element.flat(),
        Presence::Optional => element.atom().then("?"),
    });
    let rest = rest.map(|rest| Code::fixed("...").with(rest.clone().array(false).flat()));
    elements.chain(rest).collect()
}

pub(crate) fn columns(code: &Code) -> usize {
    code.as_str().chars().count()
}

#[cfg(test)]
mod tests {
    use oas_codegen::writer::typescript::{Ident, PropertyName, StrLit};

    use super::{Member, Presence, TypeTree};

    fn literals(count: usize) -> TypeTree {
        let text = |index: usize| StrLit::new(&format!("the value number {index}"));
        TypeTree::union((0..count).map(|index| TypeTree::Literal(text(index))))
    }

    fn named(name: &'static str) -> TypeTree {
        TypeTree::Named(Ident::fixed(name))
    }

    fn property(name: &str, presence: Presence, ty: TypeTree) -> Member {
        let name = PropertyName::new(name);
        Member::Property { name, presence, ty }
    }

    fn member(ty: TypeTree) -> String {
        property("state", Presence::Optional, ty).at(2).to_string()
    }

    #[test]
    fn short_types_stay_on_their_line() {
        let object = TypeTree::Object(vec![
            property("a", Presence::Required, named("A").or_null().array(true)),
            Member::Index(TypeTree::Fixed("unknown")),
        ]);
        assert_eq!(
            member(object.array(false)),
            "state?: { a: readonly (A | null)[]; [member: string]: unknown }[];"
        );
        let tuple = TypeTree::Tuple {
            elements: vec![
                (named("A"), Presence::Required),
                (named("B").or_null(), Presence::Optional),
            ],
            rest: Some(Box::new(named("C"))),
        };
        assert_eq!(member(tuple), "state?: [A, (B | null)?, ...C[]];");
        let both = TypeTree::Intersection(vec![named("A"), named("B").or_null()]);
        assert_eq!(member(both.array(false)), "state?: (A & (B | null))[];");
    }

    #[test]
    fn unions_are_flat_and_know_each_member_once() {
        let inner = TypeTree::union([named("A"), named("B")]);
        let union = TypeTree::union([inner.clone(), named("A"), TypeTree::Fixed("never")]);
        assert_eq!(union, inner);
        assert_eq!(TypeTree::union([]), TypeTree::Fixed("never"));
        let unknown = TypeTree::union([inner, TypeTree::Fixed("unknown")]);
        assert_eq!(unknown, TypeTree::Fixed("unknown"));
    }

    #[test]
    fn long_types_break_from_the_outside_in() {
        insta::assert_snapshot!(member(literals(5)), @r#"
        state?:
            | "the value number 0"
            | "the value number 1"
            | "the value number 2"
            | "the value number 3"
            | "the value number 4";
        "#);
        insta::assert_snapshot!(member(literals(5).array(true)), @r#"
        state?: readonly (
            | "the value number 0"
            | "the value number 1"
            | "the value number 2"
            | "the value number 3"
            | "the value number 4"
          )[];
        "#);
        let object = TypeTree::Object(vec![
            property("first", Presence::Required, literals(2)),
            property("second", Presence::Optional, literals(5)),
            property("third", Presence::Required, literals(4).or_null()),
        ]);
        insta::assert_snapshot!(member(object), @r#"
        state?: {
            first: "the value number 0" | "the value number 1";
            second?:
              | "the value number 0"
              | "the value number 1"
              | "the value number 2"
              | "the value number 3"
              | "the value number 4";
            third:
              | "the value number 0"
              | "the value number 1"
              | "the value number 2"
              | "the value number 3"
              | null;
          };
        "#);
        let generic = TypeTree::Generic("Success", vec![literals(2), literals(3), literals(5)]);
        insta::assert_snapshot!(member(generic), @r#"
        state?: Success<
            "the value number 0" | "the value number 1",
            "the value number 0" | "the value number 1" | "the value number 2",
            | "the value number 0"
            | "the value number 1"
            | "the value number 2"
            | "the value number 3"
            | "the value number 4"
          >;
        "#);
    }
}
