//! Headers whose names conventions choose: [`Header`].

use http::{HeaderMap, HeaderName, HeaderValue};

/// A header by its name in the conventions. A name that cannot stand in a header is written nowhere:
/// it is the linter's to report, and no reason to answer nothing at all.
#[derive(Clone, Debug)]
pub(crate) struct Header(Option<HeaderName>);

impl Header {
    pub(crate) fn new(name: &str) -> Self {
        Self(HeaderName::try_from(name).ok())
    }

    /// The lines of a message with this name.
    pub(crate) fn lines<'a>(
        &self,
        headers: &'a HeaderMap,
    ) -> impl Iterator<Item = &'a HeaderValue> + use<'a> {
        let lines = self.0.as_ref().map(|name| headers.get_all(name));
        lines.into_iter().flatten()
    }

    /// Sets it. A value with characters that no header may have is left out.
    pub(crate) fn write(&self, headers: &mut HeaderMap, value: &str) {
        if let (Some(name), Ok(value)) = (&self.0, HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }

    /// Sets it to a number.
    pub(crate) fn write_number(&self, headers: &mut HeaderMap, value: u64) {
        if let Some(name) = &self.0 {
            headers.insert(name, value.into());
        }
    }
}
