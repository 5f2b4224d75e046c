//! The accounts of the council: who signs in, when they last did, and closing one.

use super::handing::{self, what_they_hold, who_covers, who_follows};
use super::post_end::begun;
use super::sections;
use crate::pages::drafts::{or_draft, url_of};
use crate::pages::people::about_whom;
use crate::parts::{
    Form, Table, Tone, column, empty_state, field, moment, name, post, submit_warning, success_banner, tag,
    warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again};
use axum::extract::{Path, Query};
use maud::{Markup, html};
use practice::ids::{AccountId, PostId};
use serde::Deserialize;
use work::No;
use work::staff::{
    AccountLine, Ending, HeldWork, SignsIn, StaffLine, accounts, close_account, list, work_held_by,
};

/// What was done just before, in a fixed word.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
    #[serde(default)]
    of: String,
}

/// The list.
pub(super) async fn show_list(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let lines = accounts(&visitor.desk).await?;
    let page = visitor.page("Accounts").sections(sections(&visitor)).wide();
    let whose = lines.iter().find(|line| line.account.to_string() == done.of);
    let whose = about_whom(whose.and_then(|line| line.posts.first()).map(|post| &*post.name));
    let page = match done.done.as_str() {
        "address" => page.banner(success_banner(
            "The address is changed, and they are signed out everywhere",
            html! { (whose) p .govuk-body { "Tell them yourself, at the new address and at the one before." } },
        )),
        "closed" => {
            page.banner(success_banner("The account is closed, and every session of it has ended", whose))
        }
        _ => page,
    };
    let table = Table {
        caption: match lines.len() {
            1 => "1 account".into(),
            count => format!("{count} accounts"),
        },
        columns: vec![
            column("E-mail address"),
            column("Posts"),
            column("Signing in"),
            column("Last signed in"),
            column("What you can do"),
        ],
        rows: lines.iter().map(|line| row(&visitor, line)).collect(),
        empty: empty_state("Accounts would stand here. Invite a worker to their post.", html! {}),
    };
    show(page.show(html! {
        p .govuk-body { "An account is how one person signs in. What they may do stands in their posts." }
        (table.show())
    }))
}

fn row(visitor: &Visitor, line: &AccountLine) -> Vec<Markup> {
    let posts = html! {
        @for one in &line.posts {
            div {
                a .govuk-link href={ "/staff/posts/" (one.post) } { (name(&one.name)) }
                ", " (visitor.role_labels(&one.roles))
                @if one.ended { " " (tag(Tone::Grey, "Ended")) }
            }
        }
    };
    vec![
        html! { bdi .nwd-email { (email(&line.email)) } },
        posts,
        state(line),
        html! { @match line.last_sign_in { Some(at) => { (moment(at)) } None => { "Never" } } },
        html! {
            @if !line.closed {
                div {
                    a .govuk-link href=(path(line.account)) {
                        "Close" span .govuk-visually-hidden { " the account " (line.email) }
                    }
                }
                @if !matches!(line.signs_in, SignsIn::NotYet | SignsIn::Invited) {
                    div {
                        a .govuk-link href={ "/staff/accounts/" (line.account) "/address" } {
                            "Change address" span .govuk-visually-hidden { " of the account " (line.email) }
                        }
                    }
                }
            }
        },
    ]
}

/// An address that breaks after its @, where a line is too short.
pub(super) fn email(address: &str) -> Markup {
    html! {
        @match address.split_once('@') {
            Some((who, place)) => { (who) "@" wbr; (place) }
            None => { (address) }
        }
    }
}

fn state(line: &AccountLine) -> Markup {
    if line.closed {
        return tag(Tone::Grey, "Closed");
    }
    match line.signs_in {
        SignsIn::NotYet | SignsIn::Invited => tag(Tone::Blue, "Invited"),
        SignsIn::WithSecondStep => html! { (tag(Tone::Green, "Can sign in")) " with a second step" },
        SignsIn::WithPassword if line.needs_second_step => {
            html! { (tag(Tone::Yellow, "Second step to be set up")) " at the next sign-in" }
        }
        SignsIn::WithPassword => html! { (tag(Tone::Green, "Can sign in")) " with a password alone" },
    }
}

fn path(account: AccountId) -> String {
    format!("/staff/accounts/{account}/close")
}

/// An account of the council, by the id in an address.
pub(super) async fn one(visitor: &Visitor, account: &str) -> Result<AccountLine, Trouble> {
    let id: AccountId = account.parse().map_err(|_| Trouble::not_found())?;
    let lines = accounts(&visitor.desk).await?;
    lines.into_iter().find(|line| line.account == id).ok_or_else(Trouble::not_found)
}

/// Asks before an account is closed.
pub(super) async fn ask_close(visitor: Visitor, Path(account): Path<String>) -> Answer {
    let line = one(&visitor, &account).await?;
    let held = held_by(&visitor, &line).await?;
    let (form, saved) = or_draft(&visitor, &path(line.account), begun(&visitor)).await?;
    show(page(&visitor, (&line, &held), &form, saved).await?)
}

/// Closes it.
pub(super) async fn close(visitor: Visitor, Path(account): Path<String>, posted: Posted) -> Answer {
    let line = one(&visitor, &account).await?;
    let held = held_by(&visitor, &line).await?;
    let mut form = posted.form;
    let handing = handing::handing(&mut form, &held);
    let reason = form.value("reason").to_owned();
    if form.goes_back() {
        form.refuse_all(practice::staff::reason(&reason).err());
        return show_again(&form, page(&visitor, (&line, &held), &form, None).await?);
    }
    let ending = Ending { reason, handing, key: posted.key };
    match close_account(&visitor.desk, line.account, &ending).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &path(line.account), form.values()).await;
            go(format!("/staff/accounts?done=closed&of={}", line.account))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            show_again(&form, page(&visitor, (&line, &held), &form, None).await?)
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

/// What the posts hold that nobody would sign in to any more.
async fn held_by(visitor: &Visitor, line: &AccountLine) -> Result<HeldWork, Trouble> {
    let open: Vec<PostId> = line.posts.iter().filter(|post| !post.closed).map(|post| post.post).collect();
    Ok(work_held_by(&visitor.desk, &open).await?)
}

async fn page(
    visitor: &Visitor,
    (line, held): (&AccountLine, &HeldWork),
    form: &Form,
    saved: Option<String>,
) -> Result<Markup, Trouble> {
    let staff = list(&visitor.desk).await?;
    let working: Vec<&StaffLine> = line.posts.iter().filter(|post| post.live).collect();
    let leaving: Vec<&StaffLine> = line.posts.iter().collect();
    let whose = (&staff, leaving.as_slice());
    let page = visitor.page("Close an account").about(line.email.clone()).form(form);
    Ok(page.back("/staff/accounts", "Accounts").show(html! {
        p .govuk-body-l { "This closes the account " strong { bdi { (email(&line.email)) } } "." }
        (warning_text("It stops working at the next click. Its password, second step and recovery codes are gone."))
        @if working.is_empty() {
            p .govuk-body { "It has no post that is live today." }
        } @else {
            p .govuk-body {
                "Its posts stay until you end them. Where somebody leaves for good, end each post too."
            }
            ul .govuk-list .govuk-list--bullet {
                @for post in working {
                    li {
                        a .govuk-link href={ "/staff/posts/" (post.post) "/end" } {
                            "End the post " (name(&post.name)) ", " (visitor.role_labels(&post.roles))
                        }
                    }
                }
            }
        }
        (post(path(line.account)).key(visitor.key_of(form)).draft(url_of(&path(line.account)), saved).show(html! {
            (field::text("reason", "Why is it closed?").hint("For example: somebody else knows the password.").show(form))
            @if held.is_any() { (what_they_hold(held)) }
            @if held.key_working > 0 { (who_covers(visitor, whose, "Who covers from today?", form)) }
            (who_follows(visitor, whose, held, form))
            (submit_warning("Close account"))
        }))
    }))
}
