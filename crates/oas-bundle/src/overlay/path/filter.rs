//! Conditions of a query: `[?@.name == 'limit' && !@.deprecated]`.

use oas_diagnostics::suggest::nearest;
use serde_json::Value;

use super::parse::Parser;
use super::{Logical, MatchPattern, Matching, Operand, Operator, PathError, Pattern, Query};

const FUNCTIONS: [&str; 5] = ["count", "length", "match", "search", "value"];

/// What stands at a place where a condition or one side of a comparison may.
enum Basic {
    Logical(Logical),
    Operand(Operand),
    /// A query: a test for existence, or a side of a comparison where it is singular.
    Query(Query),
}

impl Parser<'_> {
    /// Conditions joined by `||`.
    pub(super) fn logical(&mut self) -> Result<Logical, PathError> {
        let mut alternatives = vec![self.conjunction()?];
        loop {
            let before = self.at;
            self.blank();
            if !self.takes_text("||") {
                self.at = before;
                break;
            }
            self.blank();
            alternatives.push(self.conjunction()?);
        }
        Ok(one_or(alternatives, Logical::Or))
    }

    fn conjunction(&mut self) -> Result<Logical, PathError> {
        let mut conditions = vec![self.condition()?];
        loop {
            let before = self.at;
            self.blank();
            if !self.takes_text("&&") {
                self.at = before;
                break;
            }
            self.blank();
            conditions.push(self.condition()?);
        }
        Ok(one_or(conditions, Logical::And))
    }

    /// One condition: in parentheses, negated, a test or a comparison.
    fn condition(&mut self) -> Result<Logical, PathError> {
        if self.takes('!') {
            self.blank();
            let inner = if self.peek() == Some('(') {
                self.parenthesised()?
            } else {
                let start = self.at;
                let basic = self.basic()?;
                self.test(basic, start)?
            };
            return Ok(Logical::Not(Box::new(inner)));
        }
        if self.peek() == Some('(') {
            return self.parenthesised();
        }
        let start = self.at;
        let left = self.basic()?;
        let after = self.at;
        self.blank();
        let Some(operator) = self.operator()? else {
            self.at = after;
            return self.test(left, start);
        };
        let left = self.operand(left, start)?;
        self.blank();
        let start = self.at;
        let right = self.basic()?;
        let right = self.operand(right, start)?;
        Ok(Logical::Compare {
            left,
            operator,
            right,
        })
    }

    fn parenthesised(&mut self) -> Result<Logical, PathError> {
        self.enter()?;
        self.takes('(');
        self.blank();
        let inner = self.logical()?;
        self.blank();
        if !self.takes(')') {
            return Err(self.unexpected("expected `)`, `&&` or `||`"));
        }
        self.leave();
        Ok(inner)
    }

    fn operator(&mut self) -> Result<Option<Operator>, PathError> {
        let operators = [
            ("==", Operator::Equal),
            ("!=", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        for (text, operator) in operators {
            if self.takes_text(text) {
                return Ok(Some(operator));
            }
        }
        if self.rest().starts_with("=~") {
            let mut error = self.error("JSONPath (RFC 9535) has no `=~`");
            error.help = Some("write `search(@.name, 'pattern')`".to_owned());
            return Err(error);
        }
        if self.peek() == Some('=') {
            return Err(self.error("equality is written `==`"));
        }
        Ok(None)
    }

    /// What was read, as a condition of its own.
    fn test(&self, basic: Basic, start: usize) -> Result<Logical, PathError> {
        match basic {
            Basic::Logical(logical) => Ok(logical),
            Basic::Query(query) => Ok(Logical::Exists(query)),
            Basic::Operand(_) => Err(self.unexpected_at(
                start,
                "a value is no condition; compare it with something: `==`, `<`, …",
            )),
        }
    }

    /// What was read, as a side of a comparison.
    fn operand(&self, basic: Basic, start: usize) -> Result<Operand, PathError> {
        match basic {
            Basic::Operand(operand) => Ok(operand),
            Basic::Query(query) if query.is_singular() => Ok(Operand::Node(query)),
            Basic::Query(_) => Err(self.unexpected_at(
                start,
                "only a query that selects one node at most can be compared",
            )),
            Basic::Logical(_) => {
                Err(self.unexpected_at(start, "`match` and `search` are conditions, not values"))
            }
        }
    }

    fn unexpected_at(&self, offset: usize, message: &str) -> PathError {
        PathError {
            offset,
            ..self.error(message)
        }
    }

    fn basic(&mut self) -> Result<Basic, PathError> {
        match self.peek() {
            Some('@') => {
                self.takes('@');
                Ok(Basic::Query(self.segments(false)?))
            }
            Some('$') => {
                self.takes('$');
                Ok(Basic::Query(self.segments(true)?))
            }
            Some('\'' | '"') => {
                let string = self.string()?;
                Ok(Basic::Operand(Operand::Literal(Value::String(string))))
            }
            Some('-' | '0'..='9') => Ok(Basic::Operand(Operand::Literal(self.number()?))),
            Some('a'..='z') => self.word(),
            _ => Err(self.unexpected("expected `@`, `$`, a literal or a function")),
        }
    }

    /// `true`, `false`, `null` or a function.
    fn word(&mut self) -> Result<Basic, PathError> {
        let rest = self.rest();
        let end = rest
            .find(|one: char| !matches!(one, 'a'..='z' | '0'..='9' | '_'))
            .unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        let literal = match word {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "null" => Some(Value::Null),
            _ => None,
        };
        if let Some(literal) = literal {
            self.at += end;
            return Ok(Basic::Operand(Operand::Literal(literal)));
        }
        if !FUNCTIONS.contains(&word) {
            let mut error = self.error(format!("`{word}` is no function of JSONPath"));
            error.help = Some(match nearest(word, FUNCTIONS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}; texts are in quotes", FUNCTIONS.join(", ")),
            });
            return Err(error);
        }
        self.at += end;
        self.enter()?;
        if !self.takes('(') {
            return Err(self.unexpected("expected `(`"));
        }
        let basic = match word {
            "count" => Basic::Operand(Operand::Count(self.query_argument()?)),
            "value" => Basic::Operand(Operand::Value(self.query_argument()?)),
            "length" => Basic::Operand(Operand::Length(Box::new(self.value_argument()?))),
            _ => Basic::Logical(Logical::Matches(self.matching(word == "match")?)),
        };
        self.blank();
        if !self.takes(')') {
            return Err(self.unexpected("expected `)`"));
        }
        self.leave();
        Ok(basic)
    }

    fn query_argument(&mut self) -> Result<Query, PathError> {
        self.blank();
        let start = self.at;
        match self.basic()? {
            Basic::Query(query) => Ok(query),
            _ => Err(self.unexpected_at(start, "the argument must be a query: `@…` or `$…`")),
        }
    }

    fn value_argument(&mut self) -> Result<Operand, PathError> {
        self.blank();
        let start = self.at;
        let basic = self.basic()?;
        self.operand(basic, start)
    }

    fn matching(&mut self, whole: bool) -> Result<Matching, PathError> {
        let text = self.value_argument()?;
        self.blank();
        if !self.takes(',') {
            return Err(self.unexpected("expected `,` and a pattern"));
        }
        let pattern = match self.value_argument()? {
            Operand::Literal(Value::String(pattern)) => {
                MatchPattern::Fixed(Pattern::new(&pattern, whole))
            }
            Operand::Literal(_) => MatchPattern::Fixed(None),
            other => MatchPattern::Found(other),
        };
        Ok(Matching {
            text,
            pattern,
            whole,
        })
    }
}

/// The one part, or all of them joined.
fn one_or(mut parts: Vec<Logical>, join: fn(Vec<Logical>) -> Logical) -> Logical {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            join(parts)
        }
        None => join(parts),
    }
}
