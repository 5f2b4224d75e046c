//! Recording and correcting one fact: the form, the second look, the clash.

use super::care::away;
use super::fact_fields::{prefilled, questions, read};
use super::fact_kind::Kind;
use super::frame::{self, Section, called};
use super::words::{self, by_whom};
use super::{person_id, reach};
use crate::pages::drafts::{or_draft_beside_others, url_of};
use crate::parts::{
    Choice, Clash, Form, KEY_FIELD, THEIRS, WINDOW_FIELD, buttons, day, field, inset, link, name, post,
    quote, submit, submit_as, warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use jiff::ToSpan;
use maud::{Markup, html};
use practice::ids::{EventId, PersonId};
use practice::journal::Class;
use practice::people::{Detail, NameUse};
use practice::staff::thresholds::ALERT_REVIEW_DAYS;
use work::No;
use work::people::{self, Fact, PersonPage, Recording};

/// The question whether what stands was wrong or has changed.
const WHY: &str = "why";
/// The button by which what stands is kept, and not the answers beside it.
const KEEP: &str = "keep";
/// The event that the form showed as standing.
const SHOWN: &str = "shown";

type One = Path<(String, String)>;
type OneOfSeveral = Path<(String, String, String)>;

pub(super) async fn ask(visitor: Visitor, Path((person, fact)): One) -> Answer {
    opened(visitor, &person, Kind::read(&fact, None)).await
}

pub(super) async fn ask_one(visitor: Visitor, Path((person, fact, stream)): OneOfSeveral) -> Answer {
    opened(visitor, &person, Kind::read(&fact, Some(&stream))).await
}

pub(super) async fn sent(visitor: Visitor, Path((person, fact)): One, posted: Posted) -> Answer {
    recorded(visitor, &person, Kind::read(&fact, None), posted).await
}

pub(super) async fn sent_one(
    visitor: Visitor,
    Path((person, fact, stream)): OneOfSeveral,
    posted: Posted,
) -> Answer {
    recorded(visitor, &person, Kind::read(&fact, Some(&stream)), posted).await
}

/// The form as it opens. An alert is looked at again when the council says,
/// unless its author chooses another day.
fn begun(visitor: &Visitor, kind: Kind, page: &PersonPage) -> Form {
    let form = prefilled(kind, page);
    if !matches!(kind, Kind::Alert) {
        return form;
    }
    let (today, days) = (visitor.desk.now.day(), visitor.desk.words.threshold(&ALERT_REVIEW_DAYS));
    form.with_day("review_on", today.saturating_add(days.days()))
}

async fn opened(visitor: Visitor, person: &str, kind: Option<Kind>) -> Answer {
    let (person, kind) = (person_id(person)?, kind.ok_or_else(Trouble::not_found)?);
    let page = page_of(&visitor, person, kind).await?;
    if !is_there(kind, &page) {
        return Err(Trouble::not_found());
    }
    if matches!(kind, Kind::Family(_)) && !visitor.desk.sight.rights.classes.contains(&Class::Family) {
        let no = No::Forbidden("Your role does not include what is written down about family.".into());
        return Err(Trouble::from(no));
    }
    let (form, saved) =
        or_draft_beside_others(&visitor, &kind.path(person), begun(&visitor, kind, &page)).await?;
    let stands = kind.standing(&page).map(|standing| standing.event.to_string());
    let is_overtaken = saved.is_some() && stands.is_some_and(|stands| stands != form.value(SHOWN));
    if is_overtaken || kind.text_field().is_some_and(|name| Clash::is_answered_in(&form, name)) {
        return show(both_versions(&visitor, kind, &page, &form).await?);
    }
    show(drawn(&visitor, kind, &page, &form, saved).await?)
}

/// The record as far as the visitor may write this fact down.
async fn page_of(visitor: &Visitor, person: PersonId, kind: Kind) -> Result<PersonPage, No> {
    if kind.is_who_they_are() {
        people::open(&visitor.desk.to_decide(), person).await
    } else {
        people::open(&visitor.desk, person).await
    }
}

/// Whether a fact that names one of several names one that is there.
fn is_there(kind: Kind, page: &PersonPage) -> bool {
    match kind {
        Kind::Family(Some(_)) | Kind::Health(Some(_)) => kind.standing(page).is_some(),
        Kind::EndAlert(stream) => {
            page.alerts.iter().any(|(one, alert)| *one == stream && alert.is.ended.is_none())
        }
        Kind::Back(stream) => page.missing.iter().any(|(one, spell)| *one == stream && spell.is.to.is_none()),
        Kind::EndContact(stream) => page.contact_points.iter().any(|(one, _)| *one == stream),
        Kind::NotDied => page.died.is_some(),
        _ => true,
    }
}

async fn recorded(visitor: Visitor, person: &str, kind: Option<Kind>, posted: Posted) -> Answer {
    let (person, kind) = (person_id(person)?, kind.ok_or_else(Trouble::not_found)?);
    let path = kind.path(person);
    let page = page_of(&visitor, person, kind).await?;
    let mut form = posted.form;
    let answered = kind.text_field().filter(|name| Clash::is_answered_in(&form, name));
    let choice = answered.map_or(KEEP.to_owned(), Clash::choice_field);
    if form.value(&choice) == THEIRS {
        work::drafts::let_go(&visitor.desk, &path, form.values()).await?;
        return go(format!("{}?done=kept", kind.shown_on(person)));
    }
    if let Some(name) = answered {
        let Some(text) = Clash::chosen(&mut form, name, "") else {
            return clash(&visitor, kind, &page, form).await;
        };
        form = Clash::settled(&form, name, &text);
    }
    let fact = read(kind, &page, &mut form, visitor.desk.now.day());
    let shown: Option<EventId> = form.value(SHOWN).parse().ok();
    let differs = match shown {
        Some(_) if kind.is_of_a_death() => Some(Differs::Changed),
        Some(_) => {
            form.must_choose(WHY, "Say whether it was wrong or has changed.", |why| Differs::read(why, kind))
        }
        None => Some(Differs::Changed),
    };
    let (Some(fact), Some(differs), false) = (fact, differs, form.goes_back()) else {
        return show_again(&form, drawn(&visitor, kind, &page, &form, None).await?);
    };
    let correction = differs == Differs::WasWrong;
    let fact = match fact {
        Fact::Name(usage, name) if differs == Differs::KeptBack => Fact::NameAlone(usage, name),
        other => other,
    };
    match people::record(&visitor.desk, person, &Recording { fact, shown, correction, key: posted.key }).await
    {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path, form.values()).await;
            go(format!("{}?done=recorded", kind.shown_on(person)))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, drawn(&visitor, kind, &page, &form, None).await?)
        }
        Err(No::Clash { .. }) => {
            let page = page_of(&visitor, person, kind).await?;
            clash(&visitor, kind, &page, form).await
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn drawn(
    visitor: &Visitor,
    kind: Kind,
    page: &PersonPage,
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let who = &page.summary;
    let path = kind.path(who.person);
    let body = html! {
        (about(visitor, kind, page).await?)
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (questions(kind, page, form, visitor.desk.now.day()))
            (why(kind, form))
            (other_name(kind, page))
            (field::hidden(SHOWN, form.value(SHOWN)))
            (buttons(html! {
                (submit(button(kind, page)))
                (link(&kind.shown_on(who.person), "Cancel"))
            }))
        }))
    };
    Ok(frame::page(visitor, who, Section::Within, kind.heading()).form(form).show(body))
}

/// What an act that names one of several is about.
async fn about(visitor: &Visitor, kind: Kind, page: &PersonPage) -> Result<Markup, Trouble> {
    Ok(match kind {
        Kind::EndAlert(stream) => {
            let alert = page.alerts.iter().find(|(one, _)| *one == stream);
            html! { @if let Some((_, alert)) = alert { (inset(html! { span dir="auto" { (alert.is.alert) } })) } }
        }
        Kind::Back(stream) => {
            let spell = page.missing.iter().find(|(one, _)| *one == stream);
            html! {
                @if let Some((_, spell)) = spell { (inset(html! { (away(spell.is.kind)) " since " (day(spell.is.from)) })) }
            }
        }
        Kind::EndContact(stream) => {
            let (_, ways) = people::contact_values(&visitor.desk, page.summary.person).await?;
            let way = ways.iter().find(|way| way.stream == Some(stream));
            html! {
                @if let Some(way) = way {
                    (inset(html! { strong { (words::contact_kind(way.kind)) } " " (reach::value(way)) }))
                    p .govuk-body-s .nwd-quiet { "That you opened this page is written down." }
                }
            }
        }
        _ => html! {},
    })
}

/// A name that stays as it is when another is changed: an old name may stand there too. One that only some
/// may know is not said to be everybody's.
fn other_name(kind: Kind, page: &PersonPage) -> Markup {
    let Kind::Name(usage) = kind else { return html! {} };
    let (other, called) = match usage {
        NameUse::Used => (NameUse::Legal, "The legal name"),
        NameUse::Legal => (NameUse::Used, "The name they use"),
    };
    let names = page.names.iter().find(|(one, _)| *one == other).map(|(_, names)| names);
    let now = names.into_iter().flatten().max_by_key(|one| one.happened.sort_key());
    let open = now.filter(|one| one.class == Class::Story);
    html! {
        @if let Some(now) = open {
            p .govuk-body {
                (called) " stays " strong { (name(&now.is)) } " for everybody who opens the record. Change that afterwards, "
                "if it is not right any more."
            }
        }
    }
}

/// Why a fact is different now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Differs {
    /// It was right until now.
    Changed,
    /// It was a name until now, and only some may know it.
    KeptBack,
    /// It was never right.
    WasWrong,
}

impl Differs {
    fn read(word: &str, kind: Kind) -> Option<Self> {
        match word {
            "changed" => Some(Self::Changed),
            "kept-back" if matches!(kind, Kind::Name(_)) => Some(Self::KeptBack),
            "wrong" => Some(Self::WasWrong),
            _ => None,
        }
    }
}

/// Whether it was wrong or has changed: the story tells the two apart. Of a
/// name that has changed, whether people may see the one before.
fn why(kind: Kind, form: &Form) -> Markup {
    let wrong = Choice::new("wrong", "It was wrong")
        .hint("It was never right; the story shows the correction beside it");
    let changed = Choice::new("changed", "It has changed").hint("It was right until now");
    let question = if matches!(kind, Kind::Name(_)) {
        let words = "Why is it different now, and may people see the old name?";
        let [seen, kept_back] = names_before();
        field::radios(WHY, words, vec![seen, kept_back, wrong])
    } else {
        field::radios(WHY, "Why is it different now?", vec![changed, wrong])
    };
    html! { @if !form.value(SHOWN).is_empty() && !kind.is_of_a_death() { (question.show(form)) } }
}

fn names_before() -> [Choice; 2] {
    [
        Choice::new("changed", "It has changed").hint(
            "It was right until now, and people may see it: whoever works with them finds them by it. After a \
             marriage, for example",
        ),
        Choice::new("kept-back", "It has changed, and only those who may know see the old name").hint(
            "For example after a transition or an adoption, or where it would put them in danger. Managers who \
             may read restricted entries still see it; you may not see it again yourself. It covers every name \
             of this kind before this one. Words in notes stay as they are written.",
        ),
    ]
}

fn button(kind: Kind, page: &PersonPage) -> &'static str {
    match kind {
        Kind::Contact(_) | Kind::Family(None) | Kind::Alert | Kind::Health(None) => "Add to the record",
        Kind::EndAlert(_) => "End the alert",
        Kind::Back(_) => "Write down that they are back",
        Kind::EndContact(_) => "Take it off the list",
        Kind::Died if page.died.is_some() => "Put it right",
        Kind::Died => "Record their death",
        Kind::NotDied => "Take the death back",
        Kind::Name(_) => "Save the name",
        Kind::Birth => "Save the birth date",
        Kind::Number(_) => "Save the number",
        Kind::Detail(Detail::Pronouns) => "Save the pronouns",
        Kind::Detail(Detail::Languages) => "Save the languages",
        Kind::Detail(Detail::Ethnicity | Detail::Sex) => "Save the answer",
        Kind::Detail(_) => "Save the words",
        Kind::SafeContact => "Save how to get in touch",
        Kind::Family(Some(_)) => "Save the changes",
        Kind::Health(Some(_)) => "Save the health fact",
    }
}

/// Somebody recorded the same fact meanwhile: both are shown, nothing is lost.
async fn clash(visitor: &Visitor, kind: Kind, page: &PersonPage, form: Form) -> Answer {
    show_overtaken(both_versions(visitor, kind, page, &form).await?)
}

async fn both_versions(
    visitor: &Visitor,
    kind: Kind,
    page: &PersonPage,
    form: &Form,
) -> Result<Markup, Trouble> {
    let Some(standing) = kind.standing(page) else { return Err(Trouble::from(No::NotFound)) };
    let wrote = work::story::who_wrote(&visitor.desk, standing.event).await?;
    let own = wrote.as_ref().is_some_and(|wrote| wrote.own);
    let by = by_whom(wrote);
    let body = match kind.text_field() {
        Some(name) => texts_side_by_side(visitor, kind, name, (page.summary.person, &standing), &by, form),
        None => answers_again(visitor, kind, page, &standing, &by, form),
    };
    let heading = if own { "You changed this in another window" } else { "Somebody else changed this" };
    let page = frame::page(visitor, &page.summary, Section::Within, heading).about(kind.heading());
    Ok(page.form(form).wide().show(body))
}

fn texts_side_by_side(
    visitor: &Visitor,
    kind: Kind,
    name: &str,
    (person, standing): (PersonId, &super::fact_kind::Standing),
    by: &str,
    form: &Form,
) -> Markup {
    let clash = Clash {
        name: name.to_owned(),
        label: kind.heading().to_owned(),
        mine: form.value(name).to_owned(),
        theirs: standing.words.clone(),
        theirs_by: by.to_owned(),
        short: kind.is_short(),
    };
    let kept = [name, SHOWN, KEY_FIELD, WINDOW_FIELD].map(str::to_owned);
    let beside = [Clash::choice_field(name), Clash::together_field(name)];
    let rest = form.values().iter().filter(|(field, _)| !kept.contains(field) && !beside.contains(field));
    post(kind.path(person)).key(visitor.new_key_of(form)).show(html! {
        (clash.show(form))
        @for (field, value) in rest { (field::hidden(field, value)) }
        @if form.value(WHY).is_empty() { (why(kind, &form.clone().with(SHOWN, standing.event.to_string()))) }
        (field::hidden(SHOWN, &standing.event.to_string()))
        (submit("Save what I chose"))
    })
}

/// Facts of several answers: what stands is shown above one's own, which are
/// kept in the form and can be sent again.
fn answers_again(
    visitor: &Visitor,
    kind: Kind,
    page: &PersonPage,
    standing: &super::fact_kind::Standing,
    by: &str,
    form: &Form,
) -> Markup {
    let path = kind.path(page.summary.person);
    let kept = form.values().iter().filter(|(name, _)| name != SHOWN && name != KEY_FIELD).cloned();
    let form = Form::typed(kept).with(SHOWN, standing.event.to_string());
    html! {
        (warning_text("Since you opened this form, this was recorded. Your answers below are not saved yet, and nothing is lost."))
        h2 .govuk-heading-m { "In the record now" }
        (quote(&standing.words, by))
        h2 .govuk-heading-m { "Your answers, about " bdi { (called(&page.summary)) } }
        (post(&*path).key(visitor.new_key_of(&form)).draft(url_of(&path), None).show(html! {
            (questions(kind, page, &form, visitor.desk.now.day()))
            (why(kind, &form))
            (field::hidden(SHOWN, form.value(SHOWN)))
            (submit("Save my answers"))
        }))
        (post(&*path).key(visitor.new_key_of(&form)).throws_away().show(submit_as(KEEP, THEIRS, "Keep what is in the record")))
    }
}
