//! Other limits on what is read: `[limits]` of the configuration, `--limit NAME=VALUE`.

use oas_diagnostics::suggest::nearest;
use oas_syntax::Limits;

use crate::config::LimitsConfig;
use crate::exit::Failure;

/// What is written or validated is followed level by level, on a stack that ends.
const MOST_DEPTH: usize = 4096;

const NAMES: [&str; 5] = ["bytes", "depth", "nodes", "expanded-nodes", "errors"];

/// Sets what a configuration says.
pub(super) fn configure(limits: &mut Limits, config: &LimitsConfig) {
    let LimitsConfig {
        bytes,
        depth,
        nodes,
        expanded_nodes,
        errors,
    } = *config;
    limits.bytes = bytes.unwrap_or(limits.bytes);
    limits.depth = depth.unwrap_or(limits.depth).min(MOST_DEPTH);
    if let Some(nodes) = nodes {
        set_nodes(limits, nodes);
    }
    limits.expanded_nodes = expanded_nodes.unwrap_or(limits.expanded_nodes);
    limits.errors = errors.unwrap_or(limits.errors);
}

/// Sets what `NAME=VALUE` says.
pub(super) fn set(limits: &mut Limits, words: &str) -> Result<(), Failure> {
    let number = |failure: Failure| failure.help("write it like `--limit nodes=8000000`");
    let Some((name, value)) = words.split_once('=') else {
        let message = format!("`--limit {words}` has no value");
        return Err(number(Failure::new(message)));
    };
    let value: u32 = value.parse().map_err(|_| {
        let message = format!("`--limit {words}`: `{value}` is no whole number below 2^32");
        number(Failure::new(message))
    })?;
    let size = value as usize;
    match name {
        "bytes" => limits.bytes = size,
        "depth" if size > MOST_DEPTH => {
            let message = format!("`--limit {words}`: at most {MOST_DEPTH} can be followed");
            return Err(Failure::new(message).help("make the document flatter, with `$ref`"));
        }
        "depth" => limits.depth = size,
        "nodes" => set_nodes(limits, size),
        "expanded-nodes" => limits.expanded_nodes = u64::from(value),
        "errors" => limits.errors = size,
        _ => {
            let failure = Failure::new(format!("there is no limit `{name}`"));
            return Err(match nearest(name, NAMES) {
                Some(near) => failure.help(format!("did you mean `{near}`?")),
                None => failure.help(format!("there are {}", NAMES.join(", "))),
            });
        }
    }
    Ok(())
}

/// A limit that somebody names is exact.
fn set_nodes(limits: &mut Limits, nodes: usize) {
    limits.nodes = nodes;
    limits.bytes_of_node = usize::MAX;
}
