//! The header that says whose record this is.

use super::inline::{day, happened, name, phone};
use super::messages::{Tone, tag};
use jiff::civil::Date;
use maud::{Markup, html};
use practice::dates::Happened;
use practice::words::{ALERT, KEY_WORKER, STAYING_TONIGHT};

/// What stands at the top of every page about one young person, in words.
///
/// What is not known is said; nothing is left out because it is empty, except
/// pronouns, alerts and tags.
#[derive(Debug, Clone, Default)]
pub struct PersonHeader {
    /// Until when the reader has the record open in an emergency, in words.
    pub opened: Option<String>,
    /// The name they use.
    pub name: String,
    /// Their legal name, where it is another one and the reader may know it.
    pub legal_name: Option<String>,
    /// Where their page is.
    pub href: String,
    /// Where a photo of them is.
    pub photo: Option<String>,
    /// Their pronouns, if given.
    pub pronouns: Option<String>,
    /// Completed years.
    pub age: Option<i16>,
    /// When they died: from then on their age stands still.
    pub died: Option<Happened>,
    /// What the council calls what stands here.
    pub called: HeaderWords,
    /// The key worker, or the acting one.
    pub key_worker: Option<KeyWorker>,
    /// Where they are staying tonight; absent when nobody has said.
    pub tonight: Option<String>,
    /// Since when they have been missing, in words; absent when they are not.
    pub missing: Option<String>,
    /// Warnings in force.
    pub alerts: Vec<Alert>,
    /// The days ahead that matter.
    pub dates: Vec<DateAhead>,
    /// How to talk with them: shown on every page.
    pub communication: Option<String>,
    /// How to reach them safely: shown before any number is called.
    pub safe_contact: Option<String>,
    /// Tags such as "Restricted".
    pub tags: Vec<(Tone, String)>,
    /// Buttons and links for what is done most.
    pub actions: Option<Markup>,
    /// For a sheet that others read, such as a court: whose it is and who is there for
    /// them, and nothing by which they are found.
    pub for_others: bool,
}

/// What the council calls what stands in the header.
#[derive(Debug, Clone)]
pub struct HeaderWords {
    /// The key worker.
    pub key_worker: String,
    /// Where somebody sleeps.
    pub tonight: String,
    /// A warning.
    pub alert: String,
}

impl Default for HeaderWords {
    fn default() -> Self {
        Self {
            key_worker: KEY_WORKER.usual.into(),
            tonight: STAYING_TONIGHT.usual.into(),
            alert: ALERT.usual.into(),
        }
    }
}

/// Who works with them.
#[derive(Debug, Clone)]
pub struct KeyWorker {
    /// Their name.
    pub name: String,
    /// Their telephone number.
    pub phone: Option<String>,
    /// In words, when it is not the key worker: "acting until 4 June 2026".
    pub note: Option<String>,
}

/// A warning in words.
#[derive(Debug, Clone)]
pub struct Alert {
    /// What to know or to do.
    pub words: String,
    /// When it is looked at again, and who wrote it, in words.
    pub review: Option<String>,
}

/// A day ahead that matters.
#[derive(Debug, Clone)]
pub struct DateAhead {
    /// The day.
    pub on: Date,
    /// How far off it is: "in 6 months".
    pub ahead: String,
    /// What it is.
    pub words: Markup,
}

impl PersonHeader {
    /// The header, for [`super::Page::person`].
    pub fn show(&self) -> Markup {
        html! {
            section .nwd-person aria-label={ "About " (self.name) } {
                div .govuk-width-container {
                    @if let Some(opened) = &self.opened { p .nwd-person__opened { strong { (opened) } } }
                    div .nwd-person__top {
                        @if let Some(photo) = &self.photo {
                            img .nwd-person__photo src=(photo) alt={ "Photo of " (self.name) } width="80" height="80";
                        }
                        div .nwd-person__who { (self.who()) }
                        @if let Some(actions) = &self.actions { div .nwd-person__actions { (actions) } }
                    }
                    (self.alerts())
                    (self.dates())
                    (self.facts())
                }
            }
        }
    }

    fn who(&self) -> Markup {
        html! {
            p .nwd-person__name { a href=(self.href) { (name(&self.name)) } }
            p .nwd-person__line {
                span { (self.age()) }
                @if let Some(pronouns) = &self.pronouns { span { bdi { (pronouns) } } }
                @if let Some(legal) = &self.legal_name { span { "Legal name " (name(legal)) } }
                @if let Some(since) = &self.missing { (tag(Tone::Red, &format!("Missing since {since}"))) }
                @for (tone, words) in &self.tags { (tag(*tone, words)) }
            }
        }
    }

    fn age(&self) -> Markup {
        html! {
            @match (self.died, self.age) {
                (None, Some(age)) => { (age) " years old" }
                (None, None) => { "Age not known" }
                (Some(when), Some(age)) => { "Died " (happened(when)) ", at " (age) }
                (Some(when), None) => { "Died " (happened(when)) }
            }
        }
    }

    fn alerts(&self) -> Markup {
        html! {
            @if !self.alerts.is_empty() {
                ul .nwd-alerts aria-label="Alerts" {
                    @for alert in &self.alerts {
                        li .nwd-alert {
                            strong .nwd-alert__word { (self.called.alert) }
                            span .nwd-alert__words dir="auto" { (alert.words) }
                            @if let Some(review) = &alert.review { span .nwd-alert__review { (review) } }
                        }
                    }
                }
            }
        }
    }

    fn dates(&self) -> Markup {
        html! {
            @if !self.dates.is_empty() {
                div .nwd-dates {
                    strong #next-dates { "Next key dates" }
                    ul aria-labelledby="next-dates" {
                        @for date in &self.dates {
                            li { (day(date.on)) span .nwd-quiet { ", " (date.ahead) ": " } span { (date.words) } }
                        }
                    }
                }
            }
        }
    }

    fn facts(&self) -> Markup {
        html! {
            dl .nwd-person__facts {
                div {
                    dt { (self.called.key_worker) }
                    dd {
                        @match &self.key_worker {
                            None => { span .nwd-quiet { "Not named yet" } }
                            Some(worker) => {
                                (name(&worker.name))
                                @if let Some(note) = &worker.note { ", " (note) }
                                @if let Some(number) = &worker.phone { br; (phone(number)) }
                            }
                        }
                    }
                }
                @if !self.for_others && self.died.is_none() { (self.for_workers()) }
            }
        }
    }

    fn for_workers(&self) -> Markup {
        html! {
                div { dt { (self.called.tonight) } dd { (said(self.tonight.as_deref(), "Not recorded")) } }
                div {
                    dt { "Getting in touch safely" }
                    dd { (said(self.safe_contact.as_deref(), "Not recorded: ask before you call")) }
                }
                div {
                    dt { "What helps when we talk" }
                    dd { (said(self.communication.as_deref(), "Not recorded")) }
                }
        }
    }
}

fn said(text: Option<&str>, otherwise: &str) -> Markup {
    html! {
        @match text {
            Some(text) => { span dir="auto" { (text) } }
            None => { span .nwd-quiet { (otherwise) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use practice::dates::PartialDate;

    fn sam() -> PersonHeader {
        PersonHeader { name: "Sam".into(), href: "/people/1".into(), ..PersonHeader::default() }
    }

    #[test]
    fn a_sheet_for_others_says_nothing_of_how_and_where_they_are_found() {
        let shown = PersonHeader { for_others: true, ..sam() }.show().into_string();
        assert!(shown.contains(KEY_WORKER.usual) && !shown.contains(STAYING_TONIGHT.usual), "{shown}");
        assert!(!shown.contains("Getting in touch") && !shown.contains("What helps"), "{shown}");
    }

    #[test]
    fn what_is_not_known_is_said_in_words() {
        let shown = sam().show().into_string();
        for words in ["Age not known", "Not named yet", "Not recorded: ask before you call"] {
            assert!(shown.contains(words), "{words} is not in {shown}");
        }
        assert_eq!(shown.matches("Not recorded").count(), 3);
    }

    #[test]
    fn an_age_stands_still_when_somebody_has_died_and_nobody_asks_where_they_stay() {
        let when = Happened::On(PartialDate::Day(jiff::civil::date(2026, 6, 4)));
        let died = PersonHeader { age: Some(17), died: Some(when), ..sam() };
        let shown = died.show().into_string();
        assert!(shown.contains("4 June 2026</time>, at 17<") && !shown.contains("years old"), "{shown}");
        assert!(!shown.contains(STAYING_TONIGHT.usual) && shown.contains(KEY_WORKER.usual), "{shown}");
        assert!(
            PersonHeader { age: None, ..died }.show().into_string().contains("4 June 2026</time></span>")
        );
    }

    #[test]
    fn a_day_ahead_is_said_with_how_far_off_it_is_and_no_list_is_there_without_one() {
        let date = DateAhead {
            on: jiff::civil::date(2027, 6, 4),
            ahead: "in 6 months".into(),
            words: html! { "Turns 18" },
        };
        let shown = PersonHeader { dates: vec![date], ..sam() }.show().into_string();
        assert!(
            shown.contains("4 June 2027</time><span class=\"nwd-quiet\">, in 6 months: </span>"),
            "{shown}"
        );
        assert!(shown.contains("<span>Turns 18</span>"), "{shown}");
        assert!(!sam().show().into_string().contains("Next key dates"));
    }

    #[test]
    fn a_photo_says_whom_it_shows() {
        let photo = Some("/people/1/photo/2".to_owned());
        let shown = PersonHeader { photo, name: "Sam \"<i>".into(), ..sam() }.show().into_string();
        assert!(shown.contains("src=\"/people/1/photo/2\" alt=\"Photo of Sam &quot;&lt;i&gt;\""), "{shown}");
        assert!(!sam().show().into_string().contains("<img"));
    }

    #[test]
    fn missing_and_alerts_are_words_and_not_colours_alone() {
        let alert =
            Alert { words: "Do not visit alone".into(), review: Some("Look again by 4 June 2026".into()) };
        let header = PersonHeader { missing: Some("9:32am today".into()), alerts: vec![alert], ..sam() };
        let shown = header.show().into_string();
        assert!(shown.contains(">Missing since 9:32am today</strong>"), "{shown}");
        assert!(shown.contains(">Alert</strong>") && shown.contains("Do not visit alone"), "{shown}");
        assert!(shown.contains("Look again by 4 June 2026"), "{shown}");
    }

    #[test]
    fn a_hostile_or_endless_name_is_shown_as_text_apart_from_its_sentence() {
        let header = PersonHeader { name: format!("<b>{}", "x".repeat(10_000)), ..sam() };
        let shown = header.show().into_string();
        assert!(!shown.contains("<b>"));
        assert!(shown.contains("<bdi>&lt;b&gt;xxx"));
    }

    #[test]
    fn the_key_worker_can_be_called_from_the_header() {
        let worker = KeyWorker { name: "Dee".into(), phone: Some("01632 960 002".into()), note: None };
        let shown = PersonHeader { key_worker: Some(worker), ..sam() }.show().into_string();
        assert!(shown.contains("href=\"tel:01632960002\""), "{shown}");
    }
}
