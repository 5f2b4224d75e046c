//! What the council's files told, question by question: in words, as fields of a form, and read from it.

use crate::pages::people::words::code;
use crate::parts::field::Field;
use crate::parts::{Choice, Fact, Form, fact, field};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::codes::{CodeSet, CollectionYear};
use practice::dates::{Instant, PartialDate, long_date};
use practice::journal::Body;
use practice::key_working::Cohort;
use practice::story::{
    Answers, Asks, ELSEWHERE, NOT_KNOWN, Question, YES_NO, answers, codes_offered, questions,
};
use work::people::Directory;
use work::story::ADDRESS;

/// Stable words of answers, as people read them.
const WORDS: &[(&str, &str)] = &[
    ("missing", "Missing"),
    ("without_agreement", "Away without agreement, whereabouts known"),
    ("looked_after", Cohort::LookedAfter.in_words()),
    ("edge_of_care", Cohort::EdgeOfCare.in_words()),
    ("edging_to_care", Cohort::EdgingToCare.in_words()),
    ("care_leaver", Cohort::CareLeaver.in_words()),
    ("yes", "Yes"),
    ("no", "No"),
    (ELSEWHERE, "Outside our houses"),
    (NOT_KNOWN, "Nobody has said"),
];
/// The yearly answers by the names of their columns.
const COLUMNS: [(&str, &str); 8] = [
    ("CONVICTED", "Convicted or given a final warning"),
    ("HEALTH_CHECK", "Had a health check"),
    ("IMMUNISATIONS", "Immunisations up to date"),
    ("TEETH_CHECK", "Teeth checked by a dentist"),
    ("HEALTH_ASSESSMENT", "Had a health assessment"),
    ("SUBSTANCE_MISUSE", "Found to misuse substances"),
    ("INTERVENTION_RECEIVED", "Had help with substances"),
    ("INTERVENTION_OFFERED", "Was offered help with substances"),
];

fn in_words(word: &str) -> Option<&'static str> {
    WORDS.iter().find(|(one, _)| *one == word).map(|(_, words)| *words)
}

/// What a column of the yearly answers asks, in words.
pub(super) fn column(name: &str) -> Option<&'static str> {
    COLUMNS.iter().find(|(one, _)| *one == name).map(|(_, words)| *words)
}

/// What a question asks for, in words.
fn label(body: &Body, question: Question) -> &'static str {
    match (body, question.name) {
        (Body::MissingRecorded(_), "to") => "Day they were back",
        (Body::SleepingRecorded(_), "place") => "Staying",
        (_, "from") => "First day",
        (_, "to") => "Last day",
        (_, "began") => "Why it began",
        (_, "legal_status") => "Legal status",
        (_, "need") => "Need",
        (_, "place") => "Kind of home",
        (_, "provider") => "Provided by",
        (_, "ended") => "Why it ended",
        (_, "change") => "Why the home changed",
        (_, "kind") => "What it was",
        (_, "took_part") => "How they took part",
        (_, "in_touch") => "In touch",
        (_, "activity") => "What they did",
        (_, "accommodation") => "Where they lived",
        (_, "sdq_score") => "Strengths and difficulties, answered by the carer: the score of 40",
        (_, "sdq_reason") => "Why there is no score",
        (_, "ceased") => "Day it ended",
        (_, "option") => "What the permanent home was",
        (_, "authority") => "Authority of that time",
        (_, "on") => "Day of the order or the move",
        (_, "number") => "Social worker’s number",
        (_, "reason") => "Why the social worker changed",
        (_, "cohort") => "Where they stand with care",
        (_, "purpose") => "What the stay is for",
        (_, name) => column(name).unwrap_or("Answer"),
    }
}

/// Every answer of an entry as facts, for reading two versions side by side, each with when it was written down; none
/// where it asks nothing. Values of the vault are not shown here.
pub(crate) fn facts(body: &Body, recorded: Instant, directory: &Directory) -> Vec<Fact> {
    let said = answers(body);
    let one = |question: Question| {
        let shown = said.get(question.name).map(|answer| shown(question, answer, recorded, directory));
        fact(label(body, question), shown.as_deref())
    };
    questions(body).into_iter().map(one).collect()
}

fn shown(question: Question, answer: &str, recorded: Instant, directory: &Directory) -> String {
    let day = |answer: &str| answer.parse().map(long_date);
    match question.asks {
        Asks::Code(set) => code(set, answer),
        Asks::Authority => code(CodeSet::PermanencePlace, answer),
        Asks::Day | Asks::PartialDay => day(answer).unwrap_or_else(|_| answer.to_owned()),
        Asks::Place => match answer.parse() {
            Ok(team) => directory.team_then(team, recorded),
            Err(_) => in_words(answer).unwrap_or(answer).to_owned(),
        },
        _ => in_words(answer).unwrap_or(answer).to_owned(),
    }
}

/// The form as it opens: with what stands.
pub(super) fn prefilled(body: &Body) -> Form {
    let said = answers(body);
    questions(body).into_iter().fold(Form::new(), |form, question| {
        let answer = said.get(question.name).map_or("", String::as_str);
        match (question.asks, answer.parse::<PartialDate>()) {
            (Asks::Day | Asks::PartialDay, Ok(day)) => with_parts(form, question.name, day),
            (Asks::Day | Asks::PartialDay, Err(_)) => form,
            _ => form.with(question.name, answer),
        }
    })
}

fn with_parts(form: Form, name: &str, day: PartialDate) -> Form {
    let part = |form: Form, part: &str, number: String| form.with(&format!("{name}-{part}"), number);
    match day {
        PartialDate::Day(day) => form.with_day(name, day),
        PartialDate::Month(year, month) => {
            part(part(form, "month", month.to_string()), "year", year.to_string())
        }
        PartialDate::Year(year) => part(form, "year", year.to_string()),
        PartialDate::Unknown => form,
    }
}

/// The questions of an entry, as fields.
pub(super) fn fields(body: &Body, year: CollectionYear, directory: &Directory, form: &Form) -> Markup {
    let said = answers(body);
    html! {
        @for question in questions(body) {
            @let stands = said.get(question.name).map_or("", String::as_str);
            @let asked = asked(body, question, stands, year, directory);
            (if question.needed || question.asks == Asks::YesNo { asked } else { asked.optional() }.show(form))
            @if question.asks == Asks::Place { (address(stands, form)) }
        }
    }
}

fn asked(
    body: &Body,
    question: Question,
    stands: &str,
    year: CollectionYear,
    directory: &Directory,
) -> Field {
    let (name, label) = (question.name, label(body, question));
    let worded = |words: &[&'static str]| -> Vec<Choice> {
        words.iter().map(|word| Choice::new(*word, in_words(word).unwrap_or(word))).collect()
    };
    match question.asks {
        Asks::Code(set) => {
            let codes = codes_offered(set, stands, year).into_iter();
            let choices = codes.map(|one| Choice::new(one.code, code(set, one.code)));
            field::select(name, label, choices.chain(no_code_of_ours(set, stands)))
                .nothing_chosen("Not given")
        }
        Asks::Word(words) => field::radios(name, label, worded(words)),
        Asks::YesNo => {
            let unanswered = Choice::new("", "Not answered");
            field::radios(name, label, worded(&YES_NO).into_iter().chain([unanswered])).inline()
        }
        Asks::Day => field::day(name, label),
        Asks::PartialDay => field::day(name, label)
            .hint("Leave out the day, or the day and the month, where nobody knows them"),
        Asks::Score => field::figures(name, label),
        Asks::Words => field::text(name, label),
        Asks::SocialWorker => field::text(name, label).hint("SW and figures, or XX where there is none"),
        Asks::Authority => field::text(name, label)
            .hint("The three figures of an English authority, or WAL, SCO, NIR or NUK"),
        Asks::Place => field::radios(name, "Where are they staying?", places(stands, directory)),
    }
}

/// What stands and is no code in any year, so that it is not lost by being looked at.
fn no_code_of_ours(set: CodeSet, stands: &str) -> Option<Choice> {
    let is_ours = stands.is_empty() || set.codes().iter().any(|one| one.code == stands);
    (!is_ours).then(|| Choice::new(stands, stands))
}

/// Our hubs, the team that stands, and two answers without a house.
fn places(stands: &str, directory: &Directory) -> Vec<Choice> {
    let stands = stands.parse().ok();
    let hubs = directory.teams().into_iter().filter(|team| team.hub || Some(team.id) == stands);
    let mut places: Vec<Choice> =
        hubs.map(|team| Choice::new(team.id.to_string(), team.name.clone())).collect();
    let closed = stands.filter(|id| directory.teams().iter().all(|team| team.id != *id));
    places.extend(closed.map(|id| Choice::new(id.to_string(), directory.team(id))));
    places.extend([ELSEWHERE, NOT_KNOWN].map(|word| Choice::new(word, in_words(word).unwrap_or(word))));
    places
}

fn address(stands: &str, form: &Form) -> Markup {
    let hint = if stands == ELSEWHERE {
        "Only where it is another address than the one that stands. It is shown on the page How to reach."
    } else {
        "Only where it is outside our houses. It is shown on the page How to reach."
    };
    field::area(ADDRESS, "The address").hint(hint).optional().show(form)
}

/// What the answers say. What the form does not ask for stays as it is.
pub(super) fn read(body: &Body, form: &mut Form) -> Answers {
    let mut said = Answers::new();
    for question in questions(body) {
        let boxes = ["", "-day", "-month", "-year"].map(|part| format!("{}{part}", question.name));
        if !form.values().iter().any(|(name, _)| boxes.contains(name)) {
            continue;
        }
        let what = format!("the {}", label(body, question).to_lowercase());
        let day = |day: Option<Date>| day.map(PartialDate::Day);
        let answer = match question.asks {
            Asks::Day => written(day(form.day(question.name, &what))),
            Asks::PartialDay => written(partial_day(form, question.name, &what)),
            _ => form.text(question.name).unwrap_or_default(),
        };
        said.insert(question.name, answer);
    }
    said
}

/// Asks about days that were moved by a year or more.
pub(super) fn doubt_moved_days(body: &Body, said: &Answers, form: &mut Form) {
    for (name, stands) in answers(body) {
        let day = |answer: &str| answer.parse::<Date>().ok();
        if let (Some(stands), Some(moved)) = (day(&stands), said.get(name).and_then(|answer| day(answer))) {
            form.doubt_moved_day(name, moved, stands);
        }
    }
}

fn written(day: Option<PartialDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A day of which the day, or the day and the month, may be left out.
fn partial_day(form: &mut Form, name: &str, what: &str) -> Option<PartialDate> {
    let part = |part: &str| form.text(&format!("{name}-{part}")).unwrap_or_default();
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if !day.is_empty() || (month.is_empty() && year.is_empty()) {
        return form.day(name, what).map(PartialDate::Day);
    }
    let first = |written: &str| if written.is_empty() { "1".to_owned() } else { written.to_owned() };
    let mut whole = Form::new()
        .with(&format!("{name}-day"), "1")
        .with(&format!("{name}-month"), first(&month))
        .with(&format!("{name}-year"), year);
    let known = whole.day(name, what);
    form.refuse_all(whole.refusals().iter().cloned());
    let known = known?;
    let to_the_month = !month.is_empty();
    Some(if to_the_month {
        PartialDate::Month(known.year(), known.month())
    } else {
        PartialDate::Year(known.year())
    })
}
