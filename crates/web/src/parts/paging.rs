//! Long lists in pages.

use maud::{Markup, html};

/// How many rows one page of a list shows.
pub const ROWS: u64 = 25;

/// Which rows are shown and how to reach the others; nothing at all for a list
/// that fits on one page. `href` gives the address of a page, the first being
/// 1. A page beyond the last is shown as the last.
pub fn pagination(page: u64, total_rows: u64, href: impl Fn(u64) -> String) -> Markup {
    let last = total_rows.div_ceil(ROWS).max(1);
    let page = page.clamp(1, last);
    let from = (page - 1) * ROWS + 1;
    let to = (page * ROWS).min(total_rows);
    html! {
        @if last > 1 {
            div .nwd-paging {
                p .govuk-body-s .nwd-paging__range { "Showing " (from) " to " (to) " of " (total_rows) }
                nav .govuk-pagination aria-label="Pages of this list" {
                    @if page > 1 { (step("prev", "Previous", &href(page - 1))) }
                    ul .govuk-pagination__list {
                        @for shown in shown_pages(page, last) { (number(shown, page, &href)) }
                    }
                    @if page < last { (step("next", "Next", &href(page + 1))) }
                }
            }
        }
    }
}

/// First, last, and those around the current one; `None` where some are left out.
fn shown_pages(page: u64, last: u64) -> Vec<Option<u64>> {
    let mut shown = Vec::new();
    let mut before = 0;
    for number in (page.saturating_sub(1).max(1)..=(page + 1).min(last))
        .chain([1, last])
        .collect::<std::collections::BTreeSet<_>>()
    {
        match number - before {
            1 => {}
            2 => shown.push(Some(number - 1)),
            _ => shown.push(None),
        }
        shown.push(Some(number));
        before = number;
    }
    shown
}

fn number(shown: Option<u64>, page: u64, href: &impl Fn(u64) -> String) -> Markup {
    html! {
        @match shown {
            None => { li .govuk-pagination__item .govuk-pagination__item--ellipsis { "\u{22ef}" } }
            Some(number) => {
                li .govuk-pagination__item .govuk-pagination__item--current[number == page] {
                    a .govuk-link .govuk-pagination__link href=(href(number)) aria-label={ "Page " (number) }
                        aria-current=[(number == page).then_some("page")] { (number) }
                }
            }
        }
    }
}

fn step(way: &str, words: &str, href: &str) -> Markup {
    html! {
        div class={ "govuk-pagination__" (way) } {
            a .govuk-link .govuk-pagination__link href=(href) rel=(way) {
                @if way == "prev" { span .nwd-paging__arrow aria-hidden="true" { "\u{2190}" } }
                span .govuk-pagination__link-title { (words) span .govuk-visually-hidden { " page" } }
                @if way == "next" { span .nwd-paging__arrow aria-hidden="true" { "\u{2192}" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: u64, rows: u64) -> String {
        pagination(page, rows, |page| format!("?hub=1&page={page}")).into_string()
    }

    #[test]
    fn a_list_that_fits_on_one_page_has_no_pages() {
        assert_eq!(shown(1, 0), "");
        assert_eq!(shown(1, 25), "");
        assert_ne!(shown(1, 26), "");
    }

    #[test]
    fn the_rows_shown_and_their_total_are_said() {
        assert!(shown(2, 60).contains("Showing 26 to 50 of 60"));
        assert!(shown(3, 60).contains("Showing 51 to 60 of 60"));
    }

    #[test]
    fn a_page_beyond_the_ends_is_the_nearest_one() {
        assert!(shown(0, 60).contains("Showing 1 to 25"));
        assert!(shown(u64::MAX, 60).contains("Showing 51 to 60"));
    }

    #[test]
    fn the_first_the_last_and_the_neighbours_are_always_there() {
        let some = |pages: &[u64]| pages.iter().map(|page| (*page != 0).then_some(*page)).collect::<Vec<_>>();
        assert_eq!(shown_pages(1, 40), some(&[1, 2, 0, 40]));
        assert_eq!(shown_pages(10, 40), some(&[1, 0, 9, 10, 11, 0, 40]));
        assert_eq!(shown_pages(4, 6), some(&[1, 2, 3, 4, 5, 6]));
        assert_eq!(shown_pages(40, 40), some(&[1, 0, 39, 40]));
    }

    #[test]
    fn the_filter_survives_paging() {
        assert!(shown(1, 60).contains("href=\"?hub=1&amp;page=2\" rel=\"next\""));
    }
}
