//! The typed rows.
//!
//! `None` means that the cell was blank, or that its value was left out and an
//! issue says so. Keys and the dates that open or close something are never
//! left out: a row without them is refused.

use crate::written::Written;
use jiff::civil::{Date, Time};
use practice::codes::{Code, CollectionYear};
use practice::dates::PartialDate;
use practice::numbers::{CouncilNumber, NoUpn, OfstedUrn, Postcode, SocialWorkerId, Upn};

/// Where a row stands: a file of the reading and a line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowRef {
    /// The place of the file in [`crate::Reading::files`].
    pub file: u16,
    /// The line, counted from 1.
    pub line: u32,
}

/// What makes a row one of its kind: the year, the child and, where a child may
/// have several, the day it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The collection year; `None` for `People.csv`.
    pub year: Option<CollectionYear>,
    /// The council's number.
    pub child: CouncilNumber,
    /// The first day, where it is part of the key.
    pub day: Option<Date>,
}

/// What all rows have in common.
pub trait Row: Clone {
    /// Where it stands.
    fn source(&self) -> RowRef;
    /// Its key, of which a reading holds one row (two, where the number is
    /// contested).
    fn key(&self) -> Key;
    /// When what it tells of ended, which cannot be left out.
    fn ends(&self) -> Option<Date>;
    /// Leaves out every value that not all of the others under the same key have too, and names the columns.
    fn agree_with(&mut self, others: &[Self]) -> Vec<&'static str>;
    /// The value in one of these columns, as a file writes it.
    fn written(&self, column: &str) -> Option<String>;
    /// Whether two rows under one key can hardly be about the same child.
    fn contests(&self, _other: &Self) -> bool {
        false
    }
}

/// Implements [`Row`] by naming the fields that may be left out.
macro_rules! row {
    ($name:ident, year: $year:expr, day: $day:expr, ends: $ends:expr, $($field:ident $column:literal),* $(,)? $(; contests: $contests:expr)?) => {
        impl Row for $name {
            fn source(&self) -> RowRef {
                self.source
            }

            fn key(&self) -> Key {
                let (year, day): (fn(&Self) -> Option<CollectionYear>, fn(&Self) -> Option<Date>) = ($year, $day);
                Key { year: year(self), child: self.child, day: day(self) }
            }

            fn ends(&self) -> Option<Date> {
                let ends: fn(&Self) -> Option<Date> = $ends;
                ends(self)
            }

            fn agree_with(&mut self, others: &[Self]) -> Vec<&'static str> {
                let mut differ = Vec::new();
                $(if others.iter().any(|other| other.$field != self.$field) {
                    self.$field = None;
                    differ.push($column);
                })*
                differ
            }

            fn written(&self, column: &str) -> Option<String> {
                match column {
                    $($column => self.$field.as_ref().map(Written::written),)*
                    _ => None,
                }
            }

            $(fn contests(&self, other: &Self) -> bool {
                let contests: fn(&Self, &Self) -> bool = $contests;
                contests(self, other)
            })?
        }
    };
}

/// A child's pupil number, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UpnEntry {
    /// The number.
    Known(Upn),
    /// The reason there is none.
    Unknown(NoUpn),
}

/// A row of Header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderRow {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// Sex.
    pub sex: Option<&'static Code>,
    /// Birth date.
    pub dob: Option<Date>,
    /// Ethnicity.
    pub ethnic: Option<&'static Code>,
    /// Pupil number, or why there is none.
    pub upn: Option<UpnEntry>,
    /// Whether a mother.
    pub mother: Option<&'static Code>,
    /// Birth date of the (first) child of a mother.
    pub mc_dob: Option<Date>,
}
row!(HeaderRow, year: |row| Some(row.year), day: |_| None, ends: |_| None,
    sex "SEX", dob "DOB", ethnic "ETHNIC", upn "UPN", mother "MOTHER", mc_dob "MC_DOB";
    contests: |one, other| both_differ(one.dob, other.dob));

/// The provider of a placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProviderUrn {
    /// Registered with Ofsted.
    Registered(OfstedUrn),
    /// `XXXXXXX`: has no number.
    Unregistered,
}

/// A row of Episodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpisodeRow {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// The first day.
    pub decom: Date,
    /// Why it began.
    pub rne: Option<&'static Code>,
    /// Legal status.
    pub ls: Option<&'static Code>,
    /// Category of need.
    pub cin: Option<&'static Code>,
    /// Placement type.
    pub place: Option<&'static Code>,
    /// Who provides the placement.
    pub place_provider: Option<&'static Code>,
    /// The last day; `None` only while it is open.
    pub dec: Option<Date>,
    /// Why it ended.
    pub rec: Option<&'static Code>,
    /// Why the placement changed.
    pub reason_place_change: Option<&'static Code>,
    /// Postcode of home.
    pub home_post: Option<Postcode>,
    /// Postcode of the placement.
    pub pl_post: Option<Postcode>,
    /// The provider's Ofsted number.
    pub urn: Option<ProviderUrn>,
}
row!(EpisodeRow, year: |row| Some(row.year), day: |row| Some(row.decom), ends: |row| row.dec,
    rne "RNE", ls "LS", cin "CIN", place "PLACE", place_provider "PLACE_PROVIDER", rec "REC",
    reason_place_change "REASON_PLACE_CHANGE", home_post "HOME_POST", pl_post "PL_POST", urn "URN");

/// A row of Reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// Birth date.
    pub dob: Option<Date>,
    /// The day of the review.
    pub review: Date,
    /// How the child took part.
    pub review_code: Option<&'static Code>,
}
row!(ReviewRow, year: |row| Some(row.year), day: |row| Some(row.review), ends: |_| None,
    dob "DOB", review_code "REVIEW_CODE");

/// A row of Missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRow {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// Birth date.
    pub dob: Option<Date>,
    /// Missing, or away without authorisation.
    pub missing: Option<&'static Code>,
    /// The first day.
    pub mis_start: Date,
    /// The day of return; `None` only while still away.
    pub mis_end: Option<Date>,
}
row!(MissingRow, year: |row| Some(row.year), day: |row| Some(row.mis_start), ends: |row| row.mis_end,
    dob "DOB", missing "MISSING");

/// A row of OC2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oc2Row {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// Birth date.
    pub dob: Option<Date>,
    /// SDQ total, 0 to 40, as answered by the carer.
    pub sdq_score: Option<u8>,
    /// Why there is no score.
    pub sdq_reason: Option<&'static Code>,
    /// Convicted, or given a final warning or reprimand, in the year.
    pub convicted: Option<&'static Code>,
    /// Development check of the under-fives.
    pub health_check: Option<&'static Code>,
    /// Immunisations up to date.
    pub immunisations: Option<&'static Code>,
    /// Seen by a dentist.
    pub teeth_check: Option<&'static Code>,
    /// Annual health assessment.
    pub health_assessment: Option<&'static Code>,
    /// Found to have a substance misuse problem.
    pub substance_misuse: Option<&'static Code>,
    /// Received an intervention for it.
    pub intervention_received: Option<&'static Code>,
    /// Was offered one.
    pub intervention_offered: Option<&'static Code>,
}
row!(Oc2Row, year: |row| Some(row.year), day: |_| None, ends: |_| None,
    dob "DOB", sdq_score "SDQ_SCORE", sdq_reason "SDQ_REASON", convicted "CONVICTED",
    health_check "HEALTH_CHECK", immunisations "IMMUNISATIONS", teeth_check "TEETH_CHECK",
    health_assessment "HEALTH_ASSESSMENT", substance_misuse "SUBSTANCE_MISUSE",
    intervention_received "INTERVENTION_RECEIVED", intervention_offered "INTERVENTION_OFFERED");

/// A row of OC3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oc3Row {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// Birth date.
    pub dob: Option<Date>,
    /// Whether in touch.
    pub in_touch: Option<&'static Code>,
    /// Main activity.
    pub activ: Option<&'static Code>,
    /// Accommodation and its suitability.
    pub accom: Option<&'static Code>,
}
row!(Oc3Row, year: |row| Some(row.year), day: |_| None, ends: |_| None,
    dob "DOB", in_touch "IN_TOUCH", activ "ACTIV", accom "ACCOM");

/// A social worker of the return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SocialWorker {
    /// Registered with Social Work England.
    Registered(SocialWorkerId),
    /// `XX`: not registered.
    Unregistered,
}

/// A row of `SWEpisodes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwEpisodeRow {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// Birth date.
    pub dob: Option<Date>,
    /// The social worker.
    pub sw_id: Option<SocialWorker>,
    /// The first day.
    pub sw_decom: Date,
    /// The last day; `None` only while it is open.
    pub sw_dec: Option<Date>,
    /// Why the worker changed.
    pub sw_reason: Option<&'static Code>,
}
row!(SwEpisodeRow, year: |row| Some(row.year), day: |row| Some(row.sw_decom), ends: |row| row.sw_dec,
    dob "DOB", sw_id "SW_ID", sw_reason "SW_REASON");

/// A row of UASC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UascRow {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// Sex.
    pub sex: Option<&'static Code>,
    /// Birth date.
    pub dob: Option<Date>,
    /// The day the status ceased; `None` only while it lasts.
    pub duc: Option<Date>,
}
row!(UascRow, year: |row| Some(row.year), day: |_| None, ends: |row| row.duc, sex "SEX", dob "DOB");

/// Where somebody's earlier permanence was arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PermanenceIn {
    /// An English authority, by its three-digit number.
    Authority(u16),
    /// Outside England.
    Elsewhere(&'static Code),
}

/// A row of `PrevPerm`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrevPermRow {
    /// Where it stands.
    pub source: RowRef,
    /// The year of the return.
    pub year: CollectionYear,
    /// The council's number.
    pub child: CouncilNumber,
    /// Birth date.
    pub dob: Option<Date>,
    /// What the permanence was.
    pub prev_perm: Option<&'static Code>,
    /// Where it was arranged.
    pub la_perm: Option<PermanenceIn>,
    /// When, as far as is known.
    pub date_perm: Option<PartialDate>,
}
row!(PrevPermRow, year: |row| Some(row.year), day: |_| None, ends: |_| None,
    dob "DOB", prev_perm "PREV_PERM", la_perm "LA_PERM", date_perm "DATE_PERM");

/// Somebody who is missing now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingNow {
    /// Since a day and, where it was written, a time of day.
    Since(Date, Option<Time>),
    /// The file says yes without saying since when.
    SinceUnknown,
}

/// A row of `People.csv`. Text is as written, with runs of spaces made one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Where it stands.
    pub source: RowRef,
    /// The council's number.
    pub child: CouncilNumber,
    /// Legal name.
    pub legal_name: Option<Box<str>>,
    /// The name they use.
    pub name_used: Option<Box<str>>,
    /// Birth date.
    pub dob: Option<Date>,
    /// The responsible team.
    pub team: Option<Box<str>>,
    /// The social worker's name.
    pub social_worker: Option<Box<str>>,
    /// The key worker's name.
    pub key_worker: Option<Box<str>>,
    /// Since when; only beside a key worker.
    pub key_worker_since: Option<Date>,
    /// The council's word for the group: residential, outreach and so on.
    pub cohort: Option<Box<str>>,
    /// Where they sleep tonight.
    pub sleeping_at: Option<Box<str>>,
    /// What the stay is for.
    pub stay_purpose: Option<Box<str>>,
    /// Missing now.
    pub missing: Option<MissingNow>,
}
row!(PersonRow, year: |_| None, day: |_| None, ends: |_| None,
legal_name "LEGAL_NAME", name_used "NAME_USED", dob "DOB", team "TEAM", social_worker "SOCIAL_WORKER",
key_worker "KEY_WORKER", key_worker_since "KEY_WORKER_SINCE", cohort "COHORT",
sleeping_at "SLEEPING_AT", stay_purpose "STAY_PURPOSE", missing "MISSING_SINCE";
contests: |one, other| {
    let name = |row: &Self| row.legal_name.as_deref().map(str::to_lowercase);
    both_differ(one.dob, other.dob) || both_differ(name(one), name(other))
});

/// Whether both are known and differ.
fn both_differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}
