//! Pictures of the page, and the page on paper.

use crate::page::Page;
use crate::trouble::Outcome;
use fantoccini::wd::{PrintConfiguration, PrintSize};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A4, in centimetres.
const A4: PrintSize = PrintSize { width: 21.0, height: 29.7 };

static TROUBLES: AtomicU32 = AtomicU32::new(1);

impl Page {
    /// Saves what the window shows as `name.png`: into the documents when `NWD_PICTURES=1`, else among
    /// the build's files. Gives the file's path.
    pub async fn picture(&self, name: &str) -> Outcome<PathBuf> {
        let bytes = self.client.screenshot().await?;
        save(&pictures_folder(), &format!("{name}.png"), &bytes)
    }

    /// Prints the page on A4 as a person would and saves it as `name.pdf` beside the pictures of a test
    /// run. Gives the file's path and how many sheets it took.
    pub async fn prints(&self, name: &str) -> Outcome<(PathBuf, usize)> {
        let sheet = PrintConfiguration::builder().size(A4).background(false).build();
        let sheet = sheet.map_err(|e| std::io::Error::other(e.to_string()))?;
        let bytes = self.client.print(sheet).await?;
        let sheets = sheets_in(&bytes);
        if sheets == 0 {
            return Err(self.trouble("a printed page, but nothing was printed".into()).await);
        }
        Ok((save(&scratch_folder(), &format!("{name}.pdf"), &bytes)?, sheets))
    }

    /// Shows the page as it will be printed, so that `sees` and `picture` speak of the paper.
    pub async fn is_held_as_paper(&self) -> Outcome {
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" })).await.map(|_| ())
    }

    /// Shows the page on the screen again.
    pub async fn is_back_on_screen(&self) -> Outcome {
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "" })).await.map(|_| ())
    }

    /// Saves a picture for a failed step and says where; a second failure is only told.
    pub(crate) async fn picture_of_trouble(&self) -> String {
        let number = TROUBLES.fetch_add(1, Ordering::Relaxed);
        let name = format!("trouble-{}-{number}.png", std::process::id());
        let saved = match self.client.screenshot().await {
            Ok(bytes) => save(&scratch_folder(), &name, &bytes).map_err(|e| e.to_string()),
            Err(e) => Err(e.to_string()),
        };
        saved.map_or_else(|why| format!("none ({why})"), |path| path.display().to_string())
    }
}

fn save(folder: &Path, name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

fn pictures_folder() -> PathBuf {
    if std::env::var("NWD_PICTURES").is_ok_and(|wanted| wanted == "1") {
        return Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures");
    }
    scratch_folder()
}

/// Beside the running test, in the build's own folder, which is never part of the project.
fn scratch_folder() -> PathBuf {
    let test = std::env::current_exe().unwrap_or_default();
    test.ancestors().nth(2).unwrap_or(Path::new(".")).join("pictures")
}

/// Pages of a PDF: each is an object of type Page (Pages is the list of them).
fn sheets_in(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.match_indices("/Type /Page").filter(|(at, mark)| !text[at + mark.len()..].starts_with('s')).count()
}

#[cfg(test)]
mod tests {
    use super::sheets_in;

    #[test]
    fn sheets_are_counted_and_the_list_of_them_is_not_a_sheet() {
        assert_eq!(sheets_in(b"<</Type /Pages /Count 2>> <</Type /Page>> <</Type /Page\n>>"), 2);
        assert_eq!(sheets_in(b""), 0);
    }
}
