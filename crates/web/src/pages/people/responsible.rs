//! The team and the social worker who answer for somebody: changed with a reason.

use super::around::{finished, only_the_named, workers};
use super::frame::{self, Section, url};
use super::person_id;
use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Choice, Form, buttons, field, link, post, reasons, said, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use practice::ids::{PostId, TeamId};
use practice::staff::Role;
use practice::staff::lists::RESPONSIBLE_REASONS;
use work::No;
use work::key_working::{Change, name_social_worker, name_team};
use work::people::{self, Directory, PersonPage};

const TEAM: &str = "responsible-team";
const SOCIAL_WORKER: &str = "social-worker";

/// The form for another team.
pub(super) async fn ask_team(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open_to_decide(&visitor.desk, person).await?;
    let today = Form::new().with_day("from", visitor.desk.now.day());
    let (form, saved) = or_draft(&visitor, &url(person, TEAM), today).await?;
    show(team_form(&visitor, &page, &form, saved).await?)
}

/// Another team is responsible from a day on. Where that takes the record out
/// of the visitor's reach, they are led to their list.
pub(super) async fn sent_team(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let chosen = form.must_choose("team", "Choose a team.", |team| team.parse::<TeamId>().ok());
    let from = form
        .must_day("from", "the first day")
        .filter(|from| !form.doubt_day_gone_by("from", *from, visitor.desk.now.day()));
    let answer = match (chosen, from) {
        (Some(to), Some(from)) => {
            let reason = said(&form, "reason", &visitor.desk.words.offered(&RESPONSIBLE_REASONS));
            let change = Change { to, from, reason, key: posted.key };
            name_team(&visitor.desk, person, &change).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(true) => finished(&visitor, (person, TEAM), &form, "team").await,
        Ok(false) => {
            work::drafts::sent(&visitor.desk, &url(person, TEAM), form.values()).await;
            go("/people?done=handed-over")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::open_to_decide(&visitor.desk, person).await?;
            show_again(&form, team_form(&visitor, &page, &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn team_form(
    visitor: &Visitor,
    page: &PersonPage,
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let path = url(page.summary.person, TEAM);
    let directory = Directory::of(&visitor.desk).await?;
    let teams: Vec<Choice> =
        directory.teams().into_iter().map(|team| Choice::new(team.id.to_string(), &team.name)).collect();
    let body = html! {
        p .govuk-body {
            "One team answers for a young person, wherever they sleep. The workers of that team open the record, and "
            "the workers of the team before no longer do. The key worker stays."
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::select("team", "Which team?", teams).nothing_chosen("Choose a team").show(form))
            (from_and_why(page, form))
            (buttons(html! { (submit("Change team")) (link(&url(page.summary.person, "team"), "Cancel")) }))
        }))
    };
    Ok(frame::page(visitor, &page.summary, Section::Around, "Change the responsible team")
        .form(form)
        .show(body))
}

/// The form for another social worker.
pub(super) async fn ask_social_worker(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let page = people::open_to_decide(&visitor.desk, person).await?;
    let today = Form::new().with_day("from", visitor.desk.now.day());
    let (form, saved) = or_draft(&visitor, &url(person, SOCIAL_WORKER), today).await?;
    show(social_worker_form(&visitor, &page, &form, saved).await?)
}

/// Another social worker holds the case from a day on.
pub(super) async fn sent_social_worker(
    visitor: Visitor,
    Path(person): Path<String>,
    posted: Posted,
) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let chosen = form.must_choose("post", "Choose a social worker.", |post| post.parse::<PostId>().ok());
    let from = form
        .must_day("from", "the first day")
        .filter(|from| !form.doubt_day_gone_by("from", *from, visitor.desk.now.day()));
    let answer = match (chosen, from) {
        (Some(to), Some(from)) => {
            let reason = said(&form, "reason", &visitor.desk.words.offered(&RESPONSIBLE_REASONS));
            let change = Change { to, from, reason, key: posted.key };
            name_social_worker(&visitor.desk, person, &change).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => finished(&visitor, (person, SOCIAL_WORKER), &form, "social-worker").await,
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let page = people::open_to_decide(&visitor.desk, person).await?;
            show_again(&form, social_worker_form(&visitor, &page, &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn social_worker_form(
    visitor: &Visitor,
    page: &PersonPage,
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let path = url(page.summary.person, SOCIAL_WORKER);
    let workers = workers(visitor, page, |role| *role == Role::SocialWorker).await?;
    let body = html! {
        p .govuk-body { "The social worker holds the statutory case. From that day on they open the record." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (only_the_named(visitor, page))
            (field::select("post", "Who?", workers).nothing_chosen("Choose a social worker").show(form))
            (from_and_why(page, form))
            (buttons(html! { (submit("Change social worker")) (link(&url(page.summary.person, "team"), "Cancel")) }))
        }))
    };
    Ok(frame::page(visitor, &page.summary, Section::Around, "Change the social worker").form(form).show(body))
}

fn from_and_why(page: &PersonPage, form: &Form) -> Markup {
    html! {
        (field::day("from", "From when?").show(form))
        (reasons(&field::area("reason", "Anything else about it?")
            .hint(format!("{} may read this one day.", frame::called(&page.summary))), "reason", "Why?",
            &page.summary.words.offered(&RESPONSIBLE_REASONS), form))
    }
}
