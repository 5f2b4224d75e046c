//! At which number one is called in one's post.

use crate::{Act, Desk, FormKey, No};
use practice::dates::Happened;
use practice::journal::{Body, Told};
use practice::staff::{TelephoneRecorded, telephone};

/// The number that stands for the asker's post; empty where none does.
pub async fn own_telephone(desk: &Desk) -> Result<String, No> {
    let own = desk.house.records.post(desk.sight.post).await?;
    Ok(own.map(|post| post.telephone).unwrap_or_default())
}

/// Writes down at which number the asker is called in this post. Colleagues see
/// it wherever the asker is somebody's key worker today, or covers for theirs. Empty takes it away.
pub async fn record_telephone(desk: &Desk, typed: &str, key: Option<FormKey>) -> Result<(), No> {
    let telephone = telephone("telephone", typed)?;
    desk.deciding(|| try_record(desk, &telephone, key.clone())).await
}

async fn try_record(desk: &Desk, telephone: &str, key: Option<FormKey>) -> Result<(), No> {
    let post = desk.sight.post;
    let stream = desk.sight.authority.stream(&format!("telephone/{post}"));
    let revisions = desk.house.records.revisions(&[stream]).await?;
    if own_telephone(desk).await? == telephone {
        return Ok(());
    }
    let body = Body::TelephoneRecorded(TelephoneRecorded { post, telephone: telephone.to_owned() });
    let told = Told::of_service(stream, Happened::At(desk.now), body);
    desk.write(Act::new().telling(told, revisions[0].number).keyed(key)).await?;
    Ok(())
}
