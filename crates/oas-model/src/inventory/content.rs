//! What the media types of a `content` show.

use oas_syntax::Node;

use super::features::{Feature, Met};

pub(super) fn look(content: Node<'_>, met: &mut Met) {
    for entry in content.entries() {
        media_type(entry.key.text(), met);
    }
}

fn media_type(written: &str, met: &mut Met) {
    let (name, parameters) = written
        .split_once(';')
        .map_or((written, None), |(name, rest)| (name, Some(rest)));
    met.add_if(Feature::MediaTypeParams, parameters.is_some());
    let name = name.trim().to_ascii_lowercase();
    if name == "application/json" {
        // Most are.
        return;
    }
    met.add_if(Feature::WildcardMediaType, name.contains('*'));
    match name.as_str() {
        "application/x-www-form-urlencoded" => met.add(Feature::FormUrlencoded),
        "application/octet-stream" => met.add(Feature::OctetStream),
        "application/pdf" | "application/zip" => met.add(Feature::BinaryMedia),
        "application/xml" | "text/xml" => met.add(Feature::XmlMedia),
        "application/jsonl" | "application/x-ndjson" | "application/json-seq" => {
            met.add(Feature::JsonLines);
        }
        "text/event-stream" => met.add(Feature::Sse),
        "text/plain" => met.add(Feature::TextPlain),
        _ => {
            met.add_if(Feature::JsonSuffixMedia, name.ends_with("+json"));
            met.add_if(Feature::XmlMedia, name.ends_with("+xml"));
            match name.split_once('/') {
                Some(("multipart", kind)) => {
                    met.add(Feature::Multipart);
                    met.add_if(Feature::MultipartOther, kind != "form-data");
                }
                Some(("image" | "audio" | "video", _)) => met.add(Feature::BinaryMedia),
                _ => {}
            }
        }
    }
}
