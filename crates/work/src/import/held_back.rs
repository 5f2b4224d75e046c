//! Numbers under which nothing is taken in until the matching desk has decided:
//! why, what the desk is asked, and how far its answer goes.

use super::children::Child;
use super::decide::Plan;
use super::header::pupil_number;
use super::matches::Suspicion;
use super::says::Says;
use super::survey::{Survey, Whom};
use exchange::{Reading, RowRef, Severity};
use practice::dates::PartialDate;
use practice::import::{
    Case, NOTHING_IS_TAKEN_IN, Record, Words, clearly_different, hardly_theirs, sex_in_letters,
};
use practice::journal::Body;
use practice::people::{ChildOfFile, FileSays, Likeness, MatchDecision};

/// Why nothing is taken in under a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Two children seem to stand under it.
    TwoChildren,
    /// Several records have it.
    SeveralRecords,
    /// The desk decided that it is another child's.
    DecidedDifferent,
}

impl Held {
    /// What the desk is asked about; nothing where it has decided.
    fn asks(self) -> Option<Likeness> {
        match self {
            Self::TwoChildren => Some(Likeness::TwoChildren),
            Self::SeveralRecords => Some(Likeness::SeveralRecords),
            Self::DecidedDifferent => None,
        }
    }

    /// What whoever imports is told. Of every number that the desk looks at it is one sentence: whether
    /// several records have it would tell of a record that they may not see.
    fn in_words(self) -> String {
        match self.asks() {
            Some(_) => {
                format!("It is not certain who stands under this council number. {NOTHING_IS_TAKEN_IN}")
            }
            None => {
                "The matching desk decided that this is somebody else than the record under this council \
                     number. Nothing under this number is taken in until the number is put right."
                    .to_owned()
            }
        }
    }
}

/// Why nothing is taken in about somebody, where it is not.
pub(super) fn why_held(survey: &Survey<'_>, whom: &Whom, record: &Record) -> Option<Held> {
    let child = survey.child(whom)?;
    let case = record.case(Suspicion::number_case(whom.person));
    let anothers = anothers_names(survey, whom, record);
    let in_doubt = || {
        is_another(child, record)
            || !anothers.is_empty()
            || is_named_otherwise(child, record)
            || case.is_some_and(|case| still_asked(survey.reading, child, record, case))
    };
    let held = whom.held.or_else(|| in_doubt().then_some(Held::TwoChildren))?;
    let Some(case) = case else { return Some(held) };
    // The desk decided about those whom it was shown. Of a case of before nobody knows who they were.
    let is_about_these = case.file_says.as_ref().is_none_or(|shown| {
        file_says(survey.reading, child).speaks_of_nobody_but(shown)
            && anothers.iter().all(|name| shown.has_name(name))
    });
    match case.decided {
        Some(MatchDecision::Same) if is_about_these => None,
        Some(MatchDecision::Different) if is_about_these => Some(Held::DecidedDifferent),
        _ => Some(held),
    }
}

/// The names of the file that are another's and were never this record's, nor wait for a decision in it. Where
/// its names were all written here, one of a file is a conflict.
fn anothers_names<'s>(survey: &'s Survey<'_>, whom: &Whom, record: &Record) -> Vec<&'s Words> {
    let never_theirs = |name: &&Words| record.was_named_by_file() && !record.names().contains(*name);
    survey.anothers(whom).filter(never_theirs).collect()
}

/// Whether the file's name can hardly be that of the record.
fn is_named_otherwise(child: &Child<'_>, record: &Record) -> bool {
    record.was_named_by_file() && hardly_theirs(&child.legal_names(), &child.names_used(), record.names())
}

/// Whether the file still says what the desk was asked about, with a name that the record never had, and the desk
/// did not say that it is one child. Of two names that were exchanged the one that is decided first must not let the other in.
fn still_asked(reading: &Reading, child: &Child<'_>, record: &Record, case: &Case) -> bool {
    let says_it_still = |shown: &FileSays| {
        let now = file_says(reading, child);
        let has_new = child.names().iter().any(|name| !record.names().contains(name) && shown.has_name(name));
        has_new && now.speaks_of_nobody_but(shown) && shown.speaks_of_nobody_but(&now)
    };
    case.decided != Some(MatchDecision::Same) && case.file_says.as_ref().is_some_and(says_it_still)
}

/// Whether the file's birth date can hardly be that of the record.
fn is_another(child: &Child<'_>, record: &Record) -> bool {
    let known: Vec<_> = record
        .standing()
        .filter_map(|(_, _, stands)| match &stands.said.body {
            Body::BirthRecorded(birth) => Some(birth.born),
            _ => None,
        })
        .collect();
    let another = known.iter().any(|known| match known {
        PartialDate::Day(known) => child.births().any(|born| clearly_different(*known, born)),
        _ => false,
    });
    // A birth date put right here may be far from what the file still says.
    let said_before =
        record.standing().filter_map(|(_, _, stands)| stands.file_said()).any(|said| match &said.body {
            Body::BirthRecorded(birth) => child.births().all(|born| birth.born == PartialDate::Day(born)),
            _ => false,
        });
    another && !said_before
}

/// Whether what the desk was asked about a number is in doubt no longer, where nothing of it is held back: each
/// file in question is here again. Of what another file says nobody was asked.
pub(super) fn is_settled(survey: &Survey<'_>, whom: &Whom, record: &Record) -> bool {
    let case = record.case(Suspicion::number_case(whom.person)).filter(|case| case.waits());
    let (Some(shown), Some(child)) = (case.and_then(|case| case.file_says.as_ref()), survey.child(whom))
    else {
        return false;
    };
    file_says(survey.reading, child).is_from_the_files_of(shown)
}

/// Says that a number is held back, and asks the matching desk.
pub(super) fn hold_back(
    survey: &Survey<'_>,
    (whom, record): (&Whom, &Record),
    held: Held,
    plan: &mut Plan,
    says: &mut Says<'_>,
) {
    plan.counts.held_back = 1;
    let Some(child) = survey.child(whom) else { return };
    plan.counts.refused += child.rows();
    whom.number.into_iter().for_each(|number| says.in_doubt(number));
    if let Some(at) = child.who_row() {
        let number = whom.number.map(|number| number.to_string()).unwrap_or_default();
        says.row(at, Some("CHILD"), &number, Severity::RowRefused, held.in_words());
    }
    let Some(why) = held.asks() else { return };
    let stream = Suspicion::number_case(whom.person);
    let says = file_says(survey.reading, child);
    if record.case(stream).is_none_or(|case| is_news(case, &says)) {
        plan.suspicions.push(Suspicion::of_number(whom.person, why, says, record.revision(stream)));
    }
}

/// Whether the desk does not know yet what the file says. What was lawfully
/// erased is not told again.
fn is_news(case: &Case, says: &FileSays) -> bool {
    let is_known = case.file_says.as_ref().is_some_and(|shown| shown.says_the_same(says));
    !case.erased && !is_known
}

/// What the files say of who stands under a number.
fn file_says(reading: &Reading, child: &Child<'_>) -> FileSays {
    let place = |at: RowRef| vec![(reading.path(at).to_owned(), at.line)];
    let returns = child.header.iter().map(|row| ChildOfFile {
        rows: place(row.source),
        number: row.child.to_string(),
        legal_name: None,
        name_used: None,
        born: row.dob,
        sex: row.sex.map(|code| sex_in_letters(code.code).to_owned()),
        ethnicity: row.ethnic.map(|code| code.code.to_owned()),
        upn: row.upn.map(pupil_number),
        team: None,
        social_worker: None,
    });
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let people = child.people.iter().map(|row| ChildOfFile {
        rows: place(row.source),
        number: row.child.to_string(),
        legal_name: text(&row.legal_name),
        name_used: text(&row.name_used),
        born: row.dob,
        sex: None,
        ethnicity: None,
        upn: None,
        team: text(&row.team),
        social_worker: text(&row.social_worker),
    });
    FileSays::of(returns.chain(people))
}
