//! The accounts of a council: who signs in, since when, and how far they are.

use super::list::signs_in;
use super::{SignsIn, StaffLine, list};
use crate::{Desk, No};
use practice::dates::Instant;
use practice::ids::AccountId;
use practice::staff::{Permission, Rights};

/// One account in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// Which.
    pub account: AccountId,
    /// Its e-mail address.
    pub email: String,
    /// Its posts in this council, ended ones too.
    pub posts: Vec<StaffLine>,
    /// How far it has come with signing in.
    pub signs_in: SignsIn,
    /// Whether one of its live posts asks for a second step.
    pub needs_second_step: bool,
    /// When it last signed in to a post of this council.
    pub last_sign_in: Option<Instant>,
    /// Whether it was closed.
    pub closed: bool,
}

/// The accounts that have a post in the council, by address.
pub async fn accounts(desk: &Desk) -> Result<Vec<AccountLine>, No> {
    desk.must(Permission::ManageStaff)?;
    let records = &desk.house.records;
    let authority = desk.sight.authority;
    let staff = list(desk).await?;
    let last = records.last_sign_ins(authority).await?;
    let line = |account: records::Account| {
        let posts: Vec<StaffLine> =
            staff.posts.iter().filter(|post| post.account == Some(account.id)).cloned().collect();
        AccountLine {
            signs_in: signs_in(Some(&account)),
            needs_second_step: posts
                .iter()
                .any(|post| post.live && Rights::of(&post.roles).needs_second_step()),
            last_sign_in: last.get(&account.id).copied(),
            closed: posts.iter().all(|post| post.closed || post.ended)
                && posts.iter().any(|post| post.closed),
            posts,
            account: account.id,
            email: account.email,
        }
    };
    Ok(records.accounts_in(authority).await?.into_iter().map(line).collect())
}
