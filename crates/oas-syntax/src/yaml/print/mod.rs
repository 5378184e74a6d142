//! Values as YAML text that every reader takes for the same values: [`print_yaml`].
//!
//! Block style with two spaces; sequences stand at the column of their key. How a string is
//! written is decided in [`scalar`]. Comments and the layout of a source are not kept here.

mod scalar;

pub use scalar::{double_quoted, is_misread};

use serde_json::{Map, Number, Value};

/// Spaces between the column of a collection and that of what is in it.
const STEP: usize = 2;

/// Bytes that an implicit key may have (YAML 1.2.2 §7.4.2 counts characters; 1.1 agrees).
const LONGEST_IMPLICIT_KEY: usize = 1024;

/// Writes a value as one YAML document with a line end.
///
/// The text is read as `value` by YAML 1.2 and by YAML 1.1, whose readers are still many: strings
/// that either takes for something else are in quotes, and so is the key `<<`, which would merge.
#[must_use]
pub fn print_yaml(value: &Value) -> String {
    let mut printer = Printer {
        text: String::new(),
    };
    match value {
        Value::Object(object) if !object.is_empty() => printer.mapping(object, 0, true),
        Value::Array(array) if !array.is_empty() => printer.sequence(array, 0, true),
        Value::String(text) => {
            // The content of a block would have another indentation here than anywhere else.
            scalar::line(text, &mut printer.text);
            printer.text.push('\n');
        }
        _ => printer.leaf(value, 0),
    }
    printer.text
}

struct Printer {
    text: String,
}

impl Printer {
    /// Entries at `column`; the first one goes on in the line that is begun where it `follows`.
    fn mapping(&mut self, object: &Map<String, Value>, column: usize, follows: bool) {
        for (position, (key, value)) in object.iter().enumerate() {
            if position > 0 || !follows {
                self.indent(column);
            }
            let start = self.text.len();
            scalar::line(key, &mut self.text);
            let explicit = self.text.len() - start > LONGEST_IMPLICIT_KEY;
            if explicit {
                self.text.insert_str(start, "? ");
                self.text.push('\n');
                self.indent(column);
            }
            self.text.push(':');
            match value {
                Value::Object(object) if !object.is_empty() => {
                    self.text.push('\n');
                    self.mapping(object, column + STEP, false);
                }
                Value::Array(array) if !array.is_empty() => {
                    self.text.push('\n');
                    let column = if explicit { column + STEP } else { column };
                    self.sequence(array, column, false);
                }
                _ => {
                    self.text.push(' ');
                    self.leaf(value, column);
                }
            }
        }
    }

    /// Elements at `column`; see [`Self::mapping`].
    fn sequence(&mut self, array: &[Value], column: usize, follows: bool) {
        for (position, value) in array.iter().enumerate() {
            if position > 0 || !follows {
                self.indent(column);
            }
            self.text.push_str("- ");
            match value {
                Value::Object(object) if !object.is_empty() => {
                    self.mapping(object, column + STEP, true);
                }
                Value::Array(array) if !array.is_empty() => {
                    self.sequence(array, column + STEP, true);
                }
                _ => self.leaf(value, column),
            }
        }
    }

    /// A scalar or an empty collection within a collection at `column`, and the line end.
    fn leaf(&mut self, value: &Value, column: usize) {
        match value {
            Value::Null => self.text.push_str("null"),
            Value::Bool(true) => self.text.push_str("true"),
            Value::Bool(false) => self.text.push_str("false"),
            Value::Number(number) => self.number(number),
            Value::Array(_) => self.text.push_str("[]"),
            Value::Object(_) => self.text.push_str("{}"),
            Value::String(text) if scalar::is_block(text) => {
                scalar::block(text, column + STEP, &mut self.text);
                return;
            }
            Value::String(text) => scalar::line(text, &mut self.text),
        }
        self.text.push('\n');
    }

    /// A number as YAML 1.1 wants floats: with a dot, and with a sign before the exponent.
    fn number(&mut self, number: &Number) {
        let number = number.to_string();
        let Some((mantissa, exponent)) = number.split_once(['e', 'E']) else {
            self.text.push_str(&number);
            return;
        };
        self.text.push_str(mantissa);
        if !mantissa.contains('.') {
            self.text.push_str(".0");
        }
        self.text.push('e');
        if !exponent.starts_with(['+', '-']) {
            self.text.push('+');
        }
        self.text.push_str(exponent);
    }

    fn indent(&mut self, column: usize) {
        self.text.extend(std::iter::repeat_n(' ', column));
    }
}
