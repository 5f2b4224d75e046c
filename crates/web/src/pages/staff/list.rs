//! Everybody who works here, and the teams.

use super::sections;
use crate::pages::people::about_whom;
use crate::parts::{
    Chip, Filter, Form, Sorting, Table, Tone, button_link, button_link_other, buttons, column, empty_state,
    field, name, success_banner, tag,
};
use crate::posted::encoded;
use crate::visitor::{Answer, Visitor, show};
use axum::extract::Query;
use maud::{Markup, html};
use practice::ids::TeamId;
use serde::Deserialize;
use work::staff::{SignsIn, StaffLine, StaffList, TeamLine, list};

/// What to show; none of it is personal.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    team: String,
    #[serde(default)]
    ended: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    done: String,
    #[serde(default)]
    of: String,
}

/// By what the posts can stand.
const SORTED: [&str; 3] = ["name", "roles", "team"];

impl Asked {
    fn sorting(&self) -> Sorting {
        Sorting::of(&self.sort, SORTED)
    }
}

/// The page with some posts, in an order.
fn address(team: &str, ended: &str, sort: &str) -> String {
    let parts = [("team", team), ("ended", ended), ("sort", sort)];
    let given = parts.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if query.is_empty() { "/staff".into() } else { format!("/staff?{}", query.join("&")) }
}

/// The page.
pub(super) async fn show_list(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let staff = list(&visitor.desk).await?;
    let page = visitor.page("Staff and teams").sections(sections(&visitor)).wide();
    let page = match said(&asked.done) {
        Some(words) => {
            let team = team_name(&staff, asked.of.parse().ok());
            page.banner(success_banner(words, about_whom(team)))
        }
        None => page,
    };
    show(page.show(html! {
        (buttons(html! {
            (button_link("/staff/posts/new", "Add a post")) (button_link_other("/staff/teams/new", "Add a team"))
        }))
        (filtered(&visitor, &staff, &asked))
        (teams(&staff))
    }))
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "team" => Some("The team is added"),
        "closed" => Some("The team is closed"),
        "renamed" => Some("The team has its new name"),
        _ => None,
    }
}

/// The name of a team in a list.
pub(super) fn team_name(staff: &StaffList, team: Option<TeamId>) -> Option<&str> {
    staff.teams.iter().find(|one| Some(one.team) == team).map(|team| team.name.as_str())
}

/// Whether the worker has taken up an invitation.
pub(super) fn has_password(line: &StaffLine) -> bool {
    matches!(line.signs_in, SignsIn::WithPassword | SignsIn::WithSecondStep)
}

/// Whether and how somebody can sign in to a post, as a tag in words.
pub(super) fn state(line: &StaffLine) -> Markup {
    if line.ended {
        tag(Tone::Grey, "Ended")
    } else if line.closed {
        tag(Tone::Grey, "Account closed")
    } else if !line.live {
        tag(Tone::Grey, "Not working today")
    } else {
        match line.signs_in {
            SignsIn::NotYet => tag(Tone::Yellow, "Not invited"),
            SignsIn::Invited => tag(Tone::Blue, "Invited"),
            SignsIn::WithPassword | SignsIn::WithSecondStep => tag(Tone::Green, "Can sign in"),
        }
    }
}

/// The posts beside the questions that choose them.
fn filtered(visitor: &Visitor, staff: &StaffList, asked: &Asked) -> Markup {
    let form = Form::new().with("team", asked.team.clone()).with("ended", asked.ended.clone());
    let teams = staff.teams.iter().map(|team| (team.team.to_string(), team.name.clone()));
    let shown = chosen_posts(visitor, staff, asked);
    Filter {
        action: "/staff".into(),
        personal: false,
        fields: html! {
            (field::select("team", "Team", teams).nothing_chosen("All teams").show(&form))
            (field::checkboxes("ended", "Which posts", [("1", "Show ended posts too")]).small().show(&form))
            @if !asked.sort.is_empty() { (field::hidden("sort", &asked.sort)) }
        },
        chosen: chips(staff, asked),
        refused: false,
        clear: "/staff".into(),
        count: match shown.len() {
            1 => "1 post".into(),
            count => format!("{count} posts"),
        },
    }
    .show(posts(visitor, staff, asked, &shown))
}

/// The posts that were chosen, in the order that was; those who are alike in it by name.
fn chosen_posts<'a>(visitor: &Visitor, staff: &'a StaffList, asked: &Asked) -> Vec<&'a StaffLine> {
    let in_team = |line: &StaffLine| {
        asked.team.is_empty() || line.team.is_some_and(|team| team.to_string() == asked.team)
    };
    let chosen = |line: &&StaffLine| (asked.ended == "1" || !line.ended) && in_team(line);
    let mut posts: Vec<&StaffLine> = staff.posts.iter().filter(chosen).collect();
    let by = |line: &&StaffLine| match asked.sorting().by() {
        "team" => team_label(staff, line).to_lowercase(),
        "roles" => {
            line.roles.first().map(|role| visitor.desk.words.role(*role).to_lowercase()).unwrap_or_default()
        }
        _ => String::new(),
    };
    posts.sort_by_cached_key(|line| (by(line), line.name.to_lowercase(), line.post));
    if asked.sorting().is_backwards() {
        posts.reverse();
    }
    posts
}

fn team_label<'a>(staff: &'a StaffList, line: &StaffLine) -> &'a str {
    team_name(staff, line.team).unwrap_or("Whole council")
}

fn chips(staff: &StaffList, asked: &Asked) -> Vec<Chip> {
    let mut chips = Vec::new();
    if let Some(team) = team_name(staff, asked.team.parse().ok()) {
        let without = address("", &asked.ended, &asked.sort);
        chips.push(Chip { about: "Team".into(), chosen: team.into(), without });
    }
    if asked.ended == "1" {
        let without = address(&asked.team, "", &asked.sort);
        chips.push(Chip { about: "Posts".into(), chosen: "Ended ones too".into(), without });
    }
    chips
}

fn posts(visitor: &Visitor, staff: &StaffList, asked: &Asked, shown: &[&StaffLine]) -> Markup {
    let head = |label: &str, word| {
        let sorted = |sort: &str| address(&asked.team, &asked.ended, sort);
        asked.sorting().head(column(label), word, sorted)
    };
    let table = Table {
        caption: "Posts".into(),
        columns: vec![
            head("Name", "name"),
            head("Roles", "roles"),
            head("Team", "team"),
            column("Signing in"),
        ],
        rows: shown.iter().map(|line| post_row(visitor, staff, line)).collect(),
        empty: empty_state("Workers would stand here. Add a post for each.", html! {}),
    };
    table.show()
}

fn post_row(visitor: &Visitor, staff: &StaffList, line: &StaffLine) -> Vec<Markup> {
    vec![
        html! { a .govuk-link href={ "/staff/posts/" (line.post) } { (name(&line.name)) } },
        html! { (visitor.role_labels(&line.roles)) },
        html! { bdi { (team_label(staff, line)) } },
        state(line),
    ]
}

fn teams(staff: &StaffList) -> Markup {
    let table = Table {
        caption: "Teams".into(),
        columns: vec![column("Name"), column("Kind"), column("Posts")],
        rows: staff.teams.iter().map(|team| team_row(staff, team)).collect(),
        empty: empty_state("Teams would stand here. Add the first.", html! {}),
    };
    table.show()
}

fn team_row(staff: &StaffList, team: &TeamLine) -> Vec<Markup> {
    let posts = staff.posts.iter().filter(|post| post.team == Some(team.team) && !post.ended).count();
    vec![
        html! { a .govuk-link href={ "/staff/teams/" (team.team) } { (name(&team.name)) } },
        html! {
            @if team.hub { "Hub" } @else { "Team" }
            @if team.closed { " " (tag(Tone::Grey, "Closed")) }
        },
        html! { (posts) },
    ]
}
