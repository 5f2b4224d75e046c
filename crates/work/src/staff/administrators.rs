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
    remains(desk, |one| as_it_will_be(one, post.id, after)).await.map(Some)
}

/// The same for several posts that nobody signs in to any more.
pub(super) async fn guarded_all(desk: &Desk, posts: &[&Post]) -> Result<Option<Revision>, No> {
    let closing: BTreeSet<PostId> =
        posts.iter().filter(|post| post.roles.contains(&Role::Administrator)).map(|post| post.id).collect();
    if closing.is_empty() {
        return Ok(None);
    }
    let stays = |one: &Post| one.roles.contains(&Role::Administrator) && !closing.contains(&one.id);
    remains(desk, |one| stays(one).then_some(LastDay(one.to))).await.map(Some)
}

/// The last day of a post after the change, where it has one.
struct LastDay(Option<jiff::civil::Date>);

/// The guard, where an administrator remains after the change.
async fn remains(desk: &Desk, after: impl Fn(&Post) -> Option<LastDay>) -> Result<Revision, No> {
    let authority = desk.sight.authority;
    let guard = guard(desk, authority.stream("administrators")).await?;
    let accounts = desk.house.records.accounts_in(authority).await?;
    let with_password: BTreeSet<_> =
        accounts.iter().filter(|account| account.password.is_some()).map(|account| account.id).collect();
    let posts = desk.house.records.posts(authority).await?;
    let remaining: Vec<AdministratorPost> = posts
        .iter()
        .filter_map(|one| Some((one, after(one)?)))
        .map(|(one, LastDay(to))| AdministratorPost {
            from: one.from,
            to,
            ended: one.ended || one.closed,
            can_sign_in: one.account.is_some_and(|account| with_password.contains(&account)),
        })
        .collect();
    administrator_remains(&remaining, desk.now.day())?;
    Ok(guard)
}

/// The last day of an administrator's post after the change; none where it is no longer one.
fn as_it_will_be(one: &Post, changed: PostId, after: Option<&PostForm>) -> Option<LastDay> {
    let (roles, to) =
        if one.id == changed { after.map(|form| (&form.roles, form.to))? } else { (&one.roles, one.to) };
    roles.contains(&Role::Administrator).then_some(LastDay(to))
}
