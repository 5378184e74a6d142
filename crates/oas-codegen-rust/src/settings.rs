//! What a user decides about the output: [`Settings`].

/// What a user decides about the output.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Settings {
    /// What package names start with: `penguinmails-`.
    pub package_prefix: String,
    /// Name and directory of the package with what several documents share; without one, each
    /// document's package is complete by itself, and lies in the output directory itself.
    pub common: Option<String>,
    /// Where the runtime is found.
    pub runtime: Runtime,
    /// Whether the packages belong to a workspace, whose edition and versions they take.
    pub origin: Origin,
}

/// Where generated files live, which decides what their first lines advise.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Origin {
    /// In the repository that has the templates too.
    Repository,
    /// Anywhere else.
    #[default]
    Elsewhere,
}

/// Where generated manifests find the runtime.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Runtime {
    /// Its sources are copied beside, so that the output compiles alone.
    #[default]
    Vendor,
    /// In a directory, as seen from a package.
    Path(String),
    /// In a registry, with this version requirement.
    Version(String),
}
