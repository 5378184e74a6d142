//! What a person meets who works with overlays: each case is commands in a directory of files, and
//! the snapshot is everything they say.

mod support;

use support::{PETS, check_command, directory_of, run};

const OVERLAY: &str = "overlay: 1.1.0
info: { title: Public pets, version: 1.0.0 }
extends: ../pets.yaml
actions:
  - target: $.info
    update: { title: Public pets }
";

#[test]
fn an_overlay_is_applied_before_bundling() {
    let files = [("pets.yaml", PETS), ("overlays/public.yaml", OVERLAY)];
    let overlay = "overlays/public.yaml";
    insta::assert_snapshot!(check_command(
        &files,
        &["bundle", "pets.yaml", "--overlay", overlay]
    ));
    let whole = directory_of(&files);
    let named = run(whole.path(), &["bundle", "pets.yaml", "--overlay", overlay]);
    let extended = run(
        whole.path(),
        &["bundle", "--overlay", overlay, "--root", "."],
    );
    let answer = |said: &str| said.split_once('\n').map(|(_, rest)| rest.to_owned());
    assert_eq!(answer(&named), answer(&extended));
}

#[test]
fn an_overlay_that_extends_nothing_that_can_be_read_is_told() {
    let bundle = |overlay: &str| {
        let files = [("pets.yaml", PETS), ("overlay.yaml", overlay)];
        check_command(&files, &["bundle", "--overlay", "overlay.yaml"])
    };
    insta::assert_snapshot!(bundle(OVERLAY));
    insta::assert_snapshot!(bundle(&OVERLAY.replace("../pets.yaml", "pet.yaml")));
    insta::assert_snapshot!(bundle(
        &OVERLAY.replace("../pets.yaml", "https://example.com/pets.yaml")
    ));
    insta::assert_snapshot!(bundle(&OVERLAY.replace("extends: ../pets.yaml\n", "")));
}

#[test]
fn what_is_no_overlay_is_told() {
    let arguments = ["bundle", "pets.yaml", "--overlay", "pets.yaml"];
    insta::assert_snapshot!(check_command(&[("pets.yaml", PETS)], &arguments));
    let arguments = ["bundle", "pets.yaml", "--overlay", "none.yaml"];
    insta::assert_snapshot!(check_command(&[("pets.yaml", PETS)], &arguments));
}

#[test]
fn a_document_that_an_overlay_breaks_is_not_written() {
    let overlay = OVERLAY.replace(
        "{ title: Public pets }\n",
        "{ title: Public pets }\n  - target: $.components.schemas.Pet\n    remove: true\n",
    );
    let files = [("pets.yaml", PETS), ("overlay.yaml", overlay.as_str())];
    let arguments = ["bundle", "pets.yaml", "--overlay", "overlay.yaml"];
    insta::assert_snapshot!(check_command(&files, &arguments));
    let overlay = OVERLAY
        .replace("$.info", "$.openapi")
        .replace("update: { title: Public pets }", "remove: true");
    let files = [("pets.yaml", PETS), ("overlay.yaml", overlay.as_str())];
    insta::assert_snapshot!(check_command(&files, &arguments));
}

/// An overlay is how a document that is somebody else's is mended.
#[test]
fn a_document_is_mended_by_an_overlay() {
    let broken = PETS.replace("schemas/Pet\"", "schemas/Pat\"");
    let overlay = "overlay: 1.1.0
info: { title: What is missing, version: 1.0.0 }
actions:
  - target: $.components.schemas
    update: { Pat: { type: string } }
";
    let files = [("pets.yaml", broken.as_str()), ("overlay.yaml", overlay)];
    let arguments = ["bundle", "pets.yaml", "--overlay", "overlay.yaml"];
    insta::assert_snapshot!(check_command(&files, &arguments));
}

#[test]
fn an_overlay_document_is_checked() {
    let files = [("overlay.yaml", OVERLAY)];
    insta::assert_snapshot!(check_command(&files, &["lint", "overlay.yaml"]));
    insta::assert_snapshot!(check_command(&files, &["inspect", "overlay.yaml"]));
    let wrong = OVERLAY
        .replace("$.info", "$.info.")
        .replace("1.1.0", "1.2.0");
    let files = [("overlay.yaml", wrong.as_str())];
    insta::assert_snapshot!(check_command(&files, &["lint", "overlay.yaml"]));
    let wrong = OVERLAY.replace("$.info", "\"$['info'].\\\"title\\\"\"");
    let files = [("overlay.yaml", wrong.as_str())];
    insta::assert_snapshot!(check_command(&files, &["lint", "overlay.yaml"]));
}

const CONTRACT: &str = "[[document]]
name = \"pets\"
path = \"pets.yaml\"

[[document]]
name = \"others\"
path = \"others.yaml\"

[targets]
base = \"../generated\"

[targets.openapi]
out = \"../generated/openapi\"
formats = [\"json\"]
overlays = [\"overlays/public.yaml\", \"overlays/all.yaml\"]
";

#[test]
fn overlays_of_the_configuration_are_applied_and_watched() {
    let all = "overlay: 1.0.0
info: { title: For all, version: 1.0.0 }
actions:
  - target: $
    update: { x-for: all }
";
    let directory = directory_of(&[
        ("spec/contract.toml", CONTRACT),
        ("spec/pets.yaml", PETS),
        ("spec/others.yaml", PETS),
        ("spec/overlays/public.yaml", OVERLAY),
        ("spec/overlays/all.yaml", all),
    ]);
    let read = |name: &str| {
        let path = directory.path().join(name);
        std::fs::read_to_string(path).expect("it was generated")
    };
    insta::assert_snapshot!(run(directory.path(), &["generate"]));
    let pets = read("generated/openapi/pets/openapi-3.1.json");
    let others = read("generated/openapi/others/openapi-3.1.json");
    assert!(
        pets.contains("Public pets") && pets.contains("x-for"),
        "{pets}"
    );
    assert!(
        !others.contains("Public pets") && others.contains("x-for"),
        "{others}"
    );
    insta::assert_snapshot!(
        read("generated/manifest.json")
            .lines()
            .filter(|line| line.contains("spec/"))
            .map(|line| line.split(':').next().unwrap_or_default().trim().to_owned() + "\n")
            .collect::<String>()
    );
    insta::assert_snapshot!(run(directory.path(), &["generate", "--check"]));
    let path = directory.path().join("spec/overlays/all.yaml");
    std::fs::write(path, all.replace("x-for: all", "x-for: none")).expect("it can be written");
    insta::assert_snapshot!(run(directory.path(), &["generate", "--check"]));
    let path = directory.path().join("spec/overlays/public.yaml");
    std::fs::write(path, OVERLAY.replace("../pets", "../nobodys")).expect("it can be written");
    insta::assert_snapshot!(run(directory.path(), &["generate"]));
}
