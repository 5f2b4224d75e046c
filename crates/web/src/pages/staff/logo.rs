//! The council's logo: sent, taken away, and shown at the head of every page.

use super::sections;
use crate::pages::kept::public_picture;
use crate::pages::people::id;
use crate::parts::{Form, KEY_FIELD, buttons, field, link, post, submit, submit_other};
use crate::posted::Parcel;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, State};
use maud::{Markup, html};
use practice::ids::FileId;
use work::staff::{change_logo, logo};
use work::{LARGEST_PICTURE, No};

const HERE: &str = "/staff/council/logo";
/// The button that shows no logo any more.
const AWAY: &str = "away";

/// Where a logo is.
pub(crate) fn logo_url(file: FileId) -> String {
    format!("/logo/{file}")
}

/// The form.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let form = Form::new().with(KEY_FIELD, visitor.form_key());
    show(page(&visitor, &form))
}

/// Shows another logo from now on, or none.
pub(super) async fn change(visitor: Visitor, mut parcel: Parcel<LARGEST_PICTURE>) -> Answer {
    let picture = parcel.file("logo");
    let mut form = parcel.form;
    let picture = if form.is_chosen(AWAY, "1") { None } else { Some(picture) };
    match change_logo(&visitor.desk, picture, parcel.key).await {
        Ok(()) => go("/staff/council?done=1"),
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &form))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn page(visitor: &Visitor, form: &Form) -> Markup {
    let shown = visitor.council.logo.is_some();
    visitor.page("The council’s logo").form(form).sections(sections(visitor)).show(html! {
        p .govuk-body {
            "It stands at the head of every page, also where people sign in, on a white ground and beside the name "
            "of the council in words."
        }
        (post(HERE).key(visitor.key_of(form)).files().show(html! {
            (field::file("logo", "Logo", "image/png,image/jpeg,image/webp")
                .hint("A PNG or JPEG picture of at most 10 MB; wide ones look best. Save an SVG drawing as a PNG first.")
                .show(form))
            (buttons(html! {
                (submit("Show this logo"))
                @if shown { (submit_other(AWAY, "Show no logo")) }
                (link("/staff/council", "Cancel"))
            }))
        }))
    })
}

/// The picture, for everybody: it stands on the page where people sign in.
pub(super) async fn show_logo(State(site): State<crate::Site>, Path(file): Path<String>) -> Answer {
    Ok(public_picture(logo(&site.house, id(&file)?).await?, "logo"))
}
