//! Constants: enums with a variant per constant.

use oas_codegen::Case;
use oas_codegen::writer::Code;
use oas_codegen::writer::rust::{DocText, Ident, StrLit};
use oas_ir::{EnumShape, EnumValue, Literal};
use serde::Serialize;

use super::{Model, doc_lines, lines_of, said};
use crate::layout::{self, Expr};
use crate::names::Names;
use crate::schema::literal;

/// A variant without a value.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct VariantView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    /// The arm that leads from the variant to its constant.
    pub(crate) arm: Code,
    /// The arm that leads from the constant to its variant.
    pub(crate) parsed: Code,
}

impl VariantView {
    fn lines(&self) -> usize {
        doc_lines(&self.doc) + lines_of(&self.attributes) + lines_of([&self.arm]) + 2
    }
}

/// `enumeration.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct EnumerationView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<VariantView>,
    /// The constant that lists all values.
    pub(crate) all: Code,
    pub(crate) schema: Vec<Code>,
}

impl EnumerationView {
    pub(super) fn lines(&self) -> usize {
        head_lines(&self.doc, &self.attributes, &self.variants, &self.schema)
            + lines_of([&self.all])
            + 34
    }
}

/// `open_enumeration.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct OpenEnumerationView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<VariantView>,
    /// The variant of any other text.
    pub(crate) other: Ident,
    pub(crate) schema: Vec<Code>,
}

impl OpenEnumerationView {
    pub(super) fn lines(&self) -> usize {
        let parsed = self.variants.len();
        head_lines(&self.doc, &self.attributes, &self.variants, &self.schema) + parsed + 53
    }
}

/// `literals.rs.j2`
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LiteralsView {
    pub(crate) doc: DocText,
    pub(crate) attributes: Vec<Code>,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<VariantView>,
    /// The constant that lists all values.
    pub(crate) all: Code,
    /// Whether anything else may come too.
    pub(crate) schema: Vec<Code>,
}

impl LiteralsView {
    pub(super) fn lines(&self) -> usize {
        head_lines(&self.doc, &self.attributes, &self.variants, &self.schema)
            + lines_of([&self.all])
            + 50
    }
}

fn head_lines(
    doc: &DocText,
    attributes: &[Code],
    variants: &[VariantView],
    schema: &[Code],
) -> usize {
    let variants: usize = variants.iter().map(VariantView::lines).sum();
    doc_lines(doc) + lines_of(attributes) + variants + lines_of(schema)
}

const DERIVED: [&str; 7] = ["Clone", "Copy", "Debug", "Eq", "Hash", "Ord", "PartialEq"];

pub(super) fn plan(model: &mut Model<'_, '_>, shape: &EnumShape) -> EnumerationView {
    let names = variant_names(model, shape, &mut Names::empty());
    let rename_all = rename_all(&shape.values, &names);
    let variants = shape.values.iter().zip(&names).map(|(value, name)| {
        let Literal::String(text) = &value.value else {
            return VariantView::default();
        };
        let literal = StrLit::new(text);
        let is_own = rename_all.is_some() || name.as_str() == text;
        let attributes = if is_own {
            vec![]
        } else {
            vec![layout::attribute("serde", &[said("rename", &literal)], 4)]
        };
        VariantView {
            doc: variant_doc(value),
            attributes,
            name: name.clone(),
            arm: arm(name, &literal),
            parsed: Code::new(),
        }
    });
    let variants = variants.collect();
    let derived: Vec<&str> = DERIVED
        .into_iter()
        .chain(["Deserialize", "PartialOrd", "Serialize"])
        .collect();
    let mut attributes = model.attributes(&derived);
    if let Some(style) = rename_all.filter(|style| *style != "PascalCase") {
        let style = StrLit::new(style);
        attributes.push(layout::attribute("serde", &[said("rename_all", &style)], 0));
    }
    EnumerationView {
        doc: model.doc(),
        attributes,
        name: model.name.clone(),
        variants,
        all: all(&names),
        schema: model.schema(),
    }
}

pub(super) fn plan_open(model: &mut Model<'_, '_>, shape: &EnumShape) -> OpenEnumerationView {
    let mut scope = Names::empty();
    let names = variant_names(model, shape, &mut scope);
    let wanted = ["Other", "OtherValue", "AnyOther"].map(str::to_owned);
    let location = &model.definition.location;
    let other = scope.claim(&wanted, "any other value", location, model.sink);
    let variants = shape.values.iter().zip(&names).map(|(value, name)| {
        let text = match &value.value {
            Literal::String(text) => text.as_str(),
            _ => "",
        };
        let literal = StrLit::new(text);
        VariantView {
            doc: variant_doc(value),
            attributes: vec![],
            name: name.clone(),
            parsed: Code::from(&literal).then(" => Self::").with(name).then(","),
            arm: arm(name, &literal),
        }
    });
    let variants = variants.collect();
    let derived = [
        "Clone",
        "Debug",
        "Deserialize",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
    ];
    let from = said("from", &StrLit::new("String"));
    model.uses.serde("Serialize");
    model.uses.serde("Serializer");
    OpenEnumerationView {
        doc: model.doc(),
        attributes: vec![
            model.derive(&derived),
            layout::attribute("serde", &[from], 0),
        ],
        name: model.name.clone(),
        variants,
        other,
        schema: model.schema(),
    }
}

pub(super) fn plan_literals(model: &mut Model<'_, '_>, shape: &EnumShape) -> LiteralsView {
    let names = variant_names(model, shape, &mut Names::empty());
    let variants = shape.values.iter().zip(&names).map(|(value, name)| {
        let start = Code::fixed("Self::").with(name);
        VariantView {
            doc: variant_doc(value),
            attributes: vec![],
            name: name.clone(),
            arm: layout::match_arm(&start, &literal(&value.value), 12),
            parsed: Code::new(),
        }
    });
    let variants = variants.collect();
    for name in ["Deserialize", "Deserializer", "Serialize", "Serializer"] {
        model.uses.serde(name);
    }
    model.uses.runtime("Constant");
    let derived: Vec<&str> = DERIVED.into_iter().chain(["PartialOrd"]).collect();
    LiteralsView {
        doc: model.doc(),
        attributes: vec![model.derive(&derived)],
        name: model.name.clone(),
        variants,
        all: all(&names),
        schema: model.schema(),
    }
}

fn variant_names(model: &mut Model<'_, '_>, shape: &EnumShape, names: &mut Names) -> Vec<Ident> {
    let location = &model.definition.location;
    let mut variants = Vec::new();
    for value in &shape.values {
        let text = match &value.value {
            Literal::Boolean(value) => value.to_string(),
            Literal::Integer(value) => value.to_string(),
            Literal::Number(text) | Literal::String(text) => text.clone(),
        };
        let wanted = match (&value.name, text.as_str()) {
            (Some(name), _) => Case::Pascal.apply(name),
            (None, "") => "Empty".to_owned(),
            (None, text) => Case::Pascal.apply(text),
        };
        let what = format!("the constant `{text}`");
        let candidates = [wanted.clone(), format!("{wanted}Value")];
        variants.push(names.claim(&candidates, &what, location, model.sink));
    }
    variants
}

fn variant_doc(value: &EnumValue) -> DocText {
    let text = match &value.value {
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) | Literal::String(text) => text.clone(),
    };
    let said = value.description.as_deref().map(str::trim);
    let doc = said.map_or_else(DocText::default, |text| DocText::outer(text, 4));
    if !doc.is_empty() {
        return doc;
    }
    let doc = DocText::outer(&format!("`{text}`"), 4);
    if text.trim().is_empty() || doc.is_empty() {
        DocText::default().and(&Code::fixed("A text that cannot be seen."), 4)
    } else {
        doc
    }
}

/// `Self::Name => "value",`
fn arm(name: &Ident, literal: &StrLit) -> Code {
    let start = Code::fixed("Self::").with(name);
    layout::match_arm(&start, &Expr::plain(literal), 12)
}

/// `pub const ALL: [Self; 2] = [Self::One, Self::Two];`
fn all(names: &[Ident]) -> Code {
    let count = Code::number(i128::try_from(names.len()).unwrap_or_default());
    let prefix = Code::fixed("pub const ALL: [Self; ")
        .with(count)
        .then("] =");
    let values = names
        .iter()
        .map(|name| Expr::plain(Code::fixed("Self::").with(name)));
    layout::assignment(&prefix, &Expr::Array("[", values.collect()), 4)
}

/// The style of `serde` that turns all names of variants into their constants.
fn rename_all(values: &[EnumValue], names: &[Ident]) -> Option<&'static str> {
    /// A name in a style.
    type Style = fn(&str) -> String;
    const STYLES: [(&str, Style); 7] = [
        ("PascalCase", str::to_owned),
        ("lowercase", |name| name.to_ascii_lowercase()),
        ("UPPERCASE", |name| name.to_ascii_uppercase()),
        ("camelCase", |name| {
            name[..1].to_ascii_lowercase() + &name[1..]
        }),
        ("snake_case", |name| separated(name, '_')),
        ("SCREAMING_SNAKE_CASE", |name| {
            separated(name, '_').to_ascii_uppercase()
        }),
        ("kebab-case", |name| separated(name, '-')),
    ];
    let plain = |name: &Ident| name.as_str().is_ascii() && !name.as_str().starts_with("r#");
    if !names.iter().all(plain) {
        return None;
    }
    let fits = |style: Style| {
        values.iter().zip(names).all(|(value, name)| {
            matches!(&value.value, Literal::String(text) if *text == style(name.as_str()))
        })
    };
    let mut styles = STYLES.into_iter();
    styles
        .find(|(_, style)| fits(*style))
        .map(|(style, _)| style)
}

/// The words of a variant's name as `serde` parts them: before each capital letter.
fn separated(name: &str, separator: char) -> String {
    let mut text = String::new();
    for (index, letter) in name.chars().enumerate() {
        if index > 0 && letter.is_uppercase() {
            text.push(separator);
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}
