//! `nwd history`: a record as it was known on a date, for whoever operates the program.

use crate::house;
use crate::settings::Settings;
use jiff::civil::Date;
use practice::dates::long_date;
use practice::ids::Reference;
use std::process::ExitCode;
use work::people;

/// Prints who somebody was known to be at the end of a day. The look is
/// written down like any other.
pub(crate) async fn history(settings: Settings, reference: &str, on: Date) -> Result<ExitCode, String> {
    let reference = Reference::parse(reference)
        .ok_or("A reference has eight letters and a check letter, like BCDF-GHJK-L.")?;
    let house = house::open(&settings).await?;
    let found = people::known_to_operator(&house, &reference, on).await;
    house.records.close().await;
    let known = found.map_err(|no| no.to_string())?;
    let summary = &known.page.summary;
    println!("{}, as known on {}", reference.as_str(), long_date(on));
    println!("  name            {}", summary.name.as_deref().unwrap_or("Name not recorded"));
    println!("  legal name      {}", summary.legal_name.as_deref().unwrap_or("the same, or not recorded"));
    println!("  born            {}", summary.born.map_or_else(|| "not recorded".into(), long_date));
    println!("  team            {}", summary.team.as_deref().unwrap_or("none"));
    println!("  key worker      {}", summary.key_worker.as_deref().unwrap_or("none"));
    println!("  staying at      {}", summary.sleeping);
    println!("  alerts          {}", summary.alerts.len());
    println!("  entries by then {}", known.entries);
    Ok(ExitCode::SUCCESS)
}
