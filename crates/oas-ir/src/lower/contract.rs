//! All documents of a run, one after another: [`lower`].

use oas_diagnostics::DiagnosticSink;
use oas_model::ResolvedDocument;
use oas_model::select::Selection;

use super::{Lowering, arrange, circle, conventions, info, operation, security, selection};
use crate::{Api, Contract};

/// A document with what the configuration calls it.
#[derive(Clone, Debug)]
pub struct LowerInput<'d> {
    /// The document.
    pub document: &'d ResolvedDocument,
    /// Its name: `tenant-smtp`.
    pub name: String,
    /// Its path as people write it.
    pub source: String,
}

/// What is the same for all documents of a run.
#[derive(Clone, Debug, Default)]
pub struct LowerSettings {
    /// Starts of paths from the root: what stands there is shared by all documents (`common/`).
    pub shared_prefixes: Vec<String>,
    /// Which operations are wanted.
    pub selection: Selection,
}

/// Says what documents mean.
///
/// Never fails: what cannot be expressed is reported, stands in [`Api::unsupported`], and takes
/// the operations that need it along. The result depends on nothing but the arguments, and on the
/// order of keys only where the order of the document is kept (properties, constants, media types).
#[must_use]
pub fn lower(
    inputs: &[LowerInput<'_>],
    conventions: Option<&oas_conventions::Conventions>,
    settings: &LowerSettings,
    sink: &mut DiagnosticSink,
) -> Contract {
    let audiences = &settings.selection.audiences;
    let visibility = conventions.map(|file| file.visibility(audiences));
    let conventions = conventions.map(conventions::lower_conventions);
    let apis = inputs
        .iter()
        .map(|input| {
            let mut lowering = Lowering::new(input.document, conventions.as_ref(), settings, sink);
            lowering.visibility = visibility.as_ref();
            lower_api(input, lowering)
        })
        .collect();
    Contract { conventions, apis }
}

fn lower_api<'d>(input: &LowerInput<'d>, mut lowering: Lowering<'_, 'd>) -> Api {
    let open_api = input.document.open_api();
    lowering.reserve_named();
    let security_schemes = security::lower_security_schemes(&mut lowering);
    let (operations, webhooks) = operation::lower_operations(&mut lowering, &security_schemes);
    lowering.finish_types();
    circle::refuse_circles(&mut lowering);
    selection::select_all(&mut lowering);
    let text = |name: &str| open_api.text(name).map(str::to_owned);
    let mut api = Api {
        name: input.name.clone(),
        source: input.source.clone(),
        info: info::lower_info(open_api),
        audience: text("x-audience"),
        stability: text("x-stability"),
        servers: open_api.servers().map(info::lower_server).collect(),
        tags: Vec::new(),
        operations,
        webhooks,
        types: crate::Types::default(),
        security_schemes,
        unsupported: Vec::new(),
    };
    arrange::finish(lowering, &mut api);
    api.tags = info::lower_tags(open_api, &api);
    api
}
