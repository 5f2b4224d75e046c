//! Tonight: who is where, what to be careful about, and whom to ring. On the screen, and on one sheet of paper.

use crate::leaving;
use crate::pages::hubs::on_call::telephone;
use crate::pages::people::frame::{called, tags, url};
use crate::pages::people::words::{key_worker_today, safe_contact, young_people};
use crate::parts::{Table, Tone, button_link_other, buttons, column, link, name, phone, sheet_buttons, tag};
use crate::visitor::{self, Answer, Visitor};
use maud::{Markup, html};
use practice::dates::{clock_time, long_date};
use practice::ids::PersonId;
use practice::safety::Away;
use practice::words::KEY_WORKER;
use std::collections::{BTreeMap, BTreeSet};
use work::homes::{Tonight, tonight, tonight_on_paper};
use work::hubs::{OnCallNights, on_call_from_tonight};
use work::people::Summary;

/// Young people who stand together: where they are, and who they are.
struct Group<'t> {
    /// Of the address within the page.
    id: String,
    heading: String,
    /// Each with how they are away, where they are.
    people: Vec<(Option<Away>, &'t Summary)>,
}

/// The page. From the screen it goes on no paper: what is on it is for its reader.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let found = tonight(&visitor.desk).await?;
    let nights = on_call_from_tonight(&visitor.desk).await?;
    let groups = groups(&found);
    let body = html! {
        p .govuk-body .nwd-on-paper { "This page is not for paper. Press “Print for tonight” on it." }
        div .nwd-no-print {
            (as_at(&visitor, &found))
            (on_call(&nights))
            p .govuk-body { "Only those whose safety card you may open stand here." }
            (buttons(button_link_other("/tonight/print", "Print for tonight")))
            (jumps(&groups))
            @for group in &groups { (section(&visitor, group, Shown::OnScreen)) }
            @if groups.is_empty() { p .govuk-body { "There is nobody." } }
        }
    };
    visitor::show(visitor.page("Tonight").wide().show(body))
}

/// The same on a sheet of paper, which may be left lying about: first names, nothing that only some may read, and nobody
/// whose record is restricted. It counts nobody, for it is no roll of a house.
pub(super) async fn print(visitor: Visitor) -> Answer {
    let found = tonight_on_paper(&visitor.desk).await?;
    let nights = on_call_from_tonight(&visitor.desk).await?;
    let groups = groups(&found);
    let names = first_names(&groups);
    let body = html! {
        div .nwd-one-sheet {
            (as_at(&visitor, &found))
            (on_call(&nights))
            @for group in &groups { (section(&visitor, group, Shown::OnPaper(&names))) }
            p .govuk-body {
                strong { "Not everybody is on this sheet, and not all that is known." }
                " Ring whoever is on call, or look at the page, before you rely on it."
            }
        }
    };
    let sheet = leaving::list_on_paper(&visitor, "tonight", &body).await?;
    let page = visitor.page("Tonight").about("To print").wide().sheet(sheet);
    visitor::show(page.show(html! {
        (sheet_buttons("/tonight", "Back to tonight"))
        p .govuk-body .nwd-no-print {
            "Read it before you hang it up: somebody may have written an address or another name in an alert."
        }
        (body)
    }))
}

/// Where a group is shown, and what its people are called there.
#[derive(Clone, Copy)]
enum Shown<'n> {
    OnScreen,
    OnPaper(&'n BTreeMap<PersonId, String>),
}

fn as_at(visitor: &Visitor, found: &Tonight) -> Markup {
    let now = visitor.desk.now;
    html! {
        p .govuk-body {
            "The night of " (long_date(found.night)) ", as it was written down by " (clock_time(now)) " on "
            (long_date(now.day())) "."
        }
        @if found.more > 0 {
            p .govuk-body { strong { "There are " (young_people(found.more)) " more than this page holds. Find them by name." } }
        }
    }
}

/// Whom to ring.
fn on_call(nights: &[OnCallNights]) -> Markup {
    let tonight: Vec<_> = nights.iter().filter(|nights| nights.is_tonight).collect();
    html! {
        section #on-call {
            h2 .govuk-heading-m { "On call" }
            @if tonight.is_empty() {
                p .govuk-body { "Nobody is put down as on call tonight." }
            } @else {
                ul .govuk-list {
                    @for nights in tonight {
                        li {
                            strong { (name(&nights.name)) } " "
                            @if nights.has_left { (tag(Tone::Red, "Has left")) }
                            " for " @match &nights.team { Some((_, team)) => { (name(team)) } None => { "every house" } } ": " (telephone(nights))
                        }
                    }
                }
            }
            p .govuk-body .nwd-no-print { (link("/on-call", "Who is on call on which nights")) }
        }
    }
}

fn groups(found: &Tonight) -> Vec<Group<'_>> {
    fn group<'t>(id: &str, heading: &str, people: Vec<(Option<Away>, &'t Summary)>) -> Group<'t> {
        Group { id: id.to_owned(), heading: heading.to_owned(), people }
    }
    fn there(people: &[Summary]) -> Vec<(Option<Away>, &Summary)> {
        people.iter().map(|who| (None, who)).collect()
    }
    let missing = found.missing.iter().map(|(kind, who)| (Some(*kind), who)).collect();
    let mut groups = vec![
        group("missing", "Missing or away now", missing),
        group("expected", "Expected to arrive", there(&found.expected)),
    ];
    for house in &found.houses {
        groups.push(group(&format!("house-{}", house.team), &house.name, there(&house.people)));
    }
    groups.push(group("elsewhere", "Outside our houses", there(&found.elsewhere)));
    groups.push(group("not-recorded", "Where they sleep is not recorded", there(&found.not_recorded)));
    groups.retain(|group| !group.people.is_empty());
    groups
}

fn away(kind: Away, who: &Summary) -> String {
    let how = match kind {
        Away::Missing => "Missing",
        Away::WithoutAgreement => "Away without agreement",
    };
    who.missing_since.map_or_else(|| how.to_owned(), |since| format!("{how} since {}", long_date(since)))
}

/// A way past a long list, on a phone above all.
fn jumps(groups: &[Group<'_>]) -> Markup {
    html! {
        @if groups.len() > 1 {
            nav aria-label="On this page" .nwd-no-print {
                ul .nwd-links {
                    @for group in groups {
                        li { a .govuk-link href={ "#" (group.id) } { bdi { (group.heading) " (" (group.people.len()) ")" } } }
                    }
                }
            }
        }
    }
}

fn section(visitor: &Visitor, group: &Group<'_>, shown: Shown<'_>) -> Markup {
    let row = |(is_away, who): &(Option<Away>, &Summary)| {
        vec![
            html! {
                (called_there(who, shown))
                div .nwd-person__line {
                    @if let Some(age) = who.age { span .nwd-quiet { (age) " years old" } }
                    @if let Some(kind) = is_away { (tag(Tone::Red, &away(*kind, who))) }
                    @if matches!(shown, Shown::OnScreen) { @for (tone, words) in tags(who) { (tag(tone, &words)) } }
                }
                @if is_away.is_some() { div .nwd-quiet { "Last said to stay: " bdi { (who.sleeping) } } }
            },
            careful(who),
            in_touch(who),
            who_is_there(who),
        ]
    };
    let caption = match shown {
        Shown::OnScreen => format!("{} ({})", group.heading, group.people.len()),
        Shown::OnPaper(_) => group.heading.clone(),
    };
    let table = Table {
        caption,
        columns: vec![
            column("Name"),
            column("Be careful"),
            column("Getting in touch safely"),
            column(visitor.desk.words.say(KEY_WORKER)),
        ],
        rows: group.people.iter().map(row).collect(),
        empty: html! {},
    };
    html! { section #(group.id) .nwd-tonight { (table.show()) } }
}

fn called_there(who: &Summary, shown: Shown<'_>) -> Markup {
    match shown {
        Shown::OnScreen => html! { a .govuk-link href=(url(who.person, "card")) { (name(called(who))) } },
        Shown::OnPaper(names) => html! { strong .nwd-tonight__name { (name(&names[&who.person])) } },
    }
}

fn careful(who: &Summary) -> Markup {
    html! {
        @if who.alerts.is_empty() { span .nwd-quiet { "No alert" } }
        @for (words, _) in &who.alerts { p .govuk-body dir="auto" { strong { (words) } } }
    }
}

fn in_touch(who: &Summary) -> Markup {
    html! {
        @match &who.safe_contact {
            Some(safe) => { p .govuk-body dir="auto" { (safe_contact(safe)) } }
            None => { span .nwd-quiet { "Nothing recorded" } }
        }
        @if let Some(how) = &who.communication { p .govuk-body .nwd-no-print dir="auto" { (how) } }
    }
}

fn who_is_there(who: &Summary) -> Markup {
    html! {
        @match key_worker_today(who) {
            Some(today) => { (name(&today)) @if let Some(number) = &who.call { div { (phone(number)) } } }
            None => { span .nwd-quiet { "Not named yet" } }
        }
    }
}

/// What everybody on a sheet is called there: their first name, with as many more letters as tell them apart from others
/// of that name, for the wrong medicine is worse than a letter; where the whole name is one, with their reference.
fn first_names(groups: &[Group<'_>]) -> BTreeMap<PersonId, String> {
    let mut alike: BTreeMap<String, Vec<&Summary>> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for (_, who) in groups.iter().flat_map(|group| &group.people) {
        if who.name.is_none() {
            names.insert(who.person, format!("{}, {}", called(who), who.reference));
            continue;
        }
        let first = called(who).split_whitespace().next().unwrap_or_default();
        alike.entry(first.to_lowercase()).or_default().push(who);
    }
    for (first, people) in &alike {
        let longest = people.iter().map(|who| called(who).chars().count()).max().unwrap_or_default();
        let short = |who: &Summary, letters: usize| -> String { called(who).chars().take(letters).collect() };
        let begins = first.chars().count();
        let apart = |letters: usize| {
            let all: BTreeSet<String> = people.iter().map(|who| short(who, letters).to_lowercase()).collect();
            all.len() == people.len()
        };
        let letters = (begins..=longest).find(|letters| apart(*letters));
        for who in people {
            let name = match letters {
                Some(letters) => short(who, letters).trim_end().to_owned(),
                None => format!("{}, {}", short(who, begins), who.reference),
            };
            names.insert(who.person, name);
        }
    }
    names
}
