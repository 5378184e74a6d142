//! What is in a document: [`Inventory`], counts and features used.
//!
//! The list of visits is gone through once, and the keys of each object are looked at once. What
//! the features are is in [`FEATURES`].

mod content;
mod features;
mod graph;
mod recursion;
mod schema;

use std::collections::BTreeSet;

use oas_diagnostics::FileId;
use oas_syntax::{Format, Node, SyntaxTree};

use crate::walk::VisitId;
use crate::{Container, Form, Kind, ResolvedDocument, Version};
use features::{Feature, Met};

pub use features::{FAMILIES, FEATURES, FeatureMeta};

/// Counts of a document, and the features it uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Entries of `paths`.
    pub paths: usize,
    /// Operations under `paths`.
    pub operations: usize,
    /// All other operations: in webhooks, callbacks and path items among the components.
    pub webhook_or_callback_operations: usize,
    /// Entries of `components.schemas`, as they are written, and what schemas refer to by the path
    /// of a file.
    pub schemas: usize,
    /// Objects that are references, or have one; examples and security schemes aside.
    pub references: usize,
    /// Names of features, sorted: those of [`FEATURES`] and [`FAMILIES`].
    pub features: BTreeSet<String>,
}

/// Counts what is in a document. What is only reached by references where the specification has
/// none, in the place of a list or a map, is not counted.
#[must_use]
pub fn inventory(resolved: &ResolvedDocument) -> Inventory {
    let document = resolved.document();
    let open_api = resolved.open_api();
    let mut counts = Inventory {
        paths: open_api.paths().count(),
        ..Inventory::default()
    };
    let mut look = Look {
        met: Met::default(),
        version: resolved.version(),
        operation_ids: BTreeSet::new(),
    };
    let mut under_paths = BTreeSet::new();
    for operation in resolved.operations() {
        if operation.container == Container::Paths {
            counts.operations += 1;
            under_paths.insert(operation.node);
            let node = document.node(operation.node);
            let is_met = node.get("operationId").is_none();
            look.met.add_if(Feature::MissingOperationId, is_met);
        }
    }
    let unreached = graph::only_by_detour(resolved.visits());
    let is_counted = |id: VisitId| !unreached.as_ref().is_some_and(|list| list[id.index()]);
    let mut elsewhere = BTreeSet::new();
    let mut files: Vec<FileId> = Vec::new();
    for (id, visit) in resolved.visits().iter() {
        if !is_counted(id) {
            continue;
        }
        if files.last() != Some(&visit.node.file) {
            files.push(visit.node.file);
        }
        let node = document.node(visit.node);
        let reference = node.get("$ref").and_then(Node::as_str);
        if let Some(reference) = reference {
            look.reference(visit.kind, reference);
            if !matches!(visit.kind, Kind::Example | Kind::SecurityScheme) {
                counts.references += 1;
                if visit.kind == Kind::Schema && !reference.starts_with('#') {
                    // By its `$id`, a reference with a URL can lead into its own file.
                    let target = resolved.target(node).map(Node::node_key);
                    elsewhere.extend(target.filter(|target| target.file != visit.node.file));
                }
            }
        } else if visit.kind == Kind::Operation && !under_paths.contains(&visit.node) {
            counts.webhook_or_callback_operations += 1;
        }
        look.object(node, visit.kind);
    }
    let schemas = document.root().get("components");
    let schemas = schemas.and_then(|components| components.get("schemas"));
    counts.schemas = schemas.map_or(0, |schemas| schemas.entries().len()) + elsewhere.len();
    look.files(resolved, files);
    look.met.add_if(
        Feature::RecursiveRef,
        recursion::is_recursive(resolved, is_counted),
    );
    counts.features = look.met.into_names();
    counts
}

/// Looks at one object after the other.
struct Look<'d> {
    met: Met,
    version: Version,
    operation_ids: BTreeSet<&'d str>,
}

impl<'d> Look<'d> {
    /// What the files as such show; `visited` are those that have objects of the document.
    fn files(&mut self, resolved: &ResolvedDocument, mut visited: Vec<FileId>) {
        let document = resolved.document();
        let several = document.trees().nth(1).is_some();
        self.met.add_if(Feature::MultiFile, several);
        self.met.add_if(Feature::ExternalRef, several);
        let repeats = document.trees().any(SyntaxTree::has_duplicate_keys);
        self.met.add_if(Feature::DuplicateKeys, repeats);
        visited.sort_unstable();
        visited.dedup();
        for tree in visited.iter().filter_map(|file| document.tree(*file)) {
            self.met.add(match tree.format() {
                Format::Json => Feature::Json,
                Format::Yaml => Feature::Yaml,
            });
        }
        let servers = document.root().get("servers");
        let none = !servers.is_some_and(is_filled);
        self.met.add_if(Feature::NoServers, none);
    }

    fn reference(&mut self, kind: Kind, reference: &str) {
        self.met
            .add_if(Feature::RemoteRef, reference.contains("://"));
        match kind {
            Kind::PathItem => self.met.add(Feature::PathItemRef),
            Kind::MediaType => self.met.add(Feature::MediaTypeRef),
            Kind::Operation => self.met.add(Feature::OperationRef),
            _ => {}
        }
        let has_references = match kind {
            Kind::MediaType => self.version >= Version::V3_2,
            _ => kind.component_section().is_some(),
        };
        self.met
            .add_if(Feature::NonstandardRefLocation, !has_references);
    }

    fn object(&mut self, node: Node<'d>, kind: Kind) {
        if kind == Kind::Schema {
            return schema::look(node, &mut self.met);
        }
        for entry in node.entries() {
            let (name, value) = (entry.key.text(), entry.value);
            if value.is_mapping() && is_reference(value) && self.has_no_references(kind, name) {
                self.met.add(Feature::NonstandardRefLocation);
            }
            match kind {
                Kind::OpenApi => self.open_api(name, value),
                Kind::Components => self.component_section(name, value),
                Kind::Paths => self.path(name),
                Kind::PathItem => self.path_item(name, value),
                Kind::Operation => self.operation(name, value),
                Kind::Parameter => self.parameter(name, value),
                Kind::Response | Kind::RequestBody => self.message(name, value),
                Kind::Header if name == "content" => content::look(value, &mut self.met),
                Kind::MediaType => self.media_type(name),
                _ => {}
            }
        }
        if kind == Kind::Responses {
            self.responses(node);
        }
    }

    /// Whether the specification has text, a list or a map where this reference stands.
    fn has_no_references(&self, kind: Kind, name: &str) -> bool {
        let form = match kind.field(name, self.version) {
            Some(field) => field.form,
            None if name.starts_with("x-") => return false,
            None => match kind.others() {
                Some(form) => form,
                None => return false,
            },
        };
        !matches!(form, Form::Any | Form::Object(_) | Form::Reference(_))
    }

    fn open_api(&mut self, name: &str, value: Node<'_>) {
        match name {
            "jsonSchemaDialect" => self.met.add(Feature::JsonSchemaDialect),
            "webhooks" if self.version > Version::V3_0 => {
                self.met.add_if(Feature::Webhooks, is_filled(value));
            }
            "x-webhooks" => self.met.add_if(Feature::XWebhooks, is_filled(value)),
            "servers" => {
                for server in value.elements() {
                    let url = server.get("url").and_then(Node::as_str);
                    let relative = url.is_some_and(|url| url.starts_with('/'));
                    self.met.add_if(Feature::RelativeServer, relative);
                    let variables = server.get("variables").is_some_and(is_filled);
                    self.met.add_if(Feature::ServerVariables, variables);
                }
            }
            "tags" => {
                let nested = value.elements().any(|tag| tag.get("parent").is_some());
                self.met.add_if(Feature::TagHierarchy, nested);
            }
            _ => {}
        }
    }

    fn component_section(&mut self, name: &str, value: Node<'_>) {
        let feature = match name {
            "responses" => Feature::ComponentsResponses,
            "parameters" => Feature::ComponentsParameters,
            "requestBodies" => Feature::ComponentsRequestBodies,
            "headers" => Feature::ComponentsHeaders,
            "links" => Feature::ComponentsLinks,
            "callbacks" => Feature::ComponentsCallbacks,
            "pathItems" => Feature::ComponentsPathItems,
            "mediaTypes" => Feature::ComponentsMediaTypes,
            "securitySchemes" => {
                return value
                    .entries()
                    .for_each(|entry| self.security_scheme(entry.value));
            }
            "schemas" => {
                let mut names = value.entries().map(|entry| entry.key.text());
                let other = names.any(|name| !is_identifier(name));
                return self.met.add_if(Feature::SchemaNameNonIdentifier, other);
            }
            _ => return,
        };
        self.met.add_if(feature, is_filled(value));
    }

    fn path(&mut self, path: &str) {
        let in_part = |segment: &str| {
            let whole = segment
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'))
                .is_some_and(|name| !name.contains(['{', '}']));
            segment.contains('{') && !whole
        };
        let partial = path.split('/').any(in_part);
        self.met.add_if(Feature::PathPartialSegmentParam, partial);
        let more = path.contains(['?', '#']);
        self.met.add_if(Feature::PathWithQueryOrFragment, more);
    }

    fn path_item(&mut self, name: &str, value: Node<'_>) {
        match name {
            "head" => self.met.add(Feature::MethodHead),
            "options" => self.met.add(Feature::MethodOptions),
            "trace" => self.met.add(Feature::MethodTrace),
            "query" => self.met.add(Feature::QueryMethod),
            "additionalOperations" => self.met.add(Feature::AdditionalOperations),
            "parameters" => self.met.add_if(Feature::PathLevelParams, is_filled(value)),
            "servers" => self.met.add_if(Feature::PathServers, is_filled(value)),
            _ => {}
        }
    }

    fn operation(&mut self, name: &str, value: Node<'d>) {
        match name {
            "operationId" => {
                let Some(id) = value.as_str() else { return };
                let other = !is_identifier(id);
                self.met.add_if(Feature::OperationIdNonIdentifier, other);
                let again = !self.operation_ids.insert(id);
                self.met.add_if(Feature::DuplicateOperationId, again);
            }
            "security" => {
                self.met.add(Feature::OpSecurity);
                let mut requirements = value.elements();
                let optional = requirements.any(|one| one.is_mapping() && !has_entries(one));
                self.met.add_if(Feature::OptionalSecurity, optional);
            }
            "servers" => self.met.add(Feature::OpServers),
            "callbacks" => self.met.add(Feature::Callbacks),
            "deprecated" => self.met.add(Feature::Deprecated),
            _ => {}
        }
    }

    fn parameter(&mut self, name: &str, value: Node<'_>) {
        match (name, value.as_str()) {
            ("content", _) => {
                self.met.add(Feature::ParamContent);
                content::look(value, &mut self.met);
            }
            ("explode", _) => self
                .met
                .add_if(Feature::ExplodeFalse, value.as_bool() == Some(false)),
            ("in", Some("header")) => self.met.add(Feature::HeaderParams),
            ("in", Some("cookie")) => self.met.add(Feature::Cookies),
            ("style", Some("deepObject")) => self.met.add(Feature::DeepObject),
            ("style", Some("label")) => self.met.add(Feature::StyleLabel),
            ("style", Some("matrix")) => self.met.add(Feature::StyleMatrix),
            ("style", Some("pipeDelimited")) => self.met.add(Feature::StylePipeDelimited),
            ("style", Some("spaceDelimited")) => self.met.add(Feature::StyleSpaceDelimited),
            _ => {}
        }
    }

    /// A request body or response.
    fn message(&mut self, name: &str, value: Node<'_>) {
        match name {
            "content" => {
                let several = value.entries().len() > 1;
                self.met.add_if(Feature::MultipleMediaTypes, several);
                content::look(value, &mut self.met);
            }
            "headers" => self.met.add(Feature::ResponseHeaders),
            "links" => self.met.add(Feature::Links),
            _ => {}
        }
    }

    fn media_type(&mut self, name: &str) {
        match name {
            "encoding" => self.met.add(Feature::Encoding),
            "itemSchema" => self.met.add(Feature::ItemSchema),
            "itemEncoding" => self.met.add(Feature::ItemEncoding),
            "prefixEncoding" => self.met.add(Feature::PrefixEncoding),
            _ => {}
        }
    }

    fn responses(&mut self, node: Node<'_>) {
        let (mut all, mut successes) = (0, 0);
        let statuses = node.entries().map(|entry| entry.key.text());
        for status in statuses.filter(|status| !status.starts_with("x-")) {
            all += 1;
            self.met
                .add_if(Feature::DefaultResponse, status == "default");
            self.met
                .add_if(Feature::WildcardStatus, status.ends_with("XX"));
            match status.as_bytes().first() {
                Some(b'1') => self.met.add(Feature::Status1xx),
                Some(b'2') => successes += 1,
                Some(b'3') => self.met.add(Feature::Status3xx),
                _ => {}
            }
        }
        self.met.add_if(Feature::MultipleTwoXx, successes > 1);
        self.met.add_if(Feature::NoTwoXx, all > 0 && successes == 0);
    }

    fn security_scheme(&mut self, node: Node<'_>) {
        let text = |field: &str| node.get(field).and_then(Node::as_str);
        let Some(kind) = text("type") else { return };
        let more = match kind {
            "apiKey" => text("in").map(str::to_owned),
            "http" => text("scheme").map(str::to_ascii_lowercase),
            _ => None,
        };
        let more = more.map_or_else(String::new, |more| format!("-{more}"));
        self.met.add_named(format!("security-{kind}{more}"));
    }
}

/// Whether generated code could use a name as it is: letters, digits and `_`, no digit first.
fn is_identifier(name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.bytes().all(is_word)
        && name
            .bytes()
            .next()
            .is_some_and(|first| !first.is_ascii_digit())
}

fn is_reference(node: Node<'_>) -> bool {
    node.get("$ref")
        .is_some_and(|value| value.as_str().is_some())
}

fn has_entries(node: Node<'_>) -> bool {
    node.entries().len() > 0
}

fn is_filled(node: Node<'_>) -> bool {
    has_entries(node) || node.elements().next().is_some()
}
