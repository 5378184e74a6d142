//! `schema-made-of-itself`: schemas have an end.

use oas_model::object::{OpenApi, Schema};
use oas_model::{Kind, ResolvedDocument, Version};

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports schemas that no value can be held against in finite time: each is, by `$ref`,
    /// `allOf`, or every branch of `anyOf` or `oneOf`, made of itself. Schemas that contain
    /// themselves in properties or items are fine, and so are unions with a `discriminator` whose
    /// variants refer back to them.
    ///
    /// ## Why is this bad?
    /// JSON Schema forbids it: a validator runs forever, and no type can be generated.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet:
    ///       allOf:
    ///         - { $ref: "#/components/schemas/Animal" }
    ///     Animal:
    ///       allOf:
    ///         - { $ref: "#/components/schemas/Pet" }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Pet:
    ///       allOf:
    ///         - { $ref: "#/components/schemas/Animal" }
    ///       properties:
    ///         parent: { $ref: "#/components/schemas/Pet" }
    ///     Animal: { type: object }
    /// ```
    pub(super) SCHEMA_MADE_OF_ITSELF {
        group: Minimal,
        level: Error,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct SchemaMadeOfItself;

impl Rule for SchemaMadeOfItself {
    fn meta(&self) -> &'static RuleMeta {
        &SCHEMA_MADE_OF_ITSELF
    }

    fn document<'d>(&self, document: OpenApi<'d>, ctx: &mut RuleContext<'d>) {
        let resolved = document.document();
        let graph = Graph::of(resolved);
        let endless = graph.endless();
        // Follow what holds a schema up until it is met again; each circle is told once.
        let mut walked = vec![false; endless.len()];
        for start in 0..endless.len() {
            let mut path = Vec::new();
            let mut current = start;
            while endless[current] && !walked[current] {
                walked[current] = true;
                path.push(current);
                let next = graph.nodes[current].needs.iter();
                let Some(next) = next.map(|edge| edge.to).find(|to| endless[*to]) else {
                    break;
                };
                current = next;
            }
            if let Some(at) = path.iter().position(|node| *node == current) {
                report(&graph, &path[at..], ctx);
            }
        }
    }
}

/// What a schema is made of: all of it, or one of several.
#[derive(Default)]
struct Made<'d> {
    /// The schema; `None` for one of the alternatives within one.
    schema: Option<Schema<'d>>,
    needs: Vec<Edge>,
    is_choice: bool,
}

struct Edge {
    to: usize,
    is_reference: bool,
}

struct Graph<'d> {
    nodes: Vec<Made<'d>>,
}

impl<'d> Graph<'d> {
    fn of(resolved: &'d ResolvedDocument) -> Self {
        let mut nodes: Vec<Made<'d>> = Vec::new();
        nodes.resize_with(resolved.visits().iter().len(), Made::default);
        for (id, visit) in resolved.visits().iter() {
            if visit.kind != Kind::Schema {
                continue;
            }
            let schema = Schema::new(resolved, resolved.document().node(visit.node));
            nodes[id.index()].schema = Some(schema);
            let find = |schema: Schema<'_>| {
                let visit = resolved
                    .visits()
                    .find(schema.node().node_key(), Kind::Schema);
                visit.map(oas_model::VisitId::index)
            };
            let mut needs = Vec::new();
            if let Some(to) = schema.target().and_then(find) {
                let is_reference = true;
                needs.push(Edge { to, is_reference });
            }
            let stands = schema.version() > Version::V3_0 || !schema.is_reference();
            let plain = |to| Edge {
                to,
                is_reference: false,
            };
            if stands && schema.field("allOf").is_some() {
                needs.extend(schema.schemas("allOf").filter_map(find).map(plain));
            }
            // Variants that refer back to their union are how inheritance is written.
            if stands && schema.field("discriminator").is_none() {
                for keyword in ["anyOf", "oneOf"] {
                    if schema.field(keyword).is_none() {
                        continue;
                    }
                    let branches: Vec<_> = schema.schemas(keyword).filter_map(find).collect();
                    if !branches.is_empty() {
                        needs.push(plain(nodes.len()));
                        nodes.push(Made {
                            needs: branches.into_iter().map(plain).collect(),
                            is_choice: true,
                            schema: None,
                        });
                    }
                }
            }
            nodes[id.index()].needs = needs;
        }
        Self { nodes }
    }

    /// Which schemas are not made of something finite: what is left when everything that is was
    /// taken away, step by step.
    fn endless(&self) -> Vec<bool> {
        let mut users: Vec<Vec<usize>> = Vec::new();
        users.resize_with(self.nodes.len(), Vec::new);
        let mut pending = Vec::new();
        let mut finite = Vec::new();
        for (index, node) in self.nodes.iter().enumerate() {
            for edge in &node.needs {
                users[edge.to].push(index);
            }
            pending.push(if node.is_choice { 1 } else { node.needs.len() });
            if node.needs.is_empty() {
                finite.push(index);
            }
        }
        let mut endless = vec![true; self.nodes.len()];
        while let Some(index) = finite.pop() {
            if !std::mem::replace(&mut endless[index], false) {
                continue;
            }
            for user in &users[index] {
                pending[*user] = usize::saturating_sub(pending[*user], 1);
                if pending[*user] == 0 {
                    finite.push(*user);
                }
            }
        }
        endless
    }
}

fn report(graph: &Graph<'_>, circle: &[usize], ctx: &mut RuleContext<'_>) {
    // References that lead to nothing but each other were reported when they were followed.
    let is_plain = |index: &usize| {
        let node = &graph.nodes[*index];
        node.schema.is_some_and(|schema| schema.is_reference())
            && node.needs.iter().all(|edge| edge.is_reference)
    };
    let schemas: Vec<_> = circle
        .iter()
        .filter_map(|index| graph.nodes[*index].schema)
        .collect();
    let named = schemas
        .iter()
        .find(|schema| schema.component_name().is_some());
    let Some(first) = named.or(schemas.first()) else {
        return;
    };
    if circle.iter().all(is_plain) {
        return;
    }
    let message = match first.component_name() {
        Some(name) => format!("the schema `{name}` is made of itself, and has no end"),
        None => "this schema is made of itself, and has no end".to_owned(),
    };
    let mut report = ctx.report(first.key_location(), message);
    for other in schemas
        .iter()
        .filter(|schema| schema.is_reference())
        .take(8)
    {
        let place = other.field("$ref").unwrap_or(other.node());
        report = report.related(place, "by way of this");
    }
    report.help("remove one of the references, or put it into a property");
}
