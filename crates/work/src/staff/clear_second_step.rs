//! Somebody lost both their phone and their recovery codes.

use crate::signing_in::{change_sign_in_of, ended_by_administrator};
use crate::{Desk, FormKey, No};
use practice::ids::AccountId;
use practice::journal::Body;
use practice::staff::{Permission, SecondStepCleared, is_live, reason};
use records::SignInChange;

/// Takes a worker's second step away, so that they set one up at their next
/// sign-in. Their sessions end. Only where all their live posts are in this
/// council: another council's administrator must not weaken their door.
pub async fn clear_second_step(
    desk: &Desk,
    account: AccountId,
    why: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ManageStaff)?;
    let reason = reason(why)?;
    let posts = desk.house.records.posts_of(account).await?;
    if !posts.iter().any(|post| post.authority == desk.sight.authority) {
        return desk.not_found(&account.to_string(), "account").await;
    }
    let today = desk.now.day();
    let elsewhere = posts
        .iter()
        .any(|post| post.authority != desk.sight.authority && is_live(post.from, post.to, post.ended, today));
    if elsewhere {
        return Err(No::because(
            "This worker also signs in to another council, so their second step cannot be taken away from here.",
        ));
    }
    let body = Body::SecondStepCleared(SecondStepCleared { account, reason });
    let changes = [SignInChange::SecondStepCleared(account), ended_by_administrator(account)];
    change_sign_in_of(desk, account, &body, &changes, key.as_ref()).await.map(|_| ())
}
