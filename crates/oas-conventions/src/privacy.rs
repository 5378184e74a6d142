//! What never shows: [`Privacy`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ClauseId;
use crate::naming::words;

/// What never shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// The statements that this puts into practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseId>,
    /// Words of names that would tell how the platform is built.
    pub internal_words: Vec<String>,
    /// Names that have such a word all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub internal_word_exceptions: Vec<String>,
    /// Properties that would pass on answers of third parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbidden_properties: Vec<String>,
    /// Words of names of secrets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secret_words: Vec<String>,
    /// Names that have such a word and are no secrets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secret_exceptions: Vec<String>,
    /// Words of names of personal data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personal_words: Vec<String>,
    /// What is shown instead of a secret.
    pub mask: String,
}

impl Privacy {
    /// The word of a name that would tell how the platform is built.
    #[must_use]
    pub fn internal_word(&self, name: &str) -> Option<&str> {
        find(&self.internal_words, &self.internal_word_exceptions, name)
    }

    /// The words of a name that make it a secret.
    #[must_use]
    pub fn secret_word(&self, name: &str) -> Option<&str> {
        find(&self.secret_words, &self.secret_exceptions, name)
    }

    /// The words of a name that make it personal data.
    #[must_use]
    pub fn personal_word(&self, name: &str) -> Option<&str> {
        find(&self.personal_words, &[], name)
    }
}

/// The first entry of `list` whose words stand one after the other in `name`.
fn find<'l>(list: &'l [String], exceptions: &[String], name: &str) -> Option<&'l str> {
    if exceptions.iter().any(|exception| exception == name) {
        return None;
    }
    let name = words(name);
    list.iter().map(String::as_str).find(|entry| {
        let entry = words(entry);
        !entry.is_empty() && name.windows(entry.len()).any(|part| part == entry)
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn whole_words_count_in_any_case() {
        let list = ["queue".to_owned(), "api_key".to_owned()];
        assert_eq!(find(&list, &[], "sendQueue"), Some("queue"));
        assert_eq!(find(&list, &[], "queued"), None);
        assert_eq!(find(&list, &[], "current_api_key"), Some("api_key"));
        assert_eq!(find(&list, &[], "api_secret_key"), None);
        assert_eq!(find(&list, &["send_queue".to_owned()], "send_queue"), None);
    }
}
