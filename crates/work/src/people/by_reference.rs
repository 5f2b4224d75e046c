//! A record that whoever operates the program names by its reference.

use crate::{Desk, House, No};
use practice::ids::{PersonId, Reference};
use practice::people::keys;

/// Whose record has a reference, in whichever council, and the operator's desk there.
pub(crate) async fn by_reference(house: &House, reference: &Reference) -> Result<(Desk, PersonId), No> {
    let key = keys::reference_key(reference);
    for council in house.records.councils().await? {
        let found = house.records.keys_like(council.authority, &key).await?;
        if let Some((_, person)) = found.into_iter().find(|(found, _)| *found == key) {
            return Ok((house.operator_desk(council.authority), person));
        }
    }
    Err(No::because("No record has this reference."))
}
