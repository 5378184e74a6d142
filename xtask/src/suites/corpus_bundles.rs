//! Other people's documents as bundles, in every version of the specification. What is to be so is
//! said in a test of `oas-bundle`, which knows documents and bundles.

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
        let arguments = [
            "test",
            "--quiet",
            "--package",
            "oas-bundle",
            "--test",
            "corpus",
        ];
        let mut cargo = settings.workspace.cargo(&arguments);
        cargo.env("OPENAPI_CORPUS", &corpus);
        all_succeed([cargo])
    })
}
