//! Taking up an invitation.

use super::entering::{For, no_access, onward, opened};
use super::place::{desk_of, live_posts};
use super::session::word_of;
use super::tries::Try;
use super::{Outcome, Visit, hashing, refused, refused_at};
use crate::{Act, House, No, Words};
use ::sign_in::Refusal;
use ::sign_in::session::Why;
use practice::dates::{Happened, long_date};
use practice::ids::{AccountId, StreamId};
use practice::journal::{Body, Told};
use practice::staff::{PostChanged, is_live};
use records::{Account, Link, Post};

/// What an invitation's page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The e-mail address that will sign in.
    pub email: String,
    /// Whether a password is chosen now; otherwise the one they already have is asked for.
    pub choosing: bool,
}

/// What an invitation opens; none where it is used, withdrawn or too old.
pub async fn invitation(house: &House, token: &str) -> Result<Option<Invitation>, No> {
    let Some((purpose, _, account)) = invited(house, token).await? else { return Ok(None) };
    let choosing = chooses(purpose, &account);
    Ok(Some(Invitation { email: account.email, choosing }))
}

/// Takes up an invitation with a password, new or one's own, and goes on as
/// after signing in: from then on the post is theirs, and not before. The link
/// opens once.
pub async fn accept(house: &House, token: &str, password: &str, visit: &Visit) -> Result<Outcome, No> {
    let damaged = || refused(Refusal::LinkNotRight);
    let (purpose, link, account) = invited(house, token).await?.ok_or_else(damaged)?;
    let invited_to = match link.post {
        Some(post) => house.records.post(post).await?,
        None => None,
    };
    // Once more, and after the post: a link that was replaced before the post was read opens nothing,
    // and one replaced from now on moves the post, so that it is not given away below.
    if house.records.link(link.digest, house.now()).await?.is_none() {
        return Err(damaged());
    }
    begins_later(house, &account, invited_to.as_ref()).await?;
    let taking = purpose.taking(link.digest);
    if chooses(purpose, &account) {
        let mut posts = live_posts(house, account.id).await?;
        posts.extend(invited_to.clone());
        if purpose == For::Invitation && are_of_several_councils(&posts) {
            return Err(damaged());
        }
        let known = known_of(house, &account, posts).await?;
        let about_you: Vec<&str> = known.iter().map(String::as_str).collect();
        let kept = hashing::keep(house, password, &about_you).await?;
        taken_up(house, &account, invited_to).await?;
        // Whoever knew the old password is out.
        let ending = (word_of(Why::EndedElsewhere), house.now());
        if !house.records.choose_password(taking, account.id, kept, ending).await? {
            return Err(damaged());
        }
    } else {
        let tried = Try::begin(house, &account.email, visit.address).await?;
        if !hashing::is_right(password, account.password.clone()).await? {
            return Err(refused_at("password", Refusal::NotRight));
        }
        tried.give_back(house).await?;
        taken_up(house, &account, invited_to).await?;
        if !house.records.use_link(taking, house.now()).await? {
            return Err(damaged());
        }
    }
    onward(house, &account, visit).await
}

/// The post has its worker from now on. Before the link is used up: where the
/// house falls over in between, the link opens still, and the post is theirs already.
async fn taken_up(house: &House, account: &Account, post: Option<Post>) -> Result<(), No> {
    let Some(post) = post else { return Ok(()) };
    let today = house.now().day();
    if !is_live(post.from.min(today), post.to, post.ended, today) {
        return Err(no_access());
    }
    match post.account {
        Some(holder) if holder == account.id => return Ok(()),
        Some(_) => return Err(refused(Refusal::LinkNotRight)),
        None => {}
    }
    let words = Words::of(house, post.authority).await?;
    let desk = desk_of(house, account.id, &post, words);
    let told = Told::of_service(StreamId(post.id.0), Happened::At(desk.now), taken_by(&post, account.id));
    desk.write(Act::new().telling(told, post.revision.number)).await?;
    Ok(())
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

/// Refuses somebody whose post begins on a later day; their link is not used up.
async fn begins_later(house: &House, account: &Account, invited_to: Option<&Post>) -> Result<(), No> {
    let today = house.now().day();
    let mut posts = house.records.posts_of(account.id).await?;
    posts.extend(invited_to.cloned());
    if posts.iter().any(|post| !post.closed && is_live(post.from, post.to, post.ended, today)) {
        return Ok(());
    }
    let coming = posts.iter().filter(|post| !post.closed && !post.ended && post.from > today);
    match coming.map(|post| post.from).min() {
        Some(from) => Err(No::because(format!(
            "Your post begins on {}. Keep this link, and open it again on that day. Should it open nothing then, ask \
             for a new one.",
            long_date(from)
        ))),
        None => Err(no_access()),
    }
}

async fn invited(house: &House, token: &str) -> Result<Option<(For, Link, Account)>, No> {
    let purposes = [For::Invitation, For::NewPassword];
    let Some((purpose, link)) = opened(house, token, &purposes).await? else { return Ok(None) };
    let Some(account) = link.account else { return Ok(None) };
    Ok(house.records.account(account).await?.map(|account| (purpose, link, account)))
}

/// An invitation to a further post never changes the password of somebody who has one.
fn chooses(purpose: For, account: &Account) -> bool {
    purpose == For::NewPassword || account.password.is_none()
}

/// Whether whoever chose the password now would be let into a post of another council than the one that
/// invites: an account that was closed and is invited back has its posts before it has a password. That
/// council's own link is to be taken up first.
fn are_of_several_councils(posts: &[Post]) -> bool {
    posts.windows(2).any(|two| two[0].authority != two[1].authority)
}

/// What others know of somebody: none of it may be in their password.
async fn known_of(house: &House, account: &Account, posts: Vec<Post>) -> Result<Vec<String>, No> {
    let mut known = vec![account.email.clone()];
    let councils = house.records.councils().await?;
    for post in posts {
        known.extend(
            councils.iter().filter(|one| one.authority == post.authority).map(|one| one.name.clone()),
        );
        known.push(post.name);
    }
    Ok(known)
}
