//! What is written down about the council, its teams and its workers.

use super::Role;
use crate::files::FileRef;
use crate::ids::{AccountId, PersonId, PostId, TeamId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `staff.council_created`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouncilCreated {
    /// Its name.
    pub name: String,
}

/// `staff.council_described`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouncilDescribed {
    /// Its name.
    pub name: String,
    /// Its one accent colour as `#rrggbb`, checked for contrast.
    pub accent: String,
    /// The telephone number for help, shown in the same place everywhere.
    pub help_line: String,
}

/// `staff.logo_changed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoChanged {
    /// The logo as it is kept; absent where the council shows none from now on.
    pub file: Option<FileRef>,
}

/// `staff.team_created`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamCreated {
    /// Its name.
    pub name: String,
    /// Whether it is a hub: a team that may have beds.
    pub hub: bool,
}

/// `staff.team_renamed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamRenamed {
    /// Its new name.
    pub name: String,
}

/// `staff.team_closed`: its name and all that was written about it stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamClosed {
    /// Why, in a few words.
    pub reason: String,
}

/// `staff.post_created`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostCreated {
    /// The worker's name.
    pub name: String,
    /// The account that signs in to it; absent while nobody was invited.
    pub account: Option<AccountId>,
    /// The team, where the post belongs to one.
    pub team: Option<TeamId>,
    /// What the worker may do.
    pub roles: Vec<Role>,
    /// First day.
    pub from: Date,
    /// Last day, where one is set (relief, agency).
    pub to: Option<Date>,
}

/// `staff.post_changed`: the post as it is from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostChanged {
    /// The worker's name.
    pub name: String,
    /// The account that signs in to it.
    pub account: Option<AccountId>,
    /// The team.
    pub team: Option<TeamId>,
    /// What the worker may do.
    pub roles: Vec<Role>,
    /// Last day, where one is set.
    pub to: Option<Date>,
}

/// `staff.post_ended`: access ends at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostEnded {
    /// Why, in a few words.
    pub reason: String,
}

/// `staff.telephone_recorded`: at which number a worker is called in a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TelephoneRecorded {
    /// The post. The event stands on a stream beside the post's own, whose every change ends what is
    /// under way in the post.
    pub post: PostId,
    /// The number as people write it; empty where there is none from now on.
    pub telephone: String,
}

/// `staff.relative_declared`: subtracts every right over that record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeDeclared {
    /// Who declared it; it holds for every post of the account.
    pub account: AccountId,
    /// The young person.
    pub person: PersonId,
}

/// `staff.relative_withdrawal_asked`: it was a mistake, says who declared it.
/// It stands until a second person decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeWithdrawalAsked {
    /// Who declared it.
    pub account: AccountId,
    /// The young person.
    pub person: PersonId,
    /// How the mistake came about.
    pub reason: String,
}

/// `staff.relative_withdrawn`: the rights over that record are again what the posts give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeWithdrawn {
    /// Who had declared it.
    pub account: AccountId,
    /// The young person.
    pub person: PersonId,
    /// What the second person found.
    pub reason: String,
}

/// `staff.relative_kept`: the second person let the declaration stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeKept {
    /// Who had declared it.
    pub account: AccountId,
    /// The young person.
    pub person: PersonId,
    /// What the second person found.
    pub reason: String,
}

/// `staff.words_changed`: a word, a list or a threshold of the council's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsChanged {
    /// Which.
    pub key: String,
    /// Its value from now on; empty goes back to the default.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// `staff.account_invited`: no address and no secret, only who may come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountInvited {
    /// The account.
    pub account: AccountId,
}

/// `staff.account_closed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountClosed {
    /// The account.
    pub account: AccountId,
    /// Why.
    pub reason: String,
}

/// `staff.address_changed`: neither the address before nor the one after is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressChanged {
    /// The account.
    pub account: AccountId,
    /// Why.
    pub reason: String,
}

/// `staff.second_step_cleared`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStepCleared {
    /// The account.
    pub account: AccountId,
    /// Why.
    pub reason: String,
}

/// `staff.sessions_ended`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsEnded {
    /// The account.
    pub account: AccountId,
    /// Why.
    pub reason: String,
}

/// `staff.seal_key_changed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealKeyChanged {
    /// The new public key, in hex.
    pub public_key: String,
}
