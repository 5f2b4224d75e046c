use jiff::ToSpan;
use jiff::civil::{Date, date};

/// What to draw. Two equal plans give equal bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Every draw follows from this.
    pub seed: u64,
    /// Collection years with a folder, each named by the year in which it
    /// ends on 31 March (2026 is "2025-26").
    pub years: Vec<i16>,
    /// How many children there are. The first sixty are always the same
    /// named cast; the others are drawn.
    pub children: usize,
    /// The day lives are drawn around. It stays when years are added, which
    /// is what keeps the earlier years as they were.
    pub opened: Date,
    /// The day People.csv speaks of.
    pub as_of: Date,
    /// Whether People.csv is written.
    pub people_csv: bool,
}

impl Plan {
    /// Sixty young people, mostly 12 to 20, and the two collection years that
    /// were complete on the day.
    pub fn demo(as_of: Date) -> Self {
        let last = last_complete_year(as_of);
        Self { seed: 20, years: vec![last - 1, last], children: 60, opened: as_of, as_of, people_csv: true }
    }

    /// A whole council's children, of all ages from birth to 20, with three
    /// collection years: about eleven rows for each child.
    pub fn large(children: usize) -> Self {
        let as_of = date(2026, 6, 30);
        Self { seed: 903, years: vec![2024, 2025, 2026], children, opened: as_of, as_of, people_csv: true }
    }
}

/// The same council one year on: one more collection year, the same history.
#[must_use]
pub fn next_year(plan: &Plan) -> Plan {
    let mut later = plan.clone();
    let last = plan.years.iter().copied().max().unwrap_or_else(|| last_complete_year(plan.as_of));
    later.years.push(last + 1);
    later.as_of = plan.as_of.saturating_add(1.year());
    later
}

/// The collection year that ended last before a day, or on it.
fn last_complete_year(day: Date) -> i16 {
    if (day.month(), day.day()) >= (3, 31) { day.year() } else { day.year() - 1 }
}

/// The first and the last day of a collection year.
pub(crate) fn days_of(year: i16) -> (Date, Date) {
    let ends = date(year.clamp(1900, 9000), 3, 31);
    (date(ends.year() - 1, 4, 1), ends)
}

/// The folder of a collection year: "2025-26".
pub(crate) fn folder(year: i16) -> String {
    format!("{}-{:02}", year - 1, year.rem_euclid(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_has_the_two_years_that_were_complete() {
        assert_eq!(Plan::demo(date(2026, 11, 23)).years, [2025, 2026]);
        assert_eq!(Plan::demo(date(2026, 3, 30)).years, [2024, 2025]);
        assert_eq!(Plan::demo(date(2026, 3, 31)).years, [2025, 2026]);
    }

    #[test]
    fn a_folder_is_named_as_councils_name_the_year() {
        assert_eq!(folder(2026), "2025-26");
        assert_eq!(folder(2010), "2009-10");
    }

    #[test]
    fn a_collection_year_runs_from_april_to_march() {
        assert_eq!(days_of(2026), (date(2025, 4, 1), date(2026, 3, 31)));
    }
}
