//! How long to wait after wrong tries: per account and per address, never for good.

use crate::{HOUR, MINUTE, Refusal};

/// Whose wrong tries are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// One account, by the name typed at sign-in, whether or not it exists.
    Account,
    /// One network address. A whole council may share one, so it gets more
    /// free tries and forgets one every [`ADDRESS_FORGETS_ONE_EVERY`].
    Address,
}

/// Microseconds in which an address is forgiven one wrong try.
pub const ADDRESS_FORGETS_ONE_EVERY: i64 = 2 * MINUTE;

/// Microseconds without a wrong try after which all are forgotten.
pub const FORGOTTEN_AFTER: i64 = 24 * HOUR;

/// Waits in minutes, from the last free try on; the last one stays.
const WAITS: [u32; 5] = [1, 2, 4, 8, 15];

/// The longest wait in microseconds.
pub const LONGEST_WAIT: i64 = 15 * MINUTE;

impl Counted {
    /// Wrong tries after which the first wait begins.
    pub const fn free_tries(self) -> u32 {
        match self {
            Self::Account => 5,
            Self::Address => 50,
        }
    }
}

/// The wrong tries remembered of one account or one address.
///
/// The caller stores it, so that it outlives a restart; nothing stored is
/// [`Throttle::default`]. A try made while waiting is turned away unchecked and
/// is not counted, so that waiting always ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Throttle {
    /// Wrong tries not yet forgotten at `last_failure`.
    pub failures: u32,
    /// When the last wrong try was, in microseconds since 1970 (UTC).
    pub last_failure: i64,
}

impl Throttle {
    /// What to remember after one more wrong try at `now`.
    #[must_use]
    pub fn after_failure(self, counted: Counted, now: i64) -> Self {
        Self { failures: self.failures_left(counted, now).saturating_add(1), last_failure: now }
    }

    /// Until when no try is taken, if `now` is too early for one.
    ///
    /// A last failure further ahead than the longest wait means that the clock
    /// was set back: then one try is taken, and its failure is counted as usual.
    pub fn wait_until(self, counted: Counted, now: i64) -> Option<i64> {
        let over = self.failures_left(counted, now).checked_sub(counted.free_tries())?;
        if self.last_failure.saturating_sub(now) > LONGEST_WAIT {
            return None;
        }
        let rung = usize::try_from(over).unwrap_or(usize::MAX).min(WAITS.len() - 1);
        let until = self.last_failure.saturating_add(i64::from(WAITS[rung]) * MINUTE);
        (until > now).then_some(until)
    }

    /// Wrong tries that still count at `now`.
    fn failures_left(self, counted: Counted, now: i64) -> u32 {
        let quiet = now.saturating_sub(self.last_failure).max(0);
        if quiet >= FORGOTTEN_AFTER {
            return 0;
        }
        match counted {
            Counted::Account => self.failures,
            Counted::Address => {
                let forgiven = u32::try_from(quiet / ADDRESS_FORGETS_ONE_EVERY).unwrap_or(u32::MAX);
                self.failures.saturating_sub(forgiven)
            }
        }
    }
}

/// What to say at `now` to somebody who must wait: the longer of the two waits.
/// Nothing when neither counts. It cannot know whether the account exists, so
/// the sentence is the same either way; callers count unknown names as well.
pub fn too_many_tries(account: Throttle, address: Throttle, now: i64) -> Option<Refusal> {
    let waits = [account.wait_until(Counted::Account, now), address.wait_until(Counted::Address, now)];
    let until = waits.into_iter().flatten().max()?;
    let left = until.saturating_sub(now);
    let minutes = u32::try_from(left.saturating_add(MINUTE - 1) / MINUTE).unwrap_or(u32::MAX);
    Some(Refusal::TooManyTries { minutes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Counted::{Account, Address};

    /// 23 November 2026, 9:00am.
    const NOW: i64 = 1_795_424_400_000_000;

    fn failed(times: u32) -> Throttle {
        (0..times).fold(Throttle::default(), |throttle, _| throttle.after_failure(Account, NOW))
    }

    fn wait_minutes(failures: u32) -> Option<i64> {
        failed(failures).wait_until(Account, NOW).map(|until| (until - NOW) / MINUTE)
    }

    #[test]
    fn nothing_remembered_means_no_wait() {
        assert_eq!(Throttle::default().wait_until(Account, NOW), None);
        assert_eq!(Throttle::default().wait_until(Address, NOW), None);
    }

    #[test]
    fn five_tries_are_free() {
        for failures in 1..5 {
            assert_eq!(wait_minutes(failures), None, "{failures}");
        }
    }

    #[test]
    fn then_the_wait_grows_from_one_minute_to_fifteen() {
        let waits: Vec<_> = (5..=9).map(|failures| wait_minutes(failures).unwrap()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 15]);
    }

    #[test]
    fn the_wait_never_exceeds_fifteen_minutes() {
        let worst = Throttle { failures: u32::MAX, last_failure: NOW }.after_failure(Account, NOW);
        assert_eq!(worst.wait_until(Account, NOW), Some(NOW + LONGEST_WAIT));
    }

    #[test]
    fn when_the_wait_is_over_a_try_is_taken_again() {
        let until = failed(9).wait_until(Account, NOW).unwrap();
        assert_eq!(failed(9).wait_until(Account, until - 1), Some(until));
        assert_eq!(failed(9).wait_until(Account, until), None);
    }

    #[test]
    fn a_day_without_wrong_tries_forgets_them() {
        let next_day = NOW + FORGOTTEN_AFTER;
        assert_eq!(failed(40).after_failure(Account, next_day - 1).failures, 41);
        assert_eq!(
            failed(40).after_failure(Account, next_day),
            Throttle { failures: 1, last_failure: next_day }
        );
    }

    #[test]
    fn an_address_has_fifty_free_tries() {
        assert_eq!(failed(49).wait_until(Address, NOW), None);
        assert_eq!(failed(50).wait_until(Address, NOW), Some(NOW + MINUTE));
    }

    #[test]
    fn a_shared_address_with_a_slip_every_three_minutes_never_waits() {
        let mut throttle = Throttle::default();
        for slip in 0..10_000 {
            let now = NOW + slip * 3 * MINUTE;
            assert_eq!(throttle.wait_until(Address, now), None, "{slip}");
            throttle = throttle.after_failure(Address, now);
        }
    }

    #[test]
    fn an_account_does_not_forget_one_by_one() {
        assert_eq!(failed(9).after_failure(Account, NOW + HOUR).failures, 10);
    }

    #[test]
    fn an_attacker_who_never_rests_gets_at_most_a_hundred_tries_a_day_at_one_account() {
        let (mut throttle, mut now, mut tries) = (Throttle::default(), NOW, 0);
        while now < NOW + FORGOTTEN_AFTER {
            throttle = throttle.after_failure(Account, now);
            tries += 1;
            now = throttle.wait_until(Account, now).unwrap_or(now);
        }
        assert!((90..=105).contains(&tries), "{tries}");
    }

    #[test]
    fn a_clock_set_back_by_a_year_does_not_lock_anybody_out() {
        let earlier = NOW - 365 * 24 * HOUR;
        assert_eq!(failed(9).wait_until(Account, earlier), None);
        assert!(failed(9).after_failure(Account, earlier).wait_until(Account, earlier).is_some());
    }

    #[test]
    fn clocks_a_few_seconds_apart_still_wait() {
        assert_eq!(failed(9).wait_until(Account, NOW - 5_000_000), Some(NOW + LONGEST_WAIT));
    }

    #[test]
    fn the_sentence_gives_the_longer_wait_rounded_up() {
        let address = Throttle { failures: 51, last_failure: NOW };
        assert_eq!(
            too_many_tries(failed(9), address, NOW + 1).map(|refusal| refusal.to_string()),
            Some("There have been too many tries. Wait 15 minutes, then try again.".to_owned())
        );
        assert_eq!(
            too_many_tries(Throttle::default(), address, NOW + MINUTE + 1),
            Some(Refusal::TooManyTries { minutes: 1 })
        );
    }

    #[test]
    fn nobody_is_told_to_wait_who_need_not() {
        assert_eq!(too_many_tries(failed(4), failed(4), NOW), None);
    }

    #[test]
    fn times_at_either_end_are_survived() {
        for now in [i64::MIN, 0, i64::MAX] {
            for last_failure in [i64::MIN, 0, i64::MAX] {
                let throttle = Throttle { failures: u32::MAX, last_failure };
                let after = throttle.after_failure(Address, now);
                assert!(after.failures >= 1);
                assert!(throttle.wait_until(Account, now).is_none_or(|until| until > now));
            }
        }
    }
}
