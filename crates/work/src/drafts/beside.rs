//! Who else is writing in a form: told to whoever has it open, and no lock.

use super::{entry_in, person_in, shift_in};
use crate::hubs;
use crate::signing_in::desk_of_live;
use crate::{Desk, No};
use practice::dates::Instant;
use practice::drafts::WRITING_SECONDS;
use practice::ids::AccountId;

/// Somebody who is writing in the same form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WritingToo {
    /// Their name.
    pub name: String,
    /// When their words were last saved.
    pub saved_at: Instant,
}

/// The colleagues in the asker's council whose words in a form were saved a little while ago, the latest first. For a form
/// that the asker has opened: nothing here asks again whether they may. Anybody can keep words under any address, so
/// whoever could not open the record or the entry it is about is not among them.
pub async fn writing_too(desk: &Desk, form: &str) -> Result<Vec<WritingToo>, No> {
    let since = desk.now.plus_seconds(-WRITING_SECONDS);
    let found = desk.house.records.drafts_of_form(desk.sight.authority, form, since).await?;
    let mut others = Vec::new();
    for draft in found.into_iter().filter(|draft| draft.account != desk.sight.account) {
        if let Some(name) = who_may_open(desk, draft.account, form).await? {
            others.push(WritingToo { name, saved_at: draft.saved_at });
        }
    }
    Ok(others)
}

/// The name of an account in a live post of this council that opens what a form is about.
async fn who_may_open(desk: &Desk, account: AccountId, form: &str) -> Result<Option<String>, No> {
    for post in desk.house.records.posts_of(account).await? {
        if post.authority != desk.sight.authority {
            continue;
        }
        if let Some(theirs) = desk_of_live(&desk.house, post.id).await?
            && opens(&theirs, form).await?
        {
            return Ok(Some(post.name));
        }
    }
    Ok(None)
}

/// Whether somebody may open the entry or the record that a form is about, or writes the note of its shift; of a form
/// about none of these nobody is named.
async fn opens(theirs: &Desk, form: &str) -> Result<bool, No> {
    let records = &theirs.house.records;
    if let Some(event) = entry_in(form) {
        return Ok(records.entry(&theirs.sight, event, theirs.now).await?.is_some());
    }
    if let Some(shift) = shift_in(form) {
        return Ok(hubs::writes(theirs, shift.team));
    }
    match person_in(form) {
        Some(person) => Ok(records.person(&theirs.sight, person, &[], theirs.now).await?.is_some()),
        None => Ok(false),
    }
}
