//! An adoption: what will happen, and the form that does it.

use super::frame::{self, Section, called, url};
use super::{person_id, workers_to_choose};
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Choice, Form, buttons, field, inset, link, post, submit_warning, warning_text};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use practice::Refusal;
use practice::ids::PersonId;
use practice::people::AdoptionForm;
use work::No;
use work::people::{self, Adopting, Directory, NewPerson, PersonPage};

const HEADING: &str = "They were adopted";

/// What will happen, and the questions.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::to_be_adopted(&visitor.desk, person).await?;
    let directory = Directory::of(&visitor.desk).await?;
    let (form, saved) = or_draft(&visitor, &url(person, "adopt"), Form::new()).await?;
    show(drawn(&visitor, &page, &directory, &form, saved))
}

/// Closes the record off, and begins the new one.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let adopting = read(&visitor, &mut form, posted.key);
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        people::adopt(&visitor.desk, person, &adopting).await
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &url(person, "adopt"), form.values()).await;
            go("/people?done=adopted")
        }
        Err(No::Refused(refusals)) => {
            let page = people::to_be_adopted(&visitor.desk, person).await?;
            form.refuse_all(refusals);
            let directory = Directory::of(&visitor.desk).await?;
            show_again(&form, drawn(&visitor, &page, &directory, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn read(visitor: &Visitor, form: &mut Form, key: Option<work::FormKey>) -> Adopting {
    let made = form.must_day("made", "the day of the adoption order");
    let name = form.must_text("name", "Enter the name they use from now on.");
    let born = super::new::born(visitor, form);
    super::new::doubt_born(visitor, form, born);
    if let Some(made) = made {
        form.doubt_day_gone_by("made", made, visitor.desk.now.day());
    }
    let legal_name = form.text("legal_name").unwrap_or_default();
    for (field, text) in [("name", name.as_deref().unwrap_or_default()), ("legal_name", &legal_name)] {
        if text.chars().count() > 200 {
            form.refuse(Refusal::of(field, "Use 200 letters or fewer."));
        }
    }
    if !form.is_chosen("sure", "yes") {
        form.refuse(Refusal::of("sure", "Say that you know what happens to this record."));
    }
    let team = super::new::team(form);
    let posts = form.chosen("posts").iter().filter_map(|post| post.parse().ok()).collect();
    let reason = form.text("reason").unwrap_or_default();
    let name = name.unwrap_or_default();
    let new = NewPerson { name, legal_name, born, team, ..NewPerson::default() };
    Adopting { adoption: AdoptionForm { made, posts, reason }, new, key }
}

fn drawn(
    visitor: &Visitor,
    page: &PersonPage,
    directory: &Directory,
    form: &Form,
    saved: Option<String>,
) -> Markup {
    let person = page.summary.person;
    let body = html! {
        (what_happens())
        (post(url(person, "adopt")).key(visitor.key_of(form)).draft(url_of(&url(person, "adopt")), saved).show(html! {
            (order(visitor, directory, form))
            (new_record(directory, form))
            (warning_text("Nobody can open this record afterwards, you included."))
            (field::checkboxes("sure", "Before you go on", [
                Choice::new("yes", format!("I know that the record of {} closes for everybody", called(&page.summary))),
            ]).small().show(form))
            (buttons(html! {
                (submit_warning("Close this record off"))
                (link(&url(person, "restrict"), "Cancel"))
            }))
        }))
    };
    frame::page(visitor, &page.summary, Section::Restriction, HEADING).form(form).show(body)
}

fn what_happens() -> Markup {
    inset(html! {
        p .govuk-body { "After an adoption order a child has a new name, and is not to be found under the old one." }
        ul .govuk-list .govuk-list--bullet {
            li { "This record closes for everybody. No list, search, number or history shows it any more." }
            li { "A new record begins with what you type below and nothing else. It does not say that they were adopted." }
            li { "That the two are one person is kept encrypted, for the workers you name and for nobody else." }
            li { "Workers who may not open this record because they are relatives, or because it is restricted, may not open the new one." }
            li { "Photos, notes and addresses stay in the closed record. Write in the new one what is still needed." }
        }
    })
}

fn order(visitor: &Visitor, directory: &Directory, form: &Form) -> Markup {
    html! {
        h2 .govuk-heading-m { "The order" }
        (field::day("made", "On which day was the adoption order made?").show(form))
        (field::area("reason", "What is its reference, and what do those you name have to know?")
            .hint("Only they can read this.").show(form))
        (field::checkboxes("posts", "Who may know which record goes on?", workers_to_choose(visitor, directory))
            .hint("They find it under Adoptions. One of them can undo this if it was a mistake.").small().show(form))
    }
}

fn new_record(directory: &Directory, form: &Form) -> Markup {
    let teams = directory.teams().into_iter().map(|team| Choice::new(team.id.to_string(), team.name.clone()));
    html! {
        h2 .govuk-heading-m { "The new record" }
        (field::text("name", "Name they use from now on").show(form))
        (field::text("legal_name", "New legal name, where it is another one").optional().show(form))
        (field::day("born", "When were they born?").optional().show(form))
        (field::select("team", "Which team is responsible?", teams.collect::<Vec<_>>())
            .nothing_chosen("Choose a team").show(form))
        p .govuk-body { "You are their key worker until somebody else is named." }
    }
}

/// The way here, for whoever may restrict a record.
pub(super) fn offered(person: PersonId) -> Markup {
    crate::parts::details(
        "If they were adopted",
        html! {
            p .govuk-body { "The record is closed off, and a new one begins under the new name." }
            (link(&url(person, "adopt"), "Close this record off after an adoption"))
        },
    )
}
