//! What lowering one document keeps in mind: [`Lowering`].

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use foldhash::HashMap;

use oas_conventions::Visibility;
use oas_diagnostics::{Diagnostic, DiagnosticSink, Level, Location, Place};
use oas_model::ResolvedDocument;
use oas_model::object::Schema;
use oas_syntax::{Node, NodeKey};

use super::names::Names;
use super::schema::{Source, union::PendingUnion};
use super::{LowerSettings, schema};
use crate::{Conventions, Shape, TypeDef, TypeDoc, TypeId, TypeName, Types, Unsupported, Usage};

/// Words that lead to an inline type, outermost first.
pub(super) type Words = Arc<[String]>;

/// What a type would be called after where it is used, should it need that: words are put
/// together only for types without another name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hint<'a> {
    words: &'a [String],
    last: Option<&'a str>,
}

impl<'a> Hint<'a> {
    /// Words, and one more.
    pub(super) const fn with(words: &'a [String], last: &'a str) -> Self {
        Self {
            words,
            last: Some(last),
        }
    }

    pub(super) fn to_words(self) -> Words {
        let last = self.last.into_iter().map(str::to_owned);
        self.words.iter().cloned().chain(last).collect()
    }
}

impl<'a, T: AsRef<[String]> + ?Sized> From<&'a T> for Hint<'a> {
    fn from(words: &'a T) -> Self {
        Self {
            words: words.as_ref(),
            last: None,
        }
    }
}

/// Why something is left out: what, and where.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) feature: String,
    pub(super) location: Location,
}

impl Refusal {
    pub(super) fn new(feature: impl Into<String>, location: Location) -> Self {
        Self {
            feature: feature.into(),
            location,
        }
    }
}

/// A type whose id is given out and whose shape is still to be found.
struct Job<'d> {
    id: TypeId,
    source: Source<'d>,
    words: Words,
}

pub(super) struct Lowering<'a, 'd> {
    pub(super) resolved: &'d ResolvedDocument,
    pub(super) conventions: Option<&'a Conventions>,
    /// What the chosen audiences are shown of security.
    pub(super) visibility: Option<&'a Visibility<'a>>,
    pub(super) settings: &'a LowerSettings,
    pub(super) sink: &'a mut DiagnosticSink,
    pub(super) types: Types,
    pub(super) names: Names,
    /// Types by the schema they come from.
    pub(super) known: HashMap<NodeKey, TypeId>,
    jobs: VecDeque<Job<'d>>,
    /// Unions whose variants are still to be told apart.
    pub(super) unions: Vec<PendingUnion<'d>>,
    /// Types that cannot be expressed.
    pub(super) broken: BTreeMap<TypeId, Refusal>,
    pub(super) unsupported: Vec<Unsupported>,
    /// How many variants of unions were merged with what stands beside the union.
    pub(super) merged_variants: usize,
    any: Option<TypeId>,
    /// The node whose children were placed last, with its pointer.
    around: Option<(NodeKey, String)>,
}

impl<'a, 'd> Lowering<'a, 'd> {
    pub(super) fn new(
        resolved: &'d ResolvedDocument,
        conventions: Option<&'a Conventions>,
        settings: &'a LowerSettings,
        sink: &'a mut DiagnosticSink,
    ) -> Self {
        let names = Names::collect(resolved, sink);
        Self {
            resolved,
            conventions,
            visibility: None,
            settings,
            sink,
            types: Types::default(),
            names,
            known: HashMap::default(),
            jobs: VecDeque::new(),
            unions: Vec::new(),
            broken: BTreeMap::new(),
            unsupported: Vec::new(),
            merged_variants: 0,
            any: None,
            around: None,
        }
    }

    /// Gives every named schema an id, so that they exist whether anything needs them or not.
    pub(super) fn reserve_named(&mut self) {
        for key in self.names.sorted() {
            let node = self.resolved.document().node(key);
            let words: &[String] = &[];
            self.type_of(Schema::new(self.resolved, node), words);
        }
    }

    /// The type of a schema. Its shape may still be unknown; `words` name it where it is inline.
    pub(super) fn type_of<'h>(&mut self, schema: Schema<'d>, words: impl Into<Hint<'h>>) -> TypeId {
        let schema = self.names.behind_references(schema);
        let key = schema.node().node_key();
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let words = match self.names.given(key) {
            Some(name) => [name.to_owned()].into(),
            None => self.names.words(schema.node(), words.into()),
        };
        let id = self.reserve(schema.node(), words.clone());
        self.known.insert(key, id);
        self.jobs.push_back(Job {
            id,
            source: Source::Schema(schema),
            words,
        });
        id
    }

    /// A type that no single schema describes.
    pub(super) fn type_of_source(
        &mut self,
        source: Source<'d>,
        at: Node<'d>,
        words: Words,
    ) -> TypeId {
        let id = self.reserve_named_by(TypeName::Derived(words.clone()), at);
        self.jobs.push_back(Job { id, source, words });
        id
    }

    /// The type of anything, for what the document says nothing of.
    pub(super) fn any(&mut self, at: Node<'d>) -> TypeId {
        if let Some(id) = self.any {
            return id;
        }
        let id = self.reserve_named_by(TypeName::Derived(["any".to_owned()].into()), at);
        self.any = Some(id);
        id
    }

    /// Works until every type has its shape.
    pub(super) fn finish_types(&mut self) {
        while let Some(job) = self.jobs.pop_front() {
            schema::define(self, job.id, &job.source, &job.words);
        }
    }

    pub(super) fn refuse_type(&mut self, id: TypeId, refusal: Refusal) {
        let definition = self.types.get_mut(id);
        definition.shape = Shape::Any;
        definition.unchecked.push(refusal.feature.clone());
        self.broken.entry(id).or_insert(refusal);
    }

    /// Whether a node stands where all documents share what they say.
    fn is_shared(&self, node: Node<'_>) -> bool {
        let path = self.resolved.document().path(node.tree().file());
        let prefixes = &self.settings.shared_prefixes;
        prefixes
            .iter()
            .any(|prefix| path.starts_with(prefix.as_str()))
    }

    /// Where a node is. Types and members of one object are placed one after another, and share
    /// most of their pointers.
    pub(super) fn place(&mut self, node: Node<'d>) -> Location {
        let Some(parent) = node.parent() else {
            return node.key_location();
        };
        let key = parent.node_key();
        let pointer = match self.around.take() {
            Some((known, pointer)) if known == key => pointer,
            _ => parent.pointer(),
        };
        let location = node.key_location_within(&pointer);
        self.around = Some((key, pointer));
        location
    }

    fn reserve(&mut self, node: Node<'d>, words: Words) -> TypeId {
        let name = match self.names.given(node.node_key()) {
            Some(name) => TypeName::Given(name.to_owned()),
            None => TypeName::Derived(words),
        };
        self.reserve_named_by(name, node)
    }

    fn reserve_named_by(&mut self, name: TypeName, node: Node<'d>) -> TypeId {
        let location = self.place(node);
        self.types.push(TypeDef {
            name,
            doc: TypeDoc::default(),
            shape: Shape::Any,
            nullable: false,
            default: None,
            usage: Usage::default(),
            shared: self.is_shared(node),
            pii: false,
            sensitive: false,
            unchecked: Vec::new(),
            location,
        })
    }

    pub(super) fn report(
        &mut self,
        rule: &'static str,
        level: Level,
        location: Location,
        message: impl Into<String>,
    ) -> &mut Self {
        let diagnostic = Diagnostic::new(rule, level, Place::Span(location.span), message);
        self.sink.push(diagnostic.pointer(location.pointer));
        self
    }
}
