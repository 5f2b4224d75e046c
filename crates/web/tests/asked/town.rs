//! A council with somebody of every kind that the policy hides, and with
//! workers of each reach from whom it hides them.

use crate::asking::{Browser, site};
use crate::subjects::{Lived, Subject, Typed, entry_in_class};
use crate::support::{Council, Place, Worker, for_both};
use practice::ids::{AuthorityId, EventId};
use practice::journal::Class;
use practice::staff::Role;
use records::Append;
use work::signing_in;
use work::staff::{self, NewTeam};

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
    /// Another team's, opened by the asker in an emergency that is over.
    Closed,
    /// Another team's, opened by the asker in an emergency and then declared a relative.
    Kin,
    /// Another team's, sleeping in the house of the asker's team.
    Sleeps,
    /// In the asker's team, which is no reach of whoever works with people by name.
    InTeam,
    /// Another team's; the asker, a key worker, opened the safety page for somebody arriving tonight.
    Arriving,
}

impl Relation {
    pub(crate) const ALL: [Self; 11] = [
        Self::OtherTeam,
        Self::Restricted,
        Self::Relative,
        Self::OtherCouncil,
        Self::OnlyKnown,
        Self::Sealed,
        Self::Closed,
        Self::Kin,
        Self::Sleeps,
        Self::InTeam,
        Self::Arriving,
    ];
}

const HIDDEN_FROM_A_TEAM: &[Relation] = &[
    Relation::OtherTeam,
    Relation::Restricted,
    Relation::Relative,
    Relation::OtherCouncil,
    Relation::OnlyKnown,
    Relation::Sealed,
    Relation::Closed,
    Relation::Kin,
    Relation::Sleeps,
];

/// Each kind of reach with what it hides. By hand, from the rules of the
/// service, not from the policy that is tried.
const READERS: [(Role, &[Relation]); 7] = [
    (Role::HubManager, HIDDEN_FROM_A_TEAM),
    (
        Role::OutreachKeyWorker,
        &[
            Relation::OtherTeam,
            Relation::Restricted,
            Relation::Relative,
            Relation::OtherCouncil,
            Relation::OnlyKnown,
            Relation::Sealed,
            Relation::Closed,
            Relation::Kin,
            Relation::Sleeps,
            Relation::Arriving,
        ],
    ),
    (Role::LifeCoach, &Relation::ALL),
    (
        Role::HeadOfService,
        &[
            Relation::Restricted,
            Relation::Relative,
            Relation::OtherCouncil,
            Relation::OnlyKnown,
            Relation::Sealed,
            Relation::Kin,
        ],
    ),
    (
        Role::PerformanceOfficer,
        &[
            Relation::OtherTeam,
            Relation::Restricted,
            Relation::Relative,
            Relation::OtherCouncil,
            Relation::Sealed,
            Relation::Closed,
            Relation::Kin,
            Relation::Sleeps,
            Relation::InTeam,
            Relation::Arriving,
        ],
    ),
    (
        Role::InformationGovernance,
        &[Relation::Relative, Relation::OtherCouncil, Relation::Sealed, Relation::Kin],
    ),
    (Role::MatchingDesk, &[Relation::Relative, Relation::OtherCouncil, Relation::Sealed, Relation::Kin]),
];

/// Somebody who asks.
pub(crate) struct Reader {
    pub(crate) role: Role,
    pub(crate) worker: Worker,
    pub(crate) browser: Browser,
    /// What the policy hides from them.
    pub(crate) hides: &'static [Relation],
}

/// The council.
pub(crate) struct Town {
    pub(crate) place: Place,
    authority: AuthorityId,
    pub(crate) readers: Vec<Reader>,
    /// One of each relation.
    pub(crate) hidden: Vec<(Relation, Subject)>,
    /// As many who never were.
    pub(crate) nobody: Vec<Subject>,
    /// An entry of a class that a key worker does not hold, of somebody within their reach.
    pub(crate) clinical: EventId,
}

/// Runs a test in a town on each engine.
pub(crate) async fn in_town<T: AsyncFn(Town)>(test: T) {
    for_both(async |place| test(Town::founded(place).await).await).await;
}

impl Town {
    pub(crate) async fn founded(place: Place) -> Self {
        let council = place.council().await;
        let other = place.another_council("Southmoor").await;
        place.house.records.set_installation(signing_in::DEMO, "yes").await.unwrap();
        let operator = place.operator(&council);
        let hill = staff::create_team(&operator, &NewTeam { name: "Hill House".into(), hub: true }, None)
            .await
            .unwrap();
        let far =
            place.worker(&Council { hub: hill, ..council }, "Noor Far", &[Role::OutreachKeyWorker]).await;
        let south = place.worker(&other, "Sol South", &[Role::OutreachKeyWorker]).await;
        let site = site(&place);
        let mut readers = Vec::new();
        for (role, hides) in READERS {
            let worker = place.worker(&council, role.label(), &[role]).await;
            let browser = Browser::of(&site, &place, &worker).await;
            readers.push(Reader { role, worker, browser, hides });
        }
        let mut hidden = Vec::new();
        for (number, relation) in Relation::ALL.into_iter().enumerate() {
            let (of, team, key_worker) = match relation {
                Relation::OtherTeam
                | Relation::Closed
                | Relation::Kin
                | Relation::Sleeps
                | Relation::Arriving => (council, hill, far.post),
                Relation::OtherCouncil => (other, other.hub, south.post),
                _ => (council, council.hub, far.post),
            };
            let open = relation != Relation::OnlyKnown;
            let relatives = readers.iter().map(|reader| reader.worker.account);
            let is_relative = matches!(relation, Relation::Relative | Relation::Kin);
            let opened = matches!(relation, Relation::Closed | Relation::Kin);
            let now = place.house.now();
            let until = if relation == Relation::Kin { now.plus_seconds(3_600) } else { now };
            let lived = Lived {
                team: open.then_some(team),
                key_worker: open.then_some(key_worker),
                restricted_to: Vec::from_iter((relation == Relation::Restricted).then_some(key_worker)),
                relative_of: relatives.filter(|_| is_relative).collect(),
                opened_by: readers
                    .iter()
                    .filter(|_| opened)
                    .map(|reader| (reader.worker.post, until))
                    .collect(),
                sleeps_in: (relation == Relation::Sleeps).then_some(council.hub),
                safety_page_of: (relation == Relation::Arriving).then_some(readers[1].worker.post),
                adopted: (relation == Relation::Sealed).then(Vec::new),
                ..Lived::default()
            };
            let born = Subject::born(&place.operator(&of), &place, number, &lived, key_worker);
            hidden.push((relation, written(&place, born).await));
        }
        let nobody =
            (0..hidden.len()).map(|number| Subject::nobody(&place, Relation::ALL.len() + number)).collect();
        let clinical = Self::within_reach(&place, &council, &readers[1].worker).await;
        Self { place, authority: council.authority, readers, hidden, nobody, clinical }
    }

    /// A young person of the key worker, with an entry the key worker may not read.
    async fn within_reach(place: &Place, council: &Council, key_worker: &Worker) -> EventId {
        let post = key_worker.post;
        let lived = Lived { team: Some(council.hub), key_worker: Some(post), ..Lived::default() };
        let desk = place.operator(council);
        let near = written(place, Subject::born(&desk, place, 2 * Relation::ALL.len(), &lived, post)).await;
        let entry = entry_in_class(&desk, near.person, Class::Clinical);
        let event = entry.events[0].id;
        place.house.records.append(entry).await.unwrap();
        event
    }

    /// The council that all readers work for.
    pub(crate) fn authority(&self) -> AuthorityId {
        self.authority
    }

    /// Somebody of a relation.
    pub(crate) fn hidden_as(&self, relation: Relation) -> &Subject {
        &self.hidden.iter().find(|(why, _)| *why == relation).unwrap().1
    }

    /// Whoever has this role.
    pub(crate) fn reader(&self, role: Role) -> &Reader {
        self.readers.iter().find(|reader| reader.role == role).unwrap()
    }
}

/// Writes somebody down.
async fn written(place: &Place, (subject, acts): (Subject, [Append; 2])) -> Subject {
    place.house.records.append_all(acts.into()).await.unwrap();
    subject
}

impl Typed {
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
