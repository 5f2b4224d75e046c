//! What becomes of the work of somebody who leaves: how much it is, and who takes
//! it over. On the forms that end a post, close an account or set a last day.

use crate::pages::people::frame::{called, url};
use crate::pages::people::words::young_people;
use crate::parts::{Choice, Form, field, name};
use crate::visitor::Visitor;
use maud::{Markup, html};
use practice::Refusal;
use practice::ids::PostId;
use practice::key_working::may_cover;
use practice::specialists::takes_a_pull_in_over;
use practice::staff::Role;
use practice::staff::thresholds::COVER_DAYS;
use work::staff::{CoverFor, Handing, HeldWork, StaffLine, StaffList};

/// Their team's manager covers.
pub(super) const MANAGER: &str = "manager";
/// Nobody is named yet.
pub(super) const NOBODY: &str = "nobody";

/// How many days cover lasts at the most.
pub(super) fn longest(visitor: &Visitor) -> i64 {
    visitor.desk.words.threshold(&COVER_DAYS)
}

/// Who covers, as the form says it; asked only where they are somebody's key worker.
pub(super) fn cover(form: &mut Form, held: &HeldWork) -> Option<CoverFor> {
    if held.key_working == 0 || form.value("cover") == NOBODY {
        return None;
    }
    let by = match form.value("cover") {
        MANAGER => None,
        post => {
            let Ok(post) = post.parse() else {
                form.refuse(Refusal::of("cover", "Choose who covers."));
                return None;
            };
            Some(post)
        }
    };
    form.must_day("until", "the last day").map(|until| CoverFor { by, until })
}

/// Who takes everything over, as the form says it.
pub(super) fn handing(form: &mut Form, held: &HeldWork) -> Handing {
    let cover = cover(form, held);
    let mut chosen = |field: &str, count: usize| {
        if count == 0 || matches!(form.value(field), "" | NOBODY) {
            return None;
        }
        let post = form.value(field).parse::<PostId>();
        if post.is_err() {
            form.refuse(Refusal::of(field, "Choose somebody from the list."));
        }
        post.ok()
    };
    let social_work = chosen("social_work", held.social_work);
    let pull_ins = chosen("pull_ins", held.pulled_in);
    Handing { cover, social_work, pull_ins }
}

/// How much it is, and whose of those within the visitor's own reach.
pub(super) fn what_they_hold(held: &HeldWork) -> Markup {
    let counted = |count: usize| young_people(i64::try_from(count).unwrap_or(i64::MAX));
    let lines = [
        (held.key_working, "the key worker of"),
        (held.social_work, "the social worker of"),
        (held.pulled_in, "pulled in to the team around"),
        (held.covering, "covering, today or later, for the key worker of"),
    ];
    html! {
        h2 .govuk-heading-m { "Their work" }
        p .govuk-body { "They are:" }
        ul .govuk-list .govuk-list--bullet {
            @for (count, how) in lines.into_iter().filter(|(count, _)| *count > 0) {
                li { (how) " " (counted(count)) }
            }
        }
        @if !held.within_reach.is_empty() {
            p .govuk-body {
                "Of these you may open: "
                @for (place, who) in held.within_reach.iter().enumerate() {
                    @if place > 0 { ", " }
                    a .govuk-link href=(url(who.person, "team")) { (name(called(who))) }
                }
                "."
            }
        }
        p .govuk-body {
            "Where you name nobody, it stays on the page " strong { "Cover" } ", which everybody who names key workers "
            "has, until somebody is found."
        }
    }
}

/// Who covers for the young people whose key worker they are.
pub(super) fn who_covers(
    visitor: &Visitor,
    (staff, leaving): (&StaffList, &[&StaffLine]),
    label: &str,
    form: &Form,
) -> Markup {
    let first = [
        Choice::new(MANAGER, "The manager of each young person’s team"),
        Choice::new(NOBODY, "Nobody yet: their managers decide"),
    ];
    // Nobody covers for themselves from another post of theirs.
    let theirs =
        |line: &StaffLine| leaving.iter().any(|one| one.holder.is_some() && one.holder == line.holder);
    let workers = offered(visitor, staff, |line| !theirs(line) && may_cover(&line.roles), leaving);
    html! {
        p .govuk-body {
            "They stay the key worker until somebody is named anew. Until then somebody covers. Whoever covers already "
            "goes on; their managers can name somebody else for each young person."
        }
        (field::select("cover", label, first.into_iter().chain(workers)).show(form))
        (field::day("until", "Until when does somebody cover?")
            .hint(format!("At the most {} days.", longest(visitor))).show(form))
    }
}

/// Who is their social worker, and who is pulled in, instead of them.
pub(super) fn who_follows(
    visitor: &Visitor,
    (staff, leaving): (&StaffList, &[&StaffLine]),
    held: &HeldWork,
    form: &Form,
) -> Markup {
    let nobody = || [Choice::new(NOBODY, "Nobody yet: their managers decide")];
    let social = offered(visitor, staff, |line| line.roles.contains(&Role::SocialWorker), leaving);
    let roles: Vec<Role> = leaving.iter().flat_map(|line| line.roles.clone()).collect();
    let follows = offered(visitor, staff, |line| takes_a_pull_in_over(&roles, &line.roles).is_ok(), leaving);
    html! {
        @if held.social_work > 0 {
            (field::select("social_work", "Who is the social worker from today?", nobody().into_iter().chain(social))
                .show(form))
        }
        @if held.pulled_in > 0 {
            (field::select("pull_ins", "Who is pulled in instead of them?", nobody().into_iter().chain(follows))
                .hint("Somebody with one of the same roles. What they are pulled in for stays.").show(form))
        }
    }
}

fn offered(
    visitor: &Visitor,
    staff: &StaffList,
    fits: impl Fn(&StaffLine) -> bool,
    leaving: &[&StaffLine],
) -> Vec<Choice> {
    let leaves = |line: &StaffLine| leaving.iter().any(|one| one.post == line.post);
    let workers = staff.posts.iter().filter(|post| post.live && !leaves(post) && fits(post));
    workers
        .map(|post| {
            Choice::new(post.post.to_string(), format!("{}, {}", post.name, visitor.role_labels(&post.roles)))
        })
        .collect()
}
