//! Replacing one file: [`replace`].

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file by way of one beside it, so that what was there stays whole until the end.
/// Permissions stay. `place` is no symbolic link: those were followed.
pub(super) fn replace(place: &Path, text: &str) -> io::Result<()> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let beside = place.with_file_name(format!(".{name}.oas-new"));
    let written = write(&beside, place, text).and_then(|()| fs::rename(&beside, place));
    if written.is_err() {
        // The half-way file goes away; the error that is reported is the first one.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write(beside: &Path, place: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::metadata(place)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let mut file = match File::create_new(beside) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // A run that was killed left it. Removing does not follow a link, as opening does.
            fs::remove_file(beside)?;
            File::create_new(beside)?
        }
        opened => opened?,
    };
    file.write_all(text.as_bytes())?;
    file.set_permissions(permissions)
}
