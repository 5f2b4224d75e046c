//! The desk: who is acting, since when, and the one way to write.

use crate::{FormKey, House, KEY_FIELD, No, UNKEPT, Words};
use practice::Refusal;
use practice::dates::Instant;
use practice::files::{FileRef, Media};
use practice::ids::{ActId, EventId, FileId, PersonId, StreamId, VaultId};
use practice::journal::{Actor, Revision, Told, holds_control_characters};
use practice::people::{Header, VaultRef};
use practice::staff::{Permission, Role, Sight, roles_that_may};
use records::{
    Append, Appended, FileParts, FileRandom, Link, Look, Noting, OutWords, RefusedLook, RequestKey, Seen,
    SignInChange, Task, VaultRandom, VaultValue, Writing,
};
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

/// What is shown even when no look can be written down any more: where somebody
/// is tonight with their alerts, how to reach them, and where a worker went who is overdue.
const VITAL: [&str; 4] = ["card", "how to reach", "tonight", "out alone"];
/// How often a verb is run again when somebody changed what it had read.
const TRIES: usize = 5;

/// What is said of words with a character that no page shows, such as NUL.
const NOT_KEPT: &str = "These words hold a character that cannot be shown, or that changes the direction of reading, \
    so nothing was written. Type them anew instead of pasting them.";

/// What is said of a second sending that is not the first one over again.
const SENT_OTHERWISE: &str = "This form was sent before with other words in it, and those are written down. \
    Look at what they came to. Send it once more if these are to be written down as well.";

/// A worker at a desk, as far as names go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// Their name.
    pub name: String,
    /// What they are there for.
    pub roles: Vec<Role>,
}

/// One actor's place: made for each request, with the moment it began.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The house.
    pub house: House,
    /// Who is asking, as far as rights go.
    pub sight: Sight,
    /// Who is asking, as far as names go.
    pub worker: Worker,
    /// As whom things are written down.
    pub actor: Actor,
    /// What the council calls things.
    pub words: Arc<Words>,
    /// The moment the request began.
    pub now: Instant,
}

/// One act on its way to the journal.
#[derive(Debug, Clone, Default)]
pub struct Act {
    read: Vec<Revision>,
    guards: Vec<Revision>,
    told: Vec<(Told, i64, Option<EventId>)>,
    vault: Vec<VaultValue>,
    tasks: Vec<Task>,
    files: Vec<FileParts>,
    link: Option<Link>,
    sign_in: Vec<SignInChange>,
    out_words: Option<OutWords>,
    key: Option<FormKey>,
}

impl Act {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Rests on a revision that was read.
    #[must_use]
    pub fn reading(mut self, revisions: impl IntoIterator<Item = Revision>) -> Self {
        self.read.extend(revisions);
        self
    }

    /// Rests on an absence that a guard row stands for, and moves the guard.
    #[must_use]
    pub fn guarding(mut self, guard: Revision) -> Self {
        self.guards.push(guard);
        self
    }

    /// Tells something on a stream that was read at a revision. Several
    /// tellings on one stream follow each other.
    #[must_use]
    pub fn telling(mut self, told: Told, read_at: i64) -> Self {
        self.told.push((told, read_at, None));
        self
    }

    /// The same under an id that something else of the act refers to.
    #[must_use]
    pub(crate) fn telling_as(mut self, id: EventId, told: Told, read_at: i64) -> Self {
        self.told.push((told, read_at, Some(id)));
        self
    }

    /// Begins a new stream.
    #[must_use]
    pub fn beginning(self, told: Told) -> Self {
        self.telling(told, 0)
    }

    /// Puts a value into the vault with the act.
    #[must_use]
    pub fn putting_away(mut self, value: VaultValue) -> Self {
        self.vault.push(value);
        self
    }

    /// Queues what is to be done afterwards, with the act and only with it.
    #[must_use]
    pub fn queueing(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }

    /// Keeps a file with the act; an event of the act names it.
    #[must_use]
    pub fn keeping(mut self, file: FileParts) -> Self {
        self.files.push(file);
        self
    }

    /// Changes how somebody signs in, with the act and only with it.
    #[must_use]
    pub(crate) fn changing_sign_in(mut self, change: SignInChange) -> Self {
        self.sign_in.push(change);
        self
    }

    /// Changes, with the act and only with it, what somebody left behind who is out alone.
    #[must_use]
    pub(crate) fn leaving_behind(mut self, words: OutWords) -> Self {
        self.out_words = Some(words);
        self
    }

    /// Keeps a link to what the act tells of, in the place of earlier ones to it.
    #[must_use]
    pub(crate) fn linking(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    /// Sent by a form with this key.
    #[must_use]
    pub fn keyed(mut self, key: Option<FormKey>) -> Self {
        self.key = key;
        self
    }
}

impl Desk {
    /// Whether the asker's roles hold a permission at all; a sentence where not.
    pub fn must(&self, permission: Permission) -> Result<(), No> {
        if self.sight.may(permission) {
            return Ok(());
        }
        let who = self.words.roles(&roles_that_may(permission));
        Err(No::Forbidden(format!(
            "In your role you may not {}. Ask one of these: {}.",
            permission.label().to_lowercase(),
            who.join(", ")
        )))
    }

    /// The streams whose revisions every act on a person rests on.
    pub fn resting_on(person: PersonId) -> [StreamId; 1] {
        [person.stream("restriction")]
    }

    /// The same desk where it is decided who may open a record, or who works with somebody.
    #[must_use]
    pub fn to_decide(&self) -> Self {
        Self { sight: self.sight.to_decide(), ..self.clone() }
    }

    /// A record without what the asker's privacy classes do not hold.
    pub(crate) fn narrowed(&self, header: Header) -> Header {
        header.shown_to(|class| self.sight.rights.classes.contains(&class))
    }

    /// A new event's or stream's id.
    pub fn stream(&self) -> StreamId {
        StreamId(self.house.blind_id())
    }

    /// Encrypts a value for the vault. `found_by` is the text by which it can
    /// be looked up, where it may be.
    pub fn put_away(
        &self,
        person: PersonId,
        value: &str,
        found_by: Option<&str>,
    ) -> Result<(VaultValue, VaultRef), No> {
        if holds_control_characters(value) {
            return Err(Refusal::of(UNKEPT, NOT_KEPT).into());
        }
        let random = VaultRandom { salt: self.house.random(), nonce: self.house.random() };
        let id = VaultId(self.house.blind_id());
        let authority = self.sight.authority;
        Ok(records::put_away(self.house.records.keys(), authority, person, id, random, value, found_by)?)
    }

    /// Encrypts a file to be kept with an act. `person` is whose it is; a
    /// council's own file has nobody.
    pub fn pack_file(
        &self,
        person: Option<PersonId>,
        media: Media,
        bytes: &[u8],
    ) -> Result<(FileParts, FileRef), No> {
        let random = FileRandom { salt: self.house.random(), nonce: self.house.random() };
        let id = FileId(self.house.blind_id());
        let keys = self.house.records.keys();
        Ok(records::pack(keys, self.sight.authority, person, id, random, media, bytes)?)
    }

    /// Writes an act: the asker's grants are part of what it rests on, so a
    /// right withdrawn meanwhile refuses it.
    pub async fn write(&self, act: Act) -> Result<Appended, No> {
        self.written(self.house.records.append(self.prepare(act)?).await)
    }

    /// Writes two acts, both or neither. They have nothing in common but that:
    /// where one carries a form's key, give the other one of its own.
    pub async fn write_both(&self, acts: [Act; 2]) -> Result<(), No> {
        let appends = acts.map(|act| self.prepare(act)).into_iter().collect::<Result<_, _>>()?;
        self.written(self.house.records.append_all(appends).await).map(|_| ())
    }

    /// What came of a write, as whoever wrote is told.
    fn written<T>(&self, answer: Result<T, records::Error>) -> Result<T, No> {
        match answer {
            Ok(appended) => Ok(appended),
            Err(records::Error::ControlCharacter) => Err(Refusal::of(UNKEPT, NOT_KEPT).into()),
            // The page draws a new key where this one is at fault.
            Err(records::Error::OtherContent) => Err(Refusal::of(KEY_FIELD, SENT_OTHERWISE).into()),
            Err(records::Error::Stale(stream)) if stream == self.sight.granted_at.stream => {
                Err(No::Forbidden(
                    "Your post has just changed, so nothing was written. Open the page again.".into(),
                ))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The append of an act, for verbs that write many at once.
    pub fn prepare(&self, act: Act) -> Result<Append, No> {
        let mut read = act.read;
        read.push(self.sight.granted_at);
        let mut written: BTreeMap<StreamId, i64> = BTreeMap::new();
        let events = act
            .told
            .into_iter()
            .map(|(told, read_at, id)| {
                let after = written.entry(told.stream).or_insert(read_at);
                let id = id.unwrap_or_else(|| EventId(self.house.id()));
                let writing = Writing { id, salt: self.house.random(), after: *after, told };
                *after += 1;
                writing
            })
            .collect();
        let jobs = act.tasks.into_iter().map(|task| self.house.job(task)).collect();
        let key = act.key.map(|key| self.request_key(key)).transpose()?;
        Ok(Append {
            authority: self.sight.authority,
            actor: self.actor,
            role: self.worker.roles.first().map(|role| self.words.role(*role).to_owned()).unwrap_or_default(),
            on_behalf: None,
            act: ActId(self.house.id()),
            recorded: self.now,
            words: self.words.revision,
            read,
            guards: act.guards,
            events,
            vault: act.vault,
            jobs,
            files: act.files,
            link: act.link,
            sign_in: act.sign_in,
            out_words: act.out_words,
            key,
        })
    }

    fn request_key(&self, key: FormKey) -> Result<RequestKey, No> {
        let digest = self.house.records.keys().keyed_digest(self.sight.authority, "form", &key.body)?;
        Ok(RequestKey { key: key.key, digest })
    }

    /// Runs a verb, and again with fresh facts when somebody changed what it had read.
    pub async fn deciding<T, F, Running>(&self, verb: F) -> Result<T, No>
    where
        F: Fn() -> Running,
        Running: Future<Output = Result<T, No>>,
    {
        // Boxed: what a verb holds while it waits would make every caller's future as large.
        for _ in 1..TRIES {
            match Box::pin(verb()).await {
                Err(No::Broken(records::Error::Stale(stream))) if stream != self.sight.granted_at.stream => {}
                answer => return answer,
            }
        }
        Box::pin(verb()).await
    }

    /// Writes down that something was opened: at most a second later, which the
    /// page does not wait for. Not to be served where that cannot be.
    pub async fn saw(&self, person: Option<PersonId>, what: &str) -> Result<(), No> {
        self.note_seen(person, what, false).await
    }

    /// The same for what may not be shown before the look is on disk.
    pub async fn saw_first(&self, person: Option<PersonId>, what: &str) -> Result<(), No> {
        self.note_seen(person, what, true).await
    }

    /// Writes down that a record was opened: first, where it is restricted.
    pub async fn saw_record(&self, record: &Header, what: &str) -> Result<(), No> {
        self.note_seen(Some(record.person), what, record.restriction.is_some()).await
    }

    async fn note_seen(&self, person: Option<PersonId>, what: &str, first: bool) -> Result<(), No> {
        let seen = Seen {
            id: self.house.id(),
            authority: self.sight.authority,
            account: self.sight.account,
            post: self.sight.post,
            person,
            what: what.into(),
            at: self.now,
        };
        let how = Noting { first, vital: VITAL.contains(&what) };
        Ok(self.house.records.note(Look::Seen(seen), how).await?)
    }

    /// Writes down a look that found nothing, and answers that nothing is
    /// there. It does the same whether or not there is something.
    pub async fn not_found<T>(&self, asked: &str, what: &str) -> Result<T, No> {
        self.was_refused(asked, what).await?;
        Err(No::NotFound)
    }

    /// Writes down that something was asked for in vain, which the answer does
    /// not wait for.
    pub async fn was_refused(&self, asked: &str, what: &str) -> Result<(), No> {
        let refused = RefusedLook {
            id: self.house.id(),
            authority: self.sight.authority,
            account: self.sight.account,
            post: self.sight.post,
            asked: asked.chars().take(200).collect(),
            what: what.into(),
            at: self.now,
        };
        let how = Noting { first: false, vital: VITAL.contains(&what) };
        Ok(self.house.records.note(Look::Refused(refused), how).await?)
    }
}
