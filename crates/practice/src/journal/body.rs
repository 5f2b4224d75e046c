//! The catalogue of events: every kind and version ever written, in one table.

use super::Class;
use crate::{homes, hubs, key_working, notices, outcomes, people, plans, safety, specialists, staff, story};

/// A payload this release cannot read.
#[derive(Debug, thiserror::Error)]
#[error("{kind} v{version} cannot be read: {why}")]
pub struct UnreadableBody {
    /// The stable dotted name.
    pub kind: String,
    /// The version written.
    pub version: i64,
    /// What stood in the way; never the payload itself.
    pub why: String,
}

/// One line of the generated event catalogue.
#[derive(Debug, Clone, Copy)]
pub struct CatalogueEntry {
    /// The stable dotted name, room first.
    pub kind: &'static str,
    /// The version written today.
    pub version: i64,
    /// The privacy class it has unless the author chooses another.
    pub class: Class,
    /// Whether the story folds it away among quiet entries.
    pub quiet: bool,
    /// What it says, in a sentence.
    pub says: &'static str,
}

macro_rules! catalogue {
    ($($kind:literal v $version:literal $variant:ident($payload:ty) $class:ident $quiet:ident $says:literal;)*) => {
        /// What happened. Each variant is one kind of the catalogue.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Body {
            $(#[doc = $says] $variant($payload),)*
            /// The content was lawfully erased; that it was there remains.
            Erased(String),
        }

        /// Every kind of event this release writes.
        pub const CATALOGUE: &[CatalogueEntry] = &[
            $(CatalogueEntry { kind: $kind, version: $version, class: Class::$class, quiet: quiet!($quiet), says: $says },)*
        ];

        impl Body {
            /// The stable dotted name.
            pub fn kind(&self) -> &str {
                match self { $(Self::$variant(_) => $kind,)* Self::Erased(kind) => kind }
            }

            /// The version written today.
            pub fn version(&self) -> i64 {
                match self { $(Self::$variant(_) => $version,)* Self::Erased(_) => 0 }
            }

            /// The payload's canonical bytes: JSON with fields in declared order.
            pub fn payload(&self) -> Vec<u8> {
                let bytes = match self {
                    $(Self::$variant(payload) => serde_json::to_vec(payload),)*
                    Self::Erased(_) => return Vec::new(),
                };
                bytes.expect("payloads are plain data with text keys, which JSON can always hold")
            }

            /// Reads a payload of any version ever written.
            pub fn read(kind: &str, version: i64, payload: &[u8]) -> Result<Self, UnreadableBody> {
                let unreadable = |why: String| UnreadableBody { kind: kind.into(), version, why };
                let read = match (kind, version) {
                    $(($kind, $version) => Some(serde_json::from_slice(payload).map(Self::$variant)),)*
                    _ => upcast(kind, version, payload),
                };
                read.ok_or_else(|| unreadable("this release does not know it".into()))?
                    .map_err(|error| unreadable(format!("{:?} at {}", error.classify(), error.column())))
            }
        }
    };
}

macro_rules! quiet {
    (quiet) => {
        true
    };
    (told) => {
        false
    };
}

catalogue! {
    "people.known" v 1 Known(people::Known) Story told "The service came to know of a young person.";
    "people.name_recorded" v 1 NameRecorded(people::NameRecorded) Story quiet "A name was recorded.";
    "people.birth_recorded" v 1 BirthRecorded(people::BirthRecorded) Story quiet "A birth date was recorded, with its basis.";
    "people.number_recorded" v 1 NumberRecorded(people::NumberRecorded) Story quiet "A number that others know the young person by was recorded.";
    "people.detail_recorded" v 1 DetailRecorded(people::DetailRecorded) Story quiet "Something that describes the young person was recorded.";
    "people.safe_contact_recorded" v 1 SafeContactRecorded(people::SafeContactRecorded) Story told "How to reach the young person safely was recorded.";
    "people.contact_point_recorded" v 1 ContactPointRecorded(people::ContactPointRecorded) Story quiet "A way to reach the young person was recorded; the vault holds it.";
    "people.contact_point_ended" v 1 ContactPointEnded(people::ContactPointEnded) Story quiet "A way to reach the young person is no longer right.";
    "people.family_member_recorded" v 1 FamilyMemberRecorded(people::FamilyMemberRecorded) Family quiet "Somebody in the family or network was recorded.";
    "people.alert_raised" v 1 AlertRaised(people::AlertRaised) Story told "An alert was raised, with a date to look at it again.";
    "people.alert_ended" v 1 AlertEnded(people::AlertEnded) Story told "An alert was ended.";
    "people.health_recorded" v 1 HealthRecorded(people::HealthRecorded) Story quiet "A health fact that a night worker needs was recorded.";
    "people.photo_recorded" v 1 PhotoRecorded(people::PhotoRecorded) Story told "A recent photo was added.";
    "people.photo_removed" v 1 PhotoRemoved(people::PhotoRemoved) Story told "A photo was taken out, with a reason.";
    "people.died" v 1 Died(people::Died) Story told "The young person died.";
    "people.death_undone" v 1 DeathUndone(people::DeathUndone) Story told "A death that was recorded by mistake was taken back.";
    "people.adopted" v 1 Adopted(people::Adopted) Restricted told "An adoption sealed this record.";
    "people.adoption_workers_named" v 1 AdoptionWorkersNamed(people::AdoptionWorkersNamed) Restricted told "Who may know where the story goes on after an adoption was named.";
    "people.adoption_undone" v 1 AdoptionUndone(people::AdoptionUndone) Restricted told "An adoption that was recorded by mistake was undone, and the record opened again.";
    "people.restricted" v 1 Restricted(people::RestrictedTo) Management quiet "The record was restricted to named workers.";
    "people.restriction_lifted" v 1 RestrictionLifted(people::RestrictionLifted) Management quiet "The restriction was lifted.";
    "people.restriction_reviewed" v 1 RestrictionReviewed(people::RestrictionReviewed) Management quiet "A restriction was looked at again and stays.";
    "people.glass_broken" v 1 GlassBroken(people::GlassBroken) Management quiet "Somebody opened the record in an emergency, with a reason.";
    "people.glass_reviewed" v 1 GlassReviewed(people::GlassReviewed) Management quiet "An emergency opening was looked at by somebody else.";
    "people.safety_page_opened" v 1 SafetyPageOpened(people::SafetyPageOpened) Management quiet "Somebody opened the safety page for a young person arriving tonight, with a reason.";
    "people.match_suspected" v 2 MatchSuspected(people::MatchSuspected) Management quiet "Two records may be one person, or one number two people.";
    "people.match_decided" v 2 MatchDecided(people::MatchDecided) Management quiet "The matching desk decided on a suspected match.";
    "people.import_conflict" v 1 ImportConflict(people::ImportConflict) Management quiet "The council's file and a correction made here disagree.";
    "people.import_conflict_decided" v 1 ImportConflictDecided(people::ImportConflictDecided) Management quiet "Somebody decided between the council's file and what was corrected here.";
    "people.import_carried_out" v 1 ImportCarriedOut(people::ImportCarriedOut) Management quiet "A council's files were brought in.";
    "people.row_vanished" v 1 RowVanished(people::RowVanished) Management quiet "A row of an earlier return is missing from a later one.";
    "people.row_returned" v 1 RowReturned(people::RowReturned) Management quiet "A row that was missing from a file is in that file again.";
    "hubs.responsible_team_named" v 2 ResponsibleTeamNamed(hubs::ResponsibleTeamNamed) Story told "A team became responsible for the young person.";
    "hubs.on_call_named" v 1 OnCallNamed(hubs::OnCallNamed) Management quiet "Somebody was put down as on call for some nights.";
    "hubs.on_call_ended" v 1 OnCallEnded(hubs::OnCallEnded) Management quiet "Somebody is not on call any more.";
    "hubs.shift_note_written" v 1 ShiftNoteWritten(hubs::ShiftNoteWritten) Management quiet "Whoever goes off shift in a house wrote down what the next shift should know of the house.";
    "hubs.shift_note_read" v 1 ShiftNoteRead(hubs::ShiftNoteRead) Management quiet "Somebody said that they have read the note of a shift.";
    "hubs.shift_line_written" v 1 ShiftLineWritten(hubs::ShiftLineWritten) Story told "Whoever goes off shift wrote down what the next shift should know of the young person.";
    "hubs.went_out_alone" v 1 WentOutAlone(hubs::WentOutAlone) Management quiet "A worker went out alone, and said by when they would be back.";
    "hubs.out_longer" v 1 OutLonger(hubs::OutLonger) Management quiet "A worker who is out alone said that it gets later.";
    "hubs.looked_for" v 1 LookedFor(hubs::LookedFor) Management quiet "Somebody tried to find a worker who is overdue.";
    "hubs.back_safe" v 1 BackSafe(hubs::BackSafe) Management quiet "A worker who was out alone is safe.";
    "key_working.key_worker_named" v 1 KeyWorkerNamed(key_working::KeyWorkerNamed) Story told "A key worker was named.";
    "key_working.key_working_ended" v 1 KeyWorkingEnded(key_working::KeyWorkingEnded) Story told "Key working ended, agreed by both.";
    "key_working.cover_named" v 1 CoverNamed(key_working::CoverNamed) Story told "Somebody covers for the key worker until a day.";
    "key_working.cover_ended" v 1 CoverEnded(key_working::CoverEnded) Story told "Cover for the key worker ended before its last day.";
    "key_working.contact_logged" v 1 ContactLogged(key_working::ContactLogged) Story told "Somebody was in touch with the young person, or tried.";
    "key_working.contact_planned" v 1 ContactPlanned(key_working::ContactPlanned) Story told "A visit or call was planned, or planned anew.";
    "key_working.plan_called_off" v 1 PlanCalledOff(key_working::PlanCalledOff) Story told "A planned visit or call was called off.";
    "key_working.plan_logged" v 1 PlanLogged(key_working::PlanLogged) Story quiet "What became of a planned visit or call was logged.";
    "key_working.rhythm_agreed" v 1 RhythmAgreed(key_working::RhythmAgreed) Story told "It was agreed how often the young person is met.";
    "key_working.task_put_off" v 1 TaskPutOff(key_working::TaskPutOff) Story quiet "Something that needed somebody was put off, with a reason.";
    "key_working.goodbye_told" v 1 GoodbyeTold(key_working::GoodbyeTold) Story told "Somebody whom the young person knows told them that a key worker leaves.";
    "key_working.handover_written" v 1 HandoverWritten(key_working::HandoverWritten) Story told "A key worker wrote down what the next one should know.";
    "key_working.social_worker_named" v 2 SocialWorkerNamed(key_working::SocialWorkerNamed) Story told "A social worker was named.";
    "key_working.social_worker_spell" v 1 SocialWorkerSpell(key_working::SocialWorkerSpell) Story quiet "A period with one social worker, from the council's return.";
    "key_working.cohort_recorded" v 1 CohortRecorded(key_working::CohortRecorded) Story quiet "Whether the young person is looked after, at its edge, or has left care.";
    "specialists.pulled_in" v 1 PulledIn(specialists::PulledIn) Story told "A worker was pulled in to the one team.";
    "specialists.stepped_out" v 1 SteppedOut(specialists::SteppedOut) Story told "A worker who was pulled in stepped out again.";
    "homes.care_period" v 1 CarePeriod(homes::CarePeriod) Story told "A period of care in one place under one legal status.";
    "homes.sleeping_recorded" v 1 SleepingRecorded(homes::SleepingRecorded) Story told "Where the young person is staying was recorded.";
    "homes.arrival_expected" v 1 ArrivalExpected(homes::ArrivalExpected) Story told "The young person was expected to arrive that night.";
    "homes.day_noted" v 1 DayNoted(homes::DayNoted) Story told "How a day in one of our houses was for the young person was noted.";
    "safety.missing_recorded" v 1 MissingRecorded(safety::MissingRecorded) Story told "The young person was missing, or away without agreement.";
    "safety.incident_recorded" v 1 IncidentRecorded(safety::IncidentRecorded) Story told "An incident was recorded, as it was known then.";
    "safety.incident_added_to" v 1 IncidentAddedTo(safety::IncidentAddedTo) Story told "Something was added to an incident that was recorded before.";
    "plans.review_held" v 1 ReviewHeld(plans::ReviewHeld) Story told "A review of the care plan was held.";
    "plans.permanence_before" v 1 PermanenceBefore(plans::PermanenceBefore) Family quiet "How an earlier time in care had ended in a permanent home.";
    "outcomes.year_in_care" v 1 YearInCare(outcomes::YearInCare) Story quiet "The yearly health and wellbeing answers of the return. Those about convictions are for police, those about substances clinical.";
    "outcomes.after_care" v 1 AfterCare(outcomes::AfterCare) Story told "How somebody who left care was doing around a birthday.";
    "outcomes.unaccompanied" v 1 Unaccompanied(outcomes::Unaccompanied) Story quiet "The young person sought asylum alone.";
    "story.note_written" v 1 NoteWritten(story::NoteWritten) Story told "A note was added to the story.";
    "story.disagreement" v 1 Disagreement(story::Disagreement) Story told "Somebody sees an entry differently.";
    "story.file_added" v 1 FileAdded(story::FileAdded) Story told "A file was added to the story.";
    "story.file_removed" v 1 FileRemoved(story::FileRemoved) Story told "A file was taken out, with a reason.";
    "story.reclassified" v 1 Reclassified(story::Reclassified) Management quiet "An entry was moved to another privacy class.";
    "story.erased" v 2 ErasedLawfully(story::ErasedLawfully) Management quiet "Entries were lawfully erased.";
    "notices.given" v 1 NoticeGiven(notices::NoticeGiven) Management quiet "Some workers were told of something at once.";
    "staff.council_created" v 1 CouncilCreated(staff::CouncilCreated) Management quiet "A council began to use the service.";
    "staff.council_described" v 1 CouncilDescribed(staff::CouncilDescribed) Management quiet "The council's name, colour or help line changed.";
    "staff.logo_changed" v 1 LogoChanged(staff::LogoChanged) Management quiet "The council's logo changed, or was taken away.";
    "staff.team_created" v 1 TeamCreated(staff::TeamCreated) Management quiet "A team was created.";
    "staff.team_renamed" v 1 TeamRenamed(staff::TeamRenamed) Management quiet "A team was renamed.";
    "staff.team_closed" v 1 TeamClosed(staff::TeamClosed) Management quiet "A team was closed.";
    "staff.post_created" v 1 PostCreated(staff::PostCreated) Management quiet "A worker took up a post.";
    "staff.post_changed" v 1 PostChanged(staff::PostChanged) Management quiet "A post's team, roles or dates changed.";
    "staff.post_ended" v 1 PostEnded(staff::PostEnded) Management quiet "A worker left a post.";
    "staff.telephone_recorded" v 1 TelephoneRecorded(staff::TelephoneRecorded) Management quiet "A worker's telephone number in a post changed.";
    "staff.relative_declared" v 1 RelativeDeclared(staff::RelativeDeclared) Management quiet "A worker declared a relative among the young people.";
    "staff.relative_withdrawal_asked" v 1 RelativeWithdrawalAsked(staff::RelativeWithdrawalAsked) Management quiet "A worker asked that a relative declared by mistake be taken back.";
    "staff.relative_withdrawn" v 1 RelativeWithdrawn(staff::RelativeWithdrawn) Management quiet "A second person took a relative declared by mistake back.";
    "staff.relative_kept" v 1 RelativeKept(staff::RelativeKept) Management quiet "A second person let a declared relative stand.";
    "staff.words_changed" v 1 WordsChanged(staff::WordsChanged) Management quiet "The council changed a word, a list or a threshold.";
    "staff.account_invited" v 1 AccountInvited(staff::AccountInvited) Management quiet "Somebody was invited to sign in.";
    "staff.account_closed" v 1 AccountClosed(staff::AccountClosed) Management quiet "An account was closed.";
    "staff.address_changed" v 1 AddressChanged(staff::AddressChanged) Management quiet "An account signs in with another address.";
    "staff.second_step_cleared" v 1 SecondStepCleared(staff::SecondStepCleared) Management quiet "A worker's second step was taken away, to be set up anew.";
    "staff.sessions_ended" v 1 SessionsEnded(staff::SessionsEnded) Management quiet "An administrator ended every session of a worker.";
    "staff.seal_key_changed" v 1 SealKeyChanged(staff::SealKeyChanged) Management quiet "The key that signs seals was made or replaced.";
}

/// Payloads of earlier versions, read as today's. What they could not say yet
/// has a default in today's payload, which is empty.
fn upcast(kind: &str, version: i64, payload: &[u8]) -> Option<Result<Body, serde_json::Error>> {
    match (kind, version) {
        ("people.match_suspected", 1) => Some(
            serde_json::from_slice::<people::MatchSuspectedInWords>(payload)
                .map(|earlier| Body::MatchSuspected(earlier.into())),
        ),
        ("people.match_decided", 1) => Some(serde_json::from_slice(payload).map(Body::MatchDecided)),
        ("hubs.responsible_team_named", 1) => {
            Some(serde_json::from_slice(payload).map(Body::ResponsibleTeamNamed))
        }
        ("key_working.social_worker_named", 1) => {
            Some(serde_json::from_slice(payload).map(Body::SocialWorkerNamed))
        }
        ("story.erased", 1) => Some(serde_json::from_slice(payload).map(Body::ErasedLawfully)),
        _ => None,
    }
}

impl Body {
    fn entry(&self) -> Option<&'static CatalogueEntry> {
        CATALOGUE.iter().find(|entry| entry.kind == self.kind())
    }

    /// The room it belongs to: the first part of its name.
    pub fn room(&self) -> &str {
        self.kind().split('.').next().unwrap_or_default()
    }

    /// The privacy class it has unless the author chooses another.
    pub fn usual_class(&self) -> Class {
        match self {
            Self::YearInCare(year) => year.class(),
            _ => self.entry().map_or(Class::Restricted, |entry| entry.class),
        }
    }

    /// Whether it stands in a young person's story. What the matching desk is
    /// told stands on the desk alone: whoever wrote the record must not see
    /// from it that there is another one.
    pub fn is_told_in_story(&self) -> bool {
        !matches!(self, Self::MatchSuspected(_) | Self::MatchDecided(_) | Self::NoticeGiven(_))
    }

    /// Whether it takes the place of what it corrects: the entry says this now, and happened when this says.
    /// A disagreement, what was added to an incident, that a death was a mistake, and word of whether a file still has
    /// a row, stand beside it.
    pub fn takes_the_place(&self) -> bool {
        !matches!(
            self,
            Self::Disagreement(_)
                | Self::DeathUndone(_)
                | Self::IncidentAddedTo(_)
                | Self::RowVanished(_)
                | Self::RowReturned(_)
                | Self::Erased(_)
        )
    }

    /// Whether the story folds it away among quiet entries.
    pub fn is_quiet(&self) -> bool {
        self.entry().is_none_or(|entry| entry.quiet)
    }
}
