//! Other people's documents as bundles, in every version of the specification. The test knows what
//! is to be so; it is asked for by name, because it needs the documents.

use super::{Outcome, Settings, all_succeed, needs_generated};
use crate::stop::Stop;

/// Every document of the corpus, bundled in its own version and in the others.
pub(super) fn bundles(settings: &Settings) -> Result<Outcome, Stop> {
    let Some(corpus) = &settings.corpus else {
        return Ok(Outcome::NotApplicable);
    };
    // Tests run in the folder of their crate.
    let corpus = std::path::absolute(corpus).map_err(|error| Stop::file("find", corpus, &error))?;
    needs_generated(settings, || {
        let mut cargo = settings.workspace.cargo(&[
            "test",
            "--quiet",
            "--package",
            "oas-bundle",
            "--test",
            "corpus",
            "--",
            "--ignored",
        ]);
        cargo.env("OPENAPI_CORPUS", &corpus);
        all_succeed([cargo])
    })
}
