//! Whoever is out alone says that they are safe.

use super::{forget_typed, own};
use crate::{Act, Desk, FormKey, No};
use practice::dates::Happened;
use practice::hubs::BackSafe;
use practice::ids::StreamId;
use practice::journal::{Body, Told};
use records::OutWords;

/// Writes it down, and deletes what they left behind. Where somebody else said so before, there is nothing to do.
pub async fn back_safe(desk: &Desk, stream: StreamId, key: Option<FormKey>) -> Result<(), No> {
    desk.deciding(|| async {
        let revisions = desk.house.records.revisions(&[stream]).await?;
        let out = own(desk, stream).await?;
        if out.ended_at.is_none() {
            let act = ending(desk, (stream, revisions[0].number), String::new());
            desk.write(act.keyed(key.clone())).await?;
        }
        forget_typed(desk, &out).await;
        Ok(())
    })
    .await
}

/// The act by which nobody is waited for any more.
pub(super) fn ending(desk: &Desk, (stream, read_at): (StreamId, i64), what: String) -> Act {
    let told = Told::of_service(stream, Happened::At(desk.now), Body::BackSafe(BackSafe { what }));
    Act::new().telling(told, read_at).leaving_behind(OutWords::Deleted(stream))
}
