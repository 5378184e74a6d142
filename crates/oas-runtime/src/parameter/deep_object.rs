//! The style `deepObject`: `color[R]=100`, nested to any depth, with lists as `color[]=1` or
//! `color[0]=1`.
//!
//! OpenAPI describes flat objects only; what goes further follows the common practice of form
//! libraries.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::coerce::{self, Outline};
use super::decode::NoValue;
use super::text::{Escaping, QueryPair};
use crate::Schema;

/// How deep brackets are followed; nothing real goes further, and recursion is bounded by it.
const DEEPEST: usize = 16;

/// What stands in brackets, and the text of one pair.
struct Entry<'a> {
    keys: Vec<&'a str>,
    text: Cow<'a, str>,
}

/// The value of the parameter `name`.
pub(super) fn decode(
    name: &str,
    schema: &Schema,
    pairs: &[QueryPair<'_>],
    escaping: Escaping,
) -> Result<Value, NoValue> {
    let mut entries = Vec::new();
    for pair in pairs {
        let Some(rest) = pair.name.strip_prefix(name) else {
            continue;
        };
        if !rest.is_empty() && !rest.starts_with('[') {
            continue;
        }
        let keys = brackets(rest).ok_or(NoValue::Malformed)?;
        let text = escaping.decode(pair.value).ok_or(NoValue::Malformed)?;
        entries.push(Entry { keys, text });
    }
    if entries.is_empty() {
        return Err(NoValue::Absent);
    }
    let entries: Vec<&Entry<'_>> = entries.iter().collect();
    value(Some(schema), &entries, 0)
}

/// `[a][b]` as `a` and `b`.
fn brackets(text: &str) -> Option<Vec<&str>> {
    let mut keys = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (key, behind) = rest.strip_prefix('[')?.split_once(']')?;
        keys.push(key);
        rest = behind;
    }
    (keys.len() <= DEEPEST).then_some(keys)
}

/// The value of entries that agree in their first `depth` keys.
fn value(schema: Option<&Schema>, entries: &[&Entry<'_>], depth: usize) -> Result<Value, NoValue> {
    let outline = schema.map_or(Outline::Scalar, coerce::outline);
    match (outline, entries) {
        (Outline::Several(variants), _) => {
            let read = |variant| value(Some(variant), entries, depth).unwrap_or(Value::Null);
            coerce::first_accepted(variants, read).ok_or(NoValue::Malformed)
        }
        (Outline::List, _) => list(schema, entries, depth),
        (Outline::Members, _) => members(schema, entries, depth),
        (Outline::Scalar, [only]) if only.keys.len() == depth => {
            Ok(coerce::scalar(schema, &only.text))
        }
        (Outline::Scalar, [_]) => Err(NoValue::Malformed),
        (Outline::Scalar, _) => Err(NoValue::Repeated),
    }
}

fn members(
    schema: Option<&Schema>,
    entries: &[&Entry<'_>],
    depth: usize,
) -> Result<Value, NoValue> {
    let mut object = Map::new();
    for (key, same) in grouped(entries, depth, Some)? {
        let member = schema.and_then(|schema| coerce::member(schema, key));
        object.insert(key.to_owned(), value(member, &same, depth + 1)?);
    }
    Ok(Value::Object(object))
}

/// Elements in the order of their indexes, or as they come where there are none.
fn list(schema: Option<&Schema>, entries: &[&Entry<'_>], depth: usize) -> Result<Value, NoValue> {
    let element = |index| schema.and_then(|schema| coerce::element(schema, index));
    let is_indexed = entries
        .first()
        .and_then(|entry| entry.keys.get(depth))
        .is_some_and(|key| !key.is_empty());
    if !is_indexed {
        return entries
            .iter()
            .enumerate()
            .map(|(index, entry)| match entry.keys.get(depth..) {
                Some([] | [""]) => Ok(coerce::scalar(element(index), &entry.text)),
                _ => Err(NoValue::Malformed),
            })
            .collect();
    }
    let groups = grouped(entries, depth, |key| key.parse::<usize>().ok())?;
    groups
        .into_iter()
        .enumerate()
        // Indexes count from zero without gaps.
        .map(|(index, (key, same))| {
            if key != index {
                return Err(NoValue::Malformed);
            }
            value(element(index), &same, depth + 1)
        })
        .collect()
}

/// Entries by what stands in their bracket at `depth`.
fn grouped<'e, 'a, K: Ord>(
    entries: &[&'e Entry<'a>],
    depth: usize,
    read: impl Fn(&'e str) -> Option<K>,
) -> Result<BTreeMap<K, Vec<&'e Entry<'a>>>, NoValue> {
    let mut groups = BTreeMap::<K, Vec<_>>::new();
    for entry in entries {
        let key = entry.keys.get(depth).and_then(|key| read(key));
        groups
            .entry(key.ok_or(NoValue::Malformed)?)
            .or_default()
            .push(*entry);
    }
    Ok(groups)
}
