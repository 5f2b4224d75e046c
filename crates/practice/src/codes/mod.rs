//! The code sets of the SSDA903 return, with labels and the years in which
//! each code is used.
//!
//! A value is always judged by the code set of its own collection year: `1`
//! for male was right until 2023-24 and is wrong from 2024-25 on.

mod table;
mod year;

use serde::Serialize;
pub use year::CollectionYear;

/// A code set of the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum CodeSet {
    /// `SEX`.
    Sex,
    /// `ETHNIC`: the 20 codes also used by the school census.
    Ethnicity,
    /// Why there is no UPN, written in the `UPN` column.
    NoUpn,
    /// `MOTHER`; blank for males.
    Motherhood,
    /// `RNE`.
    ReasonForNewEpisode,
    /// `LS`.
    LegalStatus,
    /// `CIN`, as it was at the start of the period of care.
    CategoryOfNeed,
    /// `PLACE`.
    Placement,
    /// `PLACE_PROVIDER`.
    PlacementProvider,
    /// `REC`.
    ReasonEpisodeCeased,
    /// `REASON_PLACE_CHANGE`, on the episode that ends.
    ReasonForPlacementChange,
    /// `REVIEW_CODE`.
    ReviewParticipation,
    /// The no and yes of OC2.
    YesNo,
    /// `SDQ_REASON`: why there is no score.
    NoSdq,
    /// `FOSTER_CARE`: adopted by a former foster carer.
    AdoptedByFosterCarer,
    /// `SEX_ADOPTR`.
    AdopterSex,
    /// `LS_ADOPTR`.
    AdopterStatus,
    /// `REASON_PLACED_CEASED`.
    NoLongerForAdoption,
    /// `PREV_PERM`.
    PreviousPermanence,
    /// `LA_PERM` outside England; inside, it is a three-digit authority number.
    PermanencePlace,
    /// `MISSING`: missing, or away without authorisation.
    MissingKind,
    /// `IN_TOUCH`.
    InTouch,
    /// `ACTIV`.
    Activity,
    /// `ACCOM`: a letter for the kind of home and a digit for its suitability.
    Accommodation,
    /// `SW_REASON`.
    SocialWorkerChange,
}

impl CodeSet {
    /// Every code set, in the order of the return.
    pub const ALL: [Self; 25] = [
        Self::Sex,
        Self::Ethnicity,
        Self::NoUpn,
        Self::Motherhood,
        Self::ReasonForNewEpisode,
        Self::LegalStatus,
        Self::CategoryOfNeed,
        Self::Placement,
        Self::PlacementProvider,
        Self::ReasonEpisodeCeased,
        Self::ReasonForPlacementChange,
        Self::ReviewParticipation,
        Self::YesNo,
        Self::NoSdq,
        Self::AdoptedByFosterCarer,
        Self::AdopterSex,
        Self::AdopterStatus,
        Self::NoLongerForAdoption,
        Self::PreviousPermanence,
        Self::PermanencePlace,
        Self::MissingKind,
        Self::InTouch,
        Self::Activity,
        Self::Accommodation,
        Self::SocialWorkerChange,
    ];

    /// Every code of the set that was ever used, in the order of the guide.
    pub fn codes(self) -> &'static [Code] {
        match self {
            Self::Sex => table::SEX,
            Self::Ethnicity => table::ETHNICITY,
            Self::NoUpn => table::NO_UPN,
            Self::Motherhood => table::MOTHERHOOD,
            Self::ReasonForNewEpisode => table::REASON_FOR_NEW_EPISODE,
            Self::LegalStatus => table::LEGAL_STATUS,
            Self::CategoryOfNeed => table::CATEGORY_OF_NEED,
            Self::Placement => table::PLACEMENT,
            Self::PlacementProvider => table::PLACEMENT_PROVIDER,
            Self::ReasonEpisodeCeased => table::REASON_EPISODE_CEASED,
            Self::ReasonForPlacementChange => table::REASON_FOR_PLACEMENT_CHANGE,
            Self::ReviewParticipation => table::REVIEW_PARTICIPATION,
            Self::YesNo => table::YES_NO,
            Self::NoSdq => table::NO_SDQ,
            Self::AdoptedByFosterCarer => table::ADOPTED_BY_FOSTER_CARER,
            Self::AdopterSex => table::ADOPTER_SEX,
            Self::AdopterStatus => table::ADOPTER_STATUS,
            Self::NoLongerForAdoption => table::NO_LONGER_FOR_ADOPTION,
            Self::PreviousPermanence => table::PREVIOUS_PERMANENCE,
            Self::PermanencePlace => table::PERMANENCE_PLACE,
            Self::MissingKind => table::MISSING_KIND,
            Self::InTouch => table::IN_TOUCH,
            Self::Activity => table::ACTIVITY,
            Self::Accommodation => table::ACCOMMODATION,
            Self::SocialWorkerChange => table::SOCIAL_WORKER_CHANGE,
        }
    }

    /// The codes of the set that are used in a year.
    pub fn codes_in(self, year: CollectionYear) -> impl Iterator<Item = &'static Code> {
        self.codes().iter().filter(move |code| code.valid_in(year))
    }

    /// What the set says, as it reads inside a sentence: "a legal status".
    pub fn title(self) -> &'static str {
        match self {
            Self::Sex => "a sex",
            Self::Ethnicity => "an ethnicity",
            Self::NoUpn => "a reason for having no UPN",
            Self::Motherhood => "a motherhood",
            Self::ReasonForNewEpisode => "a reason for a new episode",
            Self::LegalStatus => "a legal status",
            Self::CategoryOfNeed => "a category of need",
            Self::Placement => "a placement type",
            Self::PlacementProvider => "a placement provider",
            Self::ReasonEpisodeCeased => "a reason for an episode ending",
            Self::ReasonForPlacementChange => "a reason for a change of placement",
            Self::ReviewParticipation => "a way of taking part in a review",
            Self::YesNo => "a no or yes",
            Self::NoSdq => "a reason for having no SDQ score",
            Self::AdoptedByFosterCarer => "an adopted by foster carer",
            Self::AdopterSex => "a sex of adopters",
            Self::AdopterStatus => "a legal status of adopters",
            Self::NoLongerForAdoption => "a reason for no longer being placed for adoption",
            Self::PreviousPermanence => "a previous permanence",
            Self::PermanencePlace => "a place of previous permanence",
            Self::MissingKind => "a missing or away",
            Self::InTouch => "an in touch",
            Self::Activity => "a main activity",
            Self::Accommodation => "an accommodation",
            Self::SocialWorkerChange => "a reason for a change of social worker",
        }
    }
}

/// One code of a set.
#[derive(Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Code {
    /// The set it belongs to.
    pub set: CodeSet,
    /// The code as it stands in a file.
    pub code: &'static str,
    /// What it means, in words.
    pub label: &'static str,
    first_year: Option<i16>,
    last_year: Option<i16>,
}

impl Code {
    /// Whether the return of this year uses the code.
    pub fn valid_in(&self, year: CollectionYear) -> bool {
        self.first_year.is_none_or(|first| first <= year.ends())
            && self.last_year.is_none_or(|last| year.ends() <= last)
    }

    /// The first return that uses the code, when it has not always been used.
    pub fn first_year(&self) -> Option<CollectionYear> {
        self.first_year.and_then(CollectionYear::ending)
    }

    /// The last return that uses the code, when it has been dropped.
    pub fn last_year(&self) -> Option<CollectionYear> {
        self.last_year.and_then(CollectionYear::ending)
    }
}

/// What is known of a value under the code set of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// A code of that year.
    Valid(&'static Code),
    /// A code of the set, but not one of that year.
    OtherYears(&'static Code),
    /// Not a code of the set in any year.
    Unknown,
}

/// Judges a value, written exactly as the code, by the code set of a year.
pub fn judge(set: CodeSet, value: &str, year: CollectionYear) -> Judged {
    match set.codes().iter().find(|code| code.code == value) {
        Some(code) if code.valid_in(year) => Judged::Valid(code),
        Some(code) => Judged::OtherYears(code),
        None => Judged::Unknown,
    }
}

/// The code a value stands for in a year, if it does.
pub fn lookup(set: CodeSet, value: &str, year: CollectionYear) -> Option<&'static Code> {
    match judge(set, value, year) {
        Judged::Valid(code) => Some(code),
        Judged::OtherYears(_) | Judged::Unknown => None,
    }
}

/// The code a value stood for in whatever year it was used: for showing what
/// was once recorded, never for accepting something new.
pub fn ever(set: CodeSet, value: &str) -> Option<&'static Code> {
    set.codes().iter().find(|code| code.code == value)
}

#[cfg(test)]
mod tests;
