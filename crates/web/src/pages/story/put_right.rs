//! Putting right what the council's files told: the form, and the clash that loses no answer.

use super::answers::{doubt_moved_days, facts, fields, prefilled, read};
use super::said::{entry_url, standing, told};
use crate::pages::drafts::{or_draft_beside_others, url_of};
use crate::pages::people::frame::{self, Section, called};
use crate::pages::people::words::by_whom;
use crate::parts::{
    Form, KEY_FIELD, THEIRS, buttons, field, inset, link, post, submit, submit_as, summary_list, warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use maud::{Markup, html};
use practice::journal::Body;
use practice::staff::Permission;
use practice::story::{questions, year_of};
use work::No;
use work::story::{self, ADDRESS, Entry, OneEntry, PuttingRight};

/// The version that the form showed.
const SHOWN: &str = "shown";
/// The button by which what stands is kept, and not the answers beside it.
const KEEP: &str = "keep";

/// Whether an entry is put right by answers of its own.
pub(super) fn is_asked(entry: &Entry) -> bool {
    !questions(&entry.body).is_empty()
}

/// Whether the visitor may put it right.
pub(super) fn may(visitor: &Visitor, found: &OneEntry) -> bool {
    is_asked(&found.entry)
        && visitor.may(Permission::WriteStory)
        && visitor.may_decide(Permission::RecordPerson, found.summary.person)
}

/// Whether the record has a form of its own for such a fact.
fn has_form_of_its_own(body: &Body) -> bool {
    matches!(
        body,
        Body::NameRecorded(_)
            | Body::BirthRecorded(_)
            | Body::NumberRecorded(_)
            | Body::DetailRecorded(_)
            | Body::SafeContactRecorded(_)
            | Body::ContactPointRecorded(_)
            | Body::FamilyMemberRecorded(_)
            | Body::HealthRecorded(_)
            | Body::Died(_)
    )
}

/// Whether it is a fact that the record has a form of its own for, which the visitor may send.
pub(super) fn is_on_record(visitor: &Visitor, found: &OneEntry) -> bool {
    let body = &found.entry.body;
    let changes = found.summary.died.is_none() || matches!(body, Body::Died(_));
    changes && has_form_of_its_own(body) && visitor.may_decide(Permission::RecordPerson, found.summary.person)
}

/// The entry as it stands, to be put right.
pub(super) async fn ask(visitor: &Visitor, found: &OneEntry) -> Answer {
    let version = standing(&found.entry).event.to_string();
    let begun = prefilled(&standing(&found.entry).body).with(SHOWN, version.as_str());
    let (form, saved) = or_draft_beside_others(visitor, &entry_url(&found.entry, "correct"), begun).await?;
    let rests_on = form.value(SHOWN);
    if saved.is_some() && !rests_on.is_empty() && rests_on != version {
        return show(both_versions(visitor, found, &form).await?);
    }
    show(drawn(visitor, found, &form, saved))
}

/// Writes what is right beside what it puts right.
pub(super) async fn sent(visitor: &Visitor, found: &OneEntry, posted: Posted) -> Answer {
    let entry = &found.entry;
    let (path, mut form) = (entry_url(entry, "correct"), posted.form);
    if form.value(KEEP) == THEIRS {
        work::drafts::let_go(&visitor.desk, &path, form.values()).await?;
        return go(format!("{}?done=kept", entry_url(entry, "")));
    }
    let answers = read(&standing(entry).body, &mut form);
    doubt_moved_days(&standing(entry).body, &answers, &mut form);
    if form.goes_back() {
        return show_again(&form, drawn(visitor, found, &form, None));
    }
    let shown = form.value(SHOWN).parse().unwrap_or(entry.event);
    let putting = PuttingRight { answers, address: form.text(ADDRESS), shown };
    match story::put_right(&visitor.desk, entry.event, &putting, posted.key).await {
        Ok(_) => {
            work::drafts::sent(&visitor.desk, &path, form.values()).await;
            go(format!("{}?done=corrected", entry_url(entry, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, drawn(visitor, found, &form, None))
        }
        Err(No::Moved) => {
            let found = story::entry_to_correct(&visitor.desk, entry.event).await?;
            show_overtaken(both_versions(visitor, &found, &form).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn asked(visitor: &Visitor, found: &OneEntry, form: &Form) -> Markup {
    let stands = &standing(&found.entry).body;
    let year = year_of(stands, found.entry.happened, visitor.desk.now.day());
    html! {
        (fields(stands, year, &found.directory, form))
        (field::hidden(SHOWN, form.value(SHOWN)))
    }
}

fn drawn(visitor: &Visitor, found: &OneEntry, form: &Form, saved: Option<String>) -> Markup {
    let path = entry_url(&found.entry, "correct");
    let stands = standing(&found.entry);
    let body = html! {
        (inset(html! { bdi { (told(stands, &found.directory).title) } }))
        p .govuk-body {
            "This is for what was never so: what has changed since comes with the council’s next file. "
            "What it said before stays to be read beside what you put right. Where a file says something else again, "
            "somebody decides."
        }
        (stays(&stands.body))
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (asked(visitor, found, form))
            (buttons(html! { (submit("Put it right")) (link(&entry_url(&found.entry, ""), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.summary, Section::Within, HEADING).form(form).show(body)
}

/// What is not asked of a kind of entry, or not shown any more.
fn stays(stands: &Body) -> Markup {
    let began = "The council’s files know it by the day it began: put that right there.";
    html! {
        @match stands {
            Body::CarePeriod(_) => {
                p .govuk-body { (began) " Postcodes and the home’s number at Ofsted stay as they are." }
            }
            Body::MissingRecorded(_) | Body::SocialWorkerSpell(_) => { p .govuk-body { (began) } }
            Body::SleepingRecorded(_) => {
                p .govuk-body { "How to reach them shows the address that is right; the one you put right is shown there no more." }
            }
            _ => {}
        }
    }
}

const HEADING: &str = "Put this right";

/// Somebody put the same entry right meanwhile: what stands is shown above one's own answers, which can be sent
/// again.
async fn both_versions(visitor: &Visitor, found: &OneEntry, form: &Form) -> Result<Markup, Trouble> {
    let stands = standing(&found.entry);
    let version = stands.event;
    let by = story::who_wrote(&visitor.desk, version).await?;
    let own = by.as_ref().is_some_and(|wrote| wrote.own);
    let path = entry_url(&found.entry, "correct");
    let kept = form.values().iter().filter(|(name, _)| ![SHOWN, KEY_FIELD].contains(&name.as_str()));
    let form = Form::typed(kept.cloned()).with(SHOWN, version.to_string());
    let body = html! {
        (warning_text("Since you opened this form, this was put right. Your answers below are not saved yet, and nothing is lost."))
        h2 .govuk-heading-m { "In the record now" }
        (summary_list(&facts(&stands.body, stands.recorded, &found.directory)))
        p .govuk-body .nwd-quiet { "By " bdi { (by_whom(by)) } }
        h2 .govuk-heading-m { "Your answers, about " bdi { (called(&found.summary)) } }
        (post(&*path).key(visitor.new_key_of(&form)).draft(url_of(&path), None).show(html! {
            (asked(visitor, found, &form))
            (submit("Save my answers"))
        }))
        (post(&*path).key(visitor.new_key_of(&form)).throws_away().show(submit_as(KEEP, THEIRS, "Keep what is in the record")))
    };
    let heading = if own { "You put this right in another window" } else { "Somebody else put this right" };
    let page = frame::page(visitor, &found.summary, Section::Within, heading).about(HEADING);
    Ok(page.form(&form).show(body))
}
