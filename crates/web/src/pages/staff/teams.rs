//! Adding a team, and giving one another name.

use crate::pages::drafts::{or_draft, url_of};
use crate::parts::{Choice, Form, KEY_FIELD, field, post, submit};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::Path;
use maud::{Markup, html};
use practice::ids::TeamId;
use work::No;
use work::staff::{NewTeam, TeamLine, create_team, list, rename_team};

const NEW: &str = "/staff/teams/new";

/// The form for a new team.
pub(super) async fn ask_new(visitor: Visitor) -> Answer {
    let empty = Form::new().with(KEY_FIELD, visitor.form_key());
    let (form, saved) = or_draft(&visitor, NEW, empty).await?;
    show(new_page(&visitor, &form, saved))
}

/// Adds it.
pub(super) async fn create(visitor: Visitor, posted: Posted) -> Answer {
    let mut form = posted.form;
    let hub = form.must_choose("kind", "Choose what kind of team it is.", |value| match value {
        "hub" => Some(true),
        "team" => Some(false),
        _ => None,
    });
    let Some(hub) = hub else { return show_again(&form, new_page(&visitor, &form, None)) };
    let new = NewTeam { name: form.value("name").to_owned(), hub };
    match create_team(&visitor.desk, &new, posted.key).await {
        Ok(_) => {
            work::drafts::discard(&visitor.desk, NEW).await?;
            go("/staff?done=team")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, new_page(&visitor, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The form for another name.
pub(super) async fn ask_name(visitor: Visitor, Path(team): Path<String>) -> Answer {
    let team = one(&visitor, &team).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key()).with("name", team.name.clone());
    let (form, saved) = or_draft(&visitor, &path(team.team), empty).await?;
    show(name_page(&visitor, &team, &form, saved))
}

/// Renames it.
pub(super) async fn rename(visitor: Visitor, Path(team): Path<String>, posted: Posted) -> Answer {
    let team = one(&visitor, &team).await?;
    let mut form = posted.form;
    let name = form.value("name").to_owned();
    match rename_team(&visitor.desk, team.team, &name, posted.key).await {
        Ok(()) => {
            work::drafts::discard(&visitor.desk, &path(team.team)).await?;
            go("/staff?done=renamed")
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, name_page(&visitor, &team, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn one(visitor: &Visitor, team: &str) -> Result<TeamLine, Trouble> {
    let id: TeamId = team.parse().map_err(|_| Trouble::not_found())?;
    let staff = list(&visitor.desk).await?;
    staff.teams.into_iter().find(|team| team.team == id).ok_or_else(Trouble::not_found)
}

fn path(team: TeamId) -> String {
    format!("/staff/teams/{team}")
}

fn new_page(visitor: &Visitor, form: &Form, saved: Option<String>) -> Markup {
    visitor.page("Add a team").about("Staff and teams").form(form).back("/staff", "Staff and teams").show(
        html! {
            (post(NEW).key(visitor.key_of(form)).draft(url_of(NEW), saved).show(html! {
                (field::text("name", "Name of the team").show(form))
                (field::radios("kind", "What kind of team is it?", [
                    Choice::new("hub", "A hub").hint("It may have beds."),
                    Choice::new("team", "Another team").hint("For example, outreach in one area."),
                ]).show(form))
                (submit("Add team"))
            }))
        },
    )
}

fn name_page(visitor: &Visitor, team: &TeamLine, form: &Form, saved: Option<String>) -> Markup {
    let page = visitor.page("Rename a team").about(team.name.clone()).about("Staff and teams").form(form);
    page.back("/staff", "Staff and teams").show(html! {
        p .govuk-body { "What was written under the old name keeps it." }
        (post(path(team.team)).key(visitor.key_of(form)).draft(url_of(&path(team.team)), saved).show(html! {
            (field::text("name", "Name of the team").show(form))
            (submit("Rename team"))
        }))
    })
}
