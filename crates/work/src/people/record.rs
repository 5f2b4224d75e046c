//! Recording and correcting who somebody is: one mechanism for every fact.

use super::{former, is_read_by_somebody, suspected, unless_sent};
use crate::staff::answered_for_by_an_open_team;
use crate::story::moves_of;
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::codes::{CodeSet, CollectionYear, lookup};
use practice::dates::{Happened, Instant, PartialDate, long_date};
use practice::ids::{EventId, PersonId, StreamId};
use practice::journal::{Body, Class, Revision, Told, what_is_typed, without_turning_marks};
use practice::numbers::{CouncilNumber, NhsNumber, Postcode, Upn, telephone_in};
use practice::people::{
    AlertEnded, AlertRaised, BirthBasis, BirthRecorded, ContactKind, ContactPointEnded, ContactPointRecorded,
    Dated, DeathUndone, Detail, DetailRecorded, Died, FamilyMemberRecorded, Header, HealthRecorded,
    HealthTopic, NameRecorded, NameUse, NumberKind, NumberRecorded, SafeContactRecorded, Status,
    alert_looked_at, born_by_hand, died_by_hand,
};
use practice::safety::MissingRecorded;
use practice::staff::Permission;
use std::collections::BTreeSet;

/// The longest text of one fact, in letters.
const LONGEST: usize = 4_000;

/// One thing to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A name.
    Name(NameUse, String),
    /// A name; those of this use before it are only for whoever may know them.
    NameAlone(NameUse, String),
    /// A birth date and what it rests on.
    Birth(Date, BirthBasis),
    /// A number.
    Number(NumberKind, String),
    /// Something that describes them; empty text says that it is no longer so.
    Detail(Detail, String),
    /// How to reach them safely.
    SafeContact(SafeContactRecorded),
    /// A way to reach them.
    Contact(ContactKind, String, bool),
    /// A way to reach them that is no longer right.
    EndContact(StreamId, String),
    /// Somebody in the family or network: a new one, or changed.
    Family(Option<StreamId>, FamilyMemberRecorded),
    /// An alert, until somebody looks at it again.
    Alert(String, Date, bool),
    /// An alert that is no longer needed, and why.
    EndAlert(StreamId, String),
    /// A health fact: a new one, or changed.
    Health(Option<StreamId>, HealthTopic, String),
    /// They are back, since this day, from a time missing or away.
    Back(StreamId, Date),
    /// They died on this day; who told us.
    Died(Date, String),
    /// The death was recorded by mistake, and how we know.
    NotDied(String),
}

impl Fact {
    /// Whether it says who somebody is, or whether they live: by it records and files are told apart, and old
    /// names move to other readers. It is not for an hour in an emergency.
    fn is_who_they_are(&self) -> bool {
        match self {
            Self::Name(..)
            | Self::NameAlone(..)
            | Self::Birth(..)
            | Self::Number(..)
            | Self::Died(..)
            | Self::NotDied(_) => true,
            Self::Detail(detail, _) => detail.is_of_the_return(),
            _ => false,
        }
    }
}

/// A fact on its way, with what the form had shown.
#[derive(Debug, Clone)]
pub struct Recording {
    /// The fact.
    pub fact: Fact,
    /// The event the form showed as standing, so that a newer one is not
    /// overwritten in silence.
    pub shown: Option<EventId>,
    /// Whether it corrects what stands (it was never right) rather than
    /// changes it (it was right until now).
    pub correction: bool,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Records a fact about a young person.
pub async fn record(desk: &Desk, person: PersonId, recording: &Recording) -> Result<(), No> {
    desk.must(Permission::RecordPerson)?;
    if matches!(recording.fact, Fact::Family(..)) && !desk.sight.rights.classes.contains(&Class::Family) {
        return Err(No::Forbidden("Your role does not include what is written down about family.".into()));
    }
    let desk = &if recording.fact.is_who_they_are() { desk.to_decide() } else { desk.clone() };
    desk.deciding(|| record_once(desk, person, recording)).await
}

async fn record_once(desk: &Desk, person: PersonId, recording: &Recording) -> Result<(), No> {
    let stream = stream_of(desk, person, &recording.fact);
    let Some(Read { header, whole, restriction, at, moves }) = read(desk, person, stream, recording).await?
    else {
        return desk.not_found(&person.to_string(), "record a fact").await;
    };
    if !is_there(&header, &recording.fact) {
        return desk.not_found(&stream.to_string(), "record a fact").await;
    }
    let stands = standing(&header, stream, &recording.fact);
    let told_there = former::to_be_moved(&header, recording);
    let only_read =
        moves.iter().copied().filter(|at| !told_there.iter().any(|entry| moves_of(*entry) == at.stream));
    let mut act = Act::new().reading([restriction]).reading(only_read).keyed(recording.key.clone());
    let body = match &recording.fact {
        Fact::Contact(kind, value, shielded) => {
            let value = contact_value(*kind, value)?;
            let found_by = found_by(*kind, &value).filter(|_| !shielded);
            let (row, value) = desk.put_away(person, &value, found_by.as_deref())?;
            act = act.putting_away(row);
            Body::ContactPointRecorded(ContactPointRecorded { kind: *kind, value, shielded: *shielded })
        }
        fact => body_of(desk, &header, fact)?,
    };
    act = suspected::telling(desk, &whole, &body, act).await?;
    let happened = match (&recording.fact, &stands) {
        (Fact::Died(day, _), _) => Happened::On(PartialDate::Day(*day)),
        (Fact::Back(stream, day), _) => {
            let from = header.missing.get(stream).map_or(*day, |spell| spell.is.from);
            Happened::Range(from, Some(*day))
        }
        // A correction says how it was all along, not how it is from today.
        (_, Some(stands)) if recording.correction => stands.happened,
        _ => Happened::At(desk.now),
    };
    let mut told = Told::about(person, stream, happened, body);
    // What was moved to a narrower class stays there when it changes or ends.
    if let Some((first, class)) = in_class_of(&header, stream, &recording.fact) {
        told = told.in_class(class);
        // Nobody dies twice: another word of it puts the first right.
        if matches!(recording.fact, Fact::Back(..) | Fact::Died(..) | Fact::NotDied(_)) {
            told = told.correcting(first);
        }
    }
    if let Some(stands) = stands.as_ref().filter(|_| recording.correction) {
        told = told.correcting(stands.first);
    }
    let act = former::kept_back(desk, &header, recording, &moves, act.telling(told, at.number));
    if let Some(stands) = stands
        && recording.shown != Some(stands.event)
    {
        let clash = No::Clash { theirs: stands.words, event: stands.event };
        return unless_sent(desk, act, stream, clash).await;
    }
    if let Some(sentence) = is_over(&header, &recording.fact) {
        return unless_sent(desk, act, stream, No::because(sentence)).await;
    }
    if !told_there.is_empty() && !is_read_by_somebody(desk, &whole, Class::Restricted).await? {
        let sentence = "Nobody who may open this record may read restricted entries, so nobody would see the name \
                        of before any more. Ask a manager first.";
        return Err(Refusal::of("why", sentence).into());
    }
    let guard = back_where_somebody_sees_them(desk, &whole, &recording.fact).await?;
    desk.write(guard.into_iter().fold(act, Act::guarding)).await?;
    Ok(())
}

/// A record as far as the author may see it, with what an act on it rests on.
struct Read {
    /// What the author may not see is neither told to them nor compared with.
    header: Header,
    /// All of it, for the matching desk alone: the author learns nothing of what it is told.
    whole: Header,
    restriction: Revision,
    /// The stream on which the fact is told.
    at: Revision,
    /// Where the entries are moved whose class the fact takes, or that it moves.
    moves: Vec<Revision>,
}

/// Reads a record. Whose class a fact takes, and which names it keeps back, is
/// known only once it was read, so it is read again with where those are moved.
async fn read(
    desk: &Desk,
    person: PersonId,
    stream: StreamId,
    recording: &Recording,
) -> Result<Option<Read>, No> {
    let [restriction] = Desk::resting_on(person);
    let mut streams = vec![restriction, stream];
    loop {
        let found = desk.house.records.person(&desk.sight, person, &streams, desk.now).await?;
        let Some(record) = found else { return Ok(None) };
        let whole = record.header;
        let header = desk.narrowed(whole.clone());
        let class_of = in_class_of(&header, stream, &recording.fact).map(|(first, _)| first);
        let entries: BTreeSet<EventId> =
            class_of.into_iter().chain(former::to_be_moved(&header, recording)).collect();
        if entries.iter().map(|entry| moves_of(*entry)).eq(streams[2..].iter().copied()) {
            let [restriction, at, moves @ ..] = &*record.revisions else { return Ok(None) };
            let (restriction, at, moves) = (*restriction, *at, moves.to_vec());
            return Ok(Some(Read { header, whole, restriction, at, moves }));
        }
        streams.truncate(2);
        streams.extend(entries.into_iter().map(moves_of));
    }
}

/// Whether a fact that names a thing of this record names one that is there.
fn is_there(header: &Header, fact: &Fact) -> bool {
    match fact {
        Fact::EndContact(stream, _) => header.contact_points.contains_key(stream),
        Fact::EndAlert(stream, _) => header.alerts.contains_key(stream),
        Fact::Back(stream, _) => header.missing.contains_key(stream),
        Fact::Family(Some(stream), _) => header.family.contains_key(stream),
        Fact::Health(Some(stream), ..) => header.health.contains_key(stream),
        _ => true,
    }
}

/// Why something cannot be ended or taken back: it has been, or never was.
fn is_over(header: &Header, fact: &Fact) -> Option<&'static str> {
    let has_ended = match fact {
        Fact::EndContact(stream, _) => {
            header.contact_points.get(stream).is_some_and(|point| point.is.ended.is_some())
        }
        Fact::EndAlert(stream, _) => header.alerts.get(stream).is_some_and(|alert| alert.is.ended.is_some()),
        Fact::Back(stream, _) if header.missing.get(stream).is_some_and(|spell| spell.is.to.is_some()) => {
            return Some("Somebody has written down already that they are back.");
        }
        Fact::NotDied(_) if header.died.is_none() => return Some("No death is recorded here."),
        _ => false,
    };
    has_ended.then_some("Somebody has ended this already.")
}

/// A death stops nobody from closing the team: whoever is back is back in an open
/// one. Answers the guard that this rests on.
async fn back_where_somebody_sees_them(
    desk: &Desk,
    whole: &Header,
    fact: &Fact,
) -> Result<Option<Revision>, No> {
    match (fact, &whole.team) {
        (Fact::NotDied(_), Some(team)) if whole.status() == Status::Open => {
            Box::pin(answered_for_by_an_open_team(desk, team.is, "reason")).await.map(Some)
        }
        _ => Ok(None),
    }
}

/// The entry whose class a fact takes, and that class: what stands where it
/// goes, or what it ends or tells once more.
fn in_class_of(header: &Header, stream: StreamId, fact: &Fact) -> Option<(EventId, Class)> {
    match fact {
        Fact::EndContact(ended, _) => header.contact_points.get(ended).map(first_and_class),
        Fact::EndAlert(ended, _) => header.alerts.get(ended).map(first_and_class),
        Fact::Back(spell, _) => header.missing.get(spell).map(first_and_class),
        Fact::Died(..) | Fact::NotDied(_) => header.died.as_ref().map(first_and_class),
        _ => standing(header, stream, fact).map(|stands| (stands.first, stands.class)),
    }
}

fn first_and_class<T>(fact: &Dated<T>) -> (EventId, Class) {
    (fact.first, fact.class)
}

fn stream_of(desk: &Desk, person: PersonId, fact: &Fact) -> StreamId {
    match fact {
        Fact::Name(..)
        | Fact::NameAlone(..)
        | Fact::Birth(..)
        | Fact::Number(..)
        | Fact::Detail(..)
        | Fact::SafeContact(_) => person.identity(),
        Fact::Died(..) | Fact::NotDied(_) => person.stream("death"),
        Fact::EndContact(stream, _)
        | Fact::EndAlert(stream, _)
        | Fact::Back(stream, _)
        | Fact::Family(Some(stream), _)
        | Fact::Health(Some(stream), ..) => *stream,
        Fact::Contact(..) | Fact::Family(None, _) | Fact::Alert(..) | Fact::Health(None, ..) => desk.stream(),
    }
}

/// What stands where a fact would go.
struct Standing {
    /// In words.
    words: String,
    /// The event that says it.
    event: EventId,
    /// The event that first said it: corrections name this one.
    first: EventId,
    /// Its privacy class now.
    class: Class,
    /// Since when it is so.
    happened: Happened,
}

impl Standing {
    fn of<T>(fact: &Dated<T>, words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            event: fact.event,
            first: fact.first,
            class: fact.class,
            happened: fact.happened,
        }
    }
}

fn standing(header: &Header, stream: StreamId, fact: &Fact) -> Option<Standing> {
    match fact {
        Fact::Name(usage, _) | Fact::NameAlone(usage, _) => {
            let name = header.names.get(usage)?.iter().max_by_key(|name| name.happened.sort_key())?;
            Some(Standing::of(name, &name.is))
        }
        Fact::Birth(..) => header.birth().map(|birth| Standing::of(birth, birth.is.born.to_string())),
        Fact::Number(kind, _) => header.numbers.get(kind).map(|number| Standing::of(number, &number.is)),
        Fact::Detail(detail, _) => header.details.get(detail).map(|value| Standing::of(value, &value.is)),
        Fact::SafeContact(_) => header.safe_contact.as_ref().map(|safe| {
            let voicemail = if safe.is.voicemail { "voicemail is fine" } else { "no voicemail" };
            Standing::of(safe, format!("{}, {}, {voicemail}", safe.is.channel, safe.is.hours))
        }),
        Fact::Family(Some(_), _) => header
            .family
            .get(&stream)
            .map(|member| Standing::of(member, format!("{}: {}", member.is.name, member.is.note))),
        Fact::Health(Some(_), ..) => header.health.get(&stream).map(|fact| Standing::of(fact, &fact.is.fact)),
        Fact::Died(..) | Fact::NotDied(_) => match (&header.died, &header.alive) {
            (Some(died), _) => Some(Standing::of(died, &died.is.told_by)),
            (None, alive) => alive.as_ref().map(|alive| Standing::of(alive, &alive.is.reason)),
        },
        _ => None,
    }
}

fn body_of(desk: &Desk, header: &Header, fact: &Fact) -> Result<Body, No> {
    let today = desk.now.day();
    Ok(match fact {
        Fact::Name(usage, name) | Fact::NameAlone(usage, name) => {
            Body::NameRecorded(NameRecorded { usage: *usage, name: text("name", name, "Enter the name.")? })
        }
        Fact::Birth(born, basis) => {
            born_by_hand(*born, *basis, header.known_since.map_or(today, Instant::day), today)?;
            Body::BirthRecorded(BirthRecorded { born: PartialDate::Day(*born), basis: *basis })
        }
        Fact::Number(kind, number) => {
            Body::NumberRecorded(NumberRecorded { kind: *kind, number: number_of(*kind, number, today)? })
        }
        Fact::Detail(detail, value) => {
            Body::DetailRecorded(DetailRecorded { detail: *detail, value: detail_of(*detail, value, today)? })
        }
        Fact::SafeContact(safe) => {
            let channel =
                text("channel", &safe.channel, "Say how to reach them, for example: text first, then ring.")?;
            let hours = short("hours", &safe.hours)?;
            Body::SafeContactRecorded(SafeContactRecorded { channel, hours, voicemail: safe.voicemail })
        }
        Fact::EndContact(_, reason) => Body::ContactPointEnded(ContactPointEnded {
            reason: text("reason", reason, "Say why it is no longer right.")?,
        }),
        Fact::Family(_, member) => {
            // Somebody with a record of their own is named there.
            let name = match member.person {
                Some(_) => short("name", &member.name)?,
                None => text("name", &member.name, "Enter their name.")?,
            };
            let relation = text("relation", &member.relation, "Say what they are to the young person.")?;
            let note = short("note", &member.note)?;
            Body::FamilyMemberRecorded(FamilyMemberRecorded { name, relation, note, ..member.clone() })
        }
        Fact::Alert(alert, review_on, young_person_told) => {
            alert_looked_at(*review_on, today)?;
            let alert = text("alert", alert, "Say what to be careful about.")?;
            Body::AlertRaised(AlertRaised {
                alert,
                review_on: *review_on,
                young_person_told: *young_person_told,
            })
        }
        Fact::EndAlert(_, reason) => Body::AlertEnded(AlertEnded {
            reason: text("reason", reason, "Say why it is no longer needed.")?,
        }),
        Fact::Health(_, topic, fact) => {
            Body::HealthRecorded(HealthRecorded { topic: *topic, fact: short("fact", fact)? })
        }
        Fact::Back(stream, day) => {
            let spell = header.missing.get(stream).ok_or(No::NotFound)?;
            let (kind, from) = (spell.is.kind, spell.is.from);
            if *day < from || *day > today {
                let sentence = format!("Choose a day from {} to today.", long_date(from));
                return Err(Refusal::of("day", sentence).into());
            }
            Body::MissingRecorded(MissingRecorded { kind, from, to: Some(*day) })
        }
        Fact::Died(day, told_by) => {
            died_by_hand(*day, header.birth().map(|birth| birth.is.born), today)?;
            Body::Died(Died { told_by: text("told_by", told_by, "Say who told us.")? })
        }
        Fact::NotDied(reason) => Body::DeathUndone(DeathUndone {
            reason: text("reason", reason, "Say how we know that they are alive.")?,
        }),
        Fact::Contact(..) => return Err(No::because("A way to reach somebody goes through the vault.")),
    })
}

/// A detail in its stored form: what the return counts is a code of the year.
fn detail_of(detail: Detail, typed: &str, today: Date) -> Result<String, Refusal> {
    let value = short("value", typed)?;
    let set = match detail {
        Detail::Sex => CodeSet::Sex,
        Detail::Ethnicity => CodeSet::Ethnicity,
        _ => return Ok(value),
    };
    let is_code = CollectionYear::of(today).is_some_and(|year| lookup(set, &value, year).is_some());
    if value.is_empty() || is_code {
        Ok(value)
    } else {
        Err(Refusal::of("value", "Choose one from the list."))
    }
}

fn short(field: &str, typed: &str) -> Result<String, Refusal> {
    let typed = what_is_typed(typed).unwrap_or_default();
    if typed.chars().count() > LONGEST {
        return Err(Refusal::of(field, format!("Use {LONGEST} letters or fewer.")));
    }
    Ok(typed.to_owned())
}

fn text(field: &str, typed: &str, missing: &str) -> Result<String, Refusal> {
    let typed = short(field, typed)?;
    if typed.is_empty() { Err(Refusal::of(field, missing)) } else { Ok(typed) }
}

/// A number in its stored form. In place of a pupil number stands the reason
/// why there is none, as in the return.
pub(super) fn number_of(kind: NumberKind, typed: &str, today: Date) -> Result<String, Refusal> {
    let stored = match kind {
        NumberKind::Nhs => NhsNumber::parse(typed).map(|number| number.as_str().to_owned()),
        NumberKind::Council => CouncilNumber::typed(typed).map(|number| number.as_str().to_owned()),
        NumberKind::Upn => match no_upn(typed, today) {
            Some(reason) => Ok(reason.to_owned()),
            None => Upn::parse(typed).map(|number| number.as_str().to_owned()),
        },
    };
    stored.map_err(|refusal| Refusal::of("number", refusal.sentence))
}

fn no_upn(typed: &str, today: Date) -> Option<&'static str> {
    let typed = typed.trim().to_ascii_uppercase();
    CollectionYear::of(today).and_then(|year| lookup(CodeSet::NoUpn, &typed, year)).map(|reason| reason.code)
}

pub(crate) fn contact_value(kind: ContactKind, typed: &str) -> Result<String, Refusal> {
    let number = (kind == ContactKind::Phone).then(|| without_turning_marks(typed));
    let value = text("value", number.as_deref().unwrap_or(typed), "Enter the address or number.")?;
    let digits = value.chars().filter(char::is_ascii_digit).count();
    match kind {
        ContactKind::Phone if digits < 6 => {
            Err(Refusal::of("value", "Enter a telephone number with its digits."))
        }
        ContactKind::Email if !value.contains('@') => {
            Err(Refusal::of("value", "Enter an e-mail address, like name@example.org."))
        }
        _ => Ok(value),
    }
}

/// By what a way to reach somebody is found: a telephone number by itself, an
/// address by the postcode at its end.
pub(super) fn found_by(kind: ContactKind, value: &str) -> Option<String> {
    match kind {
        ContactKind::Phone => telephone_in(value),
        ContactKind::Address => postcode_at_the_end(value),
        ContactKind::Email => None,
    }
}

fn postcode_at_the_end(address: &str) -> Option<String> {
    let words: Vec<&str> = address.split([' ', ',', '\n']).filter(|word| !word.trim().is_empty()).collect();
    let two = |words: &[&str]| Postcode::parse(&words.concat()).ok();
    let found = match words.as_slice() {
        [.., outward, inward] if inward.trim().len() == 3 => two(&[outward, inward]),
        [.., whole] => two(&[whole]),
        [] => None,
    };
    found.map(|postcode| postcode.as_str().to_owned())
}
