//! The files are sent.

use crate::parts::{Form, field, post, submit};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show_again};
use axum::extract::Multipart;
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
            div .govuk-form-group {
                label .govuk-label .govuk-label--s for="files" { "Files" }
                div #files-hint .govuk-hint { "Header, Episodes, Reviews, Missing, OC2, OC3, SWEpisodes, UASC, PrevPerm and People: as many as you have, all at once." }
                @for refusal in form.refusals().iter().filter(|refusal| refusal.field.as_deref() == Some("files")) {
                    p #files-error .govuk-error-message { span .govuk-visually-hidden { "Error: " } (refusal.sentence) }
                }
                input #files .govuk-file-upload type="file" name="files" multiple accept=".csv,text/csv" aria-describedby="files-hint";
            }
            (submit("Look at what would happen"))
        }))
    };
    show_again(form, visitor.page("Import the council’s files").form(form).show(body))
}

pub(super) async fn sent(visitor: Visitor, multipart: Multipart) -> Answer {
    let (mut form, mut files) = read(multipart).await?;
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

/// The one form that holds files: its parts, in their order.
async fn read(mut multipart: Multipart) -> Result<(Form, Vec<SourceFile>), Trouble> {
    let wrong = |_| Trouble::bad_request("These files did not arrive whole. Send them again.");
    let mut values = Vec::new();
    let mut files = Vec::new();
    while let Some(part) = multipart.next_field().await.map_err(wrong)? {
        let name = part.name().unwrap_or_default().to_owned();
        let path =
            part.file_name().map(|path| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned());
        let bytes = part.bytes().await.map_err(wrong)?;
        match path {
            Some(path) if !path.is_empty() => files.push(SourceFile { path, bytes: bytes.to_vec() }),
            Some(_) => {}
            None => values.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok((Form::typed(values), files))
}
