//! What section 3 of the architecture says of openings, of somebody arriving
//! and of shielded values, beside whom one may see.

use crate::asking::{Answer, Ask};
use crate::grids::{EMERGENCY, Relation};
use crate::lists::{EMERGENCIES, Search, WHY_OPENED};
use crate::roles::{MANAGERS, ON_CALL, READERS};
use crate::rows::RESTRICTION_OF_91_DAYS;
use crate::town::{Asker, SHIELDED};
use crate::trying::{Trying, fill, typed, word};
use practice::ids::PersonId;
use practice::notices::NoticeKind;
use practice::staff::Role;

/// They open records in an emergency and name no key worker: whoever was is told.
pub(crate) const TELLING: [Role; 3] = [Role::Deputy, Role::ResidentialKeyWorker, Role::OutreachKeyWorker];
/// Whose key worker is told.
const TOLD_OF: [Relation; 5] =
    [Relation::Own, Relation::Team, Relation::Other, Relation::Sleeps, Relation::Arriving];

/// Why a safety page is opened.
const ARRIVES: &str = "{number} is at our door.";
const BY_NAME: Search = Search {
    fields: &[
        ("reason", "Somebody may be out in the cold."),
        ("name", "{name}"),
        ("born-day", "{born day}"),
        ("born-month", "{born month}"),
        ("born-year", "{born year}"),
    ],
    by: "a name",
    ..EMERGENCIES
};
const BY_POSTCODE: Search = Search {
    path: "/find",
    by: "a postcode",
    fields: &[("sought", "{postcode}")],
    found: "/people/{person}",
    ..EMERGENCIES
};

impl Trying<'_> {
    /// A shielded value, of somebody of their own and of somebody restricted to them.
    pub(crate) async fn shielded(&mut self) {
        for relation in [Relation::Own, Relation::Named] {
            let may = MANAGERS.contains(&self.asker.role) || relation == Relation::Named;
            let wanted = if READERS.contains(&self.asker.role) { word(may, "shown") } else { "403".into() };
            let path = format!("/people/{}/reach", self.asker.people[&relation].person);
            let answer = self.asker.browser.ask(&Ask::get(path)).await;
            let got = match answer.status.as_u16() {
                200 => word(String::from_utf8_lossy(&answer.body).contains(SHIELDED), "shown"),
                status => status.to_string(),
            };
            self.add(
                "shielded",
                ("a shielded value on GET /people/{person}/reach".into(), relation.word()),
                got,
                wanted,
            );
        }
    }

    /// Whoever was just written down arrives tonight, and somebody is like them.
    pub(crate) async fn arrives(&mut self, answer: &Answer, like: Relation) {
        if !ON_CALL.contains(&self.asker.role) {
            return;
        }
        let record = answer.location().split('?').next().unwrap().to_owned();
        let why = fill(ARRIVES, &self.filled(&self.asker.people[&like]));
        let ask = Ask::post(format!("{record}/arrival"), &[("reason", &*why)]);
        self.asker.browser.ask(&ask).await;
        let (desk, records) = (self.town.desk(&self.asker.worker).await, &self.town.place.house.records);
        // Nobody was written down where a clause is missing that sees to it.
        let open = match record.trim_start_matches("/people/").parse::<PersonId>() {
            Ok(arriving) => records.safety_pages_open(&desk.sight, arriving, desk.now).await.unwrap(),
            Err(_) => Vec::new(),
        };
        let is_open = open.contains(&self.asker.people[&like].person);
        let wanted = word(EMERGENCY.at(self.asker.role, like.word()), "opened");
        let what = "POST /people/{person}/arrival of somebody like them".into();
        self.add("arrival", (what, like.word()), word(is_open, "opened"), wanted);
    }

    /// What was asked for in an emergency is written down, whatever came of it, and
    /// whoever is responsible was told of what it opened.
    pub(crate) async fn openings_are_kept(&mut self) {
        if !ON_CALL.contains(&self.asker.role) {
            return;
        }
        let (town, me) = (self.town, self.asker.worker.post);
        let records = &town.place.house.records;
        let auditor =
            town.askers.iter().find(|asker: &&Asker| asker.role == Role::InformationGovernance).unwrap();
        let desk = town.desk(&auditor.worker).await;
        let opened = records.glasses(&desk.sight, desk.now.plus_seconds(-60), None).await.unwrap();
        let far = town.desk(&town.far).await;
        let notices = records.notices(&far.sight, 10_000, far.now).await.unwrap();
        for relation in Relation::ALL {
            let why = fill(WHY_OPENED, &self.filled(&self.asker.people[&relation]));
            let is_kept = opened.iter().any(|one| one.post == me && one.reason == why);
            let what = "POST /emergency, written down".into();
            self.add("kept", (what, relation.word()), word(is_kept, "kept"), "kept".into());
            if TELLING.contains(&self.asker.role) && TOLD_OF.contains(&relation) {
                let is_told = notices.iter().any(|notice| {
                    notice.kind == NoticeKind::EmergencyOpening
                        && notice.by == Some(me)
                        && notice.words == why
                });
                let what = "POST /emergency, told to the key worker".into();
                self.add("owner", (what, relation.word()), word(is_told, "told"), "told".into());
            }
        }
    }

    /// An emergency is no search: half of a name with the birth date finds nobody. Of somebody whom they
    /// opened before, so that what comes of it changes nothing else.
    pub(crate) async fn half_a_name(&mut self) {
        if !ON_CALL.contains(&self.asker.role) {
            return;
        }
        let mut filled = self.filled(&self.asker.people[&Relation::Opened]);
        let half = filled["name"].split(' ').next().unwrap().to_owned();
        filled.insert("name", half);
        let got = self.sought(&BY_NAME, &filled).await;
        self.add("half a name", ("POST /emergency by half a name".into(), "opened"), got, "not found".into());
    }

    /// Somebody of their own, who has a shielded address beside the one by whose postcode they were found,
    /// is found by it no more, by those who see both either.
    pub(crate) async fn hidden_address(&mut self) {
        if !MANAGERS.contains(&self.asker.role) {
            return;
        }
        let filled = self.filled(&self.asker.people[&Relation::Own]);
        let path = fill("/people/{person}/record/address", &filled);
        let ask = Ask::post(path, &[("value", "1 Hidden Row, LS1 4AP"), ("shielded", "yes")]);
        let got = match self.answer(&ask).await.status.as_u16() {
            303 => self.sought(&BY_POSTCODE, &filled).await,
            status => status.to_string(),
        };
        self.add(
            "hidden address",
            ("POST /find by a postcode beside a shielded one".into(), "own"),
            got,
            "not found".into(),
        );
    }

    /// The day by which somebody else looks at what was opened on the Monday of the town.
    pub(crate) async fn openings_are_looked_at(&mut self) {
        if !ON_CALL.contains(&self.asker.role) {
            return;
        }
        let reviewer =
            self.town.askers.iter().find(|asker: &&Asker| asker.role == Role::HeadOfService).unwrap();
        let openings = work::people::openings(&self.town.desk(&reviewer.worker).await).await.unwrap();
        let own = self.filled(&self.asker.people[&Relation::Own]);
        for (what, why) in [("a record", WHY_OPENED), ("a safety page", ARRIVES)] {
            let theirs = openings.iter().find(|one| one.reason == fill(why, &own));
            let got = theirs.and_then(|one| one.due).map_or("never".into(), |due| due.to_string());
            self.add("looked at", (format!("the day to look at {what}"), what), got, "2026-03-03".into());
        }
    }

    /// What managers may not do, though they may do it of others or sooner.
    pub(crate) async fn managers_may_not(&mut self) {
        if !MANAGERS.contains(&self.asker.role) {
            return;
        }
        let own = self.asker.own_opening.unwrap();
        let ask = Ask::post(format!("/openings/{own}"), &[("finding", "I was right.")]);
        let got = self.asker.browser.ask(&ask).await.status.as_u16().to_string();
        self.add("own opening", ("POST /openings/{opening} of their own".into(), ""), got, "422".into());
        let filled = self.filled(&self.asker.people[&Relation::Own]);
        let person: PersonId = self.asker.people[&Relation::Own].person;
        let path = format!("/people/{person}/restrict");
        let ask = Ask { method: "POST", path, body: typed(RESTRICTION_OF_91_DAYS, &filled) };
        let got = self.asker.browser.ask(&ask).await.status.as_u16().to_string();
        self.add("90 days", ("POST /people/{person}/restrict for 91 days".into(), ""), got, "422".into());
    }
}
