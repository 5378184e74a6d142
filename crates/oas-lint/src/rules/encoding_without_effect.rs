//! `encoding-without-effect`: encodings stand where they apply.

use oas_model::object::MediaType;

use crate::meta::declare_rule;
use crate::{Rule, RuleContext, RuleMeta, RuleStatus};

declare_rule! {
    /// ## What it does
    /// Reports `encoding`, `prefixEncoding` and `itemEncoding` of media types that are neither
    /// `multipart` nor `application/x-www-form-urlencoded`.
    ///
    /// ## Why is this bad?
    /// The specification says that they apply to no other, so they are ignored.
    ///
    /// ## Incorrect
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     post:
    ///       requestBody:
    ///         content:
    ///           application/json:
    ///             schema: { type: object, properties: { photo: { type: string } } }
    ///             encoding: { photo: { contentType: image/png } }
    ///       responses: { "201": { description: the pet } }
    /// ```
    ///
    /// ## Correct
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     post:
    ///       requestBody:
    ///         content:
    ///           multipart/form-data:
    ///             schema: { type: object, properties: { photo: { type: string } } }
    ///             encoding: { photo: { contentType: image/png } }
    ///       responses: { "201": { description: the pet } }
    /// ```
    pub(super) ENCODING_WITHOUT_EFFECT {
        group: Standard,
        level: Warning,
        status: RuleStatus::stable("0.1.0"),
    }
}

pub(super) struct EncodingWithoutEffect;

impl Rule for EncodingWithoutEffect {
    fn meta(&self) -> &'static RuleMeta {
        &ENCODING_WITHOUT_EFFECT
    }

    fn media_type(&self, media_type: MediaType<'_>, ctx: &mut RuleContext<'_>) {
        let key = media_type.key().unwrap_or_default();
        // Components have names; what they are used for is seen where they are used.
        if !key.contains('/') || key.starts_with("*/") || key.starts_with("application/*") {
            return;
        }
        let name = key.split(';').next().unwrap_or_default().trim();
        let name = name.to_ascii_lowercase();
        if name.starts_with("multipart/") {
            return;
        }
        for field in ["encoding", "prefixEncoding", "itemEncoding"] {
            if field == "encoding" && name == "application/x-www-form-urlencoded" {
                continue;
            }
            let Some(node) = media_type.field(field) else {
                continue;
            };
            ctx.report(
                node.key_location(),
                format!("`{field}` has no effect on `{key}`"),
            )
            .help("remove it, or use `multipart/form-data`");
        }
    }
}
