//! Inviting somebody to sign in to a post.

use super::entering::{For, made_link};
use crate::{Act, Desk, No};
use practice::Refusal;
use practice::dates::{Happened, Instant};
use practice::ids::{AccountId, PostId, StreamId};
use practice::journal::{Body, Told};
use practice::staff::{AccountInvited, Permission, PostChanged, email, is_live};
use records::{Account, Post};

/// For how many days an invitation can be used.
const DAYS: i64 = 7;

/// An invitation on its way. No `Debug`: the token is a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Invited {
    /// Whom it lets in.
    pub account: AccountId,
    /// The secret of the link; it opens once.
    pub token: String,
    /// Until when it opens.
    pub until: Instant,
}

/// Invites somebody by e-mail address to sign in to a post, or, where they
/// already do, to choose a new password. Earlier links to them open nothing any
/// more. Nothing tells whether the address already signs in elsewhere.
pub async fn invite(desk: &Desk, post: PostId, address: &str) -> Result<Invited, No> {
    desk.must(Permission::ManageStaff)?;
    let address = email(address)?;
    desk.deciding(|| try_invite(desk, post, &address)).await
}

async fn try_invite(desk: &Desk, post: PostId, address: &str) -> Result<Invited, No> {
    let house = &desk.house;
    let Some(post) = house.records.post(post).await?.filter(|post| post.authority == desk.sight.authority)
    else {
        return desk.not_found(&post.to_string(), "invite").await;
    };
    may_be_invited_to(desk, &post)?;
    let account = house.records.make_account(AccountId(house.blind_id()), address, house.now()).await?;
    if post.account.is_some_and(|holder| holder != account) {
        return Err(Refusal::of(
            "email",
            "Somebody else signs in to this post. End it, and create a new post for the next worker.",
        )
        .into());
    }
    let account = house.records.account(account).await?.ok_or(No::NotFound)?;
    let purpose = purpose(desk, &post, &account).await?;
    let mut at = post.revision.number;
    let mut act = Act::new();
    let stream = StreamId(post.id.0);
    let now = Happened::At(desk.now);
    if post.account.is_none() {
        act = act.telling(Told::of_service(stream, now, taken_by(&post, account.id)), at);
        at += 1;
    }
    let invited = Body::AccountInvited(AccountInvited { account: account.id });
    desk.write(act.telling(Told::of_service(stream, now, invited), at)).await?;
    let seconds = DAYS * 24 * 60 * 60;
    let token = made_link(house, purpose, Some(account.id), seconds).await?;
    Ok(Invited { account: account.id, token, until: house.now().plus_seconds(seconds) })
}

fn may_be_invited_to(desk: &Desk, post: &Post) -> Result<(), No> {
    let today = desk.now.day();
    // Somebody who starts on Monday is invited on Friday.
    if is_live(post.from.min(today), post.to, post.ended, today) {
        return Ok(());
    }
    Err(No::because("This post is over. Create a new post for somebody who comes back."))
}

/// A new password may be offered only where all of an account's live posts are
/// this council's: another council's administrator must not open their doors.
async fn purpose(desk: &Desk, post: &Post, account: &Account) -> Result<For, No> {
    if account.password.is_none() || post.account.is_none() {
        return Ok(For::Invitation);
    }
    let posts = super::place::live_posts(&desk.house, account.id).await?;
    if posts.iter().all(|post| post.authority == desk.sight.authority) {
        return Ok(For::NewPassword);
    }
    Err(No::because(
        "This worker also signs in to another council, so their password cannot be changed from here. \
         They can change it themselves when they are signed in.",
    ))
}

fn taken_by(post: &Post, account: AccountId) -> Body {
    Body::PostChanged(PostChanged {
        name: post.name.clone(),
        account: Some(account),
        team: post.team,
        roles: post.roles.clone(),
        to: post.to,
    })
}
