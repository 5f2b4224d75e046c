//! A recent photo of a young person: kept, shown, and taken out again.

use super::unless_sent;
use crate::pictures::made_anew;
use crate::story::moves_of;
use crate::{Act, Desk, FormKey, No};
use exchange::Picture;
use practice::dates::Happened;
use practice::files::Media;
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Told};
use practice::people::{AboutPhoto, PhotoRecorded, about_photo, photo_removed};
use practice::staff::Permission;

/// A photo on its way.
#[derive(Debug, Clone)]
pub struct NewPhoto {
    /// The picture as it was sent.
    pub picture: Vec<u8>,
    /// What the form says about it.
    pub about: AboutPhoto,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// A picture as browsers are given it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What kind of file.
    pub media: Media,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Keeps a photo. The one before stays in the history.
pub async fn record_photo(desk: &Desk, person: PersonId, new: NewPhoto) -> Result<(), No> {
    desk.must(Permission::RecordPerson)?;
    // Whose record it is comes first: a picture that cannot be kept is not worth opening.
    if desk.house.records.person(&desk.sight, person, &[], desk.now).await?.is_none() {
        return desk.not_found(&person.to_string(), "add a photo").await;
    }
    let about = about_photo(&new.about, desk.now.day());
    let picture = made_anew(new.picture, Picture::Photo, "photo").await;
    let ((taken, asked, said), picture) = match (about, picture) {
        (Ok(about), Ok(picture)) => (about, picture),
        (about, Err(No::Refused(mut refusals))) => {
            refusals.extend(about.err().into_iter().flatten());
            return Err(No::Refused(refusals));
        }
        (_, Err(no)) => return Err(no),
        (Err(refusals), Ok(_)) => return Err(No::Refused(refusals)),
    };
    let (parts, file) = desk.pack_file(Some(person), picture.media, &picture.bytes)?;
    let body = Body::PhotoRecorded(PhotoRecorded { file, taken, asked, said });
    desk.deciding(|| {
        let act = Act::new().keyed(new.key.clone()).keeping(parts.clone());
        write(desk, person, act, body.clone())
    })
    .await
}

async fn write(desk: &Desk, person: PersonId, act: Act, body: Body) -> Result<(), No> {
    let [restriction] = Desk::resting_on(person);
    let stream = person.stream("photo");
    let streams = [restriction, stream];
    let Some(record) = desk.house.records.person(&desk.sight, person, &streams, desk.now).await? else {
        return desk.not_found(&person.to_string(), "add a photo").await;
    };
    let told = Told::about(person, stream, Happened::At(desk.now), body);
    desk.write(act.reading([record.revisions[0]]).telling(told, record.revisions[1].number)).await?;
    Ok(())
}

/// Takes a photo out: from now on nobody is shown it.
pub async fn remove_photo(
    desk: &Desk,
    person: PersonId,
    photo: EventId,
    reason: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::RecordPerson)?;
    desk.deciding(|| remove_once(desk, person, photo, reason, key.clone())).await
}

async fn remove_once(
    desk: &Desk,
    person: PersonId,
    photo: EventId,
    reason: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    let [restriction] = Desk::resting_on(person);
    let stream = person.stream("photo");
    // The photo's class is copied, so the act rests on where the photo stands.
    let streams = [restriction, stream, moves_of(photo)];
    let found = desk.house.records.person(&desk.sight, person, &streams, desk.now).await?;
    let Some(record) = found else {
        return desk.not_found(&person.to_string(), "take a photo out").await;
    };
    let header = desk.narrowed(record.header);
    let Some(stands) = header.photos.iter().find(|one| one.event == photo) else {
        return desk.not_found(&photo.to_string(), "take a photo out").await;
    };
    let body = Body::PhotoRemoved(photo_removed(photo, reason)?);
    let told = Told::about(person, stream, Happened::At(desk.now), body).in_class(stands.class);
    let rests = [record.revisions[0], record.revisions[2]];
    let act = Act::new().keyed(key).reading(rests).telling(told, record.revisions[1].number);
    if stands.is.removed.is_some() {
        return unless_sent(desk, act, stream, No::because("Somebody has taken this photo out already."))
            .await;
    }
    desk.write(act).await?;
    Ok(())
}

/// One photo, for whoever may open the record; the one that is shown now also
/// for the team in whose house they sleep. The look is written down first.
pub async fn photo(desk: &Desk, person: PersonId, photo: EventId) -> Result<Shown, No> {
    desk.must(Permission::ReadStory)?;
    let Some(card) = desk.house.records.card(&desk.sight, person, desk.now).await? else {
        return desk.not_found(&person.to_string(), "photo").await;
    };
    let header = desk.narrowed(card.header.clone());
    let is_current = header.photo().is_some_and(|current| current.event == photo);
    let within_reach =
        is_current || desk.house.records.person(&desk.sight, person, &[], desk.now).await?.is_some();
    let found = header.photos.iter().find(|one| one.event == photo && one.is.removed.is_none());
    let Some(found) = found.filter(|_| within_reach) else {
        return desk.not_found(&photo.to_string(), "photo").await;
    };
    desk.saw_record(&card.header, "photo").await?;
    match desk.house.records.file(desk.sight.authority, found.is.file.id).await? {
        Some(bytes) => Ok(Shown { media: found.is.file.media, bytes }),
        None => desk.not_found(&photo.to_string(), "photo").await,
    }
}
