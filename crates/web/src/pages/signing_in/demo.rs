//! The start page of a demonstration: one click signs in as anybody.

use super::door::Door;
use crate::parts::{Table, column, empty_state, field, name, post, submit_other};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, show};
use maud::{Markup, html};
use practice::ids::PostId;
use practice::staff::Role;
use work::signing_in::{DemoPost, as_post, demo_posts};

/// Everybody who works in the demonstration, by role.
pub(super) async fn ask(door: Door) -> Answer {
    let posts = demo_posts(&door.site.house).await?;
    // Those with young people of their own first: theirs is the work it is all for.
    let mut roles = Role::ALL.to_vec();
    roles.sort_by_key(|role| !matches!(role, Role::OutreachKeyWorker | Role::ResidentialKeyWorker));
    let rows = roles.into_iter().flat_map(|role| in_role(&posts, role)).collect();
    let table = Table {
        caption: "Everybody who works here".into(),
        columns: vec![column("Worker"), column("Team"), column("What they see"), column("Look around")],
        rows,
        empty: empty_state("The workers of the demonstration would stand here.", html! {}),
    };
    show(door.page("Look around").about("Demonstration").wide().show(html! {
        p .govuk-body-l {
            "This is a made-up service: two hubs, their staff and their young people. Nobody in it is real. "
            "Choose whose work you want to see."
        }
        (table.show())
    }))
}

/// Signs in as the one chosen.
pub(super) async fn take(door: Door, posted: Posted) -> Answer {
    let post: PostId = posted.form.value("post").parse().map_err(|_| Trouble::not_found())?;
    work::signing_in::sign_out(&door.site.house, &door.token).await?;
    let token = as_post(&door.site.house, post, &door.visit.device).await?;
    Ok(door.let_in(&token, "/"))
}

fn in_role(posts: &[DemoPost], role: Role) -> Vec<Vec<Markup>> {
    posts.iter().filter(|post| post.roles.first() == Some(&role)).map(|post| row(post, role)).collect()
}

fn row(worker: &DemoPost, role: Role) -> Vec<Markup> {
    let roles: Vec<&str> = worker.roles.iter().map(|role| role.label()).collect();
    let sign_in = post("/demo").show(html! {
        (field::hidden("post", &worker.post.to_string()))
        (submit_other("act", html! { "Sign in" span .govuk-visually-hidden { " as " (worker.name) } }))
    });
    vec![
        html! { (name(&worker.name)) div .nwd-row-more { (roles.join(", ")) } },
        html! { @if let Some(team) = &worker.team { bdi { (team) } } @else { "Whole council" } },
        html! { (what_for(role)) },
        sign_in,
    ]
}

/// What a role is there for, in a line.
fn what_for(role: Role) -> &'static str {
    match role {
        Role::Administrator => {
            "Accounts, posts, teams and the council’s own words. Sees no young person’s record."
        }
        Role::InformationGovernance => "Who looked at what, and emergency openings. Sees no record.",
        Role::HeadOfService => "Every young person of the council.",
        Role::HubManager => "The hub’s young people, restrictions and emergency openings.",
        Role::Deputy => "The hub’s young people, and opening a record in an emergency.",
        Role::ResidentialKeyWorker | Role::OutreachKeyWorker => {
            "Their team’s young people: the story, notes, the record."
        }
        Role::PortfolioLead => "One area across the team’s young people.",
        Role::LifeCoach => "Only those they are pulled in to, with clinical entries.",
        Role::CommunicationSupport => "Only those they are pulled in to, and how to talk with them.",
        Role::PoliceRole => "Only those they are pulled in to, with police entries.",
        Role::FamilySpecialist | Role::EducationSpecialist | Role::HousingSpecialist => {
            "Only those they are pulled in to."
        }
        Role::SocialWorker => "The young people whose case they hold.",
        Role::ReviewingOfficer => "The young people whose reviews they chair.",
        Role::PerformanceOfficer => "Bringing in the council’s files. Sees those only known from them.",
        Role::BoardMember => "Numbers only. Sees no record.",
        Role::ReliefWorker => "A shift: the team’s young people and adding to the story.",
        Role::MatchingDesk => "Records that may be one person, unseen by whoever wrote them.",
    }
}
