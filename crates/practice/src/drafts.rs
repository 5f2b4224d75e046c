//! Words typed and not sent: how long they are kept.

use jiff::ToSpan;
use jiff::civil::Date;

/// For how many days after they were last changed words are kept that nobody sent.
pub const KEPT_DAYS: i32 = 90;
/// For how many of the last of these days their writer is warned.
const WARNED_DAYS: i32 = 14;

/// For how many seconds after words in a form were saved their writer is said to be writing there: a quarter of an hour.
pub const WRITING_SECONDS: i64 = 15 * 60;

/// The last day on which words are kept that were last changed on a day.
pub fn kept_until(changed: Date) -> Date {
    changed.saturating_add(KEPT_DAYS.days())
}

/// Whether their writer is to be warned today that they will go.
pub fn goes_soon(changed: Date, today: Date) -> bool {
    today >= kept_until(changed).saturating_sub(WARNED_DAYS.days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn words_are_kept_for_ninety_days_after_they_were_last_changed() {
        assert_eq!(kept_until(date(2026, 1, 1)), date(2026, 4, 1));
    }

    #[test]
    fn their_writer_is_warned_for_the_last_two_weeks() {
        let changed = date(2026, 1, 1);
        assert!(!goes_soon(changed, date(2026, 3, 17)));
        assert!(goes_soon(changed, date(2026, 3, 18)) && goes_soon(changed, date(2026, 4, 1)));
    }
}
