//! Who is on call: the list, saying so, and taking it back.

use crate::pages::drafts::{or_draft, url_of};
use crate::pages::people::{Asked, id, offered};
use crate::parts::{
    Choice, Form, Table, Tone, button_link, buttons, column, day, empty_state, field, link, name, phone,
    post, submit, success_banner, tag,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::homes::night_of;
use practice::hubs::{MOST_NIGHTS, may_be_on_call};
use practice::ids::{EventId, PostId, TeamId};
use practice::staff::Permission;
use work::No;
use work::hubs::{NamingOnCall, OnCallNights, end_on_call, name_on_call, on_call_from_tonight};
use work::people::Directory;

const LIST: &str = "/on-call";
const NEW: &str = "/on-call/new";

/// Whoever is on call tonight and later.
pub(super) async fn list(visitor: Visitor, Query(asked): Asked) -> Answer {
    let nights = on_call_from_tonight(&visitor.desk).await?;
    let keeps = visitor.may(Permission::KeepRota);
    let mut columns = vec![column("Who"), column("Telephone"), column("For"), column("Nights")];
    if keeps {
        columns.push(column("Change"));
    }
    let table = Table {
        caption: "Tonight and later".into(),
        columns,
        rows: nights.iter().map(|nights| row(nights, keeps)).collect(),
        empty: empty_state(
            "Whoever is on call would stand here. Nobody is put down for tonight or later.",
            html! {},
        ),
    };
    let mut page = visitor.page("On call").wide();
    let banner = match Form::typed(asked).value("done") {
        "named" => Some("They are down as on call"),
        "ended" => Some("They are not on call any more"),
        _ => None,
    };
    if let Some(words) = banner {
        page = page.banner(success_banner(words, html! {}));
    }
    show(page.show(html! {
        p .govuk-body { "Whom to ring at night. They stand on the page of who is where tonight as well. Each number is the one that its owner wrote down in their account." }
        @if keeps { (buttons(button_link(NEW, "Put somebody down"))) }
        (table.show())
    }))
}

fn row(nights: &OnCallNights, keeps: bool) -> Vec<Markup> {
    let mut cells = vec![
        html! {
            (name(&nights.name)) " "
            @if nights.is_tonight { (tag(Tone::Blue, "Tonight")) }
            @if nights.has_left { " " (tag(Tone::Red, "Has left")) }
        },
        telephone(nights),
        whose_house(nights),
        html! {
            (day(nights.from))
            @if nights.to > nights.from { " to " (day(nights.to)) }
        },
    ];
    if keeps {
        cells.push(html! {
            a .govuk-link href={ (LIST) "/" (nights.event) "/end" } {
                "Take off" span .govuk-visually-hidden { " " (name(&nights.name)) ", from " (day(nights.from)) }
            }
        });
    }
    cells
}

/// At which number somebody on call is rung.
pub(in crate::pages) fn telephone(nights: &OnCallNights) -> Markup {
    html! {
        @match &nights.telephone {
            Some(number) => { (phone(number)) }
            None => { span .nwd-quiet { "No number written down" } }
        }
    }
}

/// For which house somebody is on call.
fn whose_house(nights: &OnCallNights) -> Markup {
    html! {
        @match &nights.team {
            Some((_, team)) => { (name(team)) }
            None => { "Every house" }
        }
    }
}

/// The form, for tonight.
pub(super) async fn ask(visitor: Visitor) -> Answer {
    let tonight = night_of(visitor.desk.now);
    let begun = Form::new().with_day("from", tonight).with_day("to", tonight);
    let (form, saved) = or_draft(&visitor, NEW, begun).await?;
    show(page(&visitor, &form, saved).await?)
}

/// Puts somebody down.
pub(super) async fn sent(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let tonight = night_of(visitor.desk.now);
    let chosen = form.must_choose("post", "Choose a worker.", |post| post.parse::<PostId>().ok());
    let team = match form.value("team") {
        "" => Some(None),
        _ => form
            .must_choose("team", "Choose a house from the list.", |team| team.parse::<TeamId>().ok())
            .map(Some),
    };
    let from = form
        .must_day("from", "the first night")
        .filter(|from| !form.doubt_day_to_come("from", *from, tonight));
    let to = form.must_day("to", "the last night");
    let answer = match (chosen, team, from, to) {
        (Some(post), Some(team), Some(from), Some(to)) if !form.goes_back() => {
            name_on_call(&visitor.desk, &NamingOnCall { post, team, from, to, key: posted.key }).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, NEW, form.values()).await;
            go("/on-call?done=named")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn page(visitor: &Visitor, form: &Form, saved: Option<String>) -> Result<Markup, Trouble> {
    let directory = Directory::of(&visitor.desk).await?;
    let workers = directory.posts().into_iter().cloned().collect();
    let workers = offered(visitor, workers, |role| may_be_on_call(&[*role]));
    let houses: Vec<Choice> = directory
        .teams()
        .iter()
        .filter(|team| team.hub)
        .map(|team| Choice::new(team.id.to_string(), team.name.clone()))
        .collect();
    let hint = format!("The day on whose evening it begins. At the most {MOST_NIGHTS} nights at once.");
    let body = html! {
        (post(NEW).key(visitor.key_of(form)).draft(url_of(NEW), saved).show(html! {
            (field::select("post", "Who is on call?", workers).nothing_chosen("Choose a worker").show(form))
            (field::select("team", "For which house?", houses).nothing_chosen("Every house").show(form))
            (field::day("from", "First night").hint("The day on whose evening it begins.").show(form))
            (field::day("to", "Last night").hint(hint).show(form))
            (buttons(html! { (submit("Put them down")) (link(LIST, "Cancel")) }))
        }))
    };
    Ok(visitor.page("Who is on call").form(form).back(LIST, "On call").show(body))
}

/// Asks why somebody is taken off.
pub(super) async fn ask_end(visitor: Visitor, Path(nights): Path<String>) -> Answer {
    let found = one(&visitor, &nights).await?;
    let (form, saved) = or_draft(&visitor, &end_of(&found), Form::new()).await?;
    show(end_page(&visitor, &found, &form, saved))
}

/// Takes them off.
pub(super) async fn sent_end(visitor: Visitor, Path(nights): Path<String>, posted: Posted) -> Answer {
    let mut form = posted.form;
    let named = id::<EventId>(&nights)?;
    match end_on_call(&visitor.desk, named, form.value("reason"), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &format!("{LIST}/{named}/end"), form.values()).await;
            go("/on-call?done=ended")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let found = one(&visitor, &nights).await?;
            show_again(&form, end_page(&visitor, &found, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn one(visitor: &Visitor, nights: &str) -> Result<OnCallNights, Trouble> {
    let named = id::<EventId>(nights)?;
    let found = on_call_from_tonight(&visitor.desk).await?;
    found.into_iter().find(|one| one.event == named).ok_or_else(Trouble::not_found)
}

fn end_of(nights: &OnCallNights) -> String {
    format!("{LIST}/{}/end", nights.event)
}

fn end_page(visitor: &Visitor, nights: &OnCallNights, form: &Form, saved: Option<String>) -> Markup {
    let path = end_of(nights);
    visitor.page("Take somebody off").form(form).back(LIST, "On call").show(html! {
        p .govuk-body {
            (name(&nights.name)) " is down as on call from " (day(nights.from)) " to " (day(nights.to)) ". Put somebody "
            "else down first, so that no night is without anybody."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::text("reason", "Why?").show(form))
            (buttons(html! { (submit("Take them off")) (link(LIST, "Cancel")) }))
        }))
    })
}
