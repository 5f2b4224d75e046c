//! `nwd history`: a record as it was known on a date, for whoever operates the program.

use super::talk::Talk;
use jiff::civil::Date;
use practice::dates::long_date;
use practice::ids::Reference;
use work::House;
use work::leaving::{Form, Leaving, Recipient, release};
use work::people::{self, AsKnown};

/// Shows who somebody was known to be at the end of a day. The look is
/// written down like any other, and so is that it left.
pub(crate) async fn history(house: &House, reference: &str, on: Date, talk: &Talk) -> Result<bool, String> {
    let reference = Reference::parse(reference)
        .ok_or("A reference has eight letters and a check letter, like BCDF-GHJK-L.")?;
    let text = released(house, &reference, on).await.map_err(|no| no.to_string())?;
    talk.line(text.trim_end());
    Ok(true)
}

async fn released(house: &House, reference: &Reference, on: Date) -> Result<String, work::No> {
    let (desk, known) = people::known_to_operator(house, reference, on).await?;
    let text = in_words(reference, on, &known);
    let leaving = Leaving {
        what: "history",
        person: Some(known.page.summary.person),
        form: Form::Text,
        recipient: Recipient::Terminal,
        purpose: None,
    };
    release(&desk, leaving, text.as_bytes()).await?;
    Ok(text)
}

fn in_words(reference: &Reference, on: Date, known: &AsKnown) -> String {
    let summary = &known.page.summary;
    let lines = [
        format!("{}, as known on {}", reference.as_str(), long_date(on)),
        format!("  name            {}", summary.name.as_deref().unwrap_or("Name not recorded")),
        format!("  legal name      {}", summary.legal_name.as_deref().unwrap_or("the same, or not recorded")),
        format!("  born            {}", summary.born.map_or_else(|| "not recorded".into(), long_date)),
        format!("  team            {}", summary.team.as_deref().unwrap_or("none")),
        format!("  key worker      {}", summary.key_worker.as_deref().unwrap_or("none")),
        format!("  staying at      {}", summary.sleeping),
        format!("  alerts          {}", summary.alerts.len()),
        format!("  entries by then {}", known.entries),
    ];
    lines.join("\n") + "\n"
}
