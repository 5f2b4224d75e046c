//! Random lives: everything that can be told of a young person, in any order.

use crate::pen::{POST, Pen, TEAM, note};
use jiff::civil::{Date, date};
use practice::dates::{Happened, Instant, PartialDate};
use practice::homes::{CarePeriod, Sleeping, SleepingRecorded};
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{EventId, PersonId, PostId, StreamId, TeamId};
use practice::journal::{Body, Class, Told};
use practice::key_working::{
    Cohort, CohortRecorded, CoverEnded, CoverNamed, KeyWorkerNamed, KeyWorkingEnded, SocialWorkerNamed,
};
use practice::people::{
    AlertEnded, AlertRaised, BirthBasis, BirthRecorded, ContactKind, ContactPointEnded, ContactPointRecorded,
    Detail, DetailRecorded, FamilyMemberRecorded, GlassBroken, GlassReviewed, HealthRecorded, HealthTopic,
    ImportConflict, ImportConflictDecided, Likeness, MatchDecided, MatchDecision, MatchSuspected,
    NameRecorded, NameUse, NumberKind, NumberRecorded, RestrictedTo, RestrictionLifted, SafeContactRecorded,
    VaultRef,
};
use practice::safety::{Away, MissingRecorded};
use practice::story::{Disagreement, Reclassified, WhoDisagrees};
use rand::RngExt;
use records::Append;
use uuid::Uuid;

/// One young person and all that was told of them.
pub(crate) struct Life {
    pub(crate) person: PersonId,
    pub(crate) told: Vec<(EventId, Told)>,
}

impl Life {
    pub(crate) fn begin(pen: &mut Pen) -> (Self, Append) {
        let person = pen.person();
        let act = pen.open_person(person, "Sam Sample");
        let mut life = Self { person, told: Vec::new() };
        life.keep(&act);
        (life, act)
    }

    /// The next act: one to three tellings.
    pub(crate) fn next(&mut self, pen: &mut Pen) -> Append {
        let told: Vec<Told> = (0..pen.chance.random_range(1..=3)).map(|_| self.telling(pen)).collect();
        let act = pen.act(told);
        self.keep(&act);
        act
    }

    fn keep(&mut self, act: &Append) {
        self.told.extend(act.events.iter().map(|writing| (writing.id, writing.told.clone())));
    }

    fn telling(&self, pen: &mut Pen) -> Told {
        let about = |stream: StreamId, happened: Happened, body: Body| {
            Told::about(self.person, stream, happened, body)
        };
        let happened = some_time(pen);
        match pen.chance.random_range(0..30) {
            0..=4 => self.correction(pen),
            5 | 6 => self.reclassification(pen),
            7 => self.disagreement(pen),
            8 | 9 => self.end_of_something(pen),
            10..=14 => about(self.person.identity(), happened, identity(pen)),
            15..=19 => {
                let (stream, body) = single(self.person, pen);
                about(stream, happened, body)
            }
            20 => note(self.person, pen.stream(), &words(pen)),
            _ => about(pen.stream(), happened, of_its_own(self.person, pen)),
        }
    }

    /// The same thing told again, put right: corrections name the first telling.
    fn correction(&self, pen: &mut Pen) -> Told {
        let (id, earlier) = self.some(pen);
        let first = earlier.corrects.unwrap_or(id);
        let body = match &earlier.body {
            Body::NameRecorded(name) => {
                Body::NameRecorded(NameRecorded { usage: name.usage, name: words(pen) })
            }
            Body::BirthRecorded(_) => birth(pen),
            Body::KeyWorkerNamed(_) => key_worker(pen),
            Body::SleepingRecorded(_) => sleeping(self.person, pen),
            Body::NumberRecorded(number) => number_of(number.kind, pen),
            _ => return note(self.person, pen.stream(), &words(pen)).correcting(first),
        };
        Told { happened: some_time(pen), body, class: earlier.class, ..earlier }.correcting(first)
    }

    fn reclassification(&self, pen: &mut Pen) -> Told {
        let (entry, earlier) = self.some(pen);
        let to = Class::ALL[pen.chance.random_range(0..Class::ALL.len())];
        let body = Body::Reclassified(Reclassified { entry, to, reason: words(pen) });
        Told::about(self.person, earlier.stream, some_time(pen), body)
    }

    fn disagreement(&self, pen: &mut Pen) -> Told {
        let (entry, _) = self.some(pen);
        let body = Body::Disagreement(Disagreement { who: WhoDisagrees::YoungPerson, text: words(pen) });
        Told::about(self.person, pen.stream(), some_time(pen), body).correcting(entry)
    }

    /// Ends or decides something that was begun.
    fn end_of_something(&self, pen: &mut Pen) -> Told {
        let (id, earlier) = self.some(pen);
        let reason = words(pen);
        let body = match &earlier.body {
            Body::ContactPointRecorded(_) => Body::ContactPointEnded(ContactPointEnded { reason }),
            Body::AlertRaised(_) => Body::AlertEnded(AlertEnded { reason }),
            Body::GlassBroken(_) => Body::GlassReviewed(GlassReviewed { opening: id, finding: reason }),
            Body::ImportConflict(_) => {
                Body::ImportConflictDecided(ImportConflictDecided { file_taken: true, reason })
            }
            Body::MatchSuspected(_) => {
                Body::MatchDecided(MatchDecided { decision: MatchDecision::Different, reason })
            }
            _ => {
                let stream = self.person.stream("key_working");
                let body = Body::KeyWorkingEnded(KeyWorkingEnded { reason });
                return Told::about(self.person, stream, some_time(pen), body);
            }
        };
        Told::about(self.person, earlier.stream, some_time(pen), body)
    }

    fn some(&self, pen: &mut Pen) -> (EventId, Told) {
        self.told[pen.chance.random_range(0..self.told.len())].clone()
    }
}

/// A fact of the identity stream.
fn identity(pen: &mut Pen) -> Body {
    match pen.chance.random_range(0..5) {
        0 | 1 => {
            let usage = if pen.chance.random_bool(0.5) { NameUse::Legal } else { NameUse::Used };
            Body::NameRecorded(NameRecorded { usage, name: words(pen) })
        }
        2 => birth(pen),
        3 => number_of(
            [NumberKind::Council, NumberKind::Upn, NumberKind::Nhs][pen.chance.random_range(0..3)],
            pen,
        ),
        _ => {
            let detail = Detail::ALL[pen.chance.random_range(0..Detail::ALL.len())];
            Body::DetailRecorded(DetailRecorded { detail, value: words(pen) })
        }
    }
}

/// A fact of which there is one at a time, in a stream with a name.
fn single(person: PersonId, pen: &mut Pen) -> (StreamId, Body) {
    let (stream, body) = match pen.chance.random_range(0..9) {
        8 => ("cover", cover(pen)),
        0 => ("whereabouts", sleeping(person, pen)),
        1 => {
            let team = if pen.chance.random_bool(0.5) { TEAM } else { TeamId(pen.id()) };
            (
                "responsible_team",
                Body::ResponsibleTeamNamed(ResponsibleTeamNamed {
                    team,
                    name: words(pen),
                    reason: words(pen),
                }),
            )
        }
        2 | 3 => ("key_working", key_worker(pen)),
        4 => (
            "social_worker",
            Body::SocialWorkerNamed(SocialWorkerNamed { post: PostId(pen.id()), reason: words(pen) }),
        ),
        5 => ("cohort", Body::CohortRecorded(CohortRecorded { cohort: Cohort::CareLeaver })),
        6 => {
            let safe = SafeContactRecorded { channel: words(pen), hours: words(pen), voicemail: true };
            ("safe_contact", Body::SafeContactRecorded(safe))
        }
        // Whoever reads in these tests is named, so that the record stays open to them.
        _ if pen.chance.random_bool(0.5) => {
            let posts = vec![POST, PostId(pen.id())];
            let to = RestrictedTo { reason: words(pen), posts, review_on: some_day(pen) };
            ("restriction", Body::Restricted(to))
        }
        _ => ("restriction", Body::RestrictionLifted(RestrictionLifted { reason: words(pen) })),
    };
    (person.stream(stream), body)
}

/// Cover for somebody who may or may not be the key worker, or its end.
fn cover(pen: &mut Pen) -> Body {
    if pen.chance.random_bool(0.2) {
        return Body::CoverEnded(CoverEnded { cover: EventId(pen.id()), reason: words(pen) });
    }
    let from = some_day(pen);
    let covering = if pen.chance.random_bool(0.7) { POST } else { PostId(pen.id()) };
    let to = from.saturating_add(jiff::Span::new().days(pen.chance.random_range(0..40)));
    Body::CoverNamed(CoverNamed { post: PostId(pen.id()), covering, from, to, reason: words(pen) })
}

/// A fact that begins a stream of its own.
fn of_its_own(person: PersonId, pen: &mut Pen) -> Body {
    match pen.chance.random_range(0..9) {
        0 => Body::ContactPointRecorded(ContactPointRecorded {
            kind: ContactKind::Phone,
            value: pen.put_away(person, "07700 900123"),
            shielded: pen.chance.random_bool(0.3),
        }),
        1 => Body::FamilyMemberRecorded(FamilyMemberRecorded {
            person: None,
            name: words(pen),
            relation: words(pen),
            parental_responsibility: true,
            network: false,
            note: words(pen),
        }),
        2 => Body::AlertRaised(AlertRaised {
            alert: words(pen),
            review_on: some_day(pen),
            young_person_told: false,
        }),
        3 => Body::HealthRecorded(HealthRecorded { topic: HealthTopic::Allergy, fact: words(pen) }),
        4 => Body::CarePeriod(care(person, pen)),
        5 => {
            let to = pen.chance.random_bool(0.5).then(|| some_day(pen));
            Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from: some_day(pen), to })
        }
        6 => {
            let until = pen.chance.random_bool(0.7).then(|| pen.now.plus_seconds(3600));
            Body::GlassBroken(GlassBroken { post: PostId(pen.id()), reason: words(pen), until })
        }
        7 => {
            let other = pen.chance.random_bool(0.5).then(|| PersonId(pen.id()));
            Body::MatchSuspected(MatchSuspected {
                other,
                why: Likeness::InWords(words(pen)),
                urgent: pen.chance.random_bool(0.5),
                file_says: other.is_none().then(|| pen.put_away(person, "[]")),
            })
        }
        _ => Body::ImportConflict(ImportConflict {
            stands: EventId(pen.id()),
            kind: "people.name_recorded".into(),
            file_says: said_by_a_file(person, pen),
        }),
    }
}

fn birth(pen: &mut Pen) -> Body {
    let born = match pen.chance.random_range(0..3) {
        0 => PartialDate::Year(2010),
        1 => PartialDate::Unknown,
        _ => PartialDate::Day(some_day(pen)),
    };
    Body::BirthRecorded(BirthRecorded { born, basis: BirthBasis::Given })
}

fn number_of(kind: NumberKind, pen: &mut Pen) -> Body {
    let number = pen.chance.random_range(1..=999_999).to_string();
    Body::NumberRecorded(NumberRecorded { kind, number })
}

fn key_worker(pen: &mut Pen) -> Body {
    let post = if pen.chance.random_bool(0.5) { POST } else { PostId(pen.id()) };
    Body::KeyWorkerNamed(KeyWorkerNamed { post, reason: words(pen), young_person_said: words(pen) })
}

fn sleeping(person: PersonId, pen: &mut Pen) -> Body {
    let place = match pen.chance.random_range(0..3) {
        0 => Sleeping::Team(TEAM),
        1 => Sleeping::Elsewhere(pen.put_away(person, "With an aunt")),
        _ => Sleeping::NotKnown,
    };
    Body::SleepingRecorded(SleepingRecorded { place, purpose: words(pen) })
}

fn care(person: PersonId, pen: &mut Pen) -> CarePeriod {
    CarePeriod {
        from: some_day(pen),
        to: None,
        began: "S".into(),
        legal_status: "V2".into(),
        need: "N1".into(),
        place: "U1".into(),
        provider: Some("PR1".into()),
        ended: None,
        change: None,
        home_postcode: Some(pen.put_away(person, "AB1 2CD")),
        placement_postcode: None,
        urn: None,
        year: 2026,
    }
}

/// What a file says against what stands: a payload of its own, which may name further values.
fn said_by_a_file(person: PersonId, pen: &mut Pen) -> VaultRef {
    let said = if pen.chance.random_bool(0.5) {
        Body::CarePeriod(care(person, pen))
    } else {
        Body::NameRecorded(NameRecorded { usage: NameUse::Legal, name: words(pen) })
    };
    pen.put_away(person, &String::from_utf8(said.payload()).unwrap())
}

fn some_day(pen: &mut Pen) -> Date {
    date(
        pen.chance.random_range(2008..=2026),
        pen.chance.random_range(1..=12),
        pen.chance.random_range(1..=28),
    )
}

/// Often the same few days, so that ties are common.
fn some_time(pen: &mut Pen) -> Happened {
    let day = date(2026, 3, pen.chance.random_range(1..=4));
    match pen.chance.random_range(0..6) {
        0 => Happened::On(PartialDate::Month(2026, 3)),
        1 => Happened::At(Instant(pen.now.0 - pen.chance.random_range(0..5) * 86_400_000_000)),
        2 => Happened::Range(day, None),
        3 => Happened::On(PartialDate::Unknown),
        _ => Happened::On(PartialDate::Day(day)),
    }
}

fn words(pen: &mut Pen) -> String {
    const WORDS: [&str; 8] = ["Zoë", "O'Neill", "Łukasz", "100% sure", "a_b", "Anna-Lena", "\u{1F600}", ""];
    let id = Uuid::from_u128(pen.chance.random());
    format!("{} {}", WORDS[pen.chance.random_range(0..WORDS.len())], &id.to_string()[..4])
}
