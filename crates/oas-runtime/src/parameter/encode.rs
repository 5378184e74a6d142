//! From value to text: [`ParameterMeta::encode`], the inverse of decoding.

use std::fmt;

use serde_json::{Map, Value};

use super::text::Escaping;
use super::{ParameterEncoding, ParameterMeta, ParameterStyle};
use crate::RequestPart;

/// Why a value cannot be written as a parameter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum EncodeError {
    /// null, or an element or member that is no plain value.
    NotPlain,
    /// Text with a character that the style or the header cannot carry.
    Character,
    /// A list or object without elements, which would look like none at all.
    Empty,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotPlain => "only plain values can be written in this style",
            Self::Character => "the text has a character that this style cannot carry",
            Self::Empty => "an empty value would look like none at all in this style",
        })
    }
}

impl std::error::Error for EncodeError {}

impl ParameterMeta {
    /// The text of `value`: a piece of a path, pairs of a query string without the question mark,
    /// the value of a header, or pairs of a `Cookie` header.
    ///
    /// # Errors
    ///
    /// [`EncodeError`] for values that could not be decoded again.
    pub fn encode(&self, value: &Value) -> Result<String, EncodeError> {
        let ParameterEncoding::Style { style, explode, .. } = self.encoding else {
            return Ok(self.named(&self.text(&value.to_string(), "")?));
        };
        let is_query = self.part == RequestPart::Query;
        let is_pair = is_query || self.part == RequestPart::Cookie;
        match (style, value) {
            (ParameterStyle::DeepObject, Value::Object(_) | Value::Array(_)) => {
                let mut pairs = Vec::new();
                self.deep(&self.name(self.name), value, &mut pairs)?;
                Ok(pairs.join("&"))
            }
            (_, Value::Array(elements)) if explode && is_pair => {
                let pairs = elements
                    .iter()
                    .map(|element| Ok(self.named(&self.plain(element, "")?)))
                    .collect::<Result<Vec<_>, _>>()?;
                self.pairs(&pairs)
            }
            (_, Value::Object(members)) if explode && is_pair => {
                let pairs = members
                    .iter()
                    .map(|(name, member)| {
                        if self.part == RequestPart::Cookie && !is_token(name) {
                            return Err(EncodeError::Character);
                        }
                        Ok(format!("{}={}", self.name(name), self.plain(member, "")?))
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                self.pairs(&pairs)
            }
            _ if is_pair => Ok(self.named(&self.joined(value, style, explode)?)),
            _ => self.joined(value, style, explode),
        }
    }

    /// Pairs of a query string or a cookie header.
    fn pairs(&self, pairs: &[String]) -> Result<String, EncodeError> {
        if pairs.is_empty() {
            return Err(EncodeError::Empty);
        }
        let separator = if self.part == RequestPart::Cookie {
            "; "
        } else {
            "&"
        };
        Ok(pairs.join(separator))
    }

    /// The text behind the parameter's name, where it has one.
    fn named(&self, text: &str) -> String {
        match self.part {
            RequestPart::Query | RequestPart::Cookie => {
                format!("{}={text}", self.name(self.name))
            }
            _ => text.to_owned(),
        }
    }

    /// A name of a query string or cookie.
    fn name(&self, name: &str) -> String {
        match self.part {
            RequestPart::Query => Escaping::Query.encode(name).into_owned(),
            _ => name.to_owned(),
        }
    }

    /// A value in one text.
    fn joined(
        &self,
        value: &Value,
        style: ParameterStyle,
        explode: bool,
    ) -> Result<String, EncodeError> {
        let (prefix, delimiter, own) = match (style, explode) {
            (ParameterStyle::Label, true) => (".", ".", ".="),
            (ParameterStyle::Label, false) => (".", ",", ","),
            (ParameterStyle::Matrix, true) => (";", ";", ";="),
            (ParameterStyle::Matrix, false) => (";", ",", ","),
            (ParameterStyle::SpaceDelimited, _) => ("", "%20", " "),
            (ParameterStyle::PipeDelimited, _) => ("", "%7C", "|"),
            (_, true) => ("", ",", ",="),
            (_, false) => ("", ",", ","),
        };
        let name = (style == ParameterStyle::Matrix).then_some(self.name);
        let pieces = match value {
            Value::Array(elements) => elements
                .iter()
                .map(|element| {
                    let text = self.plain(element, own)?;
                    // Each element of an exploded matrix has the name before it.
                    Ok(name
                        .filter(|_| explode)
                        .map_or_else(|| text.clone(), |name| matrix(name, &text)))
                })
                .collect::<Result<Vec<_>, _>>()?,
            Value::Object(members) => self.members(members, explode, own)?,
            scalar => {
                let text = self.plain(scalar, "")?;
                let text = name.map_or_else(|| text.clone(), |name| matrix(name, &text));
                return Ok(format!("{prefix}{text}"));
            }
        };
        if pieces == [""] {
            // One empty element looks like no element.
            return Err(EncodeError::Empty);
        }
        let text = pieces.join(delimiter);
        let text = match name.filter(|_| !explode) {
            Some(name) => matrix(name, &text),
            None => text,
        };
        Ok(format!("{prefix}{text}"))
    }

    fn members(
        &self,
        members: &Map<String, Value>,
        explode: bool,
        own: &str,
    ) -> Result<Vec<String>, EncodeError> {
        let mut pieces = Vec::new();
        for (name, member) in members {
            let (name, member) = (self.text(name, own)?, self.plain(member, own)?);
            if explode {
                pieces.push(format!("{name}={member}"));
            } else {
                pieces.push(name);
                pieces.push(member);
            }
        }
        Ok(pieces)
    }

    /// `name[key]=value` for everything within a value.
    fn deep(&self, at: &str, value: &Value, pairs: &mut Vec<String>) -> Result<(), EncodeError> {
        let children: Vec<(String, &Value)> = match value {
            Value::Array(elements) => elements
                .iter()
                .enumerate()
                .map(|(index, element)| (index.to_string(), element))
                .collect(),
            Value::Object(members) => members
                .iter()
                .map(|(name, member)| {
                    if name.contains(['[', ']']) {
                        return Err(EncodeError::Character);
                    }
                    Ok((self.name(name), member))
                })
                .collect::<Result<_, _>>()?,
            scalar => {
                pairs.push(format!("{at}={}", self.plain(scalar, "")?));
                return Ok(());
            }
        };
        if children.is_empty() {
            return Err(EncodeError::Empty);
        }
        for (key, child) in children {
            self.deep(&format!("{at}%5B{key}%5D"), child, pairs)?;
        }
        Ok(())
    }

    /// A value without elements or members.
    fn plain(&self, value: &Value, own: &str) -> Result<String, EncodeError> {
        match value {
            Value::String(text) => self.text(text, own),
            Value::Bool(_) | Value::Number(_) => self.text(&value.to_string(), own),
            Value::Null | Value::Array(_) | Value::Object(_) => Err(EncodeError::NotPlain),
        }
    }

    /// A text; `own` are the characters that the style itself uses.
    fn text(&self, text: &str, own: &str) -> Result<String, EncodeError> {
        let escaping = self.escaping();
        let delimited = matches!(
            self.encoding,
            ParameterEncoding::Style {
                style: ParameterStyle::SpaceDelimited | ParameterStyle::PipeDelimited,
                ..
            }
        );
        let has_own = text.contains(|character| own.contains(character));
        if has_own && delimited {
            // OpenAPI encodes these delimiters themselves, so that no encoding is left for values.
            return Err(EncodeError::Character);
        }
        if escaping == Escaping::None {
            let fits = text.trim_matches([' ', '\t']) == text
                && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
            let fits_cookie =
                self.part != RequestPart::Cookie || !text.contains([' ', '"', ',', ';', '\\']);
            if has_own || !fits || !fits_cookie {
                return Err(EncodeError::Character);
            }
        }
        let mut encoded = escaping.encode(text).into_owned();
        if has_own && escaping != Escaping::None {
            // Characters that may stay in a URI, but not where the style uses them.
            for character in own.chars() {
                let escape = format!("%{:02X}", u32::from(character));
                encoded = encoded.replace(character, &escape);
            }
        }
        Ok(encoded)
    }
}

/// `name=text`, without the equals sign where there is no text.
fn matrix(name: &str, text: &str) -> String {
    if text.is_empty() {
        name.to_owned()
    } else {
        format!("{name}={text}")
    }
}

/// Whether a text can be the name of a cookie (RFC 9110 §5.6.2).
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
