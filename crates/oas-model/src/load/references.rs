//! References to files, found by their look, and the files that they name.

use oas_diagnostics::source::path;
use oas_diagnostics::{Location, Vendored};
use oas_syntax::{Format, Node, NodeKey, SyntaxTree};

use crate::Version;
use crate::resolve::{Reference, Target, base, resources};

/// A reference to another file, found by its look.
pub(super) struct FoundReference {
    pub(super) reference: Reference,
    pub(super) value: NodeKey,
    /// What stands before `#`, as it is written.
    pub(super) address: String,
    /// The `$id` of every schema around it but the file's own, outermost first.
    ids: Vec<String>,
    pub(super) place: Location,
    /// Whether nothing is said when there is no such file: it may be no reference.
    pub(super) is_guess: bool,
}

/// What references in a file are relative to.
pub(super) struct Base<'v> {
    /// Where it is, from the root.
    path: String,
    /// What it calls itself, or where it is as a URI.
    uri: String,
    /// Whether it calls itself something.
    is_declared: bool,
    /// Whether schemas in it may call themselves something.
    pub(super) has_ids: bool,
    vendored: &'v Vendored,
}

impl<'v> Base<'v> {
    pub(super) fn of(
        tree: &SyntaxTree,
        path: &str,
        version: Version,
        vendored: &'v Vendored,
    ) -> Self {
        let location = resources::location(path, vendored);
        let declared = resources::declared(tree.root(), version);
        Self {
            uri: declared.map_or_else(|| location.clone(), |uri| base::resolve(&location, uri)),
            path: path.to_owned(),
            is_declared: declared.is_some(),
            has_ids: version > Version::V3_0 && tree.text().contains("$id"),
            vendored,
        }
    }

    /// Where the reference leads, and whether nobody said that there is a file.
    pub(super) fn target(&self, found: &FoundReference) -> (Target, bool) {
        let by_place = || found.reference.target(&self.path, self.vendored);
        if !self.is_declared && found.ids.is_empty() {
            return (by_place(), false);
        }
        let base = found.ids.iter().fold(self.uri.clone(), |base, id| {
            base::resolve(&base, Reference::address(id))
        });
        let uri = base::resolve(&base, &found.address);
        if let Some(Ok(path)) = self.vendored.path_of(&uri) {
            return (Target::File(path), false);
        }
        let beside = || {
            let way = base::relative(&self.uri, &uri)?;
            Some(Target::File(path::join(&self.path, &way).ok()?))
        };
        match by_place() {
            Target::Unmapped(url) => (beside().unwrap_or(Target::Unmapped(url)), true),
            Target::Refused(error) => (beside().unwrap_or(Target::Refused(error)), false),
            target => (target, false),
        }
    }
}

/// Keywords besides `$ref` that hold a reference, or mappings to some; what else may stand under them is not looked at.
const OTHER_REFERENCES: [&str; 3] = ["$dynamicRef", "operationRef", "discriminator"];

/// Every reference of a file to another file, in the order of the text.
pub(super) fn references(tree: &SyntaxTree, has_ids: bool) -> Vec<FoundReference> {
    let reference_to_file = |value, is_guess| reference_to_file(value, is_guess, has_ids);
    let text = tree.text();
    let others: Vec<&str> = OTHER_REFERENCES
        .into_iter()
        .filter(|keyword| text.contains(keyword))
        .collect();
    let mut found = Vec::new();
    for node in tree.nodes().filter(|node| node.is_mapping()) {
        if let Some(value) = node.get("$ref") {
            found.extend(reference_to_file(value, false));
        }
        for keyword in &others {
            let Some(value) = node.get(keyword) else {
                continue;
            };
            found.extend(reference_to_file(value, true));
            // The names of schemas stand in a mapping too.
            let mapping = value.get("mapping").into_iter().flat_map(Node::entries);
            let files = mapping
                .map(|entry| entry.value)
                .filter(|value| value.as_str().is_some_and(looks_like_file));
            found.extend(files.filter_map(|value| reference_to_file(value, true)));
        }
    }
    found
}

fn looks_like_file(text: &str) -> bool {
    let address = Reference::address(text);
    address.contains('/') || Format::of_path(address).is_some()
}

fn reference_to_file(value: Node<'_>, is_guess: bool, has_ids: bool) -> Option<FoundReference> {
    let text = value.as_str()?;
    let reference = Reference::parse(text).ok()?;
    if matches!(reference, Reference::Local { file: None, .. }) {
        return None;
    }
    let place = value.location();
    let in_example = place.pointer.split('/').any(|segment| {
        matches!(
            segment,
            "example" | "examples" | "default" | "enum" | "const"
        )
    });
    Some(FoundReference {
        reference,
        value: value.node_key(),
        address: Reference::address(text).to_owned(),
        ids: if has_ids { ids(value) } else { Vec::new() },
        place,
        is_guess: is_guess || in_example,
    })
}

/// The `$id` of every schema around a node but the root, outermost first.
fn ids(node: Node<'_>) -> Vec<String> {
    let around = std::iter::successors(node.parent(), |node| node.parent());
    let schemas = around.filter(|node| node.parent().is_some());
    let mut ids: Vec<_> = schemas
        .filter_map(|schema| Some(schema.get("$id")?.as_str()?.to_owned()))
        .collect();
    ids.reverse();
    ids
}
