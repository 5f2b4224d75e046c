//! Inviting somebody to sign in to a post.

use super::entering::For;
use crate::staff::carried_over;
use crate::{Act, Desk, FormKey, No};
use ::sign_in::token::Token;
use practice::Refusal;
use practice::dates::{Happened, Instant};
use practice::ids::{AccountId, AuthorityId, PostId, StreamId};
use practice::journal::{Body, Told};
use practice::staff::{AccountInvited, Permission, email, invites_somebody_else, is_live};
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
/// already do, to choose a new password. The post has no worker until they take
/// the invitation up. Earlier links to it open nothing any more. The same form
/// sent twice answers the same link. Nothing tells whether the address already
/// signs in elsewhere.
pub async fn invite(desk: &Desk, post: PostId, address: &str, key: Option<FormKey>) -> Result<Invited, No> {
    desk.must(Permission::ManageStaff)?;
    let address = email(address)?;
    desk.deciding(|| try_invite(desk, post, &address, key.clone())).await
}

async fn try_invite(desk: &Desk, post: PostId, address: &str, key: Option<FormKey>) -> Result<Invited, No> {
    let house = &desk.house;
    let Some(post) = house.records.post(post).await?.filter(|post| post.authority == desk.sight.authority)
    else {
        return desk.not_found(&post.to_string(), "invite").await;
    };
    may_be_invited_to(desk, &post)?;
    let account = house.records.make_account(AccountId(house.blind_id()), address, house.now()).await?;
    invites_somebody_else(desk.sight.account, account)?;
    if post.account.is_some_and(|holder| holder != account) {
        return Err(Refusal::of(
            "email",
            "Somebody else signs in to this post. End it, and create a new post for the next worker.",
        )
        .into());
    }
    let account = house.records.account(account).await?.ok_or(No::NotFound)?;
    let purpose = purpose(desk, &post, &account).await?;
    let token = token_of(desk, &post, key.as_ref())?;
    let body = Body::AccountInvited(AccountInvited { account: account.id });
    let told = Told::of_service(StreamId(post.id.0), Happened::At(desk.now), body);
    let opens = (purpose == For::Invitation).then_some(post.id);
    let until = desk.now.plus_seconds(DAYS * 24 * 60 * 60);
    let link = purpose.link(&token, Some(account.id), opens, until);
    let digest = link.digest;
    // The link comes, and the one before it goes, with the event and only with it: nobody opens an
    // earlier one to a post that was offered to somebody else, and a form sent again makes none.
    let act = Act::new().telling(told, post.revision.number).linking(link).keyed(key);
    desk.write(carried_over(desk, act, &post, account.id).await?).await?;
    let kept = house.records.link(digest, house.now()).await?.ok_or_else(opens_nothing_more)?;
    Ok(Invited { account: account.id, token: token.to_text(), until: kept.expires_at })
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

/// The secret of the link. A form always gives the same one: it is shown once and
/// kept nowhere, so a second press could not be answered with the first's otherwise.
fn token_of(desk: &Desk, post: &Post, key: Option<&FormKey>) -> Result<Token, No> {
    let Some(key) = key else { return Ok(Token::from_random(desk.house.random())) };
    let of = format!("{} {} {}", desk.actor, post.id, key.key);
    let keys = desk.house.records.keys();
    Ok(Token::from_random(keys.keyed_digest(AuthorityId::INSTALLATION, "invitation", of.as_bytes())?))
}

fn opens_nothing_more() -> No {
    No::because(
        "This form was sent before, and the link that it made opens nothing any more: it was used, or a newer one \
         was made. Open the page anew to make another.",
    )
}
