//! Reading files: [`Loader`] is what stage 1 asks, [`FileLoader`] is the one that reads a disk.
//!
//! This is the only module of the toolchain's input side that touches a file system. A document
//! may come from anywhere, so a path in it reaches nothing outside the root, nothing that is no
//! regular file and nothing larger than the limit; nothing is ever fetched.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::LineColumn;
use crate::source::load_error::{LoadError, LoadErrorKind};
use crate::source::path;
use crate::source::vendored::Vendored;
use crate::suggest;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedText {
    /// The path from the root, normalised; the identity of the file.
    pub path: String,
    /// The path as people are shown it.
    pub display: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
}

/// Turns paths into texts.
pub trait Loader {
    /// Reads the file at `path`, which is relative to the root, with `/` between segments.
    ///
    /// [`path::join`] makes such a path of a reference.
    ///
    /// # Errors
    ///
    /// Returns why there is no text.
    fn load(&self, path: &str) -> Result<LoadedText, LoadError>;

    /// How a path from the root is shown to people.
    fn display(&self, path: &str) -> String;

    /// The copies of remote documents.
    fn vendored(&self) -> &Vendored {
        Vendored::NONE
    }
}

/// What a [`FileLoader`] needs to know.
#[derive(Clone, Debug)]
pub struct FileLoaderSettings {
    /// The directory that nothing outside of may be read.
    pub root: PathBuf,
    /// The directory that shown paths are relative to.
    pub current_dir: PathBuf,
    /// The largest file that is read, in bytes.
    pub max_bytes: u64,
}

/// Reads files below a root directory.
#[derive(Clone, Debug)]
pub struct FileLoader {
    /// Canonical.
    root: PathBuf,
    /// Canonical.
    current_dir: PathBuf,
    /// From the current directory to the root: empty, or with a `/` at its end.
    display_prefix: String,
    max_bytes: u64,
    vendored: Vendored,
}

/// Positions are 32-bit.
fn at_most_positions(bytes: u64) -> u64 {
    bytes.min(u64::from(u32::MAX) - 1)
}

impl FileLoader {
    /// A loader for the files below `settings.root`.
    ///
    /// # Errors
    ///
    /// Returns an error when the root or the current directory does not exist or is no directory.
    pub fn new(settings: &FileLoaderSettings) -> Result<Self, LoadError> {
        let canonical = |path: &Path| {
            let error = |kind| LoadError {
                display: path.display().to_string(),
                kind,
            };
            let canonical = fs::canonicalize(path).map_err(|source| error(io_kind(&source)))?;
            if canonical.is_dir() {
                Ok(canonical)
            } else {
                Err(error(LoadErrorKind::Io("it is no directory".to_owned())))
            }
        };
        let root = canonical(&settings.root)?;
        let current_dir = canonical(&settings.current_dir)?;
        Ok(Self {
            display_prefix: relative(&current_dir, &root),
            root,
            current_dir,
            max_bytes: at_most_positions(settings.max_bytes),
            vendored: Vendored::default(),
        })
    }

    /// Sets the largest file that is read, in bytes.
    pub fn set_max_bytes(&mut self, max_bytes: u64) {
        self.max_bytes = at_most_positions(max_bytes);
    }

    /// The copies of remote documents, to add some.
    pub const fn vendored_mut(&mut self) -> &mut Vendored {
        &mut self.vendored
    }

    /// The path from the root of a file that a person named, relative to the current directory or
    /// absolute. The file need not exist, but the directory it is in must.
    ///
    /// # Errors
    ///
    /// Returns an error when the file is outside the root or its directory does not exist.
    pub fn path_from_root(&self, file: &Path) -> Result<String, LoadError> {
        let error = |kind| LoadError {
            display: file.display().to_string(),
            kind,
        };
        let Some(name) = file.file_name() else {
            return Err(error(LoadErrorKind::NotRegular));
        };
        let folder = self.current_dir.join(file.parent().unwrap_or(file));
        let folder = fs::canonicalize(folder).map_err(|source| error(io_kind(&source)))?;
        let Ok(below) = folder.strip_prefix(&self.root) else {
            return Err(error(LoadErrorKind::Path(path::PathError::AboveRoot)));
        };
        let mut segments: Vec<_> = below
            .components()
            .map(|component| component.as_os_str().to_string_lossy().into_owned())
            .collect();
        segments.push(name.to_string_lossy().into_owned());
        Ok(segments.join("/"))
    }

    /// The file that `path` names when its first segment that does not exist is replaced by the
    /// name beside it that is most like it.
    fn nearest(&self, path: &str) -> Option<String> {
        let mut folder = self.root.clone();
        let mut found: Vec<String> = Vec::new();
        let mut segments = path.split('/');
        while let Some(segment) = segments.next() {
            let next = folder.join(segment);
            if next.exists() {
                found.push(segment.to_owned());
                folder = next;
                continue;
            }
            let canonical = fs::canonicalize(&folder).ok()?;
            if !canonical.starts_with(&self.root) {
                return None;
            }
            let mut names: Vec<String> = fs::read_dir(canonical)
                .ok()?
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .collect();
            names.sort();
            found.push(suggest::nearest(segment, names.iter().map(String::as_str))?.to_owned());
            found.extend(segments.map(str::to_owned));
            // A suggestion that is wrong further on helps nobody.
            let suggestion = found.join("/");
            return self.root.join(&suggestion).is_file().then_some(suggestion);
        }
        None
    }

    /// Where the file at a path from the root really lies, symbolic links followed: for those who
    /// write it.
    ///
    /// # Errors
    ///
    /// Returns an error when there is no such file below the root.
    pub fn place(&self, path: &str) -> Result<PathBuf, LoadError> {
        let error = |kind| LoadError {
            display: self.display(path),
            kind,
        };
        let normal =
            path::normalise(path).map_err(|problem| error(LoadErrorKind::Path(problem)))?;
        self.canonical(&normal).map_err(error)
    }

    fn canonical(&self, path: &str) -> Result<PathBuf, LoadErrorKind> {
        let canonical =
            fs::canonicalize(self.root.join(path)).map_err(|source| match io_kind(&source) {
                LoadErrorKind::NotFound { .. } => LoadErrorKind::NotFound {
                    nearest: self.nearest(path).map(|nearest| self.display(&nearest)),
                },
                other => other,
            })?;
        if canonical.starts_with(&self.root) {
            Ok(canonical)
        } else {
            Err(LoadErrorKind::LinkOutsideRoot)
        }
    }

    fn read(&self, path: &str) -> Result<Arc<str>, LoadErrorKind> {
        let canonical = self.canonical(path)?;
        // Asked before opening, for opening a pipe waits until somebody writes to it.
        let before = fs::metadata(&canonical).map_err(|source| io_kind(&source))?;
        if !before.is_file() {
            return Err(LoadErrorKind::NotRegular);
        }
        self.check_size(before.len())?;
        let file = File::open(&canonical).map_err(|source| io_kind(&source))?;
        let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or_default());
        // One byte more than the limit, so that a file that grows meanwhile is noticed.
        file.take(self.max_bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| io_kind(&source))?;
        self.check_size(bytes.len() as u64)?;
        decode(bytes)
    }

    fn check_size(&self, bytes: u64) -> Result<(), LoadErrorKind> {
        if bytes > self.max_bytes {
            return Err(LoadErrorKind::TooLarge {
                bytes,
                limit: self.max_bytes,
            });
        }
        Ok(())
    }
}

impl Loader for FileLoader {
    fn load(&self, path: &str) -> Result<LoadedText, LoadError> {
        let normal = path::normalise(path).map_err(|error| LoadError {
            display: path.to_owned(),
            kind: LoadErrorKind::Path(error),
        })?;
        let display = self.display(&normal);
        match self.read(&normal) {
            Ok(text) => Ok(LoadedText {
                path: normal,
                display,
                text,
            }),
            Err(kind) => Err(LoadError { display, kind }),
        }
    }

    fn display(&self, path: &str) -> String {
        format!("{}{path}", self.display_prefix)
    }

    fn vendored(&self) -> &Vendored {
        &self.vendored
    }
}

/// The text of a file's bytes, without a byte order mark.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<Arc<str>, LoadErrorKind> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = str::from_utf8(&bytes[..offset]).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let count = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        LoadErrorKind::NotUtf8 {
            offset,
            position: LineColumn {
                line: count(before.matches('\n').count()),
                column: count(line.trim_start_matches(BYTE_ORDER_MARK).chars().count()),
            },
            utf16: bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]),
        }
    })?;
    Ok(match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => Arc::from(rest),
        None => Arc::from(text),
    })
}

fn io_kind(error: &io::Error) -> LoadErrorKind {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            LoadErrorKind::NotFound { nearest: None }
        }
        io::ErrorKind::PermissionDenied => LoadErrorKind::Denied,
        io::ErrorKind::IsADirectory => LoadErrorKind::NotRegular,
        _ => LoadErrorKind::Io(error.to_string()),
    }
}

/// The way from one canonical directory to another, empty or with a `/` at its end.
fn relative(from: &Path, to: &Path) -> String {
    let from: Vec<Component<'_>> = from.components().collect();
    let to_components: Vec<Component<'_>> = to.components().collect();
    let shared = from
        .iter()
        .zip(&to_components)
        .take_while(|(left, right)| left == right)
        .count();
    if shared == 0 {
        return format!("{}/", to.display());
    }
    let mut way = "../".repeat(from.len() - shared);
    for component in &to_components[shared..] {
        way.push_str(&component.as_os_str().to_string_lossy());
        way.push('/');
    }
    way
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use super::{io_kind, relative};
    use crate::source::load_error::LoadErrorKind;

    #[test]
    fn what_the_system_says_is_told_apart() {
        let kind = |kind| io_kind(&io::Error::from(kind));
        assert_eq!(kind(io::ErrorKind::PermissionDenied), LoadErrorKind::Denied);
        assert_eq!(
            kind(io::ErrorKind::NotADirectory),
            LoadErrorKind::NotFound { nearest: None }
        );
        assert!(matches!(
            kind(io::ErrorKind::TimedOut),
            LoadErrorKind::Io(_)
        ));
    }

    #[test]
    fn shown_paths_are_relative_to_the_current_directory() {
        let cases = [
            ("/a/b", "/a/b", ""),
            ("/a/b", "/a/b/c", "c/"),
            ("/a/b", "/a/x/y", "../x/y/"),
            ("/a/b/c", "/a", "../../"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(Path::new(from), Path::new(to)), expected);
        }
    }
}
