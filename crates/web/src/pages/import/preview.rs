//! What would happen, and the button that makes it so.

use super::{id_of, told};
use crate::parts::{Form, field, inset, notice_banner, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show_again};
use axum::extract::Path;
use maud::html;
use practice::Refusal;
use uuid::Uuid;
use work::No;
use work::import::{self, Options, Said};

/// Why people of all ages come in.
const ALL_AGES: &str = "all_ages";
/// The same as the preview was drawn with.
const LOOKED_AT: &str = "looked_at";

pub(super) async fn show_preview(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    // Whoever goes back after bringing them in finds what it did.
    if import::said(&visitor.desk, id).await?.is_some() {
        return go(format!("/import/{id}/done"));
    }
    page(&visitor, id, &Form::new(), Drawn::First).await
}

/// For what the preview is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// For a look, or because the import was refused.
    First,
    /// Because who comes in was changed.
    Anew,
}

/// What the files would do with the reason that stands in the form. That reason goes along, so that
/// only what was looked at is brought in.
async fn page(visitor: &Visitor, id: Uuid, form: &Form, drawn: Drawn) -> Answer {
    let files = import::held(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let reading = import::read(files).await?;
    let options = Options { all_ages: form.text(ALL_AGES) };
    let preview = import::preview(&visitor.desk, &reading, &options).await?;
    let who = if options.all_ages.is_some() { ", with people of all ages." } else { "." };
    let body = html! {
        (inset(html! { "Nothing has been written yet. This is what the files would do" (who) }))
        (told(&Said::before(&preview)))
        (post(format!("/import/{id}")).key(visitor.key_of(form)).show(html! {
            (field::hidden(LOOKED_AT, options.all_ages.as_deref().unwrap_or_default()))
            (field::area(ALL_AGES, "Why people of all ages come in, if they do").optional()
                .hint("Only people aged 10 to 25 come in unless you give a reason here. You see what that would do before anything is written.").show(form))
            (submit("Bring them in"))
        }))
    };
    let mut page =
        visitor.page("What the files would do").wide().back("/import", "Send other files").form(form);
    if drawn == Drawn::Anew {
        let more = html! { p .govuk-body { "Look at the numbers again. Nothing has been brought in yet." } };
        page = page.banner(notice_banner("You changed who comes in", more));
    }
    show_again(form, page.show(body))
}

pub(super) async fn bring_in(visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Answer {
    let id = id_of(&id)?;
    if import::said(&visitor.desk, id).await?.is_some() {
        return go(format!("/import/{id}/done"));
    }
    let options = Options { all_ages: posted.form.text(ALL_AGES) };
    if options.all_ages != posted.form.text(LOOKED_AT) {
        return page(&visitor, id, &posted.form, Drawn::Anew).await;
    }
    let files = import::held(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let desk = visitor.desk.clone();
    // The import goes on when the browser does not wait for it; it can be sent again.
    let running = tokio::spawn(async move {
        let reading = import::read(files).await?;
        let outcome = import::carry_out(&desk, &reading, &options, &|_| {}).await?;
        import::keep_said(&desk, id, &Said::after(&outcome)).await
    });
    match running.await {
        Ok(Ok(())) => go(format!("/import/{id}/done")),
        Ok(Err(No::Refused(refusals))) => {
            let mut form = posted.form;
            for refusal in refusals {
                form.refuse(Refusal::of(ALL_AGES, refusal.sentence));
            }
            page(&visitor, id, &form, Drawn::First).await
        }
        Ok(Err(no)) => Err(no.into()),
        Err(_) => Err(Trouble::broken()),
    }
}
