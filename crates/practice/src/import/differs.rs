//! Two returns that do not agree about one thing.

use super::people::sex_as_written;
use super::said::{Guarded, Kept, Place, Said};
use crate::codes::CollectionYear;
use crate::dates::PartialDate;
use crate::journal::Body;
use crate::people::{Detail, NumberKind};
use jiff::civil::Date;

/// One column in which an older return says something else than a newer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The column of the older file.
    pub column: &'static str,
    /// What stands there; empty for an end that is left open.
    pub value: String,
}

/// Where an older return, of `year`, contradicts a newer one. A blank cell says
/// nothing, and what was open at the end of a year may have ended since.
pub fn differences(older: &Said, newer: &Said, year: CollectionYear) -> Vec<Difference> {
    let mut found = Found { year, differences: Vec::new() };
    match (&older.body, &newer.body) {
        (Body::CarePeriod(then), Body::CarePeriod(now)) => {
            found.text("RNE", &then.began, &now.began);
            found.text("LS", &then.legal_status, &now.legal_status);
            found.text("CIN", &then.need, &now.need);
            found.text("PLACE", &then.place, &now.place);
            found.word("PLACE_PROVIDER", then.provider.as_ref(), now.provider.as_ref());
            found.end("DEC", then.to, now.to);
            if then.to == now.to {
                found.word("REC", then.ended.as_ref(), now.ended.as_ref());
                found.word("REASON_PLACE_CHANGE", then.change.as_ref(), now.change.as_ref());
            }
            found.guarded("HOME_POST", Place::Home, &older.guarded, &newer.guarded);
            found.guarded("PL_POST", Place::Placement, &older.guarded, &newer.guarded);
            found.guarded("URN", Place::Urn, &older.guarded, &newer.guarded);
        }
        (Body::MissingRecorded(then), Body::MissingRecorded(now)) => {
            if then.kind != now.kind {
                found.push("MISSING", String::new());
            }
            found.end("MIS_END", then.to, now.to);
        }
        (Body::ReviewHeld(then), Body::ReviewHeld(now)) => {
            found.text("REVIEW_CODE", &then.took_part, &now.took_part);
        }
        (Body::SocialWorkerSpell(then), Body::SocialWorkerSpell(now)) => {
            found.text("SW_ID", &then.number, &now.number);
            found.end("SW_DEC", then.to, now.to);
            if then.to == now.to {
                found.word("SW_REASON", then.reason.as_ref(), now.reason.as_ref());
            }
        }
        (Body::Unaccompanied(then), Body::Unaccompanied(now)) => {
            if let (Some(then), Some(now)) = (then.ceased, now.ceased)
                && then != now
            {
                found.push("DUC", in_file(then));
            }
        }
        (Body::BirthRecorded(then), Body::BirthRecorded(now)) if then.born != now.born => {
            found.push("DOB", as_written(then.born));
        }
        // Why there was no pupil number does not contradict the one there is now.
        (Body::NumberRecorded(then), Body::NumberRecorded(now))
            if then.kind == NumberKind::Upn
                && now.kind == NumberKind::Upn
                && !then.number.starts_with("UN") =>
        {
            found.text("UPN", &then.number, &now.number);
        }
        (Body::DetailRecorded(then), Body::DetailRecorded(now)) if then.detail == now.detail => {
            match then.detail {
                Detail::Sex if then.value != now.value && !now.value.is_empty() => {
                    found.push("SEX", sex_as_written(&then.value, year).to_owned());
                }
                Detail::Ethnicity => found.text("ETHNIC", &then.value, &now.value),
                // Who was no mother yet may be one now.
                Detail::Parent if !then.value.starts_with('0') => {
                    found.text("MOTHER", &then.value, &now.value);
                }
                _ => {}
            }
        }
        _ => {}
    }
    found.differences
}

/// What was found so far.
struct Found {
    year: CollectionYear,
    differences: Vec<Difference>,
}

impl Found {
    fn push(&mut self, column: &'static str, value: String) {
        self.differences.push(Difference { column, value });
    }

    fn text(&mut self, column: &'static str, then: &str, now: &str) {
        if !then.is_empty() && !now.is_empty() && then != now {
            self.push(column, then.to_owned());
        }
    }

    fn word(&mut self, column: &'static str, then: Option<&String>, now: Option<&String>) {
        if let (Some(then), Some(now)) = (then, now) {
            self.text(column, then, now);
        }
    }

    /// An end. What is open in the older file has not ended by the last day of its year.
    fn end(&mut self, column: &'static str, then: Option<Date>, now: Option<Date>) {
        let still_open_then = then.is_none() && now.is_none_or(|now| now > self.year.last_day());
        if then != now && !still_open_then {
            self.push(column, then.map(in_file).unwrap_or_default());
        }
    }

    fn guarded(&mut self, column: &'static str, place: Place, then: &Guarded, now: &Guarded) {
        if let (Some(Kept::Is(then)), Some(Kept::Is(now))) = (then.get(&place), now.get(&place)) {
            self.text(column, then, now);
        }
    }
}

/// A birth date that a file can say; one that is not whole was said by no file.
fn as_written(born: PartialDate) -> String {
    match born {
        PartialDate::Day(day) => in_file(day),
        _ => String::new(),
    }
}

/// A day as the return writes it.
fn in_file(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::Happened;
    use crate::homes::CarePeriod;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    const DECOM: Date = date(2024, 6, 1);

    fn year(ends: i16) -> CollectionYear {
        CollectionYear::ending(ends).unwrap()
    }

    fn period(to: Option<Date>, legal_status: &str, home: Option<&str>) -> Said {
        let body = Body::CarePeriod(CarePeriod {
            from: DECOM,
            to,
            began: "S".into(),
            legal_status: legal_status.into(),
            need: "N1".into(),
            place: "U1".into(),
            provider: None,
            ended: to.map(|_| "E4A".into()),
            change: None,
            home_postcode: None,
            placement_postcode: None,
            urn: None,
            year: 2025,
        });
        let guarded: BTreeMap<_, _> =
            home.map(|home| (Place::Home, Kept::Is(home.into()))).into_iter().collect();
        Said { happened: Happened::Range(DECOM, to), body, guarded }
    }

    fn columns(older: &Said, newer: &Said) -> Vec<(&'static str, String)> {
        differences(older, newer, year(2025)).into_iter().map(|one| (one.column, one.value)).collect()
    }

    #[test]
    fn each_column_that_says_something_else_is_named_with_what_the_older_file_says() {
        let (older, newer) = (period(None, "C1", Some("ZZ1 1AA")), period(None, "V2", Some("ZZ2 2BB")));
        let named = [("LS", "C1".to_owned()), ("HOME_POST", "ZZ1 1AA".to_owned())];
        assert_eq!(columns(&older, &newer), named);
        assert_eq!(columns(&older, &older), []);
    }

    #[test]
    fn a_blank_says_nothing() {
        assert_eq!(columns(&period(None, "", None), &period(None, "V2", Some("ZZ2 2BB"))), []);
        assert_eq!(columns(&period(None, "V2", Some("ZZ2 2BB")), &period(None, "", None)), []);
    }

    #[test]
    fn what_was_open_at_the_end_of_the_year_may_have_ended_since_and_not_before() {
        let open = period(None, "C1", None);
        assert_eq!(columns(&open, &period(Some(date(2025, 4, 1)), "C1", None)), []);
        let before = period(Some(date(2025, 3, 31)), "C1", None);
        assert_eq!(columns(&open, &before), [("DEC", String::new())]);
    }

    #[test]
    fn an_end_that_is_another_or_gone_is_named() {
        let ended = period(Some(date(2024, 9, 5)), "C1", None);
        assert_eq!(columns(&ended, &period(None, "C1", None)), [("DEC", "05/09/2024".to_owned())]);
        let later = period(Some(date(2024, 9, 6)), "C1", None);
        assert_eq!(columns(&ended, &later), [("DEC", "05/09/2024".to_owned())]);
    }
}
