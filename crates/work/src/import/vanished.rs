//! Rows that an earlier file had and that are no longer in it.

use super::children::Child;
use super::survey::{Survey, Whom, label};
use exchange::Module;
use jiff::civil::Date;
use practice::codes::CollectionYear;
use practice::dates::Happened;
use practice::ids::{EventId, StreamId};
use practice::import::{Record, Said, Standing, Thing, expected_in};
use practice::journal::{Body, Class};
use practice::people::NumberKind;

/// A row that is no longer in the file.
#[derive(Debug, Clone)]
pub(super) struct Vanished {
    pub(super) stream: StreamId,
    pub(super) stands: EventId,
    /// The entry that it stands in, and who may be shown that.
    pub(super) first: EventId,
    pub(super) class: Class,
    pub(super) file: String,
    pub(super) day: Option<Date>,
    pub(super) what: &'static str,
}

impl Vanished {
    fn of(
        stream: StreamId,
        stands: &Standing,
        class: Class,
        (file, day): (String, Option<Date>),
        what: &'static str,
    ) -> Self {
        Self { stream, stands: stands.event, first: stands.first, class, file, day, what }
    }
}

/// What has vanished of one person's rows. Each is said once, and once more where it was `back`; a number that
/// is held back is in the files, so nothing of it has vanished.
pub(super) fn vanished(
    survey: &Survey<'_>,
    whom: &Whom,
    record: &Record,
    back: &[Returned],
) -> Vec<Vanished> {
    let none = Child::default();
    let child = survey.child(whom).unwrap_or(&none);
    let mut found = Vec::new();
    for (stream, thing, stands) in record.standing() {
        let Some(said) = stands.file_said() else { continue };
        let is_said = |module: Module| {
            record.said_vanished(stream, module.name()) && !back.iter().any(|one| one.stream == stream)
        };
        found.extend(of_the_return(survey, child, is_said, stream, thing, stands, said));
        found.extend(missing_no_longer(survey, child, record, stream, thing, stands));
    }
    found.extend(of_people_csv(survey, whom, child, record));
    found.sort_by_key(|one| (one.stream, one.stands));
    found
}

fn of_the_return(
    survey: &Survey<'_>,
    child: &Child<'_>,
    is_said: impl Fn(Module) -> bool,
    stream: StreamId,
    thing: Thing,
    stands: &Standing,
    said: &Said,
) -> Option<Vanished> {
    let module = module_of(thing)?;
    // The other parts of the same row have vanished with it.
    if matches!(&said.body, Body::YearInCare(part) if part.class() != Class::Story) {
        return None;
    }
    let mut years: Vec<CollectionYear> = survey
        .whole
        .iter()
        .filter(|(one, _)| *one == module)
        .filter_map(|(_, year)| *year)
        .filter(|year| expected_in(said, *year) && !is_there(child, module, said, *year))
        .collect();
    years.sort_unstable();
    let year = years.first()?;
    if is_said(module) {
        return None;
    }
    let what = "A row that an earlier file had is no longer in this one.";
    let of = (label(module, Some(*year)), day_of(module, said));
    Some(Vanished::of(stream, stands, stands.class, of, what))
}

/// Rows of one number are told apart by their day, where they have one.
fn day_of(module: Module, said: &Said) -> Option<Date> {
    let by_day = matches!(module, Module::Episodes | Module::Missing | Module::Reviews | Module::SwEpisodes);
    said.happened.first_day().filter(|_| by_day)
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
    let day = said.happened.first_day();
    match module {
        Module::Header => child.header.iter().any(|row| row.year == year),
        Module::Episodes => child.episodes.iter().any(|row| row.year == year && Some(row.decom) == day),
        Module::Missing => child.missing.iter().any(|row| row.year == year && Some(row.mis_start) == day),
        Module::Reviews => child.reviews.iter().any(|row| row.year == year && Some(row.review) == day),
        Module::SwEpisodes => child.workers.iter().any(|row| row.year == year && Some(row.sw_decom) == day),
        Module::PrevPerm => child.permanence.iter().any(|row| row.year == year),
        Module::Oc2 => child.oc2.iter().any(|row| row.year == year),
        Module::Oc3 => child.oc3.iter().any(|row| row.year == year),
        Module::Uasc => child.uasc.iter().any(|row| row.year == year),
        _ => true,
    }
}

/// Somebody whom `People.csv` named before and does not name now.
fn of_people_csv(survey: &Survey<'_>, whom: &Whom, child: &Child<'_>, record: &Record) -> Option<Vanished> {
    let stream = whom.person.identity();
    let here = survey.whole.contains(&(Module::People, None));
    if !here || !child.people.is_empty() || record.said_vanished(stream, Module::People.name()) {
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
    Some(Vanished::of(stream, stands, Class::Management, (label(Module::People, None), None), what))
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
    let row = child.people.first().filter(|_| here && thing == Thing::Missing && stands.by_file)?;
    let Body::MissingRecorded(away) = &stands.said.body else { return None };
    let of_people = matches!(stands.said.happened, Happened::On(_) | Happened::At(_));
    let in_the_return = child.missing.iter().any(|told| told.mis_start == away.from);
    let open = away.to.is_none() && of_people && !in_the_return;
    if row.missing.is_some() || !open || record.said_vanished(stream, Module::People.name()) {
        return None;
    }
    let what = "This file no longer says that they are missing, and not when they came back. The record shows them \
                missing until somebody writes down their return.";
    Some(Vanished::of(stream, stands, stands.class, (label(Module::People, None), None), what))
}

/// A row of the return that a file has again after it had left it out.
#[derive(Debug, Clone)]
pub(super) struct Returned {
    pub(super) stream: StreamId,
    /// The entry that it stands in, and who may be shown that.
    pub(super) first: EventId,
    pub(super) class: Class,
    pub(super) file: String,
}

/// What of one person's rows is back in the very file that had left it out. A line of `People.csv` has no day
/// by which it is known again.
pub(super) fn returned(survey: &Survey<'_>, whom: &Whom, record: &Record) -> Vec<Returned> {
    let Some(child) = survey.child(whom) else { return Vec::new() };
    let mut found = Vec::new();
    for (stream, left_out) in record.left_out() {
        let mut standing = record.standing().filter(|(at, ..)| *at == stream);
        let back = standing.find(|(_, thing, stands)| is_back(survey, child, *thing, stands, &left_out.file));
        found.extend(back.map(|(_, _, stands)| Returned {
            stream,
            first: left_out.entry.unwrap_or(stands.first),
            class: stands.class,
            file: left_out.file.clone(),
        }));
    }
    found.sort_by(|one, other| (one.stream, &one.file).cmp(&(other.stream, &other.file)));
    found
}

fn is_back(survey: &Survey<'_>, child: &Child<'_>, thing: Thing, stands: &Standing, file: &str) -> bool {
    let (Some(module), Some(said)) = (module_of(thing), stands.file_said()) else { return false };
    let mut years = survey.whole.iter().filter(|(one, _)| *one == module).filter_map(|(_, year)| *year);
    years.any(|year| label(module, Some(year)) == file && is_there(child, module, said, year))
}
