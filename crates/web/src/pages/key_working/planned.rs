//! Planning a visit or a call, changing the plan, and what is planned next.

use crate::pages::drafts::{
    SHOWN, holds_words, kept_without_form, or_draft, rests_on_what_stands, shown_at, shown_in, url_of,
    words_without_form,
};
use crate::pages::people::frame::{self, Section, called, url};
use crate::pages::people::{id, person_id};
use crate::pages::story::{class, classes, doubt_addresses};
use crate::parts::{Choice, Form, State, Task, buttons, field, inset, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use maud::{Markup, html};
use practice::Refusal;
use practice::dates::{long_date, time_in_words};
use practice::ids::{PersonId, PostId, StreamId};
use practice::journal::{Body, Class};
use practice::key_working::{
    ContactPlanned, PlanChange, PlanWish, PlannedTouch, WhoseWish, contact_planned, plan_change,
};
use practice::people::Dated;
use practice::staff::Permission;
use work::No;
use work::key_working::{
    Ahead, ChangingPlan, PersonPlan, PlanPage, Planning, PlanningContact, change_plan, plan_contact,
    plan_page,
};
use work::people::{self, Directory, Summary};

const HEADING: &str = "Plan a visit or call";
const CHANGE: &str = "Change what is planned";
/// The answers in words of one's own.
const TEXTS: [&str; 2] = ["place", "purpose"];

/// Whose wish a change was, as it is asked.
const WHOSE: [(WhoseWish, &str); 3] = [
    (WhoseWish::Us, "Ours"),
    (WhoseWish::YoungPerson, "Theirs"),
    (WhoseWish::Other, "Somebody else’s, or nobody’s"),
];

/// The empty form.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let found = plan_page(&visitor.desk, person, None).await?;
    let me = visitor.desk.sight.post.to_string();
    let empty = Form::new().with("by", me).with("class", Class::Story.word());
    let (form, saved) = or_draft(&visitor, &path(person), empty).await?;
    show(drawn(&visitor, &found, &form, saved))
}

/// Plans it.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let planning = read(&visitor, &mut form);
    let class = class(&mut form);
    doubt_addresses(&visitor, person, &TEXTS.map(|field| (field, "")), &mut form).await?;
    let answer = match class.filter(|_| !form.goes_back()) {
        Some(class) => {
            plan_contact(&visitor.desk, person, &PlanningContact { planning, class, key: posted.key }).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => finished(&visitor, (person, &path(person)), &form, "planned").await,
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let found = plan_page(&visitor.desk, person, None).await?;
            show_again(&form, drawn(&visitor, &found, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The plan as it stands, to be changed or called off.
pub(super) async fn ask_change(visitor: Visitor, Path((person, plan)): Path<(String, String)>) -> Answer {
    let (person, plan) = (person_id(&person)?, id::<StreamId>(&plan)?);
    let found = plan_page(&visitor.desk, person, Some(plan)).await?;
    let stands = found.stands.as_ref().map_or_else(Form::new, |stands| as_it_stands(&stands.is));
    let (form, saved) = or_draft(&visitor, &changed_at(person, plan), stands).await?;
    show(drawn_change(&visitor, (&found, plan), &form, saved))
}

/// Changes it, or calls it off.
pub(super) async fn sent_change(
    visitor: Visitor,
    Path((person, plan)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let (person, plan) = (person_id(&person)?, id::<StreamId>(&plan)?);
    let who = people::open(&visitor.desk, person).await?.summary;
    let mut form = posted.form;
    let what = form.must_choose("what", "Choose what becomes of it.", Becomes::read);
    let planning = (what != Some(Becomes::CalledOff)).then(|| read(&visitor, &mut form));
    let whose = form.choose("whose", WhoseWish::read);
    form.refuse_all(plan_change(whose, form.value("reason")).err().unwrap_or_default());
    let words = [("place", ""), ("purpose", ""), ("reason", "")];
    doubt_addresses(&visitor, person, &words, &mut form).await?;
    let answer = if form.goes_back() {
        Err(No::Refused(Vec::new()))
    } else {
        let reason = form.value("reason").to_owned();
        let changing = ChangingPlan { planning, whose, reason, shown: shown_at(&form), key: posted.key };
        change_plan(&visitor.desk, person, plan, &changing).await
    };
    match answer {
        Ok(()) => {
            let done = if what == Some(Becomes::CalledOff) { "plan-off" } else { "plan-changed" };
            finished(&visitor, (person, &changed_at(person, plan)), &form, done).await
        }
        Err(No::Refused(refusals)) => {
            rests_on_what_stands(&mut form, SHOWN, &refusals);
            form.refuse_all(refusals);
            match plan_page(&visitor.desk, person, Some(plan)).await {
                Ok(found) => show_again(&form, drawn_change(&visitor, (&found, plan), &form, None)),
                Err(No::NotFound) => gone(&visitor, (&who, plan), &form).await,
                Err(no) => Err(Trouble::from(no)),
            }
        }
        Err(No::NotFound) => gone(&visitor, (&who, plan), &form).await,
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The plan was logged, called off or moved to other readers while somebody wrote: their words stay.
async fn gone(visitor: &Visitor, (who, plan): (&Summary, StreamId), form: &Form) -> Answer {
    let kept = kept_without_form(visitor, &changed_at(who.person, plan), form).await?;
    let body = html! {
        p .govuk-body { "This plan is not there for you any more: it was logged, called off or moved meanwhile." }
        @if holds_words(form.values()) { (words_without_form(form, kept.is_some())) }
        p .govuk-body { (link(&url(who.person, "story"), "Back to the story")) }
    };
    show_overtaken(frame::page(visitor, who, Section::Within, CHANGE).show(body))
}

async fn finished(visitor: &Visitor, (person, path): (PersonId, &str), form: &Form, done: &str) -> Answer {
    work::drafts::sent(&visitor.desk, path, form.values()).await;
    go(format!("{}?done={done}", url(person, "story")))
}

/// What becomes of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Becomes {
    Another,
    CalledOff,
}

impl Becomes {
    fn read(word: &str) -> Option<Self> {
        match word {
            "change" => Some(Self::Another),
            "off" => Some(Self::CalledOff),
            _ => None,
        }
    }
}

fn path(person: PersonId) -> String {
    url(person, "plan-contact")
}

fn changed_at(person: PersonId, plan: StreamId) -> String {
    url(person, &format!("planned/{plan}"))
}

/// Where what became of a plan is logged.
fn logged_at(person: PersonId, plan: StreamId) -> String {
    url(person, &format!("contacts/new?plan={plan}"))
}

/// What a form says is planned. What is wrong is all said at once.
fn read(visitor: &Visitor, form: &mut Form) -> Planning {
    let day = form.must_day("day", "the day");
    let time = form.clock("time", "the time");
    let by = form.must_choose("by", "Choose who goes.", |post| post.parse::<PostId>().ok());
    let text = |field: &str| form.text(field).unwrap_or_default();
    let how = PlannedTouch::read(form.value("how"));
    let wish = PlanWish { how, day, time, place: text("place"), purpose: text("purpose") };
    let by = by.unwrap_or(visitor.desk.sight.post);
    let wrong: Vec<Refusal> = contact_planned(&wish, by, visitor.desk.now.day()).err().unwrap_or_default();
    form.refuse_all(wrong);
    Planning { wish, by }
}

fn questions(found: &PlanPage, form: &Form) -> Markup {
    let ways = PlannedTouch::ALL.map(|how| Choice::new(how.word(), asked(how)));
    let goers = found.goers.iter().map(|(post, name)| Choice::new(post.to_string(), name.clone()));
    html! {
        (field::radios("how", "How?", ways).small().show(form))
        (field::day("day", "Which day?").show(form))
        (field::clock("time", "What time?").optional().show(form))
        (field::text("place", "Where?").optional().show(form))
        (field::text("purpose", "What is it for?").optional().show(form))
        (field::radios("by", "Who goes?", goers)
            .hint("Whoever works with them finds it in their day. For anybody else, the key worker does.")
            .small().show(form))
    }
}

fn drawn(visitor: &Visitor, found: &PlanPage, form: &Form, saved: Option<String>) -> Markup {
    let path = path(found.who.person);
    let body = html! {
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (questions(found, form))
            (classes(visitor, form))
            (buttons(html! { (submit("Plan it")) (link(&url(found.who.person, "story"), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.who, Section::Within, HEADING).form(form).show(body)
}

fn as_it_stands(plan: &ContactPlanned) -> Form {
    let time = plan.time.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default();
    Form::new()
        .with("how", plan.how.word())
        .with_day("day", plan.day)
        .with("time", time)
        .with("place", &*plan.place)
        .with("purpose", &*plan.purpose)
        .with("by", plan.by.to_string())
}

fn drawn_change(
    visitor: &Visitor,
    (found, plan): (&PlanPage, StreamId),
    form: &Form,
    saved: Option<String>,
) -> Markup {
    let path = changed_at(found.who.person, plan);
    let shown = shown_in(form, SHOWN, found.stands.as_ref().map(|stands| stands.event));
    let becomes = [("change", "It changes to what stands below"), ("off", "It is called off")];
    let whose = WHOSE.map(|(whose, words)| Choice::new(whose.word(), words));
    let body = html! {
        @if let Some(stands) = &found.stands {
            (inset(html! {
                "It is planned for " (when(&stands.is)) ". " (link(&format!("/entries/{}", stands.event), "Who planned it"))
            }))
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::hidden(SHOWN, &shown))
            (field::radios("what", "What becomes of it?", becomes).small().show(form))
            (questions(found, form))
            (field::radios("whose", "Whose wish was it?", whose).small().show(form))
            (field::text("reason", "Why?").hint("The young person may read this one day.").show(form))
            (buttons(html! { (submit("Change it")) (link(&url(found.who.person, "story"), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.who, Section::Within, CHANGE).form(form).show(body)
}

fn asked(how: PlannedTouch) -> &'static str {
    match how {
        PlannedTouch::Meet => "Meet",
        PlannedTouch::Speak => "Speak, by phone or video",
    }
}

fn said(how: PlannedTouch) -> &'static str {
    match how {
        PlannedTouch::Meet => "meet",
        PlannedTouch::Speak => "speak",
    }
}

/// The day of a plan, and the time where that is known.
pub(crate) fn when(plan: &ContactPlanned) -> String {
    match plan.time {
        Some(time) => format!("{} at {}", long_date(plan.day), time_in_words(time)),
        None => long_date(plan.day),
    }
}

/// What is planned next, at the head of a story, and where more is planned.
pub(crate) fn next(visitor: &Visitor, who: &Summary, ahead: &Ahead, directory: &Directory) -> Markup {
    let may_write = visitor.may(Permission::WriteStory);
    html! {
        div .nwd-no-print {
            @for (plan, stands) in &ahead.planned {
                p .govuk-body {
                    (one(visitor, stands, directory)) " "
                    @if may_write {
                        @if stands.is.day <= visitor.desk.now.day() {
                            a .govuk-link href=(logged_at(who.person, *plan)) {
                                "Log it" span .govuk-visually-hidden { ": " (when(&stands.is)) }
                            }
                            " "
                        }
                        a .govuk-link href=(changed_at(who.person, *plan)) {
                            "Change the plan" span .govuk-visually-hidden { ": " (when(&stands.is)) }
                        }
                    }
                }
            }
            @if may_write && who.status != practice::people::Status::Known {
                p .govuk-body { (link(&path(who.person), HEADING)) }
            }
        }
    }
}

fn one(visitor: &Visitor, stands: &Dated<ContactPlanned>, directory: &Directory) -> Markup {
    let plan = &stands.is;
    let is_over = plan.day < visitor.desk.now.day();
    html! {
        @if is_over { "Was planned, and nothing is logged: " } @else { "Next: " }
        strong { (said(plan.how)) " on " (when(plan)) }
        ", " bdi { (directory.worker(plan.by)) }
        @if !plan.place.is_empty() { ", " bdi { (plan.place) } }
        @if !plan.purpose.is_empty() { ": " bdi { (plan.purpose) } }
        "."
    }
}

/// A plan in the day of whoever is asked. Where and what for stand on the pages that write down who read them.
pub(crate) fn task(visitor: &Visitor, plan: &PersonPlan) -> Task {
    let (person, whom) = (plan.who.person, called(&plan.who));
    let is_over = plan.is.day < visitor.desk.now.day();
    let title = match plan.is.how {
        PlannedTouch::Meet => format!("Planned: meet {whom}"),
        PlannedTouch::Speak => format!("Planned: speak with {whom}"),
    };
    let may_write = visitor.may(Permission::WriteStory);
    Task {
        href: Some(if may_write { logged_at(person, plan.plan) } else { url(person, "story") }),
        hint: Some(match plan.is.time {
            _ if is_over => format!("It was to be on {}", when(&plan.is)),
            Some(time) => format!("Today at {}", time_in_words(time)),
            None => "Today".to_owned(),
        }),
        beside: html! {
            @if may_write {
                a .govuk-link href=(changed_at(person, plan.plan)) {
                    "Change" span .govuk-visually-hidden { ": " (title) }
                }
            }
        },
        state: if is_over { State::Late("Did this happen?".to_owned()) } else { State::ToDo },
        title,
    }
}

/// What an event about a plan says in the story: a title, and the words under it.
pub(crate) fn told(body: &Body, directory: &Directory) -> Option<(&'static str, Markup)> {
    Some(match body {
        Body::ContactPlanned(plan) => {
            let title = match (plan.how, plan.change.is_some()) {
                (PlannedTouch::Meet, false) => "A visit was planned",
                (PlannedTouch::Meet, true) => "A planned visit was changed",
                (PlannedTouch::Speak, false) => "A call was planned",
                (PlannedTouch::Speak, true) => "A planned call was changed",
            };
            (title, plan_in_words(plan, directory))
        }
        Body::PlanCalledOff(off) => ("A planned visit or call was called off", change_in_words(&off.change)),
        Body::PlanLogged(_) => ("What became of a plan was logged", html! {}),
        _ => return None,
    })
}

fn plan_in_words(plan: &ContactPlanned, directory: &Directory) -> Markup {
    html! {
        p .govuk-body { "For " (when(plan)) ", " bdi { (directory.worker(plan.by)) } "." }
        @for (about, words) in [("Where", &plan.place), ("What for", &plan.purpose)] {
            @if !words.is_empty() { p .govuk-body { span .nwd-quiet { (about) ": " } bdi { (words) } } }
        }
        @if let Some(change) = &plan.change { (change_in_words(change)) }
    }
}

fn change_in_words(change: &PlanChange) -> Markup {
    let whose = match change.whose {
        WhoseWish::Us => "By us",
        WhoseWish::YoungPerson => "By them",
        WhoseWish::Other => "By somebody else, or by nobody",
    };
    html! { p .govuk-body { span .nwd-quiet { (whose) ": " } bdi { (change.reason) } } }
}
