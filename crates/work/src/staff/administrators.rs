//! A council is never left without an administrator.

use super::create_team::guard;
use crate::{Desk, No};
use practice::ids::PostId;
use practice::journal::Revision;
use practice::staff::{AdministratorPost, PostForm, Role, administrator_remains};
use records::Post;
use std::collections::BTreeSet;

/// The guard that every change of an administrator's post rests on and moves:
/// two who end each other at once must not both succeed. `after` is the post
/// as it will be; `None` ends it. A post that is no administrator's needs none.
pub(super) async fn guarded(
    desk: &Desk,
    post: &Post,
    after: Option<&PostForm>,
) -> Result<Option<Revision>, No> {
    if !post.roles.contains(&Role::Administrator) {
        return Ok(None);
    }
    let authority = desk.sight.authority;
    let guard = guard(desk, authority.stream("administrators")).await?;
    let accounts = desk.house.records.accounts_in(authority).await?;
    let with_password: BTreeSet<_> =
        accounts.iter().filter(|account| account.password.is_some()).map(|account| account.id).collect();
    let posts = desk.house.records.posts(authority).await?;
    let remaining: Vec<AdministratorPost> = posts
        .iter()
        .filter_map(|one| as_it_will_be(one, post.id, after))
        .map(|(one, to)| AdministratorPost {
            from: one.from,
            to,
            ended: one.ended,
            can_sign_in: one.account.is_some_and(|account| with_password.contains(&account)),
        })
        .collect();
    administrator_remains(&remaining, desk.now.day())?;
    Ok(Some(guard))
}

/// An administrator's post after the change, with its last day; none where it is no longer one.
fn as_it_will_be<'a>(
    one: &'a Post,
    changed: PostId,
    after: Option<&PostForm>,
) -> Option<(&'a Post, Option<jiff::civil::Date>)> {
    let (roles, to) =
        if one.id == changed { after.map(|form| (&form.roles, form.to))? } else { (&one.roles, one.to) };
    roles.contains(&Role::Administrator).then_some((one, to))
}
