//! Tonight: who is where, what to be careful about, and whom to ring. On the screen, and on one sheet of paper.

use crate::leaving;
use crate::pages::hubs::on_call::{telephone, whose_house};
use crate::pages::people::frame::{called, tags, url};
use crate::pages::people::words::{key_worker_today, safe_contact, young_people};
use crate::parts::{Table, Tone, button_link_other, buttons, column, link, name, phone, sheet_buttons, tag};
use crate::visitor::{self, Answer, Visitor};
use maud::{Markup, html};
use practice::dates::{clock_time, long_date};
use practice::ids::PersonId;
use practice::safety::Away;
use practice::words::KEY_WORKER;
use std::collections::BTreeMap;
use work::homes::{Tonight, tonight};
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

/// The page.
pub(super) async fn show(visitor: Visitor) -> Answer {
    let found = tonight(&visitor.desk).await?;
    let nights = on_call_from_tonight(&visitor.desk).await?;
    let groups = groups(&found, |_| true);
    let body = html! {
        (as_at(&visitor, &found))
        (on_call(&nights))
        (buttons(button_link_other("/tonight/print", "Print for tonight")))
        (jumps(&groups))
        @for group in &groups { (section(&visitor, group, &on_screen)) }
        (nobody(&groups))
    };
    visitor::show(visitor.page("Tonight").wide().show(body))
}

/// The same on one sheet of paper, which may be left lying about: first names, and nobody whose record is restricted.
pub(super) async fn print(visitor: Visitor) -> Answer {
    let found = tonight(&visitor.desk).await?;
    let nights = on_call_from_tonight(&visitor.desk).await?;
    let groups = groups(&found, |who| !who.restricted);
    let first_names = first_names(&groups);
    let called = |who: &Summary| html! { strong { (name(&first_names[&who.person])) } };
    let body = html! {
        div .nwd-one-sheet {
            (as_at(&visitor, &found))
            (on_call(&nights))
            @for group in &groups { (section(&visitor, group, &called)) }
            (nobody(&groups))
            p .govuk-body {
                "Not everybody is on this sheet, and addresses never are. Where somebody is missing from it, look at "
                "the page or ring whoever is on call."
            }
        }
    };
    let sheet = leaving::list_on_paper(&visitor, "tonight", &body).await?;
    let page = visitor.page("Tonight").about("To print").wide().sheet(sheet);
    visitor::show(page.show(html! { (sheet_buttons("/tonight", "Back to tonight")) (body) }))
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
                            " for " (whose_house(nights)) ": " (telephone(nights))
                        }
                    }
                }
            }
            p .govuk-body .nwd-no-print { (link("/on-call", "Who is on call on which nights")) }
        }
    }
}

fn groups<'t>(found: &'t Tonight, shows: impl Fn(&Summary) -> bool) -> Vec<Group<'t>> {
    let group = |id: &str, heading: &str, people: Vec<(Option<Away>, &'t Summary)>| {
        let people = people.into_iter().filter(|(_, who)| shows(who)).collect();
        Group { id: id.to_owned(), heading: heading.to_owned(), people }
    };
    let there = |people: &'t [Summary]| people.iter().map(|who| (None, who)).collect();
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

fn nobody(groups: &[Group<'_>]) -> Markup {
    html! {
        @if groups.is_empty() {
            p .govuk-body {
                "The young people whose safety card you may open would stand here, by where they sleep. There is nobody."
            }
        }
    }
}

fn section(visitor: &Visitor, group: &Group<'_>, who_is: &dyn Fn(&Summary) -> Markup) -> Markup {
    let row = |(is_away, who): &(Option<Away>, &Summary)| {
        let away = is_away.map(|kind| (Tone::Red, away(kind, who)));
        let tags = away.into_iter().chain(tags(who));
        vec![
            html! {
                (who_is(who))
                div .nwd-person__line {
                    @if let Some(age) = who.age { span .nwd-quiet { (age) " years old" } }
                    @for (tone, words) in tags { (tag(tone, &words)) }
                }
            },
            careful(who),
            in_touch(who),
            who_is_there(who),
        ]
    };
    let table = Table {
        caption: format!("{} ({})", group.heading, group.people.len()),
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

fn on_screen(who: &Summary) -> Markup {
    html! { a .govuk-link href=(url(who.person, "card")) { (name(called(who))) } }
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

/// What everybody on a sheet is called there: their first name, and with it a letter where two share one, for the
/// wrong medicine is worse than a letter.
fn first_names(groups: &[Group<'_>]) -> BTreeMap<PersonId, String> {
    let everybody = || groups.iter().flat_map(|group| &group.people).map(|(_, who)| *who);
    let part = |who: &Summary, place| {
        who.name.as_deref().and_then(|name| name.split_whitespace().nth(place).map(str::to_owned))
    };
    let named = |who: &Summary| {
        let Some(first) = part(who, 0) else { return (who.person, called(who).to_owned()) };
        let alone = everybody().filter(|other| part(other, 0).as_ref() == Some(&first)).count() == 1;
        let letter = part(who, 1).and_then(|word| word.chars().next()).filter(|_| !alone);
        (who.person, letter.map_or(first.clone(), |letter| format!("{first} {letter}")))
    };
    everybody().map(named).collect()
}
