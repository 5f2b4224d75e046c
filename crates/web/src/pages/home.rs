//! The first page: what one is told of, what needs one, and one's young people.

use super::hubs::{self, out_head};
use super::key_working;
use super::needed;
use super::notices;
use super::people::rows::{person_cell, sleeping_cell};
use super::people::{Asked, frame, words};
use crate::parts::{
    self, Form, button_link, button_link_other, buttons, column, empty_state, link, success_banner,
};
use crate::routes::{Access, Table};
use crate::visitor::{Answer, Visitor, show};
use axum::extract::Query;
use maud::{Markup, html};
use practice::people::Status;
use practice::staff::Permission;
use practice::words::STAYING_TONIGHT;
use work::hubs::shifts_unread;
use work::key_working::my_day;
use work::people::{self, Filter, List, Summary};

/// How many young people the first page shows.
const SHOWN: usize = 10;

/// A place to go: address, words, what it is for, and who may.
type Place = (&'static str, &'static str, &'static str, &'static [Permission]);

const PLACES: &[Place] = &[
    (
        "/find",
        "Find somebody",
        "By name, birth date, postcode or any number",
        &[Permission::ReadStory, Permission::ImportPeople],
    ),
    (
        "/tonight",
        "Tonight",
        "Who is where, what to be careful about, and whom to ring",
        &[Permission::ReadStory],
    ),
    (
        "/out/new",
        "Going out alone",
        "Say by when you are back; others are told if you have not said that you are safe",
        &[Permission::ReadStory],
    ),
    (
        "/out",
        "Who is out alone",
        "Who of yours is out alone now, and who was overdue lately",
        &[Permission::KeepRota],
    ),
    ("/on-call", "On call", "Say whom a night worker rings, and on which nights", &[Permission::KeepRota]),
    (
        "/people/new",
        "Add a young person",
        "After looking whether they are here already",
        &[Permission::CreatePerson],
    ),
    (
        "/log-book",
        "Log book",
        "What was written of a day about everybody who stays in a house",
        &[Permission::WriteStory],
    ),
    (
        "/shifts",
        "Shift handovers",
        "What the shift before hands over to the next, and who has read it",
        &[Permission::WriteStory],
    ),
    (
        "/emergency",
        "Open a record in an emergency",
        "With a reason, for one hour; somebody looks at it afterwards",
        &[Permission::BreakGlass],
    ),
    (
        "/openings",
        "Emergency openings",
        "Look at what others opened in an emergency",
        &[Permission::ReviewGlass],
    ),
    (
        "/cover",
        "Cover, and work that nobody holds",
        "Young people one of whose workers has left, and who covers for whom",
        &[Permission::AllocateKeyWorker],
    ),
    (
        "/caseloads",
        "Caseloads",
        "Whose key worker each worker is, and to whom a goodbye is owed",
        &[Permission::AllocateKeyWorker],
    ),
    (
        "/restrictions",
        "Restricted records",
        "Those that name you, and when somebody looks again at each",
        &[Permission::RestrictPerson],
    ),
    (
        "/numbers",
        "Numbers",
        "How many young people, of which kinds; they name nobody",
        &[Permission::ReadNumbers],
    ),
    (
        "/import",
        "Import",
        "Bring in the council’s own files, and see what came of it",
        &[Permission::ImportPeople],
    ),
    (
        "/conflicts",
        "Where the file says otherwise",
        "Decide between the council’s file and what was corrected here",
        &[Permission::RecordPerson, Permission::DecideMatches],
    ),
    (
        "/matching",
        "Matching desk",
        "Records that may be about the same young person",
        &[Permission::DecideMatches],
    ),
    ("/looks", "Who looked", "Who opened which record, and when", &[Permission::ReadAudit]),
    (
        "/staff",
        "Staff and teams",
        "Accounts, posts, teams and what each role may do",
        &[Permission::ManageStaff],
    ),
    (
        "/words",
        "Words and lists",
        "The council’s own words, lists and thresholds",
        &[Permission::ManageWords],
    ),
];

pub(super) fn routes(table: Table) -> Table {
    table.get("/", Access::SignedIn, start)
}

async fn start(visitor: Visitor, Query(asked): Asked) -> Answer {
    let sees_people = visitor.may(Permission::ReadStory) || visitor.may(Permission::ImportPeople);
    let people = if sees_people { Some(mine_or_ours(&visitor).await?) } else { None };
    let told = work::notices::waiting(&visitor.desk).await?;
    let day = my_day(&visitor.desk).await?;
    let mut needed = needed::of(&visitor).await?;
    needed.extend(shifts_unread(&visitor.desk).await?.iter().map(hubs::shift_task));
    needed.extend(day.planned.iter().map(|plan| key_working::planned_task(&visitor, plan)));
    needed.extend(day.due.iter().map(|task| key_working::task(&visitor, task)));
    let page = visitor.page(format!("Hello, {}", first_name(&visitor.desk.worker.name)));
    let is_named = people::adoptions_named_in(&visitor.desk).await? > 0;
    let places = places(&visitor, is_named);
    let first = html! {
        (notices::section(&told))
        (needed::section(&needed, &key_working::put_off_already(&visitor, &day.put_off)))
        (key_working::news(&day.news))
    };
    let page = match done(&visitor, Form::typed(asked).value("done")) {
        Some(words) => page.banner(success_banner(&words, html! {})),
        None => page,
    };
    show(match &people {
        Some((title, list)) => {
            page.aside(places).show(html! { (first) (young_people(&visitor, title, list)) })
        }
        None => page.show(html! { (first) (places) }),
    })
}

/// What was done by whoever comes back to their first page.
fn done(visitor: &Visitor, what: &str) -> Option<String> {
    match what {
        "put-off" => Some("It is put off. Whoever works with them sees until when, and why".to_owned()),
        what => out_head::done(visitor, what),
    }
}

/// The young people one works with; where there are none, those one may see.
async fn mine_or_ours(visitor: &Visitor) -> Result<(&'static str, List), crate::trouble::Trouble> {
    let mine = people::list(&visitor.desk, &Filter { mine: true, ..Filter::default() }).await?;
    if mine.total > 0 {
        return Ok(("Young people I work with", mine));
    }
    Ok(("Young people", people::list(&visitor.desk, &Filter::default()).await?))
}

/// What to greet somebody with: a title alone is no name.
fn first_name(name: &str) -> &str {
    let titles = ["Dr", "PC", "Mr", "Mrs", "Ms", "Miss", "Mx"];
    name.split_whitespace().find(|word| !titles.contains(&word.trim_end_matches('.'))).unwrap_or(name)
}

fn young_people(visitor: &Visitor, title: &str, list: &List) -> Markup {
    let none = "Once a young person is with you or your team, they stand here.";
    let may_write = visitor.may(Permission::WriteStory);
    let mut columns = vec![column("Name"), column(visitor.desk.words.say(STAYING_TONIGHT))];
    if may_write {
        columns.push(column("Write"));
    }
    let rows = list.people.iter().take(SHOWN).map(|who| row(visitor, who, may_write)).collect();
    html! {
        (parts::Table { caption: title.to_owned(), columns, rows, empty: empty_state(none, html! {}) }.show())
        @if list.people.len() > SHOWN {
            (buttons(button_link_other("/people", &format!("See all {}", words::young_people(list.total)))))
        }
    }
}

fn row(visitor: &Visitor, who: &Summary, may_write: bool) -> Vec<Markup> {
    let note = html! {
        @if who.died.is_none() && who.status != Status::Known {
            ul .nwd-links {
                li {
                    a .govuk-link href=(frame::url(who.person, "contacts/new")) {
                        "Log a visit or call" span .govuk-visually-hidden { " with " (frame::called(who)) }
                    }
                }
                li {
                    a .govuk-link href=(frame::url(who.person, "notes/new")) {
                        "Add a note" span .govuk-visually-hidden { " about " (frame::called(who)) }
                    }
                }
            }
        }
    };
    let mut cells = vec![person_cell(visitor, who), sleeping_cell(who)];
    cells.extend(may_write.then_some(note));
    cells
}

/// Where those go who are named for an adoption; nobody else reads of it.
const ADOPTIONS: Place = ("/adoptions", "Adoptions", "Those that name you to know which record goes on", &[]);

fn places(visitor: &Visitor, named_for_an_adoption: bool) -> Markup {
    let mine: Vec<&Place> = PLACES
        .iter()
        .filter(|(_, _, _, needs)| needs.iter().any(|permission| visitor.may(*permission)))
        .chain(named_for_an_adoption.then_some(&ADOPTIONS))
        .collect();
    html! {
        @if mine.is_empty() {
            p .govuk-body-l { "You can sign in and change your own settings. Young people’s records are not part of your role." }
            (buttons(button_link("/account", "My account")))
        } @else {
            section .nwd-side {
                h2 .govuk-heading-s .nwd-side__title { "What you can do here" }
                dl .nwd-side__facts .nwd-places {
                    @for (href, words, what_for, _) in mine {
                        div { dt { (link(href, words)) } dd { (what_for) } }
                    }
                }
            }
        }
    }
}
