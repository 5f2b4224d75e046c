//! The sealed heads, written outside the data folder: with one kept from
//! before, `nwd verify` finds a tail that was cut off.

use crate::House;
use data_encoding::HEXLOWER;
use jiff::civil::Date;
use records::Head;
use std::io::Write;
use std::path::Path;

/// How many files one day may have.
const A_DAY: u32 = 1_000;

/// A head in one line: `COUNCIL:NUMBER:LINK`, the link in hex.
pub fn line(head: &Head) -> String {
    format!("{}:{}:{}", head.authority, head.number, HEXLOWER.encode(&head.chain))
}

/// Reads a line as [`line`] writes it, also as `nwd verify` prints it.
pub fn read(text: &str) -> Result<Head, String> {
    let wrong = || "A head must be as 'nwd verify' prints it: COUNCIL:NUMBER:LINK.".to_owned();
    let parts: Vec<&str> = text.trim().trim_start_matches("head ").split(':').collect();
    let [authority, number, link] = parts.as_slice() else { return Err(wrong()) };
    let chain = HEXLOWER.decode(link.as_bytes()).map_err(|_| wrong())?;
    Ok(Head {
        authority: authority.parse().map_err(|_| wrong())?,
        number: number.parse().map_err(|_| wrong())?,
        chain,
    })
}

/// The heads of a file, or of every file of a folder that [`write`] wrote to.
pub fn kept(path: &Path) -> Result<Vec<Head>, String> {
    let cannot =
        |error: std::io::Error| format!("The heads in {} cannot be read: {}.", path.display(), error.kind());
    let mut files = Vec::new();
    if path.is_dir() {
        for entry in std::fs::read_dir(path).map_err(cannot)? {
            let file = entry.map_err(cannot)?.path();
            if file.extension().is_some_and(|end| end == "txt") {
                files.push(file);
            }
        }
        files.sort();
    } else {
        files.push(path.to_owned());
    }
    let mut heads = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(cannot)?;
        for (place, head) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
            let wrong = |why| format!("{} line {}: {why}", file.display(), place + 1);
            heads.push(read(head).map_err(wrong)?);
        }
    }
    Ok(heads)
}

/// Writes today's heads into a file of their own. What was written before is
/// never touched: the folder may stand where things can only be added.
pub(crate) async fn write(house: &House, folder: &Path, day: Date) -> Result<(), String> {
    let heads = house.records.heads().await.map_err(|error| error.to_string())?;
    if heads.is_empty() {
        return Ok(());
    }
    let text: String = heads.iter().map(|head| line(head) + "\n").collect();
    let folder = folder.to_owned();
    let written = tokio::task::spawn_blocking(move || add(&folder, day, &text)).await;
    let cannot = |why: String| format!("The heads cannot be written outside the data folder: {why}.");
    match written {
        Ok(written) => written.map_err(|error| cannot(error.kind().to_string())),
        Err(_) => Err(cannot("the thread stopped".into())),
    }
}

fn add(folder: &Path, day: Date, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = fresh(folder, day)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::File::open(folder)?.sync_all()
}

/// A file that was not there: a day has a second one when its job was begun twice.
fn fresh(folder: &Path, day: Date) -> std::io::Result<std::fs::File> {
    for number in 1..A_DAY {
        let name = if number == 1 { format!("heads-{day}.txt") } else { format!("heads-{day}-{number}.txt") };
        match std::fs::OpenOptions::new().write(true).create_new(true).open(folder.join(name)) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            opened => return opened,
        }
    }
    Err(std::io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use practice::ids::AuthorityId;

    #[test]
    fn a_head_is_read_back_as_it_was_written_and_as_it_was_printed() {
        let head = Head { authority: AuthorityId::INSTALLATION, number: 42, chain: vec![0, 255, 16] };
        assert_eq!(read(&line(&head)).unwrap(), head);
        assert_eq!(read(&format!("head {}", line(&head))).unwrap(), head);
        assert!(read("42").is_err() && read("a:b:c").is_err());
    }

    #[test]
    fn a_second_writing_on_one_day_touches_nothing_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let day = Date::constant(2026, 2, 28);
        let line = format!("{}:1:00\n", AuthorityId::INSTALLATION);
        for _ in 0..2 {
            add(folder.path(), day, &line).unwrap();
        }
        assert_eq!(kept(folder.path()).unwrap().len(), 2);
        assert_eq!(kept(&folder.path().join("heads-2026-02-28.txt")).unwrap().len(), 1);
        assert!(folder.path().join("heads-2026-02-28-2.txt").exists());
    }

    #[test]
    fn a_line_that_is_no_head_is_named_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("heads.txt"), "nothing\n").unwrap();
        let wrong = kept(folder.path()).err().unwrap();
        assert!(wrong.contains("heads.txt line 1"), "{wrong}");
        assert!(kept(&folder.path().join("absent.txt")).is_err());
    }
}
