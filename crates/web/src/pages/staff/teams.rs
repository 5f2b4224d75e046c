//! Adding a team, giving one another name, and closing one.

use crate::pages::drafts::{Changing, or_draft, shown_at, url_of};
use crate::parts::{
    Choice, Form, KEY_FIELD, buttons, fact, field, link, overtaken, post, submit, submit_warning,
    summary_list, warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use maud::{Markup, html};
use practice::hubs::may_close;
use practice::ids::TeamId;
use work::No;
use work::staff::{NewTeam, TeamLine, close_team, create_team, in_team, list, rename_team, team_stands_at};

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
        Ok(team) => {
            work::drafts::sent(&visitor.desk, NEW, form.values()).await;
            go(format!("/staff?done=team&of={team}"))
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
    let (team, at) = standing(&visitor, &team).await?;
    let stands = Form::new().with(KEY_FIELD, visitor.form_key()).with("name", team.name.clone());
    let begun = Changing::begun(&visitor, &path(team.team), stands, at).await?;
    show(name_page(&visitor, &team, &begun))
}

/// Renames it.
pub(super) async fn rename(visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Answer {
    let team = one(&visitor, &id).await?;
    let mut form = posted.form;
    let name = form.value("name").to_owned();
    match rename_team(&visitor.desk, team.team, &name, shown_at(&form), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(team.team), form.values()).await;
            go(format!("/staff?done=renamed&of={}", team.team))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let again = Changing::refused(form);
            show_again(&again.form, name_page(&visitor, &team, &again))
        }
        Err(No::Moved) => {
            let (team, at) = standing(&visitor, &id).await?;
            show_overtaken(name_page(&visitor, &team, &Changing::overtaken(form, at)))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// A team and the revision at which it stands, read before its name.
async fn standing(visitor: &Visitor, team: &str) -> Result<(TeamLine, i64), Trouble> {
    let at = team_stands_at(&visitor.desk, team.parse().map_err(|_| Trouble::not_found())?).await?;
    Ok((one(visitor, team).await?, at))
}

async fn one(visitor: &Visitor, team: &str) -> Result<TeamLine, Trouble> {
    let id: TeamId = team.parse().map_err(|_| Trouble::not_found())?;
    let staff = list(&visitor.desk).await?;
    staff.teams.into_iter().find(|team| team.team == id).ok_or_else(Trouble::not_found)
}

/// Asks why a team is closed, and says who is in it still.
pub(super) async fn ask_close(visitor: Visitor, Path(team): Path<String>) -> Answer {
    let team = one(&visitor, &team).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key());
    let (form, saved) = or_draft(&visitor, &close_path(team.team), empty).await?;
    show(close_page(&visitor, &team, &form, saved).await?)
}

/// Closes it.
pub(super) async fn close(visitor: Visitor, Path(team): Path<String>, posted: Posted) -> Answer {
    let team = one(&visitor, &team).await?;
    let mut form = posted.form;
    match close_team(&visitor.desk, team.team, form.value("reason"), posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &close_path(team.team), form.values()).await;
            go(format!("/staff?done=closed&of={}", team.team))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, close_page(&visitor, &team, &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn close_path(team: TeamId) -> String {
    format!("/staff/teams/{team}/close")
}

async fn close_page(
    visitor: &Visitor,
    team: &TeamLine,
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let stays_open = may_close(in_team(&visitor.desk, team.team).await?).err();
    // Words that somebody has typed stay on the page, whatever happened meanwhile.
    let is_empty = form.value("reason").is_empty();
    let page = visitor.page("Close a team").about(team.name.clone()).about("Staff and teams").form(form);
    let here = close_path(team.team);
    Ok(page.back(path(team.team), team.name.clone()).show(html! {
        p .govuk-body { "A closed team is offered nowhere any more. Its name stays in all that was written." }
        @if let Some(refusal) = stays_open.filter(|_| is_empty) {
            (warning_text(&refusal.sentence))
            p .govuk-body { (link(&format!("/staff?team={}", team.team), "See the posts that are in it")) }
        } @else if team.closed && is_empty {
            p .govuk-body { "This team is closed already." }
        } @else {
            (post(&*here).key(visitor.key_of(form)).draft(url_of(&here), saved).show(html! {
                (field::text("reason", "Why is it closed?").hint("For example: it became part of another team.").show(form))
                (buttons(html! { (submit_warning("Close team")) (link(&path(team.team), "Cancel")) }))
            }))
        }
    }))
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

fn name_page(visitor: &Visitor, team: &TeamLine, changing: &Changing) -> Markup {
    let (form, saved) = (&changing.form, changing.saved.clone());
    let page = visitor.page("Rename a team").about(team.name.clone()).about("Staff and teams").form(form);
    page.back("/staff", "Staff and teams").show(html! {
        @if team.closed && !form.goes_back() {
            p .govuk-body { "This team is closed: it keeps its name." }
        } @else {
            @if changing.moved { (overtaken(&summary_list(&[fact("Name of the team", Some(&team.name))]))) }
            p .govuk-body { "What was written under the old name keeps it." }
            (post(path(team.team)).key(visitor.key_of(form)).draft(url_of(&path(team.team)), saved).show(html! {
                (field::text("name", "Name of the team").show(form))
                (changing.shown())
                (submit("Rename team"))
            }))
            p .govuk-body { (link(&close_path(team.team), "Close this team")) }
        }
    })
}
