//! Every violation of a JSON value: [`Schema::check`].
//!
//! This reader is slow and thorough. It runs on bodies that the fast path refused, and on parameters,
//! which are short.

use serde_json::{Map, Number, Value};

use super::rules::length;
use super::union::{Selected, is_of_type};
use super::{
    Additional, ArrayRules, Constant, Decimal, JsonType, Kind, NumberRules, ObjectRules, Schema,
    StringRules, unique,
};
use crate::violation::{Keyword, Place, Violation, Violations};
use crate::{Pointer, RequestPart};

impl Schema {
    /// Everything that is wrong with a JSON value of a request's body, in the order of the schema,
    /// at most [`Violations::LIMIT`] entries.
    #[must_use]
    pub fn check(&self, value: &Value) -> Vec<Violation> {
        let mut violations = Violations::new();
        self.check_at(value, &Place::BODY, &mut violations);
        violations.into_vec()
    }

    /// Whether a JSON value keeps all rules.
    #[must_use]
    pub fn accepts(&self, value: &Value) -> bool {
        let mut violations = Violations::probe();
        self.check_at(value, &Place::BODY, &mut violations);
        violations.is_empty()
    }

    /// Adds everything that is wrong with a value of some part of a request.
    pub(crate) fn check_at(&self, value: &Value, place: &Place<'_>, violations: &mut Violations) {
        let mut checker = Checker { place, violations };
        checker.value(self, value, &Pointer::Root);
    }
}

/// One walk through a value.
struct Checker<'a> {
    place: &'a Place<'a>,
    violations: &'a mut Violations,
}

impl Checker<'_> {
    fn report(&mut self, at: &Pointer<'_>, keyword: Keyword, message: impl FnOnce() -> String) {
        self.violations.push(self.place, at, keyword, message);
    }

    fn wrong_type(&mut self, at: &Pointer<'_>, expected: JsonType, nullable: bool) {
        self.report(at, Keyword::Type, || {
            let article = match expected {
                JsonType::Integer | JsonType::Array | JsonType::Object => "an",
                _ => "a",
            };
            let or_null = if nullable { " or null" } else { "" };
            format!("must be {article} {}{or_null}", expected.as_str())
        });
    }

    fn value(&mut self, schema: &Schema, value: &Value, at: &Pointer<'_>) {
        if self.violations.is_full() {
            return;
        }
        let (schema, nullable) = schema.resolve();
        if value.is_null() && nullable {
            return;
        }
        match (&schema.kind, value) {
            (Kind::Any | Kind::Reference(_), _) | (Kind::Boolean, Value::Bool(_)) => {}
            (Kind::Never, _) => self.report(at, Keyword::Not, || "is not allowed".to_owned()),
            (Kind::Null, _) => {
                self.report(at, Keyword::Type, || "must be null".to_owned());
            }
            (Kind::Integer(rules), Value::Number(number))
                if is_of_type(value, JsonType::Integer) =>
            {
                self.number(rules, number, at);
            }
            (Kind::Number(rules), Value::Number(number)) => self.number(rules, number, at),
            (Kind::String(rules), Value::String(text)) => self.string(rules, text, at),
            (Kind::Array(rules), Value::Array(elements)) => self.array(rules, elements, at),
            (Kind::Object(rules), Value::Object(members)) => self.object(rules, members, at),
            (Kind::Enum(constants), _) => self.constants(constants, value, at),
            (Kind::Union(_), _) => self.union(schema, value, at),
            (Kind::Boolean, _) => self.wrong_type(at, JsonType::Boolean, nullable),
            (Kind::Integer(_), _) => self.wrong_type(at, JsonType::Integer, nullable),
            (Kind::Number(_), _) => self.wrong_type(at, JsonType::Number, nullable),
            (Kind::String(_), _) => self.wrong_type(at, JsonType::String, nullable),
            (Kind::Array(_), _) => self.wrong_type(at, JsonType::Array, nullable),
            (Kind::Object(_), _) => self.wrong_type(at, JsonType::Object, nullable),
        }
    }

    fn number(&mut self, rules: &NumberRules, number: &Number, at: &Pointer<'_>) {
        let Some(number) = Decimal::from_json(number) else {
            return self.wrong_type(at, JsonType::Number, false);
        };
        let bounds = [
            (rules.minimum, Keyword::Minimum, "at least"),
            (
                rules.exclusive_minimum,
                Keyword::ExclusiveMinimum,
                "more than",
            ),
            (rules.maximum, Keyword::Maximum, "at most"),
            (
                rules.exclusive_maximum,
                Keyword::ExclusiveMaximum,
                "less than",
            ),
            (rules.multiple_of, Keyword::MultipleOf, "a multiple of"),
        ];
        for (bound, keyword, words) in bounds {
            let Some(bound) = bound else { continue };
            let kept = match keyword {
                Keyword::Minimum => number >= bound,
                Keyword::ExclusiveMinimum => number > bound,
                Keyword::Maximum => number <= bound,
                Keyword::ExclusiveMaximum => number < bound,
                _ => number.is_multiple_of(bound),
            };
            if !kept {
                self.report(at, keyword, || format!("must be {words} {bound}"));
            }
        }
    }

    fn string(&mut self, rules: &StringRules, text: &str, at: &Pointer<'_>) {
        let length = length(text);
        if length < rules.min_length {
            self.report(at, Keyword::MinLength, || {
                format!(
                    "must have at least {}",
                    counted(rules.min_length, "character")
                )
            });
        }
        if let Some(max) = rules.max_length.filter(|max| length > *max) {
            self.report(at, Keyword::MaxLength, || {
                format!("must have at most {}", counted(max, "character"))
            });
        }
        if let Some(pattern) = rules.pattern.filter(|pattern| !pattern.matches(text)) {
            self.report(at, Keyword::Pattern, || {
                format!("must match `{}`", pattern.source())
            });
        }
        if let Some(format) = rules.format.filter(|format| !format.matches(text)) {
            self.report(at, Keyword::Format, || {
                format!("must be of the format `{}`", format.as_str())
            });
        }
    }

    fn constants(&mut self, constants: &[Constant], value: &Value, at: &Pointer<'_>) {
        if constants.iter().any(|constant| constant.equals(value)) {
            return;
        }
        self.report(at, Keyword::Enum, || {
            let constants: Vec<String> = constants
                .iter()
                .map(|constant| format!("`{}`", plain(constant)))
                .collect();
            match constants.as_slice() {
                [only] => format!("must be {only}"),
                several => format!("must be one of {}", several.join(", ")),
            }
        });
    }

    fn array(&mut self, rules: &ArrayRules, elements: &[Value], at: &Pointer<'_>) {
        let count = elements.len() as u64;
        if count < rules.min {
            self.report(at, Keyword::MinItems, || {
                format!("must have at least {}", counted(rules.min, "element"))
            });
        }
        if let Some(max) = rules.max.filter(|max| count > *max) {
            self.report(at, Keyword::MaxItems, || {
                format!("must have at most {}", counted(max, "element"))
            });
        }
        if rules.unique && !unique::is_unique(elements) {
            self.report(at, Keyword::UniqueItems, || {
                "must not have equal elements".to_owned()
            });
        }
        if let Some(contains) = rules.contains {
            let fitting = elements
                .iter()
                .filter(|element| contains.schema.accepts(element))
                .count() as u64;
            if fitting < contains.min || contains.max.is_some_and(|max| fitting > max) {
                self.report(at, Keyword::Contains, || match contains.max {
                    None => format!(
                        "must have at least {} of a certain kind",
                        counted(contains.min, "element")
                    ),
                    Some(max) => format!(
                        "must have {} to {} of a certain kind",
                        contains.min,
                        counted(max, "element")
                    ),
                });
            }
        }
        for (index, element) in elements.iter().enumerate() {
            let Some(schema) = rules.element(index) else {
                break;
            };
            self.value(schema, element, &at.element(index));
        }
    }

    fn object(&mut self, rules: &ObjectRules, members: &Map<String, Value>, at: &Pointer<'_>) {
        let count = members.len() as u64;
        if count < rules.min {
            self.report(at, Keyword::MinProperties, || {
                format!("must have at least {}", counted(rules.min, "member"))
            });
        }
        if let Some(max) = rules.max.filter(|max| count > *max) {
            self.report(at, Keyword::MaxProperties, || {
                format!("must have at most {}", counted(max, "member"))
            });
        }
        for property in rules.properties {
            match members.get(property.name) {
                Some(member) => self.value(&property.schema, member, &at.member(property.name)),
                None if property.required => self.missing(property.name, at),
                None => {}
            }
        }
        for name in rules.required_undeclared {
            if !members.contains_key(*name) {
                self.missing(name, at);
            }
        }
        for dependent in rules.dependents {
            let missing = dependent.needs.iter().filter(|name| {
                members.contains_key(dependent.member) && !members.contains_key(**name)
            });
            for name in missing {
                self.report(&at.member(name), Keyword::DependentRequired, || {
                    format!("is required with `{}`", dependent.member)
                });
            }
        }
        self.other_members(rules, members, at);
    }

    /// Rules for names, and for members that no property describes.
    fn other_members(
        &mut self,
        rules: &ObjectRules,
        members: &Map<String, Value>,
        at: &Pointer<'_>,
    ) {
        let nothing_to_say = matches!(rules.additional, Additional::Any)
            && rules.patterns.is_empty()
            && rules.names.is_none();
        if nothing_to_say {
            return;
        }
        for (name, member) in members {
            if self.violations.is_full() {
                return;
            }
            let at = at.member(name);
            if let Some(names) = rules.names
                && !names.accepts(&Value::from(name.as_str()))
            {
                self.report(&at, Keyword::PropertyNames, || {
                    "has a name that is not allowed".to_owned()
                });
            }
            let mut described = rules.property(name).is_some();
            for pattern in rules.patterns {
                if pattern.pattern.matches(name) {
                    described = true;
                    self.value(pattern.schema, member, &at);
                }
            }
            match rules.additional {
                Additional::Closed if !described => {
                    self.report(&at, Keyword::AdditionalProperties, || {
                        "is not known".to_owned()
                    });
                }
                Additional::Of(schema) if !described => self.value(schema, member, &at),
                _ => {}
            }
        }
    }

    fn missing(&mut self, name: &str, at: &Pointer<'_>) {
        self.report(&at.member(name), Keyword::Required, || {
            "is required".to_owned()
        });
    }

    fn union(&mut self, schema: &Schema, value: &Value, at: &Pointer<'_>) {
        let Kind::Union(union) = &schema.kind else {
            return;
        };
        match union.select(value) {
            Selected::Variant(variant) => self.value(variant, value, at),
            Selected::MissingMember(name) => self.missing(name, at),
            Selected::UnknownValue(name) => self.report(&at.member(name), Keyword::Enum, || {
                "must be one of the values that the contract lists".to_owned()
            }),
            Selected::WrongType => {
                self.report(at, Keyword::Type, || "must be of another type".to_owned());
            }
            Selected::Try { exactly_one } => {
                let fitting = union
                    .variants
                    .iter()
                    .filter(|variant| variant.accepts(value))
                    .take(2)
                    .count();
                let keyword = if exactly_one {
                    Keyword::OneOf
                } else {
                    Keyword::AnyOf
                };
                if fitting == 0 {
                    self.report(at, keyword, || "fits none of the alternatives".to_owned());
                } else if exactly_one && fitting > 1 {
                    self.report(at, keyword, || {
                        "fits more than one of the alternatives".to_owned()
                    });
                }
            }
        }
    }
}

impl RequestPart {
    /// Adds that a value of this part is missing.
    pub(crate) fn missing(self, name: &str, violations: &mut Violations) {
        let place = Place { part: self, name };
        violations.push(&place, &Pointer::Root, Keyword::Required, || {
            "is required".to_owned()
        });
    }
}

/// "1 character", "2 characters".
fn counted(count: u64, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// A constant as people write it: text without quotes.
fn plain(constant: &Constant) -> String {
    match constant {
        Constant::String(text) => (*text).to_owned(),
        other => other.to_value().to_string(),
    }
}
