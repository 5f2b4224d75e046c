//! `nwd verify` and `nwd rebuild`.

use crate::house;
use crate::settings::Settings;
use data_encoding::HEXLOWER;
use records::Head;
use std::process::ExitCode;

/// Checks everything, prints the sealed heads, and fails when anything is wrong.
pub(crate) async fn verify(settings: Settings, head: Option<String>) -> Result<ExitCode, String> {
    let given = head.map(|head| read_head(&head)).transpose()?;
    let house = house::open(&settings).await?;
    let report = house
        .records
        .verify(given.as_ref())
        .await
        .map_err(|error| format!("The check could not be made: {error}."))?;
    house.records.close().await;
    println!("{} events sealed, {} not yet sealed", report.sealed, report.unsealed);
    for head in &report.heads {
        println!("head {}", write_head(head));
    }
    if report.is_clean() {
        println!("Everything is as it was written.");
        return Ok(ExitCode::SUCCESS);
    }
    for finding in &report.findings {
        println!("wrong: {} {}", finding.place, finding.what);
    }
    println!("{} things are not as they were written.", report.found);
    Ok(ExitCode::FAILURE)
}

/// Makes all views anew; nothing else writes meanwhile.
pub(crate) async fn rebuild(settings: Settings) -> Result<ExitCode, String> {
    let house = house::open(&settings).await?;
    let events =
        house.records.rebuild().await.map_err(|error| format!("The views stand as they were: {error}."))?;
    house.records.close().await;
    println!("All views were made anew from {events} events.");
    Ok(ExitCode::SUCCESS)
}

fn write_head(head: &Head) -> String {
    let link = HEXLOWER.encode(&head.chain);
    format!("{}:{}:{link}", head.authority, head.number)
}

fn read_head(text: &str) -> Result<Head, String> {
    let wrong = || "The head must be as 'nwd verify' printed it: COUNCIL:NUMBER:LINK.".to_owned();
    let parts: Vec<&str> = text.trim().trim_start_matches("head ").split(':').collect();
    let [authority, number, link] = parts.as_slice() else { return Err(wrong()) };
    let chain = HEXLOWER.decode(link.as_bytes()).map_err(|_| wrong())?;
    Ok(Head {
        authority: authority.parse().map_err(|_| wrong())?,
        number: number.parse().map_err(|_| wrong())?,
        chain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use practice::ids::AuthorityId;

    #[test]
    fn a_head_is_read_back_as_it_was_printed() {
        let head = Head { authority: AuthorityId::INSTALLATION, number: 42, chain: vec![0, 255, 16] };
        assert_eq!(read_head(&format!("head {}", write_head(&head))).unwrap(), head);
        assert!(read_head("42").is_err() && read_head("a:b:c").is_err());
    }
}
