//! Adding a post, and changing one.

use super::handing::{self, NOBODY, what_they_hold, who_covers};
use super::post::{facts, one};
use crate::pages::drafts::{Changing, or_draft, shown_at, url_of};
use crate::parts::{Choice, Form, KEY_FIELD, field, overtaken, post, submit, summary_list};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::Refusal;
use practice::ids::{PostId, TeamId};
use practice::staff::{PostForm, Role};
use work::No;
use work::staff::{
    ChangingPost, HeldWork, StaffLine, StaffList, change_post, create_post, list, work_held_by,
};

const NEW: &str = "/staff/posts/new";

/// The form for a new post.
pub(super) async fn ask_new(visitor: Visitor) -> Answer {
    let staff = list(&visitor.desk).await?;
    let empty = Form::new().with(KEY_FIELD, visitor.form_key()).with_day("from", visitor.desk.now.day());
    let (form, saved) = or_draft(&visitor, NEW, empty).await?;
    show(new_page(&visitor, &staff, &form, saved))
}

/// Adds it.
pub(super) async fn create(visitor: Visitor, posted: Posted) -> Answer {
    let staff = list(&visitor.desk).await?;
    let mut form = posted.form;
    let from = form
        .must_day("from", "the first day")
        .filter(|from| !form.doubt_day("from", *from, visitor.desk.now.day()));
    let read = read(&visitor, &mut form, from, None);
    let Some(read) = read else { return show_again(&form, new_page(&visitor, &staff, &form, None)) };
    match create_post(&visitor.desk, &read, posted.key).await {
        Ok(post) => {
            work::drafts::sent(&visitor.desk, NEW, form.values()).await;
            go(format!("/staff/posts/{post}?done=added"))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, new_page(&visitor, &staff, &form, None))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// The form with what stands.
pub(super) async fn ask_change(visitor: Visitor, Path(post): Path<String>) -> Answer {
    let (staff, line) = one(&visitor, &post).await?;
    let stands = as_it_stands(&visitor, &line);
    let begun = Changing::begun(&visitor, &path(line.post), stands, line.stands_at).await?;
    show(change_page(&visitor, &staff, &line, &begun).await?)
}

/// Changes it from now on.
pub(super) async fn change(visitor: Visitor, Path(post): Path<String>, posted: Posted) -> Answer {
    let (staff, line) = one(&visitor, &post).await?;
    let mut form = posted.form;
    let Some(read) = read(&visitor, &mut form, Some(line.from), line.to) else {
        return refused(&visitor, &staff, &line, form).await;
    };
    let held = held_by(&visitor, &line).await?;
    let asked = read.to.is_some() && !form.value("cover").is_empty();
    let cover = if asked { handing::cover(&mut form, &held) } else { None };
    if form.goes_back() {
        return refused(&visitor, &staff, &line, form).await;
    }
    let changing = ChangingPost { shown: shown_at(&form), cover, key: posted.key };
    match change_post(&visitor.desk, line.post, &read, &changing).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(line.post), form.values()).await;
            go(format!("/staff/posts/{}?done=changed", line.post))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            refused(&visitor, &staff, &line, form).await
        }
        Err(No::Moved) => {
            let (staff, line) = one(&visitor, &post).await?;
            let overtaken = Changing::overtaken(form, line.stands_at);
            show_overtaken(change_page(&visitor, &staff, &line, &overtaken).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn refused(visitor: &Visitor, staff: &StaffList, line: &StaffLine, form: Form) -> Answer {
    let again = Changing::refused(form);
    show_again(&again.form, change_page(visitor, staff, line, &again).await?)
}

async fn held_by(visitor: &Visitor, line: &StaffLine) -> Result<HeldWork, Trouble> {
    Ok(work_held_by(&visitor.desk, &[line.post]).await?)
}

fn path(post: PostId) -> String {
    format!("/staff/posts/{post}/change")
}

fn as_it_stands(visitor: &Visitor, line: &StaffLine) -> Form {
    let mut form = Form::new().with(KEY_FIELD, visitor.form_key()).with("name", line.name.clone());
    form = form.with("team", line.team.map(|team| team.to_string()).unwrap_or_default());
    form = line.roles.iter().fold(form, |form, role| form.with("roles", role.word()));
    form = form.with("cover", NOBODY);
    match line.to {
        Some(to) => form.with_day("to", to),
        None => form,
    }
}

/// What the form says; `None` where a day or a choice cannot be read, or is asked about.
fn read(visitor: &Visitor, form: &mut Form, from: Option<Date>, stands: Option<Date>) -> Option<PostForm> {
    let to = form.day("to", "the last day");
    if let Some(to) = to.filter(|to| Some(*to) != stands) {
        form.doubt_day_to_come("to", to, visitor.desk.now.day());
    }
    let team = match form.value("team").parse::<TeamId>() {
        Ok(team) => Some(team),
        Err(_) if form.value("team").is_empty() => None,
        Err(_) => {
            form.refuse(Refusal::of("team", "Choose a team of this council."));
            None
        }
    };
    let roles: Vec<Role> = form.chosen("roles").into_iter().filter_map(|word| word.parse().ok()).collect();
    let name = form.value("name").to_owned();
    if form.goes_back() {
        return None;
    }
    from.map(|from| PostForm { name, team, roles, from, to })
}

fn new_page(visitor: &Visitor, staff: &StaffList, form: &Form, saved: Option<String>) -> Markup {
    visitor.page("Add a post").about("Staff and teams").form(form).back("/staff", "Staff and teams").show(
        html! {
            (post(NEW).key(visitor.key_of(form)).draft(url_of(NEW), saved).show(html! {
                (who_and_what(visitor, staff, form))
                (field::day("from", "First day").show(form))
                (last_day(form))
                (submit("Add post"))
            }))
        },
    )
}

async fn change_page(
    visitor: &Visitor,
    staff: &StaffList,
    line: &StaffLine,
    changing: &Changing,
) -> Result<Markup, Trouble> {
    let form = &changing.form;
    let held = held_by(visitor, line).await?;
    let (path, saved) = (path(line.post), changing.saved.clone());
    let page = visitor.page("Change a post").about(line.name.clone()).form(form);
    Ok(page.back(format!("/staff/posts/{}", line.post), line.name.clone()).show(html! {
        @if changing.moved { (overtaken(&summary_list(&facts(visitor, staff, line)))) }
        @if line.account == Some(visitor.desk.sight.account) {
            p .govuk-body { "This is your own post. You can change the name. Its roles, team and last day are changed by somebody else who looks after accounts." }
        }
        p .govuk-body { "It counts from the worker’s next click. To give the post to somebody else, end it and add a new one." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (who_and_what(visitor, staff, form))
            (last_day(form))
            @if held.is_any() { (what_they_hold(&held)) }
            @if held.key_working > 0 {
                (who_covers(visitor, (staff, &[line]), "If you give a last day: who covers after it?", form))
            }
            (changing.shown())
            (submit("Change post"))
        }))
    }))
}

fn who_and_what(visitor: &Visitor, staff: &StaffList, form: &Form) -> Markup {
    let open = staff.teams.iter().filter(|team| !team.closed);
    let teams = open.map(|team| (team.team.to_string(), team.name.clone()));
    // A role the council does not use is offered only where the post has it.
    let offered =
        |role: &&Role| !visitor.desk.words.is_unused(**role) || form.is_chosen("roles", role.word());
    let roles =
        Role::ALL.iter().filter(offered).map(|role| Choice::new(role.word(), visitor.role_label(*role)));
    html! {
        (field::text("name", "Name of the worker").show(form))
        (field::select("team", "Team", teams).nothing_chosen("None: works for the whole council").show(form))
        (field::checkboxes("roles", "Roles", roles)
            .hint("What the worker is there for. It decides what they see and do.").show(form))
    }
}

fn last_day(form: &Form) -> Markup {
    field::day("to", "Last day")
        .optional()
        .hint("For relief and agency workers. They have access until the end of this day.")
        .show(form)
}
