//! Where the hubs stand tonight, as `People.csv` says it.

use super::claims::Claimant;
use super::staff::{Found, NamedAs};
use exchange::{MissingNow, PersonRow, RowRef, Severity};
use jiff::civil::{Date, Time};
use practice::dates::{Happened, Instant, PartialDate, long_date};
use practice::homes::{Sleeping, SleepingRecorded};
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::PostId;
use practice::import::{Claim, Kept, Place, Thing};
use practice::journal::Body;
use practice::key_working::{Cohort, CohortRecorded, KeyWorkerNamed, SocialWorkerNamed};
use practice::safety::{Away, MissingRecorded};

pub(super) fn claim(claimant: &mut Claimant<'_, '_>) {
    let Some(row) = claimant.child.people.first().copied() else { return };
    team(claimant, row);
    social_worker(claimant, row);
    key_worker(claimant, row);
    cohort(claimant, row);
    sleeping(claimant, row);
    missing_now(claimant, row);
}

fn team(claimant: &mut Claimant<'_, '_>, row: &PersonRow) {
    let team = row.team.as_deref().and_then(|name| claimant.staff.team(name));
    if let Some((team, name)) = team {
        let body = Body::ResponsibleTeamNamed(ResponsibleTeamNamed {
            team,
            name: name.to_owned(),
            reason: String::new(),
        });
        let (stream, today) = (claimant.person.stream("responsible_team"), claimant.today());
        claimant.claim(stream, today, body, None, (row.source, "TEAM"));
    }
}

fn social_worker(claimant: &mut Claimant<'_, '_>, row: &PersonRow) {
    let before = before(claimant, "social_worker", Thing::SocialWorker);
    let named = (row.social_worker.as_deref(), NamedAs::SocialWorker, "SOCIAL_WORKER", before);
    if let Some(post) = worker(claimant, row.source, named) {
        let body = Body::SocialWorkerNamed(SocialWorkerNamed { post, reason: String::new() });
        let (stream, today) = (claimant.person.stream("social_worker"), claimant.today());
        claimant.claim(stream, today, body, None, (row.source, "SOCIAL_WORKER"));
    }
}

/// A key worker with a start date is an allocation and opens the journey.
fn key_worker(claimant: &mut Claimant<'_, '_>, row: &PersonRow) {
    let before = before(claimant, "key_working", Thing::KeyWorker);
    let named = (row.key_worker.as_deref(), NamedAs::KeyWorker, "KEY_WORKER", before);
    let Some(post) = worker(claimant, row.source, named) else { return };
    let stream = claimant.person.stream("key_working");
    let since = row.key_worker_since.filter(|since| *since <= claimant.now.day());
    let Some(since) = since else {
        let stands = claimant.record.stands(stream, Thing::KeyWorker).map(|stands| &stands.said.body);
        if !matches!(stands, Some(Body::KeyWorkerNamed(named)) if named.post == post) {
            let disputed = claimant.says.reading.is_disputed(row.source, "KEY_WORKER_SINCE");
            let reason = match row.key_worker_since {
                None if disputed => "The rows of this number differ about since when, so the key worker is not named \
                                     and the journey does not open."
                    .to_owned(),
                None => "The file does not say since when, so the key worker is not named and the journey does not \
                         open. Add KEY_WORKER_SINCE."
                    .to_owned(),
                Some(since) => format!("{} is yet to come, so the key worker is not named.", long_date(since)),
            };
            let name = row.key_worker.as_deref().unwrap_or_default();
            claimant.says.row(row.source, Some("KEY_WORKER"), name, Severity::ValueLeftOut, reason);
        }
        return;
    };
    let nothing = String::new;
    let body = Body::KeyWorkerNamed(KeyWorkerNamed { post, reason: nothing(), young_person_said: nothing() });
    let happened = Happened::On(PartialDate::Day(since));
    claimant.claim(stream, happened, body, None, (row.source, "KEY_WORKER"));
}

/// Whom the record names, and whom a file named last.
fn before(claimant: &Claimant<'_, '_>, stream: &str, thing: Thing) -> Vec<PostId> {
    let stands = claimant.record.stands(claimant.person.stream(stream), thing);
    let said = stands.iter().flat_map(|stands| [Some(&stands.said), stands.file_said()]).flatten();
    said.filter_map(|said| match &said.body {
        Body::KeyWorkerNamed(named) => Some(named.post),
        Body::SocialWorkerNamed(named) => Some(named.post),
        _ => None,
    })
    .collect()
}

/// The post of a worker named in the file. A namesake is never guessed at:
/// whoever is named reads the record.
fn worker(
    claimant: &mut Claimant<'_, '_>,
    at: RowRef,
    (name, named_as, column, before): (Option<&str>, NamedAs, &'static str, Vec<PostId>),
) -> Option<PostId> {
    let name = name?;
    let reason = match claimant.staff.worker(name, named_as, &before)? {
        Found::One(post) => return Some(post),
        Found::Several => {
            "There are several workers of this name here, so nobody is named. Choose one on the page."
        }
        Found::NoneInTheRole => {
            "Whoever has this name here has no post of this kind that goes on, so nobody is named. Choose somebody on \
             the page, or add the role to their post and import again."
        }
    };
    claimant.says.row(at, Some(column), name, Severity::ToCheck, reason);
    None
}

fn cohort(claimant: &mut Claimant<'_, '_>, row: &PersonRow) {
    let Some(written) = row.cohort.as_deref() else { return };
    let Some(cohort) = cohort_of(written) else {
        let reason = "This group is not known here. Known are: looked after, edge of care, edging to care, care \
                      leaver.";
        claimant.says.row(row.source, Some("COHORT"), written, Severity::ValueLeftOut, reason);
        return;
    };
    let body = Body::CohortRecorded(CohortRecorded { cohort });
    let (stream, today) = (claimant.person.stream("cohort"), claimant.today());
    claimant.claim(stream, today, body, None, (row.source, "COHORT"));
}

fn cohort_of(written: &str) -> Option<Cohort> {
    let plain = written.to_lowercase().replace(['-', '_'], " ");
    match plain.as_str() {
        "looked after" | "looked after child" | "in care" | "cla" | "lac" => Some(Cohort::LookedAfter),
        "edge of care" | "on the edge of care" => Some(Cohort::EdgeOfCare),
        "edging to care" | "edging towards care" => Some(Cohort::EdgingToCare),
        "care leaver" | "leaving care" | "care experienced" => Some(Cohort::CareLeaver),
        _ => None,
    }
}

/// In one of our houses, or elsewhere: then only the vault knows where. A
/// purpose without a place is about the stay that stands.
fn sleeping(claimant: &mut Claimant<'_, '_>, row: &PersonRow) {
    if claimant.says.reading.is_disputed(row.source, "SLEEPING_AT") {
        return say_of_no_stay(claimant, row);
    }
    let (stream, today) = (claimant.person.stream("whereabouts"), claimant.today());
    let stands = claimant.record.stands(stream, Thing::Sleeping).map(|stands| &stands.said);
    let (place, elsewhere) = match (row.sleeping_at.as_deref(), stands) {
        (None, _) if row.stay_purpose.is_none() => return,
        (Some(named), _) => match claimant.staff.team(named) {
            Some((team, _)) => (Sleeping::Team(team), None),
            None => (Sleeping::NotKnown, Some(Kept::Is(named.to_owned()))),
        },
        (None, Some(said)) => match &said.body {
            Body::SleepingRecorded(now) => {
                (now.place.clone(), said.guarded.get(&Place::Whereabouts).cloned())
            }
            _ => (Sleeping::NotKnown, None),
        },
        (None, None) => (Sleeping::NotKnown, None),
    };
    let purpose = row.stay_purpose.as_deref().unwrap_or_default().to_owned();
    let body = Body::SleepingRecorded(SleepingRecorded { place, purpose });
    let mut claim = Claim::new(stream, today, body, None);
    if let (Some(claim), Some(kept)) = (&mut claim, elsewhere) {
        claim.said.guarded.insert(Place::Whereabouts, kept);
    }
    claimant.push(claim, (row.source, "SLEEPING_AT"));
}

/// It is not known of which stay a purpose is where rows differ about the place.
fn say_of_no_stay(claimant: &mut Claimant<'_, '_>, row: &PersonRow) {
    if let Some(purpose) = row.stay_purpose.as_deref() {
        let reason =
            "The rows of this number differ about the place, so what the stay is for is left out too.";
        claimant.says.row(row.source, Some("STAY_PURPOSE"), purpose, Severity::ValueLeftOut, reason);
    }
}

/// Missing now. Where the file does not say since when, the day of the import
/// is the first day on which it is known.
fn missing_now(claimant: &mut Claimant<'_, '_>, row: &PersonRow) {
    let Some(missing) = row.missing else { return };
    let (from, time) = match missing {
        MissingNow::Since(day, time) => (day, time),
        MissingNow::SinceUnknown if is_missing(claimant) => return,
        MissingNow::SinceUnknown => (claimant.now.day(), None),
    };
    if from > claimant.now.day() {
        let day = long_date(from);
        let reason = format!(
            "{day} is yet to come, so this is not taken in. Please find out today whether this young person is missing."
        );
        claimant.says.row(row.source, Some("MISSING_SINCE"), &day, Severity::ValueLeftOut, reason);
        return;
    }
    if claimant.child.missing.iter().any(|row| row.mis_start == from) {
        return;
    }
    let happened =
        time.and_then(|time| moment(from, time)).map_or(Happened::On(PartialDate::Day(from)), Happened::At);
    let body = Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from, to: None });
    let stream = claimant.person.stream(&format!("missing/{from}"));
    claimant.claim(stream, happened, body, None, (row.source, "MISSING_SINCE"));
}

/// Whether the record shows them missing already.
fn is_missing(claimant: &Claimant<'_, '_>) -> bool {
    claimant
        .record
        .standing()
        .any(|(_, _, stands)| matches!(&stands.said.body, Body::MissingRecorded(away) if away.to.is_none()))
}

fn moment(day: Date, time: Time) -> Option<Instant> {
    let zoned = day.to_datetime(time).to_zoned(practice::dates::zone()).ok()?;
    Some(Instant::from_jiff(zoned.timestamp()))
}
