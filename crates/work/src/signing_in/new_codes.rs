//! New recovery codes, when the old ones are used up or lost.

use super::tries::Try;
use super::{Visit, hashing};
use crate::{Desk, No};
use ::sign_in::recovery::RecoverySet;
use practice::Refusal;

/// Draws new recovery codes; the old ones open nothing any more. The password
/// is asked for again. The codes are never shown again.
pub async fn new_codes(desk: &Desk, password: &str, visit: &Visit) -> Result<Vec<String>, No> {
    let house = &desk.house;
    let account = house.records.account(desk.sight.account).await?.ok_or(No::NotFound)?;
    if account.totp_sealed.is_none() {
        return Err(No::because(
            "You have no second step yet. Set it up first: you get recovery codes then.",
        ));
    }
    let tried = Try::begin(house, &account.email, visit.address).await?;
    if !hashing::is_right(password, account.password).await? {
        return Err(Refusal::of("password", "That password is not right.").into());
    }
    tried.give_back(house).await?;
    let codes = RecoverySet::from_random(house.random());
    let digests: Vec<[u8; 32]> = codes.digests().iter().map(|digest| *digest.as_bytes()).collect();
    house.records.renew_recovery(account.id, &digests).await?;
    Ok(codes.show().to_vec())
}
