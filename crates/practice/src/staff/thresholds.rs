//! Numbers that a council may set within limits: each with its unit, what is
//! usual, and where the usual comes from. How long an emergency opening lasts
//! is not among them: an hour is a law of the house.

use crate::Refusal;

/// A number that a council may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// Its stable key.
    pub key: &'static str,
    /// What it is, for whoever sets it.
    pub about: &'static str,
    /// What it counts: "minutes", "days".
    pub unit: &'static str,
    /// The least it may be.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
    /// What counts where the council has said nothing.
    pub usual: i64,
    /// Where the usual comes from, and where the limits do.
    pub source: &'static str,
}

/// After how many idle minutes the screen locks.
pub const LOCK_MINUTES: Threshold = Threshold {
    key: "lock_minutes",
    about: "Minutes without a press until the screen locks",
    unit: "minutes",
    least: 1,
    most: 15,
    usual: 10,
    source: "Chosen for this service: a shared computer in a house full of people. No word is lost.",
};

/// After how many idle minutes people are signed out.
pub const SIGN_OUT_MINUTES: Threshold = Threshold {
    key: "sign_out_minutes",
    about: "Minutes without a press until people are signed out",
    unit: "minutes",
    least: 15,
    most: 120,
    usual: 60,
    source: "Chosen for this service: long enough for a visit to be interrupted. Never shorter than the lock.",
};

/// After how many days an entry counts as recorded late.
pub const LATE_DAYS: Threshold = Threshold {
    key: "late_days",
    about: "Days after which an entry is marked as recorded late",
    unit: "days",
    least: 1,
    most: 14,
    usual: 2,
    source: "Chosen for this service: a weekend. It is a kindness to the reader, not a judgement of the writer.",
};

/// After how many days without an entry the story shows a gap.
pub const GAP_DAYS: Threshold = Threshold {
    key: "gap_days",
    about: "Days without an entry after which the story shows a gap",
    unit: "days",
    least: 7,
    most: 90,
    usual: 14,
    source: "Chosen for this service: two weeks in which nobody wrote anything down.",
};

/// How many days ahead at the most a restriction is looked at again.
pub const RESTRICTION_REVIEW_DAYS: Threshold = Threshold {
    key: "restriction_review_days",
    about: "Days within which a restricted record is looked at again",
    unit: "days",
    least: 7,
    most: 90,
    usual: 90,
    source: "The service’s own rule: every 90 days at the latest. A council may look sooner, never later.",
};

/// In how many days an alert is looked at again, unless its author says otherwise.
pub const ALERT_REVIEW_DAYS: Threshold = Threshold {
    key: "alert_review_days",
    about: "Days after which an alert is looked at again, unless its author chooses another day",
    unit: "days",
    least: 7,
    most: 180,
    usual: 90,
    source: "Chosen for this service, to be like restricted records.",
};

/// How many days cover for a key worker may last.
pub const COVER_DAYS: Threshold = Threshold {
    key: "cover_days",
    about: "Days that cover for a key worker may last at the most",
    unit: "days",
    least: 7,
    most: 182,
    usual: 84,
    source: "Chosen for this service: twelve weeks. Longer than that, a young person should have a key worker of their own.",
};

/// After how many days without a meeting a young person is in the list of those not seen.
pub const NOT_SEEN_DAYS: Threshold = Threshold {
    key: "not_seen_days",
    about: "Days without a meeting after which somebody is in the list of those not seen",
    unit: "days",
    least: 1,
    most: 90,
    usual: 14,
    source: "Chosen for this service: two weeks. The rhythm that is agreed with each young person may be shorter.",
};

/// All of them, in the order of the page.
pub const THRESHOLDS: [Threshold; 8] = [
    LOCK_MINUTES,
    SIGN_OUT_MINUTES,
    LATE_DAYS,
    GAP_DAYS,
    RESTRICTION_REVIEW_DAYS,
    ALERT_REVIEW_DAYS,
    COVER_DAYS,
    NOT_SEEN_DAYS,
];

impl Threshold {
    /// The council's own number where it set one within the limits, else the usual.
    pub fn read(&self, own: Option<&str>) -> i64 {
        own.and_then(|own| own.parse().ok()).filter(|number| self.allows(*number)).unwrap_or(self.usual)
    }

    /// What is kept of what was typed: whole figures within the limits, or
    /// nothing, which goes back to the usual.
    ///
    /// # Errors
    /// A sentence that says the limits.
    pub fn checked(&self, typed: &str) -> Result<String, Refusal> {
        let typed = typed.trim();
        match typed.parse::<i64>() {
            _ if typed.is_empty() => Ok(String::new()),
            Ok(number) if self.allows(number) => Ok(number.to_string()),
            _ => Err(Refusal::of(
                "value",
                format!("Choose between {} and {} {}.", self.least, self.most, self.unit),
            )),
        }
    }

    fn allows(&self, number: i64) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_threshold_has_a_key_of_its_own_and_its_usual_lies_within_its_limits() {
        let keys: BTreeSet<_> = THRESHOLDS.iter().map(|threshold| threshold.key).collect();
        assert_eq!(keys.len(), THRESHOLDS.len());
        for threshold in THRESHOLDS {
            assert!(threshold.allows(threshold.usual), "{}", threshold.key);
            assert!(!threshold.source.is_empty());
        }
    }

    #[test]
    fn a_number_outside_the_limits_is_refused_with_the_limits() {
        assert_eq!(LATE_DAYS.checked(" 5 ").unwrap(), "5");
        for wrong in ["0", "15", "soon", "2.5", "-1"] {
            let refusal = LATE_DAYS.checked(wrong).unwrap_err();
            assert_eq!(refusal.sentence, "Choose between 1 and 14 days.", "{wrong}");
        }
    }

    #[test]
    fn nothing_goes_back_to_the_usual() {
        assert_eq!(LATE_DAYS.checked(" ").unwrap(), "");
        assert_eq!(LATE_DAYS.read(Some("")), 2);
        assert_eq!(LATE_DAYS.read(None), 2);
    }

    #[test]
    fn a_number_kept_before_the_limits_moved_counts_as_the_usual() {
        assert_eq!(LATE_DAYS.read(Some("400")), 2);
        assert_eq!(LATE_DAYS.read(Some("3")), 3);
    }

    #[test]
    fn nobody_is_signed_out_before_the_screen_locks() {
        let (lock, sign_out) = (LOCK_MINUTES, SIGN_OUT_MINUTES);
        assert!(lock.most <= sign_out.least, "{} and {}", lock.most, sign_out.least);
    }

    #[test]
    fn no_council_looks_at_a_restriction_later_than_after_ninety_days() {
        assert_eq!(RESTRICTION_REVIEW_DAYS.most, 90);
    }
}
