//! By which column a list stands. Its address says it: `sort=team`, or
//! `sort=-team` turned round.

use super::table::{Column, Order};

/// How a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorting {
    by: &'static str,
    backwards: bool,
}

impl Sorting {
    /// What an address asks for. Where that is nothing, or nothing that is
    /// offered, the list stands by the first.
    pub fn of<const N: usize>(asked: &str, offered: [&'static str; N]) -> Self {
        let (word, backwards) = asked.strip_prefix('-').map_or((asked, false), |word| (word, true));
        match offered.into_iter().find(|one| *one == word) {
            Some(by) => Self { by, backwards },
            None => Self { by: offered.first().copied().unwrap_or_default(), backwards: false },
        }
    }

    /// The word of the column by which it stands.
    pub fn by(self) -> &'static str {
        self.by
    }

    /// Whether it is turned round.
    pub fn is_backwards(self) -> bool {
        self.backwards
    }

    /// A column whose head sorts the list by it, and turns it round where it
    /// stands so already. `href` gives the address of the list for a `sort`.
    #[must_use]
    pub fn head(self, column: Column, word: &str, href: impl Fn(&str) -> String) -> Column {
        let (order, next) = match (self.by == word, self.backwards) {
            (false, _) => (Order::Other, word.to_owned()),
            (true, false) => (Order::Ascending, format!("-{word}")),
            (true, true) => (Order::Descending, word.to_owned()),
        };
        column.sorted(href(&next), order)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Table, column};
    use super::*;
    use maud::html;

    fn heads(asked: &str) -> String {
        let sorting = Sorting::of(asked, ["name", "team"]);
        let head = |label: &str, word| sorting.head(column(label), word, |sort| format!("?sort={sort}"));
        let columns = vec![head("Name", "name"), head("Team", "team")];
        let rows = vec![vec![html! { "Sam" }, html! { "Hill House" }]];
        Table { caption: "People".into(), columns, rows, empty: html! {} }.show().into_string()
    }

    #[test]
    fn a_press_sorts_by_a_column_and_the_next_one_turns_it_round() {
        let by_name = heads("");
        assert!(
            by_name.contains("href=\"?sort=-name\"") && by_name.contains("href=\"?sort=team\""),
            "{by_name}"
        );
        let by_team = heads("team");
        assert!(
            by_team.contains("href=\"?sort=name\"") && by_team.contains("href=\"?sort=-team\""),
            "{by_team}"
        );
        assert!(heads("-team").contains("href=\"?sort=team\""));
    }

    #[test]
    fn how_it_stands_is_said_of_one_column() {
        for (asked, said) in [("", "ascending"), ("-name", "descending"), ("team", "ascending")] {
            let shown = heads(asked);
            assert_eq!(shown.matches(&format!("aria-sort=\"{said}\"")).count(), 1, "{shown}");
            assert_eq!(shown.matches("aria-sort=\"none\"").count(), 1, "{shown}");
        }
    }

    #[test]
    fn what_nobody_offered_sorts_by_the_first() {
        for asked in ["age", "-age", "<b>", "-", "--name"] {
            assert_eq!(Sorting::of(asked, ["name", "team"]), Sorting { by: "name", backwards: false });
        }
    }
}
