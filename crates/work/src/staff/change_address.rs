//! Somebody's e-mail address has changed, or was typed wrongly, and they sign in already.

use crate::signing_in::ended_by_administrator;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::dates::{Happened, Instant};
use practice::ids::{AccountId, PostId, StreamId};
use practice::journal::{Actor, Body, Told};
use practice::staff::{AddressChanged, Permission, changes_anothers_address, email, is_live, reason};
use records::{Post, SignInChange};

/// Gives an account another address to sign in with. The password and the second
/// step stay; every session ends, and so does whatever was sent to the address
/// before. Somebody who has not taken their invitation up is invited anew instead.
/// Only where all their live posts are in this council, and never one's own.
pub async fn change_address(
    desk: &Desk,
    account: AccountId,
    address: &str,
    why: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::ManageStaff)?;
    let typed = (email(address), reason(why));
    let (address, why) = match typed {
        (Ok(address), Ok(why)) => (address, why),
        (address, why) => return Err(No::Refused(address.err().into_iter().chain(why.err()).collect())),
    };
    changes_anothers_address(desk.sight.account, account)?;
    desk.deciding(|| try_change(desk, account, &address, &why, key.clone())).await
}

async fn try_change(
    desk: &Desk,
    account: AccountId,
    address: &str,
    why: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    let records = &desk.house.records;
    let post = post_here(desk, account).await?;
    let found = records.account(account).await?.ok_or(No::NotFound)?;
    if found.password.is_none() {
        return Err(No::because(
            "They have not taken up their invitation. Invite the right address on the page of their post.",
        ));
    }
    let body = Body::AddressChanged(AddressChanged { account, reason: why.to_owned() });
    let told = Told::of_service(post.revision.stream, Happened::At(desk.now), body);
    let act = Act::new().telling(told, post.revision.number).keyed(key);
    if found.email == address {
        let same = No::from(Refusal::of("email", "This is the address they sign in with already."));
        return crate::people::unless_sent(desk, act, post.revision.stream, same).await;
    }
    let act = act.changing_sign_in(SignInChange::Address(account, address.to_owned()));
    match desk.write(act.changing_sign_in(ended_by_administrator(account))).await {
        Ok(_) => Ok(()),
        Err(No::Broken(records::Error::AddressTaken)) => {
            // Whoever tries one address after another is seen by those who read who asked for what.
            desk.was_refused(&account.to_string(), "taken address").await?;
            let sentence =
                "This address cannot be used. Look whether it is typed right, or ask them for another one.";
            Err(Refusal::of("email", sentence).into())
        }
        Err(no) => Err(no),
    }
}

/// The post of theirs on whose stream it is told; none where another council's
/// work would stop.
async fn post_here(desk: &Desk, account: AccountId) -> Result<Post, No> {
    let today = desk.now.day();
    let posts = desk.house.records.posts_of(account).await?;
    let (ours, elsewhere): (Vec<Post>, Vec<Post>) =
        posts.into_iter().partition(|post| post.authority == desk.sight.authority);
    let Some(post) = ours.into_iter().min_by_key(|post| (post.ended, post.id)) else {
        return desk.not_found(&account.to_string(), "account").await;
    };
    if elsewhere.iter().any(|post| !post.closed && is_live(post.from, post.to, post.ended, today)) {
        return Err(No::because(
            "This worker also signs in to another council, so their address cannot be changed from here.",
        ));
    }
    Ok(post)
}

/// When one's own address was last changed, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readdressed {
    /// When.
    pub at: Instant,
    /// Whose post changed it; none where it was the program's own.
    pub by: Option<PostId>,
    /// Why.
    pub reason: String,
}

/// One's own address, and how it last came to be changed: whoever is told nowhere
/// else is told on the page about their account.
pub async fn own_address(desk: &Desk) -> Result<(String, Option<Readdressed>), No> {
    let records = &desk.house.records;
    let account = records.account(desk.sight.account).await?.ok_or(No::NotFound)?;
    let mut last: Option<Readdressed> = None;
    for post in records.posts_of(account.id).await? {
        for event in records.service_events(post.authority, StreamId(post.id.0)).await? {
            let Body::AddressChanged(changed) = event.body else { continue };
            if last.as_ref().is_some_and(|last| last.at >= event.recorded) {
                continue;
            }
            let by = if let Actor::Post(by) = event.actor { Some(by) } else { None };
            last = Some(Readdressed { at: event.recorded, by, reason: changed.reason });
        }
    }
    Ok((account.email, last))
}
