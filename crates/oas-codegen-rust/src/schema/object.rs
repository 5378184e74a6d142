//! Schemas of objects.

use oas_codegen::writer::Code;
use oas_codegen::writer::rust::StrLit;
use oas_ir::{Additional, ObjectShape, Shape, TypeId};

use super::values::{counts, texts};
use super::{SchemaWriter, travels};
use crate::layout::Expr;

impl SchemaWriter<'_, '_> {
    pub(super) fn object(&mut self, shape: &ObjectShape, words: &str) -> Expr {
        let mut properties = Vec::new();
        for property in &shape.properties {
            if !travels(property.read_only, property.write_only, self.direction) {
                continue;
            }
            self.uses.runtime("Property");
            let schema = self.reference(property.ty, &property.name);
            let head = if property.required {
                "Property::required"
            } else {
                "Property::optional"
            };
            let name = Expr::plain(StrLit::new(&property.name));
            properties.push(Expr::call(head, [name, schema]));
        }
        let mut expr = match (properties.is_empty(), shape.additional) {
            (true, Additional::Of(value)) if !self.is_anything(value) => {
                let value = self.borrowed(value, &format!("{words} value"));
                Expr::call("Schema::map", [value])
            }
            (true, _) => Expr::fixed("Schema::object(&[])"),
            (false, _) => {
                let slice = Expr::Slice(properties);
                let name = self.hoist(&format!("{words} properties"), "&[Property]", &slice);
                Expr::plain(Code::fixed("Schema::object(").with(&name).then(")"))
            }
        };
        expr = match shape.additional {
            Additional::Closed => expr.then("closed", []),
            Additional::Of(value) if !shape.properties.is_empty() && !self.is_anything(value) => {
                self.uses.runtime("Additional");
                let value = self.borrowed(value, &format!("{words} additional"));
                expr.then("additional", [Expr::call("Additional::Of", [value])])
            }
            Additional::Of(_) | Additional::Ignored => expr,
        };
        expr = self.object_rules(shape, expr, words);
        counts(
            expr,
            "min_properties",
            "max_properties",
            shape.min,
            shape.max,
        )
    }

    fn is_anything(&self, id: TypeId) -> bool {
        matches!(self.table.types().get(id).shape, Shape::Any)
    }

    fn object_rules(&mut self, shape: &ObjectShape, expr: Expr, words: &str) -> Expr {
        let mut expr = expr;
        let mut patterns = Vec::new();
        for property in &shape.patterns {
            let definition = self.table.types().get(property.ty);
            let name = self.pattern(&property.pattern, definition, &format!("{words} name"));
            let Some(name) = name else { continue };
            self.uses.runtime("PatternProperty");
            let schema = self.borrowed(property.ty, &format!("{words} value"));
            let fields = vec![
                (
                    Code::fixed("pattern"),
                    Expr::plain(Code::fixed("&").with(&name)),
                ),
                (Code::fixed("schema"), schema),
            ];
            patterns.push(Expr::Struct(Code::fixed("PatternProperty"), fields, None));
        }
        if !patterns.is_empty() {
            let slice = Expr::Slice(patterns);
            let name = self.hoist(&format!("{words} patterns"), "&[PatternProperty]", &slice);
            expr = expr.then("pattern_properties", [Expr::plain(Code::from(&name))]);
        }
        if let Some(names) = shape.names {
            let names = self.borrowed(names, &format!("{words} names"));
            expr = expr.then("property_names", [names]);
        }
        if !shape.dependent_required.is_empty() {
            self.uses.runtime("DependentRequired");
            let dependents = shape.dependent_required.iter().map(|(member, needs)| {
                let fields = vec![
                    (Code::fixed("member"), Expr::plain(StrLit::new(member))),
                    (Code::fixed("needs"), texts(needs)),
                ];
                Expr::Struct(Code::fixed("DependentRequired"), fields, None)
            });
            let slice = Expr::Slice(dependents.collect());
            let name = self.hoist(
                &format!("{words} dependents"),
                "&[DependentRequired]",
                &slice,
            );
            expr = expr.then("dependent_required", [Expr::plain(Code::from(&name))]);
        }
        if !shape.required_undeclared.is_empty() {
            let name = self.hoist(
                &format!("{words} required"),
                "&[&str]",
                &texts(&shape.required_undeclared),
            );
            expr = expr.then("required_undeclared", [Expr::plain(Code::from(&name))]);
        }
        expr
    }
}
