//! A file in a young person's story: added, given out, and taken out again.

use super::note::{class_refused, day_refused, happened};
use super::read::{Entry, shown};
use super::root::{Rooted, ToPutRight, found, rooted, to_put_right};
use crate::people::{Directory, Shown, unless_sent};
use crate::pictures::taken_in;
use crate::{Act, Desk, FormKey, No};
use jiff::civil::Date;
use practice::Refusal;
use practice::files::{Media, file_name};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class, Told};
use practice::staff::Permission;
use practice::story::{FileAdded, FileWish, FileWords, file_removed, file_words};
use records::StoryAsk;

/// What a look at a file is called where looks are written down.
const LOOK: &str = "file";
/// How many of the newest files are looked through for those that belong to an entry.
const MOST_FILES: i64 = 1_000;

/// A file on its way.
#[derive(Debug, Clone)]
pub struct AddingFile {
    /// What it was called where it was chosen.
    pub name: String,
    /// The file as it was sent.
    pub bytes: Vec<u8>,
    /// What the form says about it.
    pub wish: FileWish,
    /// The day it is about.
    pub day: Date,
    /// Who may be given it.
    pub class: Class,
    /// The entry of the same story that it belongs to.
    pub entry: Option<EventId>,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// A file as it is given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFile {
    /// The name it is given out under.
    pub name: String,
    /// What kind of file.
    pub media: Media,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Adds a file to a young person's story.
pub async fn add_file(desk: &Desk, person: PersonId, adding: AddingFile) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    // Whose story it is comes first: a file that cannot be kept is not worth opening.
    resting(desk, person, adding.entry).await?;
    let AddingFile { name, bytes, wish, day, class, entry, key } = adding;
    let judged = judged(desk, &wish, day, class);
    let taken = taken_in(bytes, "file").await;
    let (words, kept) = match (judged, taken) {
        (Ok(words), Ok(kept)) => (words, kept),
        (judged, Err(No::Refused(mut refusals))) => {
            refusals.extend(judged.err().into_iter().flatten());
            return Err(No::Refused(refusals));
        }
        (_, Err(no)) => return Err(no),
        (Err(refusals), Ok(_)) => return Err(No::Refused(refusals)),
    };
    let (parts, file) = desk.pack_file(Some(person), kept.media, &kept.bytes)?;
    let name = file_name(&name, kept.media);
    let FileWords { about, their_view } = words;
    let body = Body::FileAdded(FileAdded { file, name, about, their_view, entry });
    desk.deciding(|| async {
        let act = resting(desk, person, entry).await?;
        let told = Told::about(person, desk.stream(), happened(desk, day), body.clone()).in_class(class);
        desk.write(act.beginning(told).keeping(parts.clone()).keyed(key.clone())).await?;
        Ok(())
    })
    .await
}

/// An act that rests on whose story it is and, where the file belongs to an entry, on that the writer may read it.
async fn resting(desk: &Desk, person: PersonId, entry: Option<EventId>) -> Result<Act, No> {
    let what = "add a file";
    let Some(entry) = entry else {
        let streams = Desk::resting_on(person);
        let found = desk.house.records.person(&desk.sight, person, &streams, desk.now).await?;
        return match found {
            Some(record) => Ok(Act::new().reading(record.revisions)),
            None => desk.not_found(&person.to_string(), what).await,
        };
    };
    let Rooted { found, header, revisions } = rooted(desk, entry, what).await?;
    if header.person != person || found.event.id != entry {
        return desk.not_found(&entry.to_string(), what).await;
    }
    Ok(Act::new().reading(revisions))
}

fn judged(desk: &Desk, wish: &FileWish, day: Date, class: Class) -> Result<FileWords, Vec<Refusal>> {
    let words = file_words(wish);
    let wrong: Vec<Refusal> =
        day_refused(desk, day, false).into_iter().chain(class_refused(desk, class)).collect();
    match words {
        Ok(words) if wrong.is_empty() => Ok(words),
        words => Err(words.err().into_iter().flatten().chain(wrong).collect()),
    }
}

/// Takes a file out: from now on nobody is given it. That it was there stays in the story.
pub async fn remove_file(
    desk: &Desk,
    (person, file): (PersonId, EventId),
    reason: &str,
    key: Option<FormKey>,
) -> Result<(), No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let what = "take a file out";
        let ToPutRight { rooted, read_at } = to_put_right(desk, file, what).await?;
        let (Rooted { found, revisions, .. }, _) = file_of(desk, rooted, (person, file), what).await?;
        let stream = found.event.stream;
        let body = Body::FileRemoved(file_removed(reason)?);
        let told = Told::about(person, stream, found.event.happened, body)
            .in_class(found.event.class)
            .correcting(file);
        let act = Act::new().reading(revisions).telling(told, read_at).keyed(key.clone());
        if is_out(&found.about) {
            let already = No::because("Somebody has taken this file out already.");
            return unless_sent(desk, act, stream, already).await;
        }
        desk.write(act).await?;
        Ok(())
    })
    .await
}

fn is_out(about: &[practice::journal::Event]) -> bool {
    about.iter().any(|said| matches!(said.body, Body::FileRemoved(_)))
}

/// The file of an entry of somebody's story, also one that was taken out; the same nothing for all that is none.
async fn added(desk: &Desk, whose: (PersonId, EventId), what: &str) -> Result<(Rooted, FileAdded), No> {
    file_of(desk, rooted(desk, whose.1, what).await?, whose, what).await
}

/// The same of an entry that has been read.
async fn file_of(
    desk: &Desk,
    read: Rooted,
    (person, file): (PersonId, EventId),
    what: &str,
) -> Result<(Rooted, FileAdded), No> {
    match &read.found.event.body {
        Body::FileAdded(added) if read.header.person == person && read.found.event.id == file => {
            let added = added.clone();
            Ok((read, added))
        }
        _ => desk.not_found(&file.to_string(), what).await,
    }
}

/// A file, for whoever may read its entry as that stands now. The look is written down first.
pub async fn file(desk: &Desk, person: PersonId, file: EventId) -> Result<GivenFile, No> {
    desk.must(Permission::ReadStory)?;
    let (read, added) = added(desk, (person, file), LOOK).await?;
    opened(desk, read, added).await
}

/// The picture of an entry, for its page; nothing else is shown.
pub async fn picture(desk: &Desk, person: PersonId, file: EventId) -> Result<Shown, No> {
    desk.must(Permission::ReadStory)?;
    let (read, added) = added(desk, (person, file), LOOK).await?;
    if !added.file.media.is_picture() {
        return desk.not_found(&file.to_string(), LOOK).await;
    }
    let GivenFile { media, bytes, .. } = opened(desk, read, added).await?;
    Ok(Shown { media, bytes })
}

async fn opened(desk: &Desk, read: Rooted, added: FileAdded) -> Result<GivenFile, No> {
    let Rooted { found, header, .. } = read;
    if is_out(&found.about) {
        return desk.not_found(&found.event.id.to_string(), LOOK).await;
    }
    if found.class() == Class::Restricted {
        desk.saw_first(Some(header.person), LOOK).await?;
    } else {
        desk.saw_record(&header, LOOK).await?;
    }
    match desk.house.records.file(desk.sight.authority, added.file.id).await? {
        Some(bytes) => Ok(GivenFile { name: added.name, media: added.file.media, bytes }),
        None => desk.not_found(&found.event.id.to_string(), LOOK).await,
    }
}

/// The entry that a file belongs to; absent where the asker may not read it.
pub async fn entry_of_file(desk: &Desk, added: &FileAdded) -> Result<Option<Entry>, No> {
    desk.must(Permission::ReadStory)?;
    let Some(entry) = added.entry else { return Ok(None) };
    let Some(Rooted { found, .. }) = found(desk, entry).await? else { return Ok(None) };
    Ok(Some(shown(desk, &Directory::of(desk).await?, found)))
}

/// The files that belong to an entry, oldest first, but for those taken out and those the asker may not read.
pub async fn files_of_entry(
    desk: &Desk,
    person: PersonId,
    entry: EventId,
) -> Result<Vec<(EventId, FileAdded)>, No> {
    desk.must(Permission::ReadStory)?;
    let ask = StoryAsk { kinds: vec!["story.file_added".into()], limit: MOST_FILES, ..StoryAsk::default() };
    let files = desk.house.records.story(&desk.sight, person, &ask, desk.now).await?;
    let mut of_it = Vec::new();
    for file in files.into_iter().rev().filter(|file| !is_out(&file.about)) {
        match file.event.body {
            Body::FileAdded(added) if added.entry == Some(entry) => of_it.push((file.event.id, added)),
            _ => {}
        }
    }
    Ok(of_it)
}
