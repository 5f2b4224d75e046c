//! Where young people live and stay, and how their days there are.

mod day;

pub use day::{DayNoted, DayPart, DayWish, day_noted, house_now, stayed_with_us};

use crate::dates::Instant;
use crate::ids::TeamId;
use crate::people::VaultRef;
use jiff::civil::{Date, Time, time};
use serde::{Deserialize, Serialize};

/// `homes.care_period`: one episode of the council's return, under one legal
/// status in one place. Codes are those of the collection year it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarePeriod {
    /// First day (DECOM).
    pub from: Date,
    /// Last day (DEC); absent while it goes on.
    pub to: Option<Date>,
    /// Why it began (RNE).
    pub began: String,
    /// Legal status (LS).
    pub legal_status: String,
    /// Category of need (CIN).
    pub need: String,
    /// Kind of placement (PLACE).
    pub place: String,
    /// Who provides it (`PLACE_PROVIDER`).
    pub provider: Option<String>,
    /// Why it ended (REC).
    pub ended: Option<String>,
    /// Why the placement changed (`REASON_PLACE_CHANGE`).
    pub change: Option<String>,
    /// Postcode of home, in the vault.
    pub home_postcode: Option<VaultRef>,
    /// Postcode of the placement, in the vault.
    pub placement_postcode: Option<VaultRef>,
    /// Ofsted number of the placement, in the vault, because it tells where.
    pub urn: Option<VaultRef>,
    /// The collection year (the year it ends) whose codes these are.
    pub year: i16,
}

/// Where somebody sleeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sleeping {
    /// In one of our own houses, guarded by policy.
    Team(TeamId),
    /// Elsewhere: the vault knows where.
    Elsewhere(VaultRef),
    /// Nobody has said.
    NotKnown,
}

/// `homes.sleeping_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SleepingRecorded {
    /// Where.
    pub place: Sleeping,
    /// What the stay is for, in a few words; empty where nobody has said.
    pub purpose: String,
}

/// `homes.arrival_expected`: whoever wrote the record said that they come tonight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalExpected {
    /// The day whose night it is.
    pub on: Date,
}

/// When a night is over, in the civil time of the service: until then "tonight" is the night that began on the day
/// before. Chosen for this service: the night shift hands over in the morning.
const NIGHT_ENDS: Time = time(8, 0, 0, 0);

/// The day whose night is tonight.
pub fn night_of(now: Instant) -> Date {
    let today = now.day();
    if now.time() < NIGHT_ENDS { today.yesterday().unwrap_or(today) } else { today }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(hour: i8, minute: i8) -> Instant {
        Instant::from_jiff(format!("2026-03-01T{hour:02}:{minute:02}:00Z").parse().unwrap())
    }

    #[test]
    fn until_eight_in_the_morning_tonight_is_the_night_that_began_the_day_before() {
        assert_eq!(night_of(at(3, 0)), date(2026, 2, 28));
        assert_eq!(night_of(at(7, 59)), date(2026, 2, 28));
    }

    #[test]
    fn the_hour_is_that_of_the_clock_on_the_wall_in_summer_too() {
        let before = Instant::from_jiff("2026-07-01T06:59:00Z".parse().unwrap());
        assert_eq!(night_of(before), date(2026, 6, 30));
        assert_eq!(night_of(before.plus_seconds(60)), date(2026, 7, 1));
    }

    #[test]
    fn from_eight_on_tonight_is_the_night_to_come() {
        assert_eq!(night_of(at(8, 0)), date(2026, 3, 1));
        assert_eq!(night_of(at(23, 59)), date(2026, 3, 1));
    }
}
