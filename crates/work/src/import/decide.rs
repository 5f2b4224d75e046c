//! One person: what the files claim, what stands, what follows.

use super::changed::Change;
use super::children::Child;
use super::claims::{Claimant, RowClaim, whole};
use super::counts::Counts;
use super::held_back::{hold_back, is_settled, why_held};
use super::matches::Suspicion;
use super::says::Says;
use super::survey::{Survey, Whom, label};
use super::vanished::{Entry, Newly, Returned, RowPlace, Vanished, returned, vanished};
use crate::story::moves_of;
use crate::{Act, Desk, No};
use exchange::{Issue, Severity};
use practice::codes::CollectionYear;
use practice::dates::{Happened, PartialDate, long_date};
use practice::ids::{EventId, PersonId, Reference, StreamId};
use practice::import::{
    Claim, OLDEST, Place, Record, Standing, Thing, Verdict, YOUNGEST, conflict_stream, verdict,
};
use practice::journal::{Body, Class, Revision, Told};
use practice::people::{
    Door, ImportConflict, Known, MatchDecided, MatchDecision, NumberKind, NumberRecorded, RowReturned,
    RowVanished, VaultRef,
};
use std::collections::BTreeMap;

/// What is written about one person.
#[derive(Debug, Default)]
pub(super) struct Plan {
    steps: Vec<Step>,
    pub(super) counts: Counts,
    pub(super) issues: Vec<Issue>,
    pub(super) suspicions: Vec<Suspicion>,
    /// Whether a name or a birth date is told: then somebody of the same name
    /// and birth date may be here under another number.
    pub(super) named: Option<PersonId>,
}

#[derive(Debug)]
enum Step {
    /// The first words of a record.
    Begin(Happened, String),
    /// A fact, new or correcting the event named, as this event.
    Tell(Claim, Option<EventId>, EventId),
    /// The file and this event disagree.
    Conflict(Claim, EventId),
    /// A row is no longer in the file.
    Flag(Vanished),
    /// It is there again.
    Unflag(Returned),
    /// What the matching desk was asked about a number is no longer in doubt.
    Settle(StreamId),
}

impl Plan {
    /// Whether nothing is taken in.
    pub(super) fn is_held_back(&self) -> bool {
        self.counts.held_back > 0
    }

    /// Counts and says nothing that the plan of another record with the same number does.
    pub(super) fn leave_to_another_record(&mut self, said: &[Issue]) {
        let is_said = |issue: &Issue| self.counts.held_back > 0 || said.contains(issue);
        self.issues.retain(|issue| !is_said(issue));
        let Counts { told, corrected, conflicts, flagged, .. } = self.counts;
        self.counts = Counts { told, corrected, conflicts, flagged, ..Counts::default() };
    }

    /// What of the files is about to be written. A fact stays in the class in which it stands.
    fn newly(&self, record: &Record) -> Newly<'_> {
        let entry = |claim: &Claim, corrects: Option<EventId>, event: EventId| {
            let stands = record.stands(claim.stream, claim.thing);
            let class = stands.map_or_else(|| claim.said.body.usual_class(), |stands| stands.class);
            Entry { stands: event, first: corrects.unwrap_or(event), class }
        };
        let steps = self.steps.iter().filter_map(|step| match step {
            Step::Tell(claim, corrects, event) => Some((claim, Some(entry(claim, *corrects, *event)))),
            Step::Conflict(claim, _) => Some((claim, None)),
            _ => None,
        });
        steps.map(|(claim, entry)| ((claim.stream, claim.thing), (claim, entry))).collect()
    }

    /// Whether nothing is written.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// Decides on one person.
pub(super) fn decide(desk: &Desk, survey: &Survey<'_>, whom: &Whom, record: &Record) -> Plan {
    let mut plan = Plan::default();
    let mut says = Says::about(survey.reading);
    if let (Some(child), Some(number)) = (survey.child(whom), whom.number) {
        if whom.new {
            plan.counts.created = 1;
            let happened = child.header.last().map_or(today(desk), |row| whole(row.year));
            plan.steps.push(Step::Begin(happened, number.as_str().to_owned()));
        } else {
            plan.counts.matched = 1;
        }
        if let Some(why) = why_held(survey, whom, record) {
            hold_back(survey, (whom, record), why, &mut plan, &mut says);
            plan.issues = says.issues;
            return plan;
        }
        let child = &*survey.as_one_child(number, child);
        says.left_out(number);
        say_unchecked(survey, child, whom, record, &mut says);
        take_in((desk, survey), (whom, child), record, &mut plan, &mut says);
    }
    what_vanished(survey, whom, record, &mut plan, &mut says);
    if is_settled(survey, whom, record) {
        plan.steps.push(Step::Settle(Suspicion::number_case(whom.person)));
    }
    plan.counts.changed = usize::from(!whom.new && !plan.is_empty());
    plan.issues = says.issues;
    plan
}

/// Marks the rows that a file has no longer, or again, once the rest of the plan is written.
fn what_vanished(survey: &Survey<'_>, whom: &Whom, record: &Record, plan: &mut Plan, says: &mut Says<'_>) {
    let back = returned(survey, whom, record);
    let gone = vanished(survey, whom, record, &plan.newly(record), &back);
    for row in back {
        let reason = "A row that this file had left out is in it again.";
        say_of_row((whom, record), &row.place, Severity::Note, reason, says);
        plan.steps.push(Step::Unflag(row));
    }
    for row in gone {
        let marked = if row.is_marked { " It is marked so in the record already." } else { "" };
        let reason = format!("{}{marked}", row.what);
        say_of_row((whom, record), &row.place, Severity::ToCheck, &reason, says);
        if !row.is_marked {
            plan.counts.flagged += 1;
            plan.steps.push(Step::Flag(row));
        }
    }
}

/// Says of whom nobody knows whether they are of the ages that come in.
fn say_unchecked(survey: &Survey<'_>, child: &Child<'_>, whom: &Whom, record: &Record, says: &mut Says<'_>) {
    let is_known = child.born().is_some() || record.stands(whom.person.identity(), Thing::Birth).is_some();
    if let Some(at) = child.who_row().filter(|_| !survey.all_ages && !is_known) {
        let reason = format!(
            "No birth date is known, so nobody checked that they are {YOUNGEST} to {OLDEST}. What the files say of \
             them is taken in all the same."
        );
        says.row(at, Some("DOB"), "", Severity::ToCheck, reason);
    }
}

fn take_in<'r>(
    (desk, survey): (&Desk, &Survey<'r>),
    (whom, child): (&Whom, &Child<'r>),
    record: &Record,
    plan: &mut Plan,
    says: &mut Says<'r>,
) {
    let mut claimant = Claimant {
        person: whom.person,
        child,
        record,
        staff: &survey.staff,
        now: desk.now,
        says,
        claims: Vec::new(),
        refused: 0,
    };
    claimant.all();
    plan.counts.refused += claimant.refused;
    let claims = std::mem::take(&mut claimant.claims);
    for claim in claims {
        settle((desk, survey), (whom, child), record, claim, plan, says);
    }
}

fn settle(
    (desk, survey): (&Desk, &Survey<'_>),
    (whom, child): (&Whom, &Child<'_>),
    record: &Record,
    claimed: RowClaim,
    plan: &mut Plan,
    says: &mut Says<'_>,
) {
    let RowClaim { mut claim, at, column } = claimed;
    let verdict = verdict(&mut claim, record);
    let stands = record.stands(claim.stream, claim.thing);
    let change = stands.map(|stands| Change { stands, claim: &claim, child, at, column });
    let tells = matches!(verdict, Verdict::Tells | Verdict::Corrects(_));
    if tells
        && change.as_ref().is_some_and(|change| !change.is_taken_in(desk.now.day(), survey.all_ages, says))
    {
        return;
    }
    if tells && matches!(claim.said.body, Body::NameRecorded(_) | Body::BirthRecorded(_)) {
        plan.named = Some(whom.person);
    }
    match verdict {
        Verdict::Nothing => {}
        Verdict::Older => {
            if let Some(newer) = stands.and_then(Standing::file_said) {
                says.overtaken(at, &claim, newer, newer.year().and_then(CollectionYear::ending));
            }
        }
        Verdict::SaidBefore => change.into_iter().for_each(|change| change.say_stays(says)),
        Verdict::Tells => {
            plan.counts.told += 1;
            plan.steps.push(Step::Tell(claim, None, EventId(desk.house.id())));
        }
        Verdict::Corrects(event) => {
            plan.counts.corrected += 1;
            plan.steps.push(Step::Tell(claim, Some(event), EventId(desk.house.id())));
        }
        Verdict::Conflicts(stands) => {
            plan.counts.conflicts += 1;
            let reason = "This was written or put right here, and the file says something new. What stands here stays \
                          until somebody decides.";
            if let Some(change) = change {
                change.say_disagrees(desk.now.day(), reason, says);
            }
            plan.steps.push(Step::Conflict(claim, stands));
        }
        Verdict::Waits => {
            let reason = "This was written or put right here, and the file says otherwise, as it did before. What \
                          stands here stays until somebody decides.";
            if let Some(change) = change {
                change.say_disagrees(desk.now.day(), reason, says);
            }
        }
        Verdict::Erased => {
            let reason = "What this says was lawfully erased here, so it is not taken in again.";
            says.row(at, Some(column), "", Severity::Note, reason);
        }
    }
}

/// Of a row that is gone there is no line: its file is said, whose it was, and its day.
fn say_of_row(
    (whom, record): (&Whom, &Record),
    row: &RowPlace,
    severity: Severity,
    reason: &str,
    says: &mut Says<'_>,
) {
    let said = [Some(whose(whom, record)).filter(|number| !number.is_empty()), row.day.map(long_date)];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(", ");
    says.file((row.module, row.year), Some(row.column), &said, severity, reason);
}

/// The number of somebody in the council's files. Whom no file names any more, their record names by the
/// number that a file once gave them.
fn whose(whom: &Whom, record: &Record) -> String {
    let of_record = record.stands(whom.person.identity(), Thing::Number(NumberKind::Council));
    let of_record = of_record.and_then(|stands| match &stands.said.body {
        Body::NumberRecorded(number) => Some(number.number.clone()),
        _ => None,
    });
    whom.number.map(|number| number.as_str().to_owned()).or(of_record).unwrap_or_default()
}

fn today(desk: &Desk) -> Happened {
    Happened::On(PartialDate::Day(desk.now.day()))
}

/// The act that writes a plan. It rests on the record as it was read.
pub(super) fn act_of(desk: &Desk, whom: &Whom, plan: Plan, record: &Record) -> Result<Act, No> {
    let person = whom.person;
    let at = |stream| Revision { stream, number: record.revision(stream) };
    let mut act = Act::new().reading(Desk::resting_on(person).map(at));
    for step in plan.steps {
        // What follows is told in the class of what stands: a move made meanwhile counts.
        if let Step::Tell(claim, ..) | Step::Conflict(claim, _) = &step
            && let Some(stands) = record.stands(claim.stream, claim.thing)
        {
            act = act.reading([at(moves_of(stands.first))]);
        }
        act = match step {
            Step::Begin(happened, number) => begin(desk, person, happened, number, act),
            Step::Tell(claim, corrects, event) => {
                let (told, act) = tell(desk, person, claim, record, act)?;
                let told = match corrects {
                    Some(first) => told.correcting(first),
                    None => told,
                };
                let read_at = record.revision(told.stream);
                act.telling_as(event, told, read_at)
            }
            Step::Conflict(claim, stands) => conflict(desk, person, claim, stands, record, act)?,
            Step::Flag(row) => {
                let (file, entry) = (label(row.place.module, row.place.year), row.entry);
                let body = Body::RowVanished(RowVanished { stands: entry.stands, file });
                said_of_a_row(desk, person, body, (row.stream, entry.first, entry.class), record, act)
            }
            Step::Unflag(row) => {
                let body = Body::RowReturned(RowReturned { file: row.file });
                said_of_a_row(desk, person, body, (row.stream, row.first, row.class), record, act)
            }
            Step::Settle(case) => {
                let reason =
                    "What was in doubt was put right: the same files leave no doubt any more.".to_owned();
                let body = Body::MatchDecided(MatchDecided { decision: MatchDecision::PutRight, reason });
                act.telling(Told::about(person, case, today(desk), body), record.revision(case))
            }
        };
    }
    Ok(act)
}

/// The same act, saying of a row that stands in an entry whether a file has it.
fn said_of_a_row(
    desk: &Desk,
    person: PersonId,
    body: Body,
    (stream, entry, class): (StreamId, EventId, Class),
    record: &Record,
    act: Act,
) -> Act {
    let moves = moves_of(entry);
    let told = Told::about(person, stream, today(desk), body).correcting(entry).in_class(class);
    act.reading([Revision { stream: moves, number: record.revision(moves) }])
        .telling(told, record.revision(stream))
}

fn begin(desk: &Desk, person: PersonId, happened: Happened, number: String, act: Act) -> Act {
    let reference = Reference::from_random(desk.house.random());
    let known = Body::Known(Known { reference, through: Door::Import });
    let number = Body::NumberRecorded(NumberRecorded { kind: NumberKind::Council, number });
    act.beginning(Told::about(person, person.identity(), today(desk), known))
        .telling(Told::about(person, person.identity(), happened, number), 0)
}

/// The event of a claim; values the vault does not hold yet go there with it.
fn tell(
    desk: &Desk,
    person: PersonId,
    claim: Claim,
    record: &Record,
    mut act: Act,
) -> Result<(Told, Act), No> {
    let stands = record.stands(claim.stream, claim.thing);
    let mut kept: BTreeMap<Place, VaultRef> = BTreeMap::new();
    for (place, value) in claim.to_put_away(stands) {
        // Nobody is looked for where a placement has ended.
        let is_over = matches!(&claim.said.body, Body::CarePeriod(period) if period.to.is_some());
        let found_by = Some(value).filter(|_| place == Place::Home || place == Place::Placement && !is_over);
        let (row, reference) = desk.put_away(person, value, found_by)?;
        act = act.putting_away(row);
        kept.insert(place, reference);
    }
    Ok((claim.told(person, stands, kept), act))
}

fn conflict(
    desk: &Desk,
    person: PersonId,
    claim: Claim,
    stands: EventId,
    record: &Record,
    act: Act,
) -> Result<Act, No> {
    let stream = conflict_stream(person, claim.stream, claim.thing);
    let (told, act) = tell(desk, person, claim, record, act)?;
    let payload = String::from_utf8(told.body.payload())
        .map_err(|_| No::because("What the file says cannot be kept. Nothing was written."))?;
    let (row, file_says) = desk.put_away(person, &payload, None)?;
    let kind = told.body.kind().to_owned();
    let body = Body::ImportConflict(ImportConflict { stands, kind, file_says });
    // It happened when the file says that the fact did: who takes the file's
    // version needs to know.
    let told = Told::about(person, stream, told.happened, body);
    let read_at = record.revision(stream);
    Ok(act.putting_away(row).telling(told, read_at))
}
