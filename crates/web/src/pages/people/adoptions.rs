//! Adoptions, for those they name: where the story goes on, and the way back
//! from a mistake. For everybody else there is no such page.

use super::frame::url;
use super::{Asked, person_id, workers_to_choose};
use crate::pages::drafts::{Changing, or_draft, shown_at, url_of};
use crate::parts::{
    Form, button_link_other, buttons, fact, fact_of, field, happened, inset, link, moment, name, overtaken,
    post, submit, submit_warning, success_banner, summary_card, summary_list,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::PersonId;
use work::No;
use work::people::{self, Directory, GoesOn, KnownAdoption};

const PATH: &str = "/adoptions";
const HEADING: &str = "Adoptions";
/// What is said of an adoption to those it names.
const ORDER: &str = "Reference of the order";

/// The adoptions that name the visitor.
pub(super) async fn list(visitor: Visitor, Query(asked): Asked) -> Answer {
    let known = people::adoptions(&visitor.desk).await?;
    let mut page = visitor.page(HEADING);
    if Form::typed(asked).value("done") == "named" {
        page = page.banner(success_banner("It is written down who may know", html! {}));
    }
    show(page.show(html! {
        p .govuk-body {
            "You are named to know of these. Each look at this page is written down. Tell nobody more than they have to know."
        }
        @for one in &known { (card(one)) }
    }))
}

fn card(one: &KnownAdoption) -> Markup {
    let called = one.name.as_deref().unwrap_or("Name not recorded");
    let title = format!("{called}, {}", one.reference);
    let came_in = match one.came_in {
        0 => "Nothing since".to_owned(),
        1 => "1 entry since".to_owned(),
        several => format!("{several} entries since"),
    };
    html! {
        section {
            (summary_card(&title, &[
                fact_of("Order made", happened(one.made)),
                fact_of("Goes on in", goes_on(&one.goes_on)),
                fact(ORDER, Some(&one.reason)),
                fact_of("Who may know", who_may_know(one)),
                fact("From the council’s files", Some(&came_in)),
                fact_of("Who looked", looks(one)),
            ]))
            (buttons(html! {
                (button_link_other(&path(one.person, "workers"), "Change who may know"))
                (button_link_other(&path(one.person, "undo"), "Undo a mistake"))
            }))
        }
    }
}

fn who_may_know(one: &KnownAdoption) -> Markup {
    html! { ul .govuk-list { @for worker in &one.workers { li { (name(worker)) } } } }
}

fn goes_on(goes_on: &GoesOn) -> Markup {
    html! {
        @match goes_on {
            GoesOn::Open(who) => {
                a .govuk-link href=(url(who.person, "")) { (name(super::frame::called(who))) }
                ", " (who.reference)
            }
            GoesOn::ByReference(reference) => { "Record " (reference) ", which is not yours to open" }
            GoesOn::Nowhere => { "Nobody knows: the link was erased" }
        }
    }
}

fn looks(one: &KnownAdoption) -> Markup {
    html! {
        ul .govuk-list { @for (worker, at) in &one.looks { li { (name(worker)) ", " (moment(*at)) } } }
        @if one.looks.is_empty() { "Nobody before you" }
    }
}

fn path(person: PersonId, rest: &str) -> String {
    format!("{PATH}/{person}/{rest}")
}

/// Who may know, to be changed.
pub(super) async fn ask_workers(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let one = people::adoption(&visitor.desk, person_id(&person)?).await?;
    let directory = Directory::of(&visitor.desk).await?;
    let form = one.posts.iter().fold(Form::new(), |form, post| form.with("posts", post.to_string()));
    let form = form.with("reason", one.reason.clone());
    let begun = Changing::begun(&visitor, &path(one.person, "workers"), form, one.stands_at).await?;
    show(workers(&visitor, &one, &directory, &begun))
}

/// Names who may know.
pub(super) async fn sent_workers(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let posts: Vec<_> = form.chosen("posts").iter().filter_map(|post| post.parse().ok()).collect();
    let reason = form.text("reason").unwrap_or_default();
    let (named, shown) = ((&*posts, &*reason), shown_at(&form));
    match people::name_adoption_workers(&visitor.desk, person, named, shown, posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(person, "workers"), form.values()).await;
            // Whoever has taken themselves out has no such page any more.
            let still = posts.contains(&visitor.desk.sight.post);
            go(if still { "/adoptions?done=named" } else { "/" })
        }
        Err(No::Refused(refusals)) => {
            let one = people::adoption(&visitor.desk, person).await?;
            form.refuse_all(refusals);
            let directory = Directory::of(&visitor.desk).await?;
            let again = Changing::refused(form);
            show_again(&again.form, workers(&visitor, &one, &directory, &again))
        }
        Err(No::Moved) => {
            let one = people::adoption(&visitor.desk, person).await?;
            let directory = Directory::of(&visitor.desk).await?;
            let overtaken = Changing::overtaken(form, one.stands_at);
            show_overtaken(workers(&visitor, &one, &directory, &overtaken))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn workers(visitor: &Visitor, one: &KnownAdoption, directory: &Directory, changing: &Changing) -> Markup {
    let (form, saved) = (&changing.form, changing.saved.clone());
    let path = path(one.person, "workers");
    let stands =
        || summary_list(&[fact_of("Who may know", who_may_know(one)), fact(ORDER, Some(&one.reason))]);
    visitor.page("Who may know of this adoption").form(form).back(PATH, HEADING).show(html! {
        @if changing.moved { (overtaken(&stands())) }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::checkboxes("posts", "Who may know which record goes on?", workers_to_choose(visitor, directory))
                .small().show(form))
            (field::area("reason", "What is the reference of the order, and what do they have to know?").show(form))
            (changing.shown())
            (buttons(html! { (submit("Name them")) (link(PATH, "Cancel")) }))
        }))
    })
}

/// What undoing does, and why.
pub(super) async fn ask_undo(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let one = people::adoption(&visitor.desk, person_id(&person)?).await?;
    let (form, saved) = or_draft(&visitor, &path(one.person, "undo"), Form::new()).await?;
    show(undoing(&visitor, &one, &form, saved))
}

/// Opens the old record again.
pub(super) async fn undone(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    match people::undo_adoption(&visitor.desk, person, form.value("reason"), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(person, "undo"), form.values()).await;
            go(format!("/people?done=adoption-undone&of={person}"))
        }
        Err(No::Refused(refusals)) => {
            let one = people::adoption(&visitor.desk, person).await?;
            form.refuse_all(refusals);
            show_again(&form, undoing(&visitor, &one, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn undoing(visitor: &Visitor, one: &KnownAdoption, form: &Form, saved: Option<String>) -> Markup {
    let path = path(one.person, "undo");
    visitor.page("Undo an adoption").about(one.reference.clone()).form(form).back(PATH, HEADING).show(html! {
        (inset(html! {
            ul .govuk-list .govuk-list--bullet {
                li { "The old record opens again to everybody who could open it before, with all that was in it." }
                li { "The new record stays as it is. Write in it that it is not used, and end key working there." }
                li { "The link between the two is not shown to anybody any more." }
                li { "By the postcode of an address nobody finds them again until the address is recorded anew." }
            }
        }))
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("reason", "What was the mistake?")
                .hint("It stands in the record that opens again. Do not write the new name.").show(form))
            (buttons(html! { (submit_warning("Open the old record again")) (link(PATH, "Cancel")) }))
        }))
    })
}
