//! Loading from a disk: what is read, what is refused, and what people are told.

use std::fs;
use std::path::Path;

use oas_diagnostics::{
    DIAGNOSTICS, FileLoader, FileLoaderSettings, LoadError, Loader, MemoryLoader, Place, SourceMap,
};
use oas_testing::snapshot_settings;
use tempfile::TempDir;

const SNAPSHOTS: &str = "snapshots/loader";

/// A directory `root` with a few files, and one file beside it.
fn tree() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary directory can be made");
    let write = |path: &str, content: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("can be made");
        fs::write(path, content).expect("can be written");
    };
    write("secret.txt", b"secret");
    write("root/openapi.yaml", b"openapi: 3.1.0\n");
    write("root/bom.yaml", "\u{feff}openapi: 3.1.0\n".as_bytes());
    write("root/empty.yaml", b"");
    write("root/latin1.yaml", b"a: b\ntitle: caf\xE9\n");
    write("root/utf16.yaml", b"\xFF\xFEa\0");
    write("root/large.yaml", &[b'#'; 200]);
    write("root/schemas/pet.yaml", b"type: object\n");
    folder
}

fn loader(folder: &TempDir) -> FileLoader {
    FileLoader::new(&FileLoaderSettings {
        root: folder.path().join("root"),
        current_dir: folder.path().to_owned(),
        max_bytes: 100,
    })
    .expect("the root exists")
}

/// The rule and all texts of the finding that a failure gives.
fn told(error: &LoadError) -> String {
    let mut sources = SourceMap::new();
    let file = sources.add("x", "x", "");
    let diagnostic = error.to_diagnostic(Place::WholeDocument(file));
    assert!(
        DIAGNOSTICS.iter().any(|page| page.name == diagnostic.rule),
        "no page for {}",
        diagnostic.rule
    );
    let help: Vec<String> = diagnostic
        .help
        .iter()
        .map(|help| format!("\n  help: {help}"))
        .collect();
    format!(
        "{}: {}{}",
        diagnostic.rule,
        diagnostic.message,
        help.concat()
    )
}

#[test]
fn files_below_the_root_are_read() {
    let folder = tree();
    let loader = loader(&folder);
    let file = loader.load("schemas/../openapi.yaml").expect("it exists");
    assert_eq!(file.path, "openapi.yaml");
    assert_eq!(file.display, "root/openapi.yaml");
    assert_eq!(&*file.text, "openapi: 3.1.0\n");
    let text = |path| loader.load(path).expect("it exists").text;
    assert_eq!(&*text("bom.yaml"), "openapi: 3.1.0\n");
    assert_eq!(&*text("empty.yaml"), "");
}

#[test]
fn what_cannot_be_read_is_told() {
    let _settings = snapshot_settings(SNAPSHOTS).bind_to_scope();
    let folder = tree();
    let loader = loader(&folder);
    let told: Vec<String> = [
        "openapi.yml",
        "schema/pet.yaml",
        "schemas/pets.yaml",
        "nothing/like/this",
        "openapi.yaml/x",
        "schemas",
        "large.yaml",
        "latin1.yaml",
        "utf16.yaml",
        "../secret.txt",
        "schemas/../../secret.txt",
        "/etc/hosts",
        "https://example.org/openapi.yaml",
        "schemas\\pet.yaml",
        "",
    ]
    .into_iter()
    .map(|path| told(&loader.load(path).expect_err("it cannot be loaded")))
    .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_below_the_root_only() {
    use std::os::unix::fs::symlink;

    let folder = tree();
    let root = folder.path().join("root");
    symlink("openapi.yaml", root.join("inside.yaml")).expect("links can be made");
    symlink("../secret.txt", root.join("outside.yaml")).expect("links can be made");
    symlink("..", root.join("up")).expect("links can be made");
    symlink("loop.yaml", root.join("loop.yaml")).expect("links can be made");
    let loader = loader(&folder);
    assert_eq!(
        &*loader.load("inside.yaml").expect("inside").text,
        "openapi: 3.1.0\n"
    );
    for path in ["outside.yaml", "up/secret.txt"] {
        let error = loader.load(path).expect_err("it is outside");
        assert_eq!(error.rule(), "reference-outside-root", "{path}");
    }
    let error = loader.load("loop.yaml").expect_err("it leads nowhere");
    assert_eq!(error.rule(), "file-unreadable");
}

#[cfg(unix)]
#[test]
fn a_socket_is_refused_and_not_waited_for() {
    let folder = tree();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("root/s.yaml"))
        .expect("a socket can be made");
    let error = loader(&folder).load("s.yaml").expect_err("it is no file");
    assert_eq!(
        told(&error),
        "file-unreadable: `root/s.yaml` is not a regular file\n  help: name a regular file"
    );
}

#[test]
fn a_root_that_is_missing_or_no_directory_is_told() {
    let folder = tree();
    for (root, rule) in [
        ("missing", "file-not-found"),
        ("secret.txt", "file-unreadable"),
    ] {
        let error = FileLoader::new(&FileLoaderSettings {
            root: folder.path().join(root),
            current_dir: folder.path().to_owned(),
            max_bytes: 100,
        })
        .expect_err("it is no root");
        assert_eq!(error.rule(), rule);
    }
}

#[test]
fn a_named_file_is_found_from_the_root() {
    let folder = tree();
    let loader = loader(&folder);
    let from_root = |path: &Path| loader.path_from_root(path);
    assert_eq!(
        from_root(Path::new("root/schemas/pet.yaml")).as_deref(),
        Ok("schemas/pet.yaml")
    );
    assert_eq!(
        from_root(&folder.path().join("root/new.yaml")).as_deref(),
        Ok("new.yaml")
    );
    let error = from_root(Path::new("secret.txt")).expect_err("it is outside");
    assert_eq!(error.rule(), "reference-outside-root");
}

#[test]
fn texts_in_memory_mean_what_files_mean() {
    let loader = MemoryLoader::new()
        .with("a/openapi.yaml", "\u{feff}openapi: 3.1.0\n")
        .with("bad.yaml", b"\xFF".to_vec());
    let file = loader.load("./a/openapi.yaml").expect("it exists");
    assert_eq!(file.path, "a/openapi.yaml");
    assert_eq!(&*file.text, "openapi: 3.1.0\n");
    let rule = |path| loader.load(path).expect_err("not loadable").rule();
    assert_eq!(rule("a/openapi.yml"), "file-not-found");
    assert_eq!(rule("bad.yaml"), "file-not-utf8");
    assert_eq!(rule("../x"), "reference-outside-root");
}
