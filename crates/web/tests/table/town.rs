//! A council with a worker of every role, and for each of them a young person
//! of every relation.

use crate::asking::{Browser, site};
use crate::grids::Relation;
use crate::known::Known;
use crate::roles::{DECIDERS, DESK, MANAGERS, ON_CALL, REVIEWERS};
use crate::subjects::{Desks, Lived, Subject, entry_in_class};
use crate::support::{Council, Place, Worker};
use axum::Router;
use practice::dates::Happened;
use practice::ids::{EventId, PersonId, PostId, TeamId};
use practice::journal::{Body, Class, Told};
use practice::people::{ContactKind, ContactPointRecorded, HealthRecorded, HealthTopic};
use practice::staff::{Rights, Role};
use records::Append;
use std::collections::BTreeMap;
use tokio::sync::Barrier;
use work::staff::{self, NewTeam};
use work::{Act, Desk, signing_in};

/// An hour, after which an emergency is over, in seconds.
const HOUR: i64 = 3_600;

/// A telephone that the wrong person must not see.
pub(crate) const SHIELDED: &str = "01632 960999";

/// Somebody who asks, with the young people they ask about.
pub(crate) struct Asker {
    pub(crate) role: Role,
    pub(crate) worker: Worker,
    pub(crate) browser: Browser,
    pub(crate) people: BTreeMap<Relation, Subject>,
    /// An entry of each privacy class, of somebody whose record they may open if they may open any.
    pub(crate) entries: BTreeMap<Class, EventId>,
    /// What a manager opened in an emergency, for somebody else to look at.
    pub(crate) own_opening: Option<EventId>,
}

/// The council.
pub(crate) struct Town {
    pub(crate) place: Place,
    /// The site that every browser is at.
    pub(crate) app: Router,
    pub(crate) council: Council,
    /// Everybody's key worker, where none else is meant.
    pub(crate) key_worker: PostId,
    /// The same, as somebody who signs in.
    pub(crate) far: Worker,
    /// Pulled in to everybody's team.
    pub(crate) pulled_in: PostId,
    /// Becomes a key worker.
    pub(crate) colleague: PostId,
    /// Is about to be pulled in.
    pub(crate) specialist: PostId,
    /// Takes cases over.
    pub(crate) social_worker: PostId,
    /// Who looks again at the restriction of those who are restricted after they were opened.
    reviewer: PostId,
    /// Takes young people over.
    pub(crate) another_team: TeamId,
    pub(crate) askers: Vec<Asker>,
    /// Opens when every role has looked through its lists.
    pub(crate) all_have_looked: Barrier,
    /// Whether only what a clause can turn is tried.
    pub(crate) is_brief: bool,
    pub(crate) known: Known,
}

/// Where everybody lives and who looks after them.
struct Lives<'p> {
    place: &'p Place,
    app: &'p Router,
    /// The council of those who ask, and another one.
    councils: [Council; 2],
    hill: TeamId,
    key_worker: PostId,
    pulled_in: PostId,
    /// Those who become something: whoever is named can open the record.
    named: [PostId; 3],
}

impl Town {
    /// With everybody who asks; where it is brief, with one of each set of rights.
    pub(crate) async fn founded(place: Place, is_brief: bool) -> Self {
        let asking = Role::ALL.iter().copied().filter(|role| !is_brief || is_first_of_its_rights(*role));
        Self::with(place, asking.collect(), is_brief).await
    }

    /// With just these who ask.
    pub(crate) async fn with(place: Place, asking: Vec<Role>, is_brief: bool) -> Self {
        let council = place.council().await;
        let other = place.another_council("Southmoor").await;
        place.house.records.set_installation(signing_in::DEMO, "yes").await.unwrap();
        let hill = NewTeam { name: "Hill House".into(), hub: true };
        let hill = staff::create_team(&place.operator(&council), &hill, None).await.unwrap();
        let on_hill = Council { hub: hill, ..council };
        let far = place.worker(&on_hill, "Noor Far", &[Role::OutreachKeyWorker]).await;
        let pulled_in = place.worker(&on_hill, "Dr Vis", &[Role::LifeCoach]).await.post;
        let colleague = place.worker(&on_hill, "Bryn Hale", &[Role::OutreachKeyWorker]).await.post;
        let social_worker = place.worker(&on_hill, "Jo Wells", &[Role::SocialWorker]).await.post;
        let vale = NewTeam { name: "Vale House".into(), hub: true };
        let another_team = staff::create_team(&place.operator(&council), &vale, None).await.unwrap();
        let specialist = place.worker(&on_hill, "Eda Moss", &[Role::HousingSpecialist]).await.post;
        let on_vale = Council { hub: another_team, ..council };
        let reviewer = place.worker(&on_vale, "Mel Vale", &[Role::HubManager]).await.post;
        let app = site(&place);
        let lives = Lives {
            place: &place,
            app: &app,
            councils: [council, other],
            hill,
            key_worker: far.post,
            pulled_in,
            named: [colleague, specialist, social_worker],
        };
        let mut askers = Vec::new();
        for (number, role) in asking.into_iter().enumerate() {
            askers.push(lives.asker(number, role).await);
        }
        let all_have_looked = Barrier::new(askers.len());
        let mut town = Self {
            place,
            app,
            council,
            key_worker: far.post,
            far,
            pulled_in,
            colleague,
            specialist,
            social_worker,
            reviewer,
            another_team,
            askers,
            all_have_looked,
            is_brief,
            known: Known::Nothing,
        };
        town.open_in_emergencies().await;
        town
    }

    /// The same town in a copy of its place, which is closed, with what is known of its table.
    pub(crate) async fn copied(&self, known: Known) -> Self {
        let place = self.place.copied().await;
        let app = site(&place);
        let asker = |asker: &Asker| Asker {
            worker: asker.worker.clone(),
            browser: Browser { app: app.clone(), cookie: asker.browser.cookie.clone() },
            people: asker.people.clone(),
            entries: asker.entries.clone(),
            ..*asker
        };
        let askers: Vec<Asker> = self.askers.iter().map(asker).collect();
        let all_have_looked = Barrier::new(askers.len());
        Self { place, app, far: self.far.clone(), askers, all_have_looked, known, ..*self }
    }

    /// The desk of somebody who has just signed in.
    pub(crate) async fn desk(&self, worker: &Worker) -> Desk {
        let house = &self.place.house;
        let cookie = signing_in::as_post(house, worker.post, "A browser").await.unwrap();
        match signing_in::resume(house, &cookie).await.unwrap() {
            signing_in::Resumed::Live(desk, _) => *desk,
            other => panic!("{other:?}"),
        }
    }

    /// A browser of somebody who has just signed in.
    pub(crate) async fn browser(&self, worker: &Worker) -> Browser {
        Browser::of(&self.app, &self.place, worker).await
    }

    /// Opens in an emergency whom somebody opened an hour ago, and then whom
    /// they opened just now; some of these are hidden afterwards. A screen locks
    /// in an hour, so all sign in again.
    async fn open_in_emergencies(&mut self) {
        for asker in &self.askers {
            asker.opens(Relation::Closed).await;
        }
        self.place.clock.pass(HOUR);
        let named = [self.key_worker, self.colleague, self.specialist, self.social_worker, self.reviewer];
        let mut hidden = Vec::new();
        for asker in &mut self.askers {
            asker.browser = Browser::of(&self.app, &self.place, &asker.worker).await;
            for relation in [Relation::Opened, Relation::Kin, Relation::Shut] {
                asker.opens(relation).await;
            }
            let desk = self.place.operator(&self.council);
            let declared = asker.people[&Relation::Kin].declared(&desk, asker.worker.account);
            let restricted = asker.people[&Relation::Shut].restricted(&desk, named.to_vec());
            hidden
                .extend([declared, restricted].map(|told| desk.prepare(Act::new().beginning(told)).unwrap()));
        }
        self.place.house.records.append_all(hidden).await.unwrap();
        for number in 0..self.askers.len() {
            let asker = &self.askers[number];
            if !MANAGERS.contains(&asker.role) {
                continue;
            }
            let desk = self.desk(&asker.worker).await;
            let opened = self
                .place
                .house
                .records
                .glasses(&desk.sight, desk.now.plus_seconds(-60), None)
                .await
                .unwrap();
            let person = Some(asker.people[&Relation::Opened].person);
            let own = opened.iter().find(|one| one.post == asker.worker.post && one.person == person);
            self.askers[number].own_opening = own.map(|one| one.event);
        }
    }
}

impl Asker {
    /// Opens a record in an emergency. Who may not is refused, and nothing is opened.
    async fn opens(&self, relation: Relation) {
        let number = &self.people[&relation].typed.council_number;
        let fields = [("reason", "They are out in the cold."), ("number", number.as_str())];
        self.browser.ask(&crate::asking::Ask::post("/emergency", &fields)).await;
    }
}

impl Lives<'_> {
    async fn asker(&self, number: usize, role: Role) -> Asker {
        let [council, other] = self.councils;
        let worker = self.place.worker(&council, &format!("Wren {}", role.word()), &[role]).await;
        let at = Desks {
            conflict: DECIDERS.contains(&role),
            case: DESK.contains(&role),
            opening: REVIEWERS.contains(&role),
        };
        let on_call = ON_CALL.contains(&role);
        let mut people = BTreeMap::new();
        let mut acts = Vec::new();
        for (place, relation) in Relation::ALL.into_iter().enumerate() {
            let number = number * Relation::ALL.len() + place;
            let of = if relation == Relation::Council { other } else { council };
            let subject = if relation == Relation::Absent {
                Subject::nobody(self.place, number)
            } else {
                let (lived, desk) =
                    (Lived { at, ..self.lived(relation, &worker, on_call) }, self.place.operator(&of));
                let (subject, written) = Subject::born(&desk, self.place, number, &lived, self.key_worker);
                acts.extend(written);
                subject
            };
            people.insert(relation, subject);
        }
        // A record that is restricted to somebody is open to them, whatever their reach.
        let relation = if role == Role::PerformanceOfficer { Relation::Named } else { Relation::Own };
        let mut entries = BTreeMap::new();
        for class in Class::ALL {
            let entry = entry_in_class(&self.place.operator(&council), people[&relation].person, class);
            entries.insert(class, entry.events[0].id);
            acts.extend([entry, self.fact_in_class(people[&relation].person, class)]);
        }
        for relation in [Relation::Own, Relation::Named] {
            acts.push(self.shielded_phone(people[&relation].person));
        }
        self.place.house.records.append_all(acts).await.unwrap();
        let browser = Browser::of(self.app, self.place, &worker).await;
        Asker { role, worker, browser, people, entries, own_opening: None }
    }

    fn fact_in_class(&self, person: PersonId, class: Class) -> Append {
        let desk = self.place.operator(&self.councils[0]);
        let fact = HealthRecorded { topic: HealthTopic::Other, fact: fact_of(class) };
        let told = Told::about(person, desk.stream(), Happened::At(desk.now), Body::HealthRecorded(fact))
            .in_class(class);
        desk.prepare(Act::new().beginning(told)).unwrap()
    }

    fn shielded_phone(&self, person: PersonId) -> Append {
        let desk = self.place.operator(&self.councils[0]);
        let (row, value) = desk.put_away(person, SHIELDED, None).unwrap();
        let point = ContactPointRecorded { kind: ContactKind::Phone, value, shielded: true };
        let body = Body::ContactPointRecorded(point);
        let told = Told::about(person, desk.stream(), Happened::At(desk.now), body);
        desk.prepare(Act::new().beginning(told).putting_away(row)).unwrap()
    }

    /// What a relation means. Whatever hides somebody hides one who would be
    /// the asker's own, in every way, without it.
    fn lived(&self, relation: Relation, asker: &Worker, on_call: bool) -> Lived {
        let hub = self.councils[0].hub;
        let elsewhere = Lived {
            team: Some(self.hill),
            key_worker: Some(self.key_worker),
            pulled_in: vec![self.pulled_in],
            ..Lived::default()
        };
        let own = Lived { pulled_in: vec![self.pulled_in, asker.post], ..elsewhere.clone() };
        let own_in_team = Lived { team: Some(hub), ..own.clone() };
        match relation {
            Relation::Own => own,
            Relation::Team => Lived { team: Some(hub), ..elsewhere },
            Relation::Other
            | Relation::Absent
            | Relation::Opened
            | Relation::Closed
            | Relation::Kin
            | Relation::Shut => elsewhere,
            Relation::Restricted => Lived { restricted_to: vec![self.key_worker], ..own_in_team },
            Relation::Named => {
                Lived { restricted_to: [&[asker.post], &self.named[..]].concat(), ..elsewhere }
            }
            Relation::Relative => Lived { relative_of: vec![asker.account], ..own_in_team },
            Relation::Council => own_in_team,
            Relation::Known => Lived { key_worker: None, ..own_in_team },
            Relation::Sealed => Lived { adopted: Some(Vec::new()), ..own_in_team },
            Relation::Adoption => Lived { adopted: Some(vec![asker.post]), ..own_in_team },
            Relation::Sleeps => Lived { sleeps_in: Some(hub), ..elsewhere },
            Relation::Covers => Lived { covered_by: Some(asker.post), ..elsewhere },
            Relation::Arriving => Lived { safety_page_of: on_call.then_some(asker.post), ..elsewhere },
        }
    }
}

/// Whether no role before has the very same rights: the policy knows rights, not roles.
fn is_first_of_its_rights(role: Role) -> bool {
    let rights = |role: Role| Rights::of(&[role]);
    Role::ALL.iter().take_while(|before| **before != role).all(|before| rights(*before) != rights(role))
}

/// A fact that is written down in a class, so that no other text is like it.
pub(crate) fn fact_of(class: Class) -> String {
    format!("A fact for {} alone.", class.word())
}
