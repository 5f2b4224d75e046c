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

/// A day, as it is typed.
pub(crate) fn day(typed: &str) -> Result<Date, String> {
    let typed = typed.trim();
    let read = typed.parse().or_else(|_| Date::strptime("%d/%m/%Y", typed));
    let with_its_century = read.ok().filter(|day: &Date| day.year() >= 1900);
    with_its_century.ok_or_else(|| "Write the day like 2026-06-04 or 04/06/2026.".to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_as_people_write_it_or_answered_with_a_sentence() {
        assert_eq!(day("2026-06-04"), Ok(date(2026, 6, 4)));
        assert_eq!(day(" 4/06/2026 "), Ok(date(2026, 6, 4)));
        for wrong in ["31/02/2026", "04/06/26"] {
            assert!(day(wrong).unwrap_err().starts_with("Write the day"), "{wrong}");
        }
    }
}
