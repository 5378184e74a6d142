//! Names of generated things out of names of documents: [`words`], [`Case`], [`Scope`].
//!
//! A name is split into words, the words are put together in the case of the language, and a
//! [`Scope`] sees to it that no two things have one name. Two things that would are a finding with
//! both locations; nothing is ever renamed silently.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use oas_diagnostics::{BuiltinDiagnostic, Diagnostic, Level, Location};

use crate::manifest::hash;
use crate::output::is_device;

/// The pages of the diagnostics that naming raises.
pub const DIAGNOSTICS: &[BuiltinDiagnostic] = &[NAME_COLLISION];

const NAME_COLLISION: BuiltinDiagnostic = BuiltinDiagnostic {
    name: "name-collision",
    level: Level::Error,
    what: "Two things of the documents would have one name in generated code, as `list-pets` and \
           `listPets` would, or one has a name that the language or the runtime needs.",
    why: "Renaming one of them silently would give code whose names depend on what else there \
          is: adding an operation could rename another one for everybody who calls it.",
    remedy: "Rename one of them in the document. The finding has both places.",
};

/// How words are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `list_pets`
    Snake,
    /// `ListPets`
    Pascal,
    /// `listPets`
    Camel,
    /// `LIST_PETS`
    ScreamingSnake,
    /// `list-pets`
    Kebab,
}

impl Case {
    /// Puts the words of a name together; never empty, and never starting with a digit.
    #[must_use]
    pub fn apply(self, name: &str) -> String {
        self.join(&words(name))
    }

    /// Puts words together; never empty, and never starting with a digit.
    #[must_use]
    pub fn join(self, words: &[String]) -> String {
        let mut text = String::new();
        for (index, word) in words.iter().enumerate() {
            let separator = match self {
                Self::Snake | Self::ScreamingSnake => "_",
                Self::Kebab => "-",
                // Digits on both sides would run together: `v1_2` is not `v12`.
                Self::Pascal | Self::Camel => {
                    let digits = text.ends_with(|end: char| end.is_ascii_digit())
                        && word.starts_with(|start: char| start.is_ascii_digit());
                    if digits { "_" } else { "" }
                }
            };
            if index > 0 {
                text.push_str(separator);
            }
            match self {
                Self::ScreamingSnake => text.push_str(&word.to_uppercase()),
                Self::Pascal => text.push_str(&capitalised(word)),
                Self::Camel if index > 0 => text.push_str(&capitalised(word)),
                Self::Snake | Self::Kebab | Self::Camel => text.push_str(word),
            }
        }
        let first = text.chars().next();
        match (first, self) {
            (None, Self::ScreamingSnake) => "EMPTY".to_owned(),
            (None, Self::Pascal) => "Empty".to_owned(),
            (None, _) => "empty".to_owned(),
            (Some(first), _) if unicode_ident::is_xid_start(first) => text,
            (Some(_), Self::Pascal) => format!("N{text}"),
            (Some(_), Self::ScreamingSnake) => format!("N_{text}"),
            (Some(_), Self::Snake) => format!("n_{text}"),
            (Some(_), Self::Kebab) => format!("n-{text}"),
            (Some(_), Self::Camel) => format!("n{text}"),
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// The words of a name, in lower case: `listPets`, `list_pets` and `List pets` are `list`, `pets`;
/// `HTTPServer2` is `http`, `server2`.
///
/// What cannot stand in an identifier separates words; characters without a letter in them, as
/// emoji, are spelled by their code point, so that they do not vanish.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = name.chars().collect();
    let end = |word: &mut String, words: &mut Vec<String>| {
        if !word.is_empty() {
            words.push(std::mem::take(word).to_lowercase());
        }
    };
    for (index, current) in characters.iter().copied().enumerate() {
        if current == '+' || current == '-' {
            // `+1` and `-1` are two names.
            end(&mut word, &mut words);
            let leading = index == 0 && characters.get(1).is_some_and(char::is_ascii_digit);
            if leading {
                words.push(if current == '+' { "plus" } else { "minus" }.to_owned());
            }
            continue;
        }
        if !unicode_ident::is_xid_continue(current) || current == '_' || is_unstable(current) {
            end(&mut word, &mut words);
            if !current.is_ascii() && !current.is_whitespace() && !is_invisible(current) {
                words.push(format!("u{:x}", u32::from(current)));
            }
            continue;
        }
        let previous = index
            .checked_sub(1)
            .and_then(|before| characters.get(before))
            .copied();
        let next = characters.get(index + 1).copied();
        let after_lower = previous.is_some_and(|one| one.is_lowercase() || one.is_numeric());
        let before_lower =
            previous.is_some_and(char::is_uppercase) && next.is_some_and(char::is_lowercase);
        if current.is_uppercase() && (after_lower || before_lower) {
            end(&mut word, &mut words);
        }
        word.push(current);
    }
    end(&mut word, &mut words);
    words
}

/// The longest name of a file, without extension.
const LONGEST_STEM: usize = 80;

/// The name of a file or a module: snake case of ASCII alone, no device of Windows, and no longer
/// than file systems take.
///
/// Letters outside ASCII are spelled by their code point, since systems disagree on how names of
/// files are encoded and compared.
#[must_use]
pub fn file_stem(name: &str) -> String {
    let mut ascii = String::with_capacity(name.len());
    for one in name.chars() {
        if one.is_ascii() || !unicode_ident::is_xid_continue(one) {
            ascii.push(one);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(ascii, " u{:x} ", u32::from(one));
        }
    }
    let mut stem = Case::Snake.apply(&ascii);
    if stem.len() > LONGEST_STEM {
        // What is left out of two long names may be all that tells them apart.
        let digest = hash(name);
        stem.truncate(LONGEST_STEM - 9);
        let _ = write!(stem, "_{}", &digest[..8]);
    }
    if is_device(&stem) {
        stem.push('_');
    }
    stem
}

/// Characters that compilers may turn into others before they compare identifiers (NFC), alone or
/// together with the one before: combining marks, Hangul letters, compatibility ideographs.
const fn is_unstable(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{1100}'..='\u{11ff}'
            | '\u{3099}' | '\u{309a}'
            | '\u{f900}'..='\u{faff}'
            | '\u{2f800}'..='\u{2fa1f}'
    )
}

/// Variation selectors and joiners within emoji.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// What became of a wish for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The name is the claimant's.
    Granted,
    /// The name is taken.
    Taken {
        /// By what, in words: "the schema `Pet`".
        by: String,
        /// Where that stands; `None` for words of the language and names of our own.
        location: Option<Location>,
    },
}

/// Names of one namespace of generated code.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeMap<String, (String, Option<Location>)>,
}

impl Scope {
    /// A scope in which these names cannot be used: reserved words, the prelude, imports.
    #[must_use]
    pub fn new<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        let taken = reserved
            .into_iter()
            .map(|name| {
                (
                    name.to_owned(),
                    ("the language or the runtime".to_owned(), None),
                )
            })
            .collect();
        Self { taken }
    }

    /// Whether a name is free.
    #[must_use]
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// Takes a name for something of the document.
    pub fn claim(&mut self, name: &str, what: &str, location: Option<&Location>) -> Claim {
        if let Some((by, location)) = self.taken.get(name) {
            return Claim::Taken {
                by: by.clone(),
                location: location.clone(),
            };
        }
        self.taken
            .insert(name.to_owned(), (what.to_owned(), location.cloned()));
        Claim::Granted
    }

    /// Takes the first free one of several names.
    pub fn claim_first(
        &mut self,
        names: impl IntoIterator<Item = String>,
        what: &str,
        location: Option<&Location>,
    ) -> Option<String> {
        let name = names.into_iter().find(|name| self.is_free(name))?;
        self.claim(&name, what, location);
        Some(name)
    }
}

/// The finding for two things of a document that would have one name.
#[must_use]
pub fn collision(
    name: &str,
    language: &str,
    what: &str,
    location: Location,
    by: &str,
    taken: Option<&Location>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        NAME_COLLISION.name,
        location,
        format!("{what} would be called `{name}` in {language}, as {by} already is"),
    )
    .help("rename one of them in the document");
    match taken {
        Some(taken) => diagnostic.related(taken.span, format!("{by} is called so")),
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Claim, Scope, file_stem, words};

    #[test]
    fn names_fall_into_words() {
        let cases = [
            ("listPets", "list pets"),
            ("HTTPServer2", "http server2"),
            ("X-Rate-Limit", "x rate limit"),
            ("a.b/c", "a b c"),
            ("__proto__", "proto"),
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            ("größe", "größe"),
            ("gro\u{308}ße", "gro u308 ße"),
            ("🐧mail", "u1f427 mail"),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn cases_give_identifiers() {
        assert_eq!(Case::Snake.apply("listPets"), "list_pets");
        assert_eq!(Case::Pascal.apply("list pets"), "ListPets");
        assert_eq!(Case::Camel.apply("List_Pets"), "listPets");
        assert_eq!(Case::ScreamingSnake.apply("listPets"), "LIST_PETS");
        assert_eq!(Case::Pascal.apply("2fa"), "N2fa");
        assert_eq!(Case::Pascal.apply("v1.2"), "V1_2");
        assert_eq!(Case::Snake.apply(""), "empty");
        assert_eq!(Case::Snake.apply("!!!"), "empty");
    }

    #[test]
    fn file_names_are_plain() {
        for (name, expected) in [
            ("ResourceUsage", "resource_usage"),
            ("Größe", "gr_uf6_udf_e"),
            ("日本", "u65e5_u672c"),
            ("Aux", "aux_"),
            ("COM1", "com1_"),
            ("🐧", "u1f427"),
            ("../../etc", "etc"),
            ("", "empty"),
            ("1st", "n_1st"),
        ] {
            assert_eq!(file_stem(name), expected);
        }
        let (long, longer) = ("long ".repeat(40), "long ".repeat(41));
        assert_eq!(file_stem(&long).len(), 80);
        assert_ne!(file_stem(&long), file_stem(&longer));
    }

    #[test]
    fn a_taken_name_says_by_whom() {
        let mut scope = Scope::new(["Option"]);
        assert_eq!(scope.claim("Pet", "the schema `pet`", None), Claim::Granted);
        let by = "the schema `pet`".to_owned();
        assert_eq!(
            scope.claim("Pet", "the schema `Pet`", None),
            Claim::Taken { by, location: None }
        );
        assert!(!scope.is_free("Option"));
    }
}
