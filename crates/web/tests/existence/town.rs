//! A council with somebody of every kind that the policy hides, and with
//! workers of each reach from whom it hides them.

use crate::asking::Browser;
use crate::subjects::{Lived, Relation, Subject, entry_in_class};
use crate::support::{Council, Place, Worker, for_both};
use practice::ids::{AuthorityId, EventId};
use practice::journal::Class;
use practice::staff::Role;
use tokio::sync::RwLock;
use work::signing_in;
use work::staff::{self, NewTeam};

/// Each kind of reach with what it hides. By hand, from the rules of the
/// service, not from the policy that is tried.
const READERS: [(Role, &[Relation]); 7] = [
    (Role::HubManager, &Relation::ALL),
    (Role::OutreachKeyWorker, &Relation::ALL),
    (Role::LifeCoach, &Relation::ALL),
    (
        Role::HeadOfService,
        &[
            Relation::Restricted,
            Relation::Relative,
            Relation::OtherCouncil,
            Relation::OnlyKnown,
            Relation::Sealed,
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
        ],
    ),
    (Role::InformationGovernance, &[Relation::Relative, Relation::OtherCouncil, Relation::Sealed]),
    (Role::MatchingDesk, &[Relation::Relative, Relation::OtherCouncil, Relation::Sealed]),
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
    pub(crate) hidden: Vec<Subject>,
    /// As many who never were.
    pub(crate) nobody: Vec<Subject>,
    /// An entry of a class that a key worker does not hold, of somebody within their reach.
    pub(crate) clinical: EventId,
}

/// What runs at the same time slows what is timed: times are taken alone.
static TIMES: RwLock<()> = RwLock::const_new(());

/// Runs a test in a town on each engine.
pub(crate) async fn in_town<T: AsyncFn(Town)>(test: T) {
    let _beside_others = TIMES.read().await;
    for_both(async |place| test(Town::founded(place).await).await).await;
}

/// Takes times in a town on the embedded engine, where all work is done in
/// this one process, while no other test of this program runs.
pub(crate) async fn timed_in_town<T: AsyncFn(Town)>(test: T) {
    let _alone = TIMES.write().await;
    for_both(async |place| {
        if place.house.records.engine_name() == "SQLite" {
            test(Town::founded(place).await).await;
        }
    })
    .await;
}

impl Town {
    async fn founded(place: Place) -> Self {
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
        let mut readers = Vec::new();
        for (role, hides) in READERS {
            let worker = place.worker(&council, role.label(), &[role]).await;
            let browser = Browser::of(&place, &worker).await;
            readers.push(Reader { role, worker, browser, hides });
        }
        let mut hidden = Vec::new();
        for (number, relation) in Relation::ALL.into_iter().enumerate() {
            let (of, team, key_worker) = match relation {
                Relation::OtherTeam => (council, hill, far.post),
                Relation::OtherCouncil => (other, other.hub, south.post),
                _ => (council, council.hub, far.post),
            };
            let relatives = readers.iter().map(|reader| reader.worker.account).collect();
            let lived = Lived { relation, team, key_worker, relatives };
            hidden.push(Subject::born(&place.operator(&of), &place, number, lived).await);
        }
        let nobody = (0..hidden.len()).map(|number| Subject::nobody(&place, 6 + number)).collect();
        let clinical = Self::within_reach(&place, &council, &readers[1].worker).await;
        Self { place, authority: council.authority, readers, hidden, nobody, clinical }
    }

    /// A young person of the key worker, with an entry the key worker may not read.
    async fn within_reach(place: &Place, council: &Council, key_worker: &Worker) -> EventId {
        let relation = Relation::OtherTeam;
        let lived = Lived { relation, team: council.hub, key_worker: key_worker.post, relatives: Vec::new() };
        let desk = place.operator(council);
        let near = Subject::born(&desk, place, 12, lived).await;
        entry_in_class(&desk, near.person, Class::Clinical).await
    }

    /// The council that all readers work for.
    pub(crate) fn authority(&self) -> AuthorityId {
        self.authority
    }

    /// Somebody of a relation.
    pub(crate) fn hidden_as(&self, relation: Relation) -> &Subject {
        self.hidden.iter().find(|subject| subject.hidden_as == Some(relation)).unwrap()
    }

    /// Somebody who never was, to be asked for in place of whoever is hidden so.
    pub(crate) fn nobody_like(&self, relation: Relation) -> &Subject {
        let place = Relation::ALL.iter().position(|one| *one == relation);
        &self.nobody[place.unwrap()]
    }

    /// Whoever has this role.
    pub(crate) fn reader(&self, role: Role) -> &Reader {
        self.readers.iter().find(|reader| reader.role == role).unwrap()
    }
}
