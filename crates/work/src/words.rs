//! The council's own words, in place of the defaults.

use crate::{House, No};
use practice::dates::Instant;
use practice::ids::AuthorityId;
use practice::staff::lists::List;
use practice::staff::{Announcement, OwnWord, Role, Threshold};
use practice::words::Word;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a council calls things, at a revision that events copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    own: BTreeMap<String, String>,
    /// How many changes of words came before.
    pub revision: i64,
}

impl Words {
    /// The words of a council as they are now.
    pub async fn of(house: &House, authority: AuthorityId) -> Result<Arc<Self>, No> {
        let (own, revision) = house.records.words(authority).await?;
        Ok(Arc::new(Self { own, revision: revision.number }))
    }

    /// The council's own value of a key; absent where it has said nothing.
    pub fn own(&self, key: &str) -> Option<&str> {
        self.own.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A number the council may set: its own, or the usual.
    pub fn threshold(&self, threshold: &Threshold) -> i64 {
        threshold.read(self.own(threshold.key))
    }

    /// A word of the pages: the council's own, or the usual.
    pub fn say(&self, word: Word) -> &str {
        self.own(word.key).unwrap_or(word.usual)
    }

    /// What the council says to everybody at a moment. A text that cannot be read says nothing: no page may
    /// fail by it.
    pub fn announced(&self, now: Instant) -> Option<String> {
        let said = Announcement::of(self.own(&OwnWord::Announcement.key())?)?;
        said.is_shown_at(now).then(|| said.words().to_owned())
    }

    /// What forms offer of a list, in order.
    pub fn offered(&self, list: &List) -> Vec<String> {
        list.offered(self.own(list.key))
    }

    /// What the council calls a role.
    pub fn role(&self, role: Role) -> &str {
        self.own(&OwnWord::Role(role).key()).unwrap_or_else(|| role.label())
    }

    /// Whether the council says that it does not use a role. There is always an administrator.
    pub fn is_unused(&self, role: Role) -> bool {
        self.own(&OwnWord::Unused(role).key()).is_some()
    }

    /// What the council calls several roles.
    pub fn roles(&self, roles: &[Role]) -> Vec<String> {
        roles.iter().map(|role| self.role(*role).to_owned()).collect()
    }
}
