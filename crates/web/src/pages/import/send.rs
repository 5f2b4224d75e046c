//! The files are sent.

use crate::parts::{Form, field, post, submit};
use crate::posted::Parcel;
use crate::routes::LARGEST_BODY;
use crate::visitor::{Answer, Visitor, go, show_again};
use maud::html;
use practice::Refusal;
use practice::codes::CollectionYear;
use work::import::SourceFile;

pub(super) async fn show(visitor: Visitor) -> Answer {
    page(&visitor, &Form::new())
}

fn page(visitor: &Visitor, form: &Form) -> Answer {
    let body = html! {
        p .govuk-body {
            "Send the files of one collection year of the SSDA903 return, and People.csv. Nothing is written before "
            "you have seen what would happen."
        }
        (post("/import").files().show(html! {
            (field::text("year", "Collection year").optional().width(field::Width::Ten)
                .hint("The year that ends on 31 March, like 2025-26 or 2026. Leave it empty to infer it from the dates.").show(form))
            (field::file("files", "Files", ".csv,text/csv").several()
                .hint("Header, Episodes, Reviews, Missing, OC2, OC3, SWEpisodes, UASC, PrevPerm and People: as many as you have, all at once.")
                .show(form))
            (submit("Look at what would happen"))
        }))
    };
    show_again(form, visitor.page("Import the council’s files").form(form).show(body))
}

pub(super) async fn sent(visitor: Visitor, parcel: Parcel<LARGEST_BODY>) -> Answer {
    let mut form = parcel.form;
    let mut files: Vec<SourceFile> =
        parcel.files.into_iter().map(|file| SourceFile { path: file.name, bytes: file.bytes }).collect();
    let typed = form.value("year").trim().to_owned();
    if !typed.is_empty() {
        match CollectionYear::parse(&typed) {
            Ok(year) => files.iter_mut().for_each(|file| file.path = format!("{year}/{}", file.path)),
            Err(refusal) => form.refuse(Refusal::of("year", refusal.sentence)),
        }
    }
    if files.is_empty() {
        form.refuse(Refusal::of("files", "Choose at least one file."));
    }
    if form.is_refused() {
        return page(&visitor, &form);
    }
    let id = work::import::hold(&visitor.desk, &files).await?;
    go(format!("/import/{id}"))
}
