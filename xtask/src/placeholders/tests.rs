//! Placeholders on checkouts in every bad state.

use super::*;
use crate::workspace::run_captured;

const MEMBER: &str = r#"
[package]
name = "proofs"

[dependencies]
made-common = { path = "../../generated/rust/common" }
"made-mail" = { path = "../../generated/rust/mail", features = ["utoipa"] }
"#;

/// A lock file with words that Cargo would not write.
const LOCK: &str = "# Ours.\nversion = 4\n";

/// A checkout with one member that needs two generated packages; both are fine.
fn checkout() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let workspace = Workspace::at(folder.path());
    for (path, text) in [
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"crates/*\", \"generated/rust/*\"]\n",
        ),
        ("Cargo.lock", LOCK),
        ("crates/proofs/Cargo.toml", MEMBER),
        ("crates/proofs/src/lib.rs", "//! Proofs.\n"),
        (
            "generated/rust/common/Cargo.toml",
            "[package]\nname = \"made-common\"\n",
        ),
        ("generated/rust/common/src/lib.rs", "//! Real.\n"),
        (
            "generated/rust/mail/Cargo.toml",
            "[package]\nname = \"made-mail\"\n",
        ),
        ("generated/rust/mail/src/lib.rs", "//! Real.\n"),
    ] {
        write(&workspace, path, text);
    }
    (folder, workspace)
}

fn write(workspace: &Workspace, path: &str, text: &str) {
    let path = workspace.path(path);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("created");
    fs::write(path, text).expect("written");
}

fn read(workspace: &Workspace, path: &str) -> Option<String> {
    fs::read_to_string(workspace.path(path)).ok()
}

fn cargo_loads(workspace: &Workspace) -> Result<bool, Stop> {
    let metadata = ["metadata", "--format-version", "1", "--offline"];
    Ok(run_captured(&mut workspace.cargo(&metadata))?
        .status
        .success())
}

#[test]
fn a_healthy_checkout_is_left_alone() {
    let (_folder, workspace) = checkout();
    assert_eq!(
        unusable_packages(&workspace).expect("readable"),
        Vec::<String>::new()
    );
    let seen = with_loadable_workspace(&workspace, StandIn::ForUnusable, || {
        Ok(read(&workspace, "generated/rust/mail/Cargo.toml"))
    });
    assert_eq!(
        seen.expect("runs").as_deref(),
        Some("[package]\nname = \"made-mail\"\n")
    );
}

#[test]
fn a_deleted_folder_is_stood_in_for_under_the_right_names_and_stays_deleted() {
    let (_folder, workspace) = checkout();
    fs::remove_dir_all(workspace.path("generated")).expect("removed");
    let unusable = unusable_packages(&workspace).expect("readable");
    assert_eq!(unusable, ["generated/rust/common", "generated/rust/mail"]);

    let manifest = with_loadable_workspace(&workspace, StandIn::ForUnusable, || {
        // Cargo would forget the dependencies of what is gone.
        write(&workspace, "Cargo.lock", "# Shorter.\n");
        assert!(unusable_packages(&workspace)?.is_empty());
        Ok(read(&workspace, "generated/rust/mail/Cargo.toml"))
    });
    let manifest = manifest.expect("runs").expect("written");
    assert!(manifest.contains("name = \"made-mail\""), "{manifest}");
    assert!(manifest.contains("[features]\nutoipa = []"), "{manifest}");

    assert!(!workspace.path("generated").exists());
    assert_eq!(read(&workspace, "Cargo.lock").as_deref(), Some(LOCK));
}

#[test]
fn cargo_loads_what_it_refused() {
    let (_folder, workspace) = checkout();
    write(&workspace, "generated/rust/mail/Cargo.toml", "<<<<<<< ours");
    fs::remove_dir_all(workspace.path("generated/rust/common")).expect("removed");
    let loads = || cargo_loads(&workspace);
    assert_eq!(loads().map_err(|stop| stop.to_string()), Ok(false));
    let loaded = with_loadable_workspace(&workspace, StandIn::ForUnusable, loads);
    assert_eq!(loaded.map_err(|stop| stop.to_string()), Ok(true));
    assert_eq!(read(&workspace, "Cargo.lock").as_deref(), Some(LOCK));
}

#[test]
fn a_damaged_manifest_is_back_afterwards_even_when_the_call_fails() {
    let (_folder, workspace) = checkout();
    write(&workspace, "generated/rust/mail/Cargo.toml", "<<<<<<< ours");
    let result = with_loadable_workspace(&workspace, StandIn::ForUnusable, || {
        assert!(unusable_packages(&workspace)?.is_empty());
        Err::<(), Stop>(Stop::unusable("the build failed"))
    });
    assert_eq!(
        result.map_err(|stop| stop.to_string()),
        Err("the build failed".to_owned())
    );
    let manifest = read(&workspace, "generated/rust/mail/Cargo.toml");
    assert_eq!(manifest.as_deref(), Some("<<<<<<< ours"));
}

#[test]
fn a_package_without_sources_gets_some() {
    let (_folder, workspace) = checkout();
    fs::remove_dir_all(workspace.path("generated/rust/mail/src")).expect("removed");
    assert_eq!(
        unusable_packages(&workspace).expect("readable"),
        ["generated/rust/mail"]
    );
    with_loadable_workspace(&workspace, StandIn::ForUnusable, || {
        assert!(workspace.path("generated/rust/mail/src/lib.rs").is_file());
        Ok(())
    })
    .expect("runs");
    assert!(!workspace.path("generated/rust/mail/src").exists());
}

#[test]
fn when_all_are_stood_in_for_their_own_manifests_demand_nothing() {
    let (_folder, workspace) = checkout();
    let wrong = "[package]\nname = \"made-mail\"\n[dependencies]\ngone = { path = \"../gone\" }\n";
    write(&workspace, "generated/rust/mail/Cargo.toml", wrong);
    let loads = || cargo_loads(&workspace);
    assert_eq!(loads().map_err(|stop| stop.to_string()), Ok(false));
    let loaded = with_loadable_workspace(&workspace, StandIn::ForAll, loads);
    assert_eq!(loaded.map_err(|stop| stop.to_string()), Ok(true));
    assert!(!workspace.path("generated/rust/gone").exists());
    assert_eq!(
        read(&workspace, "generated/rust/mail/Cargo.toml").as_deref(),
        Some(wrong)
    );
}

#[test]
fn all_can_be_stood_in_for() {
    let (_folder, workspace) = checkout();
    let manifest = with_loadable_workspace(&workspace, StandIn::ForAll, || {
        Ok(read(&workspace, "generated/rust/common/Cargo.toml").unwrap_or_default())
    });
    assert!(manifest.expect("runs").starts_with("# Placeholder"));
    let manifest = read(&workspace, "generated/rust/common/Cargo.toml").unwrap_or_default();
    assert!(manifest.starts_with("[package]"), "{manifest}");
}

#[test]
fn a_file_where_the_folder_should_be_is_an_error_with_its_path() {
    let (_folder, workspace) = checkout();
    fs::remove_dir_all(workspace.path("generated")).expect("removed");
    write(&workspace, "generated", "not a folder");
    let result = with_loadable_workspace(&workspace, StandIn::ForUnusable, || Ok(()));
    let message = result.expect_err("cannot work").to_string();
    assert!(message.contains("generated"), "{message}");
    assert_eq!(
        read(&workspace, "generated").as_deref(),
        Some("not a folder")
    );
}
