//! What was said of one thing, with what the vault keeps laid open beside it.

use crate::codes::CollectionYear;
use crate::dates::Happened;
use crate::homes::Sleeping;
use crate::ids::VaultId;
use crate::journal::Body;
use crate::people::{Detail, VaultRef};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Where in a fact a value stands that only the vault may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Postcode of home.
    Home,
    /// Postcode of the placement.
    Placement,
    /// Ofsted number of the placement.
    Urn,
    /// Where they sleep, when that is not one of our houses.
    Whereabouts,
}

/// A value of the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// As it was put away.
    Is(String),
    /// Lawfully erased: nobody can say whether a file repeats it.
    Erased,
}

/// The guarded values of a fact, by where they stand.
pub type Guarded = BTreeMap<Place, Kept>;

/// A fact without its references into the vault, and the values beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// When it was so.
    pub happened: Happened,
    /// The fact; where the vault is referred to, nothing stands.
    pub body: Body,
    /// What the vault holds of it.
    pub guarded: Guarded,
}

impl Said {
    /// A fact as the journal holds it; `reveal` answers what the vault holds.
    pub fn of(happened: Happened, body: &Body, reveal: &dyn Fn(VaultId) -> Option<String>) -> Self {
        let guarded = references(body)
            .into_iter()
            .map(|(place, kept)| (place, reveal(kept.id).map_or(Kept::Erased, Kept::Is)))
            .collect();
        Self { happened, body: with_references(body.clone(), &BTreeMap::new()), guarded }
    }

    /// Whether two sayings mean the same. The collection year of codes, the
    /// name of a team and the reason of a key worker say nothing new; a key
    /// worker since another day does.
    pub fn means(&self, other: &Self) -> bool {
        let same = match (&self.body, &other.body) {
            (Body::CarePeriod(one), Body::CarePeriod(two)) => {
                let mut one = one.clone();
                one.year = two.year;
                one == *two
            }
            (Body::ResponsibleTeamNamed(one), Body::ResponsibleTeamNamed(two)) => one.team == two.team,
            (Body::SocialWorkerNamed(one), Body::SocialWorkerNamed(two)) => one.post == two.post,
            (Body::KeyWorkerNamed(one), Body::KeyWorkerNamed(two)) => {
                one.post == two.post && self.happened.first_day() == other.happened.first_day()
            }
            (one, two) => one == two,
        };
        same && [Place::Home, Place::Placement, Place::Urn, Place::Whereabouts]
            .iter()
            .all(|place| kept_alike(self.guarded.get(place), other.guarded.get(place)))
    }

    /// The collection year of the file that said it, where it can be told.
    pub fn year(&self) -> Option<i16> {
        match (&self.body, self.happened) {
            (Body::CarePeriod(period), _) => Some(period.year),
            (Body::YearInCare(answers), _) => Some(answers.year),
            (Body::AfterCare(after), _) => Some(after.year),
            (
                Body::BirthRecorded(_)
                | Body::NumberRecorded(_)
                | Body::DetailRecorded(_)
                | Body::Unaccompanied(_)
                | Body::PermanenceBefore(_),
                Happened::Range(from, Some(_)),
            ) => CollectionYear::of(from).map(CollectionYear::ends),
            _ => None,
        }
    }

    /// What is blank here is as an earlier file had it: a blank, or a value
    /// that could not be read, unsays nothing. `year` is the year of this file;
    /// something open in it may well have ended after it.
    #[must_use]
    pub fn filled_from(mut self, earlier: &Self, year: Option<CollectionYear>) -> Self {
        match (&mut self.body, &earlier.body) {
            (Body::CarePeriod(now), Body::CarePeriod(then)) => {
                now.to = end_of(now.to, then.to, year);
                fill(&mut now.began, &then.began);
                fill(&mut now.legal_status, &then.legal_status);
                fill(&mut now.need, &then.need);
                fill(&mut now.place, &then.place);
                fill_some(&mut now.provider, then.provider.as_ref());
                if now.to.is_some() && now.to == then.to {
                    fill_some(&mut now.ended, then.ended.as_ref());
                    fill_some(&mut now.change, then.change.as_ref());
                }
            }
            (Body::MissingRecorded(now), Body::MissingRecorded(then)) => {
                now.to = end_of(now.to, then.to, year);
            }
            (Body::SocialWorkerSpell(now), Body::SocialWorkerSpell(then)) => {
                now.to = end_of(now.to, then.to, year);
                fill(&mut now.number, &then.number);
                fill_some(&mut now.reason, then.reason.as_ref());
            }
            (Body::ReviewHeld(now), Body::ReviewHeld(then)) => fill(&mut now.took_part, &then.took_part),
            (Body::PermanenceBefore(now), Body::PermanenceBefore(then)) => {
                fill(&mut now.option, &then.option);
                fill_some(&mut now.authority, then.authority.as_ref());
                now.on = now.on.or(then.on);
            }
            (Body::YearInCare(now), Body::YearInCare(then)) => now.fill_from(then),
            (Body::AfterCare(now), Body::AfterCare(then)) => {
                fill(&mut now.in_touch, &then.in_touch);
                fill(&mut now.activity, &then.activity);
                fill(&mut now.accommodation, &then.accommodation);
            }
            (Body::SleepingRecorded(now), Body::SleepingRecorded(then)) => {
                // The purpose belongs to a stay: it stays only with the place.
                let (here, there) =
                    (self.guarded.get(&Place::Whereabouts), earlier.guarded.get(&Place::Whereabouts));
                if now.place == then.place && kept_alike(here, there) {
                    fill(&mut now.purpose, &then.purpose);
                }
            }
            // Whether a mother, then the birth of the first child: without that, it is as it was.
            (Body::DetailRecorded(now), Body::DetailRecorded(then))
                if now.detail == Detail::Parent
                    && then.detail == Detail::Parent
                    && then.value.split(' ').next() == Some(now.value.as_str()) =>
            {
                now.value.clone_from(&then.value);
            }
            _ => {}
        }
        if matches!(self.body, Body::CarePeriod(_)) {
            for (place, kept) in &earlier.guarded {
                self.guarded.entry(*place).or_insert_with(|| kept.clone());
            }
        }
        self.happened = range_of(&self.body, self.happened);
        self
    }
}

/// The days of a spell follow what is said of its end.
pub(crate) fn range_of(body: &Body, happened: Happened) -> Happened {
    match (body, happened) {
        (Body::CarePeriod(period), _) => Happened::Range(period.from, period.to),
        (Body::SocialWorkerSpell(spell), _) => Happened::Range(spell.from, spell.to),
        (Body::MissingRecorded(away), Happened::Range(..)) => Happened::Range(away.from, away.to),
        (_, happened) => happened,
    }
}

/// The references into the vault that a fact holds.
pub fn references(body: &Body) -> Vec<(Place, &VaultRef)> {
    match body {
        Body::CarePeriod(period) => [
            (Place::Home, &period.home_postcode),
            (Place::Placement, &period.placement_postcode),
            (Place::Urn, &period.urn),
        ]
        .into_iter()
        .filter_map(|(place, kept)| kept.as_ref().map(|kept| (place, kept)))
        .collect(),
        Body::SleepingRecorded(sleeping) => match &sleeping.place {
            Sleeping::Elsewhere(kept) => vec![(Place::Whereabouts, kept)],
            Sleeping::Team(_) | Sleeping::NotKnown => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The same fact, referring to these values.
pub(super) fn with_references(mut body: Body, kept: &BTreeMap<Place, VaultRef>) -> Body {
    match &mut body {
        Body::CarePeriod(period) => {
            period.home_postcode = kept.get(&Place::Home).cloned();
            period.placement_postcode = kept.get(&Place::Placement).cloned();
            period.urn = kept.get(&Place::Urn).cloned();
        }
        Body::SleepingRecorded(sleeping) if !matches!(sleeping.place, Sleeping::Team(_)) => {
            sleeping.place =
                kept.get(&Place::Whereabouts).cloned().map_or(Sleeping::NotKnown, Sleeping::Elsewhere);
        }
        _ => {}
    }
    body
}

fn kept_alike(one: Option<&Kept>, two: Option<&Kept>) -> bool {
    match (one, two) {
        (Some(Kept::Erased), _) | (_, Some(Kept::Erased)) => true,
        (one, two) => one == two,
    }
}

fn fill(now: &mut String, then: &str) {
    if now.is_empty() {
        then.clone_into(now);
    }
}

fn fill_some(now: &mut Option<String>, then: Option<&String>) {
    if now.is_none() {
        *now = then.cloned();
    }
}

/// When something ended: what is open in a year's file may well have ended
/// after that year, and then that stands.
fn end_of(now: Option<Date>, then: Option<Date>, year: Option<CollectionYear>) -> Option<Date> {
    now.or_else(|| then.filter(|then| year.is_some_and(|year| *then > year.last_day())))
}
