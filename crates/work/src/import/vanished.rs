//! Rows that an earlier file had and that are no longer in it.

use super::children::Child;
use super::survey::{Survey, Whom, label};
use exchange::Module;
use jiff::civil::Date;
use practice::codes::CollectionYear;
use practice::dates::Happened;
use practice::ids::{EventId, StreamId};
use practice::import::{Claim, Record, Said, Standing, Thing, expected_in};
use practice::journal::{Body, Class};
use practice::people::NumberKind;
use std::collections::HashMap;

/// Which file of which year, and the row in it.
#[derive(Debug, Clone)]
pub(super) struct RowPlace {
    pub(super) module: Module,
    pub(super) year: Option<CollectionYear>,
    /// The column by which rows of one number are told apart, or else that of the number.
    pub(super) column: &'static str,
    /// The day in it, where it is one.
    pub(super) day: Option<Date>,
}

/// The entry that a row stands in, and who may be shown that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) stands: EventId,
    pub(super) first: EventId,
    pub(super) class: Class,
}

/// A row that is no longer in the file.
#[derive(Debug, Clone)]
pub(super) struct Vanished {
    pub(super) stream: StreamId,
    pub(super) entry: Entry,
    pub(super) place: RowPlace,
    pub(super) what: &'static str,
    /// Whether the record is marked so already.
    pub(super) is_marked: bool,
}

/// What an import is about to write: the claims taken in, each with the entry it makes, and those that wait for a
/// decision, with none.
pub(super) type Newly<'p> = HashMap<(StreamId, Thing), (&'p Claim, Option<Entry>)>;

/// What has vanished of one person's rows once `newly` is written: what one year of the files brings in, another
/// may leave out. Each is said at every import, and marked once, and once more where it was `back`; a number that
/// is held back is in the files, so nothing of it has vanished.
pub(super) fn vanished(
    survey: &Survey<'_>,
    whom: &Whom,
    record: &Record,
    newly: &Newly<'_>,
    back: &[Returned],
) -> Vec<Vanished> {
    let none = Child::default();
    let child = survey.child(whom).unwrap_or(&none);
    let mut found = Vec::new();
    for (stream, thing, said, entry) in will_stand(record, newly) {
        let marks = marks(record, stream, back);
        found.extend(of_the_return(survey, child, &marks, (stream, entry), thing, said));
    }
    for (stream, thing, stands) in record.standing() {
        found.extend(missing_no_longer(survey, child, record, stream, thing, stands));
    }
    found.extend(of_people_csv(survey, whom, child, record));
    found.sort_by_key(|one| (one.stream, one.entry.stands));
    found
}

/// What files have said last of each thing, once everything is written, and where it stands.
fn will_stand<'p>(
    record: &'p Record,
    newly: &'p Newly<'_>,
) -> impl Iterator<Item = (StreamId, Thing, &'p Said, Entry)> {
    let stood = record.standing().filter_map(|(stream, thing, stands)| {
        let new = newly.get(&(stream, thing));
        let said = new.map(|(claim, _)| &claim.said).or(stands.file_said())?;
        Some((stream, thing, said, new.and_then(|(_, entry)| *entry).unwrap_or(Entry::of(stands))))
    });
    let is_first = |stream: StreamId, thing: Thing| record.stands(stream, thing).is_none();
    let first = newly.iter().filter(move |((stream, thing), _)| is_first(*stream, *thing));
    stood.chain(
        first.filter_map(|((stream, thing), (claim, entry))| Some((*stream, *thing, &claim.said, (*entry)?))),
    )
}

/// The files that a row is marked as left out of, without those that have it again.
fn marks<'m>(record: &'m Record, stream: StreamId, back: &[Returned]) -> Vec<&'m str> {
    let is_back = |file: &str| back.iter().any(|one| one.stream == stream && one.file == file);
    record.left_out_of(stream).filter(|file| !is_back(file)).collect()
}

impl Entry {
    fn of(stands: &Standing) -> Self {
        Self { stands: stands.event, first: stands.first, class: stands.class }
    }
}

fn of_the_return(
    survey: &Survey<'_>,
    child: &Child<'_>,
    marks: &[&str],
    (stream, entry): (StreamId, Entry),
    thing: Thing,
    said: &Said,
) -> Option<Vanished> {
    let module = module_of(thing)?;
    // The other parts of the same row have vanished with it.
    if matches!(&said.body, Body::YearInCare(part) if part.class() != Class::Story) {
        return None;
    }
    let oldest = child.years_with(module, said.happened.first_day()).min();
    let is_expected = |year| expected_in(said, year, oldest) || marks.contains(&&*label(module, Some(year)));
    let year = survey
        .whole_years(module)
        .filter(|year| is_expected(*year) && !is_there(child, module, said, *year))
        .min()?;
    let is_marked = marks.iter().any(|file| file.starts_with(module.name()));
    let what = "A row that an earlier file had is no longer in this one.";
    let place = RowPlace::of(module, Some(year), said);
    Some(Vanished { stream, entry, place, what, is_marked })
}

impl RowPlace {
    fn of(module: Module, year: Option<CollectionYear>, said: &Said) -> Self {
        let column = match module {
            Module::Episodes => "DECOM",
            Module::Missing => "MIS_START",
            Module::Reviews => "REVIEW",
            Module::SwEpisodes => "SW_DECOM",
            _ => "CHILD",
        };
        let day = said.happened.first_day().filter(|_| column != "CHILD");
        Self { module, year, column, day }
    }
}

/// The file of the return that a thing comes from.
fn module_of(thing: Thing) -> Option<Module> {
    Some(match thing {
        Thing::Number(NumberKind::Council) => Module::Header,
        Thing::CarePeriod => Module::Episodes,
        Thing::Missing => Module::Missing,
        Thing::Review => Module::Reviews,
        Thing::Permanence => Module::PrevPerm,
        Thing::YearInCare => Module::Oc2,
        Thing::AfterCare => Module::Oc3,
        Thing::Unaccompanied => Module::Uasc,
        Thing::SocialWorkerSpell => Module::SwEpisodes,
        _ => return None,
    })
}

fn is_there(child: &Child<'_>, module: Module, said: &Said, year: CollectionYear) -> bool {
    child.years_with(module, said.happened.first_day()).any(|one| one == year)
}

/// Somebody whom `People.csv` named before and does not name now.
fn of_people_csv(survey: &Survey<'_>, whom: &Whom, child: &Child<'_>, record: &Record) -> Option<Vanished> {
    let stream = whom.person.identity();
    let here = survey.whole.contains(&(Module::People, None));
    if !here || !child.people.is_empty() {
        return None;
    }
    let by_people = |thing| {
        matches!(
            thing,
            Thing::Name(_)
                | Thing::Team
                | Thing::KeyWorker
                | Thing::SocialWorker
                | Thing::Cohort
                | Thing::Sleeping
        )
    };
    let stands = record
        .standing()
        .filter(|(_, thing, stands)| by_people(*thing) && stands.file_said().is_some())
        .min_by_key(|(_, thing, _)| *thing)?
        .2;
    let what = "Somebody whom this file named before is no longer in it.";
    let entry = Entry { class: Class::Management, ..Entry::of(stands) };
    let place = RowPlace { module: Module::People, year: None, column: "CHILD", day: None };
    Some(Vanished { stream, entry, place, what, is_marked: is_marked_by_people(record, stream) })
}

/// `People.csv` named them missing, and now does not: they may be back, but
/// the file does not say since when.
fn missing_no_longer(
    survey: &Survey<'_>,
    child: &Child<'_>,
    record: &Record,
    stream: StreamId,
    thing: Thing,
    stands: &Standing,
) -> Option<Vanished> {
    let here = survey.whole.contains(&(Module::People, None));
    if !here || child.people.is_empty() || thing != Thing::Missing || !stands.by_file {
        return None;
    }
    let Body::MissingRecorded(away) = &stands.said.body else { return None };
    let of_people = matches!(stands.said.happened, Happened::On(_) | Happened::At(_));
    let in_the_return = child.missing.iter().any(|told| told.mis_start == away.from);
    let open = away.to.is_none() && of_people && !in_the_return;
    // Where several rows of a number differ, one of them still says it.
    if child.people.iter().any(|row| row.missing.is_some()) || !open {
        return None;
    }
    let what = "This file no longer says that they are missing, and not when they came back. The record shows them \
                missing until somebody writes down their return.";
    let place = RowPlace { module: Module::People, year: None, column: "MISSING_SINCE", day: None };
    let is_marked = is_marked_by_people(record, stream);
    Some(Vanished { stream, entry: Entry::of(stands), place, what, is_marked })
}

fn is_marked_by_people(record: &Record, stream: StreamId) -> bool {
    record.left_out_of(stream).any(|file| file == Module::People.name())
}

/// A row of the return that a file has again after it had left it out.
#[derive(Debug, Clone)]
pub(super) struct Returned {
    pub(super) stream: StreamId,
    /// The entry that it stands in, and who may be shown that.
    pub(super) first: EventId,
    pub(super) class: Class,
    /// The file as the mark names it.
    pub(super) file: String,
    pub(super) place: RowPlace,
}

/// What of one person's rows is back in the very file that had left it out. A line of `People.csv` has no day
/// by which it is known again.
pub(super) fn returned(survey: &Survey<'_>, whom: &Whom, record: &Record) -> Vec<Returned> {
    let Some(child) = survey.child(whom) else { return Vec::new() };
    let mut found = Vec::new();
    for (stream, left_out) in record.left_out() {
        let mut standing = record.standing().filter(|(at, ..)| *at == stream);
        let back = standing.find_map(|(_, thing, stands)| {
            Some((stands, is_back(survey, child, thing, stands, &left_out.file)?))
        });
        found.extend(back.map(|(stands, place)| Returned {
            stream,
            first: left_out.entry.unwrap_or(stands.first),
            class: stands.class,
            file: left_out.file.clone(),
            place,
        }));
    }
    found.sort_by(|one, other| (one.stream, &one.file).cmp(&(other.stream, &other.file)));
    found
}

fn is_back(
    survey: &Survey<'_>,
    child: &Child<'_>,
    thing: Thing,
    stands: &Standing,
    file: &str,
) -> Option<RowPlace> {
    let (module, said) = (module_of(thing)?, stands.file_said()?);
    let mut years = survey.whole_years(module).filter(|year| label(module, Some(*year)) == file);
    let year = years.find(|year| is_there(child, module, said, *year))?;
    Some(RowPlace::of(module, Some(year), said))
}
