//! The council's own words, in place of the defaults.

use crate::{House, No};
use practice::ids::AuthorityId;
use practice::staff::Role;
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

    /// What the council calls a role.
    pub fn role(&self, role: Role) -> &str {
        self.own(&format!("role.{}", role.word())).unwrap_or_else(|| role.label())
    }

    /// What the council calls several roles.
    pub fn roles(&self, roles: &[Role]) -> Vec<String> {
        roles.iter().map(|role| self.role(*role).to_owned()).collect()
    }
}
