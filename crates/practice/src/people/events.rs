//! What is written down about who a young person is.

use super::vault::VaultRef;
use crate::dates::{Instant, PartialDate};
use crate::ids::{EventId, PersonId, PostId, Reference};
use crate::working_days::next_working_day;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How the service came to know of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// The council's own files.
    Import,
    /// A worker wrote them down.
    Worker,
}

/// `people.known`: the first event of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The reference people see and say.
    pub reference: Reference,
    /// How the service came to know of them.
    pub through: Door,
}

/// What a name is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameUse {
    /// On papers.
    Legal,
    /// What they want to be called.
    Used,
}

/// `people.name_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameRecorded {
    /// What the name is used for.
    #[serde(rename = "use")]
    pub usage: NameUse,
    /// The whole name, as it is written.
    pub name: String,
}

/// What a birth date rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BirthBasis {
    /// Somebody said so, or the council's file does.
    Given,
    /// A document was seen.
    Document,
    /// An age assessment.
    Assessed,
    /// It is disputed.
    Disputed,
    /// Not born yet.
    Expected,
}

/// `people.birth_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BirthRecorded {
    /// The date, as far as it is known.
    pub born: PartialDate,
    /// What it rests on.
    pub basis: BirthBasis,
}

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// The council's own case number (CHILD of the return).
    Council,
    /// Unique pupil number, or the reason why there is none (UN1 to UN7).
    Upn,
    /// NHS number.
    Nhs,
}

/// `people.number_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRecorded {
    /// Whose number.
    pub kind: NumberKind,
    /// The number in its stored form, checked.
    pub number: String,
}

/// One thing that describes the young person. Each has one current value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Pronouns, in their own words.
    Pronouns,
    /// Sex, code of the return.
    Sex,
    /// Ethnicity, code of the return.
    Ethnicity,
    /// Languages spoken, and whether an interpreter is needed.
    Languages,
    /// How to talk with them: shown on every page of theirs.
    Communication,
    /// What helps when I am wound up, in their words.
    WhatHelps,
    /// Whether they are a parent, from the return (code, date of the child's birth).
    Parent,
}

impl Detail {
    /// Whether a council's return says it too.
    pub fn is_of_the_return(self) -> bool {
        matches!(self, Self::Sex | Self::Ethnicity | Self::Parent)
    }

    /// Every detail, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Pronouns,
        Self::Communication,
        Self::WhatHelps,
        Self::Languages,
        Self::Ethnicity,
        Self::Sex,
        Self::Parent,
    ];
}

/// `people.detail_recorded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailRecorded {
    /// Which detail.
    pub detail: Detail,
    /// Its value; empty text says that it is no longer so.
    pub value: String,
}

/// `people.safe_contact_recorded`: shown before any call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeContactRecorded {
    /// By which channel, for example "text first, then ring".
    pub channel: String,
    /// At which hours.
    pub hours: String,
    /// Whether a voicemail may be left.
    pub voicemail: bool,
}

/// What kind of way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A postal address.
    Address,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
}

/// `people.contact_point_recorded`: the value itself is in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPointRecorded {
    /// What kind.
    pub kind: ContactKind,
    /// Where the vault keeps it.
    pub value: VaultRef,
    /// Whether it is shielded: shown to named workers only, never in look-ups.
    pub shielded: bool,
}

/// `people.contact_point_ended`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPointEnded {
    /// Why, in a few words.
    pub reason: String,
}

/// `people.family_member_recorded`: one stream for each member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyMemberRecorded {
    /// Their record here, where they are a young person of the service themselves;
    /// the name is then read from there and empty here.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// What they are to the young person, in the young person's words.
    pub relation: String,
    /// Whether they have parental responsibility.
    pub parental_responsibility: bool,
    /// Whether they matter to the young person although not family.
    pub network: bool,
    /// What workers need to know, in plain words.
    pub note: String,
}

/// `people.alert_raised`: one stream for each alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertRaised {
    /// What to be careful about, in a sentence.
    pub alert: String,
    /// When somebody looks at it again.
    pub review_on: Date,
    /// Whether the young person was told that it stands here.
    pub young_person_told: bool,
}

/// `people.alert_ended`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertEnded {
    /// Why it is no longer needed.
    pub reason: String,
}

/// What a health fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HealthTopic {
    /// An allergy.
    Allergy,
    /// A medicine they take.
    Medicine,
    /// Their GP surgery.
    Gp,
    /// Who may agree to what.
    MayAgree,
    /// Anything else a night worker needs.
    Other,
}

/// `people.health_recorded`: one stream for each fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthRecorded {
    /// What it is about.
    pub topic: HealthTopic,
    /// The fact, in a sentence; empty text says that it is no longer so.
    pub fact: String,
}

/// `people.died`: stops clocks and letters, ends no history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Died {
    /// Who told us.
    pub told_by: String,
}

/// `people.death_undone`: the death was recorded by mistake; every clock runs again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeathUndone {
    /// How we know that they are alive.
    pub reason: String,
}

/// `people.restricted`: from now on only named workers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictedTo {
    /// Why.
    pub reason: String,
    /// Who may open the record.
    pub posts: Vec<PostId>,
    /// When this is looked at again: at most 90 days ahead.
    pub review_on: Date,
}

/// `people.restriction_reviewed`: it stays, and the reason it was made for stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictionReviewed {
    /// What was found, and why it stays.
    pub finding: String,
    /// When this is looked at again: at most 90 days ahead.
    pub review_on: Date,
}

/// `people.restriction_lifted`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictionLifted {
    /// Why.
    pub reason: String,
}

/// `people.glass_broken`: an emergency opening of one record for an hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassBroken {
    /// Who opened it.
    pub post: PostId,
    /// The reason, given before the name.
    pub reason: String,
    /// Until when it stays open; nothing was opened where this is absent.
    pub until: Option<Instant>,
}

/// `people.safety_page_opened`: the safety page alone, for an hour, because
/// somebody arrives tonight who may be this young person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyPageOpened {
    /// Who opened it.
    pub post: PostId,
    /// The record that was written for whoever arrives.
    pub arriving: PersonId,
    /// The reason, given before anything was shown.
    pub reason: String,
    /// Until when it stays open; nothing was opened where this is absent.
    pub until: Option<Instant>,
}

/// Whether a day still belongs to the night for which somebody was expected:
/// that day, and the small hours of the next.
pub fn is_night_of(expected: Date, today: Date) -> bool {
    today == expected || expected.tomorrow().is_ok_and(|next| next == today)
}

/// When an opening is looked at by somebody else: a whole record on the next
/// working day, a safety page the next morning.
pub fn review_due(opened: Date, card_only: bool) -> Date {
    if card_only { opened.tomorrow().unwrap_or(opened) } else { next_working_day(opened) }
}

/// `people.glass_reviewed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassReviewed {
    /// The opening looked at.
    pub opening: EventId,
    /// What the reviewer found.
    pub finding: String,
}

/// `people.import_carried_out`: a council's files were brought in, and something was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCarriedOut {
    /// Why people of all ages came in, where they did.
    pub all_ages: Option<String>,
    /// The collection years of the files, by the year in which they end.
    pub years: Vec<i16>,
    /// How many people were new.
    pub created: u64,
    /// About how many of those who were here something was written.
    pub changed: u64,
    /// About how many nothing was taken in until it is certain who they are.
    pub held_back: u64,
    /// How many rows were not taken in.
    pub refused: u64,
}

/// `people.import_conflict`: the file disagrees with what was corrected here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportConflict {
    /// The event that stands.
    pub stands: EventId,
    /// The kind of event the file would have made.
    pub kind: String,
    /// The payload it would have had, in the vault: it may hold a name.
    pub file_says: VaultRef,
}

/// `people.import_conflict_decided`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportConflictDecided {
    /// Whether the file's version was taken.
    pub file_taken: bool,
    /// Why.
    pub reason: String,
}

/// `people.row_returned`: the file was sent again, with the row that it had left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowReturned {
    /// Which file of which year, as it was said to have left the row out.
    pub file: String,
}

/// `people.row_vanished`: said once for each row that a later file no longer has, until it has it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowVanished {
    /// The event the row had made.
    pub stands: EventId,
    /// Which file of which year, for example "Missing 2025-26".
    pub file: String,
}
