//! `nwd history`: a record as it was known on a date, for whoever operates the program.

use super::talk::Talk;
use jiff::civil::Date;
use practice::ids::Reference;
use work::House;
use work::leaving::{Form, Leaving, Recipient, release};
use work::people;

/// Shows a record as it was known at the end of a day: the cards of its page, in lines. The look is
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
    let text = web::known_in_words(&known).join("\n") + "\n";
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
