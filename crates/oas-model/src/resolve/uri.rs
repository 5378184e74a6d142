//! The text of a `$ref`, taken apart: [`Reference`].

/// What a `$ref` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// A place in a file of the project; no file means the same file.
    Local {
        /// Relative path, percent-decoded.
        file: Option<String>,
        /// The part after `#`, percent-decoded; empty for the whole file.
        fragment: String,
    },
    /// A URL with a scheme and an authority: `https://example.com/pet.yaml#/Pet`.
    Remote {
        /// The URL without its fragment.
        url: String,
        /// The part after `#`, percent-decoded.
        fragment: String,
    },
}

impl Reference {
    /// Takes a `$ref` apart; the error says what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let (address, fragment) = text.split_once('#').unwrap_or((text, ""));
        // `%23` is how a name with a `#` in it is written.
        if fragment.contains('#') {
            return Err("it has more than one `#`");
        }
        let fragment = percent_decode(fragment).ok_or("a `%` escape in it is no UTF-8 text")?;
        if address.is_empty() {
            return Ok(Self::Local {
                file: None,
                fragment,
            });
        }
        if is_remote(address) {
            return Ok(Self::Remote {
                url: address.to_owned(),
                fragment,
            });
        }
        let address = address.split_once('?').map_or(address, |(path, _)| path);
        let file = percent_decode(address).ok_or("a `%` escape in it is no UTF-8 text")?;
        Ok(Self::Local {
            file: Some(file),
            fragment,
        })
    }

    /// The file that a `$ref` names relative to its own file, where it names one of the project.
    pub(crate) fn file(text: &str) -> Option<String> {
        match Self::parse(text) {
            Ok(Self::Local { file, .. }) => file,
            _ => None,
        }
    }
}

/// Whether an address starts with a scheme, as URLs and URNs do and `C:\` or `./a:b` do not.
fn is_remote(address: &str) -> bool {
    if address.starts_with("//") {
        return true;
    }
    let Some((scheme, _)) = address.split_once(':') else {
        return false;
    };
    scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|other| other.is_ascii_alphanumeric() || "+-.".contains(other))
}

/// Replaces `%41` by `A`; `None` when the result is no UTF-8. A `%` without two digits stays.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .ok()
        .map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn a_name_with_a_number_sign_is_written_as_an_escape() {
        let reference = Reference::Local {
            file: None,
            fragment: "/components/schemas/C#".to_owned(),
        };
        assert_eq!(Reference::parse("#/components/schemas/C%23"), Ok(reference));
        assert!(Reference::parse("#/components/schemas/C#").is_err());
    }
}
