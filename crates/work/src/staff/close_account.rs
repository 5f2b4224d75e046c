//! Closing an account: nobody signs in with it any more.

use super::administrators::guarded_all;
use super::end_post::Ending;
use super::handing_over::handed_over;
use super::leavers_cover::Leaver;
use crate::signing_in::ended_by_administrator;
use crate::{Act, Desk, No};
use practice::dates::Happened;
use practice::ids::{AccountId, StreamId};
use practice::journal::{Body, Told};
use practice::staff::{AccountClosed, Permission, is_live, reason};
use records::{Post, SignInChange};

/// Closes an account of the council: it is out at the next request, whatever it
/// was doing is refused, and its password, second step, recovery codes and
/// links are gone. Its posts stay; in the same act, whoever covers for their young
/// people is named, and who takes their other work over.
/// Inviting somebody to one of them again opens that post anew, with a new
/// password. Not where it also signs in to another council: that council's
/// work must not stop from here.
pub async fn close_account(desk: &Desk, account: AccountId, ending: &Ending) -> Result<(), No> {
    desk.must(Permission::ManageStaff)?;
    let why = reason(&ending.reason)?;
    desk.deciding(|| try_close(desk, account, &why, ending)).await
}

async fn try_close(desk: &Desk, account: AccountId, why: &str, ending: &Ending) -> Result<(), No> {
    let posts = desk.house.records.posts_of(account).await?;
    let today = desk.now.day();
    let (ours, elsewhere): (Vec<Post>, Vec<Post>) =
        posts.into_iter().partition(|post| post.authority == desk.sight.authority);
    if ours.is_empty() {
        return desk.not_found(&account.to_string(), "account").await;
    }
    if elsewhere.iter().any(|post| !post.closed && is_live(post.from, post.to, post.ended, today)) {
        return Err(No::because(
            "This worker also signs in to another council, so their account cannot be closed from here. \
             End their post instead.",
        ));
    }
    let open: Vec<&Post> = ours.iter().filter(|post| !post.closed).collect();
    if open.is_empty() {
        return Ok(());
    }
    let guard = guarded_all(desk, &open).await?;
    let mut act = open.iter().fold(Act::new().keyed(ending.key.clone()), |act, post| {
        let body = Body::AccountClosed(AccountClosed { account, reason: why.to_owned() });
        let told = Told::of_service(StreamId(post.id.0), Happened::At(desk.now), body);
        // On the stream of each post: whatever somebody is writing in it is refused.
        act.telling(told, post.revision.number)
    });
    for post in open {
        let leaver = Leaver::of(desk, post).await?;
        act = Box::pin(handed_over(desk, act, &leaver, &ending.handing, why)).await?;
    }
    let act = act
        .changing_sign_in(SignInChange::Cleared(account))
        .changing_sign_in(ended_by_administrator(account));
    desk.write(guard.into_iter().fold(act, Act::guarding)).await?;
    Ok(())
}
