//! Changing a post: its name, team, roles or last day.

use super::administrators::guarded;
use super::create_post::team_is_open;
use super::holder::holder_of;
use super::leavers_cover::{CoverFor, Leaver, covered};
use crate::people::{moved_since, unless_sent};
use crate::{Act, Desk, FormKey, No};
use practice::dates::{Happened, long_date};
use practice::ids::{PostId, StreamId};
use practice::journal::{Body, Told};
use practice::staff::{Given, Permission, PostForm, changed_post, changes_no_own_rights, roles_are_used};

/// What a form that changes a post says beside the post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangingPost {
    /// The revision of the post that the form had shown: a form left open does
    /// not bring back a role that was taken away meanwhile.
    pub shown: Option<i64>,
    /// Who covers for their young people from the day after the last day.
    pub cover: Option<CoverFor>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Changes a post of the council. It bites at the worker's next request. The
/// first day stays what it was, whatever the form says. With a last day, whoever
/// covers for their young people after it is named in the same act; what nobody
/// is named for stands on the page of work that nobody holds from that day on.
pub async fn change_post(
    desk: &Desk,
    post: PostId,
    form: &PostForm,
    changing: &ChangingPost,
) -> Result<(), No> {
    desk.must(Permission::ManageStaff)?;
    desk.deciding(|| try_change(desk, post, form, changing)).await
}

async fn try_change(desk: &Desk, post: PostId, form: &PostForm, changing: &ChangingPost) -> Result<(), No> {
    let ChangingPost { shown, cover, key } = changing.clone();
    let found = desk.house.records.post(post).await?;
    let Some(standing) = found.filter(|post| post.authority == desk.sight.authority) else {
        return desk.not_found(&post.to_string(), "post").await;
    };
    if moved_since(shown, standing.revision) {
        return unless_sent(desk, Act::new().keyed(key), standing.revision.stream, No::Moved).await;
    }
    let form = PostForm { from: standing.from, ..form.clone() };
    let given = Given { roles: &standing.roles, team: standing.team, to: standing.to };
    changes_no_own_rights(desk.sight.account, holder_of(desk, &standing).await?, given, &form)?;
    let changed = changed_post(&form, standing.account, standing.ended).map_err(No::Refused)?;
    let label = |role| desk.words.role(role).to_owned();
    roles_are_used(&changed.roles, &standing.roles, |role| desk.words.is_unused(role), label)?;
    let guards = [guarded(desk, &standing, Some(&form)).await?, team_is_open(desk, form.team).await?];
    let told = Told::of_service(StreamId(post.0), Happened::At(desk.now), Body::PostChanged(changed));
    let mut act = Act::new().telling(told, standing.revision.number).keyed(key);
    if let (Some(cover), Some(last)) = (&cover, form.to) {
        let leaver = Leaver::of(desk, &standing).await?;
        let from = last.tomorrow().unwrap_or(last).max(desk.now.day());
        let why = format!("Their post ends on {}.", long_date(last));
        act = Box::pin(covered(desk, act, &leaver, cover, (from, &why))).await?;
    }
    desk.write(guards.into_iter().flatten().fold(act, Act::guarding)).await?;
    Ok(())
}
