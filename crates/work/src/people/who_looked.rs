//! Who looked at a record, who tried to, and what of it left: by record and by worker.

use super::Directory;
use super::adoptions::LOOKED_AT;
use super::break_glass::OPEN_FOR;
use crate::{Desk, No};
use practice::Refusal;
use practice::dates::Instant;
use practice::ids::{PersonId, PostId, Reference};
use practice::people::keys;
use practice::staff::Permission;
use records::{Glass, RefusedLook};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many lines of each kind one page shows.
const SHOWN: i64 = 200;
/// The furthest page back.
const LAST_PAGE: i64 = 1_000;

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Who looked.
    pub worker: String,
    /// Whose record, by reference, where it was about one person.
    pub reference: Option<String>,
    /// What was opened.
    pub what: String,
    /// When.
    pub at: Instant,
    /// Whether whoever looked had the record open in an emergency then.
    pub in_an_emergency: bool,
}

/// One look that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Who asked.
    pub worker: String,
    /// What they wanted.
    pub what: String,
    /// By what they asked, as they asked.
    pub asked: String,
    /// Whose record that is, by reference, as it is now: when it was refused
    /// nobody looked whether there is one.
    pub reference: Option<String>,
    /// When.
    pub at: Instant,
}

/// Something that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Who let it out.
    pub worker: String,
    /// Whose record, by reference, where it was about one person.
    pub reference: Option<String>,
    /// What.
    pub what: String,
    /// In which form.
    pub form: String,
    /// What for, where they said.
    pub purpose: Option<String>,
    /// The number that stands on it.
    pub number: String,
    /// When.
    pub at: Instant,
}

/// Everything of one record, or of one worker.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// Looks, newest first.
    pub looks: Vec<Look>,
    /// Refused looks, newest first.
    pub tried: Vec<Tried>,
    /// What left, newest first.
    pub left: Vec<Left>,
    /// Which page of them this is, from 1.
    pub page: i64,
    /// Whether there are older ones.
    pub older: bool,
    /// Whose they are, where it is about one record.
    pub person: Option<PersonId>,
    /// How many looks are kept elsewhere until the database takes them again.
    pub behind: usize,
}

/// One page of lines, newest first, out of all up to its end and one more.
struct Paged {
    page: i64,
    older: bool,
}

impl Paged {
    fn at(page: i64) -> Self {
        Self { page: page.clamp(1, LAST_PAGE), older: false }
    }

    /// How many lines are read: by the one after the page it is known whether there are older ones.
    fn limit(&self) -> i64 {
        self.page * SHOWN + 1
    }

    fn cut<T>(&mut self, lines: Vec<T>) -> Vec<T> {
        let [before, shown] = [(self.page - 1) * SHOWN, SHOWN].map(|rows| usize::try_from(rows).unwrap_or(0));
        self.older |= lines.len() > before + shown;
        lines.into_iter().skip(before).take(shown).collect()
    }
}

/// Who looked at one record.
pub async fn looks_at(desk: &Desk, person: PersonId, page: i64) -> Result<Looked, No> {
    desk.must(Permission::ReadAudit)?;
    let records = &desk.house.records;
    let Some(header) = records.header_for_desk(&desk.sight, person).await? else {
        return desk.not_found(&person.to_string(), "who looked").await;
    };
    desk.saw_record(&header, "who looked").await?;
    let (authority, paged) = (desk.sight.authority, Paged::at(page));
    let looks = records.seen_of(authority, person, paged.limit()).await?;
    let refused = records.refused_of(authority, &names_of(desk, person).await?, paged.limit()).await?;
    let left = records.left_of(authority, person, paged.limit()).await?;
    let looked = in_words(desk, paged, looks, refused, left).await?;
    Ok(Looked { person: Some(person), ..looked })
}

/// Everything by which somebody can have asked for a record: itself, its
/// reference, its entries and what they are about.
async fn names_of(desk: &Desk, person: PersonId) -> Result<Vec<String>, No> {
    let records = &desk.house.records;
    let mut names = vec![person.to_string()];
    names.extend(records.reference_of(person).await?);
    let mut events = records.events_of_all(&[person]).await?;
    for event in events.remove(&person).unwrap_or_default() {
        names.extend([event.id.to_string(), event.stream.to_string()]);
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// What one worker looked at.
pub async fn looks_by(desk: &Desk, post: PostId, page: i64) -> Result<Looked, No> {
    desk.must(Permission::ReadAudit)?;
    let records = &desk.house.records;
    desk.saw(None, "who looked").await?;
    let (authority, paged) = (desk.sight.authority, Paged::at(page));
    let mut looks = records.seen_by(authority, post, paged.limit()).await?;
    looks.retain(|look| look.what != LOOKED_AT);
    let refused = records.refused_by(authority, post, paged.limit()).await?;
    let left = records.left_by(authority, post, paged.limit()).await?;
    in_words(desk, paged, looks, refused, left).await
}

/// What anybody asked for in vain, newest first.
pub async fn refused_looks(desk: &Desk, page: i64) -> Result<Looked, No> {
    desk.must(Permission::ReadAudit)?;
    desk.saw(None, "who looked").await?;
    let paged = Paged::at(page);
    let refused = desk.house.records.refused_in(desk.sight.authority, paged.limit()).await?;
    in_words(desk, paged, Vec::new(), refused, Vec::new()).await
}

/// Who looked at the record with this reference, newest first; `None` where
/// there is no such record, or it is a relative's of the asker.
pub async fn looks_at_reference(desk: &Desk, typed: &str) -> Result<Option<(Reference, Looked)>, No> {
    desk.must(Permission::ReadAudit)?;
    let reference = Reference::parse(typed).ok_or_else(|| {
        Refusal::of("reference", "Enter a reference like BCDF-GHJK-L. Look for a wrong letter.")
    })?;
    for person in people_with(desk, &reference).await? {
        if desk.house.records.header_for_desk(&desk.sight, person).await?.is_some() {
            return Ok(Some((reference, looks_at(desk, person, 1).await?)));
        }
    }
    Ok(None)
}

async fn people_with(desk: &Desk, reference: &Reference) -> Result<Vec<PersonId>, No> {
    let key = keys::reference_key(reference);
    let found = desk.house.records.keys_like(desk.sight.authority, &key).await?;
    Ok(found.into_iter().filter(|(found, _)| *found == key).map(|(_, person)| person).collect())
}

async fn in_words(
    desk: &Desk,
    mut paged: Paged,
    looks: Vec<records::Seen>,
    refused: Vec<RefusedLook>,
    left: Vec<records::Leaving>,
) -> Result<Looked, No> {
    let (looks, refused, left) = (paged.cut(looks), paged.cut(refused), paged.cut(left));
    let directory = Directory::of(desk).await?;
    let Paged { page, older } = paged;
    let mut looked = Looked { page, older, behind: desk.house.records.looks_behind(), ..Looked::default() };
    let mut known = Known::default();
    let emergencies = emergencies_of(desk, &looks).await?;
    for look in looks {
        let in_an_emergency = emergencies.iter().any(|glass| was_open(glass, &look));
        let reference = known.reference(desk, look.person).await?;
        let worker = worker(&directory, look.post);
        looked.looks.push(Look { worker, reference, what: look.what, at: look.at, in_an_emergency });
    }
    let ids: Vec<Uuid> = refused.iter().filter_map(|look| look.asked.parse().ok()).collect();
    let whose = desk.house.records.whose(desk.sight.authority, &ids).await?;
    for look in refused {
        let person = match Reference::parse(&look.asked) {
            Some(reference) => people_with(desk, &reference).await?.first().copied(),
            None => look.asked.parse().ok().and_then(|id: Uuid| whose.get(&id).copied()),
        };
        // Whoever is hidden from the reader too is as little there as nobody,
        // and takes the same time.
        let person = person.unwrap_or(PersonId(Uuid::nil()));
        let known = desk.house.records.header_for_desk(&desk.sight, person).await?.map(|_| person);
        let reference = reference_of(desk, known).await?;
        let worker = worker(&directory, look.post);
        looked.tried.push(Tried { worker, what: look.what, asked: look.asked, reference, at: look.at });
    }
    for one in left {
        looked.left.push(Left {
            worker: worker(&directory, one.post),
            reference: known.reference(desk, one.person).await?,
            number: crate::leaving::number_of(one.id),
            what: one.what,
            form: one.form,
            purpose: one.purpose,
            at: one.at,
        });
    }
    Ok(looked)
}

/// The emergency openings, as far as the reader may know of them, that may have been open during looks.
async fn emergencies_of(desk: &Desk, looks: &[records::Seen]) -> Result<Vec<Glass>, No> {
    let Some(oldest) = looks.iter().map(|look| look.at).min() else { return Ok(Vec::new()) };
    Ok(desk.house.records.glasses(&desk.sight, oldest.plus_seconds(-OPEN_FOR), None).await?)
}

fn was_open(glass: &Glass, look: &records::Seen) -> bool {
    let is_theirs = glass.person.is_some() && (glass.post, glass.person) == (look.post, look.person);
    is_theirs && glass.opened_at <= look.at && glass.until.is_some_and(|until| look.at < until)
}

/// The references of records that the reader may know of, each read once. One
/// of a relative of theirs is named as little as none.
#[derive(Default)]
struct Known(BTreeMap<PersonId, Option<String>>);

impl Known {
    async fn reference(&mut self, desk: &Desk, person: Option<PersonId>) -> Result<Option<String>, No> {
        let Some(person) = person else { return Ok(None) };
        if let Some(read) = self.0.get(&person) {
            return Ok(read.clone());
        }
        let header = desk.house.records.header_for_desk(&desk.sight, person).await?;
        let reference = header.and_then(|header| header.reference).map(|one| one.as_str().to_owned());
        self.0.insert(person, reference.clone());
        Ok(reference)
    }
}

async fn reference_of(desk: &Desk, person: Option<PersonId>) -> Result<Option<String>, No> {
    match person {
        Some(person) => Ok(desk.house.records.reference_of(person).await?),
        None => Ok(None),
    }
}

/// Commands act in no post.
fn worker(directory: &Directory, post: PostId) -> String {
    if post.0.is_nil() { "Whoever operates the program".into() } else { directory.worker(post) }
}
