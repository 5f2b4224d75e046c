//! What leaves through a page: the only place where a foot for paper or a
//! download is made. What leaves on purpose is written down first.

use crate::pages::people::frame::mark;
use crate::parts::Sheet;
use crate::posted::encoded;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor};
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use maud::Markup;
use practice::dates::{clock_time, long_date};
use practice::ids::PersonId;
use work::leaving::{Form, Leaving, Recipient, release, table_file};
use work::people::Summary;
use work::story::GivenFile;

/// How a sheet is to be handled.
const HANDLING: &str = "Official - sensitive";

/// The foot of a page that somebody prints from their screen. No program hears
/// of that, so the foot says only whose screen it was, and when.
pub(crate) fn from_screen(visitor: &Visitor, reference: Option<String>) -> Sheet {
    Sheet {
        printed: format!("{} from an open page", printed_by(visitor)),
        reference,
        mark: Some(HANDLING.into()),
    }
}

/// The foot of a sheet made for printing, after it was written down that this
/// body leaves on paper.
pub(crate) async fn on_paper(
    visitor: &Visitor,
    who: &Summary,
    what: &'static str,
    body: &Markup,
) -> Result<Sheet, Trouble> {
    sheet(visitor, Some(who), what, body).await
}

/// The same for a list of many.
pub(crate) async fn list_on_paper(
    visitor: &Visitor,
    what: &'static str,
    body: &Markup,
) -> Result<Sheet, Trouble> {
    sheet(visitor, None, what, body).await
}

async fn sheet(
    visitor: &Visitor,
    who: Option<&Summary>,
    what: &'static str,
    body: &Markup,
) -> Result<Sheet, Trouble> {
    let leaving = Leaving {
        what,
        person: who.map(|who| who.person),
        form: Form::Sheet,
        recipient: Recipient::Paper,
        purpose: None,
    };
    let released = release(&visitor.desk, leaving, body.0.as_bytes()).await?;
    let printed = format!("{}. Sheet {}", printed_by(visitor), released.number());
    Ok(Sheet { printed, reference: who.map(mark), mark: Some(HANDLING.into()) })
}

/// The rows of a list, its heads first, as a file for a spreadsheet, after that was written down. Its name ends with
/// the day and with the number by which it is found again.
pub(crate) async fn rows_as_file(
    visitor: &Visitor,
    what: &'static str,
    name: &str,
    rows: Vec<Vec<String>>,
) -> Answer {
    csv_file(visitor, what, name, table_file(rows)).await
}

/// A table that a browser keeps as a file, after that was written down.
pub(crate) async fn csv_file(visitor: &Visitor, what: &'static str, name: &str, bytes: Vec<u8>) -> Answer {
    let leaving = Leaving { what, person: None, form: Form::Csv, recipient: Recipient::File, purpose: None };
    let released = release(&visitor.desk, leaving, &bytes).await?;
    let name = format!("{name}-{}-{}.csv", visitor.desk.now.day(), released.number());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// The header of a file as it is kept, by which a browser saves it and shows nothing of it, after that was written
/// down. Its name is given twice: in plain letters for programs that know no others, and as it is.
pub(crate) async fn to_save(
    visitor: &Visitor,
    person: PersonId,
    given: &GivenFile,
) -> Result<(HeaderName, String), Trouble> {
    let leaving = Leaving {
        what: "file",
        person: Some(person),
        form: Form::Kept,
        recipient: Recipient::File,
        purpose: None,
    };
    release(&visitor.desk, leaving, &given.bytes).await?;
    Ok((CONTENT_DISPOSITION, saved_as(&given.name)))
}

fn saved_as(name: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " ._-()".contains(letter);
    let plain: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name))
}

/// The header of a picture that a page shows in its place: it is part of that
/// page, whose look is written down, and no download.
pub(crate) fn in_place(name: &str) -> (HeaderName, String) {
    (CONTENT_DISPOSITION, format!("inline; filename=\"{name}\""))
}

fn printed_by(visitor: &Visitor) -> String {
    let desk = &visitor.desk;
    format!("Printed by {} on {} at {}", desk.worker.name, long_date(desk.now.day()), clock_time(desk.now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_any_letters_is_one_header_that_nothing_can_be_put_into() {
        assert_eq!(
            saved_as("a \"b\";\r\nX-Y: ü.pdf"),
            "attachment; filename=\"a _b____X-Y_ _.pdf\"; filename*=UTF-8''a%20%22b%22%3B%0D%0AX-Y%3A%20%C3%BC.pdf"
        );
    }
}
