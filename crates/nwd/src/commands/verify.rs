//! `nwd verify` and `nwd rebuild`.

use super::talk::Talk;
use std::path::Path;
use work::{House, heads};

/// The heads to compare with: the one given, as text, as a file or as a
/// folder of files, and those that were written outside each day.
pub(crate) fn kept_heads(given: Option<&str>, folder: &Path) -> Result<Vec<String>, String> {
    let mut kept = if folder.is_dir() { heads::kept(folder)? } else { Vec::new() };
    if let Some(given) = given {
        if Path::new(given).exists() {
            kept.extend(heads::kept(Path::new(given))?);
        } else {
            kept.push(heads::read(given).map_err(|why| format!("{why} Or it names a file of such lines."))?);
        }
    }
    Ok(kept.iter().map(heads::line).collect())
}

/// Checks everything, shows the sealed heads, and says whether all is well.
pub(crate) async fn verify(house: &House, kept: &[String], talk: &Talk) -> Result<bool, String> {
    let kept = kept.iter().map(|head| heads::read(head)).collect::<Result<Vec<_>, _>>()?;
    let report = house
        .records
        .verify(&kept)
        .await
        .map_err(|error| format!("The check could not be made: {error}."))?;
    talk.line(format!("{} events sealed, {} not yet sealed", report.sealed, report.unsealed));
    talk.line(format!("{} heads kept elsewhere compared", kept.len()));
    for head in &report.heads {
        talk.line(format!("head {}", heads::line(head)));
    }
    if !report.behind.is_empty() {
        talk.line(format!("not folded anew yet, so not compared: {}", report.behind.join(", ")));
    }
    if report.is_clean() {
        talk.line(if report.behind.is_empty() {
            "Everything is as it was written."
        } else {
            "What was compared is as it was written. Check again when a server has folded the rest anew."
        });
        return Ok(true);
    }
    for finding in &report.findings {
        talk.line(format!("wrong: {} {}", finding.place, finding.what));
    }
    talk.line(format!("{} things are not as they were written.", report.found));
    Ok(false)
}

/// Makes all views anew.
pub(crate) async fn rebuild(house: &House, talk: &Talk) -> Result<bool, String> {
    let events =
        house.records.rebuild().await.map_err(|error| format!("The views stand as they were: {error}."))?;
    talk.line(format!("All views were made anew from {events} events."));
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use practice::ids::AuthorityId;
    use records::Head;

    #[test]
    fn a_head_is_taken_as_text_or_from_a_file_beside_those_kept_each_day() {
        let folder = tempfile::tempdir().unwrap();
        let head =
            |number| heads::line(&Head { authority: AuthorityId::INSTALLATION, number, chain: vec![1, 2] });
        std::fs::write(folder.path().join("heads-2026-03-01.txt"), head(1) + "\n").unwrap();
        let file = folder.path().join("elsewhere");
        std::fs::write(&file, format!("head {}\n{}\n", head(2), head(3))).unwrap();
        let none = folder.path().join("absent");
        assert_eq!(kept_heads(None, folder.path()).unwrap(), [head(1)]);
        assert_eq!(kept_heads(Some(&head(4)), &none).unwrap(), [head(4)]);
        let given = file.display().to_string();
        assert_eq!(kept_heads(Some(&given), folder.path()).unwrap(), [head(1), head(2), head(3)]);
        assert!(kept_heads(Some("nowhere"), &none).err().unwrap().ends_with('.'));
    }
}
