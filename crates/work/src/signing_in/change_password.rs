//! Choosing another password while signed in.

use super::session::word_of;
use super::tries::Try;
use super::{Visit, hashing};
use crate::{Desk, No};
use ::sign_in::session::Why;
use practice::Refusal;
use records::SessionId;

/// The old password and the new one. No `Debug`: both are secrets.
#[derive(Clone)]
pub struct ChangingPassword {
    /// The password until now.
    pub old: String,
    /// The password from now on.
    pub new: String,
    /// The session that stays; all others end.
    pub here: SessionId,
}

/// Changes one's own password. Every other session ends, in case somebody
/// else knew the old one.
pub async fn change_password(desk: &Desk, changing: &ChangingPassword, visit: &Visit) -> Result<(), No> {
    let house = &desk.house;
    let account = house.records.account(desk.sight.account).await?.ok_or(No::NotFound)?;
    let tried = Try::begin(house, &account.email, visit.address).await?;
    if !hashing::is_right(&changing.old, account.password).await? {
        return Err(Refusal::of("old", "That is not your password until now.").into());
    }
    tried.give_back(house).await?;
    let about_you = [account.email.as_str(), desk.worker.name.as_str()];
    let kept = hashing::keep(house, &changing.new, &about_you).await?;
    let ending = (word_of(Why::EndedElsewhere), house.now());
    house.records.change_password(account.id, kept, changing.here, ending).await?;
    Ok(())
}
