//! Everybody who works here, and the teams.

use super::sections;
use crate::parts::{
    Chip, Filter, Form, Table, Tone, button_link, button_link_other, buttons, column, empty_state, field,
    name, success_banner, tag,
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
    done: String,
}

/// The page.
pub(super) async fn show_list(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let staff = list(&visitor.desk).await?;
    let page = visitor.page("Staff and teams").sections(sections(&visitor)).wide();
    let page = match said(&asked.done) {
        Some(words) => page.banner(success_banner(words, html! {})),
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
    let shown = chosen_posts(staff, asked);
    Filter {
        action: "/staff".into(),
        personal: false,
        fields: html! {
            (field::select("team", "Team", teams).nothing_chosen("All teams").show(&form))
            (field::checkboxes("ended", "Which posts", [("1", "Show ended posts too")]).small().show(&form))
        },
        chosen: chips(staff, asked),
        clear: "/staff".into(),
        count: match shown.len() {
            1 => "1 post".into(),
            count => format!("{count} posts"),
        },
    }
    .show(posts(visitor, staff, &shown))
}

fn chosen_posts<'a>(staff: &'a StaffList, asked: &Asked) -> Vec<&'a StaffLine> {
    let in_team = |line: &StaffLine| {
        asked.team.is_empty() || line.team.is_some_and(|team| team.to_string() == asked.team)
    };
    staff.posts.iter().filter(|line| (asked.ended == "1" || !line.ended) && in_team(line)).collect()
}

fn chips(staff: &StaffList, asked: &Asked) -> Vec<Chip> {
    let mut chips = Vec::new();
    if let Some(team) = team_name(staff, asked.team.parse().ok()) {
        let without = if asked.ended == "1" { "/staff?ended=1" } else { "/staff" };
        chips.push(Chip { about: "Team".into(), chosen: team.into(), without: without.into() });
    }
    if asked.ended == "1" {
        let team =
            if asked.team.is_empty() { String::new() } else { format!("?team={}", encoded(&asked.team)) };
        chips.push(Chip {
            about: "Posts".into(),
            chosen: "Ended ones too".into(),
            without: format!("/staff{team}"),
        });
    }
    chips
}

fn posts(visitor: &Visitor, staff: &StaffList, shown: &[&StaffLine]) -> Markup {
    let table = Table {
        caption: "Posts".into(),
        columns: vec![column("Name"), column("Roles"), column("Team"), column("Signing in")],
        rows: shown.iter().map(|line| post_row(visitor, staff, line)).collect(),
        empty: empty_state("Workers would stand here. Add a post for each.", html! {}),
    };
    table.show()
}

fn post_row(visitor: &Visitor, staff: &StaffList, line: &StaffLine) -> Vec<Markup> {
    vec![
        html! { a .govuk-link href={ "/staff/posts/" (line.post) } { (name(&line.name)) } },
        html! { (visitor.role_labels(&line.roles)) },
        html! { @match team_name(staff, line.team) { Some(team) => { bdi { (team) } } None => { "Whole council" } } },
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
