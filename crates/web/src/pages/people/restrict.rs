//! Restricting a record to named workers, and lifting it.

use super::frame::{self, Section, url};
use super::{adopt, person_id, worker_to_choose};
use crate::pages::drafts::{Changing, shown_at, url_of};
use crate::parts::{
    Choice, Fact, Form, button_link_other, buttons, day, fact, fact_of, field, inset, link, name, overtaken,
    post, submit, submit_warning, summary_card, warning_text,
};
use crate::posted::Posted;
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, go, show, show_again, show_overtaken};
use axum::extract::Path;
use jiff::ToSpan;
use maud::{Markup, html};
use practice::Refusal;
use practice::ids::{PersonId, PostId};
use practice::people::Restriction;
use practice::staff::Permission;
use practice::staff::thresholds::RESTRICTION_REVIEW_DAYS;
use practice::words::KEY_WORKER;
use work::No;
use work::people::{self, Directory, PersonPage, Post, Restricting};

const HEADING: &str = "Who may open this record";

/// A record, and whom a restriction of it can name.
struct Asked {
    page: PersonPage,
    directory: Directory,
    able: Vec<Post>,
}

impl Asked {
    async fn of(visitor: &Visitor, person: PersonId) -> Result<Self, Trouble> {
        let page = people::to_restrict(&visitor.desk, person).await?;
        let directory = Directory::of(&visitor.desk).await?;
        let able = people::who_opens_records(&visitor.desk, &page).await?;
        Ok(Self { page, directory, able })
    }

    fn shown(&self, visitor: &Visitor, changing: &Changing) -> Markup {
        let page = frame::page(visitor, &self.page.summary, Section::Restriction, HEADING);
        page.form(&changing.form).show(questions(visitor, self, changing))
    }
}

/// The form, with whom it is restricted to now.
pub(super) async fn ask(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let person = person_id(&person)?;
    let asked = Asked::of(&visitor, person).await?;
    let (stands, at) = (prefilled(&visitor, &asked), asked.page.stands_at.restriction);
    let begun = Changing::begun(&visitor, &url(person, "restrict"), stands, at).await?;
    show(asked.shown(&visitor, &begun))
}

/// What stands; where nothing does, the asker and those who work with them now
/// are proposed: to shut one of them out is a decision.
fn prefilled(visitor: &Visitor, Asked { page, able, .. }: &Asked) -> Form {
    let today = visitor.desk.now.day();
    // The form proposes the most there may be.
    let within = visitor.desk.words.threshold(&RESTRICTION_REVIEW_DAYS);
    let review = today.checked_add(within.days()).unwrap_or(today);
    let form = Form::new().with_day("review_on", review);
    match &page.restriction {
        None => able
            .iter()
            .map(|post| post.id)
            .filter(|post| *post == visitor.desk.sight.post || page.works_with.contains(post))
            .fold(form, |form, post| form.with("posts", post.to_string())),
        Some(now) => now.is.posts.iter().fold(form, |form, post| form.with("posts", post.to_string())),
    }
}

/// Restricts the record, or changes who may open it.
pub(super) async fn sent(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let posts: Vec<PostId> = form.chosen("posts").iter().filter_map(|post| post.parse().ok()).collect();
    let review_on = form.must_day("review_on", "the day on which somebody looks at it again");
    let without_me = !posts.is_empty() && !posts.contains(&visitor.desk.sight.post);
    if without_me && !form.is_chosen("without_me", "yes") {
        let sentence = "You have not named yourself, so you could not open this record any more. \
            Name yourself, or say below that you mean it.";
        form.refuse(Refusal::of("posts", sentence));
    }
    let answer = match (review_on, form.goes_back()) {
        (Some(review_on), false) => {
            let reason = form.text("reason").unwrap_or_default();
            let (shown, key) = (shown_at(&form), posted.key);
            let without_key_worker = form.value("without_key_worker").parse().ok();
            let restricting = Restricting { reason, posts, review_on, without_key_worker, shown, key };
            people::restrict(&visitor.desk, person, &restricting).await
        }
        _ => Err(No::Refused(Vec::new())),
    };
    match answer {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &url(person, "restrict"), form.values()).await;
            go(if without_me {
                "/people?done=restricted-away".into()
            } else {
                format!("{}?done=restricted", url(person, ""))
            })
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let again = Changing::refused(form);
            show_again(&again.form, Asked::of(&visitor, person).await?.shown(&visitor, &again))
        }
        Err(No::Moved) => {
            let asked = Asked::of(&visitor, person).await?;
            let overtaken = Changing::overtaken(form, asked.page.stands_at.restriction);
            show_overtaken(asked.shown(&visitor, &overtaken))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn questions(visitor: &Visitor, asked: &Asked, changing: &Changing) -> Markup {
    let Asked { page, directory, .. } = asked;
    let (form, saved) = (&changing.form, changing.saved.clone());
    let path = url(page.summary.person, "restrict");
    let posts = grouped(visitor, asked);
    let within = visitor.desk.words.threshold(&RESTRICTION_REVIEW_DAYS);
    let stands = match &page.restriction {
        Some(now) => as_it_is(page.summary.person, &now.is, directory),
        None => inset(html! {
            "This record is not restricted: everybody whose role and team reach it may open it. Restricted, "
            "it opens for the workers you name and for nobody else, and nobody else finds it. The matching desk still "
            "sees who they are where two records may be one person, and reads nothing of it."
        }),
    };
    let whom = if page.restriction.is_none() && saved.is_none() && !form.goes_back() && !changing.moved {
        "Whoever works with them now is ticked already. "
    } else {
        ""
    };
    let without_me = Choice::new("yes", "I know that I cannot open this record afterwards");
    let role = visitor.desk.words.say(KEY_WORKER).to_lowercase();
    let without_them = page.key_worker.as_ref().map(|worker| {
        Choice::new(worker.is.to_string(), format!("I know that their {role} cannot open it afterwards"))
    });
    html! {
        @if changing.moved { (overtaken(&stands)) } @else { (stands) }
        @if page.restriction.is_some() { h2 .govuk-heading-m { "Change who may open it" } }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("reason", "Why?").hint("Those you name can read this.").show(form))
            (field::checkboxes("posts", "Who may open it?", posts)
                .hint(format!("{whom}Whoever you name signs in with a second step from then on."))
                .small().show(form))
            (field::day("review_on", "When does somebody look at this again?")
                .hint(format!("Within {within} days. For example, 4 6 2026 or 4 June 2026")).show(form))
            (field::checkboxes("without_me", "If you have not named yourself", [without_me]).small().show(form))
            @if let Some(without_them) = without_them {
                (field::checkboxes("without_key_worker", format!("If you have not named their {role}"), [without_them])
                    .small().show(form))
            }
            (changing.shown())
            (warning_text("Everybody else stops seeing this record at once."))
            (submit_warning(if page.restriction.is_some() { "Change who may open it" } else { "Restrict this record" }))
        }))
        @if page.died.is_none() && visitor.may_decide(Permission::CreatePerson, page.summary.person) { (adopt::offered(page.summary.person)) }
    }
}

/// Under the words that a record is restricted: who works with them and is shut out by it.
pub(super) fn shut_out(page: &PersonPage, able: &[Post]) -> Markup {
    let Some(now) = &page.restriction else { return html! {} };
    let shut_out =
        able.iter().filter(|post| page.works_with.contains(&post.id) && !now.is.posts.contains(&post.id));
    let is_key_worker = |post: &Post| page.key_worker.as_ref().is_some_and(|worker| worker.is == post.id);
    let key_worker = page.summary.words.say(KEY_WORKER).to_lowercase();
    html! {
        @for post in shut_out {
            p .govuk-body {
                (name(&post.name))
                @if is_key_worker(post) { ", their " (key_worker) "," } @else { ", who works with them," }
                " can no longer open it."
            }
        }
    }
}

/// Whom to choose from: those who work with them first, then team by team.
fn grouped(visitor: &Visitor, Asked { page, directory, able }: &Asked) -> Vec<Choice> {
    let group = |post: &Post| {
        if page.works_with.contains(&post.id) {
            (0, "Works with them".to_owned())
        } else {
            post.team.map_or((2, "In no team".to_owned()), |team| (1, directory.team(team)))
        }
    };
    let mut posts: Vec<(_, &Post)> = able.iter().map(|post| (group(post), post)).collect();
    posts.sort_by(|one, other| one.0.cmp(&other.0));
    let choice = |((_, group), post): ((u8, String), &Post)| worker_to_choose(visitor, post).among(group);
    posts.into_iter().map(choice).collect()
}

fn as_it_is(person: PersonId, now: &Restriction, directory: &Directory) -> Markup {
    html! {
        (restricted_now(now, directory))
        (buttons(html! {
            (button_link_other(&url(person, "restrict/review"), "Look again and keep it"))
            (button_link_other(&url(person, "restrict/lift"), "Lift the restriction"))
        }))
    }
}

/// Why it is restricted, to whom and until when.
pub(super) fn restricted_now(now: &Restriction, directory: &Directory) -> Markup {
    let named = html! {
        ul .govuk-list { @for post in &now.posts { li { (name(&directory.worker(*post))) } } }
    };
    let facts: [Fact; 3] = [
        fact("Why", Some(&now.reason)),
        fact_of("Who may open it", named),
        fact_of("Look again by", day(now.review_on)),
    ];
    summary_card("Restricted now", &facts)
}

/// Asks why it is lifted.
pub(super) async fn ask_lift(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let asked = Asked::of(&visitor, person_id(&person)?).await?;
    let path = url(asked.page.summary.person, "restrict/lift");
    let begun = Changing::begun(&visitor, &path, Form::new(), asked.page.stands_at.restriction).await?;
    show(lifting(&visitor, &asked, &begun))
}

/// Lifts it.
pub(super) async fn sent_lift(visitor: Visitor, Path(person): Path<String>, posted: Posted) -> Answer {
    let person = person_id(&person)?;
    let mut form = posted.form;
    let (why, shown) = (form.value("reason").to_owned(), shown_at(&form));
    match people::lift_restriction(&visitor.desk, person, &why, shown, posted.key).await {
        Ok(()) => {
            work::drafts::sent(&visitor.desk, &url(person, "restrict/lift"), form.values()).await;
            go(format!("{}?done=lifted", url(person, "")))
        }
        Err(No::Refused(refusals)) => {
            form.refuse_all(refusals);
            let again = Changing::refused(form);
            show_again(&again.form, lifting(&visitor, &Asked::of(&visitor, person).await?, &again))
        }
        Err(No::Moved) => {
            let asked = Asked::of(&visitor, person).await?;
            let overtaken = Changing::overtaken(form, asked.page.stands_at.restriction);
            show_overtaken(lifting(&visitor, &asked, &overtaken))
        }
        Err(no) => Err(Trouble::from(no)),
    }
}

fn lifting(visitor: &Visitor, Asked { page, directory, .. }: &Asked, changing: &Changing) -> Markup {
    let (form, saved) = (&changing.form, changing.saved.clone());
    let path = url(page.summary.person, "restrict/lift");
    let stands = html! {
        @if let Some(now) = &page.restriction { (restricted_now(&now.is, directory)) }
        @else { p .govuk-body { "This record is not restricted." } }
    };
    let body = html! {
        @if changing.moved { (overtaken(&stands)) } @else { (stands) }
        p .govuk-body { "Everybody whose role and team reach this record may open it again." }
        (post(&*path).key(visitor.key_of(form)).draft(url_of(&path), saved).show(html! {
            (field::area("reason", "Why is it lifted?").show(form))
            (changing.shown())
            (buttons(html! { (submit("Lift the restriction")) (link(&url(page.summary.person, "restrict"), "Cancel")) }))
        }))
    };
    frame::page(visitor, &page.summary, Section::Restriction, "Lift the restriction").form(form).show(body)
}
