//! What happens on each road, from the first day in care to the last.

use super::course::Course;
use super::{Episode, horizon};
use crate::chance::{Chance, Purpose, plus};
use crate::names::Road;
use crate::person::{Person, turns};
use crate::places::{Kind, Placement};
use crate::plan::Plan;
use jiff::civil::Date;

/// The episodes of somebody's road.
pub(super) fn travel(plan: &Plan, person: &Person, home: &str, chance: &mut Chance) -> Vec<Episode> {
    let eighteenth = turns(person.born, 18);
    let mut way = Way {
        course: Course::new(eighteenth, horizon(plan)),
        plan,
        person,
        home,
        chance,
        opened: plan.opened,
        eighteenth,
        horizon: horizon(plan),
    };
    match person.road {
        Road::Outreach => {}
        Road::ComingIn => way.coming_in(),
        Road::HubStay => way.hub_stay(),
        Road::Emergency => way.emergency(),
        Road::SteppedDown => way.stepped_down(),
        Road::LongFoster => way.settled(Kind::LongFoster),
        Road::Kinship => way.settled(Kind::Relative),
        Road::Elsewhere => way.settled(Kind::Home),
        Road::Supported => way.supported(),
        Road::WithParents => way.with_parents(),
        Road::Unaccompanied => way.unaccompanied(),
        Road::HomeAgain => way.home_again(),
        Road::CareLeaver => way.care_leaver(),
    }
    way.course.finish()
}

/// Somebody on their way; the steps below are what roads are made of.
struct Way<'a> {
    course: Course,
    plan: &'a Plan,
    person: &'a Person,
    home: &'a str,
    chance: &'a mut Chance,
    opened: Date,
    eighteenth: Date,
    horizon: Date,
}

impl Way<'_> {
    /// Came in months or years ago, moved about, and has a hub bed now with
    /// the way out in sight: a hub community family, or their own front door.
    fn hub_stay(&mut self) {
        self.comes_in(380..=1200, 90);
        let (began, ends) = (self.chance.day(self.opened, -120..=-12), self.chance.day(self.opened, 20..=90));
        self.moves_about(plus(began, -20), 120..=300);
        self.goes_to(began, Kind::HubBed(self.person.hub), "CARPL");
        self.steps_down(ends);
        self.moves_about(self.horizon, 300..=700);
    }

    /// In a foster home, and in the hub for a few nights around opening day.
    fn emergency(&mut self) {
        self.comes_in(420..=1100, 120);
        self.moves_about(plus(self.opened, -150), 150..=400);
        let hub = self.place(Kind::HubEmergency(self.person.hub));
        let (began, days) = (self.chance.day(self.opened, -3..=-1), self.chance.number(5..=7));
        self.course.away(began, days, hub);
        self.moves_about(self.horizon, 300..=700);
    }

    /// At home on opening day; by agreement with a foster family soon after.
    fn coming_in(&mut self) {
        let entered = self.chance.day(self.opened, 30..=90);
        let place = self.place(Kind::ShortFoster);
        self.course.enter(entered, "V2", place);
        self.moves_about(self.horizon, 300..=700);
    }

    fn stepped_down(&mut self) {
        self.comes_in(560..=1300, 90);
        let began = self.chance.day(self.opened, -470..=-190);
        self.moves_about(plus(began, -20), 120..=300);
        self.goes_to(began, Kind::HubBed(self.person.hub), "CARPL");
        let ends = self.chance.day(began, 50..=150);
        self.steps_down(ends);
        self.moves_about(self.horizon, 400..=800);
    }

    /// One lasting home after a first, short one.
    fn settled(&mut self, kind: Kind) {
        // Beyond the cast most came lately, which keeps a large council's
        // files at about eleven rows for each child.
        let before = if self.person.team.is_some() { 500..=1900 } else { 40..=450 };
        self.comes_in(before, 100);
        let day = self.chance.day(self.opened, -400..=-60);
        self.goes_to(day, kind, "CARPL");
        self.moves_about(self.horizon, 400..=1200);
    }

    fn supported(&mut self) {
        self.comes_in(500..=1500, 120);
        let sixteen = turns(self.person.born, 16);
        self.moves_about(sixteen, 200..=500);
        let day = self.chance.day(sixteen, 15..=90);
        self.goes_to(day, Kind::Supported(self.person.hub), "CARPL");
        if self.chance.percent(30) {
            let moves = self.chance.day(day, 120..=240);
            self.goes_to(moves, Kind::Supported(self.person.hub), "CHILD");
        }
    }

    /// Home under a full care order: parents and council care together.
    fn with_parents(&mut self) {
        let entered = self.first_day(500..=1400, 120);
        let place = self.place(Kind::ShortFoster);
        self.course.enter(entered, "C1", place);
        let ordered = self.chance.day(entered, 150..=240);
        self.course.order(ordered, "C2");
        let home = self.chance.day(ordered, 60..=300);
        let parents = self.place(Kind::Parents);
        self.course.move_to(home, "C2", parents, "CARPL");
    }

    /// Came alone from another country at 15 or 16.
    fn unaccompanied(&mut self) {
        let fifteen = turns(self.person.born, 15);
        let entered = self.chance.day(fifteen, 40..=300);
        let place = self.place(Kind::ShortFoster);
        self.course.enter(entered, "V2", place);
        let sixteen = turns(self.person.born, 16);
        let moved = self.chance.day(sixteen, 30..=200);
        self.goes_to(moved, Kind::Supported(self.person.hub), "CHILD");
    }

    /// Left care for home; for some it took two goes.
    fn home_again(&mut self) {
        self.comes_in(300..=1300, 60);
        let again = self.chance.percent(25);
        let left = self.chance.day(self.opened, if again { -420..=-300 } else { -400..=-40 });
        self.moves_about(plus(left, -30), 150..=400);
        self.course.leave(left, if again || self.chance.percent(20) { "E4B" } else { "E4A" });
        if again {
            let back = self.chance.day(left, 30..=90);
            let place = self.place(Kind::ShortFoster);
            self.course.enter(back, "V2", place);
            let home = self.chance.day(back, 60..=160);
            self.course.leave(home, "E4A");
        }
    }

    fn care_leaver(&mut self) {
        let entered = self.chance.day(self.eighteenth, -1500..=-420);
        let place = self.place(Kind::LongFoster);
        self.course.enter(entered, "V2", place);
        let sixteen = turns(self.person.born, 16);
        self.moves_about(sixteen, 200..=500);
        match self.chance.number(0..=3) {
            0 => {}
            1 => {
                let early = self.chance.day(self.eighteenth, -280..=-60);
                self.course.leave(early, "E4A");
            }
            _ => {
                let moved = self.chance.day(sixteen, 30..=300);
                self.goes_to(moved, Kind::Supported(self.person.hub), "CARPL");
            }
        }
    }

    /// Comes into care so many days before opening day, by agreement or by a
    /// court. Brothers and sisters come in together. `least` is how many days
    /// old the youngest can be.
    fn comes_in(&mut self, before: std::ops::RangeInclusive<i32>, least: i32) {
        let entered = self.first_day(before, least);
        let place = self.place(Kind::ShortFoster);
        match self.chance.number(0..=9) {
            0..=4 => self.course.enter(entered, "V2", place),
            5 => {
                self.course.enter(entered, "L1", place);
                let days = self.chance.number(1..=3);
                self.court(plus(entered, days));
            }
            _ => {
                self.course.enter(entered, "C1", place);
                let ordered = self.chance.day(entered, 140..=260);
                if ordered <= self.opened {
                    self.course.order(ordered, "C2");
                }
            }
        }
    }

    /// After police protection: an interim order, and later a full one.
    fn court(&mut self, day: Date) {
        self.course.order(day, "C1");
        let ordered = self.chance.day(day, 140..=260);
        if ordered <= self.opened {
            self.course.order(ordered, "C2");
        }
    }

    fn first_day(&mut self, before: std::ops::RangeInclusive<i32>, least: i32) -> Date {
        let mut family = Chance::of(self.plan.seed, self.person.family, Purpose::Family, 4);
        family.day(self.opened, -before.end()..=-before.start()).max(plus(self.person.born, least.min(30)))
    }

    fn place(&mut self, kind: Kind) -> Placement {
        Placement::of(kind, self.home, self.chance)
    }

    /// A change of placement under the status that holds now.
    fn goes_to(&mut self, day: Date, kind: Kind, change: &'static str) {
        let place = self.place(kind);
        if let Some(status) = self.course.status() {
            self.course.move_to(day, status, place, change);
        }
    }

    fn steps_down(&mut self, day: Date) {
        let sixteen = turns(self.person.born, 16);
        let kind = if day > sixteen && self.chance.percent(50) {
            Kind::Supported(self.person.hub)
        } else {
            Kind::HubFamily(self.person.hub)
        };
        self.goes_to(day, kind, "CARPL");
    }

    /// Life in care until a day: now and then a move to another carer, a stay
    /// in hospital, or nothing at all.
    fn moves_about(&mut self, until: Date, gap: std::ops::RangeInclusive<i32>) {
        const WHY: [&str; 5] = ["CREQB", "CREQO", "CHILD", "LAREQ", "CARPL"];
        let Some(mut day) = self.course.last_start() else { return };
        loop {
            day = self.chance.day(day, gap.clone());
            if day >= until {
                return;
            }
            let why = self.chance.pick(&WHY);
            match (self.chance.number(0..=9), self.course.kind()) {
                (0, _) => {
                    let days = self.chance.number(2..=12);
                    let hospital = self.place(Kind::Hospital);
                    if plus(day, days) < until {
                        self.course.away(day, days, hospital);
                    }
                }
                (1..=5, Some(kind)) if kind != Kind::Parents => self.goes_to(day, next_home(kind), why),
                _ => {}
            }
        }
    }
}

/// Where somebody goes when a home of this kind ends.
fn next_home(kind: Kind) -> Kind {
    match kind {
        Kind::Home | Kind::LongFoster | Kind::Supported(_) => kind,
        _ => Kind::ShortFoster,
    }
}
