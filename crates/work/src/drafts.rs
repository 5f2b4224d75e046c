//! Words typed and not sent yet: they survive a lock, a sign-out, a lost
//! connection. A draft belongs to one account and one form; the form is named
//! by its address, which holds no personal data.

mod beside;

pub use beside::{WritingToo, writing_too};

use crate::form_key::post_of_form;
use crate::people::Directory;
use crate::signing_in::SessionInfo;
use crate::window::{WINDOW_FIELD, Window};
use crate::{Desk, House, No};
use practice::dates::Instant;
use practice::drafts::KEPT_DAYS;
use practice::hubs::Shift;
use practice::ids::{AccountId, AuthorityId, EventId, PersonId};
use practice::staff::Permission;
use records::{KeptDraft, SealedDraft};

/// What stands beside the words of a form that was sent from a session at
/// rest: which session. No field of a form has a space in its name.
const KEPT_FROM: &str = "kept from session";

/// The largest draft, in bytes.
const LARGEST: usize = 1024 * 1024;

/// A draft as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The address of its form.
    pub form: String,
    /// Whom it is about, where it is about one person.
    pub person: Option<PersonId>,
    /// Every field with what was typed.
    pub values: Vec<(String, String)>,
    /// When it was saved.
    pub saved_at: Instant,
}

/// What became of words that were to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// They are the draft of their form now, and were saved at this moment.
    Kept(Instant),
    /// Words of another window are its draft, were saved at this moment, and stay.
    Others(Instant),
}

impl Keeping {
    /// When the words were kept, if they were.
    pub fn kept(self) -> Option<Instant> {
        match self {
            Self::Kept(at) => Some(at),
            Self::Others(_) => None,
        }
    }
}

/// Keeps what was typed into a form, unless words of another window are kept
/// that were not in this one when it was opened.
pub async fn keep(desk: &Desk, form: &str, values: &[(String, String)]) -> Result<Keeping, No> {
    let person = match entry_in(form) {
        Some(event) => whose_entry(desk, event).await?,
        None => person_in(form),
    };
    let draft = sealed(&desk.house, (desk.sight.account, desk.sight.authority), (form, person), values)?;
    let saved_at = draft.saved_at;
    let others = desk.house.records.save_draft_of_window(draft, opened_with(values), None).await?;
    Ok(others.map_or(Keeping::Kept(saved_at), Keeping::Others))
}

/// Keeps what is no form's beside the drafts, in place of what was kept under that name.
pub(crate) async fn keep_beside(desk: &Desk, name: &str, values: &[(String, String)]) -> Result<(), No> {
    let draft = sealed(&desk.house, (desk.sight.account, desk.sight.authority), (name, None), values)?;
    Ok(desk.house.records.save_draft(draft).await?)
}

fn opened_with(values: &[(String, String)]) -> Option<Instant> {
    Window::of(values)?.opened_with
}

async fn whose_entry(desk: &Desk, event: EventId) -> Result<Option<PersonId>, No> {
    let found = desk.house.records.entry(&desk.sight, event, desk.now).await?;
    Ok(found.and_then(|found| found.event.subject))
}

/// Keeps what somebody sent whose session had ended or was locked, or who had
/// opened the form in another post of theirs: for the council of that post. A
/// session that its owner or an administrator ended keeps nothing, and nothing
/// takes the place of words that were kept since it was last used, or in another
/// window. Answers whether they were kept.
pub async fn keep_for(
    house: &House,
    session: &SessionInfo,
    form: &str,
    values: &[(String, String)],
) -> Result<bool, No> {
    let (Some(since), Some(authority)) = (session.rests_since, council_of(session, values)) else {
        return Ok(false);
    };
    let stands = house.records.draft(session.account, authority, form).await?;
    let own = match stands {
        Some(sealed) => Some(sealed.saved_at).filter(|_| is_kept_from(house, &sealed, session)),
        None => None,
    };
    let not_after = own.map_or(since, |own| own.max(since));
    let marked = (KEPT_FROM.to_owned(), session.id.0.to_string());
    let values = [values, &[marked]].concat();
    let draft = sealed(house, (session.account, authority), (form, person_in(form)), &values)?;
    let others = house.records.save_draft_of_window(draft, opened_with(&values), Some(not_after)).await?;
    Ok(others.is_none())
}

/// The council whose words a form holds: of the post in which it was opened, which
/// may be somebody else's at the same browser; of a form that does not say, the one
/// acted in, else the only one there is.
fn council_of(session: &SessionInfo, values: &[(String, String)]) -> Option<AuthorityId> {
    let opened_in = post_of_form(values);
    let only = || {
        let first = session.posts.first()?.authority;
        session.posts.iter().all(|place| place.authority == first).then_some(first)
    };
    match opened_in {
        Some(post) => session.posts.iter().find(|place| place.post == post).map(|place| place.authority),
        None => session.authority.or_else(only),
    }
}

/// Whether a draft was kept from a session while it rested: the same window
/// may send more of the same words.
fn is_kept_from(house: &House, sealed: &SealedDraft, session: &SessionInfo) -> bool {
    let mark = session.id.0.to_string();
    values_of(house, sealed)
        .is_ok_and(|values| values.iter().any(|(name, value)| name == KEPT_FROM && *value == mark))
}

/// The draft of a form, if there is one.
pub async fn of(desk: &Desk, form: &str) -> Result<Option<Draft>, No> {
    let found = desk.house.records.draft(desk.sight.account, desk.sight.authority, form).await?;
    found.map(|sealed| open(&desk.house, sealed)).transpose()
}

/// All drafts of the asker's forms, newest first. What else is kept beside
/// them (searches, files to be brought in) is not named by an address.
pub async fn all(desk: &Desk) -> Result<Vec<Draft>, No> {
    let found = desk.house.records.drafts(desk.sight.account, desk.sight.authority, "/").await?;
    found.into_iter().map(|sealed| open(&desk.house, sealed)).collect()
}

/// How many that is, without opening any.
pub async fn waiting(desk: &Desk) -> Result<i64, No> {
    Ok(desk.house.records.drafts_waiting(desk.sight.account, desk.sight.authority, "/").await?)
}

/// Whom a draft is about, as far as its writer may know it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Somebody whose record they may open; the name they use, where one is recorded.
    Somebody(Option<String>),
    /// A record or an entry that they may not open any more, or that never was.
    OutOfReach,
    /// No record.
    Nobody,
}

/// Whom a draft of the asker's is about.
pub async fn about(desk: &Desk, draft: &Draft) -> Result<About, No> {
    let person = match entry_in(&draft.form) {
        Some(event) => match whose_entry(desk, event).await? {
            Some(person) => Some(person),
            None => return Ok(About::OutOfReach),
        },
        None => draft.person,
    };
    let Some(person) = person else { return Ok(About::Nobody) };
    let Some(record) = desk.house.records.person(&desk.sight, person, &[], desk.now).await? else {
        return Ok(About::OutOfReach);
    };
    let header = desk.narrowed(record.header);
    Ok(About::Somebody(header.name().map(str::to_owned)))
}

/// Words about somebody that nobody has sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    /// Whose words they are.
    pub by: Writer,
    /// When they were last saved.
    pub saved_at: Instant,
}

/// Who typed and did not send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writer {
    /// The asker, in the form with this address.
    Oneself(String),
    /// Somebody else, by name.
    Another(String),
}

/// What is typed and not sent about somebody whose record the asker has open:
/// their own; and for those who allocate key workers, that a colleague's is
/// there, of which they read no word.
pub async fn unsent_about(desk: &Desk, person: PersonId) -> Result<Vec<Unsent>, No> {
    let records = &desk.house.records;
    let mut found = records.drafts_about(desk.sight.authority, person).await?;
    // What is typed about an entry would tell of the entry, which may not be everybody's to know.
    let tells_nothing = |draft: &KeptDraft| entry_in(&draft.form).is_none();
    let manages = desk.sight.may(Permission::AllocateKeyWorker);
    found.retain(|draft| draft.account == desk.sight.account || (manages && tells_nothing(draft)));
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let directory = Directory::of(desk).await?;
    let unsent = found.into_iter().map(|draft| {
        let own = draft.account == desk.sight.account;
        let by = if own {
            Writer::Oneself(draft.form)
        } else {
            Writer::Another(directory.name_of_account(draft.account))
        };
        Unsent { by, saved_at: draft.saved_at }
    });
    Ok(unsent.collect())
}

/// Throws away every draft whose last day is over, of which its writer was warned.
pub(crate) async fn forget(house: &House) -> Result<u64, records::Error> {
    let kept_for = (i64::from(KEPT_DAYS) + 1) * 86_400;
    house.records.clear_drafts("/", house.now().plus_seconds(-kept_for)).await
}

/// Throws the draft of a form away, because it was sent. That was taken already, so nobody
/// is told that it was not: where the draft stays, its form opens with it.
pub async fn sent(desk: &Desk, form: &str, values: &[(String, String)]) {
    if let Err(error) = let_go(desk, form, values).await {
        tracing::warn!(?error, "a draft that was sent could not be thrown away");
    }
}

/// Throws the draft of a form away that is settled; words of another window stay.
pub async fn let_go(desk: &Desk, form: &str, values: &[(String, String)]) -> Result<(), No> {
    let (account, authority) = (desk.sight.account, desk.sight.authority);
    let window = Window::of(values);
    let (id, with) = (window.map(|window| window.id), window.and_then(|window| window.opened_with));
    Ok(desk.house.records.discard_draft_of_window(account, authority, form, id, with).await?)
}

/// Throws a draft away, because it is not wanted, whichever window it was typed in.
pub async fn discard(desk: &Desk, form: &str) -> Result<(), No> {
    Ok(desk.house.records.discard_draft(desk.sight.account, desk.sight.authority, form).await?)
}

/// The words of a form about somebody, sealed for their writer in a council.
fn sealed(
    house: &House,
    (account, authority): (AccountId, AuthorityId),
    (form, person): (&str, Option<PersonId>),
    values: &[(String, String)],
) -> Result<SealedDraft, No> {
    let is_typed = |field: &str| field != WINDOW_FIELD && !field.contains("password");
    let kept: Vec<&(String, String)> = values.iter().filter(|(field, _)| is_typed(field)).collect();
    let words = serde_json::to_vec(&kept).map_err(|_| No::because("This draft cannot be kept."))?;
    if words.len() > LARGEST {
        return Err(No::because("This is more than one draft can hold."));
    }
    let sealed = house.records.keys().protect(authority, &context(account, form), house.random(), &words)?;
    let (form, written_in) = (form.to_owned(), Window::of(values).map(|window| window.id));
    Ok(SealedDraft { account, authority, form, person, sealed, saved_at: house.now(), written_in })
}

fn open(house: &House, sealed: SealedDraft) -> Result<Draft, No> {
    let mut values = values_of(house, &sealed)?;
    values.retain(|(name, _)| name != KEPT_FROM);
    Ok(Draft { form: sealed.form, person: sealed.person, values, saved_at: sealed.saved_at })
}

fn values_of(house: &House, sealed: &SealedDraft) -> Result<Vec<(String, String)>, No> {
    let context = context(sealed.account, &sealed.form);
    let words = house.records.keys().reveal(sealed.authority, &context, &sealed.sealed)?;
    Ok(serde_json::from_slice(&words).map_err(|_| records::Error::Unreadable("a draft".into()))?)
}

/// One account's words in one form: they mean nothing in another's place.
fn context(account: AccountId, form: &str) -> Vec<u8> {
    [b"draft ".as_slice(), account.0.as_bytes(), form.as_bytes()].concat()
}

/// `/people/{id}/…` is about that person.
fn person_in(form: &str) -> Option<PersonId> {
    form.strip_prefix("/people/")?.split('/').next()?.parse().ok()
}

/// `/shifts/{shift}/…` is about the note of that shift.
fn shift_in(form: &str) -> Option<Shift> {
    form.strip_prefix("/shifts/")?.split('/').next()?.parse().ok()
}

/// `/entries/{id}/…` is about that entry.
fn entry_in(form: &str) -> Option<EventId> {
    form.strip_prefix("/entries/")?.split('/').next()?.parse().ok()
}
