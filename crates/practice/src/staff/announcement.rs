//! What a council says for a while at the head of every page of whoever is signed in, such as planned maintenance.

use super::typed::can_be_shown;
use crate::Refusal;
use crate::dates::{Instant, at_clock};
use jiff::civil::{Date, Time};

/// Most characters of an announcement: it stands above everything else, on a phone too.
pub const LONGEST_ANNOUNCEMENT: usize = 300;

/// Words with their time: from a moment, and until another, not included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    words: String,
    from: Instant,
    until: Instant,
}

impl Announcement {
    /// The words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// From when they are shown.
    pub fn from(&self) -> Instant {
        self.from
    }

    /// From when they are shown no more.
    pub fn until(&self) -> Instant {
        self.until
    }

    /// Whether they are shown at a moment.
    pub fn is_shown_at(&self, now: Instant) -> bool {
        (self.from..self.until).contains(&now)
    }

    /// As one text, in the place of one of the council's own words.
    pub fn kept(&self) -> String {
        format!("{} {} {}", self.from, self.until, self.words)
    }

    /// Reads what was kept. Anything else is no announcement, and no reason for a page not to be shown.
    pub fn of(kept: &str) -> Option<Self> {
        let mut parts = kept.splitn(3, ' ');
        let mut moment = || parts.next()?.parse().ok().map(Instant::from_jiff);
        let (from, until) = (moment()?, moment()?);
        let words = shown_words(parts.next()?).ok()?;
        (from < until).then_some(Self { words, from, until })
    }
}

/// An announcement as a form asks for it, in the civil time of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnouncementWish {
    /// The words.
    pub words: String,
    /// From when.
    pub from: (Date, Time),
    /// Until when.
    pub until: (Date, Time),
}

/// An announcement that ends after it begins, and is not over already.
///
/// # Errors
/// One sentence for each field that cannot be taken: `value`, `from_time`, `until_time`, `until`.
pub fn announcement(wish: &AnnouncementWish, now: Instant) -> Result<Announcement, Vec<Refusal>> {
    let moment = |(day, time), field: &str| {
        at_clock(day, time).ok_or_else(|| Refusal::of(field, "The clocks went forward over this time."))
    };
    let words = shown_words(&wish.words);
    let (from, until) = (moment(wish.from, "from_time"), moment(wish.until, "until_time"));
    match (words, from, until) {
        (Ok(_), Ok(from), Ok(until)) if until <= from => {
            Err(vec![Refusal::of("until", "The end must be after the beginning.")])
        }
        (Ok(_), Ok(_), Ok(until)) if until <= now => {
            Err(vec![Refusal::of("until", "The end must be still to come.")])
        }
        (Ok(words), Ok(from), Ok(until)) => Ok(Announcement { words, from, until }),
        (words, from, until) => Err([words.err(), from.err(), until.err()].into_iter().flatten().collect()),
    }
}

/// The words in one paragraph.
fn shown_words(typed: &str) -> Result<String, Refusal> {
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Err(Refusal::of("value", "Write what everybody should know."));
    }
    if words.chars().count() > LONGEST_ANNOUNCEMENT {
        return Err(Refusal::of("value", format!("Use {LONGEST_ANNOUNCEMENT} characters or fewer.")));
    }
    can_be_shown("value", &words)?;
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    /// 4 June 2026 at 9:32am in summer time.
    fn now() -> Instant {
        Instant::from_jiff("2026-06-04T08:32:00Z".parse().unwrap())
    }

    fn wish() -> AnnouncementWish {
        AnnouncementWish {
            words: " The service is away\r\non Friday  night. ".into(),
            from: (date(2026, 6, 4), time(9, 0, 0, 0)),
            until: (date(2026, 6, 5), time(6, 0, 0, 0)),
        }
    }

    fn field_of(wish: &AnnouncementWish) -> Option<String> {
        announcement(wish, now()).unwrap_err()[0].field.clone()
    }

    #[test]
    fn it_is_shown_from_its_beginning_until_its_end_on_the_clock_on_the_wall() {
        let said = announcement(&wish(), now()).unwrap();
        assert_eq!(said.words(), "The service is away on Friday night.");
        assert_eq!(said.from().to_string(), "2026-06-04T08:00:00.000000Z");
        assert!(said.is_shown_at(now()) && said.is_shown_at(said.from()));
        assert!(!said.is_shown_at(said.from().plus_seconds(-1)));
        assert!(said.is_shown_at(said.until().plus_seconds(-1)) && !said.is_shown_at(said.until()));
    }

    #[test]
    fn it_is_read_back_as_it_was_kept() {
        let said = announcement(&wish(), now()).unwrap();
        assert_eq!(Announcement::of(&said.kept()), Some(said));
    }

    #[test]
    fn what_is_kept_and_is_none_is_not_shown() {
        let (early, late) = ("2026-06-04T08:00:00.000000Z", "2026-06-05T08:00:00.000000Z");
        for kept in
            ["", "45", "words alone and more", &format!("{late} {early} Back"), &format!("{early} {late} ")]
        {
            assert_eq!(Announcement::of(kept), None, "{kept}");
        }
        assert_eq!(Announcement::of(&format!("{early} {late} {}", "x".repeat(301))), None);
    }

    #[test]
    fn it_ends_after_it_begins_and_is_not_over_already() {
        let backwards = AnnouncementWish { until: wish().from, ..wish() };
        assert_eq!(field_of(&backwards).as_deref(), Some("until"));
        let (first, last) = (date(2026, 6, 3), (date(2026, 6, 4), time(9, 32, 0, 0)));
        let over = AnnouncementWish { from: (first, wish().from.1), until: last, ..wish() };
        assert_eq!(field_of(&over).as_deref(), Some("until"));
    }

    #[test]
    fn it_has_words_that_can_be_shown_and_at_most_three_hundred_characters() {
        for words in [" ", "a\u{0}b", &"x".repeat(301)] {
            let wish = AnnouncementWish { words: words.to_owned(), ..wish() };
            assert_eq!(field_of(&wish).as_deref(), Some("value"), "{words}");
        }
        assert!(announcement(&AnnouncementWish { words: "é".repeat(300), ..wish() }, now()).is_ok());
    }

    #[test]
    fn a_time_that_the_clocks_left_out_is_refused() {
        let left_out = (date(2027, 3, 28), time(1, 30, 0, 0));
        assert_eq!(field_of(&AnnouncementWish { until: left_out, ..wish() }).as_deref(), Some("until_time"));
        assert_eq!(field_of(&AnnouncementWish { from: left_out, ..wish() }).as_deref(), Some("from_time"));
    }
}
