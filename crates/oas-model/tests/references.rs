//! Where references lead, by fixtures: each folder is a class, each line of a snapshot a reference.

mod support;

use std::fmt::Write as _;

use oas_model::{Kind, ResolvedDocument};
use oas_syntax::Node;
use support::check_resolve;

#[test]
fn references_lead_where_the_specification_says() {
    insta::glob!("fixtures/references/*/openapi.yaml", |path| {
        let root = path.parent().expect("a file is in a directory");
        let (resolved, findings) = check_resolve(root, "openapi.yaml");
        let resolved = resolved.expect("the entry can be read");
        insta::assert_snapshot!(format!("{}\n{findings}", edges(&resolved)));
    });
}

fn edges(resolved: &ResolvedDocument) -> String {
    let document = resolved.document();
    let place = |node: Node<'_>| {
        let path = document.path(node.tree().file());
        format!("{path}#{}", node.pointer())
    };
    let mut lines = String::new();
    let mut line = |value: Node<'_>, target: Option<Node<'_>>, note: &str| {
        let target = target.map_or_else(|| "nothing".to_owned(), place);
        let text = value.as_str().unwrap_or("(no text)");
        writeln!(lines, "{}: {text}\n    -> {target}{note}", place(value))
            .expect("writing to a String cannot fail");
    };
    for (_, visit) in resolved.visits().iter() {
        let node = document.node(visit.node);
        if let Some(value) = node.get("$ref") {
            line(value, resolved.target(node), "");
        }
        if let Some(value) = node.get("$dynamicRef") {
            let target = resolved.dynamic_target(node);
            let certainty = match (target, resolved.certain_dynamic_target(node)) {
                (None, _) => "",
                (_, Some(_)) => ", whatever the way",
                (_, None) => ", or where the way says",
            };
            line(value, target, certainty);
        }
        let by_text = match visit.kind {
            Kind::Link => node.get("operationRef").into_iter().collect(),
            Kind::Discriminator => node
                .get("mapping")
                .into_iter()
                .flat_map(Node::entries)
                .map(|entry| entry.value)
                .collect(),
            _ => Vec::new(),
        };
        for value in by_text {
            let text = value.as_str().expect("fixtures have texts there");
            line(value, resolved.node_of_reference(value, text), "");
        }
    }
    lines
}
