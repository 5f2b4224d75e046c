//! The team around somebody: who works with them, who did, and whoever is pulled in.

use super::frame::{self, Section, url};
use super::words::key_worker_today;
use super::{cards, cover, done, person_id};
use crate::pages::drafts::{Changing, or_draft, shown_at, url_of};
use crate::pages::key_working::goodbye;
use crate::pages::story::tell;
use crate::parts::{
    Choice, Fact, Form, Table, button_link, button_link_other, buttons, column, day, empty_state, fact,
    fact_of, field, happened, inset, link, name, overtaken, post, reasons, said, submit, summary_card,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::{PersonId, PostId};
use practice::key_working::may_cover;
use practice::staff::lists::{KEY_WORKER_REASONS, PULL_IN_PURPOSES};
use practice::staff::{Permission, Role};
use practice::words::{KEY_WORKER, RESPONSIBLE_TEAM, SOCIAL_WORKER};
use work::No;
use work::key_working::{NamingKeyWorker, TeamAround, name_key_worker, team_around};
use work::people::{self, PersonPage, Post};
use work::specialists::{PullingIn, pull_in, step_out};

const HEADING: &str = "Team around";

/// Who works with somebody, and who did.
pub(super) async fn team(visitor: Visitor, Path(person): Path<String>, asked: super::Asked) -> Answer {
    let person = person_id(&person)?;
    let around = team_around(&visitor.desk, person).await?;
    let Query(asked) = asked;
    let shown = frame::page(&visitor, &around.page.summary, Section::Around, HEADING);
    let shown = match done(&Form::typed(asked)) {
        Some(banner) => shown.banner(banner),
        None => shown,
    };
    show(shown.show(html! { (who(&visitor, &around.page)) (changes(&around)) }))
}

/// Every change of who works with them, newest first.
fn changes(around: &TeamAround) -> Markup {
    let rows = around.changes.iter().map(|change| {
        let told = tell(&change.body, change.recorded, &around.directory);
        vec![happened(change.happened), html! { strong { (told.title) } (told.body) }, name(&change.by)]
    });
    let table = Table {
        caption: "Changes so far".into(),
        columns: vec![column("When"), column("What"), column("Written down by")],
        rows: rows.collect(),
        empty: empty_state("Nothing has changed yet.", html! {}),
    };
    table.show()
}

fn who(visitor: &Visitor, page: &PersonPage) -> Markup {
    let person = page.summary.person;
    let may_name = visitor.may_decide(Permission::AllocateKeyWorker, person);
    let may_pull_in = visitor.may_decide(Permission::PullIn, person);
    let words = &page.summary.words;
    let one: Vec<Fact> = vec![
        fact_of(words.say(KEY_WORKER), cards::key_worker(page)),
        fact(words.say(SOCIAL_WORKER), page.summary.social_worker.as_deref()),
        fact(words.say(RESPONSIBLE_TEAM), page.summary.team.as_deref()),
    ];
    html! {
        (summary_card("Who is there for them", &one))
        (goodbyes(visitor, page))
        (cover::standing(page, may_name))
        @if may_name {
            (buttons(html! {
                (button_link_other(&url(person, "key-worker"), "Name a key worker"))
                @if page.summary.key_worker.is_some() {
                    (button_link_other(&url(person, "cover"), "Name who covers"))
                }
                (button_link_other(&url(person, "social-worker"), "Change the social worker"))
                (button_link_other(&url(person, "responsible-team"), "Change the team"))
            }))
        }
        (how_long(page))
        (buttons(html! {
            (button_link_other(&url(person, "handover"), "Handover"))
            @if !page.continuity.workers.is_empty() && visitor.may_decide(Permission::WriteStory, person) {
                (button_link_other(&url(person, "goodbye"), "Write down a goodbye"))
            }
        }))
        h2 .govuk-heading-m { "Pulled in" }
        @if page.pulled_in.is_empty() {
            (empty_state("Specialists who are pulled in to this team would stand here.", html! {}))
        }
        @for (worker, pulled) in &page.pulled_in {
            (summary_card(worker, &[fact("What for", Some(&pulled.is.purpose)), fact_of("Since", happened(pulled.happened))]))
            @if may_pull_in {
                (buttons(button_link_other(&url(person, &format!("pull-in/{}", pulled.is.post)), &format!("{worker} steps out"))))
            }
        }
        @if may_pull_in {
            (buttons(button_link(&url(person, "pull-in"), "Pull somebody in")))
        }
    }
}

/// The goodbyes that are owed to them.
fn goodbyes(visitor: &Visitor, page: &PersonPage) -> Markup {
    html! {
        @for (worker, owed) in &page.goodbyes {
            (inset(html! {
                (goodbye::owed(visitor, worker, *owed))
                @if visitor.may_decide(Permission::WriteStory, page.summary.person) {
                    (link(&url(page.summary.person, "goodbye"), "Write down that somebody told them"))
                }
            }))
        }
    }
}

/// How long who was their key worker, and when nobody was.
fn how_long(page: &PersonPage) -> Markup {
    let is = &page.continuity;
    let named = |post: PostId| {
        let now = page.key_worker.as_ref().filter(|now| now.is == post).and(page.summary.key_worker.clone());
        let before = || page.key_workers_before.iter().find(|(_, was)| was.is == post);
        now.or_else(|| before().map(|(name, _)| name.clone())).unwrap_or_default()
    };
    let rows = is.workers.iter().map(|one| {
        let until = one.to.filter(|_| !one.is_now);
        vec![
            name(&named(one.post)),
            happened(one.from),
            html! { @if one.is_now { "Goes on" } @else if let Some(to) = until { (day(to)) } @else { "Not known" } },
            html! { (one.months.map_or_else(|| "Not known".into(), months)) },
        ]
    });
    let table = Table {
        caption: "How long with whom".into(),
        columns: vec![column("Worker"), column("Since"), column("Until"), column("How long")],
        rows: rows.collect(),
        empty: empty_state(
            "Once somebody is their key worker, how long they have stayed stands here.",
            html! {},
        ),
    };
    html! {
        (table.show())
        @if !is.workers.is_empty() {
            p .govuk-body {
                @match is.handovers {
                    0 if is.gaps.is_empty() => { "One worker all the time, as far as this record goes." }
                    0 => { "No handover." }
                    1 => { "1 handover." }
                    more => { (more) " handovers." }
                }
                @for gap in &is.gaps {
                    " Nobody from " (day(gap.from))
                    @match gap.to { Some(to) => { " to " (day(to)) "." } None => { " until now." } }
                }
            }
        }
    }
}

fn months(months: i32) -> String {
    let counted = |number: i32, one: &str, several: &str| {
        (number > 0).then(|| format!("{number} {}", if number == 1 { one } else { several }))
    };
    let said = [counted(months / 12, "year", "years"), counted(months % 12, "month", "months")];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if said.is_empty() { "Less than a month".into() } else { said.join(" and ") }
}

/// The form for a key worker.
pub(super) async fn ask_key_worker(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open_to_decide(&visitor.desk, person).await?;
    let at = page.stands_at.key_working;
    let begun = Changing::begun(&visitor, &url(person, "key-worker"), Form::new(), at).await?;
    show(key_worker_form(&visitor, &page, &begun).await?)
}

/// Names the key worker.
pub(super) async fn sent_key_worker(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let chosen = form.must_choose("post", "Choose a worker.", |post| post.parse::<PostId>().ok());
    let answer = match chosen {
        Some(post) => {
            let naming = NamingKeyWorker {
                post,
                reason: said(&form, "reason", &visitor.desk.words.offered(&KEY_WORKER_REASONS)),
                young_person_said: form.value("said").to_owned(),
                shown: shown_at(&form),
                key: posted.key,
            };
            name_key_worker(&visitor.desk, person, &naming).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => finished(&visitor, (person, "key-worker"), &form, "named").await,
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::open_to_decide(&visitor.desk, person).await?;
            let again = Changing::refused(form);
            show_again(&again.form, key_worker_form(&visitor, &page, &again).await?)
        }
        Err(No::Moved) => {
            let page = people::open_to_decide(&visitor.desk, person).await?;
            let overtaken = Changing::overtaken(form, page.stands_at.key_working);
            show_overtaken(key_worker_form(&visitor, &page, &overtaken).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn key_worker_form(
    visitor: &Visitor,
    page: &PersonPage,
    changing: &Changing,
) -> Result<Markup, Trouble> {
    let (form, saved) = (&changing.form, changing.saved.clone());
    let path = url(page.summary.person, "key-worker");
    let workers = workers(visitor, page, |role| may_cover(&[*role])).await?;
    let now = fact(page.summary.words.say(KEY_WORKER), key_worker_today(&page.summary).as_deref());
    let body = html! {
        @if changing.moved { (overtaken(&summary_card("Who is there for them", &[now]))) }
        p .govuk-body { "One key worker stays through every move. Ask first whom the young person already trusts." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (only_the_named(visitor, page))
            (field::select("post", "Who?", workers).nothing_chosen("Choose a worker").show(form))
            (reasons(&field::area("reason", "Why this worker, in your own words?"), "reason", "Why this worker?",
                &visitor.desk.words.offered(&KEY_WORKER_REASONS), form))
            (field::area("said", "What did the young person say about it?").optional()
                .hint("In their words. Leave it empty if nobody could ask.").show(form))
            (changing.shown())
            (buttons(html! { (submit("Name key worker")) (link(&url(page.summary.person, "team"), "Cancel")) }))
        }))
    };
    Ok(frame::page(visitor, &page.summary, Section::Around, "Name a key worker").form(form).show(body))
}

/// The form for pulling somebody in.
pub(super) async fn ask_pull_in(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open_to_decide(&visitor.desk, person).await?;
    let (form, saved) = or_draft(&visitor, &url(person, "pull-in"), Form::new()).await?;
    show(pull_in_form(&visitor, &page, &form, saved).await?)
}

/// Pulls somebody in.
pub(super) async fn sent_pull_in(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let chosen = form.must_choose("post", "Choose a worker.", |post| post.parse::<PostId>().ok());
    let answer = match chosen {
        Some(post) => {
            let purpose = said(&form, "purpose", &visitor.desk.words.offered(&PULL_IN_PURPOSES));
            let pulling = PullingIn { post, purpose, key: posted.key };
            pull_in(&visitor.desk, person, &pulling).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => finished(&visitor, (person, "pull-in"), &form, "pulled-in").await,
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::open_to_decide(&visitor.desk, person).await?;
            show_again(&form, pull_in_form(&visitor, &page, &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn pull_in_form(
    visitor: &Visitor,
    page: &PersonPage,
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let path = url(page.summary.person, "pull-in");
    let workers = workers(visitor, page, |role| {
        !matches!(
            role,
            Role::Administrator | Role::InformationGovernance | Role::BoardMember | Role::MatchingDesk
        )
    })
    .await?;
    let body = html! {
        p .govuk-body { "They join this one team and this one plan. Nobody is referred on, and nobody tells the story again." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (only_the_named(visitor, page))
            (field::select("post", "Who?", workers).nothing_chosen("Choose a worker").show(form))
            (reasons(&field::area("purpose", "What for, in your own words?")
                .hint("The young person and the worker can both read this."), "purpose", "What for?",
                &visitor.desk.words.offered(&PULL_IN_PURPOSES), form))
            (buttons(html! { (submit("Pull in")) (link(&url(page.summary.person, "team"), "Cancel")) }))
        }))
    };
    Ok(frame::page(visitor, &page.summary, Section::Around, "Pull somebody in").form(form).show(body))
}

/// Asks why somebody steps out.
pub(super) async fn ask_step_out(visitor: Visitor, Path((person, worker)): Path<(String, String)>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open_to_decide(&visitor.desk, person).await?;
    let worker = super::id::<PostId>(&worker)?;
    let path = url(person, &format!("pull-in/{worker}"));
    let (form, saved) = or_draft(&visitor, &path, Form::new()).await?;
    show(step_out_form(&visitor, &page, worker, (&form, saved))?)
}

/// Somebody steps out.
pub(super) async fn sent_step_out(
    visitor: Visitor,
    Path((person, worker)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let person = person_id(&person)?;
    let worker = super::id::<PostId>(&worker)?;
    let mut form = posted.form;
    match step_out(&visitor.desk, person, worker, form.value("reason"), posted.key).await {
        Ok(()) => finished(&visitor, (person, &format!("pull-in/{worker}")), &form, "stepped-out").await,
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::open_to_decide(&visitor.desk, person).await?;
            show_again(&form, step_out_form(&visitor, &page, worker, (&form, None))?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn step_out_form(
    visitor: &Visitor,
    page: &PersonPage,
    worker: PostId,
    (form, saved): (&Form, Option<String>),
) -> Result<Markup, Trouble> {
    let path = url(page.summary.person, &format!("pull-in/{worker}"));
    let found = page.pulled_in.iter().find(|(_, pulled)| pulled.is.post == worker);
    let (called, _) = found.ok_or_else(Trouble::not_found)?;
    let body = html! {
        p .govuk-body { (name(called)) " stops seeing this record, and what they wrote stays in the story." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("reason", "Why are they no longer needed?").show(form))
            (buttons(html! { (submit("Step out")) (link(&url(page.summary.person, "team"), "Cancel")) }))
        }))
    };
    Ok(frame::page(visitor, &page.summary, Section::Around, "Stepping out").form(form).show(body))
}

/// Workers to choose from: live posts with a role that fits, of those who can
/// open the record.
pub(super) async fn workers(
    visitor: &Visitor,
    page: &PersonPage,
    fits: impl Fn(&Role) -> bool,
) -> Result<Vec<Choice>, Trouble> {
    Ok(offered(visitor, people::who_can_be_named(&visitor.desk, page).await?, fits))
}

/// Those with a role that fits, as choices.
pub(crate) fn offered(visitor: &Visitor, workers: Vec<Post>, fits: impl Fn(&Role) -> bool) -> Vec<Choice> {
    let fitting = workers.into_iter().filter(|post| post.roles.iter().any(&fits));
    let choice = |post: Post| {
        Choice::new(post.id.to_string(), format!("{}, {}", post.name, visitor.role_labels(&post.roles)))
    };
    fitting.map(choice).collect()
}

/// Beside such a choice: why somebody may be missing from it.
pub(super) fn only_the_named(visitor: &Visitor, page: &PersonPage) -> Markup {
    html! {
        @if page.summary.restricted {
            p .govuk-body {
                "This record is restricted, so only workers who may open it are offered. "
                @if visitor.may(Permission::RestrictPerson) {
                    a .govuk-link href=(url(page.summary.person, "restrict")) { "Name others there first" }
                } @else {
                    "Whoever may restrict records can name others first."
                }
            }
        }
    }
}

pub(super) async fn finished(
    visitor: &Visitor,
    (person, address): (PersonId, &str),
    sent: &Form,
    done: &str,
) -> Answer {
    work::drafts::sent(&visitor.desk, &url(person, address), sent.values()).await;
    go(format!("{}?done={done}", url(person, "team")))
}
