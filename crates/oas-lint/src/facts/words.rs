//! Names taken apart into words, and the cases that names are written in.

/// The words of a name in lower case, whatever its case: `queueName`, `queue_name`, `QueueName`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = name.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        if !character.is_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            continue;
        }
        let after_lower = index > 0 && !characters[index - 1].is_uppercase();
        let before_lower = characters
            .get(index + 1)
            .is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && !word.is_empty() && (after_lower || before_lower) {
            words.push(std::mem::take(&mut word));
        }
        word.extend(character.to_lowercase());
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// Whether the words of `phrase` stand in the name, side by side: `api_key` in `rotatedApiKey`.
pub(crate) fn has_words(name: &str, phrase: &str) -> bool {
    let (name, phrase) = (words(name), words(phrase));
    !phrase.is_empty()
        && name
            .windows(phrase.len())
            .any(|window| window == phrase.as_slice())
}

/// How names are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// `sendingDomain`.
    Camel,
    /// `SendingDomain`.
    Pascal,
    /// `sending_domain`.
    Snake,
    /// `sending-domain`.
    Kebab,
    /// `SENDING_DOMAIN`.
    ScreamingSnake,
}

impl Case {
    /// All cases.
    pub(crate) const ALL: [Self; 5] = [
        Self::Camel,
        Self::Pascal,
        Self::Snake,
        Self::Kebab,
        Self::ScreamingSnake,
    ];

    /// The word of settings and conventions, written in its own case.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Snake => "snake_case",
            Self::Kebab => "kebab-case",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
        }
    }

    /// The case of a word of settings.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.name() == name)
    }

    /// Whether a name is written so.
    pub(crate) fn is_case_of(self, name: &str) -> bool {
        let starts = |upper: bool| {
            name.chars()
                .next()
                .is_some_and(|first| first.is_alphabetic() && first.is_uppercase() == upper)
        };
        let plain = name.chars().all(char::is_alphanumeric);
        match self {
            Self::Camel => starts(false) && plain,
            Self::Pascal => starts(true) && plain,
            Self::Snake => separated(name, '_', char::is_lowercase),
            Self::Kebab => separated(name, '-', char::is_lowercase),
            Self::ScreamingSnake => separated(name, '_', char::is_uppercase),
        }
    }

    /// The name in this case.
    pub(crate) fn apply(self, name: &str) -> String {
        let words = words(name);
        match self {
            Self::Snake => words.join("_"),
            Self::Kebab => words.join("-"),
            Self::ScreamingSnake => words.join("_").to_uppercase(),
            Self::Camel | Self::Pascal => words
                .iter()
                .enumerate()
                .map(|(index, word)| match (self, index) {
                    (Self::Camel, 0) => word.clone(),
                    _ => capitalised(word),
                })
                .collect(),
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(characters)
        .collect()
}

/// Letters of one case and digits, in parts that are not empty and start with a letter but for
/// those after the first.
fn separated(name: &str, separator: char, is_right: impl Fn(char) -> bool) -> bool {
    name.starts_with(|first: char| first.is_alphabetic())
        && name.split(separator).all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|character| is_right(character) || character.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::{Case, has_words, words};

    #[test]
    fn names_fall_into_words() {
        assert_eq!(words("queueName"), ["queue", "name"]);
        assert_eq!(words("HTTPServer_id-2"), ["http", "server", "id", "2"]);
        assert!(has_words("rotatedApiKey", "api_key"));
        assert!(!has_words("tablet", "table"));
    }

    #[test]
    fn every_case_knows_its_own_names_and_makes_them() {
        for case in Case::ALL {
            assert!(
                case.is_case_of(case.name().trim_end_matches("case"))
                    || case == Case::Camel
                    || case.is_case_of(case.name()),
                "{}",
                case.name()
            );
            let made = case.apply("sendingDomain_id");
            assert!(case.is_case_of(&made), "{made}");
        }
        assert!(!Case::Camel.is_case_of("sending_domain"));
        assert!(!Case::Snake.is_case_of("sendingDomain"));
        assert!(!Case::Kebab.is_case_of("sending--domain"));
    }
}
