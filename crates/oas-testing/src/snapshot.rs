//! How snapshots are stored: [`snapshot_settings`].

use std::path::Path;

/// Settings of all snapshots: the name alone gives the file, which holds what was rendered and
/// nothing of the code that rendered it, so that changing a test changes no snapshot.
///
/// `directory` is relative to the test's source file; `snapshots` is the custom.
///
/// ```
/// let _settings = oas_testing::snapshot_settings("snapshots").bind_to_scope();
/// // insta::assert_snapshot!("dangling_reference", rendered);
/// ```
#[must_use]
pub fn snapshot_settings(directory: impl AsRef<Path>) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(directory);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}
