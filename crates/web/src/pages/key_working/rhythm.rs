//! Agreeing how often a young person is met, and what was done of it.

use crate::pages::drafts::{SHOWN, or_draft, rests_on_what_stands, shown_at, shown_in, url_of};
use crate::pages::people::frame::{self, Section, url};
use crate::pages::people::person_id;
use crate::pages::story::{doubt_addresses, doubt_day, their_words};
use crate::parts::field::Width;
use crate::parts::{Form, buttons, day, field, inset, link, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::{has_been, long_date};
use practice::ids::{EventId, PersonId};
use practice::key_working::{Kept, Rhythm, RhythmAgreed, RhythmWish, rhythm_agreed};
use practice::people::Dated;
use practice::staff::Permission;
use work::No;
use work::key_working::{AgreeingRhythm, Ahead, RhythmPage, agree_rhythm, rhythm_page};
use work::people::Summary;

const HEADING: &str = "How often to meet";

/// The form, with what stands, from today on.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let found = rhythm_page(&visitor.desk, person).await?;
    let days = found.stands.as_ref().map_or_else(String::new, |stands| stands.is.every.days().to_string());
    let begun = Form::new().with_day("day", visitor.desk.now.day()).with("days", days);
    let (form, saved) = or_draft(&visitor, &path(person), begun).await?;
    show(drawn(&visitor, &found, &form, saved))
}

/// Writes it into the story.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let shown = shown_at::<EventId>(&form);
    let read = read(&visitor, &mut form, shown);
    doubt_addresses(&visitor, person, &[("said", ""), ("reason", "")], &mut form).await?;
    let answer = match read.filter(|_| !form.goes_back()) {
        Some((wish, since)) => {
            agree_rhythm(&visitor.desk, person, &AgreeingRhythm { wish, since, shown, key: posted.key }).await
        }
        None => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(person), form.values()).await;
            go(format!("{}?done=rhythm", url(person, "story")))
        }
        Err(No::Refused(refusals)) => {
            rests_on_what_stands(&mut form, SHOWN, &refusals);
            form.refuse_all(refusals);
            let found = rhythm_page(&visitor.desk, person).await?;
            show_again(&form, drawn(&visitor, &found, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn path(person: PersonId) -> String {
    url(person, "rhythm")
}

/// What is wrong is all said at once. A form that is sent twice is judged by what it had shown.
fn read(visitor: &Visitor, form: &mut Form, shown: Option<EventId>) -> Option<(RhythmWish, Date)> {
    let since = form.must_day("day", "the day").filter(|day| !doubt_day(visitor, form, *day));
    let asked = their_words::asked(form);
    let text = |field: &str| form.text(field).unwrap_or_default();
    let wish =
        RhythmWish { days: form.value("days").to_owned(), asked, said: text("said"), reason: text("reason") };
    form.refuse_all(rhythm_agreed(&wish, shown).err().unwrap_or_default());
    if let Some(since) = since {
        form.refuse_all(has_been(since, None, visitor.desk.now, None).err());
    }
    since.map(|since| (wish, since))
}

fn drawn(visitor: &Visitor, found: &RhythmPage, form: &Form, saved: Option<String>) -> Markup {
    let path = path(found.who.person);
    let shown = shown_in(form, SHOWN, found.stands.as_ref().map(|stands| stands.event));
    let body = html! {
        @if let Some(stands) = &found.stands { (stands_now(stands)) }
        p .govuk-body { "What needs somebody each day goes by it: whoever works with them is asked to meet them in time." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::hidden(SHOWN, &shown))
            (field::figures("days", "Meet at least once in how many days?")
                .hint("7 is once a week. From 1 to 90.").width(Width::Four).show(form))
            (field::day("day", "Since when?").show(form))
            (their_words::questions(form, "How do they see it?", "I did not ask"))
            @if found.stands.is_some() {
                (field::text("reason", "Why does it change?").hint("The young person may read this one day.").show(form))
            }
            (buttons(html! { (submit("Agree it")) (link(&url(found.who.person, "story"), "Cancel")) }))
        }))
    };
    frame::page(visitor, &found.who, Section::Within, HEADING).form(form).show(body)
}

fn stands_now(stands: &Dated<RhythmAgreed>) -> Markup {
    inset(html! {
        "Agreed now: " (often(stands.is.every))
        @if let Some(since) = stands.happened.first_day() { ", since " (day(since)) }
        ". " (link(&format!("/entries/{}", stands.event), "Who agreed it"))
    })
}

/// How often: "every day", "every 7 days".
pub(crate) fn often(every: Rhythm) -> String {
    match every.days() {
        1 => "every day".to_owned(),
        days => format!("every {days} days"),
    }
}

/// What is agreed, and what was done of it: "Agreed: every 7 days, since 3 March 2026."
pub(crate) fn agreed(visitor: &Visitor, who: &Summary, ahead: &Ahead) -> Markup {
    let may_agree = visitor.may_decide(Permission::RecordPerson, who.person);
    let at = path(who.person);
    html! {
        @match &ahead.rhythm {
            Some((stands, kept)) => {
                p .govuk-body .nwd-no-print {
                    (in_words(stands, kept, visitor.desk.now.day())) " "
                    @if may_agree { a .govuk-link href=(at) { "Change how often" } }
                }
            }
            None if may_agree && who.died.is_none() && who.status == practice::people::Status::Open => {
                p .govuk-body .nwd-no-print { (link(&at, "Agree how often to meet")) }
            }
            None => {}
        }
    }
}

fn in_words(stands: &Dated<RhythmAgreed>, kept: &Kept, today: Date) -> String {
    let every = stands.is.every;
    let since =
        stands.happened.first_day().map_or_else(String::new, |day| format!(", since {}", long_date(day)));
    let done = match (kept.of, every.days()) {
        (0, _) => String::new(),
        (1, 1) if kept.met == 0 => " Not met on the first day.".to_owned(),
        (1, 1) => " Met on the first day.".to_owned(),
        (1, days) if kept.met == 0 => format!(" Not met in the first {days} days."),
        (1, days) => format!(" Met in the first {days} days."),
        (of, 1) => format!(" Met on {} of the last {of} days.", kept.met),
        (of, 7) => format!(" Met in {} of the last {of} weeks.", kept.met),
        (of, days) => format!(" Met in {} of the last {of} spells of {days} days.", kept.met),
    };
    let due = if kept.due < today { "Was due by" } else { "Next due by" };
    format!("Agreed: {}{since}.{done} {due} {}.", often(every), long_date(kept.due))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use practice::dates::{Happened, Instant, PartialDate};
    use practice::journal::Class;

    fn told(days: u8, met: usize, of: usize) -> String {
        let event = EventId(uuid::Uuid::from_u128(1));
        let is =
            rhythm_agreed(&RhythmWish { days: days.to_string(), ..RhythmWish::default() }, None).unwrap();
        let happened = Happened::On(PartialDate::Day(date(2026, 3, 3)));
        let recorded = Instant(0);
        let stands = Dated { is, happened, recorded, event, first: event, class: Class::Story };
        in_words(&stands, &Kept { met, of, due: date(2026, 3, 27) }, date(2026, 3, 27))
    }

    #[test]
    fn what_was_done_of_a_rhythm_is_told_in_its_own_spells() {
        let week = "Agreed: every 7 days, since 3 March 2026. Met in 5 of the last 6 weeks. Next due by 27 March 2026.";
        assert_eq!(told(7, 5, 6), week);
        assert!(told(1, 2, 6).contains("every day, since 3 March 2026. Met on 2 of the last 6 days."));
        assert!(told(14, 1, 3).contains("Met in 1 of the last 3 spells of 14 days."));
    }

    #[test]
    fn before_a_spell_is_over_nothing_is_said_of_what_was_done() {
        assert_eq!(told(7, 0, 0), "Agreed: every 7 days, since 3 March 2026. Next due by 27 March 2026.");
        assert!(told(7, 0, 1).contains("Not met in the first 7 days."));
        assert!(told(7, 1, 1).contains("Met in the first 7 days."));
        assert!(told(1, 1, 1).contains("Met on the first day."));
        assert!(told(1, 0, 1).contains("Not met on the first day."));
    }
}
