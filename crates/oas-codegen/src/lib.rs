//! What every backend shares: names, writers, templates, outputs, manifest.
