//! A council with workers of every kind, where anything may be done next.

use crate::support::{Council, Place};
use crate::verbs::Verb;
use practice::dates::Instant;
use practice::ids::{EventId, PersonId, PostId, TeamId};
use practice::journal::{Body, Event};
use practice::people::Header;
use practice::staff::{Role, Sight};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use records::{ConflictKinds, PeopleAsk, StoryAsk};
use std::collections::BTreeSet;
use work::signing_in::{DEMO, desk_as};
use work::staff::{NewTeam, create_team};
use work::{Desk, No};

/// The council, and whose turn it is.
pub(crate) struct House {
    pub(crate) place: Place,
    pub(crate) council: Council,
    pub(crate) manager: PostId,
    pub(crate) head: PostId,
    pub(crate) coach: PostId,
    /// A key worker of another team.
    pub(crate) far: PostId,
    pub(crate) officer: PostId,
    pub(crate) social_workers: [PostId; 2],
    /// The other team.
    pub(crate) hill: TeamId,
    /// Everybody whose record was begun.
    pub(crate) people: BTreeSet<PersonId>,
    chance: ChaCha8Rng,
}

impl House {
    pub(crate) async fn founded(place: Place, seed: u64) -> Self {
        let council = place.council().await;
        place.house.records.set_installation(DEMO, "yes").await.unwrap();
        let hill = NewTeam { name: "Hill House".into(), hub: true };
        let hill = create_team(&place.operator(&council), &hill, None).await.unwrap();
        let elsewhere = Council { hub: hill, ..council };
        let manager = place.worker(&council, "Robin Fell", &[Role::HubManager, Role::LifeCoach]).await.post;
        let head = place.worker(&council, "Hope Head", &[Role::HeadOfService, Role::MatchingDesk]).await.post;
        let coach = place.worker(&council, "Cleo Coach", &[Role::LifeCoach]).await.post;
        let far = place.worker(&elsewhere, "Noor Far", &[Role::OutreachKeyWorker]).await.post;
        let officer = place.worker(&council, "Priya Sethi", &[Role::PerformanceOfficer]).await.post;
        let social_workers = [
            place.worker(&council, "Jo Wells", &[Role::SocialWorker]).await.post,
            place.worker(&elsewhere, "Ines Moor", &[Role::SocialWorker]).await.post,
        ];
        let chance = ChaCha8Rng::seed_from_u64(seed);
        let people = BTreeSet::new();
        Self { place, council, manager, head, coach, far, officer, social_workers, hill, people, chance }
    }

    /// A number below another.
    pub(crate) fn below(&mut self, number: usize) -> usize {
        usize::try_from(self.chance.next_u64() % number as u64).unwrap()
    }

    /// One of several.
    pub(crate) fn one_of<T: Clone>(&mut self, several: &[T]) -> Option<T> {
        if several.is_empty() { None } else { Some(several[self.below(several.len())].clone()) }
    }

    pub(crate) fn any_verb(&mut self) -> Verb {
        Verb::ALL[self.below(Verb::ALL.len())]
    }

    pub(crate) fn any_person(&mut self) -> PersonId {
        let people: Vec<PersonId> = self.people.iter().copied().collect();
        self.one_of(&people).unwrap()
    }

    /// Words of somebody's own, with letters that trip programs up.
    pub(crate) fn words(&mut self) -> String {
        const WORDS: [&str; 6] =
            ["Zoë O'Neill", "Łukasz", "100% sure", "a_b \\ c", "\u{1F600} <b>", "Anna-Lena"];
        format!("{} {}", WORDS[self.below(WORDS.len())], self.below(10_000))
    }

    /// From a second to two days.
    pub(crate) fn some_time_passes(&mut self) {
        let seconds = if self.below(6) == 0 { 86_400 + self.below(86_400) } else { 1 + self.below(3_000) };
        self.place.clock.pass(i64::try_from(seconds).unwrap());
    }

    /// A worker's desk, just now.
    pub(crate) async fn desk(&self, post: PostId) -> Desk {
        desk_as(&self.place.house, post).await.unwrap()
    }

    pub(crate) fn operator(&self) -> Desk {
        self.place.operator(&self.council)
    }

    /// Does one thing; whether it was done. A fault of the program is not a refusal.
    pub(crate) async fn tries(&mut self, verb: Verb) -> bool {
        match verb.done_by(self).await {
            Ok(()) => true,
            Err(No::Broken(error)) => panic!("{verb:?}: {error}"),
            Err(_) => false,
        }
    }

    /// How many events there are about anybody.
    pub(crate) async fn written(&self) -> usize {
        let people: Vec<PersonId> = self.people.iter().copied().collect();
        let all = self.place.house.records.events_of_all(&people).await.unwrap();
        all.values().map(Vec::len).sum()
    }

    /// The stored header of everybody.
    pub(crate) async fn headers(&self) -> Vec<(PersonId, Header)> {
        let mut headers = Vec::new();
        for person in &self.people {
            headers.push((*person, self.header(*person).await));
        }
        headers
    }

    /// The stored header, as a desk has it or, of who was adopted, whoever may know of it.
    pub(crate) async fn header(&self, person: PersonId) -> Header {
        let records = &self.place.house.records;
        let desk = self.operator();
        if let Some(header) = records.header_for_desk(&desk.sight, person).await.unwrap() {
            return header;
        }
        let coach = self.desk(self.coach).await;
        records.adoption(&coach.sight, person, &[], desk.now).await.unwrap().unwrap().header
    }

    /// One of the things that stand in anybody's record, and whose it is.
    pub(crate) async fn any_thing<T: Clone>(
        &mut self,
        things: impl Fn(Header) -> Vec<T>,
    ) -> Option<(PersonId, T)> {
        let headers = self.headers().await.into_iter();
        let all: Vec<(PersonId, T)> = headers
            .flat_map(|(person, header)| things(header).into_iter().map(move |thing| (person, thing)))
            .collect();
        self.one_of(&all)
    }

    /// An entry of anybody's story.
    pub(crate) async fn any_entry(&mut self, fits: impl Fn(&Event) -> bool) -> Option<EventId> {
        let people: Vec<PersonId> = self.people.iter().copied().collect();
        let all = self.place.house.records.events_of_all(&people).await.unwrap();
        let ids: Vec<EventId> =
            all.values().flatten().filter(|event| fits(event)).map(|event| event.id).collect();
        self.one_of(&ids)
    }

    /// Undoes every adoption and lifts every restriction.
    pub(crate) async fn opens_every_record(&mut self) {
        self.place.clock.pass(86_400);
        let desk = self.desk(self.coach).await;
        for (person, header) in self.headers().await {
            if header.adoption.is_some() {
                work::people::undo_adoption(&desk, person, "It was a mistake.", None).await.unwrap();
            }
        }
        let desk = self.desk(self.manager).await;
        for (person, header) in self.headers().await {
            if header.restriction.is_some() {
                work::people::lift_restriction(&desk, person, "It is over.", None, None).await.unwrap();
            }
        }
    }

    /// What the views answer, for comparing.
    pub(crate) async fn everything_shown(&self) -> Vec<String> {
        let (records, authority) = (&self.place.house.records, self.council.authority);
        let now = self.place.house.now();
        let operator = self.place.operator(&self.council).sight;
        let mut shown = vec![
            format!("{:?}", self.headers().await),
            format!("{:?}", records.keys_like(authority, "").await.unwrap()),
            format!("{:?}", records.match_cases(&operator, None).await.unwrap()),
            format!("{:?}", records.decided_matches(&operator, None, 0, 1_000).await.unwrap()),
            format!("{:?}", records.glasses(&operator, Instant(0), None).await.unwrap()),
            format!(
                "{:?}",
                (records.teams(authority).await.unwrap(), records.posts(authority).await.unwrap())
            ),
            format!("{:?}", (records.councils().await.unwrap(), records.words(authority).await.unwrap())),
        ];
        for post in [self.manager, self.head, self.coach, self.far, self.officer] {
            let sight = self.desk(post).await.sight;
            shown.extend(self.shown_to(&sight, now).await);
        }
        shown
    }

    async fn shown_to(&self, sight: &Sight, now: Instant) -> Vec<String> {
        let records = &self.place.house.records;
        let all = PeopleAsk { limit: 1_000, ..PeopleAsk::default() };
        let kinds = ConflictKinds { of_the_desk: &["people.name_recorded"], who_works: &[] };
        let mut shown = vec![
            format!("{:?}", records.people(sight, &all, now).await.unwrap()),
            format!("{:?}", records.conflicts(sight, &kinds, None, now).await.unwrap()),
        ];
        for person in &self.people {
            let ask = StoryAsk { limit: 1_000, ..StoryAsk::default() };
            shown.push(format!("{:?}", records.story(sight, *person, &ask, now).await.unwrap()));
            shown.push(format!("{:?}", records.card(sight, *person, now).await.unwrap()));
        }
        shown
    }
}

/// Whether an event is a note that is no correction.
pub(crate) fn is_note(event: &Event) -> bool {
    matches!(event.body, Body::NoteWritten(_)) && event.corrects.is_none()
}
