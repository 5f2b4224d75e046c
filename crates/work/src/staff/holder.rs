//! Whose post it is.

use crate::{Desk, No};
use practice::ids::{AccountId, PostId};
use records::{Account, Post};
use std::collections::BTreeMap;

/// Who is invited to posts that nobody signs in to yet.
pub(crate) struct Holders {
    invited: BTreeMap<PostId, Account>,
}

impl Holders {
    /// Reads them.
    pub(crate) async fn of(desk: &Desk) -> Result<Self, No> {
        let invited = desk.house.records.invitations(desk.sight.authority, desk.now).await?;
        Ok(Self { invited })
    }

    /// The account that signs in to a post, or, where nobody does yet, that is invited to.
    pub(crate) fn holder(&self, post: &Post) -> Option<AccountId> {
        post.account.or_else(|| self.invited.get(&post.id).map(|account| account.id))
    }

    /// Whether two posts are one worker's.
    pub(crate) fn are_one(&self, one: &Post, other: &Post) -> bool {
        let holder = self.holder(one);
        one.id == other.id || (holder.is_some() && holder == self.holder(other))
    }
}

/// The account that signs in to a post, or, where nobody does yet, that is invited to.
pub(crate) async fn holder_of(desk: &Desk, post: &Post) -> Result<Option<AccountId>, No> {
    match post.account {
        Some(account) => Ok(Some(account)),
        None => Ok(Holders::of(desk).await?.holder(post)),
    }
}
