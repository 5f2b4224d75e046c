//! Putting something off, with a reason.

use super::title;
use crate::pages::drafts::{or_draft, url_of};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::{id, person_id};
use crate::parts::{Form, buttons, day, field, inset, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use practice::key_working::{MOST_DAYS_OFF, Task};
use work::No;
use work::key_working::{PersonTask, PuttingOff, put_off, task_of};

/// The form, for a week from today.
pub(super) async fn ask(visitor: Visitor, Path((person, task)): Path<(String, String)>) -> Answer {
    let found = task_of(&visitor.desk, person_id(&person)?, id::<Task>(&task)?).await?;
    let (form, saved) = or_draft(&visitor, &path(&found), Form::new()).await?;
    show(page(&visitor, &found, &form, saved))
}

/// Puts it off.
pub(super) async fn sent(
    visitor: Visitor,
    Path((person, task)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let (person, task) = (person_id(&person)?, id::<Task>(&task)?);
    let mut form = posted.form;
    let until = form.must_day("until", "the day on which it is back");
    let answer = match until {
        Some(until) => {
            let reason = form.value("reason").to_owned();
            let shown = form.value("shown").parse().ok();
            put_off(&visitor.desk, person, task, &PuttingOff { until, reason, shown, key: posted.key }).await
        }
        None => Err(No::Refused(practice::staff::reason(form.value("reason")).err().into_iter().collect())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &url(person, &format!("put-off/{task}")), form.values()).await;
            go("/?done=put-off")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let found = task_of(&visitor.desk, person, task).await?;
            show_again(&form, page(&visitor, &found, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn path(found: &PersonTask) -> String {
    url(found.who.person, &format!("put-off/{}", found.task))
}

fn page(visitor: &Visitor, found: &PersonTask, form: &Form, saved: Option<String>) -> Markup {
    let path = path(found);
    let shown = found.put_off.as_ref().map_or_else(String::new, |(event, _)| event.to_string());
    let body = html! {
        p .govuk-body { "To " bdi { (title(found)) } "." @if let Some(about) = &found.about { " " bdi { (about) } } }
        p .govuk-body {
            "It goes from what needs you until that day, for whoever else works with them too. Who put it off and why stands "
            "in the story, for whoever may read what it is about."
        }
        @if let Some((event, off)) = &found.put_off {
            (inset(html! {
                "It is put off until " (day(off.until)) ": " bdi { (off.reason) } ". "
                (link(&format!("/entries/{event}"), "Who put it off"))
            }))
        }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::hidden("shown", &shown))
            (field::day("until", "Until when?").hint(format!("At the most {MOST_DAYS_OFF} days.")).show(form))
            (field::text("reason", "Why?").hint("The young person may read this one day.").show(form))
            (buttons(html! { (submit("Put it off")) (link("/", "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.who, Section::Within, "Put off").form(form).show(body)
}
