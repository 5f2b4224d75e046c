//! Each kind of event in words: none forgotten, none trusted.

use super::*;
use crate::pages::story::words::ABOUT_THE_SERVICE;
use practice::ids::{EventId, PersonId, TeamId, VaultId};
use practice::journal::{CATALOGUE, Class};
use practice::key_working::TheirView;
use practice::people as p;

const HOSTILE: &str = "<b>bold</b>";

fn words() -> String {
    HOSTILE.to_owned()
}

fn told(body: &Body) -> String {
    let telling = tell(body, Instant(0), &Directory::default());
    format!("{}\n{}", html! { (telling.title) }.into_string(), telling.body.into_string())
}

/// An event of each kind with hostile words wherever words can stand.
#[expect(clippy::too_many_lines, reason = "one line and more for each kind of event: a list, not a function")]
fn one_of_each() -> Vec<Body> {
    let vault = || p::VaultRef { id: VaultId(uuid::Uuid::nil()), digest: "secret digest".into() };
    let (post, team) = (PostId(uuid::Uuid::nil()), TeamId(uuid::Uuid::nil()));
    let (day, entry) = (jiff::civil::date(2026, 6, 4), EventId(uuid::Uuid::nil()));
    let plan_change = || practice::key_working::PlanChange {
        whose: practice::key_working::WhoseWish::YoungPerson,
        reason: words(),
    };
    let file = || practice::files::FileRef {
        id: practice::ids::FileId(uuid::Uuid::nil()),
        digest: words(),
        media: practice::files::Media::Jpeg,
        length: 1,
    };
    let reference = practice::ids::Reference::from_random([0; 8]);
    let care = CarePeriod {
        from: day,
        to: None,
        began: words(),
        legal_status: words(),
        need: words(),
        place: words(),
        provider: Some(words()),
        ended: Some(words()),
        change: Some(words()),
        home_postcode: Some(vault()),
        placement_postcode: Some(vault()),
        urn: Some(vault()),
        year: 2026,
    };
    let family = FamilyMemberRecorded {
        person: None,
        name: words(),
        relation: words(),
        parental_responsibility: true,
        network: true,
        note: words(),
    };
    let sleeping = |place| Body::SleepingRecorded(SleepingRecorded { place, purpose: words() });
    let year = YearInCare {
        year: 2026,
        sdq_score: Some(9),
        sdq_reason: Some(words()),
        answers: [(words(), true)].into(),
    };
    vec![
        Body::Known(p::Known { reference, through: Door::Worker }),
        Body::NameRecorded(p::NameRecorded { usage: NameUse::Used, name: words() }),
        Body::BirthRecorded(p::BirthRecorded {
            born: practice::dates::PartialDate::Year(2010),
            basis: p::BirthBasis::Given,
        }),
        Body::NumberRecorded(p::NumberRecorded { kind: p::NumberKind::Nhs, number: words() }),
        Body::DetailRecorded(p::DetailRecorded { detail: p::Detail::Pronouns, value: words() }),
        Body::SafeContactRecorded(SafeContactRecorded { channel: words(), hours: words(), voicemail: false }),
        Body::ContactPointRecorded(p::ContactPointRecorded {
            kind: p::ContactKind::Phone,
            value: vault(),
            shielded: true,
        }),
        Body::ContactPointEnded(p::ContactPointEnded { reason: words() }),
        Body::FamilyMemberRecorded(family),
        Body::AlertRaised(AlertRaised { alert: words(), review_on: day, young_person_told: true }),
        Body::AlertEnded(p::AlertEnded { reason: words() }),
        Body::HealthRecorded(p::HealthRecorded { topic: p::HealthTopic::Allergy, fact: words() }),
        Body::PhotoRecorded(p::PhotoRecorded {
            file: file(),
            taken: Some(day),
            asked: p::PhotoAsked::NotAsked,
            said: words(),
        }),
        Body::PhotoRemoved(p::PhotoRemoved { photo: entry, reason: words() }),
        Body::Died(p::Died { told_by: words() }),
        Body::DeathUndone(p::DeathUndone { reason: words() }),
        Body::Adopted(p::Adopted { link: Some(vault()) }),
        Body::AdoptionWorkersNamed(p::AdoptionWorkersNamed { posts: vec![post], reason: words() }),
        Body::AdoptionUndone(p::AdoptionUndone { reason: words() }),
        Body::Restricted(RestrictedTo { reason: words(), posts: vec![post], review_on: day }),
        Body::RestrictionReviewed(p::RestrictionReviewed { finding: words(), review_on: day }),
        Body::RestrictionLifted(p::RestrictionLifted { reason: words() }),
        Body::GlassBroken(GlassBroken { post, reason: words(), until: None }),
        Body::SafetyPageOpened(p::SafetyPageOpened {
            post,
            arriving: PersonId(uuid::Uuid::nil()),
            reason: words(),
            until: None,
        }),
        Body::NoticeGiven(practice::notices::NoticeGiven {
            kind: practice::notices::NoticeKind::UrgentMatch,
            about: practice::ids::StreamId(uuid::Uuid::nil()),
            to: vec![post],
        }),
        Body::ArrivalExpected(practice::homes::ArrivalExpected { on: day }),
        Body::GlassReviewed(p::GlassReviewed { opening: entry, finding: words() }),
        Body::MatchSuspected(p::MatchSuspected {
            other: Some(PersonId(uuid::Uuid::nil())),
            why: p::Likeness::InWords(words()),
            urgent: true,
            file_says: Some(vault()),
        }),
        Body::MatchDecided(p::MatchDecided { decision: MatchDecision::Same, reason: words() }),
        Body::ImportConflict(p::ImportConflict { stands: entry, kind: words(), file_says: vault() }),
        Body::ImportConflictDecided(p::ImportConflictDecided { file_taken: true, reason: words() }),
        Body::RowVanished(p::RowVanished { stands: entry, file: words() }),
        Body::RowReturned(p::RowReturned { file: words() }),
        Body::ResponsibleTeamNamed(practice::hubs::ResponsibleTeamNamed {
            team,
            name: words(),
            reason: words(),
        }),
        Body::KeyWorkerNamed(KeyWorkerNamed { post, reason: words(), young_person_said: words() }),
        Body::CoverNamed(practice::key_working::CoverNamed {
            post,
            covering: post,
            from: day,
            to: day,
            reason: words(),
        }),
        Body::GoodbyeTold(practice::key_working::GoodbyeTold {
            worker: post,
            told_by: practice::key_working::ToldBy::Other(words()),
            how: words(),
            their_view: TheirView::Said(words()),
            correction: words(),
        }),
        Body::HandoverWritten(practice::key_working::HandoverWritten {
            know: words(),
            promised: words(),
            introduced: Some(jiff::civil::date(2026, 3, 1)),
            their_view: TheirView::Said(words()),
            correction: words(),
        }),
        Body::ContactPlanned(practice::key_working::ContactPlanned {
            day,
            time: None,
            how: practice::key_working::PlannedTouch::Meet,
            place: words(),
            purpose: words(),
            by: post,
            change: Some(plan_change()),
        }),
        Body::PlanCalledOff(practice::key_working::PlanCalledOff { change: plan_change() }),
        Body::PlanLogged(practice::key_working::PlanLogged { contact: practice::ids::StreamId(entry.0) }),
        Body::RhythmAgreed(practice::key_working::RhythmAgreed {
            every: 7.try_into().unwrap(),
            their_view: TheirView::Said(words()),
            reason: words(),
            before: None,
        }),
        Body::TaskPutOff(practice::key_working::TaskPutOff {
            task: practice::key_working::Task::Meet,
            until: day,
            reason: words(),
        }),
        Body::CoverEnded(practice::key_working::CoverEnded { cover: entry, reason: words() }),
        Body::KeyWorkingEnded(practice::key_working::KeyWorkingEnded { reason: words() }),
        Body::SocialWorkerNamed(practice::key_working::SocialWorkerNamed { post, reason: words() }),
        Body::SocialWorkerSpell(SocialWorkerSpell {
            number: words(),
            from: day,
            to: None,
            reason: Some(words()),
        }),
        Body::CohortRecorded(practice::key_working::CohortRecorded {
            cohort: practice::key_working::Cohort::CareLeaver,
        }),
        Body::CarePeriod(care),
        sleeping(Sleeping::Elsewhere(vault())),
        sleeping(Sleeping::Team(team)),
        Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from: day, to: None }),
        Body::ReviewHeld(practice::plans::ReviewHeld { took_part: words() }),
        Body::PermanenceBefore(practice::plans::PermanenceBefore {
            option: words(),
            authority: Some(words()),
            on: None,
        }),
        Body::YearInCare(year),
        Body::AfterCare(AfterCare {
            year: 2026,
            in_touch: words(),
            activity: words(),
            accommodation: words(),
        }),
        Body::Unaccompanied(practice::outcomes::Unaccompanied { ceased: Some(day) }),
        Body::ContactLogged(ContactLogged {
            how: Touch::Met,
            place: words(),
            minutes: Some(1),
            purpose: words(),
            changed: words(),
            their_view: TheirView::Said(words()),
            correction: words(),
        }),
        Body::DayNoted(practice::homes::DayNoted {
            part: practice::homes::DayPart::Night,
            text: words(),
            their_view: TheirView::Said(words()),
            correction: words(),
        }),
        Body::ShiftLineWritten(practice::hubs::ShiftLineWritten {
            day,
            shift: practice::hubs::ShiftOfDay::Night,
            text: words(),
            their_view: TheirView::Said(words()),
            correction: words(),
        }),
        Body::IncidentRecorded(practice::safety::IncidentRecorded {
            place: words(),
            what: words(),
            known: known(),
        }),
        Body::IncidentAddedTo(practice::safety::IncidentAddedTo {
            more: words(),
            known: known(),
            spoke_with_holders: Some(talk()),
            spoke_with_them: Some(talk()),
        }),
        Body::PulledIn(practice::specialists::PulledIn { post, purpose: words() }),
        Body::SteppedOut(practice::specialists::SteppedOut { reason: words() }),
        Body::NoteWritten(practice::story::NoteWritten {
            title: words(),
            text: words(),
            correction: String::new(),
        }),
        Body::Disagreement(Disagreement { who: WhoDisagrees::Family, text: words() }),
        Body::FileAdded(practice::story::FileAdded {
            file: file(),
            name: words(),
            about: words(),
            their_view: TheirView::Said(words()),
            entry: Some(entry),
        }),
        Body::FileRemoved(practice::story::FileRemoved { reason: words() }),
        Body::Reclassified(practice::story::Reclassified { entry, to: Class::Police, reason: words() }),
        Body::ErasedLawfully(practice::story::ErasedLawfully {
            events: vec![entry],
            ground: words(),
            deciders: vec![post],
            facts: Vec::new(),
        }),
        Body::Erased(words()),
    ]
}

fn talk() -> practice::safety::Talk {
    practice::safety::Talk { on: jiff::civil::date(2026, 3, 2), words: words() }
}

/// All that can be known of an incident.
fn known() -> practice::safety::IncidentKnown {
    let holding =
        practice::safety::Holding { who: words(), how: words(), minutes: Some(1), tried_first: words() };
    practice::safety::IncidentKnown {
        before: words(),
        helped: words(),
        injuries: practice::safety::Injuries::Somebody(words()),
        told_whom: words(),
        held: practice::safety::Held::Somebody(holding),
        account: TheirView::Said(words()),
        repair: practice::safety::Repair::Spoke(talk()),
    }
}

#[test]
fn words_of_people_are_shown_as_text_and_nothing_of_the_vault_is_shown() {
    for body in one_of_each() {
        let shown = told(&body);
        assert!(!shown.contains(HOSTILE) && !shown.contains("secret digest"), "{shown}");
    }
}

#[test]
fn every_kind_about_a_young_person_has_words_of_its_own() {
    let each = one_of_each();
    for body in &each {
        assert!(!told(body).contains("Something about the service"), "{}", body.kind());
    }
    let told_of = |kind: &str| each.iter().any(|body| body.kind() == kind);
    let without: Vec<&str> = CATALOGUE
        .iter()
        .map(|entry| entry.kind)
        .filter(|kind| {
            !ABOUT_THE_SERVICE.iter().any(|beginning| kind.starts_with(beginning)) && !told_of(kind)
        })
        .collect();
    assert_eq!(without, Vec::<&str>::new(), "a new kind of event needs its words here");
}
