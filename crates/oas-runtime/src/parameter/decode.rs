//! From text to value: [`ParameterMeta::decode`], style by style.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::coerce::{self, Outline};
use super::text::Escaping;
use super::{ParameterEncoding, ParameterMeta, ParameterStyle, QueryPair, deep_object};
use crate::{RequestPart, Schema};

/// Where the text of a parameter is taken from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    /// A piece of the path, still encoded.
    Path(&'a str),
    /// All pairs of the query string, and the other parameters of the operation.
    Query(&'a [QueryPair<'a>], &'a [ParameterMeta]),
    /// The values of all header lines of this name.
    Header(&'a [&'a str]),
    /// The values of all cookies with their names.
    Cookie(&'a [(&'a str, &'a str)]),
}

/// Why a parameter has no value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NoValue {
    /// It was not sent.
    Absent,
    /// It was sent more than once where once is enough.
    Repeated,
    /// Its text is not of the form that it should have.
    Malformed,
}

type Decoded = Result<Value, NoValue>;

impl ParameterMeta {
    /// The value that was sent, not checked yet.
    pub(crate) fn decode(&self, source: &Source<'_>) -> Decoded {
        let value = match self.encoding {
            ParameterEncoding::Json => {
                let text = self.single(source)?;
                let text = self.escaping().decode(text).ok_or(NoValue::Malformed)?;
                serde_json::from_str(&text).map_err(|_| NoValue::Malformed)
            }
            ParameterEncoding::Style { style, explode, .. } => {
                self.by_outline(&self.schema, source, style, explode)
            }
        };
        match value {
            Ok(Value::String(text)) if self.allow_empty && text.is_empty() => Err(NoValue::Absent),
            other => other,
        }
    }

    /// How the text of this parameter is percent-encoded.
    pub(super) const fn escaping(&self) -> Escaping {
        match (self.part, self.encoding) {
            (RequestPart::Header, _)
            | (
                _,
                ParameterEncoding::Style {
                    style: ParameterStyle::Cookie,
                    ..
                },
            ) => Escaping::None,
            (RequestPart::Query, ParameterEncoding::Style { allow_reserved, .. }) => {
                if allow_reserved {
                    Escaping::Reserved
                } else {
                    Escaping::Query
                }
            }
            (RequestPart::Query, ParameterEncoding::Json) => Escaping::Query,
            (RequestPart::Path | RequestPart::Cookie | RequestPart::Body, _) => Escaping::Path,
        }
    }

    /// The one text of this parameter, still encoded.
    fn single<'a>(&self, source: &Source<'a>) -> Result<&'a str, NoValue> {
        match *source {
            Source::Path(text) | Source::Header(&[text]) => Ok(text),
            Source::Header([]) => Err(NoValue::Absent),
            Source::Header(_) => Err(NoValue::Repeated),
            Source::Query(..) | Source::Cookie(_) => {
                let mut texts = self.texts(source);
                let first = texts.next().ok_or(NoValue::Absent)?;
                texts.next().map_or(Ok(first), |_| Err(NoValue::Repeated))
            }
        }
    }

    /// All texts of this parameter in a query string or among cookies.
    fn texts<'a>(&self, source: &Source<'a>) -> impl Iterator<Item = &'a str> {
        let name = self.name;
        let (pairs, cookies): (&[QueryPair<'a>], &[(&str, &'a str)]) = match *source {
            Source::Query(pairs, _) => (pairs, &[]),
            Source::Cookie(cookies) => (&[], cookies),
            Source::Path(_) | Source::Header(_) => (&[], &[]),
        };
        let from_query = pairs
            .iter()
            .filter(move |pair| pair.name == name)
            .map(|pair| pair.value);
        let from_cookies = cookies
            .iter()
            .filter(move |(own, _)| *own == name)
            .map(|(_, value)| *value);
        from_query.chain(from_cookies)
    }

    fn by_outline(
        &self,
        schema: &Schema,
        source: &Source<'_>,
        style: ParameterStyle,
        explode: bool,
    ) -> Decoded {
        if let Outline::Several(variants) = coerce::outline(schema) {
            // The first variant that accepts what it reads; else whatever the first one reads.
            let mut first = Err(NoValue::Absent);
            for variant in variants {
                let value = self.by_outline(variant, source, style, explode);
                match value {
                    Ok(value) if variant.accepts(&value) => return Ok(value),
                    Ok(value) if first.is_err() => first = Ok(value),
                    Err(reason) if first == Err(NoValue::Absent) => first = Err(reason),
                    _ => {}
                }
            }
            return first;
        }
        if style == ParameterStyle::DeepObject {
            let Source::Query(pairs, _) = *source else {
                return Err(NoValue::Absent);
            };
            return deep_object::decode(self.name, schema, pairs, self.escaping());
        }
        match (coerce::outline(schema), explode) {
            (Outline::List, true) if self.repeats() => self.repeated(schema, source),
            (Outline::Members, true) if self.repeats() => self.spread(schema, source),
            (outline, _) => {
                let text = self.whole(source)?;
                let cut = Cut::of(
                    style,
                    explode,
                    self.escaping() == Escaping::Reserved,
                    self.name,
                );
                let text = cut.strip(&text, outline).ok_or(NoValue::Malformed)?;
                self.cut(schema, text, outline, &cut)
            }
        }
    }

    /// Whether exploded values are pairs of their own.
    const fn repeats(&self) -> bool {
        matches!(self.part, RequestPart::Query | RequestPart::Cookie)
    }

    /// `color=3&color=4`
    fn repeated(&self, schema: &Schema, source: &Source<'_>) -> Decoded {
        let texts = self
            .texts(source)
            .map(|text| self.escaping().decode(text).ok_or(NoValue::Malformed))
            .collect::<Result<Vec<_>, _>>()?;
        if texts.is_empty() {
            return Err(NoValue::Absent);
        }
        Ok(coerce::list(schema, texts.iter().map(AsRef::as_ref)))
    }

    /// `R=100&G=200`
    fn spread(&self, schema: &Schema, source: &Source<'_>) -> Decoded {
        let is_member = |name: &str, others: &[Self]| {
            coerce::knows_member(schema, name)
                && !others.iter().any(|other| {
                    other.name != self.name
                        && !other.spreads_members()
                        && other.owns_query_name(name)
                })
        };
        let pairs: Vec<(Cow<'_, str>, &str)> = match source {
            Source::Query(pairs, others) => pairs
                .iter()
                .filter(|pair| is_member(&pair.name, others))
                .map(|pair| (pair.name.clone(), pair.value))
                .collect(),
            Source::Cookie(cookies) => cookies
                .iter()
                .filter(|(name, _)| is_member(name, &[]))
                .map(|(name, value)| (Cow::Borrowed(*name), *value))
                .collect(),
            Source::Path(_) | Source::Header(_) => Vec::new(),
        };
        if pairs.is_empty() {
            return Err(NoValue::Absent);
        }
        let mut members = TextMembers::new();
        for (name, value) in pairs {
            let value = self.escaping().decode(value).ok_or(NoValue::Malformed)?;
            if members.insert(name, value).is_some() {
                return Err(NoValue::Repeated);
            }
        }
        Ok(object(schema, &members))
    }

    /// The one text of this parameter; header lines are joined as RFC 9110 §5.3 allows.
    fn whole<'a>(&self, source: &Source<'a>) -> Result<Cow<'a, str>, NoValue> {
        match *source {
            Source::Header(lines) if lines.len() > 1 => match coerce::outline(&self.schema) {
                Outline::Scalar => Err(NoValue::Repeated),
                _ => Ok(Cow::Owned(lines.join(","))),
            },
            _ => self.single(source).map(Cow::Borrowed),
        }
    }

    /// Cuts a text into elements or members.
    fn cut(&self, schema: &Schema, text: &str, outline: Outline, cut: &Cut<'_>) -> Decoded {
        let escaping = self.escaping();
        let decode = |text| escaping.decode(text).ok_or(NoValue::Malformed);
        match outline {
            Outline::Scalar | Outline::Several(_) => {
                Ok(coerce::scalar(Some(schema), &decode(text)?))
            }
            _ if text.is_empty() => Ok(match outline {
                Outline::List => Value::Array(Vec::new()),
                _ => Value::Object(serde_json::Map::new()),
            }),
            Outline::List => {
                let texts = cut
                    .pieces(text, self.part)
                    .into_iter()
                    .map(|piece| decode(cut.unnamed(piece)))
                    .collect::<Result<Vec<_>, _>>()?;
                Ok(coerce::list(schema, texts.iter().map(AsRef::as_ref)))
            }
            Outline::Members => {
                let pieces = cut.pieces(text, self.part);
                let pairs = if cut.explode {
                    pieces
                        .into_iter()
                        .map(|piece| {
                            piece
                                .split_once('=')
                                .or(cut.allows_bare.then_some((piece, "")))
                        })
                        .collect::<Option<Vec<_>>>()
                } else {
                    pieces
                        .chunks(2)
                        .map(|pair| match pair {
                            [name, value] => Some((*name, *value)),
                            _ => None,
                        })
                        .collect::<Option<Vec<_>>>()
                };
                let pairs = self.decoded_pairs(pairs.ok_or(NoValue::Malformed)?.into_iter())?;
                Ok(object(schema, &pairs))
            }
        }
    }

    fn decoded_pairs<'a>(
        &self,
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<TextMembers<'a>, NoValue> {
        let escaping = self.escaping();
        let mut decoded = BTreeMap::new();
        for (name, value) in pairs {
            let name = escaping.decode(name).ok_or(NoValue::Malformed)?;
            let value = escaping.decode(value).ok_or(NoValue::Malformed)?;
            if decoded.insert(name, value).is_some() {
                return Err(NoValue::Repeated);
            }
        }
        Ok(decoded)
    }
}

/// Names and values, decoded.
type TextMembers<'a> = BTreeMap<Cow<'a, str>, Cow<'a, str>>;

fn object(schema: &Schema, pairs: &TextMembers<'_>) -> Value {
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_ref()));
    coerce::members(schema, pairs)
}

/// How a style cuts one text.
struct Cut<'a> {
    /// What the text starts with.
    prefix: &'static str,
    /// What stands between pieces, in all spellings.
    delimiters: &'static [&'static str],
    /// The parameter's name where it stands before values.
    name: Option<&'a str>,
    /// Whether members are written `name=value`.
    explode: bool,
    /// Whether an empty value drops its equals sign.
    allows_bare: bool,
}

impl<'a> Cut<'a> {
    const fn of(style: ParameterStyle, explode: bool, reserved: bool, name: &'a str) -> Self {
        let (prefix, delimiters): (_, &'static [&'static str]) = match (style, explode) {
            (ParameterStyle::Label, true) => (".", &["."]),
            (ParameterStyle::Label, false) => (".", &[","]),
            (ParameterStyle::Matrix, true) => (";", &[";"]),
            (ParameterStyle::Matrix, false) => (";", &[","]),
            (ParameterStyle::SpaceDelimited, _) if reserved => ("", &["%20", " "]),
            (ParameterStyle::SpaceDelimited, _) => ("", &["%20", "+", " "]),
            (ParameterStyle::PipeDelimited, _) => ("", &["%7C", "%7c", "|"]),
            _ => ("", &[","]),
        };
        let is_matrix = matches!(style, ParameterStyle::Matrix);
        Self {
            prefix,
            delimiters,
            name: if is_matrix { Some(name) } else { None },
            explode,
            allows_bare: is_matrix,
        }
    }

    /// The text behind what the style puts before it.
    fn strip<'t>(&self, text: &'t str, outline: Outline) -> Option<&'t str> {
        let rest = text.strip_prefix(self.prefix)?;
        match self.name {
            // Exploded pieces have their names each.
            Some(_) if self.explode && !matches!(outline, Outline::Scalar) => Some(rest),
            Some(name) => match rest.strip_prefix(name)? {
                "" => Some(""),
                value => value.strip_prefix('='),
            },
            None => Some(rest),
        }
    }

    fn pieces<'t>(&self, text: &'t str, part: RequestPart) -> Vec<&'t str> {
        let mut pieces = vec![text];
        for delimiter in self.delimiters {
            pieces = pieces
                .into_iter()
                .flat_map(|piece| piece.split(delimiter))
                .collect();
        }
        if part == RequestPart::Header {
            for piece in &mut pieces {
                *piece = piece.trim_matches([' ', '\t']);
            }
        }
        pieces
    }

    /// An element of an exploded matrix without its name.
    fn unnamed<'t>(&self, piece: &'t str) -> &'t str {
        match self.name {
            Some(name) if self.explode => match piece.strip_prefix(name) {
                Some("") => "",
                Some(rest) => rest.strip_prefix('=').unwrap_or(piece),
                None => piece,
            },
            _ => piece,
        }
    }
}
