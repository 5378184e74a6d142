//! What a generated request type reads itself from: [`RequestInput`].

use std::fmt;

use bytes::Bytes;
use http::header::COOKIE;
use http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::body::ReadBody;
use crate::parameter::{NoValue, ParameterMeta, QueryPair, Source, cookie_pairs, query_pairs};
use crate::schema::Validate;
use crate::violation::{Keyword, Place, Violations};
use crate::{OperationMeta, Pointer, RequestPart, json, path};

/// Says that a value could not be read, and that the reason has been noted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value could not be read")
    }
}

impl std::error::Error for Refused {}

/// A request of an operation, in pieces.
///
/// Reading something that is wrong notes why and gives [`Refused`]; so read everything first and use
/// `?` afterwards, and the answer lists all that is wrong.
#[derive(Debug)]
pub struct RequestInput<'a> {
    operation: &'static OperationMeta,
    parts: &'a Parts,
    query: Vec<QueryPair<'a>>,
    body: Option<ReadBody>,
    violations: Violations,
}

impl<'a> RequestInput<'a> {
    pub(crate) fn new(
        operation: &'static OperationMeta,
        parts: &'a Parts,
        body: Option<ReadBody>,
    ) -> Self {
        let mut input = Self {
            operation,
            parts,
            query: parts.uri.query().map(query_pairs).unwrap_or_default(),
            body,
            violations: Violations::new(),
        };
        input.refuse_unknown_query_parameters();
        input
    }

    /// Everything that was wrong.
    pub(crate) fn into_violations(self) -> Violations {
        self.violations
    }

    /// Reads the path parameter `name`.
    ///
    /// # Errors
    ///
    /// [`Refused`] if the value breaks a rule; the reason is noted.
    pub fn path<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Refused> {
        let text = path::capture(self.operation.path, self.parts.uri.path(), name);
        self.parameter(RequestPart::Path, name, text.map(Source::Path).as_ref())
    }

    /// Reads the query parameter `name`. An optional one without a default is an `Option`.
    ///
    /// # Errors
    ///
    /// [`Refused`] if the value breaks a rule or is missing; the reason is noted.
    pub fn query<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Refused> {
        let query = std::mem::take(&mut self.query);
        let source = Source::Query(&query, self.operation.parameters);
        let value = self.parameter(RequestPart::Query, name, Some(&source));
        self.query = query;
        value
    }

    /// Reads the header `name`. An optional one without a default is an `Option`.
    ///
    /// # Errors
    ///
    /// [`Refused`] if the value breaks a rule or is missing; the reason is noted.
    pub fn header<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Refused> {
        let lines: Option<Vec<&str>> = self
            .parts
            .headers
            .get_all(name)
            .iter()
            .map(|line| std::str::from_utf8(line.as_bytes()).ok())
            .collect();
        let Some(lines) = lines else {
            return self.note(
                RequestPart::Header,
                name,
                Keyword::Malformed,
                "is not UTF-8",
            );
        };
        self.parameter(RequestPart::Header, name, Some(&Source::Header(&lines)))
    }

    /// Reads the cookie `name`. An optional one without a default is an `Option`.
    ///
    /// # Errors
    ///
    /// [`Refused`] if the value breaks a rule or is missing; the reason is noted.
    pub fn cookie<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Refused> {
        let cookies: Vec<(&str, &str)> = self
            .parts
            .headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(cookie_pairs)
            .collect();
        self.parameter(RequestPart::Cookie, name, Some(&Source::Cookie(&cookies)))
    }

    /// Which of the operation's media types the body is, by position; `None` when there is no body.
    #[must_use]
    pub fn content(&self) -> Option<usize> {
        self.body.as_ref().map(|body| body.content)
    }

    /// Reads a JSON body that must be sent.
    ///
    /// # Errors
    ///
    /// [`Refused`] if it breaks a rule or is missing; everything that is wrong is noted.
    pub fn json<T: DeserializeOwned + Validate>(&mut self) -> Result<T, Refused> {
        match self.optional_json() {
            Ok(Some(body)) => Ok(body),
            Ok(None) => {
                RequestPart::Body.missing("", &mut self.violations);
                Err(Refused)
            }
            Err(refused) => Err(refused),
        }
    }

    /// Reads a JSON body that may be sent.
    ///
    /// # Errors
    ///
    /// [`Refused`] if it breaks a rule; everything that is wrong is noted.
    pub fn optional_json<T: DeserializeOwned + Validate>(&mut self) -> Result<Option<T>, Refused> {
        let Some(body) = &self.body else {
            return Ok(None);
        };
        let schema = self
            .operation
            .request_body
            .and_then(|meta| meta.content.get(body.content))
            .and_then(|media_type| media_type.schema.as_ref());
        let Some(schema) = schema else {
            return self.note(RequestPart::Body, "", Keyword::Malformed, "cannot be read");
        };
        match json::read(&body.bytes, schema) {
            Ok(body) => Ok(Some(body)),
            Err(violations) => {
                self.violations.append(violations);
                Err(Refused)
            }
        }
    }

    /// The bytes of a body that must be sent.
    ///
    /// # Errors
    ///
    /// [`Refused`] if there is none.
    pub fn bytes(&mut self) -> Result<Bytes, Refused> {
        self.optional_bytes()?.ok_or_else(|| {
            RequestPart::Body.missing("", &mut self.violations);
            Refused
        })
    }

    /// The bytes of a body that may be sent.
    ///
    /// # Errors
    ///
    /// None: it has the form of its siblings.
    pub fn optional_bytes(&mut self) -> Result<Option<Bytes>, Refused> {
        Ok(self.body.as_ref().map(|body| body.bytes.clone()))
    }

    /// The text of a body that must be sent.
    ///
    /// # Errors
    ///
    /// [`Refused`] if there is none, or it is not UTF-8.
    pub fn text(&mut self) -> Result<String, Refused> {
        let bytes = self.bytes()?;
        self.utf8(bytes)
    }

    /// The text of a body that may be sent.
    ///
    /// # Errors
    ///
    /// [`Refused`] if it is not UTF-8.
    pub fn optional_text(&mut self) -> Result<Option<String>, Refused> {
        let Some(bytes) = self.body.as_ref().map(|body| body.bytes.clone()) else {
            return Ok(None);
        };
        self.utf8(bytes).map(Some)
    }

    fn utf8(&mut self, bytes: Bytes) -> Result<String, Refused> {
        match String::from_utf8(bytes.into()) {
            Ok(text) => Ok(text),
            Err(_) => self.note(RequestPart::Body, "", Keyword::Malformed, "is not UTF-8"),
        }
    }

    fn parameter<T: DeserializeOwned>(
        &mut self,
        part: RequestPart,
        name: &str,
        source: Option<&Source<'_>>,
    ) -> Result<T, Refused> {
        let meta = self
            .operation
            .parameters
            .iter()
            .find(|meta| meta.part == part && meta.name == name);
        let Some(meta) = meta else {
            return self.note(part, name, Keyword::Malformed, "is not described");
        };
        let decoded = source.map_or(Err(NoValue::Absent), |source| meta.decode(source));
        match decoded {
            Ok(value) => self.checked(meta, value),
            Err(NoValue::Absent) => self.absent(meta),
            Err(NoValue::Repeated) => {
                self.note(part, name, Keyword::Malformed, "must not be repeated")
            }
            Err(NoValue::Malformed) => self.note(part, name, Keyword::Malformed, "cannot be read"),
        }
    }

    fn checked<T: DeserializeOwned>(
        &mut self,
        meta: &ParameterMeta,
        value: Value,
    ) -> Result<T, Refused> {
        let place = Place {
            part: meta.part,
            name: meta.name,
        };
        let mut violations = Violations::new();
        meta.schema.check_at(&value, &place, &mut violations);
        if !violations.is_empty() {
            self.violations.append(violations);
            return Err(Refused);
        }
        match json::from_value(value) {
            Some(value) => Ok(value),
            None => self.note(meta.part, meta.name, Keyword::Malformed, "is out of range"),
        }
    }

    /// The default, or nothing, of a parameter that was not sent.
    fn absent<T: DeserializeOwned>(&mut self, meta: &ParameterMeta) -> Result<T, Refused> {
        let value = match (&meta.default, meta.required) {
            (Some(default), _) => default.to_value(),
            (None, false) => Value::Null,
            (None, true) => {
                meta.part.missing(meta.name, &mut self.violations);
                return Err(Refused);
            }
        };
        match json::from_value(value) {
            Some(value) => Ok(value),
            None => self.note(meta.part, meta.name, Keyword::Required, "is required"),
        }
    }

    fn note<T>(
        &mut self,
        part: RequestPart,
        name: &str,
        keyword: Keyword,
        message: &str,
    ) -> Result<T, Refused> {
        let place = Place { part, name };
        self.violations
            .push(&place, &Pointer::Root, keyword, || message.to_owned());
        Err(Refused)
    }

    fn refuse_unknown_query_parameters(&mut self) {
        if !self.operation.closed_query {
            return;
        }
        let Self {
            operation,
            query,
            violations,
            ..
        } = self;
        let is_unknown = |name: &str| {
            !operation
                .parameters
                .iter()
                .any(|parameter| parameter.owns_query_name(name))
        };
        for pair in query.iter().filter(|pair| is_unknown(&pair.name)) {
            let place = Place {
                part: RequestPart::Query,
                name: &pair.name,
            };
            violations.push(&place, &Pointer::Root, Keyword::UnknownParameter, || {
                "is not a parameter of this operation".to_owned()
            });
        }
    }
}
