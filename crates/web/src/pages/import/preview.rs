//! What would happen, and the button that makes it so.

use super::{id_of, told};
use crate::parts::{Form, field, inset, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show_again};
use axum::extract::Path;
use maud::html;
use practice::Refusal;
use uuid::Uuid;
use work::No;
use work::import::{self, Options, Said};

pub(super) async fn show_preview(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    // Whoever goes back after bringing them in finds what it did.
    if import::said(&visitor.desk, id).await?.is_some() {
        return go(format!("/import/{id}/done"));
    }
    page(&visitor, id, &Form::new()).await
}

async fn page(visitor: &Visitor, id: Uuid, form: &Form) -> Answer {
    let files = import::held(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let reading = import::read(files).await?;
    let preview = import::preview(&visitor.desk, &reading, &Options::default()).await?;
    let body = html! {
        (inset(html! { "Nothing has been written yet. This is what the files would do." }))
        (told(&Said::before(&preview)))
        (post(format!("/import/{id}")).key(visitor.key_of(form)).show(html! {
            (field::area("all_ages", "Why people of all ages come in, if they do").optional()
                .hint("Only people aged 10 to 25 come in unless you give a reason here.").show(form))
            (submit("Bring them in"))
        }))
    };
    show_again(
        form,
        visitor
            .page("What the files would do")
            .wide()
            .back("/import", "Send other files")
            .form(form)
            .show(body),
    )
}

pub(super) async fn bring_in(visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Answer {
    let id = id_of(&id)?;
    if import::said(&visitor.desk, id).await?.is_some() {
        return go(format!("/import/{id}/done"));
    }
    let files = import::held(&visitor.desk, id).await?.ok_or_else(Trouble::not_found)?;
    let desk = visitor.desk.clone();
    let options = Options { all_ages: posted.form.text("all_ages") };
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
                form.refuse(Refusal::of("all_ages", refusal.sentence));
            }
            page(&visitor, id, &form).await
        }
        Ok(Err(no)) => Err(no.into()),
        Err(_) => Err(Trouble::broken()),
    }
}
