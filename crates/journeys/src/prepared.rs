//! One demonstration for all journeys of a test run: made once, copied for each.

use crate::program::Program;
use crate::trouble::{Outcome, Trouble};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tokio::sync::OnceCell;

static MADE: OnceCell<Prepared> = OnceCell::const_new();

#[derive(Debug)]
struct Prepared {
    folder: PathBuf,
    // A static value is never dropped; the sweeper sees its pipe close when this process ends.
    _sweeper: Child,
}

/// Copies a whole demonstration, data and keys, into an empty folder.
pub(crate) async fn copy_to(folder: &Path) -> Outcome {
    let made = MADE.get_or_try_init(make).await?;
    copy(&made.folder, folder)
}

async fn make() -> Outcome<Prepared> {
    let folder = tempfile::Builder::new().prefix("nwd-prepared-").tempdir()?.keep();
    let sweeper = Command::new("sh")
        .args(["-c", "read -r _; rm -rf \"$0\""])
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let prepared = Prepared { folder, _sweeper: sweeper };
    let mut program = Program::new_demo().await?;
    // Only a program that has stopped leaves files that can be copied.
    let status = program.stops().await?;
    if !status.success() {
        return Err(Trouble::Setting(format!("the demonstration did not stop well ({status})")));
    }
    copy(program.data(), &prepared.folder)?;
    Ok(prepared)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir_all(&target)?;
            // The program refuses keys that others may read.
            std::fs::set_permissions(&target, entry.metadata()?.permissions())?;
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
