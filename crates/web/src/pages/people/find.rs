//! Finding somebody. What is typed is in no address: it is kept sealed, and
//! the address holds where.

use super::words::young_people;
use super::{Asked, id, rows};
use crate::parts::{Form, button_link_other, buttons, empty_state, field, inset, pagination, post, submit};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::Refusal;
use practice::staff::Permission;
use work::people;

const SOUGHT: &str = "sought";
const HINT: &str = "A name in any order or the beginning of one, a birth date, a whole postcode, \
    a telephone number, or any other: the council’s, pupil, NHS or our reference.";

/// The empty box.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    show(visitor.page("Find somebody").show(search_form(&Form::new())))
}

/// Keeps what was typed and goes to what it finds.
pub(super) async fn seek(visitor: Visitor, posted: crate::posted::Posted) -> Answer {
    let mut form = posted.form;
    let Some(typed) = form.must_text(SOUGHT, "Type a name, a birth date, a postcode or a number.") else {
        let page = visitor.page("Find somebody").form(&form).show(search_form(&form));
        return show_again(&form, page);
    };
    if typed.chars().count() > 200 {
        form.refuse(Refusal::of(SOUGHT, "Use 200 letters or fewer."));
        let page = visitor.page("Find somebody").form(&form).show(search_form(&form));
        return show_again(&form, page);
    }
    let search = people::keep_search(&visitor.desk, &typed).await?;
    go(format!("/find/{search}"))
}

/// Who fits what was typed.
pub(super) async fn found(visitor: Visitor, Path(search): Path<String>, Query(asked): Asked) -> Answer {
    let search = id(&search)?;
    let typed = people::kept_search(&visitor.desk, search).await.map_err(Trouble::from)?;
    let page = Form::typed(asked).value("page").parse().unwrap_or(1);
    let found = people::find(&visitor.desk, &people::Query::parse(&typed), page).await?;
    let table = rows::table(&visitor, &young_people(found.total), &found.people, nobody(&visitor));
    let total = u64::try_from(found.total).unwrap_or_default();
    let page = u64::try_from(found.page).unwrap_or(1);
    let body = html! {
        (search_form(&Form::new().with(SOUGHT, typed)))
        (table.show())
        (pagination(page, total, |page| format!("/find/{search}?page={page}")))
        (inset(html! {
            "You see the records that you may open. Whether there are others is told to nobody here."
        }))
    };
    show(visitor.page("Find somebody").about("What was found").wide().show(body))
}

fn search_form(form: &Form) -> Markup {
    let form = post("/find").show(html! {
        (field::text(SOUGHT, "Who are you looking for?").hint(HINT).show(form))
        (submit("Find"))
    });
    html! { div .nwd-column { (form) } }
}

fn nobody(visitor: &Visitor) -> Markup {
    let next = html! {
        ul .govuk-list .govuk-list--bullet {
            li { "Try fewer letters: the beginning of one name is enough." }
            li { "Names that sound alike are found too, and short forms: Ben for Benjamin." }
        }
        (buttons(html! {
            @if visitor.may(Permission::CreatePerson) {
                (button_link_other("/people/new", "Add a young person"))
            }
            @if visitor.may(Permission::BreakGlass) {
                a .govuk-link href="/emergency" { "Open a record in an emergency" }
            }
        }))
    };
    empty_state("Nobody whose record you may open fits what you typed.", next)
}
