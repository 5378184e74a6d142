//! Copies of remote documents: [`Vendored`] says which file stands for which URL.
//!
//! Nothing is fetched. A project keeps copies of what its documents refer to by URL, and a
//! reference leads to the copy.

use std::cmp::Reverse;
use std::fmt;

use crate::source::path::{self, PathError};

/// Which files stand for which URLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vendored {
    /// The longest URL first; what ends in `/` is for everything below it.
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    url: String,
    /// From the root, without a `/` at its end.
    path: String,
}

/// Why a URL and a path do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VendoredError {
    /// The URL has no scheme and host, or has a fragment or a query.
    Url,
    /// One of both ends with `/`, the other does not.
    Folder,
    /// The path is none below the root.
    Path(PathError),
}

impl fmt::Display for VendoredError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url => formatter
                .write_str("the URL must have a scheme and a host, and no `#`, `?` or `..`"),
            Self::Folder => formatter.write_str(
                "the URL and the path must both end with `/`, for all files below, or neither",
            ),
            Self::Path(error) => write!(formatter, "the path {error}"),
        }
    }
}

impl std::error::Error for VendoredError {}

impl Vendored {
    /// No copies.
    pub const NONE: &'static Self = &Self {
        entries: Vec::new(),
    };

    /// Adds a copy: of a document, or of everything below a URL where both end with `/`. `path` is
    /// from the root. A URL that was there before gets the new path.
    ///
    /// # Errors
    ///
    /// Returns why the two do not go together.
    pub fn add(&mut self, url: &str, path: &str) -> Result<(), VendoredError> {
        let host = url
            .split_once("://")
            .and_then(|(_, rest)| Some(rest.split_once('/')?.0));
        let plain = !url.contains(['#', '?']) && without_dots(url) == url;
        if !plain || host.is_none_or(str::is_empty) {
            return Err(VendoredError::Url);
        }
        if url.ends_with('/') != path.ends_with('/') {
            return Err(VendoredError::Folder);
        }
        let entry = Entry {
            url: url.to_owned(),
            path: path::normalise(path).map_err(VendoredError::Path)?,
        };
        self.entries.retain(|known| known.url != entry.url);
        self.entries.push(entry);
        self.entries
            .sort_by_key(|entry| (Reverse(entry.url.len()), entry.url.clone()));
        Ok(())
    }

    /// The path, from the root, of the copy of a URL; `None` where there is none, and an error
    /// where the URL leads out of the folder of copies.
    #[must_use]
    pub fn path_of(&self, url: &str) -> Option<Result<String, PathError>> {
        let url = without_dots(url);
        let url = url.split(['?', '#']).next().unwrap_or_default();
        let (entry, rest) = self.entries.iter().find_map(|entry| {
            let rest = url.strip_prefix(entry.url.as_str())?;
            (rest.is_empty() || entry.url.ends_with('/')).then_some((entry, rest))
        })?;
        if rest.is_empty() {
            return Some(Ok(entry.path.clone()));
        }
        let Ok(rest) = percent_encoding::percent_decode_str(rest).decode_utf8() else {
            return Some(Err(PathError::Empty));
        };
        let folder = format!("{}/", entry.path);
        Some(match path::normalise(&format!("{folder}{rest}")) {
            // An escaped `..` must not lead out of the copies.
            Ok(path) if !path.starts_with(&folder) => Err(PathError::AboveRoot),
            other => other,
        })
    }

    /// The URL that a reference means which stands in the copy at `base`, by the copy's own URL;
    /// `None` where `base` is no copy. `reference` is a path, already decoded.
    #[must_use]
    pub fn url_of(&self, base: &str, reference: &str) -> Option<String> {
        let entries = self.entries.iter().filter_map(|entry| {
            let rest = base.strip_prefix(entry.path.as_str())?;
            match rest.strip_prefix('/') {
                Some(rest) if entry.url.ends_with('/') => Some((entry, rest)),
                None if rest.is_empty() => Some((entry, "")),
                _ => None,
            }
        });
        let (entry, rest) = entries.max_by_key(|(entry, _)| entry.path.len())?;
        let base = format!("{}{}", entry.url, escaped(rest));
        let reference = escaped(reference);
        let (scheme, after) = base.split_once("://")?;
        let origin = after.find('/').map_or(after, |end| &after[..end]);
        let url = if reference.starts_with("//") {
            format!("{scheme}:{reference}")
        } else if reference.starts_with('/') {
            format!("{scheme}://{origin}{reference}")
        } else {
            let (folder, _) = base.rsplit_once('/')?;
            format!("{folder}/{reference}")
        };
        Some(without_dots(&url))
    }
}

/// What to write so that a URL has a copy: `https://example.com/a/=vendor/example.com/a/`.
#[must_use]
pub fn suggestion(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let url = match url.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => url.to_owned(),
    };
    let Some((_, after)) = url.split_once("://") else {
        return format!("{url}=vendor/copy.yaml");
    };
    match after.rsplit_once('/') {
        Some((folder, _)) => {
            let end = url.len() - after.len() + folder.len();
            format!("{}/=vendor/{folder}/", &url[..end])
        }
        None => format!("{url}/=vendor/{after}/"),
    }
}

/// A URL without `.` and `..` segments in its path (RFC 3986 §5.2.4).
fn without_dots(url: &str) -> String {
    let Some((scheme, after)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (path, query) = match after.find(['?', '#']) {
        Some(end) => after.split_at(end),
        None => (after, ""),
    };
    let Some((host, path)) = path.split_once('/') else {
        return url.to_owned();
    };
    let mut segments: Vec<&str> = Vec::new();
    let last = path.rsplit('/').next().unwrap_or_default();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    if matches!(last, "." | "..") {
        segments.push("");
    }
    format!("{scheme}://{host}/{}{query}", segments.join("/"))
}

/// A path as part of a URL; as much as is needed for reading it back.
fn escaped(path: &str) -> String {
    path.replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23")
}

#[cfg(test)]
mod tests {
    use super::{Vendored, VendoredError, suggestion};
    use crate::source::path::PathError;

    fn vendored() -> Vendored {
        let mut vendored = Vendored::default();
        for (url, path) in [
            ("https://example.com/", "vendor/all/"),
            ("https://example.com/schemas/", "vendor/schemas/"),
            ("https://example.com/schemas/pet.yaml", "pets/pet.yaml"),
        ] {
            vendored.add(url, path).expect("they go together");
        }
        vendored
    }

    #[test]
    fn the_longest_url_wins() {
        let path = |url: &str| {
            vendored()
                .path_of(url)
                .map(|path| path.expect("it is within"))
        };
        let some = |path: &str| Some(path.to_owned());
        assert_eq!(
            path("https://example.com/a/b.yaml"),
            some("vendor/all/a/b.yaml")
        );
        assert_eq!(
            path("https://example.com/schemas/a.yaml"),
            some("vendor/schemas/a.yaml")
        );
        assert_eq!(
            path("https://example.com/schemas/pet.yaml"),
            some("pets/pet.yaml")
        );
        assert_eq!(
            path("https://example.com/schemas/../a.yaml?v=1"),
            some("vendor/all/a.yaml")
        );
        assert_eq!(
            path("https://example.com/schemas/a%20b.yaml"),
            some("vendor/schemas/a b.yaml")
        );
        assert_eq!(path("https://example.org/a.yaml"), None);
        assert_eq!(path("http://example.com/a.yaml"), None);
    }

    #[test]
    fn no_url_leads_out_of_the_copies() {
        let path = |url: &str| vendored().path_of(url);
        let out = Some(Err(PathError::AboveRoot));
        assert_eq!(path("https://example.com/%2e%2e/secret.yaml"), out);
        assert_eq!(
            path("https://example.com/a/%2e%2e%2f%2e%2e/secret.yaml"),
            out
        );
        assert_eq!(
            path("https://example.com/../../a.yaml"),
            Some(Ok("vendor/all/a.yaml".to_owned()))
        );
    }

    #[test]
    fn a_relative_reference_is_relative_to_the_url() {
        let url = |base: &str, reference: &str| vendored().url_of(base, reference);
        let some = |url: &str| Some(url.to_owned());
        let base = "vendor/schemas/a/b.yaml";
        assert_eq!(
            url(base, "c.yaml"),
            some("https://example.com/schemas/a/c.yaml")
        );
        assert_eq!(
            url(base, "../../c.yaml"),
            some("https://example.com/c.yaml")
        );
        assert_eq!(url(base, "/c.yaml"), some("https://example.com/c.yaml"));
        assert_eq!(
            url("pets/pet.yaml", "tag.yaml"),
            some("https://example.com/schemas/tag.yaml")
        );
        assert_eq!(url("pets/other.yaml", "tag.yaml"), None);
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let add = |url: &str, path: &str| Vendored::default().add(url, path);
        assert_eq!(add("example.com/", "vendor/"), Err(VendoredError::Url));
        assert_eq!(
            add("https://example.com", "vendor"),
            Err(VendoredError::Url)
        );
        assert_eq!(
            add("https://example.com/a#b", "vendor/a"),
            Err(VendoredError::Url)
        );
        assert_eq!(
            add("https://example.com/a/", "vendor/a"),
            Err(VendoredError::Folder)
        );
        let out = Err(VendoredError::Path(PathError::AboveRoot));
        assert_eq!(add("https://example.com/a/", "../vendor/"), out);
    }

    #[test]
    fn a_suggestion_is_ready_to_be_used() {
        for url in [
            "https://example.com/schemas/pet.yaml",
            "https://example.com",
            "https://example.com/a?b=c",
            "//example.com/a/b",
        ] {
            let suggested = suggestion(url);
            let (left, right) = suggested.split_once('=').expect("both sides");
            let mut vendored = Vendored::default();
            assert_eq!(vendored.add(left, right), Ok(()), "{suggested}");
        }
        assert_eq!(
            suggestion("https://example.com/schemas/pet.yaml"),
            "https://example.com/schemas/=vendor/example.com/schemas/"
        );
    }
}
