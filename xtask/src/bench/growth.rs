//! How time grows with the document: contracts of twice the size, again and again.
//!
//! They are made here, so that the curve is that of one kind of document: resources with
//! operations, parameters, bodies and schemas that refer to each other.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use super::argument;
use super::hyperfine::Hyperfine;
use crate::oas::Oas;
use crate::progress::say;
use crate::stop::Stop;
use crate::workspace::Workspace;

/// Resources of the smallest document, about 1.6 MB; each next one has twice as many.
const RESOURCES: usize = 256;
/// The last one has about 100 MB.
const DOUBLINGS: u32 = 6;

/// Writes the documents below `target/bench`, measures `lint` and draws the curve.
pub(super) fn measure(
    workspace: &Workspace,
    oas: &Oas,
    hyperfine: &Hyperfine,
    runs: u32,
) -> Result<(), Stop> {
    let program = oas.plain(&[]).get_program().to_owned();
    let mut last: Option<f64> = None;
    for doubling in 0..=DOUBLINGS {
        let resources = RESOURCES << doubling;
        let path = workspace.path(&format!("target/bench/growth-{resources}.json"));
        let bytes = write(&path, resources)?;
        let arguments = ["lint".to_owned(), argument(&path)];
        let runs = (runs >> doubling).max(3);
        let figures = hyperfine.measure(Path::new(&program), &arguments, runs)?;
        let per_byte = figures.cpu_s / float(bytes) * 1e9;
        let ratio = last.map_or(String::new(), |last| {
            format!("{:5.2} x", figures.cpu_s / last)
        });
        let length = format!("{:.0}", per_byte / 2.0).parse().unwrap_or(0);
        let bar = "#".repeat(length);
        say(format_args!(
            "  {:6.1} MB {figures} {ratio:8} {per_byte:6.1} ns per byte {bar}",
            float(bytes) / 1e6
        ));
        last = Some(figures.cpu_s);
    }
    Ok(())
}

/// Writes a contract of so many resources; gives its size in bytes.
fn write(path: &Path, resources: usize) -> Result<u64, Stop> {
    let failed = |error: std::io::Error| Stop::file("write", path, &error);
    let file = std::fs::File::create(path).map_err(failed)?;
    let mut file = std::io::BufWriter::new(file);
    let mut text = String::from(
        "{\n  \"openapi\": \"3.1.1\",\n  \"info\": {\"title\": \"Growth\", \"version\": \"1.0.0\"},\n  \
         \"servers\": [{\"url\": \"https://api.example.com\"}],\n  \"paths\": {\n",
    );
    for number in 0..resources {
        path_item(&mut text, number, number + 1 == resources);
        file.write_all(text.as_bytes()).map_err(failed)?;
        text.clear();
    }
    text.push_str("  },\n  \"components\": {\"schemas\": {\n");
    for number in 0..resources {
        schema(&mut text, number, number + 1 == resources);
        file.write_all(text.as_bytes()).map_err(failed)?;
        text.clear();
    }
    text.push_str("  }}\n}\n");
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.flush().map_err(failed)?;
    let metadata = path.metadata().map_err(failed)?;
    Ok(metadata.len())
}

/// Writing to a String cannot fail, so results are dropped here and below.
fn path_item(text: &mut String, number: usize, last: bool) {
    let _ = write!(
        text,
        "    \"/resources-{number}/{{id}}\": {{\n      \"parameters\": [{{\"name\": \"id\", \"in\": \
         \"path\", \"required\": true, \"schema\": {{\"type\": \"string\"}}}}],\n"
    );
    for (index, method) in ["get", "put", "post"].into_iter().enumerate() {
        let body = if method == "get" {
            String::new()
        } else {
            format!(
                "        \"requestBody\": {{\"content\": {{\"application/json\": {{\"schema\": \
                 {{\"$ref\": \"#/components/schemas/Resource{number}\"}}}}}}}},\n"
            )
        };
        let _ = write!(
            text,
            "      \"{method}\": {{\n        \"operationId\": \"{method}Resource{number}\",\n        \
             \"summary\": \"What {method} does with resource {number}\",\n        \"tags\": \
             [\"resource\"],\n{body}        \"responses\": {{\n          \"200\": {{\n            \
             \"description\": \"The resource as it is now.\",\n            \"content\": \
             {{\"application/json\": {{\"schema\": {{\"$ref\": \
             \"#/components/schemas/Resource{number}\"}}}}}}\n          }}\n        }}\n      }}{}\n",
            if index == 2 { "" } else { "," }
        );
    }
    let _ = writeln!(text, "    }}{}", if last { "" } else { "," });
}

fn schema(text: &mut String, number: usize, last: bool) {
    let _ = write!(
        text,
        "    \"Resource{number}\": {{\n      \"type\": \"object\",\n      \"required\": [\"id\"],\n      \
         \"properties\": {{\n        \"id\": {{\"type\": \"string\", \"format\": \"uuid\"}},\n"
    );
    for property in 0..24 {
        let _ = writeln!(
            text,
            "        \"property{property}\": {{\"type\": \"string\", \"description\": \"The member \
             {property} of resource {number}, and what it is for.\", \"maxLength\": 255}},"
        );
    }
    let _ = write!(
        text,
        "        \"next\": {{\"$ref\": \"#/components/schemas/Resource{}\"}}\n      }}\n    }}{}\n",
        number / 2,
        if last { "" } else { "," }
    );
}

/// Sizes are far below what a float holds exactly.
fn float(bytes: u64) -> f64 {
    bytes.to_string().parse().unwrap_or(f64::INFINITY)
}
