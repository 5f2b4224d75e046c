//! Choosing which rows to see: a panel, what is chosen, and the results.

use super::sending::submit_other;
use maud::{Markup, html};

/// A filter beside its results. It is applied with a button, never by itself.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Where the form goes.
    pub action: String,
    /// Posted when it can hold personal data, so that none is in an address.
    pub personal: bool,
    /// The questions, such as from [`super::field`].
    pub fields: Markup,
    /// What is chosen now.
    pub chosen: Vec<Chip>,
    /// Whether something in the fields cannot be read: then they stand open, also on a phone.
    pub refused: bool,
    /// Where everything is shown again.
    pub clear: String,
    /// How many there are, in words: "12 young people".
    pub count: String,
}

/// One thing that is chosen, and the address without it.
#[derive(Debug, Clone)]
pub struct Chip {
    /// What the choice is about: "Hub".
    pub about: String,
    /// What is chosen: "Harbour House".
    pub chosen: String,
    /// Where the same results are shown without this choice.
    pub without: String,
}

impl Filter {
    /// The panel with its results beside it (above them on a phone).
    pub fn show(&self, results: Markup) -> Markup {
        html! {
            div .nwd-filtered {
                div .nwd-filter { (self.panel()) }
                div .nwd-results {
                    p .nwd-count role="status" { (self.count) }
                    (self.chips())
                    (results)
                }
            }
        }
    }

    fn panel(&self) -> Markup {
        let method = if self.personal { "post" } else { "get" };
        html! {
            details .nwd-filter__panel open[self.refused] data-wide-opens {
                summary .nwd-filter__title {
                    "Filter" @if !self.chosen.is_empty() { " (" (self.chosen.len()) " chosen)" }
                }
                form .nwd-filter__form method=(method) action=(self.action) novalidate autocomplete="off"
                    data-filter { (self.fields) (super::submit("Apply filters")) }
            }
        }
    }

    fn chips(&self) -> Markup {
        html! {
            @if !self.chosen.is_empty() {
                div .nwd-chips {
                    h2 .govuk-visually-hidden { "Chosen filters" }
                    ul .nwd-chips__list {
                        @for chip in &self.chosen {
                            li {
                                a .nwd-chip href=(chip.without) {
                                    span .govuk-visually-hidden { "Remove filter: " }
                                    span { (chip.about) ": " bdi { (chip.chosen) } }
                                    span .nwd-chip__cross aria-hidden="true" { "\u{d7}" }
                                }
                            }
                        }
                        li { a .govuk-link .nwd-chips__clear href=(self.clear) { "Clear all" } }
                    }
                }
            }
        }
    }
}

/// A search box with its button, posted so that what is typed is in no
/// address, log or history.
pub fn search_box(action: &str, name: &str, label: &str, hint: &str, typed: &str) -> Markup {
    html! {
        form .nwd-search role="search" method="post" action=(action) novalidate autocomplete="off" {
            label .govuk-label .govuk-label--s for=(name) { (label) }
            div .govuk-hint #{ (name) "-hint" } { (hint) }
            div .nwd-search__row {
                input .govuk-input #(name) name=(name) type="search" value=(typed) dir="auto" autocomplete="off"
                    spellcheck="false" aria-describedby={ (name) "-hint" };
                (submit_other("search", "Search"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(personal: bool, chosen: Vec<Chip>) -> String {
        let fields = html! {};
        let count = "12 young people".to_owned();
        let (action, clear) = ("/people".to_owned(), "/people".to_owned());
        let filter = Filter { action, personal, fields, chosen, refused: false, clear, count };
        filter.show(html! { p { "rows" } }).into_string()
    }

    #[test]
    fn what_is_chosen_can_be_taken_away_one_by_one_or_all_at_once() {
        let chip =
            Chip { about: "Hub".into(), chosen: "<Harbour>".into(), without: "/people?a=1&b=2".into() };
        let shown = filter(false, vec![chip]);
        assert!(shown.contains("Remove filter: "), "{shown}");
        assert!(shown.contains("href=\"/people?a=1&amp;b=2\""), "{shown}");
        assert!(shown.contains("<bdi>&lt;Harbour&gt;</bdi>"), "{shown}");
        assert!(shown.contains(">Clear all</a>"), "{shown}");
        assert!(!filter(false, vec![]).contains("Clear all"));
    }

    #[test]
    fn the_panel_is_closed_until_it_is_pressed_and_says_how_much_is_chosen() {
        let chip = Chip { about: "Hub".into(), chosen: "Harbour".into(), without: "/people".into() };
        let shown = filter(false, vec![chip]);
        assert!(shown.contains("Filter (1 chosen)") && !shown.contains(" open"), "{shown}");
        assert!(filter(false, vec![]).contains(">Filter</summary>"));
    }

    #[test]
    fn the_number_of_results_is_said() {
        assert!(filter(false, vec![]).contains("role=\"status\">12 young people</p>"));
    }

    #[test]
    fn a_filter_or_search_on_personal_data_is_posted() {
        assert!(filter(true, vec![]).contains("method=\"post\""));
        assert!(filter(false, vec![]).contains("method=\"get\""));
        let search =
            search_box("/search", "sought", "Find somebody", "Name in any order", "\"Sam\"").into_string();
        assert!(
            search.contains("method=\"post\"") && search.contains("value=\"&quot;Sam&quot;\""),
            "{search}"
        );
    }
}
