//! The story: what happened, newest first, by month, with its gaps.

use super::inline::{happened, month_name};
use super::messages::{Tone, tag};
use maud::{Markup, html};
use practice::dates::{Happened, PartialDate};
use practice::story::Gaps;

/// How much an entry stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// As most are.
    #[default]
    Ordinary,
    /// A turning point, such as a move or a missing episode.
    Turning,
    /// What the young person said or added.
    Voice,
    /// Small matters, folded away together unless asked for.
    Quiet,
}

/// One entry of a story.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry's own id on the page, for its stable link.
    pub id: String,
    /// When it happened.
    pub when: Happened,
    /// A short title.
    pub title: String,
    /// Where there is more, if there is.
    pub href: Option<String>,
    /// Who did it: name and role label, in words.
    pub by: String,
    /// How much it stands out.
    pub weight: Weight,
    /// "Recorded 9 days later", when that is worth saying.
    pub recorded_late: Option<String>,
    /// Other tags, such as "Corrected".
    pub tags: Vec<(Tone, String)>,
    /// The short description.
    pub body: Markup,
}

/// The story from entries that already stand newest first. Months get
/// headings, its `gaps` are drawn where it has any to show, and
/// quiet entries next to each other fold into one line unless `unfold_quiet`.
pub fn timeline(entries: &[Entry], gaps: Option<&Gaps>, unfold_quiet: bool) -> Markup {
    let months = by_month(entries);
    let above = entries.first().and_then(|newest| gaps?.since(newest.when));
    let below = entries.last().and_then(|last| gaps?.below(last.when));
    html! {
        div .nwd-timeline {
            @if let Some(days) = above { p .nwd-timeline__gap { "No entry here for the last " (days) " days" } }
            @for (number, (key, entries)) in months.iter().enumerate() {
                @let later = number.checked_sub(1).and_then(|before| months.get(before)).and_then(|(_, e)| e.last());
                @if let Some(days) = gap_days(later.copied(), entries.first().copied(), gaps) {
                    p .nwd-timeline__gap { (gap(days)) }
                }
                section aria-labelledby=(month_id(*key)) {
                    h2 .nwd-timeline__month id=(month_id(*key)) { (month_heading(*key)) }
                    (month(entries, gaps, unfold_quiet))
                }
            }
            @if let Some(days) = below { p .nwd-timeline__gap { (gap(days)) } }
        }
    }
}

/// Links to the months that a story has, newest first, as `2026-03`: to their headings where they
/// are on the page, else to where `elsewhere` says. What has no month has its heading alone.
pub fn month_links(entries: &[Entry], months: &[String], elsewhere: impl Fn(&str) -> String) -> Markup {
    let here: Vec<(String, String)> =
        by_month(entries).iter().map(|(key, _)| (month_id(*key), month_heading(*key))).collect();
    let is_here = |id: &str| here.iter().any(|(one, _)| one == id);
    let mut links: Vec<(String, String)> = Vec::new();
    for month in months {
        let (id, key) = (format!("month-{month}"), month_key(month));
        let href = if is_here(&id) { format!("#{id}") } else { format!("{}#{id}", elsewhere(month)) };
        links.push((href, month_heading(key)));
    }
    let without = here.iter().filter(|(id, _)| !id.starts_with("month-"));
    links.extend(without.map(|(id, heading)| (format!("#{id}"), heading.clone())));
    html! {
        nav .nwd-months aria-label="Months" {
            details data-wide-opens {
                summary .nwd-months__title { "Jump to a month" }
                ul {
                    @for (href, heading) in links {
                        li { a .govuk-link href=(href) { (heading) } }
                    }
                }
            }
        }
    }
}

/// `2026-03` as a year and a month.
fn month_key(month: &str) -> MonthKey {
    let (year, month) = month.split_once('-').unwrap_or((month, ""));
    (year.parse().ok(), month.parse().ok().filter(|month| (1..=12).contains(month)))
}

fn month(entries: &[&Entry], gaps: Option<&Gaps>, unfold_quiet: bool) -> Markup {
    let folded = |entry: &Entry| entry.weight == Weight::Quiet && !unfold_quiet;
    let groups: Vec<&[&Entry]> = entries.chunk_by(|a, b| folded(a) && folded(b)).collect();
    html! {
        ol .nwd-timeline__list {
            @for (number, group) in groups.iter().enumerate() {
                @let later = number.checked_sub(1).and_then(|before| groups.get(before)).and_then(|g| g.last());
                @if let Some(days) = gap_days(later.copied(), group.first().copied(), gaps) {
                    li .nwd-timeline__gap { (gap(days)) }
                }
                @if group.iter().all(|entry| folded(entry)) {
                    li .nwd-timeline__fold {
                        details {
                            summary { (quiet_count(group.len())) }
                            ol .nwd-timeline__list { @for entry in *group { (item(entry)) } }
                        }
                    }
                } @else {
                    @for entry in *group { (item(entry)) }
                }
            }
        }
    }
}

fn item(entry: &Entry) -> Markup {
    let weight = match entry.weight {
        Weight::Ordinary => "",
        Weight::Turning => " nwd-entry--turning",
        Weight::Voice => " nwd-entry--voice",
        Weight::Quiet => " nwd-entry--quiet",
    };
    html! {
        li class={ "nwd-entry" (weight) } id=(entry.id) {
            h3 .nwd-entry__title {
                @match &entry.href {
                    Some(href) => { a .govuk-link href=(href) { bdi { (entry.title) } } }
                    None => { bdi { (entry.title) } }
                }
            }
            p .nwd-entry__line {
                a .govuk-link .nwd-entry__link href={ "#" (entry.id) } {
                    span .govuk-visually-hidden { "Link to this entry: " } (happened(entry.when))
                }
                span { bdi { (entry.by) } }
                @if let Some(words) = &entry.recorded_late { (tag(Tone::Grey, words)) }
                @for (tone, words) in &entry.tags { (tag(*tone, words)) }
            }
            div .nwd-entry__body { (entry.body) }
        }
    }
}

fn quiet_count(number: usize) -> String {
    if number == 1 { "1 quiet entry".to_owned() } else { format!("{number} quiet entries") }
}

/// Year and month; both absent where they are not known.
type MonthKey = (Option<i16>, Option<i8>);

fn by_month(entries: &[Entry]) -> Vec<(MonthKey, Vec<&Entry>)> {
    let mut months: Vec<(MonthKey, Vec<&Entry>)> = Vec::new();
    for entry in entries {
        let key = match (entry.when.first_day(), entry.when) {
            (Some(day), _) => (Some(day.year()), Some(day.month())),
            (None, Happened::On(PartialDate::Month(year, month))) => (Some(year), Some(month)),
            (None, Happened::On(PartialDate::Year(year))) => (Some(year), None),
            _ => (None, None),
        };
        match months.last_mut() {
            Some((last, together)) if *last == key => together.push(entry),
            _ => months.push((key, vec![entry])),
        }
    }
    months
}

fn month_heading((year, month): MonthKey) -> String {
    match (year, month) {
        (Some(year), Some(month)) => format!("{} {year}", month_name(month)),
        (Some(year), None) => format!("{year}, month not known"),
        _ => "Date not known".to_owned(),
    }
}

fn month_id((year, month): MonthKey) -> String {
    match (year, month) {
        (Some(year), Some(month)) => format!("month-{year:04}-{month:02}"),
        (Some(year), None) => format!("year-{year:04}"),
        _ => "date-not-known".to_owned(),
    }
}

fn gap_days(later: Option<&Entry>, earlier: Option<&Entry>, gaps: Option<&Gaps>) -> Option<i32> {
    gaps?.between(later?.when, earlier?.when)
}

/// What is read where no entry stands: of this list alone, for its reader may not read them all.
fn gap(days: i32) -> String {
    format!("No entry here for {days} days")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, when: &str, weight: Weight) -> Entry {
        Entry {
            id: id.into(),
            when: when.parse().unwrap(),
            title: format!("Title <{id}>"),
            href: None,
            by: "Dee, key worker".into(),
            weight,
            recorded_late: None,
            tags: vec![],
            body: html! {},
        }
    }

    #[test]
    fn each_month_has_one_heading_and_what_has_no_month_says_so() {
        let entries: Vec<Entry> = ["2026-06-04", "2026-06-01", "2026-05", "2025", "unknown"]
            .iter()
            .zip(["a", "b", "c", "d", "e"])
            .map(|(when, id)| entry(id, when, Weight::Ordinary))
            .collect();
        let shown = timeline(&entries, Some(&GAPS), false).into_string();
        for heading in [">June 2026<", ">May 2026<", ">2025, month not known<", ">Date not known</h2>"] {
            assert_eq!(
                shown.matches(heading).count(),
                if heading == ">May 2026<" { 2 } else { 1 },
                "{heading}"
            );
        }
        let months = ["2026-06".into(), "2026-05".into(), "2024-01".into()];
        let links = month_links(&entries, &months, |month| format!("/story?month={month}")).into_string();
        for link in [
            "href=\"#month-2026-06\">June 2026</a>",
            "href=\"/story?month=2024-01#month-2024-01\">January 2024</a>",
            "href=\"#year-2025\">2025, month not known</a>",
            "href=\"#date-not-known\">Date not known</a>",
        ] {
            assert!(links.contains(link), "{link}: {links}");
        }
    }

    const GAPS: Gaps = Gaps { after: 14, until: None, next: None };

    fn two() -> [Entry; 2] {
        [entry("a", "2026-06-16", Weight::Ordinary), entry("b", "2026-04-01", Weight::Ordinary)]
    }

    #[test]
    fn a_gap_is_drawn_between_entries_of_one_month_and_of_two() {
        let apart = timeline(&two(), Some(&GAPS), false).into_string();
        assert!(apart.contains("<p class=\"nwd-timeline__gap\">No entry here for 76 days</p>"), "{apart}");
        let month = [entry("a", "2026-06-30", Weight::Ordinary), entry("b", "2026-06-01", Weight::Ordinary)];
        let month = timeline(&month, Some(&GAPS), false).into_string();
        assert!(month.contains("<li class=\"nwd-timeline__gap\">No entry here for 29 days</li>"), "{month}");
    }

    #[test]
    fn a_gap_stands_above_the_newest_entry_and_one_below_the_last_of_a_page() {
        let cut = Gaps { until: "2026-07-16".parse().ok(), next: "2026-03-01".parse().ok(), ..GAPS };
        let shown = timeline(&two(), Some(&cut), false).into_string();
        let place = |words: &str| shown.find(words).unwrap();
        assert!(place("No entry here for the last 30 days") < place("id=\"a\""), "{shown}");
        assert!(place("No entry here for 31 days") > place("id=\"b\""), "{shown}");
    }

    #[test]
    fn a_list_that_leaves_entries_out_has_no_gaps() {
        let shown = timeline(&two(), None, false).into_string();
        assert!(!shown.contains("nwd-timeline__gap"), "{shown}");
    }

    #[test]
    fn quiet_entries_fold_together_unless_asked_for() {
        let entries = [
            entry("a", "2026-06-04", Weight::Turning),
            entry("b", "2026-06-03", Weight::Quiet),
            entry("c", "2026-06-02", Weight::Quiet),
            entry("d", "2026-06-01", Weight::Ordinary),
        ];
        let folded = timeline(&entries, Some(&GAPS), false).into_string();
        assert_eq!(folded.matches("<summary>2 quiet entries</summary>").count(), 1, "{folded}");
        assert!(folded.contains("id=\"b\"") && folded.contains("id=\"c\""));
        assert!(!timeline(&entries, Some(&GAPS), true).into_string().contains("<summary>"));
    }

    #[test]
    fn each_entry_has_a_stable_link_and_its_title_is_text() {
        let shown = timeline(&[entry("e7", "2026-06-04", Weight::Voice)], Some(&GAPS), false).into_string();
        assert!(shown.contains("id=\"e7\"") && shown.contains("href=\"#e7\""), "{shown}");
        assert!(shown.contains("<bdi>Title &lt;e7&gt;</bdi>"), "{shown}");
    }
}
