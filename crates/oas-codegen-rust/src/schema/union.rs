//! Schemas of unions: their variants, and how they are told apart.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::StrLit;
use oas_ir::{Literal, Selection, UnionKind, UnionShape};

use super::SchemaWriter;
use super::values::{index_code, kind_name, literal};
use crate::layout::Expr;

impl SchemaWriter<'_, '_> {
    pub(super) fn union(&mut self, shape: &UnionShape, words: &str) -> Expr {
        self.uses.all_of_runtime(&["Selection", "Union"]);
        let variants: Vec<Expr> = shape
            .variants
            .iter()
            .map(|variant| {
                let words = format!("{words} {}", variant.name);
                let expr = self.reference(variant.ty, &words);
                self.named_chain(expr, &words)
            })
            .collect();
        let selection = self.selection(shape);
        let fields = vec![
            (Code::fixed("variants"), Expr::Slice(variants)),
            (Code::fixed("selection"), selection),
        ];
        let value = Expr::Struct(Code::fixed("Union"), fields, None);
        Expr::call("Schema::union", [value])
    }

    fn selection(&mut self, shape: &UnionShape) -> Expr {
        let pair = |constant: Expr, index: usize| {
            Expr::Call(Code::new(), vec![constant, Expr::plain(index_code(index))])
        };
        let default = |index: Option<usize>| match index {
            Some(index) => Expr::plain(Code::fixed("Some(").with(index_code(index)).then(")")),
            None => Expr::fixed("None"),
        };
        let text = |text: &str| Expr::plain(StrLit::new(text));
        let (name, fields) = match &shape.selection {
            Selection::Ordered => {
                return Expr::fixed(match shape.kind {
                    UnionKind::OneOf => "Selection::One",
                    UnionKind::AnyOf => "Selection::Any",
                });
            }
            Selection::Kind { mapping } => {
                if !mapping.is_empty() {
                    self.uses.runtime("JsonType");
                }
                let pairs = mapping
                    .iter()
                    .map(|(kind, index)| pair(Expr::fixed(kind_name(*kind)), *index));
                return Expr::call("Selection::Type", [Expr::Slice(pairs.collect())]);
            }
            Selection::UniqueProperty {
                mapping,
                default: index,
            } => {
                let pairs = mapping.iter().map(|(name, index)| pair(text(name), *index));
                let names = Expr::Slice(pairs.collect());
                let fields = vec![
                    (Code::fixed("names"), names),
                    (Code::fixed("default"), default(*index)),
                ];
                ("Selection::UniqueMember", fields)
            }
            Selection::Discriminator {
                property,
                mapping,
                default: index,
            } => {
                self.uses.runtime("Constant");
                let pairs = mapping
                    .iter()
                    .map(|(value, index)| pair(literal(&Literal::String(value.clone())), *index));
                let values = Expr::Slice(pairs.collect());
                (
                    "Selection::Member",
                    member_fields(text(property), values, default(*index)),
                )
            }
            Selection::Constant { property, mapping } => {
                self.uses.runtime("Constant");
                let pairs = mapping
                    .iter()
                    .map(|(value, index)| pair(literal(value), *index));
                let values = Expr::Slice(pairs.collect());
                (
                    "Selection::Member",
                    member_fields(text(property), values, default(None)),
                )
            }
        };
        Expr::Struct(Code::fixed(name), fields, None)
    }
}

fn member_fields(name: Expr, values: Expr, default: Expr) -> Vec<(Code, Expr)> {
    vec![
        (Code::fixed("name"), name),
        (Code::fixed("values"), values),
        (Code::fixed("default"), default),
    ]
}
