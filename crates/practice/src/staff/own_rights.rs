//! Nobody gives themselves rights: somebody else who looks after accounts does.

use super::{PostForm, Role};
use crate::Refusal;
use crate::ids::{AccountId, TeamId};
use jiff::civil::Date;

/// What a post gives, and until when: the part of it that nobody changes for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given<'a> {
    /// What the worker may do.
    pub roles: &'a [Role],
    /// The team, and with it how far they reach.
    pub team: Option<TeamId>,
    /// The last day, where one is set.
    pub to: Option<Date>,
}

/// Roles, team and last day of a post are changed by somebody other than the
/// account that signs in to it, or that is invited to. The name may be mended
/// by anybody who looks after accounts.
///
/// # Errors
/// A sentence at the first field that differs, which says who can.
pub fn changes_no_own_rights(
    actor: AccountId,
    holder: Option<AccountId>,
    given: Given<'_>,
    wanted: &PostForm,
) -> Result<(), Refusal> {
    if holder != Some(actor) {
        return Ok(());
    }
    let same_roles = Role::ALL.iter().all(|role| given.roles.contains(role) == wanted.roles.contains(role));
    let field = if !same_roles {
        "roles"
    } else if given.team != wanted.team {
        "team"
    } else if given.to != wanted.to {
        "to"
    } else {
        return Ok(());
    };
    Err(Refusal::of(
        field,
        "This is your own post, so you cannot change its roles, team or last day. Somebody else who looks after \
         accounts can. Where there is nobody else, first make somebody an administrator.",
    ))
}

/// Nobody invites themselves to a post, or sends themselves a link for a new password.
///
/// # Errors
/// A sentence at the field of the address, which says who can.
pub fn invites_somebody_else(actor: AccountId, invited: AccountId) -> Result<(), Refusal> {
    if actor == invited {
        return Err(Refusal::of(
            "email",
            "This is your own address. Somebody else who looks after accounts can invite you. You change your \
             password on the page about your account.",
        ));
    }
    Ok(())
}

/// Nobody changes the address of their own account: whoever is at a screen that was
/// left unlocked would take it away with one form.
///
/// # Errors
/// A sentence at the field of the address, which says who can.
pub fn changes_anothers_address(actor: AccountId, account: AccountId) -> Result<(), Refusal> {
    if actor == account {
        return Err(Refusal::of(
            "email",
            "This is your own account. Somebody else who looks after accounts can change its address.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    const ADA: AccountId = AccountId(Uuid::from_u128(1));
    const KIT: AccountId = AccountId(Uuid::from_u128(2));
    const GIVEN: Given<'_> = Given { roles: &[Role::Administrator], team: None, to: None };

    fn as_it_stands() -> PostForm {
        PostForm {
            name: "Ada Min".into(),
            team: None,
            roles: vec![Role::Administrator],
            from: date(2026, 2, 1),
            to: None,
        }
    }

    fn field_refused(wanted: &PostForm) -> Option<String> {
        changes_no_own_rights(ADA, Some(ADA), GIVEN, wanted).unwrap_err().field
    }

    #[test]
    fn nobody_adds_a_role_to_their_own_post() {
        let roles = vec![Role::Administrator, Role::HeadOfService];
        assert_eq!(field_refused(&PostForm { roles, ..as_it_stands() }).as_deref(), Some("roles"));
    }

    #[test]
    fn nobody_takes_a_role_from_their_own_post_or_puts_another_in_its_place() {
        for roles in [Vec::new(), vec![Role::SocialWorker]] {
            assert_eq!(field_refused(&PostForm { roles, ..as_it_stands() }).as_deref(), Some("roles"));
        }
    }

    #[test]
    fn nobody_moves_their_own_post_to_another_reach() {
        let team = Some(TeamId(Uuid::from_u128(3)));
        assert_eq!(field_refused(&PostForm { team, ..as_it_stands() }).as_deref(), Some("team"));
    }

    #[test]
    fn nobody_sets_the_last_day_of_their_own_post() {
        let to = Some(date(2027, 1, 1));
        assert_eq!(field_refused(&PostForm { to, ..as_it_stands() }).as_deref(), Some("to"));
    }

    #[test]
    fn a_name_is_mended_in_ones_own_post_too() {
        let wanted = PostForm { name: "Ada Min-Cole".into(), ..as_it_stands() };
        assert_eq!(changes_no_own_rights(ADA, Some(ADA), GIVEN, &wanted), Ok(()));
    }

    #[test]
    fn the_order_of_the_roles_and_a_role_said_twice_are_no_change() {
        let given = Given { roles: &[Role::Administrator, Role::Deputy], ..GIVEN };
        let roles = vec![Role::Deputy, Role::Administrator, Role::Deputy];
        let wanted = PostForm { roles, ..as_it_stands() };
        assert_eq!(changes_no_own_rights(ADA, Some(ADA), given, &wanted), Ok(()));
    }

    #[test]
    fn somebody_elses_post_and_one_that_is_nobodys_are_changed_freely() {
        let wanted = PostForm { roles: vec![Role::HeadOfService], ..as_it_stands() };
        assert_eq!(changes_no_own_rights(ADA, Some(KIT), GIVEN, &wanted), Ok(()));
        assert_eq!(changes_no_own_rights(ADA, None, GIVEN, &wanted), Ok(()));
    }

    #[test]
    fn nobody_changes_the_address_of_their_own_account() {
        assert_eq!(changes_anothers_address(ADA, ADA).unwrap_err().field.as_deref(), Some("email"));
        assert_eq!(changes_anothers_address(ADA, KIT), Ok(()));
    }

    #[test]
    fn nobody_invites_themselves() {
        assert_eq!(invites_somebody_else(ADA, ADA).unwrap_err().field.as_deref(), Some("email"));
        assert_eq!(invites_somebody_else(ADA, KIT), Ok(()));
    }
}
