//! Copies of remote documents: those of the configuration, and those of the command line.

use std::path::Path;

use oas_diagnostics::source::vendored::suggestion;
use oas_diagnostics::{Diagnostic, Level, Place, Span};

use super::Project;
use crate::exit::Failure;

impl Project {
    /// Makes the copies known. What the command line says comes after the configuration, and wins.
    pub(super) fn vendor(&mut self, named: &[String]) -> Result<(), Failure> {
        self.vendor_configured();
        for one in named {
            let example = "for example `--vendored https://example.com/schemas/=vendor/schemas/`";
            let refused = |reason: String| {
                Failure::new(format!("`--vendored {one}` cannot be used: {reason}")).help(example)
            };
            let Some((url, path)) = one.rsplit_once('=') else {
                let example = format!("for example `--vendored {}`", suggestion(one));
                return Err(Failure::new(format!("`--vendored {one}` has no `=`")).help(example));
            };
            let mut from_root = self
                .loader
                .path_from_root(Path::new(path))
                .map_err(|error| refused(error.to_string()))?;
            if path.ends_with('/') {
                from_root.push('/');
            }
            self.loader
                .vendored_mut()
                .add(url, &from_root)
                .map_err(|error| refused(error.to_string()))?;
        }
        Ok(())
    }

    fn vendor_configured(&mut self) {
        let (Some(config), Some(file)) = (&self.config, self.config_file) else {
            return;
        };
        for (url, path) in &config.vendored {
            if let Err(error) = self
                .loader
                .vendored_mut()
                .add(url.get_ref(), path.get_ref())
            {
                let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                let span = Span::new(file, offset(url.span().start), offset(path.span().end));
                let message = format!("`{}` cannot be vendored: {error}", url.get_ref());
                self.sink.push(
                    Diagnostic::new("config-invalid", Level::Error, Place::Span(span), message)
                        .help("write `\"https://example.com/schemas/\" = \"vendor/schemas/\"`"),
                );
            }
        }
    }
}
