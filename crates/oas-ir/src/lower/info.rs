//! What a document says of itself: `info`, `servers`, `tags`.

use std::collections::BTreeMap;

use oas_model::object::{self, OpenApi};

use super::extension::lower_external_docs;
use crate::{Api, Info, Server, ServerVariable, Tag};

pub(super) fn lower_info(open_api: OpenApi<'_>) -> Info {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let external_documentation = lower_external_docs(&open_api);
    let Some(info) = open_api.info() else {
        return Info {
            external_documentation,
            ..Info::default()
        };
    };
    let contact = info.contact();
    Info {
        title: info.title().unwrap_or_default().to_owned(),
        version: info.document_version().unwrap_or_default().to_owned(),
        summary: owned(info.summary()),
        description: owned(info.description()),
        contact_name: owned(contact.and_then(|contact| contact.name())),
        contact_url: owned(contact.and_then(|contact| contact.url())),
        contact_email: owned(contact.and_then(|contact| contact.email())),
        license_name: owned(info.license().and_then(|license| license.name())),
        external_documentation,
    }
}

pub(super) fn lower_server(server: object::Server<'_>) -> Server {
    let variables = server.variables().map(|(key, variable)| ServerVariable {
        name: key.text().to_owned(),
        default: variable.default().unwrap_or_default().to_owned(),
        values: variable.values().map(str::to_owned).collect(),
        description: variable.description().map(str::to_owned),
    });
    Server {
        url: server.url().unwrap_or("/").to_owned(),
        name: server.name().map(str::to_owned),
        description: server.description().map(str::to_owned),
        variables: variables.collect(),
    }
}

/// Declared tags in their order, then others that operations use, by name. With a selection, tags
/// that no chosen operation has are left out by [`super::arrange`].
pub(super) fn lower_tags(open_api: OpenApi<'_>, api: &Api) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for tag in open_api.tags() {
        let Some(name) = tag.name() else { continue };
        if tags.iter().any(|known| known.name == name) {
            continue;
        }
        tags.push(Tag {
            name: name.to_owned(),
            summary: tag.summary().map(str::to_owned),
            description: tag.description().map(str::to_owned),
            external_documentation: lower_external_docs(&tag),
            location: Some(tag.location()),
        });
    }
    let mut used = BTreeMap::new();
    for operation in api.operations.iter().chain(&api.webhooks) {
        if let Some(tag) = &operation.tag
            && !tags.iter().any(|known| known.name == *tag)
        {
            used.entry(tag.clone())
                .or_insert_with(|| operation.location.clone());
        }
    }
    tags.extend(used.into_iter().map(|(name, location)| Tag {
        name,
        summary: None,
        description: None,
        external_documentation: None,
        location: Some(location),
    }));
    tags
}
