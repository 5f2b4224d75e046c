//! The first page: what one can do here, what one has begun, and one's young people.

use super::people::rows::person_cell;
use super::people::{frame, words};
use crate::parts::{button_link, buttons, empty_state, link};
use crate::routes::{Access, Table};
use crate::visitor::{Answer, Visitor, show};
use maud::{Markup, html};
use practice::staff::Permission;
use work::people::{self, Filter, List, Summary};

/// How many young people the first page shows.
const SHOWN: usize = 10;

/// A place to go: address, words, what it is for, and who may.
type Place = (&'static str, &'static str, &'static str, &'static [Permission]);

const PLACES: [Place; 10] = [
    (
        "/find",
        "Find somebody",
        "By name, birth date, postcode or any number",
        &[Permission::ReadStory, Permission::ImportPeople],
    ),
    (
        "/people/new",
        "Add a young person",
        "After looking whether they are here already",
        &[Permission::CreatePerson],
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

async fn start(visitor: Visitor) -> Answer {
    let sees_people = visitor.may(Permission::ReadStory) || visitor.may(Permission::ImportPeople);
    let people = if sees_people { Some(mine_or_ours(&visitor).await?) } else { None };
    let drafts = work::drafts::all(&visitor.desk).await?;
    // What somebody looked for is kept beside the drafts, and is none.
    let drafts = drafts.iter().filter(|draft| draft.form.starts_with('/')).count();
    let body = html! {
        (begun(drafts))
        @if let Some((title, list)) = &people { (young_people(&visitor, title, list)) }
        (places(&visitor))
    };
    show(visitor.page(format!("Hello, {}", first_name(&visitor.desk.worker.name))).wide().show(body))
}

/// The young people one works with; where there are none, those one may see.
async fn mine_or_ours(visitor: &Visitor) -> Result<(&'static str, List), crate::trouble::Trouble> {
    let mine = people::list(&visitor.desk, &Filter { mine: true, ..Filter::default() }).await?;
    if mine.total > 0 {
        return Ok(("Young people I work with", mine));
    }
    Ok(("Young people", people::list(&visitor.desk, &Filter::default()).await?))
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

fn begun(drafts: usize) -> Markup {
    let words = match drafts {
        0 => return html! {},
        1 => "You have begun 1 form and not sent it.".to_owned(),
        number => format!("You have begun {number} forms and not sent them."),
    };
    html! { p .govuk-body { (words) " " (link("/drafts", "Go on writing")) } }
}

fn young_people(visitor: &Visitor, title: &str, list: &List) -> Markup {
    let none = "Once a young person is with you or your team, they stand here.";
    let may_write = visitor.may(Permission::WriteStory);
    html! {
        h2 .govuk-heading-m { (title) }
        @if list.people.is_empty() { (empty_state(none, html! {})) }
        ul .govuk-list .nwd-people {
            @for who in list.people.iter().take(SHOWN) { li { (one(visitor, who, may_write)) } }
        }
        @if !list.people.is_empty() {
            (buttons(html! { (link("/people", &format!("See all {}", words::young_people(list.total)))) }))
        }
    }
}

fn one(visitor: &Visitor, who: &Summary, may_write: bool) -> Markup {
    html! {
        (person_cell(visitor, who))
        @if may_write && !who.died {
            a .govuk-link href=(frame::url(who.person, "notes/new")) {
                "Add a note" span .govuk-visually-hidden { " about " (frame::called(who)) }
            }
        }
    }
}

fn places(visitor: &Visitor) -> Markup {
    let mine: Vec<&Place> = PLACES
        .iter()
        .filter(|(_, _, _, needs)| needs.iter().any(|permission| visitor.may(*permission)))
        .collect();
    html! {
        @if mine.is_empty() {
            p .govuk-body-l { "You can sign in and change your own settings. Young people’s records are not part of your role." }
            (buttons(button_link("/account", "My account")))
        } @else {
            h2 .govuk-heading-m { "What you can do here" }
            ul .govuk-list .nwd-places {
                @for (href, words, what_for, _) in mine {
                    li { (link(href, words)) p .nwd-quiet { (what_for) } }
                }
            }
        }
    }
}
