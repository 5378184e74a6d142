//! What a query selects in a target: [`select`].
//!
//! Everything costs steps, and a run has so many: a query that would take for ever ends in a
//! diagnostic. Nodes that a query selects twice are selected once.

use serde_json::Value;

use super::compare::{Found, compare};
use super::path::{Logical, MatchPattern, Matching, Operand, Pattern, Query, Segment, Selector};
use super::target::{CellId, Content, Target};

/// What compiling a pattern that stands in the document costs.
const PATTERN_STEPS: u64 = 2_000;

/// The steps of a run are used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exhausted;

/// Steps that are left.
#[derive(Debug)]
pub(super) struct Steps(u64);

impl Steps {
    pub(super) const fn new(steps: u64) -> Self {
        Self(steps)
    }

    pub(super) fn take(&mut self, steps: u64) -> Result<(), Exhausted> {
        self.0 = self.0.checked_sub(steps).ok_or(Exhausted)?;
        Ok(())
    }
}

/// What a query selects.
#[derive(Debug)]
pub(super) struct Selected {
    /// The cells, each once, in the order of RFC 9535.
    pub(super) cells: Vec<CellId>,
    /// Where nothing is selected: the segment that does not, and what the ones before it select.
    pub(super) dead_end: Option<(usize, Vec<CellId>)>,
}

pub(super) fn select(
    target: &Target,
    query: &Query,
    steps: &mut Steps,
) -> Result<Selected, Exhausted> {
    // Making room to remember them is quick, but not for nothing.
    steps.take(target.len() as u64 / 64)?;
    let mut evaluation = Evaluation { target, steps };
    let mut cells = vec![target.root()];
    let mut seen = vec![false; target.len()];
    let mut dead_end = None;
    for (index, segment) in query.segments.iter().enumerate() {
        let next = evaluation.segment(&cells, segment, Some(&mut seen))?;
        let last = std::mem::replace(&mut cells, next);
        if cells.is_empty() {
            dead_end = Some((index, last));
            break;
        }
    }
    Ok(Selected { cells, dead_end })
}

struct Evaluation<'t, 's> {
    target: &'t Target,
    steps: &'s mut Steps,
}

impl Evaluation<'_, '_> {
    /// One segment. With `seen`, all of it false, nodes come once, and it is all false afterwards.
    fn segment(
        &mut self,
        from: &[CellId],
        segment: &Segment,
        mut seen: Option<&mut Vec<bool>>,
    ) -> Result<Vec<CellId>, Exhausted> {
        let mut inputs = from.to_vec();
        if segment.descendant {
            inputs = self.everything_in(from)?;
            if let Some(seen) = seen.as_deref_mut() {
                once(&mut inputs, seen);
            }
        }
        let mut selected = Vec::new();
        for id in inputs {
            for selector in &segment.selectors {
                self.selector(id, selector, &mut selected)?;
            }
        }
        if let Some(seen) = seen {
            once(&mut selected, seen);
        }
        Ok(selected)
    }

    /// Cells with everything in them, parents before their children.
    fn everything_in(&mut self, from: &[CellId]) -> Result<Vec<CellId>, Exhausted> {
        let mut found = Vec::new();
        let mut stack: Vec<CellId> = from.iter().rev().copied().collect();
        while let Some(id) = stack.pop() {
            self.steps.take(1)?;
            found.push(id);
            match self.target.content(id) {
                Content::Array(elements) => stack.extend(elements.iter().rev()),
                Content::Object(entries) => stack.extend(entries.values().rev()),
                _ => {}
            }
        }
        Ok(found)
    }

    fn selector(
        &mut self,
        id: CellId,
        selector: &Selector,
        into: &mut Vec<CellId>,
    ) -> Result<(), Exhausted> {
        self.steps.take(1)?;
        let content = self.target.content(id);
        match (selector, content) {
            (Selector::Name(name), Content::Object(entries)) => {
                into.extend(entries.get(name.as_str()));
            }
            (Selector::Index(index), Content::Array(elements)) => {
                into.extend(at(elements, *index));
            }
            (Selector::Wildcard, Content::Array(elements)) => {
                self.steps.take(elements.len() as u64)?;
                into.extend(elements);
            }
            (Selector::Wildcard, Content::Object(entries)) => {
                self.steps.take(entries.len() as u64)?;
                into.extend(entries.values());
            }
            (Selector::Slice { start, end, step }, Content::Array(elements)) => {
                self.steps.take(elements.len() as u64)?;
                slice(elements, *start, *end, *step, into);
            }
            (Selector::Filter(condition), Content::Array(elements)) => {
                for element in elements {
                    if self.holds(condition, *element)? {
                        into.push(*element);
                    }
                }
            }
            (Selector::Filter(condition), Content::Object(entries)) => {
                for entry in entries.values() {
                    if self.holds(condition, *entry)? {
                        into.push(*entry);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether a condition holds for a cell. The parser limits how deep conditions are.
    fn holds(&mut self, condition: &Logical, current: CellId) -> Result<bool, Exhausted> {
        self.steps.take(1)?;
        Ok(match condition {
            Logical::Or(alternatives) => {
                for alternative in alternatives {
                    if self.holds(alternative, current)? {
                        return Ok(true);
                    }
                }
                false
            }
            Logical::And(conditions) => {
                for condition in conditions {
                    if !self.holds(condition, current)? {
                        return Ok(false);
                    }
                }
                true
            }
            Logical::Not(inner) => !self.holds(inner, current)?,
            Logical::Exists(query) => !self.nodes(query, current)?.is_empty(),
            Logical::Matches(matching) => self.matches(matching, current)?,
            Logical::Compare {
                left,
                operator,
                right,
            } => {
                let left = self.operand(left, current)?;
                let right = self.operand(right, current)?;
                compare(self.target, &left, *operator, &right, self.steps)?
            }
        })
    }

    /// What a query within a condition selects.
    fn nodes(&mut self, query: &Query, current: CellId) -> Result<Vec<CellId>, Exhausted> {
        let start = if query.from_root {
            self.target.root()
        } else {
            current
        };
        let mut selected = vec![start];
        for segment in &query.segments {
            selected = self.segment(&selected, segment, None)?;
        }
        Ok(selected)
    }

    fn operand<'q>(
        &mut self,
        operand: &'q Operand,
        current: CellId,
    ) -> Result<Found<'q>, Exhausted> {
        Ok(match operand {
            Operand::Literal(value) => Found::Literal(value),
            Operand::Node(query) | Operand::Value(query) => {
                match self.nodes(query, current)?.as_slice() {
                    [only] => Found::Cell(*only),
                    _ => Found::Nothing,
                }
            }
            Operand::Count(query) => Found::Count(self.nodes(query, current)?.len() as u64),
            Operand::Length(inner) => {
                let found = self.operand(inner, current)?;
                self.length(&found)?.map_or(Found::Nothing, Found::Count)
            }
        })
    }

    /// Characters of a text, elements of an array, entries of an object.
    fn length(&mut self, found: &Found<'_>) -> Result<Option<u64>, Exhausted> {
        if let Some(text) = text(self.target, found) {
            self.steps.take(text.len() as u64 / 16)?;
            return Ok(Some(text.chars().count() as u64));
        }
        let Found::Cell(id) = found else {
            return Ok(None);
        };
        Ok(match self.target.content(*id) {
            Content::Array(elements) => Some(elements.len() as u64),
            Content::Object(entries) => Some(entries.len() as u64),
            _ => None,
        })
    }

    fn matches(&mut self, matching: &Matching, current: CellId) -> Result<bool, Exhausted> {
        let target = self.target;
        let found = self.operand(&matching.text, current)?;
        let Some(subject) = text(target, &found) else {
            return Ok(false);
        };
        self.steps.take(1 + subject.len() as u64)?;
        let compiled;
        let pattern = match &matching.pattern {
            MatchPattern::Fixed(pattern) => pattern.as_ref(),
            MatchPattern::Found(operand) => {
                let found = self.operand(operand, current)?;
                self.steps.take(PATTERN_STEPS)?;
                let text = text(target, &found);
                compiled = text.and_then(|text| Pattern::new(text, matching.whole));
                compiled.as_ref()
            }
        };
        Ok(pattern.is_some_and(|pattern| pattern.is_match(subject)))
    }
}

/// The text that was found, where it is one.
fn text<'f>(target: &'f Target, found: &Found<'f>) -> Option<&'f str> {
    match found {
        Found::Literal(Value::String(text)) => Some(text),
        Found::Cell(id) => match target.content(*id) {
            Content::String(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Leaves out what was there before. `seen` is all false before and after.
fn once(cells: &mut Vec<CellId>, seen: &mut [bool]) {
    cells.retain(|id| !std::mem::replace(&mut seen[id.index()], true));
    for id in cells {
        seen[id.index()] = false;
    }
}

/// The element at an index, from the end where it is negative.
fn at(elements: &[CellId], index: i64) -> Option<CellId> {
    let length = i64::try_from(elements.len()).ok()?;
    let index = if index < 0 { index + length } else { index };
    elements.get(usize::try_from(index).ok()?).copied()
}

/// RFC 9535 §2.3.4.2.2.
fn slice(
    elements: &[CellId],
    start: Option<i64>,
    end: Option<i64>,
    step: i64,
    into: &mut Vec<CellId>,
) {
    let Ok(length) = i64::try_from(elements.len()) else {
        return;
    };
    let normal = |index: i64| if index < 0 { index + length } else { index };
    if step > 0 {
        let lower = normal(start.unwrap_or(0)).clamp(0, length);
        let upper = normal(end.unwrap_or(length)).clamp(0, length);
        let mut index = lower;
        while index < upper {
            into.extend(at(elements, index));
            index += step;
        }
    } else if step < 0 {
        let upper = start.map_or(length - 1, normal).clamp(-1, length - 1);
        let lower = end.map_or(-1, normal).clamp(-1, length - 1);
        let mut index = upper;
        while index > lower {
            into.extend(at(elements, index));
            index += step;
        }
    }
}
