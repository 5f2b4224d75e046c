//! Whose post it is.

use crate::{Desk, No};
use practice::ids::AccountId;
use records::Post;

/// The account that signs in to a post, or, where nobody does yet, that is invited to.
pub(crate) async fn holder_of(desk: &Desk, post: &Post) -> Result<Option<AccountId>, No> {
    if post.account.is_some() {
        return Ok(post.account);
    }
    let mut invited = desk.house.records.invitations(desk.sight.authority, desk.now).await?;
    Ok(invited.remove(&post.id).map(|account| account.id))
}
