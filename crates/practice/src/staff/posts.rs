//! What a post must be, when it is live, and who must remain.

use super::{PostChanged, PostCreated, Role, one_line};
use crate::Refusal;
use crate::ids::{AccountId, TeamId};
use jiff::civil::Date;

/// A post as a form has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostForm {
    /// The worker's name.
    pub name: String,
    /// The team, where the post belongs to one.
    pub team: Option<TeamId>,
    /// What the worker may do.
    pub roles: Vec<Role>,
    /// First day.
    pub from: Date,
    /// Last day, where one is set.
    pub to: Option<Date>,
}

/// Whether somebody works in a post on a day: both its first and its last day
/// count, and a post that was ended is over at once.
pub fn is_live(from: Date, to: Option<Date>, ended: bool, day: Date) -> bool {
    !ended && from <= day && to.is_none_or(|to| day <= to)
}

/// A new post. Every fault of the form is answered at once.
pub fn new_post(form: &PostForm) -> Result<PostCreated, Vec<Refusal>> {
    let name = checked(form)?;
    Ok(PostCreated {
        name,
        account: None,
        team: form.team,
        roles: in_order(&form.roles),
        from: form.from,
        to: form.to,
    })
}

/// A post as it is from now on. Its first day stays what it was.
pub fn changed_post(
    form: &PostForm,
    account: Option<AccountId>,
    ended: bool,
) -> Result<PostChanged, Vec<Refusal>> {
    if ended {
        return Err(vec![Refusal::because(
            "This post has ended. Create a new post for somebody who comes back.",
        )]);
    }
    let name = checked(form)?;
    Ok(PostChanged { name, account, team: form.team, roles: in_order(&form.roles), to: form.to })
}

fn checked(form: &PostForm) -> Result<String, Vec<Refusal>> {
    let name = one_line("name", "the worker's name", &form.name);
    let mut refusals: Vec<Refusal> = name.as_ref().err().cloned().into_iter().collect();
    if form.roles.is_empty() {
        refusals.push(Refusal::of("roles", "Choose at least one role."));
    }
    if form.to.is_some_and(|to| to < form.from) {
        refusals.push(Refusal::of("to", "The last day must be the first day or later."));
    }
    name.ok().filter(|_| refusals.is_empty()).ok_or(refusals)
}

/// Roles that the council says it does not use are not given anew; a post
/// keeps one it has.
///
/// # Errors
/// A sentence at the field `roles`.
pub fn roles_are_used(
    wanted: &[Role],
    held: &[Role],
    unused: impl Fn(Role) -> bool,
    label: impl Fn(Role) -> String,
) -> Result<(), Refusal> {
    match wanted.iter().find(|role| unused(**role) && !held.contains(role)) {
        None => Ok(()),
        Some(role) => Err(Refusal::of(
            "roles",
            format!(
                "Your council does not use the role {}. Whoever looks after words can change that.",
                label(*role)
            ),
        )),
    }
}

/// Each role once, in the order of the list: the same post is always written alike.
fn in_order(roles: &[Role]) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| roles.contains(role)).collect()
}

/// One administrator's post, as far as the rule below needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdministratorPost {
    /// First day.
    pub from: Date,
    /// Last day, where one is set.
    pub to: Option<Date>,
    /// Whether it was ended.
    pub ended: bool,
    /// Whether its account has accepted the invitation.
    pub can_sign_in: bool,
}

/// A council is never left without anybody who can invite people: after the
/// change one administrator must remain who works today, can sign in and has
/// no last day.
pub fn administrator_remains(after: &[AdministratorPost], today: Date) -> Result<(), Refusal> {
    let remains = after
        .iter()
        .any(|post| is_live(post.from, post.to, post.ended, today) && post.to.is_none() && post.can_sign_in);
    if remains {
        return Ok(());
    }
    Err(Refusal::because(
        "This would leave nobody to look after accounts. First make somebody else an administrator, \
         with no last day, and wait until they have signed in.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn form() -> PostForm {
        PostForm {
            name: "Amina Okafor".into(),
            team: None,
            roles: vec![Role::SocialWorker],
            from: date(2026, 2, 1),
            to: None,
        }
    }

    const REMAINING: AdministratorPost =
        AdministratorPost { from: date(2026, 1, 1), to: None, ended: false, can_sign_in: true };
    const TODAY: Date = date(2026, 2, 28);

    #[test]
    fn a_post_is_live_from_its_first_day_to_its_last() {
        let live = |day| is_live(date(2026, 2, 1), Some(date(2026, 2, 28)), false, day);
        assert!(!live(date(2026, 1, 31)) && live(date(2026, 2, 1)));
        assert!(live(date(2026, 2, 28)) && !live(date(2026, 3, 1)));
    }

    #[test]
    fn a_post_without_a_last_day_stays_live() {
        assert!(is_live(date(2026, 2, 1), None, false, date(2099, 1, 1)));
    }

    #[test]
    fn a_post_that_was_ended_is_over_at_once() {
        assert!(!is_live(date(2026, 2, 1), None, true, date(2026, 2, 2)));
    }

    #[test]
    fn a_post_needs_at_least_one_role() {
        let refusals = new_post(&PostForm { roles: Vec::new(), ..form() }).unwrap_err();
        assert_eq!(refusals, [Refusal::of("roles", "Choose at least one role.")]);
    }

    #[test]
    fn the_last_day_is_not_before_the_first() {
        let to = |day| new_post(&PostForm { to: Some(day), ..form() });
        assert!(to(date(2026, 2, 1)).is_ok());
        assert_eq!(to(date(2026, 1, 31)).unwrap_err()[0].field.as_deref(), Some("to"));
    }

    #[test]
    fn every_fault_of_the_form_is_answered_at_once() {
        let wrong = PostForm { name: String::new(), roles: Vec::new(), to: Some(date(2020, 1, 1)), ..form() };
        assert_eq!(new_post(&wrong).unwrap_err().len(), 3);
    }

    #[test]
    fn roles_are_kept_once_and_in_the_order_of_the_list() {
        let roles = vec![Role::SocialWorker, Role::Administrator, Role::SocialWorker];
        let post = new_post(&PostForm { roles, ..form() }).unwrap();
        assert_eq!(post.roles, [Role::Administrator, Role::SocialWorker]);
    }

    #[test]
    fn a_role_that_is_not_used_is_not_given_anew_and_stays_where_it_is() {
        let used = |wanted: &[Role], held: &[Role]| {
            roles_are_used(wanted, held, |role| role == Role::LifeCoach, |role| role.label().to_owned())
        };
        assert!(used(&[Role::Deputy], &[]).is_ok());
        assert_eq!(used(&[Role::LifeCoach], &[]).unwrap_err().field.as_deref(), Some("roles"));
        assert!(used(&[Role::LifeCoach, Role::Deputy], &[Role::LifeCoach]).is_ok());
    }

    #[test]
    fn a_post_that_has_ended_is_not_changed() {
        assert!(changed_post(&form(), None, true).is_err());
        assert!(changed_post(&form(), None, false).is_ok());
    }

    #[test]
    fn an_administrator_who_can_sign_in_and_has_no_last_day_may_be_the_only_one() {
        assert!(administrator_remains(&[REMAINING], TODAY).is_ok());
    }

    #[test]
    fn the_last_administrator_stays() {
        let not_enough = [
            AdministratorPost { ended: true, ..REMAINING },
            AdministratorPost { from: date(2026, 3, 1), ..REMAINING },
            AdministratorPost { to: Some(date(2026, 12, 31)), ..REMAINING },
            AdministratorPost { can_sign_in: false, ..REMAINING },
        ];
        for post in not_enough {
            assert!(administrator_remains(&[post], TODAY).is_err(), "{post:?}");
        }
        assert!(administrator_remains(&[], TODAY).is_err());
    }
}
