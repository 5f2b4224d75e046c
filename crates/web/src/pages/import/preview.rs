//! What would happen, and the button that makes it so.

use super::{going, id_of, send, told};
use crate::parts::{Form, field, in_thousands, inset, notice_banner, post, submit, warning_text};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use uuid::Uuid;
use work::No;
use work::import::{self, Options, Preview, Said, Stands};

/// Why people of all ages come in.
pub(super) const ALL_AGES: &str = "all_ages";
/// The same as the preview was drawn with.
pub(super) const LOOKED_AT: &str = "looked_at";

/// What the preview rests on: the files, and what the council’s imports had written.
const FILES: &str = "files";

/// An import as it stands: what it would do, how far it is, what stopped it or what it did.
pub(super) async fn show_import(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    match import::stands(&visitor.desk, id).await? {
        Stands::LookedAt => page(&visitor, id, &Form::new(), Drawn::First).await,
        Stands::Overtaken => page(&visitor, id, &Form::new(), Drawn::Overtaken).await,
        Stands::GoesOn(far) => going::goes_on(&visitor, id, &far),
        Stands::Stopped(far) => going::stopped(&visitor, id, &far, &Form::new()),
        Stands::Done => go(format!("/import/{id}/done")),
    }
}

/// For what the preview is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// For a look, or because the import was refused.
    First,
    /// Because who comes in was changed.
    Anew,
    /// Because files were added after the form was opened.
    Added,
    /// Because another import wrote something after the form was opened.
    Overtaken,
}

impl Drawn {
    /// What stands above the numbers, and why they are to be looked at again.
    fn banner(self) -> Option<Markup> {
        let heading = match self {
            Self::First => return None,
            Self::Anew => "You changed who comes in",
            Self::Added => "Files were added after you opened this page",
            Self::Overtaken => "Another import has changed things since you looked",
        };
        let more = html! { p .govuk-body { "Look at the numbers again. Nothing has been brought in yet." } };
        Some(notice_banner(heading, more))
    }
}

/// What the files would do with the reason that stands in the form. That reason and a digest of what
/// it rests on go along, so that only what was looked at is brought in.
async fn page(visitor: &Visitor, id: Uuid, form: &Form, drawn: Drawn) -> Answer {
    let options = Options { all_ages: form.text(ALL_AGES) };
    let (rests_on, preview) = looked_at(visitor, id, &options).await?;
    let who = if options.all_ages.is_some() { ", with people of all ages." } else { "." };
    let body = html! {
        (inset(html! { "Nothing has been written yet. This is what the files would do" (who) }))
        @if preview.counts.flagged > 0 { (warning_text(&no_longer_there(preview.counts.flagged))) }
        (told(&Said::before(&preview), options.all_ages.is_none().then_some(id), false))
        @if !preview.reads_somebody() {
            p .govuk-body { "Nobody in these files can be brought in. The issues above say why." }
        } @else {
            (post(format!("/import/{id}")).key(visitor.key_of(form)).patience(send::LOOKING).show(html! {
                (field::hidden(LOOKED_AT, options.all_ages.as_deref().unwrap_or_default()))
                (field::hidden(FILES, &rests_on))
                (field::area(ALL_AGES, "Why people of all ages come in, if they do").optional()
                    .hint("Only people aged 10 to 25 come in unless you give a reason here. You see what that would do before anything is written.").show(form))
                (submit("Bring them in"))
            }))
        }
        (send::another_year(&id.to_string()))
    };
    let mut page =
        visitor.page("What the files would do").wide().back("/import", "Send other files").form(form);
    if let Some(banner) = drawn.banner() {
        page = page.banner(banner);
    }
    show_again(form, page.show(body))
}

/// A file that was cut short looks like one from which much was taken out.
fn no_longer_there(rows: usize) -> String {
    let rows = if rows == 1 {
        "1 row that an earlier file had is".into()
    } else {
        format!("{} rows that an earlier file had are", in_thousands(rows))
    };
    format!(
        "{rows} not in these files. The story of each says so, and nothing is removed. Make sure that no file was cut \
         short."
    )
}

/// What the files would do, people of all ages aside.
pub(super) async fn said_before(visitor: &Visitor, id: Uuid) -> Result<Said, Trouble> {
    let (_, preview) = looked_at(visitor, id, &Options::default()).await?;
    Ok(Said::before(&preview))
}

/// What the preview of the files as they are held rests on, and what they would do.
async fn looked_at(visitor: &Visitor, id: Uuid, options: &Options) -> Result<(String, Preview), Trouble> {
    let files = import::held(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let rests_on = import::rests_on(&visitor.desk, &files).await?;
    let reading = import::read(files).await?;
    Ok((rests_on, import::preview(&visitor.desk, &reading, options).await?))
}

pub(super) async fn bring_in(visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Answer {
    let id = id_of(&id)?;
    let before = import::stands(&visitor.desk, id).await?;
    // Of one that was begun its own page says how it stands, whatever an older preview shows.
    let is_of_a_preview = posted.form.text(FILES).is_some();
    if matches!(before, Stands::GoesOn(_) | Stands::Done)
        || is_of_a_preview && matches!(before, Stands::Stopped(_))
    {
        return go(format!("/import/{id}"));
    }
    let options = Options { all_ages: posted.form.text(ALL_AGES) };
    if options.all_ages != posted.form.text(LOOKED_AT) {
        return page(&visitor, id, &posted.form, Drawn::Anew).await;
    }
    let shown = posted.form.text(FILES);
    if shown.is_none() && !matches!(before, Stands::Stopped(_)) {
        return page(&visitor, id, &posted.form, Drawn::First).await;
    }
    match import::begin(&visitor.desk, id, &options, shown.as_deref()).await {
        Ok(()) => go(format!("/import/{id}")),
        Err(No::Moved) => {
            let drawn = since(&visitor, id, shown.as_deref().unwrap_or_default()).await?;
            page(&visitor, id, &posted.form, drawn).await
        }
        Err(No::Refused(refusals)) => {
            let mut form = posted.form;
            form.refuse_all(refusals);
            match before {
                Stands::Stopped(far) => going::stopped(&visitor, id, &far, &form),
                _ => page(&visitor, id, &form, Drawn::First).await,
            }
        }
        Err(no) => Err(no.into()),
    }
}

/// What came after the form was opened: files that were added, or else another import.
async fn since(visitor: &Visitor, id: Uuid, shown: &str) -> Result<Drawn, Trouble> {
    let files = import::held(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let rests_on = import::rests_on(&visitor.desk, &files).await?;
    Ok(if import::same_files(shown, &rests_on) { Drawn::Overtaken } else { Drawn::Added })
}
