//! Who writes in these tests: ids from seeded chance, time that goes on, and
//! the revisions of what was written.

use crate::ground::{COUNCIL, keys};
use jiff::civil::date;
use practice::dates::{Happened, Instant, PartialDate};
use practice::ids::{
    AccountId, ActId, AuthorityId, EventId, PersonId, PostId, Reference, StreamId, TeamId, VaultId,
};
use practice::journal::{Actor, Body, Revision, Told};
use practice::key_working::KeyWorkerNamed;
use practice::people::{Door, Known, NameRecorded, NameUse, VaultRef};
use practice::staff::{Rights, Role, Sight};
use practice::story::NoteWritten;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use records::{Append, RequestKey, VaultRandom, VaultValue, Writing, put_away};
use std::collections::HashMap;
use uuid::Uuid;

/// 1 June 2026, 9am.
pub(crate) const MORNING: Instant = Instant(1_780_300_800_000_000);

/// The post that everything is written in, unless a test says otherwise.
pub(crate) const POST: PostId = PostId(Uuid::from_u128(0xF0));
pub(crate) const TEAM: TeamId = TeamId(Uuid::from_u128(0x7E));
pub(crate) const ACCOUNT: AccountId = AccountId(Uuid::from_u128(0xAC));

pub(crate) struct Pen {
    pub(crate) chance: ChaCha8Rng,
    pub(crate) authority: AuthorityId,
    pub(crate) now: Instant,
    written: HashMap<StreamId, i64>,
    /// Values for the vault, kept with the next act.
    put_away: Vec<VaultValue>,
}

impl Pen {
    pub(crate) fn new(seed: u64) -> Self {
        let chance = ChaCha8Rng::seed_from_u64(seed);
        Self { chance, authority: COUNCIL, now: MORNING, written: HashMap::new(), put_away: Vec::new() }
    }

    pub(crate) fn id(&mut self) -> Uuid {
        Uuid::from_u128(self.chance.random())
    }

    pub(crate) fn person(&mut self) -> PersonId {
        PersonId(self.id())
    }

    pub(crate) fn stream(&mut self) -> StreamId {
        StreamId(self.id())
    }

    /// The revision of a stream as far as this pen wrote it.
    pub(crate) fn at(&self, stream: StreamId) -> Revision {
        Revision { stream, number: self.written.get(&stream).copied().unwrap_or(0) }
    }

    /// A value that goes into the vault with the next act.
    pub(crate) fn put_away(&mut self, person: PersonId, value: &str) -> VaultRef {
        let mut random = VaultRandom { salt: [0; 16], nonce: [0; 24] };
        self.chance.fill_bytes(&mut random.salt);
        self.chance.fill_bytes(&mut random.nonce);
        let id = VaultId(self.id());
        let (row, reference) = put_away(&keys(), self.authority, person, id, random, value, None).unwrap();
        self.put_away.push(row);
        reference
    }

    /// One act, a second later, resting on what this pen wrote before.
    pub(crate) fn act(&mut self, told: impl IntoIterator<Item = Told>) -> Append {
        self.now = self.now.plus_seconds(1);
        let events = told
            .into_iter()
            .map(|told| {
                let after = self.at(told.stream).number;
                self.written.insert(told.stream, after + 1);
                let mut salt = [0; 16];
                self.chance.fill_bytes(&mut salt);
                Writing { id: EventId(self.id()), salt, after, told }
            })
            .collect();
        Append {
            authority: self.authority,
            actor: Actor::Post(POST),
            role: "Key worker".into(),
            on_behalf: None,
            act: ActId(self.id()),
            recorded: self.now,
            words: 0,
            read: Vec::new(),
            guards: Vec::new(),
            events,
            vault: std::mem::take(&mut self.put_away),
            jobs: Vec::new(),
            files: Vec::new(),
            link: None,
            sign_in: Vec::new(),
            out_words: None,
            key: None,
        }
    }

    /// Somebody with a reference, a name and a key worker.
    pub(crate) fn open_person(&mut self, person: PersonId, name: &str) -> Append {
        let reference = Reference::from_random(self.chance.random());
        let known = Body::Known(Known { reference, through: Door::Worker });
        let events = [
            Told::about(person, person.identity(), day(1), known),
            named(person, name),
            key_worker(person, POST),
        ];
        self.act(events)
    }
}

pub(crate) fn day(day: i8) -> Happened {
    Happened::On(PartialDate::Day(date(2026, 3, day)))
}

pub(crate) fn named(person: PersonId, name: &str) -> Told {
    let body = Body::NameRecorded(NameRecorded { usage: NameUse::Used, name: name.into() });
    Told::about(person, person.identity(), day(1), body)
}

pub(crate) fn key_worker(person: PersonId, post: PostId) -> Told {
    let named = KeyWorkerNamed { post, reason: String::new(), young_person_said: String::new() };
    Told::about(person, person.stream("key_working"), day(2), Body::KeyWorkerNamed(named))
}

/// A note in a stream of its own.
pub(crate) fn note(person: PersonId, stream: StreamId, text: &str) -> Told {
    let body = NoteWritten { title: String::new(), text: text.into(), correction: String::new() };
    Told::about(person, stream, day(3), Body::NoteWritten(body))
}

/// A key of a form with some body.
pub(crate) fn form(key: &str, body: u8) -> RequestKey {
    RequestKey { key: key.into(), digest: [body; 32] }
}

/// Somebody in our post and team with these roles.
pub(crate) fn sight(roles: &[Role]) -> Sight {
    Sight {
        authority: COUNCIL,
        account: ACCOUNT,
        post: POST,
        team: Some(TEAM),
        rights: Rights::of(roles),
        granted_at: Revision { stream: StreamId(POST.0), number: 0 },
    }
}

/// Somebody who sees everybody in the council, those only known included.
pub(crate) fn everybody() -> Sight {
    sight(&[Role::HeadOfService, Role::PerformanceOfficer, Role::LifeCoach])
}
