//! The council's logo.

use super::create_team::guard;
use crate::people::Shown;
use crate::pictures::made_anew;
use crate::{Act, Desk, FormKey, House, No};
use exchange::Picture;
use practice::dates::Happened;
use practice::files::Media;
use practice::ids::FileId;
use practice::journal::{Body, Told};
use practice::staff::{LogoChanged, Permission};

/// Shows another logo from now on; none where no picture is given.
pub async fn change_logo(desk: &Desk, picture: Option<Vec<u8>>, key: Option<FormKey>) -> Result<(), No> {
    desk.must(Permission::ManageWords)?;
    let kept = match picture {
        None => None,
        Some(sent) => {
            let picture = made_anew(sent, Picture::Logo, "logo").await?;
            Some(desk.pack_file(None, picture.media, &picture.bytes)?)
        }
    };
    let body = Body::LogoChanged(LogoChanged { file: kept.as_ref().map(|(_, file)| file.clone()) });
    desk.deciding(|| {
        let act = kept.iter().fold(Act::new(), |act, (parts, _)| act.keeping(parts.clone()));
        let (act, body) = (act.keyed(key.clone()), body.clone());
        async move {
            let read = guard(desk, desk.sight.authority.stream("logo")).await?;
            let told = Told::of_service(read.stream, Happened::At(desk.now), body);
            desk.write(act.telling(told, read.number)).await?;
            Ok(())
        }
    })
    .await
}

/// The logo a council shows now, for every page, signed in or not. One it
/// showed before is not there any more.
pub async fn logo(house: &House, file: FileId) -> Result<Shown, No> {
    let councils = house.records.councils().await?;
    let council = councils.into_iter().find(|council| council.logo == Some(file)).ok_or(No::NotFound)?;
    let bytes = house.records.file(council.authority, file).await?.ok_or(No::NotFound)?;
    Ok(Shown { media: Media::Png, bytes })
}
