//! Young people whom the policy hides, and young people who never were.

use crate::support::Place;
use jiff::civil::{Date, date};
use practice::dates::{Happened, PartialDate};
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{EventId, PersonId, PostId, Reference, StreamId, TeamId};
use practice::journal::{Body, Class, Told};
use practice::key_working::KeyWorkerNamed;
use practice::people::{
    Adopted, AlertRaised, BirthBasis, BirthRecorded, ContactKind, ContactPointRecorded, Door,
    FamilyMemberRecorded, GlassBroken, HealthRecorded, HealthTopic, ImportConflict, Known, MatchSuspected,
    NameRecorded, NameUse, NumberKind, NumberRecorded, RestrictedTo,
};
use practice::staff::RelativeDeclared;
use practice::story::NoteWritten;
use work::{Act, Desk};

/// Why the policy hides a record from somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Another team's young person.
    OtherTeam,
    /// In the asker's team, and restricted to somebody else.
    Restricted,
    /// Declared a relative by the asker.
    Relative,
    /// Of another council.
    OtherCouncil,
    /// Only known: nobody's young person yet.
    OnlyKnown,
    /// Sealed by an adoption.
    Sealed,
}

impl Relation {
    pub(crate) const ALL: [Self; 6] = [
        Self::OtherTeam,
        Self::Restricted,
        Self::Relative,
        Self::OtherCouncil,
        Self::OnlyKnown,
        Self::Sealed,
    ];
}

/// Everything by which one young person can be asked for.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// Why they are hidden; nobody who is there where there is no reason.
    pub(crate) hidden_as: Option<Relation>,
    pub(crate) person: PersonId,
    /// An entry of their story.
    pub(crate) entry: EventId,
    pub(crate) family: StreamId,
    pub(crate) health: StreamId,
    pub(crate) alert: StreamId,
    pub(crate) contact: StreamId,
    pub(crate) conflict: StreamId,
    pub(crate) case: StreamId,
    pub(crate) opening: EventId,
    pub(crate) typed: Typed,
}

/// What somebody types to find them. Of each two subjects it is as long and
/// of the same kinds of letters.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    pub(crate) name: String,
    pub(crate) born: Date,
    pub(crate) council_number: String,
    pub(crate) reference: Reference,
    pub(crate) postcode: String,
}

impl Typed {
    /// The `number`th of these; no two have a name, a sound or a day in common.
    fn new(place: &Place, number: usize) -> Self {
        const FIRST: [&str; 13] = [
            "Bade", "Cyma", "Dofe", "Gilo", "Hune", "Jaro", "Kevi", "Lupa", "Mido", "Nobe", "Pavu", "Riso",
            "Tegi",
        ];
        const LAST: [&str; 13] = [
            "Bront", "Calwy", "Dapsi", "Flemo", "Gurna", "Holdu", "Jarvi", "Kumpe", "Lodra", "Nactu",
            "Pelgo", "Sulvo", "Wodru",
        ];
        Self {
            name: format!("{} {}", FIRST[number], LAST[number]),
            born: date(2010, 10, 10 + i8::try_from(number).unwrap()),
            council_number: format!("77{:04}", 1000 + number),
            reference: Reference::from_random(place.house.random()),
            postcode: format!("YO{} 7AB", 10 + number),
        }
    }

    /// Everything that somebody may type to find them.
    pub(crate) fn all(&self) -> [String; 6] {
        let first = self.name.split(' ').next().unwrap().to_owned();
        let born = self.born.to_string();
        [
            self.name.clone(),
            first,
            born,
            self.council_number.clone(),
            self.reference.as_str().to_owned(),
            self.postcode.clone(),
        ]
    }
}

impl Subject {
    /// Somebody who never was: well-formed ids that were never given to anybody.
    pub(crate) fn nobody(place: &Place, number: usize) -> Self {
        let stream = || StreamId(place.house.blind_id());
        Self {
            hidden_as: None,
            person: PersonId(place.house.blind_id()),
            entry: EventId(place.house.id()),
            family: stream(),
            health: stream(),
            alert: stream(),
            contact: stream(),
            conflict: stream(),
            case: stream(),
            opening: EventId(place.house.id()),
            typed: Typed::new(place, number),
        }
    }

    /// Somebody in a council, with something of each kind in their record.
    pub(crate) async fn born(desk: &Desk, place: &Place, number: usize, lived: Lived) -> Self {
        let mut subject = Self { hidden_as: Some(lived.relation), ..Self::nobody(place, number) };
        let mut act = Act::new();
        let person = subject.person;
        for (at, body) in (0..).zip(subject.identity()) {
            act = act.telling(Told::about(person, person.identity(), Happened::At(desk.now), body), at);
        }
        let about = |stream, body| Told::about(person, stream, Happened::At(desk.now), body);
        if lived.relation != Relation::OnlyKnown {
            let team = ResponsibleTeamNamed { team: lived.team, name: "A team".into() };
            act = act.beginning(about(person.stream("responsible_team"), Body::ResponsibleTeamNamed(team)));
            let named = KeyWorkerNamed {
                post: lived.key_worker,
                reason: String::new(),
                young_person_said: String::new(),
            };
            act = act.beginning(about(person.stream("key_working"), Body::KeyWorkerNamed(named)));
        }
        let (act, address) = subject.with_facts(desk, act);
        desk.write(act.beginning(address)).await.unwrap();
        subject.opening = subject.opened(desk, lived.key_worker).await;
        subject.entry = written(desk, about(desk.stream(), note("A day by the sea.")), person).await;
        subject.hide(desk, &lived).await;
        subject
    }

    fn identity(&self) -> [Body; 4] {
        let Typed { name, born, council_number, reference, .. } = self.typed.clone();
        [
            Body::Known(Known { reference, through: Door::Worker }),
            Body::NameRecorded(NameRecorded { usage: NameUse::Used, name }),
            Body::BirthRecorded(BirthRecorded { born: PartialDate::Day(born), basis: BirthBasis::Given }),
            Body::NumberRecorded(NumberRecorded { kind: NumberKind::Council, number: council_number }),
        ]
    }

    fn with_facts(&self, desk: &Desk, mut act: Act) -> (Act, Told) {
        let (person, happened) = (self.person, Happened::At(desk.now));
        let member = FamilyMemberRecorded {
            person: None,
            name: "Ama".into(),
            relation: "Aunt".into(),
            parental_responsibility: false,
            network: false,
            note: String::new(),
        };
        let next_month = desk.now.day().tomorrow().unwrap();
        let alert =
            AlertRaised { alert: "Ring first.".into(), review_on: next_month, young_person_told: true };
        let health = HealthRecorded { topic: HealthTopic::Allergy, fact: "Nuts".into() };
        let (row, said) = desk.put_away(person, "{}", None).unwrap();
        let stands = EventId(desk.house.id());
        let conflict = ImportConflict { stands, kind: "people.name_recorded".into(), file_says: said };
        let suspected = MatchSuspected { other: None, why: "They look alike.".into(), urgent: false };
        for (stream, body) in [
            (self.family, Body::FamilyMemberRecorded(member)),
            (self.alert, Body::AlertRaised(alert)),
            (self.health, Body::HealthRecorded(health)),
            (self.conflict, Body::ImportConflict(conflict)),
            (self.case, Body::MatchSuspected(suspected)),
        ] {
            act = act.beginning(Told::about(person, stream, happened, body));
        }
        let (postcode, value) =
            desk.put_away(person, &self.typed.postcode, Some(&self.typed.postcode)).unwrap();
        let point = ContactPointRecorded { kind: ContactKind::Address, value, shielded: false };
        let address = Told::about(person, self.contact, happened, Body::ContactPointRecorded(point));
        (act.putting_away(row).putting_away(postcode), address)
    }

    async fn opened(&self, desk: &Desk, post: PostId) -> EventId {
        let body = GlassBroken { post, reason: "Out in the cold tonight.".into(), until: None };
        let told = Told::about(self.person, desk.stream(), Happened::At(desk.now), Body::GlassBroken(body));
        written(desk, told, self.person).await
    }

    /// Does what hides the record.
    async fn hide(&self, desk: &Desk, lived: &Lived) {
        let happened = Happened::At(desk.now);
        match lived.relation {
            Relation::OtherTeam | Relation::OtherCouncil | Relation::OnlyKnown => {}
            Relation::Restricted => {
                let to = RestrictedTo {
                    reason: "Somebody looks for them.".into(),
                    posts: vec![lived.key_worker],
                    review_on: desk.now.day().tomorrow().unwrap(),
                };
                let [stream] = Desk::resting_on(self.person);
                let told = Told::about(self.person, stream, happened, Body::Restricted(to));
                desk.write(Act::new().beginning(told)).await.unwrap();
            }
            Relation::Relative => {
                for account in &lived.relatives {
                    let stream = self.person.stream(&format!("relative/{account}"));
                    let body = RelativeDeclared { account: *account, person: self.person };
                    let told = Told::of_service(stream, happened, Body::RelativeDeclared(body));
                    desk.write(Act::new().beginning(told)).await.unwrap();
                }
            }
            Relation::Sealed => {
                let told =
                    Told::about(self.person, desk.stream(), happened, Body::Adopted(Adopted { link: None }));
                desk.write(Act::new().beginning(told)).await.unwrap();
            }
        }
    }
}

/// How somebody came to be hidden.
pub(crate) struct Lived {
    pub(crate) relation: Relation,
    pub(crate) team: TeamId,
    pub(crate) key_worker: PostId,
    /// Whose relative they are, where they are.
    pub(crate) relatives: Vec<practice::ids::AccountId>,
}

/// A note in somebody's story.
pub(crate) fn note(text: &str) -> Body {
    Body::NoteWritten(NoteWritten { title: String::new(), text: text.into(), correction: String::new() })
}

/// Writes one event; answers its id.
async fn written(desk: &Desk, told: Told, person: PersonId) -> EventId {
    let stream = told.stream;
    desk.write(Act::new().beginning(told)).await.unwrap();
    let events = desk.house.records.events_of_all(&[person]).await.unwrap();
    events[&person].iter().rfind(|event| event.stream == stream).unwrap().id
}

/// An entry of a class that the reader's role does not hold, about somebody within reach.
pub(crate) async fn entry_in_class(desk: &Desk, person: PersonId, class: Class) -> EventId {
    let told = Told::about(person, desk.stream(), Happened::At(desk.now), note("Said in confidence."));
    written(desk, told.in_class(class), person).await
}
