//! What counts time for somebody, and stands still once they have died: their
//! age, being missing, days on which somebody looks again. Nothing of their
//! history ends.

use super::facts::{Alert, MissingSpell};
use super::header::{Dated, Header};
use super::{is_night_of, review_due};
use crate::dates::age_on;
use crate::journal::Class;
use jiff::civil::Date;

impl Header {
    /// The day up to which time counts for them: the day they died, else today.
    pub fn counts_until(&self, today: Date) -> Date {
        self.died.as_ref().and_then(|died| died.happened.first_day()).unwrap_or(today)
    }

    /// Completed years today; of somebody who has died, those they lived.
    pub fn age(&self, today: Date) -> Option<i16> {
        self.born().map(|born| age_on(born, self.counts_until(today)))
    }

    /// The time missing that is not over, if there is one. Nobody looks for
    /// somebody who has died.
    pub fn missing_now(&self) -> Option<&Dated<MissingSpell>> {
        if self.died.is_some() { None } else { last_not_back(self.missing.values()) }
    }

    /// The same for lists: neither a death nor an absence that is told to some
    /// alone shows there by who is missing or not any more.
    pub fn missing_for_lists(&self) -> Option<&Dated<MissingSpell>> {
        let ordinary = self.missing.values().filter(|spell| spell.class == Class::Story);
        if self.is_known_to_have_died() { None } else { last_not_back(ordinary) }
    }

    /// Whether everybody who may open the record may know that they have died.
    pub fn is_known_to_have_died(&self) -> bool {
        self.died.as_ref().is_some_and(|died| died.class == Class::Story)
    }

    /// When somebody looks again at an alert.
    pub fn alert_due(&self, alert: &Alert) -> Option<Date> {
        self.unless_died(alert.review_on)
    }

    /// When somebody looks again at the restriction, where there is one. It
    /// stands after a death as it did before.
    pub fn restriction_due(&self) -> Option<Date> {
        self.restriction.as_ref().and_then(|restriction| self.unless_died(restriction.is.review_on))
    }

    /// Whether they are expected to arrive on the night that it is.
    pub fn arrives_on(&self, today: Date) -> bool {
        self.died.is_none() && self.arriving.as_ref().is_some_and(|expected| is_night_of(expected.is, today))
    }

    fn unless_died(&self, day: Date) -> Option<Date> {
        self.died.is_none().then_some(day)
    }
}

fn last_not_back<'s>(
    spells: impl Iterator<Item = &'s Dated<MissingSpell>>,
) -> Option<&'s Dated<MissingSpell>> {
    spells.filter(|spell| spell.is.to.is_none()).max_by_key(|spell| spell.is.from)
}

/// When an opening falls due to be looked at by somebody else. That of a
/// record of somebody who has died is still looked at, and no day presses.
pub fn opening_due(opened: Date, card_only: bool, has_died: bool) -> Option<Date> {
    (!has_died).then(|| review_due(opened, card_only))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Happened, Instant, PartialDate};
    use crate::ids::{EventId, PersonId, PostId, StreamId};
    use crate::people::{BirthBasis, BirthRecorded, Died, Restriction};
    use crate::safety::Away;
    use jiff::civil::date;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 6, 3);

    fn so<T>(on: Date, is: T) -> Dated<T> {
        let event = EventId(Uuid::nil());
        let happened = Happened::On(PartialDate::Day(on));
        Dated { is, happened, recorded: Instant(0), event, first: event, class: Class::Story }
    }

    /// Born on 4 June 2008, missing since 1 May, expected tonight, restricted, with an alert.
    fn sam() -> Header {
        let mut sam = Header::new(PersonId(Uuid::from_u128(1)));
        let born = BirthRecorded { born: PartialDate::Day(date(2008, 6, 4)), basis: BirthBasis::Document };
        sam.births = vec![so(TODAY, born)];
        let spell = MissingSpell { kind: Away::Missing, from: date(2026, 5, 1), to: None };
        sam.missing.insert(StreamId(Uuid::from_u128(2)), so(TODAY, spell));
        sam.arriving = Some(so(TODAY, TODAY));
        let posts = vec![PostId(Uuid::from_u128(3))];
        sam.restriction =
            Some(so(TODAY, Restriction { reason: String::new(), posts, review_on: date(2026, 6, 1) }));
        sam.alerts.insert(StreamId(Uuid::from_u128(4)), so(TODAY, alert()));
        sam
    }

    fn alert() -> Alert {
        Alert { alert: String::new(), review_on: date(2026, 6, 1), young_person_told: true, ended: None }
    }

    fn died() -> Header {
        Header { died: Some(so(date(2026, 5, 20), Died { told_by: "The hospital".into() })), ..sam() }
    }

    #[test]
    fn an_age_stands_still_on_the_day_of_the_death() {
        let years_later = date(2030, 6, 4);
        assert_eq!(sam().age(years_later), Some(22));
        assert_eq!(died().age(years_later), Some(17));
    }

    #[test]
    fn where_the_day_of_a_death_is_not_known_the_age_counts_on() {
        let mut sam = died();
        sam.died.as_mut().unwrap().happened = Happened::On(PartialDate::Month(2026, 5));
        assert_eq!(sam.age(date(2026, 6, 4)), Some(18));
    }

    #[test]
    fn nobody_who_has_died_is_missing() {
        assert!(sam().missing_now().is_some() && sam().missing_for_lists().is_some());
        assert!(died().missing_now().is_none() && died().missing_for_lists().is_none());
        assert_eq!(died().missing.len(), 1, "the time missing stays in the history");
    }

    #[test]
    fn a_death_told_to_some_alone_does_not_show_by_a_list_of_those_missing() {
        let mut sam = died();
        sam.died.as_mut().unwrap().class = Class::Restricted;
        assert!(sam.missing_for_lists().is_some() && !sam.is_known_to_have_died());
        assert!(died().is_known_to_have_died());
    }

    #[test]
    fn an_alert_stands_and_is_not_looked_at_again() {
        assert_eq!(sam().alert_due(&alert()), Some(date(2026, 6, 1)));
        assert_eq!(died().alert_due(&alert()), None);
        assert_eq!(died().standing_alerts().count(), 1);
    }

    #[test]
    fn a_restriction_stands_and_is_not_looked_at_again() {
        assert_eq!(sam().restriction_due(), Some(date(2026, 6, 1)));
        assert_eq!(died().restriction_due(), None);
        assert!(died().restriction.is_some());
    }

    #[test]
    fn nobody_who_has_died_is_expected_to_arrive() {
        assert!(sam().arrives_on(TODAY));
        assert!(!died().arrives_on(TODAY));
    }

    #[test]
    fn an_opening_is_looked_at_and_does_not_fall_due() {
        let friday = date(2026, 6, 5);
        assert_eq!(opening_due(friday, false, false), Some(date(2026, 6, 8)));
        assert_eq!(opening_due(friday, true, false), Some(date(2026, 6, 6)));
        assert_eq!(opening_due(friday, false, true), None);
    }
}
