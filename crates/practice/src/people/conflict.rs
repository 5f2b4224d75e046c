//! Deciding between the council's file and what was put right here.

use super::events::{ImportConflict, ImportConflictDecided};
use super::header::{Dated, Header};
use crate::Refusal;
use crate::dates::{Happened, Instant};
use crate::ids::{EventId, StreamId};
use crate::import::Thing;
use crate::journal::{Body, Class, Event, Told};

/// A fact of which the file says something else than the record, with what stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileConflict {
    /// What the file said, as the journal holds it.
    pub said: ImportConflict,
    /// The event that holds it.
    pub said_in: EventId,
    /// When that was so.
    pub happened: Happened,
    /// When the file was brought in.
    pub recorded: Instant,
    /// What stands here, newest version; of a decided one, what stood then.
    pub stands: Event,
    /// The event that first said it: corrections name this one.
    pub first: EventId,
    /// The privacy class it is in now.
    pub class: Class,
}

/// What was decided, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// What stands here stays.
    Keep,
    /// The file's version is taken.
    Take(Body),
}

/// The last conflict on a stream, and the event that decided it, from all events of its person in the
/// order in which they were written.
pub fn conflict_on(events: &[Event], stream: StreamId) -> Option<(FileConflict, Option<&Event>)> {
    let mut newest = events.iter().rev().filter(|event| event.stream == stream).peekable();
    let decision = newest.next_if(|event| matches!(event.body, Body::ImportConflictDecided(_)));
    let last = newest.next()?;
    let Body::ImportConflict(said) = &last.body else { return None };
    // Of a decided one, what stood when somebody decided.
    let until = events.iter().position(|event| decision.is_some_and(|decision| decision.act == event.act));
    let events = &events[..until.unwrap_or(events.len())];
    let (first, stands) = standing(events, said.stands)?;
    let conflict = FileConflict {
        said: said.clone(),
        said_in: last.id,
        happened: last.happened,
        recorded: last.recorded,
        stands: stands.clone(),
        first,
        class: class_now(events, stands, first),
    };
    Some((conflict, decision))
}

impl FileConflict {
    /// What somebody is shown who decides it: another word of the file, or of the record, is another conflict.
    pub fn shown(&self) -> String {
        format!("{}.{}", self.said_in, self.stands.id)
    }

    /// Whether the file's word stands beside what stands here, rather than in its place: a team, a place, a group
    /// or a social worker of another day, or another key worker since a later one. What stands here then stays for
    /// its own time.
    pub fn is_of_another_day(&self, file_says: &Body) -> bool {
        let (file, here) = (self.happened.first_day(), self.stands.happened.first_day());
        match (file_says, &self.stands.body) {
            (Body::KeyWorkerNamed(next), Body::KeyWorkerNamed(before)) => {
                file > here && next.post != before.post
            }
            (Body::KeyWorkerNamed(_), _) => file > here,
            _ => file != here && Thing::of(file_says).is_some_and(Thing::is_of_the_day),
        }
    }

    /// Whether the file's word came after what stands here.
    pub fn comes_after(&self, file_says: &Body) -> bool {
        self.happened.first_day() > self.stands.happened.first_day() && self.is_of_another_day(file_says)
    }

    /// Since when each is so, the word here and that of the file, of what is so from a day on.
    pub fn days(&self) -> Option<(Happened, Happened)> {
        let thing = Thing::of(&self.stands.body)?;
        let is_so_since = thing.is_of_the_day() || thing == Thing::KeyWorker;
        is_so_since.then_some((self.stands.happened, self.happened))
    }

    /// Since when the file's word is so, where it is taken. Of names and birth dates the latest stands: one from
    /// before what it corrects would let an older one stand in place of both.
    fn so_since(&self) -> Happened {
        let is_of_many = matches!(self.stands.body, Body::NameRecorded(_) | Body::BirthRecorded(_));
        let stands = self.stands.happened;
        if is_of_many && stands.sort_key() > self.happened.sort_key() { stands } else { self.happened }
    }
}

/// The events that follow from a choice. What is taken from the file corrects
/// what stands, or stands beside it where it is of another day, and stays in the privacy class that stands.
pub fn decide_conflict(
    conflict: &FileConflict,
    stream: StreamId,
    choice: Choice,
    reason: &str,
    now: Instant,
) -> Result<Vec<Told>, Refusal> {
    let reason = crate::staff::reason(reason)?;
    let Some(person) = conflict.stands.subject else {
        return Err(Refusal::because("This is about nobody's record, so there is nothing to decide."));
    };
    let mut told = Vec::new();
    let mut file_taken = false;
    if let Choice::Take(body) = choice {
        file_taken = true;
        let is_of_another_day = conflict.is_of_another_day(&body);
        let taken =
            Told::about(person, conflict.stands.stream, conflict.so_since(), body).in_class(conflict.class);
        told.push(if is_of_another_day { taken } else { taken.correcting(conflict.first) });
    }
    let decided = Body::ImportConflictDecided(ImportConflictDecided { file_taken, reason });
    told.push(Told::about(person, stream, Happened::At(now), decided));
    Ok(told)
}

/// What stands now of the fact that an event recorded, as the record shows it, with the event that first said
/// it. Of what the header does not hold, or not any more, it is the newest version of that event.
fn standing(events: &[Event], of: EventId) -> Option<(EventId, &Event)> {
    let about = events.iter().find(|event| event.id == of)?;
    let header = Header::fold(about.subject?, events);
    if let Some((first, event)) = in_header(&header, about) {
        return Some((first, events.iter().find(|one| one.id == event)?));
    }
    let first = about.corrects.unwrap_or(of);
    Some((first, events.iter().rev().find(|event| is_version(events, event, first))?))
}

fn in_header(header: &Header, about: &Event) -> Option<(EventId, EventId)> {
    fn of<T>(fact: &Dated<T>) -> (EventId, EventId) {
        (fact.first, fact.event)
    }
    match &about.body {
        Body::NameRecorded(name) => header.latest_name(name.usage).map(of),
        Body::BirthRecorded(_) => header.birth().map(of),
        Body::NumberRecorded(number) => header.numbers.get(&number.kind).map(of),
        Body::DetailRecorded(detail) => header.details.get(&detail.detail).map(of),
        Body::ResponsibleTeamNamed(_) => header.team.as_ref().map(of),
        Body::KeyWorkerNamed(_) => header.key_worker.as_ref().map(of),
        Body::SocialWorkerNamed(_) => header.social_worker.as_ref().map(of),
        Body::CohortRecorded(_) => header.cohort.as_ref().map(of),
        Body::SleepingRecorded(_) => header.sleeping.as_ref().map(of),
        _ => None,
    }
}

fn is_version(events: &[Event], event: &Event, first: EventId) -> bool {
    let kind = events.iter().find(|one| one.id == first).map(|one| one.body.kind());
    (event.id == first || event.corrects == Some(first)) && kind == Some(event.body.kind())
}

/// The class that an entry is in now.
pub fn class_now(events: &[Event], stands: &Event, first: EventId) -> Class {
    events
        .iter()
        .rev()
        .find_map(|event| match &event.body {
            Body::Reclassified(moved) if [stands.id, first].contains(&moved.entry) => Some(moved.to),
            _ => None,
        })
        .unwrap_or(stands.class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::PartialDate;
    use crate::ids::{ActId, AuthorityId, PersonId, PostId, VaultId};
    use crate::journal::Actor;
    use crate::key_working::{Cohort, CohortRecorded, KeyWorkerNamed};
    use crate::people::{NameRecorded, NameUse, VaultRef};
    use crate::story::Reclassified;
    use jiff::civil::date;
    use uuid::Uuid;

    const PERSON: PersonId = PersonId(Uuid::from_u128(1));
    const CONFLICT: StreamId = StreamId(Uuid::from_u128(9));

    fn named(name: &str) -> Body {
        Body::NameRecorded(NameRecorded { usage: NameUse::Legal, name: name.into() })
    }

    fn used(name: &str) -> Body {
        Body::NameRecorded(NameRecorded { usage: NameUse::Used, name: name.into() })
    }

    fn event(number: u128, stream: StreamId, corrects: Option<u128>, body: Body) -> Event {
        Event {
            id: EventId(Uuid::from_u128(number)),
            authority: AuthorityId(Uuid::from_u128(2)),
            stream,
            revision: 1,
            subject: Some(PERSON),
            actor: Actor::Post(PostId(Uuid::from_u128(3))),
            role: String::new(),
            on_behalf: None,
            act: ActId(Uuid::from_u128(number)),
            happened: Happened::At(Instant(1_000)),
            recorded: Instant(1_000),
            class: body.usual_class(),
            corrects: corrects.map(|id| EventId(Uuid::from_u128(id))),
            words: 0,
            body,
        }
    }

    fn story() -> Vec<Event> {
        let said = ImportConflict {
            stands: EventId(Uuid::from_u128(11)),
            kind: "people.name_recorded".into(),
            file_says: VaultRef { id: VaultId(Uuid::from_u128(5)), digest: String::new() },
        };
        vec![
            event(10, PERSON.identity(), None, named("Samm Hart")),
            event(11, PERSON.identity(), Some(10), named("Sam Hart")),
            event(12, CONFLICT, None, Body::ImportConflict(said)),
        ]
    }

    #[test]
    fn a_conflict_is_open_until_somebody_decides() {
        let mut events = story();
        assert_eq!(open_conflict(&events, CONFLICT).unwrap().stands.id, events[1].id);
        let decided = ImportConflictDecided { file_taken: false, reason: "Seen on the passport.".into() };
        events.push(event(13, CONFLICT, None, Body::ImportConflictDecided(decided)));
        assert_eq!(open_conflict(&events, CONFLICT), None);
        let (conflict, decision) = conflict_on(&events, CONFLICT).unwrap();
        assert_eq!((conflict.said_in, decision), (events[2].id, Some(&events[3])));
    }

    #[test]
    fn a_file_that_says_something_new_opens_it_again() {
        let mut events = story();
        let decided = ImportConflictDecided { file_taken: false, reason: "Seen on the passport.".into() };
        events.push(event(13, CONFLICT, None, Body::ImportConflictDecided(decided)));
        let again = events[2].body.clone();
        events.push(event(14, CONFLICT, None, again));
        assert!(open_conflict(&events, CONFLICT).is_some());
    }

    fn open_conflict(events: &[Event], stream: StreamId) -> Option<FileConflict> {
        conflict_on(events, stream).filter(|(_, decision)| decision.is_none()).map(|(conflict, _)| conflict)
    }

    fn at(event: Event, happened: Happened) -> Event {
        Event { happened, ..event }
    }

    #[test]
    fn what_stands_is_what_was_so_most_lately_and_the_file_s_word_is_not_from_before_it() {
        let file_day = Happened::On(PartialDate::Day(Instant(1_000).day()));
        let mut events = story();
        events[2].happened = file_day;
        events.push(event(13, PERSON.identity(), None, named("Samson Hart")));
        events.push(event(14, PERSON.identity(), None, used("Sam")));
        events.push(at(event(15, PERSON.identity(), None, named("Sem Hart")), Happened::At(Instant(900))));
        let conflict = open_conflict(&events, CONFLICT).unwrap();
        assert_eq!((conflict.stands.id, conflict.first), (events[3].id, events[3].id));
        let take = Choice::Take(named("Samuel Hart"));
        let told = decide_conflict(&conflict, CONFLICT, take, "So.", Instant(2)).unwrap();
        assert_eq!((told[0].corrects, told[0].happened), (Some(events[3].id), Happened::At(Instant(1_000))));
    }

    #[test]
    fn of_a_key_worker_what_the_record_shows_stands_whatever_its_day() {
        let naming = |post| {
            Body::KeyWorkerNamed(KeyWorkerNamed {
                post: PostId(Uuid::from_u128(post)),
                reason: String::new(),
                young_person_said: String::new(),
            })
        };
        let on = |number, corrects, post, at| Event {
            happened: Happened::At(Instant(at)),
            ..event(number, PERSON.stream("key_working"), corrects, naming(post))
        };
        let said = ImportConflict {
            stands: EventId(Uuid::from_u128(21)),
            kind: "key_working.key_worker_named".into(),
            file_says: VaultRef { id: VaultId(Uuid::from_u128(5)), digest: String::new() },
        };
        // Since March, since June; the file was right about February in place of the second.
        let mut events = vec![on(20, None, 1, 3_000), on(21, None, 2, 6_000), on(22, Some(21), 3, 2_000)];
        events.push(event(23, CONFLICT, None, Body::ImportConflict(said)));
        let conflict = open_conflict(&events, CONFLICT).unwrap();
        assert_eq!((conflict.first, conflict.stands.id), (events[1].id, events[2].id));
    }

    #[test]
    fn a_decided_conflict_is_shown_with_what_stood_then() {
        let mut events = story();
        let decided = ImportConflictDecided { file_taken: true, reason: "He said so.".into() };
        let mut taken = event(13, PERSON.identity(), Some(10), named("Samuel Hart"));
        let decision = event(14, CONFLICT, None, Body::ImportConflictDecided(decided));
        taken.act = decision.act;
        events.extend([taken, decision, event(15, PERSON.identity(), None, named("Sem Hart"))]);
        let (conflict, _) = conflict_on(&events, CONFLICT).unwrap();
        assert_eq!(conflict.stands.id, events[1].id);
    }

    #[test]
    fn what_was_erased_stands_for_itself_and_for_nothing_else() {
        let mut events = story();
        events[1].body = Body::Erased("people.name_recorded".into());
        events.push(event(13, PERSON.identity(), None, Body::Erased("people.safe_contact_recorded".into())));
        let conflict = open_conflict(&events, CONFLICT).unwrap();
        assert_eq!((conflict.first, conflict.stands.id), (events[0].id, events[1].id));
    }

    #[test]
    fn what_is_taken_from_the_file_corrects_what_was_first_said() {
        let conflict = open_conflict(&story(), CONFLICT).unwrap();
        let told = decide_conflict(
            &conflict,
            CONFLICT,
            Choice::Take(named("Samuel Hart")),
            "He said so.",
            Instant(2),
        );
        let told = told.unwrap();
        assert_eq!(told[0].corrects, Some(EventId(Uuid::from_u128(10))));
        assert_eq!(told[0].body, named("Samuel Hart"));
        assert!(matches!(&told[1].body, Body::ImportConflictDecided(decided) if decided.file_taken));
    }

    #[test]
    fn what_was_so_on_another_day_stands_beside_what_stands_and_takes_nothing_from_it() {
        let group = |cohort| Body::CohortRecorded(CohortRecorded { cohort });
        let on = |number, day, corrects, body| Event {
            happened: Happened::On(PartialDate::Day(day)),
            ..event(number, PERSON.stream("cohort"), corrects, body)
        };
        let said = ImportConflict {
            stands: EventId(Uuid::from_u128(21)),
            kind: "key_working.cohort_recorded".into(),
            file_says: VaultRef { id: VaultId(Uuid::from_u128(5)), digest: String::new() },
        };
        let (march, june) = (date(2026, 3, 2), date(2026, 6, 1));
        let mut events = vec![
            on(20, march, None, group(Cohort::EdgeOfCare)),
            on(21, march, Some(20), group(Cohort::EdgingToCare)),
        ];
        events.push(Event { stream: CONFLICT, ..on(22, june, None, Body::ImportConflict(said.clone())) });
        let taken = |events: &[Event]| {
            let conflict = open_conflict(events, CONFLICT).unwrap();
            let take = Choice::Take(group(Cohort::LookedAfter));
            decide_conflict(&conflict, CONFLICT, take, "She moved.", Instant(2)).unwrap().remove(0)
        };
        let told = taken(&events);
        assert_eq!((told.corrects, told.happened), (None, Happened::On(PartialDate::Day(june))));
        events[2].happened = Happened::On(PartialDate::Day(date(2026, 2, 1)));
        assert_eq!(taken(&events).corrects, None, "nor does an earlier day take what was so since");
        events[2].happened = events[1].happened;
        assert_eq!(taken(&events).corrects, Some(events[0].id), "of the same day it is a correction");
    }

    #[test]
    fn what_is_kept_changes_nothing_but_the_conflict() {
        let conflict = open_conflict(&story(), CONFLICT).unwrap();
        let told =
            decide_conflict(&conflict, CONFLICT, Choice::Keep, "Seen on the passport.", Instant(2)).unwrap();
        assert_eq!(told.len(), 1);
        assert!(matches!(&told[0].body, Body::ImportConflictDecided(decided) if !decided.file_taken));
    }

    #[test]
    fn what_is_taken_stays_in_the_privacy_class_that_what_stands_was_moved_to() {
        let mut events = story();
        let moved =
            Reclassified { entry: events[1].id, to: Class::Restricted, reason: "Named people only.".into() };
        events.push(event(13, PERSON.stream("moved"), None, Body::Reclassified(moved)));
        let conflict = open_conflict(&events, CONFLICT).unwrap();
        let told = decide_conflict(&conflict, CONFLICT, Choice::Take(named("X")), "So.", Instant(2)).unwrap();
        assert_eq!(told[0].class, Class::Restricted);
    }

    #[test]
    fn a_decision_says_why() {
        let conflict = open_conflict(&story(), CONFLICT).unwrap();
        let refusal = decide_conflict(&conflict, CONFLICT, Choice::Keep, " ", Instant(2)).unwrap_err();
        assert_eq!(refusal.field.as_deref(), Some("reason"));
    }
}
