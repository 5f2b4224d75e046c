//! Putting right what the council's files told: which questions each kind of entry asks, and what may be
//! answered. Team, workers, names, numbers and details are not here: each has a form of its own.

use crate::Refusal;
use crate::codes::{Code, CodeSet, CollectionYear, lookup};
use crate::dates::{Happened, PartialDate, long_date};
use crate::homes::Sleeping;
use crate::ids::TeamId;
use crate::import::range_of;
use crate::journal::{Body, CATALOGUE, Class, what_is_typed};
use crate::numbers::SocialWorkerId;
use crate::outcomes::{YearInCare, class_of};
use crate::people::VaultRef;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// The longest words of one answer, in letters.
const LONGEST: usize = 4_000;
/// The highest score of the carer's SDQ.
const HIGHEST_SCORE: u8 = 40;
/// The answer to where somebody sleeps: outside our houses.
pub const ELSEWHERE: &str = "elsewhere";
/// The answer to where somebody sleeps: nobody has said.
pub const NOT_KNOWN: &str = "not_known";
/// The words of a yes and of a no.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// What a question may be answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A code of the set, as it is used in the collection year of the entry.
    Code(CodeSet),
    /// One of a few stable words.
    Word(&'static [&'static str]),
    /// Yes or no, to a yearly question of the return.
    YesNo,
    /// A day.
    Day,
    /// A day, a month or a year.
    PartialDay,
    /// A whole number from 0 to 40.
    Score,
    /// Words.
    Words,
    /// A Social Work England number, or XX where there is none.
    SocialWorker,
    /// The three-digit number of an English authority, or a code for a place outside England.
    Authority,
    /// A team, [`ELSEWHERE`] or [`NOT_KNOWN`].
    Place,
}

/// One question about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The name of what it asks for, as the entry's content has it.
    pub name: &'static str,
    /// What it may be answered with.
    pub asks: Asks,
    /// Whether an answer that stands may not be taken away.
    pub needed: bool,
}

const fn must(name: &'static str, asks: Asks) -> Question {
    Question { name, asks, needed: true }
}

const fn may(name: &'static str, asks: Asks) -> Question {
    Question { name, asks, needed: false }
}

// The first day of a spell is asked nowhere: by it the council's files know the row, and where they mend it, it would
// stand twice.
const CARE_PERIOD: &[Question] = &[
    must("began", Asks::Code(CodeSet::ReasonForNewEpisode)),
    must("legal_status", Asks::Code(CodeSet::LegalStatus)),
    must("need", Asks::Code(CodeSet::CategoryOfNeed)),
    must("place", Asks::Code(CodeSet::Placement)),
    may("provider", Asks::Code(CodeSet::PlacementProvider)),
    may("to", Asks::Day),
    may("ended", Asks::Code(CodeSet::ReasonEpisodeCeased)),
    may("change", Asks::Code(CodeSet::ReasonForPlacementChange)),
];
const MISSING: &[Question] =
    &[must("kind", Asks::Word(&["missing", "without_agreement"])), may("to", Asks::Day)];
const REVIEW: &[Question] = &[must("took_part", Asks::Code(CodeSet::ReviewParticipation))];
const AFTER_CARE: &[Question] = &[
    must("in_touch", Asks::Code(CodeSet::InTouch)),
    must("activity", Asks::Code(CodeSet::Activity)),
    must("accommodation", Asks::Code(CodeSet::Accommodation)),
];
const SCORE: [Question; 2] = [may("sdq_score", Asks::Score), may("sdq_reason", Asks::Code(CodeSet::NoSdq))];
const YEARLY: [Question; 8] = [
    may("HEALTH_CHECK", Asks::YesNo),
    may("IMMUNISATIONS", Asks::YesNo),
    may("TEETH_CHECK", Asks::YesNo),
    may("HEALTH_ASSESSMENT", Asks::YesNo),
    may("CONVICTED", Asks::YesNo),
    may("SUBSTANCE_MISUSE", Asks::YesNo),
    may("INTERVENTION_RECEIVED", Asks::YesNo),
    may("INTERVENTION_OFFERED", Asks::YesNo),
];
const UNACCOMPANIED: &[Question] = &[may("ceased", Asks::Day)];
const PERMANENCE: &[Question] = &[
    must("option", Asks::Code(CodeSet::PreviousPermanence)),
    may("authority", Asks::Authority),
    may("on", Asks::PartialDay),
];
const SOCIAL_WORKER: &[Question] = &[
    must("number", Asks::SocialWorker),
    may("to", Asks::Day),
    may("reason", Asks::Code(CodeSet::SocialWorkerChange)),
];
const COHORT: &[Question] =
    &[must("cohort", Asks::Word(&["looked_after", "edge_of_care", "edging_to_care", "care_leaver"]))];
const SLEEPING: &[Question] = &[must("place", Asks::Place), may("purpose", Asks::Words)];

/// The questions that put an entry right; none where its kind has a form of its own, or is no fact of a file.
pub fn questions(body: &Body) -> Vec<Question> {
    match body {
        Body::CarePeriod(_) => CARE_PERIOD.to_vec(),
        Body::MissingRecorded(_) => MISSING.to_vec(),
        Body::ReviewHeld(_) => REVIEW.to_vec(),
        Body::AfterCare(_) => AFTER_CARE.to_vec(),
        Body::YearInCare(year) => of_the_year(year),
        Body::Unaccompanied(_) => UNACCOMPANIED.to_vec(),
        Body::PermanenceBefore(_) => PERMANENCE.to_vec(),
        Body::SocialWorkerSpell(_) => SOCIAL_WORKER.to_vec(),
        Body::CohortRecorded(_) => COHORT.to_vec(),
        Body::SleepingRecorded(_) => SLEEPING.to_vec(),
        _ => Vec::new(),
    }
}

/// A part of the yearly answers asks for those of its own class alone: others are for other people.
fn of_the_year(year: &YearInCare) -> Vec<Question> {
    let class = year.class();
    let scored = class == Class::Story || year.sdq_score.is_some() || year.sdq_reason.is_some();
    let asked = |one: &&Question| class_of(one.name) == class || year.answers.contains_key(one.name);
    SCORE.iter().filter(|_| scored).chain(YEARLY.iter().filter(asked)).copied().collect()
}

/// The collection year whose codes an entry is written in.
pub fn year_of(body: &Body, happened: Happened, today: Date) -> CollectionYear {
    let of_body = match body {
        Body::CarePeriod(period) => CollectionYear::ending(period.year),
        Body::AfterCare(after) => CollectionYear::ending(after.year),
        Body::YearInCare(year) => CollectionYear::ending(year.year),
        Body::SocialWorkerSpell(spell) => CollectionYear::of(spell.to.unwrap_or(today)),
        _ => happened.first_day().and_then(CollectionYear::of),
    };
    of_body.unwrap_or(CollectionYear::FIRST)
}

/// The codes that a question offers: those of the year, and the one that stands, whatever its year.
pub fn codes_offered(set: CodeSet, stands: &str, year: CollectionYear) -> Vec<&'static Code> {
    set.codes().iter().filter(|code| code.valid_in(year) || code.code == stands).collect()
}

/// Answers by the name of their question. A day is as in `2026-03-04`, a word or a code as it is kept; what is
/// empty says nothing.
pub type Answers = BTreeMap<&'static str, String>;

/// What an entry answers to its questions.
pub fn answers(body: &Body) -> Answers {
    let content = content_of(body);
    questions(body).into_iter().map(|question| (question.name, answer_in(&content, question))).collect()
}

fn content_of(body: &Body) -> Value {
    serde_json::from_slice(&body.payload()).unwrap_or_default()
}

fn answer_in(content: &Value, question: Question) -> String {
    let value = match question.asks {
        Asks::YesNo => &content["answers"][question.name],
        _ => &content[question.name],
    };
    match (question.asks, value) {
        (Asks::PartialDay, Value::String(day)) if *day == PartialDate::Unknown.to_string() => String::new(),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Bool(yes)) => YES_NO[usize::from(!yes)].to_owned(),
        (Asks::Place, Value::Object(place)) => {
            place.get("team").and_then(Value::as_str).unwrap_or(ELSEWHERE).to_owned()
        }
        _ => String::new(),
    }
}

/// An entry put right: what it says, and when that was so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutRight {
    /// What it says.
    pub body: Body,
    /// When it was so.
    pub happened: Happened,
}

/// The entry as the answers have it. What is not answered, or is answered as it stands, stays and is not judged.
/// `elsewhere` is where the vault keeps an address that was typed. Refuses answers that cannot be, each with its
/// question, and answers that are no different.
pub fn put_right(
    stands: &Body,
    happened: Happened,
    given: &Answers,
    elsewhere: Option<VaultRef>,
    today: Date,
) -> Result<PutRight, Vec<Refusal>> {
    let before = answers(stands);
    let year = year_of(stands, happened, today);
    let (mut content, mut refusals) = (content_of(stands), Vec::new());
    for question in questions(stands) {
        let Some(answer) =
            given.get(question.name).filter(|answer| before.get(question.name) != Some(*answer))
        else {
            continue;
        };
        match judged(question, answer, year) {
            Ok(value) => put(&mut content, question, value),
            Err(sentence) => refusals.push(Refusal::of(question.name, sentence)),
        }
    }
    if let Some(kept) = elsewhere.filter(|_| given.get("place").is_some_and(|place| place == ELSEWHERE)) {
        content["place"] = serde_json::to_value(Sleeping::Elsewhere(kept)).unwrap_or_default();
    } else if content["place"] == ELSEWHERE {
        refusals.push(Refusal::of("address", "Enter where that is."));
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let Some(body) = read_again(stands, &content) else {
        return Err(vec![Refusal::because("These answers cannot be kept so. Look at each of them.")]);
    };
    if body == *stands {
        return Err(vec![Refusal::because("Nothing is different from what stands here.")]);
    }
    let refusals = cannot_be(stands, &body, today);
    let happened = happened_now(&body, happened);
    if refusals.is_empty() { Ok(PutRight { body, happened }) } else { Err(refusals) }
}

fn put(content: &mut Value, question: Question, value: Value) {
    match (question.asks, value) {
        (Asks::YesNo, Value::Null) => {
            if let Some(answers) = content["answers"].as_object_mut() {
                answers.remove(question.name);
            }
        }
        (Asks::YesNo, value) => content["answers"][question.name] = value,
        (_, value) => content[question.name] = value,
    }
}

fn read_again(stands: &Body, content: &Value) -> Option<Body> {
    let kind = stands.kind();
    let version = CATALOGUE.iter().find(|entry| entry.kind == kind)?.version;
    Body::read(kind, version, content.to_string().as_bytes()).ok()
}

/// An answer as it is kept, or what is wrong with it.
fn judged(question: Question, answer: &str, year: CollectionYear) -> Result<Value, String> {
    let typed = what_is_typed(answer).unwrap_or_default();
    if typed.is_empty() {
        return match question.asks {
            _ if question.needed => Err(missing(question.asks).to_owned()),
            Asks::Words => Ok(Value::from("")),
            _ => Ok(Value::Null),
        };
    }
    let known = |is: bool, value: Value| is.then_some(value).ok_or("Choose one from the list.".to_owned());
    match question.asks {
        Asks::Code(set) => known(lookup(set, typed, year).is_some(), typed.into()),
        Asks::Word(words) => known(words.contains(&typed), typed.into()),
        Asks::YesNo => known(YES_NO.contains(&typed), (typed == YES_NO[0]).into()),
        Asks::Day => match typed.parse::<Date>() {
            Ok(day) => Ok(day.to_string().into()),
            Err(_) => Err("Enter a day.".into()),
        },
        Asks::PartialDay => match typed.parse::<PartialDate>() {
            Ok(day) => Ok(day.to_string().into()),
            Err(_) => Err("Enter a day, a month or a year.".into()),
        },
        Asks::Score => match typed.parse::<u8>() {
            Ok(score) if score <= HIGHEST_SCORE => Ok(score.into()),
            _ => Err(format!("The score is a whole number from 0 to {HIGHEST_SCORE}.")),
        },
        Asks::Words if typed.chars().count() > LONGEST => Err(format!("Use {LONGEST} letters or fewer.")),
        Asks::Words => Ok(typed.into()),
        Asks::SocialWorker if typed.eq_ignore_ascii_case("XX") => Ok("XX".into()),
        Asks::SocialWorker => match SocialWorkerId::parse(typed) {
            Ok(number) => Ok(number.as_str().into()),
            Err(refusal) => Err(format!("{} Without one it is XX.", refusal.sentence)),
        },
        Asks::Authority => authority(typed, year),
        Asks::Place => place(typed).ok_or("Choose one from the list.".into()),
    }
}

fn missing(asks: Asks) -> &'static str {
    match asks {
        Asks::SocialWorker => "Enter their number, or XX where there is none.",
        _ => "Choose one from the list.",
    }
}

fn authority(typed: &str, year: CollectionYear) -> Result<Value, String> {
    let typed = typed.to_ascii_uppercase();
    let is_number = typed.len() == 3 && typed.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || lookup(CodeSet::PermanencePlace, &typed, year).is_some() {
        return Ok(typed.into());
    }
    Err("Enter the three-digit number of an authority, or WAL, SCO, NIR or NUK.".into())
}

/// Where somebody sleeps. An address is put in its place by whoever puts it away.
fn place(typed: &str) -> Option<Value> {
    match typed {
        ELSEWHERE | NOT_KNOWN => Some(typed.into()),
        team => serde_json::to_value(Sleeping::Team(team.parse::<TeamId>().ok()?)).ok(),
    }
}

/// What of the answers cannot be together, or not on their days.
fn cannot_be(stands: &Body, body: &Body, today: Date) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if let Some((from, to)) = span(body).filter(|now| span(stands) != Some(*now)) {
        refusals.extend(of_a_span(from, to, today));
    }
    refusals.extend(of_a_kind(stands, body, today));
    refusals
}

fn span(body: &Body) -> Option<(Date, Option<Date>)> {
    match body {
        Body::CarePeriod(period) => Some((period.from, period.to)),
        Body::MissingRecorded(away) => Some((away.from, away.to)),
        Body::SocialWorkerSpell(spell) => Some((spell.from, spell.to)),
        _ => None,
    }
}

fn of_a_span(from: Date, to: Option<Date>, today: Date) -> Option<Refusal> {
    match to {
        Some(to) if to > today => Some(Refusal::of("to", yet_to_come())),
        Some(to) if to < from => {
            let sentence = format!("It cannot end before it began, on {}.", long_date(from));
            Some(Refusal::of("to", sentence))
        }
        _ => None,
    }
}

fn yet_to_come() -> &'static str {
    "The day must be today or earlier."
}

fn of_a_kind(stands: &Body, body: &Body, today: Date) -> Option<Refusal> {
    match (stands, body) {
        (Body::CarePeriod(before), Body::CarePeriod(period))
            if (before.to, &before.ended) != (period.to, &period.ended)
                && period.to.is_none()
                && period.ended.is_some() =>
        {
            Some(Refusal::of("ended", "It has no last day. Enter it, or leave out why it ended."))
        }
        (Body::CarePeriod(before), Body::CarePeriod(period))
            if (before.to, &before.change) != (period.to, &period.change)
                && period.to.is_none()
                && period.change.is_some() =>
        {
            Some(Refusal::of("change", "It has no last day. Enter it, or leave out why the home changed."))
        }
        (Body::YearInCare(before), Body::YearInCare(year))
            if (before.sdq_score, &before.sdq_reason) != (year.sdq_score, &year.sdq_reason)
                && year.sdq_score.is_some()
                && year.sdq_reason.is_some() =>
        {
            Some(Refusal::of(
                "sdq_reason",
                "There is a score. Leave out why there is none, or take the score away.",
            ))
        }
        // Its class is that of its answers: without any it would be for others, and would say nothing.
        (Body::YearInCare(before), Body::YearInCare(now))
            if before.class() != now.class() || says_nothing(now) =>
        {
            let of = YEARLY.iter().find(|one| before.answers.contains_key(one.name));
            Some(Refusal::of(of.map_or("", |one| one.name), "Answer at least one with yes or no."))
        }
        (Body::Unaccompanied(before), Body::Unaccompanied(now))
            if before.ceased != now.ceased && now.ceased.is_some_and(|ceased| ceased > today) =>
        {
            Some(Refusal::of("ceased", yet_to_come()))
        }
        (Body::PermanenceBefore(before), Body::PermanenceBefore(now))
            if before.on != now.on && now.on.is_some_and(|on| is_to_come(on, today)) =>
        {
            Some(Refusal::of("on", yet_to_come()))
        }
        _ => None,
    }
}

fn says_nothing(year: &YearInCare) -> bool {
    year.answers.is_empty() && year.sdq_score.is_none() && year.sdq_reason.is_none()
}

fn is_to_come(on: PartialDate, today: Date) -> bool {
    match on {
        PartialDate::Day(day) => day > today,
        PartialDate::Month(year, month) => (year, month) > (today.year(), today.month()),
        PartialDate::Year(year) => year > today.year(),
        PartialDate::Unknown => false,
    }
}

/// When it was so: a spell has the days that it says, and a time missing of which a file knew the beginning alone
/// keeps its hour.
fn happened_now(body: &Body, happened: Happened) -> Happened {
    match body {
        Body::MissingRecorded(away) if !matches!(happened, Happened::Range(..)) => match away.to {
            Some(_) => Happened::Range(away.from, away.to),
            None => happened,
        },
        body => range_of(body, happened),
    }
}

#[cfg(test)]
#[path = "put_right_tests.rs"]
mod tests;
