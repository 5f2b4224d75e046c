//! Adding a young person, after looking whether they are here already.

use super::fact_fields::{numbered, shielding};
use super::frame;
use super::rows::person_link;
use super::words::key_worker_today;
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{
    Choice, Fact, Form, KEY_FIELD, WINDOW_FIELD, buttons, fact, fact_of, field, inset, link, name, post,
    submit, submit_as, submit_other, summary_card,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Query;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::Refusal;
use practice::dates::long_date;
use practice::ids::{PersonId, TeamId};
use practice::people::NumberKind;
use practice::words::KEY_WORKER;
use work::No;
use work::people::{self, Directory, Likely, NewPerson};

const PATH: &str = "/people/new";
const HEADING: &str = "Add a young person";
/// Asks for the page of those whom the draft may be about, so that one can look at them and come back.
const MATCHES: &str = "matches";
/// Which of them it is.
const FOUND: &str = "found";
/// The numbers by which other systems may know them.
const NUMBERS: [NumberKind; 3] = [NumberKind::Council, NumberKind::Nhs, NumberKind::Upn];

/// The empty form, or its draft; or who it may be that was typed there.
pub(super) async fn ask(visitor: Visitor, Query(asked): super::Asked) -> Answer {
    let team = visitor.desk.sight.team.map(|team| team.to_string()).unwrap_or_default();
    let (mut form, saved) = or_draft(&visitor, PATH, Form::new().with("team", team)).await?;
    if saved.is_some()
        && asked.iter().any(|(name, _)| name == MATCHES)
        && let Some(new) = read(&visitor, &mut form)
    {
        let likely = people::likely(&visitor.desk, &new).await?;
        if !likely.is_empty() {
            return one_of_these(&visitor, &form, &likely, true);
        }
    }
    let teams = Directory::of(&visitor.desk).await?;
    show(visitor.page(HEADING).show(questions(&visitor, &teams, &form, saved)))
}

/// First who it may be, then the record.
pub(super) async fn sent(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    if let Ok(found) = form.value(FOUND).parse::<PersonId>() {
        work::drafts::let_go(&visitor.desk, PATH, form.values()).await?;
        return go(frame::url(found, ""));
    }
    let Some(new) = read(&visitor, &mut form) else { return again(&visitor, form).await };
    let is_decided = !form.value("create").is_empty();
    if !is_decided {
        doubt_born(&visitor, &mut form, new.born);
    }
    if form.goes_back() {
        return again(&visitor, form).await;
    }
    if !is_decided {
        let likely = people::likely(&visitor.desk, &new).await?;
        if !likely.is_empty() {
            let keeping = work::drafts::keep(&visitor.desk, PATH, form.values()).await?;
            // With the draft of another window the address would lead to that.
            return match keeping.kept() {
                Some(_) => go(format!("{PATH}?{MATCHES}=yes")),
                None => one_of_these(&visitor, &form, &likely, false),
            };
        }
    }
    match people::create(&visitor.desk, &new, posted.key).await {
        Ok(person) => {
            work::drafts::sent(&visitor.desk, PATH, form.values()).await;
            go(format!("{}?done=created", frame::url(person, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            again(&visitor, form).await
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn one_of_these(visitor: &Visitor, form: &Form, likely: &[Likely], is_kept: bool) -> Answer {
    let page = visitor.page("Is it one of these?").about(HEADING);
    show(page.show(choice(visitor, form, likely, is_kept)))
}

async fn again(visitor: &Visitor, form: Form) -> Answer {
    let teams = Directory::of(&visitor.desk).await?;
    show_again(&form, visitor.page(HEADING).form(&form).show(questions(visitor, &teams, &form, None)))
}

fn read(visitor: &Visitor, form: &mut Form) -> Option<NewPerson> {
    let name = form.must_text("name", "Enter the name they use.");
    let born = born(visitor, form);
    let team = team(form);
    let legal_name = form.text("legal_name").unwrap_or_default();
    for (field, text) in [("name", name.as_deref().unwrap_or_default()), ("legal_name", &legal_name)] {
        if text.chars().count() > 200 {
            form.refuse(Refusal::of(field, "Use 200 letters or fewer."));
        }
    }
    let new = NewPerson {
        name: name.unwrap_or_default(),
        legal_name,
        born,
        numbers: NUMBERS.map(|kind| (kind, form.value(people::number_field(kind)).to_owned())).into(),
        lives: form.text("lives").unwrap_or_default(),
        shielded: form.is_chosen("shielded", "yes"),
        team,
        tonight: form.is_chosen("tonight", "yes"),
    };
    form.refuse_all(new.refusals(visitor.desk.now.day()));
    (!form.goes_back()).then_some(new)
}

/// The birth date, where one is typed; one to come is refused.
pub(super) fn born(visitor: &Visitor, form: &mut Form) -> Option<Date> {
    let born = form.day("born", "their birth date");
    if born.is_some_and(|born| born > visitor.desk.now.day()) {
        form.refuse(Refusal::of("born", "The birth date must be today or earlier."));
    }
    born
}

/// Asks about the birth date of a small child.
pub(super) fn doubt_born(visitor: &Visitor, form: &mut Form, born: Option<Date>) {
    if let Some(born) = born {
        form.doubt_small_child("born", born, visitor.desk.now.day());
    }
}

/// The team that was chosen, if any was; a team that cannot be read is refused.
pub(super) fn team(form: &mut Form) -> Option<TeamId> {
    let chosen = form.value("team").parse().ok();
    if chosen.is_none() && !form.value("team").is_empty() {
        form.refuse(Refusal::of("team", "Choose a team from the list."));
    }
    chosen
}

fn questions(visitor: &Visitor, teams: &Directory, form: &Form, saved: Option<String>) -> Markup {
    let teams = teams.teams().into_iter().map(|team| Choice::new(team.id.to_string(), team.name.clone()));
    html! {
        p .govuk-body {
            "We look first whether you can see a record of theirs already. You become their key worker until "
            "somebody else is named."
        }
        (post(PATH).key(visitor.key_of(form)).draft(url_of(PATH), saved).show(html! {
            (field::text("name", "Name they use").hint("As they say it themselves").show(form))
            (field::text("legal_name", "Legal name, where it is another one").optional().show(form))
            (field::day("born", "When were they born?").optional().show(form))
            (field::text("lives", "Where do they live?").optional()
                .hint("An address, or its postcode if you know no more").show(form))
            (shielding(form))
            @for kind in NUMBERS { (numbered(people::number_field(kind), kind).optional().show(form)) }
            (field::select("team", "Which team is responsible?", teams.collect::<Vec<_>>())
                .nothing_chosen("Choose a team").show(form))
            (field::checkboxes("tonight", "Are they on their way?", [
                Choice::new("yes", "They arrive tonight").hint("Whoever is on call can then look for a safety page for them."),
            ]).small().show(form))
            (submit("Continue"))
        }))
    }
}

/// Records within reach that may be theirs, each with why, and the way on.
fn choice(visitor: &Visitor, form: &Form, likely: &[Likely], is_kept: bool) -> Markup {
    html! {
        p .govuk-body-l { "These records may be about the same young person. Open one to look." }
        @for one in likely { (summary_card(frame::called(&one.who), &about(visitor, one))) }
        (inset(html! {
            p .govuk-body {
                @if is_kept { "What you typed is kept until you decide." }
                @else { "What you typed is kept nowhere but on this page: other words of yours in this form were saved from another window." }
                " If it is one of these, it is thrown away then: what is new belongs in their record."
            }
            @if let Some(same) = likely.iter().find(|one| one.same_number) {
                p .govuk-body {
                    "If it is none of these, two young people stand here under one number: " (name(frame::called(&same.who)))
                    " has it already. You can add them all the same. The matching desk then settles whose number it is."
                }
            }
        }))
        (post(PATH).key(visitor.key_of(form)).show(html! {
            @for (name, value) in form.values() {
                @if ![KEY_FIELD, WINDOW_FIELD].contains(&name.as_str()) { (field::hidden(name, value)) }
            }
            (buttons(html! {
                @for one in likely {
                    (submit_as(FOUND, &one.who.person.to_string(), html! {
                        "It is " @if likely.len() == 1 { "this one" } @else { (name(frame::called(&one.who))) }
                        ": go to the record"
                    }))
                }
                (submit_other("create", "None of these: add a young person"))
                @if is_kept { (link(PATH, "Change what I typed")) }
            }))
        }))
    }
}

fn about(visitor: &Visitor, one: &Likely) -> Vec<Fact> {
    vec![
        fact_of("Record", person_link(visitor, &one.who)),
        fact("Reference", Some(&one.who.reference)),
        fact_of("Why it may be them", html! { @for why in &one.why { p .govuk-body { (why) } } }),
        fact("Born", one.who.born.map(long_date).as_deref()),
        fact(one.who.words.say(KEY_WORKER), key_worker_today(&one.who).as_deref()),
        fact("Team", one.who.team.as_deref()),
    ]
}
