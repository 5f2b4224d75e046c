//! Which entries of a story an address asks for.

use super::words;
use crate::pages::people::frame::url;
use crate::parts::{Chip, Choice, Filter, Form, field};
use crate::posted::encoded;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::Refusal;
use practice::dates::{Instant, long_date};
use practice::ids::PersonId;
use practice::journal::CATALOGUE;
use practice::words::{
    ROOM_HOMES, ROOM_HUBS, ROOM_KEY_WORKING, ROOM_OUTCOMES, ROOM_PEOPLE, ROOM_PLANS, ROOM_SAFETY,
    ROOM_SPECIALISTS, ROOM_STORY, Word,
};
use std::fmt::Write;
use work::Words;
use work::people::Directory;
use work::story::{Sheet, StoryFilter, StoryPlace};

/// The rooms of the house in the words of the story.
const ROOMS: [(&str, Word); 9] = [
    ("story", ROOM_STORY),
    ("people", ROOM_PEOPLE),
    ("key_working", ROOM_KEY_WORKING),
    ("specialists", ROOM_SPECIALISTS),
    ("homes", ROOM_HOMES),
    ("safety", ROOM_SAFETY),
    ("plans", ROOM_PLANS),
    ("outcomes", ROOM_OUTCOMES),
    ("hubs", ROOM_HUBS),
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Parts of the address that choose entries.
const PARTS: [&str; 7] = ["room", "kind", "author", "since", UNTIL, "open", "quiet"];
/// Up to when entries are chosen.
const UNTIL: &str = "until";
/// From which month back the page begins, whatever is chosen.
const JUMP: &str = "month";

/// What an address asks for. A value nobody offered is as if not there.
pub(super) struct Chosen {
    form: Form,
}

impl Chosen {
    pub(super) fn of(form: Form) -> Self {
        let mut chosen = Self { form };
        for (part, from) in [("since", "From"), (UNTIL, "Up to the end of")] {
            if chosen.time(part).is_none() && !chosen.form.value(part).trim().is_empty() {
                let sentence = format!("{from}: write a month or a day, like March 2026 or 4 March 2026.");
                chosen.form.refuse(Refusal::of(part, sentence));
            }
        }
        if let (Some(since), Some(until)) = (chosen.time("since"), chosen.time(UNTIL))
            && end_of(&until) < since
        {
            chosen.form.refuse(Refusal::of(UNTIL, "The end must not be before the beginning."));
        }
        chosen
    }

    /// The address's own form, for what is not about choosing entries.
    pub(super) fn form(&self) -> &Form {
        &self.form
    }

    /// What the verb is asked.
    pub(super) fn asked(&self) -> StoryFilter {
        StoryFilter {
            room: self.room().map(|(word, _)| word.to_owned()),
            kind: self.kind().map(str::to_owned),
            author: self.form.value("author").parse().ok(),
            since: self.time("since"),
            until: [self.time(UNTIL), self.time(JUMP)].into_iter().flatten().min_by_key(|time| end_of(time)),
            open_only: self.open_only(),
            before: place(self.form.value("before")),
            whole: false,
        }
    }

    /// The same for one sheet of paper: from the newest entry on.
    pub(super) fn asked_whole(&self) -> StoryFilter {
        StoryFilter { before: None, whole: true, ..self.asked() }
    }

    /// Whether anything less than the whole story is asked for.
    pub(super) fn narrows(&self) -> bool {
        self.asked() != StoryFilter::default()
    }

    /// Whether a month lies between the two that were chosen.
    pub(super) fn holds(&self, month: &str) -> bool {
        self.time("since").is_none_or(|since| since[..month.len().min(since.len())] <= *month)
            && self.time(UNTIL).is_none_or(|until| *month <= end_of(&until)[..])
    }

    /// Quiet entries unfolded.
    pub(super) fn quiet(&self) -> bool {
        self.form.value("quiet") == "yes"
    }

    /// Without what only some may read: for court or a review.
    pub(super) fn open_only(&self) -> bool {
        self.form.value("open") == "yes"
    }

    fn time(&self, part: &str) -> Option<String> {
        month_or_day(self.form.value(part))
    }

    fn room(&self) -> Option<(&'static str, Word)> {
        ROOMS.into_iter().find(|(word, _)| *word == self.form.value("room"))
    }

    fn kind(&self) -> Option<&'static str> {
        CATALOGUE.iter().map(|entry| entry.kind).find(|kind| *kind == self.form.value("kind"))
    }

    /// The same story, from its newest entry on.
    pub(super) fn url(&self, person: PersonId) -> String {
        self.url_with(person, "before", "")
    }

    /// The same story on one sheet for paper.
    pub(super) fn print_url(&self, person: PersonId) -> String {
        self.url(person).replacen("/story", "/story/print", 1)
    }

    /// The same story with one thing changed, from its newest entry on.
    pub(super) fn url_with(&self, person: PersonId, name: &str, value: &str) -> String {
        let mut query = String::new();
        for part in PARTS.into_iter().chain((!PARTS.contains(&name)).then_some(name)) {
            let value = if part == name { value } else { self.form.value(part) };
            if !value.is_empty() {
                let _ =
                    write!(query, "{}{part}={}", if query.is_empty() { '?' } else { '&' }, encoded(value));
            }
        }
        format!("{}{query}", url(person, "story"))
    }

    /// Where the entries after a place are.
    pub(super) fn older(&self, person: PersonId, place: &StoryPlace) -> String {
        let place = format!("{}|{}|{}", place.happened, place.recorded.0, place.event);
        self.url_with(person, "before", &place)
    }

    /// The panel, with what is chosen.
    pub(super) fn panel(&self, person: PersonId, sheet: &Sheet, count: String) -> Filter {
        let directory = &sheet.directory;
        Filter {
            action: url(person, "story"),
            personal: false,
            fields: self.fields(sheet),
            chosen: self.chips(person, directory),
            refused: self.form.goes_back(),
            clear: url(person, "story"),
            count,
        }
    }

    fn fields(&self, sheet: &Sheet) -> Markup {
        let authors: Vec<Choice> =
            sheet.authors.iter().map(|(post, name)| Choice::new(post.to_string(), name.clone())).collect();
        let rooms = ROOMS.map(|(word, said)| Choice::new(word, sheet.directory.words().say(said)));
        let kinds = sheet.kinds.iter().map(|kind| choice_of_kind(sheet.directory.words(), kind));
        html! {
            (field::select("room", "About", rooms).nothing_chosen("Everything").show(&self.form))
            (field::select("kind", "Kind of entry", kinds).nothing_chosen("Every kind").show(&self.form))
            (field::select("author", "Written by", authors).nothing_chosen("Anybody").show(&self.form))
            (field::text("since", "From").hint("A month or a day, like March 2026").show(&self.form))
            (field::text(UNTIL, "Up to the end of").hint("A month or a day").show(&self.form))
            (field::checkboxes("open", "For court or a review", [("yes", "Leave out what others may not read")])
                .hint("What only some may read, and what leads to them: how to get in touch, where they are staying and the like")
                .small().show(&self.form))
            (field::checkboxes("quiet", "Small matters", [("yes", "Unfold quiet entries")]).small().show(&self.form))
        }
    }

    /// What of the story is chosen, in words, such as "About: Homes".
    pub(super) fn in_words(&self, directory: &Directory) -> Vec<String> {
        let chosen = self.choices(directory).into_iter().filter(|(part, ..)| *part != "quiet");
        chosen.filter_map(|(_, about, chosen)| Some(format!("{about}: {}", chosen?))).collect()
    }

    /// Each part of the address, what it is about, and what is chosen, if anything is.
    fn choices(&self, directory: &Directory) -> [(&'static str, &'static str, Option<String>); PARTS.len()] {
        let asked = self.asked();
        [
            ("room", "About", self.room().map(|(_, said)| directory.words().say(said).to_owned())),
            ("kind", "Kind of entry", self.kind().and_then(|kind| words::kind(directory.words(), kind))),
            ("author", "Written by", asked.author.map(|post| directory.worker(post))),
            ("since", "From", self.time("since").map(|time| in_words(&time))),
            (UNTIL, "Up to", self.time(UNTIL).map(|time| in_words(&time))),
            ("open", "Left out", self.open_only().then(|| "What others may not read".to_owned())),
            ("quiet", "Quiet entries", self.quiet().then(|| "Unfolded".to_owned())),
        ]
    }

    fn chips(&self, person: PersonId, directory: &Directory) -> Vec<Chip> {
        let jump = self.time(JUMP).map(|month| in_words(&month));
        self.choices(directory)
            .into_iter()
            .chain([(JUMP, "Back from", jump)])
            .filter_map(|(part, about, chosen)| {
                Some(Chip { about: about.into(), chosen: chosen?, without: self.url_with(person, part, "") })
            })
            .collect()
    }
}

/// A kind by its name, among those of its room.
fn choice_of_kind(words: &Words, kind: &str) -> Choice {
    let choice = Choice::new(kind, words::kind(words, kind).unwrap_or_default());
    let room = ROOMS.into_iter().find(|(room, _)| kind.split('.').next() == Some(*room));
    match room {
        Some((_, said)) => choice.among(words.say(said)),
        None => choice,
    }
}

/// `2026-03` as "March 2026", `2026-03-04` as "4 March 2026".
fn in_words(time: &str) -> String {
    if let Ok(day) = time.parse() {
        return long_date(day);
    }
    let first = format!("{time}-01").parse::<Date>();
    first.map_or_else(|_| time.to_owned(), |day| day.strftime("%B %Y").to_string())
}

/// What sorts after every day of a month, or of a day.
fn end_of(time: &str) -> String {
    format!("{time}~")
}

/// A month or a day as the journal writes it, from what people type: `2026-03`,
/// `3/2026`, `March 2026`, `4 March 2026`.
fn month_or_day(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    let mut parts: Vec<&str> = typed.split([' ', '-', '/', '.']).filter(|part| !part.is_empty()).collect();
    if parts.first().is_some_and(|first| first.len() == 4 && first.parse::<i16>().is_ok()) {
        parts.reverse();
    }
    let (day, month, year) = match parts.as_slice() {
        [month, year] => (None, month, year),
        [day, month, year] => (Some(day), month, year),
        _ => return None,
    };
    let by_name = (1_i8..).zip(MONTHS).find(|(_, name)| month.len() > 2 && name.starts_with(*month));
    let month = by_name.map(|(number, _)| number).or_else(|| month.parse().ok())?;
    let year: i16 = year.parse().ok().filter(|year| (1900..=2999).contains(year))?;
    let first = Date::new(year, month, 1).ok()?;
    match day {
        None => Some(first.strftime("%Y-%m").to_string()),
        Some(day) => Date::new(year, month, day.parse().ok()?).ok().map(|day| day.to_string()),
    }
}

/// A place in the order of a story: when it happened, when it was recorded,
/// and which. It tells of a day and of nobody.
fn place(text: &str) -> Option<StoryPlace> {
    let mut parts = text.split('|');
    let (happened, recorded, event) = (parts.next()?, parts.next()?, parts.next()?);
    let place = StoryPlace {
        happened: happened.to_owned(),
        recorded: Instant(recorded.parse().ok()?),
        event: event.parse().ok()?,
    };
    parts.next().is_none().then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use practice::ids::EventId;

    fn chosen(values: &[(&str, &str)]) -> Chosen {
        Chosen::of(values.iter().fold(Form::new(), |form, (name, value)| form.with(name, *value)))
    }

    #[test]
    fn a_month_or_a_day_is_read_as_people_write_it() {
        for typed in ["2026-03", "March 2026", "mar 2026", "3/2026", " 03.2026 "] {
            assert_eq!(month_or_day(typed).as_deref(), Some("2026-03"), "{typed}");
        }
        for typed in ["2026-03-04", "4 March 2026", "4/3/2026"] {
            assert_eq!(month_or_day(typed).as_deref(), Some("2026-03-04"), "{typed}");
        }
        for typed in ["", "2026", "13/2026", "m 2026", "2026-00", "March", "3/26", "31/2/2026", "1 2 3 2026"]
        {
            assert_eq!(month_or_day(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_way_to_older_entries_leads_back_to_the_same_place_and_keeps_the_filter() {
        let place = StoryPlace {
            happened: "2026-03-04 1 2026-03-04T09:32:00.000000Z".into(),
            recorded: Instant(1_772_616_720_000_000),
            event: EventId(uuid::Uuid::from_u128(7)),
        };
        let url =
            chosen(&[("room", "homes"), ("before", "x")]).older(PersonId(uuid::Uuid::from_u128(1)), &place);
        assert!(url.contains("?room=homes&before=2026-03-04%201%20"), "{url}");
        let text = format!("{}|{}|{}", place.happened, place.recorded.0, place.event);
        assert_eq!(super::place(&text), Some(place));
    }

    #[test]
    fn what_is_no_place_is_the_beginning() {
        for text in ["", "x", "a|b|c", "2026|1|x", "2026|1|00000000-0000-0000-0000-000000000007|more"] {
            assert_eq!(place(text), None, "{text}");
        }
    }
}
