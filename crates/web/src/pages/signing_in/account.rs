//! One's own account: sessions, password, second step, relatives.

use crate::parts::Tone;
use crate::parts::{
    Form, Table, button_link_other, column, empty_state, fact, fact_of, field, link, moment, name, post,
    submit_other, success_banner, summary_list, tag,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show};
use axum::extract::Query;
use maud::{Markup, html};
use serde::Deserialize;
use uuid::Uuid;
use work::No;
use work::people::Directory;
use work::signing_in::{SessionId, SessionLine, end_session, second_step, sessions};
use work::staff::{Readdressed, own_address, own_telephone};

/// What was done just before, in a fixed word.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    done: String,
}

/// The page.
pub(super) async fn show_account(visitor: Visitor, Query(done): Query<Done>) -> Answer {
    let lines = sessions(&visitor.desk).await?;
    let codes = second_step::standing(&visitor.desk).await?;
    let telephone = own_telephone(&visitor.desk).await?;
    let (address, readdressed) = own_address(&visitor.desk).await?;
    let directory = Directory::of(&visitor.desk).await?;
    let page = visitor.page("Your account");
    let page = match said(&done.done) {
        Some(words) => page.banner(success_banner(words, html! {})),
        None => page,
    };
    show(page.show(html! {
        (facts(&visitor, codes, (&address, &telephone)))
        @if let Some(changed) = readdressed { (was_changed(&changed, &directory)) }
        (list(&visitor, &lines))
        h2 .govuk-heading-m { "Young people you are related to" }
        p .govuk-body {
            "If you are related to a young person, or close to their family, say so. You then cannot open their record. "
            (link("/account/relatives", "Declare a relative"))
        }
    }))
}

/// Ends one session, or all but this one.
pub(super) async fn end_sessions(visitor: Visitor, posted: Posted) -> Answer {
    if posted.form.value("others") == "1" {
        return end_others(&visitor).await;
    }
    let session: Uuid = posted.form.value("session").parse().map_err(|_| Trouble::not_found())?;
    match end_session(&visitor.desk, SessionId(session)).await {
        // It ended by itself meanwhile: what was wanted is so.
        Ok(()) | Err(No::NotFound) => go("/account?done=session"),
        Err(no) => Err(Trouble::from(no)),
    }
}

async fn end_others(visitor: &Visitor) -> Answer {
    for line in sessions(&visitor.desk).await?.iter().filter(|line| line.id != visitor.session.id) {
        match end_session(&visitor.desk, line.id).await {
            Ok(()) | Err(No::NotFound) => {}
            Err(no) => return Err(Trouble::from(no)),
        }
    }
    go("/account?done=sessions")
}

fn said(done: &str) -> Option<&'static str> {
    match done {
        "session" => Some("That session has ended"),
        "sessions" => Some("All your other sessions have ended"),
        "password" => Some("Your password is changed, and your other sessions have ended"),
        "withdrawal" => Some("Thank you. If it stands here, somebody in information governance decides"),
        "telephone" => Some("Your telephone at work is written down"),
        "relative" => Some("Thank you. It is written down"),
        _ => None,
    }
}

/// That somebody else changed the address: there is no other place to be told of it.
fn was_changed(changed: &Readdressed, directory: &Directory) -> Markup {
    let by = changed.by.map_or_else(|| "the program".to_owned(), |post| directory.worker(post));
    html! {
        p .govuk-body {
            "Your address was changed by " (name(&by)) " on " (moment(changed.at)) ": " bdi { (changed.reason) }
            " If you know nothing of it, tell whoever looks after accounts at once."
        }
    }
}

fn facts(visitor: &Visitor, codes: Option<i64>, (address, telephone): (&str, &str)) -> Markup {
    let second_step = match codes {
        None => html! { "Not set up" },
        Some(1) => html! { "Set up. You have 1 recovery code left." },
        Some(left) => html! { "Set up. You have " (left) " recovery codes left." },
    };
    let words = if codes.is_some() { "Use another phone" } else { "Set up" };
    let mut step = fact_of("Second step", second_step).action("/account/second-step", words);
    if codes.is_some() {
        step = step.action("/account/recovery-codes", "Get new recovery codes");
    }
    let roles = visitor.role_labels(&visitor.desk.worker.roles);
    let mut post = fact_of("Working as", html! { (roles) });
    if visitor.session.posts.len() > 1 {
        post = post.action("/posts", "Change post");
    }
    summary_list(&[
        fact_of("Name", html! { bdi { (visitor.desk.worker.name) } }),
        fact_of("E-mail address", html! { bdi .nwd-email { (address) } }),
        post,
        fact("Telephone at work", Some(telephone)).action("/account/telephone", "Change"),
        fact_of("Password", html! { "Set" }).action("/account/password", "Change"),
        step,
    ])
}

fn list(visitor: &Visitor, lines: &[SessionLine]) -> Markup {
    let rows = lines.iter().map(|line| row(visitor, line)).collect();
    let table = Table {
        caption: "Where you are signed in".into(),
        columns: vec![column("Device"), column("Signed in"), column("Last used"), column("What you can do")],
        rows,
        empty: empty_state("Your sessions would stand here.", html! {}),
    };
    html! {
        (table.show())
        @if lines.len() > 1 {
            (post("/account/sessions").show(submit_other("others", "End all my other sessions")))
        }
    }
}

fn row(visitor: &Visitor, line: &SessionLine) -> Vec<Markup> {
    let own = line.id == visitor.session.id;
    let end = post("/account/sessions").show(html! {
        (field::hidden("session", &line.id.0.to_string()))
        (submit_other("end", "End this session"))
    });
    vec![
        html! { (line.device) @if line.locked { " " (tag(Tone::Grey, "Locked")) } },
        html! { (moment(line.began)) },
        html! { (moment(line.seen)) },
        html! { @if own { "This session" } @else { (end) } },
    ]
}

/// A form of the account, around its questions: every one of them asks for the password.
pub(super) fn form_page(
    visitor: &Visitor,
    heading: &str,
    form: &Form,
    before: Markup,
    fields: Markup,
    action: &str,
) -> Markup {
    visitor.page(heading).about("Your account").form(form).back("/account", "Your account").show(html! {
        (before)
        (post(action).show(html! { (fields) (crate::parts::submit(heading)) }))
        @if form.goes_back() { p .govuk-body { (button_link_other("/account", "Leave it as it is")) } }
    })
}
