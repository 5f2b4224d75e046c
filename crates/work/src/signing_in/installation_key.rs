//! The installation's own key: second steps are encrypted with it.

use crate::{House, No};
use practice::ids::AuthorityId;
use records::Error;

/// Makes the installation's key where there is none and none was ever needed.
/// A key that is missing although accounts exist was lost, and is never
/// replaced in silence.
pub(crate) async fn make_ready(house: &House) -> Result<(), No> {
    let keys = house.records.keys();
    if keys.keyed_digest(AuthorityId::INSTALLATION, "present", &[]).is_ok() {
        return Ok(());
    }
    if somebody_signs_in(house).await? {
        return Err(No::Broken(Error::Key(
            "The installation's key is missing from the keys folder. Restore it from the recovery kit."
                .into(),
        )));
    }
    keys.add_council(AuthorityId::INSTALLATION, house.random())?;
    Ok(())
}

async fn somebody_signs_in(house: &House) -> Result<bool, No> {
    for council in house.records.councils().await? {
        if !house.records.accounts_in(council.authority).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}
