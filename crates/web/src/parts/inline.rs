//! Names, numbers, dates and free text inside a line or a paragraph.

use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::{Happened, Instant, PartialDate, clock_time, long_date};

/// A name, kept apart from the words around it, so that one written from
/// right to left does not turn the sentence over.
pub fn name(text: &str) -> Markup {
    html! { bdi { (text) } }
}

/// A telephone number that can be called with one press, an extension too.
pub fn phone(number: &str) -> Markup {
    let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let plain = practice::staff::telephone("number", number).unwrap_or_else(|_| number.to_owned());
    let (line, extension) = plain.split_once(" ext ").unwrap_or((&plain, ""));
    let (dialled, extension) = (digits(line), digits(extension));
    html! {
        @if dialled.is_empty() { bdi { (number) } }
        @else {
            a .govuk-link .nwd-phone href={ "tel:" (dialled) @if !extension.is_empty() { ";ext=" (extension) } } { (number) }
        }
    }
}

/// The same words with a capital first, as a sentence or a row of a table begins.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Text as somebody wrote it: an empty line makes a new paragraph, and single
/// line ends stay where they were.
pub fn prose(text: &str) -> Markup {
    let text = text.replace("\r\n", "\n");
    html! {
        div .nwd-prose {
            @for paragraph in text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.is_empty()) {
                p .govuk-body dir="auto" { (paragraph) }
            }
        }
    }
}

/// A day in words: "4 June 2026".
pub fn day(day: Date) -> Markup {
    html! { time datetime=(day) { (long_date(day)) } }
}

/// A moment in words: "4 June 2026 at 9:32am".
pub fn moment(at: Instant) -> Markup {
    html! { time datetime=(at) { (long_date(at.day())) " at " (clock_time(at)) } }
}

/// When something happened, as precisely as it is known and no more.
pub fn happened(when: Happened) -> Markup {
    match when {
        Happened::At(at) => moment(at),
        Happened::On(PartialDate::Day(date)) => day(date),
        Happened::On(PartialDate::Month(year, month)) => {
            html! { time datetime=(format!("{year:04}-{month:02}")) { (month_name(month)) " " (year) } }
        }
        Happened::On(PartialDate::Year(year)) => html! { time datetime=(format!("{year:04}")) { (year) } },
        Happened::On(PartialDate::Unknown) => html! { "Date not known" },
        Happened::Range(from, Some(to)) => html! { (day(from)) " to " (day(to)) },
        Happened::Range(from, None) => html! { "From " (day(from)) },
    }
}

/// "June", for 6; nothing for a number that is no month.
pub(super) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month)
        .ok()
        .and_then(|month| NAMES.get(month.wrapping_sub(1)))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(when: &str) -> String {
        happened(when.parse().unwrap()).into_string()
    }

    #[test]
    fn nothing_is_shown_more_precisely_than_it_is_known() {
        assert!(shown("2026-06-04T08:32:00.000000Z").ends_with(">4 June 2026 at 9:32am</time>"));
        assert_eq!(shown("2026-06-04"), "<time datetime=\"2026-06-04\">4 June 2026</time>");
        assert_eq!(shown("2026-06"), "<time datetime=\"2026-06\">June 2026</time>");
        assert_eq!(shown("2026"), "<time datetime=\"2026\">2026</time>");
        assert_eq!(shown("unknown"), "Date not known");
        assert!(shown("2026-06-04/..").starts_with("From <time"));
        assert!(shown("2026-06-04/2026-07-01").contains("</time> to <time"));
    }

    #[test]
    fn a_telephone_number_is_called_by_its_figures_and_shown_as_written() {
        let shown = phone("+44 (0)1632 960 001").into_string();
        assert!(shown.contains("href=\"tel:+4401632960001\">+44 (0)1632 960 001</a>"), "{shown}");
        assert_eq!(phone("ask <Nan>").into_string(), "<bdi>ask &lt;Nan&gt;</bdi>");
    }

    #[test]
    fn free_text_keeps_its_paragraphs_and_cannot_bring_markup() {
        let shown = prose("One\r\ntwo\r\n\r\n<b>three</b>\n\n\n\nfour").into_string();
        assert_eq!(shown.matches("<p ").count(), 3);
        assert!(shown.contains("One\ntwo</p>"), "{shown}");
        assert!(shown.contains("&lt;b&gt;three&lt;/b&gt;"), "{shown}");
    }
}
