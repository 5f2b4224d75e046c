//! A whole page: what it is, who reads it, and where its parts go.

use super::accent::Accent;
use super::doubt::PLEASE_CHECK;
use super::form::{Form, summary};
use super::shell;
use maud::{DOCTYPE, Markup, html};

/// What every page of one council shows of it.
#[derive(Debug, Clone)]
pub struct Council {
    /// Its name, such as "Ashford Vale Council".
    pub name: String,
    /// What it calls the service.
    pub service: String,
    /// The number to call for help with this service.
    pub help_phone: String,
    /// When somebody answers that number: "8am to 6pm, Monday to Friday".
    pub help_hours: Option<String>,
    /// Its colour.
    pub accent: Accent,
    /// Where its logo is, if it shows one.
    pub logo: Option<String>,
}

impl Council {
    /// A council that has chosen neither a colour nor another name for the
    /// service.
    pub fn new(name: impl Into<String>, help_phone: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            service: "No Wrong Door".to_owned(),
            help_phone: help_phone.into(),
            help_hours: None,
            accent: Accent::default(),
            logo: None,
        }
    }
}

/// Who reads the page, and the clock of their session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Their name.
    pub name: String,
    /// The labels of their roles.
    pub roles: Vec<String>,
    /// Seconds without activity until the reader is warned.
    pub warn_at: u32,
    /// Seconds without activity until the screen locks.
    pub lock_at: u32,
    /// Seconds until the reader is signed out whatever they do.
    pub ends_in: u32,
    /// The time of day at which that is.
    pub ends_at: String,
    /// Answers a POST with 204 and counts it as activity; 401 or 423 when the
    /// session has ended or is locked.
    pub ping_url: String,
    /// Locks the session on a POST, and goes back to the field `back` after
    /// the reader has unlocked it.
    pub lock_url: String,
    /// Where somebody whose session has ended signs in; `?back=` is added.
    pub sign_in_url: String,
    /// Signs out on a POST.
    pub sign_out_url: String,
}

/// One link of the navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) current: bool,
    pub(super) count: Option<u32>,
}

/// A link of the navigation; `current` when the page is it or inside it.
pub fn nav_item(href: impl Into<String>, words: impl Into<String>, current: bool) -> NavItem {
    NavItem { href: href.into(), words: words.into(), current, count: None }
}

impl NavItem {
    /// How many things wait behind the link.
    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }
}

/// What stands at the foot of every printed sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// "Printed by Dee Okoro on 4 June 2026 at 9:32am".
    pub printed: String,
    /// Whose record it is, by initials or reference.
    pub reference: Option<String>,
    /// The handling mark, such as "Official - sensitive".
    pub mark: Option<String>,
}

/// A page being put together; [`Page::show`] gives the whole document.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    pub(super) council: &'a Council,
    pub(super) nonce: &'a str,
    heading: String,
    heading_shown: bool,
    caption: Option<String>,
    about: Vec<String>,
    lang: &'a str,
    pub(super) signed_in: Option<&'a SignedIn>,
    pub(super) here: String,
    pub(super) nav: Vec<NavItem>,
    pub(super) announced: Option<String>,
    pub(super) watched: Option<Markup>,
    back: Option<(String, String)>,
    person: Option<Markup>,
    sections: Vec<NavItem>,
    banner: Option<Markup>,
    summary: Option<(String, Markup)>,
    aside: Option<Markup>,
    wide: bool,
    sheet: Option<Sheet>,
}

impl<'a> Page<'a> {
    /// A page with its heading, which also begins its title. `nonce` is the
    /// one of this answer's content security policy.
    pub fn new(council: &'a Council, nonce: &'a str, heading: impl Into<String>) -> Self {
        Self {
            council,
            nonce,
            heading: heading.into(),
            heading_shown: true,
            caption: None,
            about: Vec::new(),
            lang: "en-GB",
            signed_in: None,
            here: String::new(),
            nav: Vec::new(),
            announced: None,
            watched: None,
            back: None,
            person: None,
            sections: Vec::new(),
            banner: None,
            summary: None,
            aside: None,
            wide: false,
            sheet: None,
        }
    }

    /// More of the title, from the particular to the general; it makes the
    /// title unique: "Return interview - Jo B - Missing - No Wrong Door".
    #[must_use]
    pub fn about(mut self, part: impl Into<String>) -> Self {
        self.about.push(part.into());
        self
    }

    /// Small words above the heading.
    #[must_use]
    pub fn caption(mut self, words: impl Into<String>) -> Self {
        self.caption = Some(words.into());
        self
    }

    /// The body brings its own first heading, such as a question
    /// ([`super::field::Field::as_heading`]) or a confirmation.
    #[must_use]
    pub fn own_heading(mut self) -> Self {
        self.heading_shown = false;
        self
    }

    /// The language of the page, `en-GB` unless said.
    #[must_use]
    pub fn lang(mut self, lang: &'a str) -> Self {
        self.lang = lang;
        self
    }

    /// Who reads it. Without this there is no navigation of accounts and no
    /// session clock.
    #[must_use]
    pub fn signed_in(mut self, who: &'a SignedIn) -> Self {
        self.signed_in = Some(who);
        self
    }

    /// The path and query of this page, to come back to after unlocking.
    #[must_use]
    pub fn here(mut self, path: impl Into<String>) -> Self {
        self.here = path.into();
        self
    }

    /// The main navigation.
    #[must_use]
    pub fn nav(mut self, items: Vec<NavItem>) -> Self {
        self.nav = items;
        self
    }

    /// What the council says to everybody now.
    #[must_use]
    pub fn announced(mut self, words: Option<String>) -> Self {
        self.announced = words;
        self
    }

    /// What the reader is to know at once, on whichever page they are.
    #[must_use]
    pub fn watched(mut self, part: Markup) -> Self {
        self.watched = Some(part);
        self
    }

    /// A link back, above the heading.
    #[must_use]
    pub fn back(mut self, href: impl Into<String>, words: impl Into<String>) -> Self {
        self.back = Some((href.into(), words.into()));
        self
    }

    /// Whose record it is ([`super::PersonHeader::show`]).
    #[must_use]
    pub fn person(mut self, header: Markup) -> Self {
        self.person = Some(header);
        self
    }

    /// The pages about the same person or thing, as links.
    #[must_use]
    pub fn sections(mut self, items: Vec<NavItem>) -> Self {
        self.sections = items;
        self
    }

    /// One banner above the heading; it gives way to an error summary.
    #[must_use]
    pub fn banner(mut self, banner: Markup) -> Self {
        self.banner = Some(banner);
        self
    }

    /// The form of the page: when something is or may be wrong with it, the
    /// summary stands first and the title begins with it.
    #[must_use]
    pub fn form(mut self, form: &Form) -> Self {
        let begins = if form.only_asks() { format!("{PLEASE_CHECK} - ") } else { "Error: ".to_owned() };
        self.summary = form.goes_back().then(|| (begins, summary(form)));
        self
    }

    /// A column beside the body (below it on a phone).
    #[must_use]
    pub fn aside(mut self, aside: Markup) -> Self {
        self.aside = Some(aside);
        self
    }

    /// Uses the whole width: for tables, boards and side-by-side pages.
    /// Otherwise the body keeps to a width that is easy to read.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// The foot of the printed page. Without it the foot still names the
    /// council and who printed the page.
    #[must_use]
    pub fn sheet(mut self, sheet: Sheet) -> Self {
        self.sheet = Some(sheet);
        self
    }

    /// The whole document around the body.
    pub fn show(self, body: Markup) -> Markup {
        let clock = self.signed_in;
        html! {
            (DOCTYPE)
            html .govuk-template .nwd-template lang=(self.lang) {
                (shell::head(self.council, &self.title(), self.nonce))
                body .govuk-template__body data-warn-at=[clock.map(|who| who.warn_at)]
                    data-lock-at=[clock.map(|who| who.lock_at)] data-ends-in=[clock.map(|who| who.ends_in)]
                    data-ping-url=[clock.map(|who| &who.ping_url)]
                    data-sign-in-url=[clock.map(|who| &who.sign_in_url)] {
                    (shell::scripts_are_on(self.nonce))
                    a .govuk-skip-link href="#main-content" data-module="govuk-skip-link" { "Skip to main content" }
                    (shell::header(&self))
                    @if let Some(person) = &self.person { (person) }
                    (shell::sections(&self.sections))
                    div .govuk-width-container .nwd-container {
                        @if let Some((href, words)) = &self.back {
                            nav aria-label="Back" { a .govuk-back-link href=(href) { (words) } }
                        }
                        main .govuk-main-wrapper .nwd-main #main-content { (self.main(&body)) }
                    }
                    (shell::footer(self.council))
                    @if let Some(who) = clock { (shell::timeout_dialog(who)) }
                    (shell::sheet_foot(self.council, clock, self.sheet.as_ref()))
                }
            }
        }
    }

    fn main(&self, body: &Markup) -> Markup {
        let column =
            if self.aside.is_some() || !self.wide { "nwd-column" } else { "nwd-column nwd-column--wide" };
        html! {
            div .nwd-columns .nwd-columns--two[self.aside.is_some()] {
                div class=(column) {
                    @match (&self.summary, &self.banner) {
                        (Some((_, summary)), _) => { (summary) }
                        (None, Some(banner)) => { (banner) }
                        (None, None) => {}
                    }
                    @if self.heading_shown {
                        @if let Some(caption) = &self.caption { span .govuk-caption-l { (caption) } }
                        h1 .govuk-heading-l dir="auto" { (self.heading) }
                    }
                    (body)
                }
                @if let Some(aside) = &self.aside { aside .nwd-aside aria-label="At a glance" { (aside) } }
            }
        }
    }

    fn title(&self) -> String {
        let begins = self.summary.as_ref().map_or("", |(begins, _)| begins);
        let mut title = format!("{begins}{}", self.heading);
        for part in self.about.iter().chain([&self.council.service]) {
            title.push_str(" - ");
            title.push_str(part);
        }
        title
    }
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
