//! Request bodies and media types: [`lower_request_body`], [`lower_content`].

use oas_model::object::{self, MediaType};
use oas_syntax::Key;

use super::Lowering;
use super::parameter::{media_type_examples, style};
use super::response::lower_headers;
use crate::{BodyContent, Encoding, RequestBody};

pub(super) fn lower_request_body<'d>(
    lowering: &mut Lowering<'_, 'd>,
    body: object::RequestBody<'d>,
    id: &str,
) -> RequestBody {
    let words = match body.component_name() {
        Some(component) => vec![component.to_owned()],
        None => vec![id.to_owned(), "request".to_owned()],
    };
    let media_types: Vec<_> = body.content().collect();
    RequestBody {
        description: body.description().map(str::to_owned),
        required: body.required(),
        content: lower_content(lowering, &media_types, &words),
        location: body.key_location(),
    }
}

/// Media types in document order. Types of the second and later ones carry their place in the
/// name, so that they differ.
pub(super) fn lower_content<'d>(
    lowering: &mut Lowering<'_, 'd>,
    media_types: &[(Key<'d>, MediaType<'d>)],
    words: &[String],
) -> Vec<BodyContent> {
    let several = media_types.len() > 1;
    media_types
        .iter()
        .map(|(key, media_type)| {
            let mut words = words.to_vec();
            if several {
                words.push(key.text().to_owned());
            }
            lower_media_type(lowering, key.text(), *media_type, &words)
        })
        .collect()
}

fn lower_media_type<'d>(
    lowering: &mut Lowering<'_, 'd>,
    name: &str,
    media_type: MediaType<'d>,
    words: &[String],
) -> BodyContent {
    let mut element_words = words.to_vec();
    element_words.push("item".to_owned());
    let ty = media_type
        .schema()
        .map(|schema| lowering.type_of(schema, words));
    let element = media_type
        .item_schema()
        .map(|schema| lowering.type_of(schema, &element_words));
    let encodings: Vec<_> = media_type.encoding().collect();
    let encoding = encodings
        .into_iter()
        .map(|(key, encoding)| lower_encoding(lowering, key.text(), encoding, words))
        .collect();
    BodyContent {
        media_type: name.to_owned(),
        ty,
        element,
        encoding,
        examples: media_type_examples(media_type),
        location: media_type.key_location(),
    }
}

fn lower_encoding<'d>(
    lowering: &mut Lowering<'_, 'd>,
    property: &str,
    encoding: object::Encoding<'d>,
    words: &[String],
) -> Encoding {
    let mut words = words.to_vec();
    words.push(property.to_owned());
    let headers: Vec<_> = encoding.headers().collect();
    let types = encoding.content_type().unwrap_or_default().split(',');
    let types = types.map(str::trim).filter(|name| !name.is_empty());
    Encoding {
        property: property.to_owned(),
        content_types: types.map(str::to_owned).collect(),
        style: encoding.style().and_then(style),
        explode: encoding.explode(),
        allow_reserved: encoding.allow_reserved(),
        headers: lower_headers(lowering, &headers, &words),
    }
}
