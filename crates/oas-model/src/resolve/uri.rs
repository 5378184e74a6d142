//! The text of a `$ref`, taken apart: [`Reference`].

use oas_diagnostics::source::path;
use oas_diagnostics::{PathError, Vendored};

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

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// To the file it stands in.
    Same,
    /// To the file at this path from the root.
    File(String),
    /// To a URL that no file stands for.
    Unmapped(String),
    /// To no path below the root.
    Refused(PathError),
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

    /// Which file it leads to from the file at `base`.
    pub(crate) fn target(&self, base: &str, vendored: &Vendored) -> Target {
        let by_url = |url: &str| match vendored.path_of(url)? {
            Ok(path) => Some(Target::File(path)),
            Err(error) => Some(Target::Refused(error)),
        };
        match self {
            Self::Local { file: None, .. } => Target::Same,
            Self::Remote { url, .. } => {
                let url = match url.strip_prefix("//") {
                    Some(rest) => &format!("https://{rest}"),
                    None => url,
                };
                by_url(url).unwrap_or_else(|| Target::Unmapped(url.clone()))
            }
            Self::Local {
                file: Some(file), ..
            } => {
                // A reference in a copy means what it means where the copy is from.
                let url = vendored.url_of(base, file);
                if let Some(target) = url.as_deref().and_then(by_url) {
                    return target;
                }
                match (path::join(base, file), url) {
                    (Ok(path), _) => Target::File(path),
                    (Err(_), Some(url)) => Target::Unmapped(url),
                    (Err(error), None) => Target::Refused(error),
                }
            }
        }
    }

    /// What stands before `#`, as it is written.
    pub(crate) fn address(text: &str) -> &str {
        text.split('#').next().unwrap_or_default()
    }

    /// The part after `#`, percent-decoded.
    pub(crate) fn fragment(&self) -> &str {
        match self {
            Self::Local { fragment, .. } | Self::Remote { fragment, .. } => fragment,
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
