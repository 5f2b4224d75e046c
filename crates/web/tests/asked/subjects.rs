//! Young people made for tests of who may see them, and young people who never were.

use crate::support::Place;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use practice::dates::{Happened, Instant, PartialDate};
use practice::files::Media;
use practice::homes::{Sleeping, SleepingRecorded};
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{AccountId, EventId, PersonId, PostId, Reference, StreamId, TeamId};
use practice::journal::{Body, Class, Told};
use practice::key_working::{
    Cohort, CohortRecorded, ContactPlanned, CoverNamed, KeyWorkerNamed, PlannedTouch, TheirView,
};
use practice::people::{
    Adopted, AdoptionWorkersNamed, AlertRaised, BirthBasis, BirthRecorded, ContactKind, ContactPointRecorded,
    Door, FamilyMemberRecorded, GlassBroken, HealthRecorded, HealthTopic, ImportConflict, Known, Likeness,
    MatchSuspected, NameRecorded, NameUse, NumberKind, NumberRecorded, PhotoAsked, PhotoRecorded,
    RestrictedTo, SafetyPageOpened,
};
use practice::safety::{IncidentKnown, IncidentRecorded};
use practice::specialists::PulledIn;
use practice::staff::RelativeDeclared;
use practice::story::{FileAdded, NoteWritten};
use records::Append;
use work::{Act, Desk};

/// How long a safety page is open, in seconds.
const SAFETY_PAGE: i64 = 8 * 3_600;

/// Everything by which one young person can be asked for.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) person: PersonId,
    /// The event that says their name.
    pub(crate) named: EventId,
    /// An entry of their story.
    pub(crate) entry: EventId,
    /// An incident in their story.
    pub(crate) incident: EventId,
    /// What was planned with them.
    pub(crate) planned: EventId,
    /// What a council's file told of them.
    pub(crate) told: EventId,
    pub(crate) family: StreamId,
    pub(crate) health: StreamId,
    pub(crate) alert: StreamId,
    pub(crate) contact: StreamId,
    /// A council's file says another name.
    pub(crate) conflict: StreamId,
    /// The photo that is shown of them.
    pub(crate) photo: EventId,
    /// A file of their story.
    pub(crate) added: EventId,
    /// A case of the matching desk.
    pub(crate) case: StreamId,
    /// Somebody opened the record in an emergency.
    pub(crate) opening: EventId,
    pub(crate) cover: EventId,
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
    /// The `number`th of these, of fewer than 900; no two have a name, a sound or a day in common.
    fn new(place: &Place, number: usize) -> Self {
        let days = i64::try_from(number).unwrap();
        Self {
            name: format!("{}a {}o", spoken(number), spoken(999 - number)),
            born: date(2008, 10, 10).checked_add(days.days()).unwrap(),
            council_number: format!("77{:04}", 1000 + number),
            reference: Reference::from_random(place.house.random()),
            postcode: format!("YO{} {}AB", 10 + number / 10, number % 10),
        }
    }
}

/// A number as a word: each figure a consonant that sounds like no other.
fn spoken(number: usize) -> String {
    const FIGURES: [&str; 10] = ["P", "t", "f", "k", "l", "m", "n", "r", "s", "j"];
    let figure = |place: usize| FIGURES[number / place % 10];
    format!("{}a{}a{}", figure(100).to_uppercase(), figure(10), figure(1))
}

/// How somebody lives, as far as it decides who may see them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lived {
    /// The team responsible.
    pub(crate) team: Option<TeamId>,
    /// Nobody is only known who has a key worker.
    pub(crate) key_worker: Option<PostId>,
    pub(crate) pulled_in: Vec<PostId>,
    /// The team in whose house they sleep.
    pub(crate) sleeps_in: Option<TeamId>,
    /// Who opened the record in an emergency, and until when it is open to them.
    pub(crate) opened_by: Vec<(PostId, Instant)>,
    /// Who opened the safety page for somebody arriving tonight.
    pub(crate) safety_page_of: Option<PostId>,
    /// Who covers for the key worker today.
    pub(crate) covered_by: Option<PostId>,
    /// To whom the record is restricted; to nobody, where it is not.
    pub(crate) restricted_to: Vec<PostId>,
    pub(crate) relative_of: Vec<AccountId>,
    /// Sealed by an adoption, and who may know of it.
    pub(crate) adopted: Option<Vec<PostId>>,
    /// Which desks have something of theirs.
    pub(crate) at: Desks,
}

/// What waits for a decision at which desk. Every look at a desk reads all of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desks {
    pub(crate) conflict: bool,
    pub(crate) case: bool,
    pub(crate) opening: bool,
}

impl Default for Desks {
    /// Something at each.
    fn default() -> Self {
        Self { conflict: true, case: true, opening: true }
    }
}

impl Subject {
    /// Somebody who never was: well-formed ids that were never given to anybody.
    pub(crate) fn nobody(place: &Place, number: usize) -> Self {
        let stream = || StreamId(place.house.blind_id());
        Self {
            person: PersonId(place.house.blind_id()),
            named: EventId(place.house.id()),
            entry: EventId(place.house.id()),
            incident: EventId(place.house.id()),
            planned: EventId(place.house.id()),
            told: EventId(place.house.id()),
            family: stream(),
            health: stream(),
            alert: stream(),
            contact: stream(),
            conflict: stream(),
            photo: EventId(place.house.id()),
            added: EventId(place.house.id()),
            case: stream(),
            opening: EventId(place.house.id()),
            cover: EventId(place.house.id()),
            typed: Typed::new(place, number),
        }
    }

    /// Somebody in a council, with something of each kind in their record:
    /// who they are, and what to write down so that they are.
    pub(crate) fn born(
        desk: &Desk,
        place: &Place,
        number: usize,
        lived: &Lived,
        by: PostId,
    ) -> (Self, [Append; 2]) {
        let mut subject = Self::nobody(place, number);
        let person = subject.person;
        let about = |stream, body| Told::about(person, stream, Happened::At(desk.now), body);
        let mut act = Act::new();
        for (at, body) in (0..).zip(subject.identity()) {
            act = act.telling(about(person.identity(), body), at);
        }
        act = act.beginning(about(desk.stream(), note("A day by the sea.")));
        act = act.beginning(about(desk.stream(), incident("A window was broken.")));
        act = act.beginning(about(subject.plan(), planned(by)));
        let (parts, file) = desk.pack_file(Some(person), Media::Jpeg, b"a face").unwrap();
        let photo = PhotoRecorded { file, taken: None, asked: PhotoAsked::Agreed, said: String::new() };
        act = act.beginning(about(person.stream("photo"), Body::PhotoRecorded(photo))).keeping(parts);
        let (parts, file) = desk.pack_file(Some(person), Media::Jpeg, b"a letter").unwrap();
        let added = FileAdded {
            file,
            name: "letter.jpg".into(),
            about: "A letter".into(),
            their_view: TheirView::NotWritten,
            entry: None,
        };
        act = act.beginning(about(desk.stream(), Body::FileAdded(added))).keeping(parts);
        if lived.at.opening {
            let opened = GlassBroken { post: by, reason: "Out in the cold tonight.".into(), until: None };
            act = act.beginning(about(desk.stream(), Body::GlassBroken(opened)));
        }
        for (stream, body) in subject.lives(desk, lived) {
            act = act.beginning(about(stream, body));
        }
        let first = desk.prepare(act).unwrap();
        for event in &first.events {
            match event.told.body {
                Body::NameRecorded(_) => subject.named = event.id,
                Body::NoteWritten(_) => subject.entry = event.id,
                Body::IncidentRecorded(_) => subject.incident = event.id,
                Body::ContactPlanned(_) => subject.planned = event.id,
                Body::CohortRecorded(_) => subject.told = event.id,
                Body::PhotoRecorded(_) => subject.photo = event.id,
                Body::FileAdded(_) => subject.added = event.id,
                Body::GlassBroken(ref opened) if opened.until.is_none() => subject.opening = event.id,
                Body::CoverNamed(_) => subject.cover = event.id,
                _ => {}
            }
        }
        let act = subject.with_facts(desk, Act::new(), lived.at);
        let second = desk.prepare(subject.hidden(desk, act, lived)).unwrap();
        (subject, [first, second])
    }

    /// A visit that is planned with them.
    pub(crate) fn plan(&self) -> StreamId {
        self.person.stream("a plan")
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

    /// Who works with them and where they sleep.
    fn lives(&self, desk: &Desk, lived: &Lived) -> Vec<(StreamId, Body)> {
        let person = self.person;
        let team = lived.team.map(|team| {
            let named = ResponsibleTeamNamed { team, name: "A team".into(), reason: String::new() };
            (person.stream("responsible_team"), Body::ResponsibleTeamNamed(named))
        });
        let key_worker = lived.key_worker.map(|post| {
            let named = KeyWorkerNamed { post, reason: String::new(), young_person_said: String::new() };
            (person.stream("key_working"), Body::KeyWorkerNamed(named))
        });
        let sleeping = lived.sleeps_in.map(|team| {
            let place = Sleeping::Team(team);
            (
                desk.stream(),
                Body::SleepingRecorded(SleepingRecorded { place, purpose: "A quiet night.".into() }),
            )
        });
        let pulled_in = lived.pulled_in.iter().map(|post| {
            let pulled = PulledIn { post: *post, purpose: "School".into() };
            (person.stream(&format!("pulled_in/{post}")), Body::PulledIn(pulled))
        });
        // Somebody covers for their key worker: today, or somebody else later in the month.
        let cover = lived.key_worker.map(|covering| {
            let day = desk.now.day();
            let later = (day.saturating_add(21.days()), day.saturating_add(25.days()));
            let (from, to) = if lived.covered_by.is_some() { (day, day) } else { later };
            let named = CoverNamed {
                post: lived.covered_by.unwrap_or_else(|| PostId(desk.house.blind_id())),
                covering,
                from,
                to,
                reason: "Leave".into(),
            };
            (person.stream("cover"), Body::CoverNamed(named))
        });
        let opened = lived.opened_by.iter().map(|(post, until)| {
            let reason = "They were out in the cold.".into();
            (desk.stream(), Body::GlassBroken(GlassBroken { post: *post, reason, until: Some(*until) }))
        });
        let safety_page = lived.safety_page_of.map(|post| {
            let (arriving, until) =
                (PersonId(desk.house.blind_id()), Some(desk.now.plus_seconds(SAFETY_PAGE)));
            let reason = "Somebody like them is at the door.".into();
            (desk.stream(), Body::SafetyPageOpened(SafetyPageOpened { post, arriving, reason, until }))
        });
        let cohort = Body::CohortRecorded(CohortRecorded { cohort: Cohort::LookedAfter });
        team.into_iter()
            .chain(safety_page)
            .chain(key_worker)
            .chain(cover)
            .chain(sleeping)
            .chain(pulled_in)
            .chain(opened)
            .chain([(person.stream("cohort"), cohort)])
            .collect()
    }

    fn with_facts(&self, desk: &Desk, mut act: Act, at: Desks) -> Act {
        let (person, happened) = (self.person, Happened::At(desk.now));
        let member = FamilyMemberRecorded {
            person: None,
            name: "Ama".into(),
            relation: "Aunt".into(),
            parental_responsibility: false,
            network: false,
            note: String::new(),
        };
        let tomorrow = desk.now.day().tomorrow().unwrap();
        let alert = AlertRaised { alert: "Ring first.".into(), review_on: tomorrow, young_person_told: true };
        let health = HealthRecorded { topic: HealthTopic::Allergy, fact: "Nuts".into() };
        let typed = &self.typed.postcode;
        let (postcode, value) = desk.put_away(person, typed, Some(typed)).unwrap();
        let point = ContactPointRecorded { kind: ContactKind::Address, value, shielded: false };
        for (stream, body) in [
            (self.family, Body::FamilyMemberRecorded(member)),
            (self.alert, Body::AlertRaised(alert)),
            (self.health, Body::HealthRecorded(health)),
            (self.contact, Body::ContactPointRecorded(point)),
        ] {
            act = act.beginning(Told::about(person, stream, happened, body));
        }
        if at.case {
            let (other, why) = (None, Likeness::SeveralRecords);
            let suspected = MatchSuspected { other, why, urgent: false, file_says: None };
            act = act.beginning(Told::about(person, self.case, happened, Body::MatchSuspected(suspected)));
        }
        if at.conflict { self.with_conflict(desk, act) } else { act }.putting_away(postcode)
    }

    /// The council's file says another name.
    fn with_conflict(&self, desk: &Desk, act: Act) -> Act {
        let file = Body::NameRecorded(NameRecorded { usage: NameUse::Used, name: "Somebody Else".into() });
        let payload = String::from_utf8(file.payload()).unwrap();
        let (row, said) = desk.put_away(self.person, &payload, None).unwrap();
        let conflict = ImportConflict { stands: self.named, kind: file.kind().into(), file_says: said };
        let body = Body::ImportConflict(conflict);
        act.beginning(Told::about(self.person, self.conflict, Happened::At(desk.now), body)).putting_away(row)
    }

    /// What hides the record.
    fn hidden(&self, desk: &Desk, mut act: Act, lived: &Lived) -> Act {
        if !lived.restricted_to.is_empty() {
            act = act.beginning(self.restricted(desk, lived.restricted_to.clone()));
        }
        for account in &lived.relative_of {
            act = act.beginning(self.declared(desk, *account));
        }
        match &lived.adopted {
            Some(may_know) => self.adopted(desk, act, may_know),
            None => act,
        }
    }

    /// Sealed by an adoption. The story goes on in a record of which nobody here knows more.
    fn adopted(&self, desk: &Desk, act: Act, may_know: &[PostId]) -> Act {
        let goes_on = PersonId(desk.house.blind_id()).to_string();
        let (row, link) = desk.put_away(self.person, &goes_on, None).unwrap();
        let named = AdoptionWorkersNamed { posts: may_know.to_vec(), reason: "Order 7".into() };
        let told =
            |body| Told::about(self.person, self.person.stream("adoption"), Happened::At(desk.now), body);
        act.beginning(told(Body::Adopted(Adopted { link: Some(link) })))
            .beginning(told(Body::AdoptionWorkersNamed(named)))
            .putting_away(row)
    }

    /// To whom alone the record is open.
    pub(crate) fn restricted(&self, desk: &Desk, posts: Vec<PostId>) -> Told {
        let reason = "Somebody looks for them.".into();
        let to = RestrictedTo { reason, posts, review_on: desk.now.day().tomorrow().unwrap() };
        let [stream] = Desk::resting_on(self.person);
        Told::about(self.person, stream, Happened::At(desk.now), Body::Restricted(to))
    }

    /// Whose relative they are.
    pub(crate) fn declared(&self, desk: &Desk, account: AccountId) -> Told {
        let body = RelativeDeclared { account, person: self.person };
        let stream = self.person.stream(&format!("relative/{account}"));
        Told::of_service(stream, Happened::At(desk.now), Body::RelativeDeclared(body))
    }
}

/// A note in somebody's story.
fn note(text: &str) -> Body {
    Body::NoteWritten(NoteWritten { title: String::new(), text: text.into(), correction: String::new() })
}

/// An incident in somebody's story, of which nothing but that it happened is known yet.
fn incident(what: &str) -> Body {
    Body::IncidentRecorded(IncidentRecorded {
        place: String::new(),
        what: what.into(),
        known: IncidentKnown::default(),
    })
}

/// A visit that is planned, of which nothing but the day is known yet.
fn planned(by: PostId) -> Body {
    Body::ContactPlanned(ContactPlanned {
        day: date(2026, 3, 20),
        time: None,
        how: PlannedTouch::Meet,
        place: String::new(),
        purpose: String::new(),
        by,
        change: None,
    })
}

/// An entry of a privacy class in somebody's story, on its way.
pub(crate) fn entry_in_class(desk: &Desk, person: PersonId, class: Class) -> Append {
    let told = Told::about(person, desk.stream(), Happened::At(desk.now), note("Said in confidence."));
    desk.prepare(Act::new().beginning(told.in_class(class))).unwrap()
}
