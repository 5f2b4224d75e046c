//! The files are sent: of one year, or year by year.

use crate::parts::{Form, details, fact, field, inset, link, post, submit, summary_list};
use crate::posted::{Parcel, SentFile};
use crate::routes::LARGEST_BODY;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show_again};
use maud::{Markup, html};
use practice::Refusal;
use practice::codes::CollectionYear;
use uuid::Uuid;
use work::No;
use work::import::{self, Listing, PEOPLE_COLUMNS, SourceFile, Stands};

/// The earlier sending beside which these files are held.
const WITH: &str = "with";
/// Said while the files are looked at.
pub(super) const LOOKING: &str =
    "The files are being looked at. A year of a large council takes up to half a minute.";
/// Files that were chosen with the folders they stand in.
const FOLDER: &str = "folder";

pub(super) async fn show(visitor: Visitor) -> Answer {
    page(&visitor, &Form::new()).await
}

async fn page(visitor: &Visitor, form: &Form) -> Answer {
    let last = import::last_asked_for(&visitor.desk).await?;
    let with = form.value(WITH);
    let body = html! {
        @if let Some((id, stands)) = last { (of_before(id, &stands)) }
        @if with.is_empty() {
            p .govuk-body {
                "Send the files of the SSDA903 return, and People.csv: one collection year, or a folder with several. "
                "Nothing is written before you have seen what would happen, and you can add further years there."
            }
        } @else {
            p .govuk-body { "These files are looked at together with those that you sent before." }
        }
        (fields(with, form))
        (columns_of_people())
    };
    show_again(form, visitor.page("Import the council’s files").form(form).show(body))
}

/// The columns of the one file that is not of the return, each with what it holds.
fn columns_of_people() -> Markup {
    let facts: Vec<_> = PEOPLE_COLUMNS.iter().map(|(column, holds)| fact(*column, Some(holds))).collect();
    details(
        "The columns of People.csv",
        html! {
            p .govuk-body { "CHILD must be there. Leave out any other column you do not have." }
            (summary_list(&facts))
        },
    )
}

/// What became of the import that the visitor asked for last.
fn of_before(id: Uuid, stands: &Stands) -> Markup {
    let here = format!("/import/{id}");
    let (words, address, what) = match stands {
        Stands::GoesOn(_) => ("The files you sent last are being brought in.", here, "See how far it is"),
        Stands::Stopped(_) => {
            ("The import of the files you sent last was stopped.", here, "See why, and go on")
        }
        Stands::Done => {
            ("The files you sent last were brought in.", format!("{here}/done"), "See what it did")
        }
        Stands::Overtaken => (
            "Another import has changed things since you looked at the files you sent last. Nothing of them has been \
             brought in yet.",
            here,
            "Look at them again",
        ),
        Stands::LookedAt => return html! {},
    };
    inset(html! { (words) " " (link(&address, what)) })
}

/// The form that sends files, beside those sent `with` an earlier one where that is named.
fn fields(with: &str, form: &Form) -> Markup {
    post("/import").files().patience(LOOKING).show(html! {
        @if !with.is_empty() { (field::hidden(WITH, with)) }
        (field::text("year", "Collection year").optional().width(field::Width::Ten)
            .hint("The year that ends on 31 March, like 2025-26 or 2026. Leave it empty to infer it from the dates, or to take it from the names of folders.").show(form))
        (field::file("files", "Files", ".csv,text/csv").several()
            .hint("Header, Episodes, Reviews, Missing, OC2, OC3, SWEpisodes, UASC, PrevPerm and People: as many as you have of one year, all at once.")
            .show(form))
        (field::file(FOLDER, "Or a whole folder", ".csv,text/csv").folder()
            .hint("On a computer: a folder with the files, or with a folder for each year, named like 2025-26.")
            .show(form))
        p .govuk-hint { "A year of a large council takes up to half a minute to look at." }
        (submit("Look at what would happen"))
    })
}

/// The same form, folded away below what the files sent before would do.
pub(super) fn another_year(with: &str) -> Markup {
    details(
        "Add the files of another year",
        html! {
            p .govuk-body { "A file that was sent before under the same name and year is replaced, whether you type the year or leave it to the dates." }
            (fields(with, &Form::new()))
        },
    )
}

pub(super) async fn sent(visitor: Visitor, parcel: Parcel<LARGEST_BODY>) -> Answer {
    let mut form = parcel.form;
    let with = match form.text(WITH) {
        None => None,
        Some(with) => Some(super::id_of(&with)?),
    };
    let year = match form.text("year").map(|typed| CollectionYear::parse(&typed)) {
        None => None,
        Some(Ok(year)) => Some(year),
        Some(Err(refusal)) => {
            form.refuse(Refusal::of("year", refusal.sentence));
            None
        }
    };
    let some = !parcel.files.is_empty();
    let listing = Listing::of(parcel.files.into_iter().map(|file| placed(file, year)));
    if listing.files.is_empty() {
        let sentence = if some {
            "None of these is a CSV file: their names end in .csv."
        } else {
            "Choose at least one file."
        };
        form.refuse(Refusal::of("files", sentence));
    }
    if form.goes_back() {
        return page(&visitor, &form).await;
    }
    match import::hold(&visitor.desk, with, listing).await {
        Ok(id) => go(format!("/import/{id}")),
        Err(No::Refused(refusals)) => {
            for refusal in refusals {
                form.refuse(Refusal::of("files", refusal.sentence));
            }
            page(&visitor, &form).await
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// A file in the folders it was chosen with, inside one of its year where that was typed.
fn placed(file: SentFile, year: Option<CollectionYear>) -> SourceFile {
    let folder = if file.field == FOLDER { file.folder } else { String::new() };
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let path = [year, folder, file.name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    SourceFile { path: path.join("/"), bytes: file.bytes }
}
