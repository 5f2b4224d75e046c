//! What each kind of event says in the story: a title, and the words under it.
//! Nothing from the vault is ever shown here.

use super::answers::column;
use super::{incident_told, their_words};
use crate::pages::hubs::shift_line_told;
use crate::pages::key_working::{often, told as planned_told};
use crate::pages::people::words::{self, code};
use crate::parts::{Weight, day, happened, name, prose};
use maud::{Markup, html};
use practice::codes::CodeSet;
use practice::dates::{Happened, Instant};
use practice::homes::{CarePeriod, DayPart, Sleeping, SleepingRecorded};
use practice::ids::PostId;
use practice::journal::{Body, Class};
use practice::key_working::{
    ContactLogged, CoverNamed, GoodbyeTold, HandoverWritten, KeyWorkerNamed, SocialWorkerSpell, Task, ToldBy,
    Touch,
};
use practice::outcomes::{AfterCare, YearInCare};
use practice::people::{
    AlertRaised, Door, FamilyMemberRecorded, GlassBroken, MatchDecision, NameUse, PhotoAsked, PhotoRecorded,
    RestrictedTo, RestrictionReviewed, SafeContactRecorded,
};
use practice::safety::{Away, MissingRecorded};
use practice::story::{Disagreement, WhoDisagrees};
use work::people::Directory;

/// An event in words.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    /// A short title.
    pub(crate) title: String,
    /// The words under it.
    pub(crate) body: Markup,
    /// How much it stands out, unless it is folded away.
    pub(super) weight: Weight,
}

pub(super) fn plain(title: impl Into<String>, body: Markup) -> Telling {
    Telling { title: title.into(), body, weight: Weight::Ordinary }
}

fn turning(title: impl Into<String>, body: Markup) -> Telling {
    Telling { weight: Weight::Turning, ..plain(title, body) }
}

fn line(words: impl AsRef<str>) -> Markup {
    html! { p .govuk-body dir="auto" { (words.as_ref()) } }
}

/// A line that stands only where there is something to say.
pub(super) fn said(about: &str, words: &str) -> Markup {
    html! {
        @if !words.trim().is_empty() {
            p .govuk-body { span .nwd-quiet { (about) ": " } bdi { (words) } }
        }
    }
}

/// What an event says, written down when it was: a team is called what it was called then.
pub(crate) fn tell(body: &Body, recorded: Instant, directory: &Directory) -> Telling {
    match body {
        Body::Known(known) => turning(
            "The service came to know of them",
            line(match known.through {
                Door::Import => "Through the council’s own files.",
                Door::Worker => "A worker wrote the record down.",
            }),
        ),
        Body::Erased(_) => {
            plain("An entry was lawfully erased", line("That it was there remains; what it said is gone."))
        }
        body => identity(body)
            .or_else(|| reaching(body))
            .or_else(|| working(body, directory))
            .or_else(|| living(body, recorded, directory))
            .or_else(|| measured(body))
            .or_else(|| planned_told(body, directory).map(|(title, words)| plain(title, words)))
            .or_else(|| telling_of_the_story(body, directory))
            .or_else(|| guarded(body, directory))
            .unwrap_or_else(|| {
                plain("Something about the service", line("It is told on the pages about staff."))
            }),
    }
}

fn identity(body: &Body) -> Option<Telling> {
    Some(match body {
        Body::NameRecorded(named) => {
            let title = match named.usage {
                NameUse::Used => "The name they use",
                NameUse::Legal => "Their legal name",
            };
            plain(title, line(&named.name))
        }
        Body::BirthRecorded(birth) => plain(
            "Their birth date",
            html! { p .govuk-body { (happened(Happened::On(birth.born))) ", " (words::birth_basis(birth.basis)) } },
        ),
        Body::NumberRecorded(number) => {
            plain(words::number_kind(number.kind), line(words::number_value(number.kind, &number.number)))
        }
        Body::DetailRecorded(detail) if detail.value.is_empty() => {
            plain(words::detail(detail.detail), line("No longer so."))
        }
        Body::DetailRecorded(detail) => {
            plain(words::detail(detail.detail), prose(&words::detail_value(detail.detail, &detail.value)))
        }
        Body::HealthRecorded(health) if health.fact.is_empty() => plain(
            format!("Health: {}", words::health_topic(health.topic).to_lowercase()),
            line("No longer so."),
        ),
        Body::HealthRecorded(health) => plain(
            format!("Health: {}", words::health_topic(health.topic).to_lowercase()),
            prose(&health.fact),
        ),
        Body::PhotoRecorded(photo) => plain("A photo was added", photo_words(photo)),
        Body::PhotoRemoved(removed) => plain("A photo was taken out", said("Because", &removed.reason)),
        Body::Died(died) => turning("They died", said("Told by", &died.told_by)),
        Body::DeathUndone(undone) => {
            turning("They had not died: it was recorded by mistake", said("How we know", &undone.reason))
        }
        Body::Adopted(_) => turning("They were adopted", line("This record is sealed.")),
        Body::AdoptionWorkersNamed(named) => {
            turning("It was named who may know of the adoption", said("Reference", &named.reason))
        }
        Body::AdoptionUndone(undone) => {
            turning("They were not adopted: it was recorded by mistake", said("The mistake", &undone.reason))
        }
        Body::FamilyMemberRecorded(member) => plain("Family and network", family(member)),
        Body::AlertRaised(raised) => turning("An alert was raised", alert(raised)),
        Body::AlertEnded(ended) => plain("An alert was ended", said("Because", &ended.reason)),
        _ => return None,
    })
}

fn photo_words(photo: &PhotoRecorded) -> Markup {
    let about = match photo.asked {
        PhotoAsked::Agreed => "What they said about it",
        PhotoAsked::NotAsked => "Why",
    };
    html! {
        p .govuk-body {
            @if let Some(taken) = photo.taken { "Taken on " (day(taken)) ". " }
            (words::photo_asked(photo.asked)) "."
        }
        (said(about, &photo.said))
    }
}

fn family(member: &FamilyMemberRecorded) -> Markup {
    let who = if member.name.is_empty() { "Another young person of this service" } else { &member.name };
    html! {
        p .govuk-body {
            (name(who)) ", " bdi { (member.relation) } "."
            @if member.parental_responsibility { " They have parental responsibility." }
            @if member.network { " Not family, and matters to them." }
        }
        (prose(&member.note))
    }
}

fn alert(raised: &AlertRaised) -> Markup {
    html! {
        (line(&raised.alert))
        p .govuk-body .nwd-quiet {
            "To be looked at again by " (day(raised.review_on)) ". "
            @if raised.young_person_told { "They know that it stands here." } @else { "They have not been told yet." }
        }
    }
}

fn reaching(body: &Body) -> Option<Telling> {
    Some(match body {
        Body::SafeContactRecorded(safe) => plain("How to reach them safely", safely(safe)),
        Body::ContactPointRecorded(point) => {
            let kind = words::contact_kind(point.kind).to_lowercase();
            plain(
                format!("A way to reach them: {kind}"),
                line(if point.shielded { "It is shielded." } else { "It stands on the page How to reach." }),
            )
        }
        Body::ContactPointEnded(ended) => {
            plain("A way to reach them is no longer right", said("Because", &ended.reason))
        }
        _ => return None,
    })
}

fn safely(safe: &SafeContactRecorded) -> Markup {
    line(words::safe_contact(safe))
}

fn working(body: &Body, directory: &Directory) -> Option<Telling> {
    Some(match body {
        Body::ResponsibleTeamNamed(team) => turning(
            "A team became responsible",
            html! { p .govuk-body { (name(&directory.beside_today(team.team, &team.name))) } (said("Why", &team.reason)) },
        ),
        Body::KeyWorkerNamed(named) => turning("A key worker was named", key_worker(named, directory)),
        Body::ContactLogged(contact) => touched(contact),
        Body::CoverNamed(cover) => turning("Somebody covers for the key worker", covering(cover, directory)),
        Body::RhythmAgreed(agreed) => plain(
            "How often to meet was agreed",
            html! {
                p .govuk-body { "At least " (often(agreed.every)) "." }
                (said("Why it changed", &agreed.reason))
                (their_words::told(&agreed.their_view, "How they see it"))
            },
        ),
        Body::TaskPutOff(off) => plain(
            match off.task {
                Task::Meet => "Meeting them was put off",
                Task::LookAtAlert(_) => "Looking again at an alert was put off",
                Task::SayGoodbye(_) => "A goodbye was put off",
            },
            html! { p .govuk-body { "Until " (day(off.until)) ": " bdi { (off.reason) } } },
        ),
        Body::GoodbyeTold(told) => turning("A worker’s goodbye", goodbye(told, directory)),
        Body::HandoverWritten(written) => plain("Handed over to the next worker", handover(written)),
        Body::CoverEnded(ended) => plain("Cover for the key worker ended", line(&ended.reason)),
        Body::KeyWorkingEnded(ended) => turning("Key working ended, agreed by both", line(&ended.reason)),
        Body::SocialWorkerNamed(named) => turning(
            "A social worker was named",
            html! { p .govuk-body { (name(&directory.worker(named.post))) } (said("Why", &named.reason)) },
        ),
        Body::SocialWorkerSpell(spell) => plain("A time with one social worker", social_worker(spell)),
        Body::PulledIn(pulled) => turning(
            "Somebody was pulled in to the team",
            html! {
                p .govuk-body { (name(&directory.worker(pulled.post))) }
                (line(&pulled.purpose))
            },
        ),
        Body::SteppedOut(out) => turning("Somebody who was pulled in stepped out", line(&out.reason)),
        Body::CohortRecorded(cohort) => plain("Where they stand with care", line(cohort.cohort.in_words())),
        _ => return None,
    })
}

fn touched(contact: &ContactLogged) -> Telling {
    let title = match contact.how {
        Touch::Met => "We met",
        Touch::Spoke => "We spoke, by phone or video",
        Touch::Message => "They wrote, or answered a message",
        Touch::Tried => "Tried, no answer",
    };
    let long = match contact.minutes {
        None => String::new(),
        Some(1) => "1 minute".to_owned(),
        Some(more) => format!("{more} minutes"),
    };
    let body = html! {
        (said("Where", &contact.place)) (said("How long", &long)) (said("What for", &contact.purpose))
        (said("What changed", &contact.changed)) (their_words::told(&contact.their_view, "How they saw it"))
    };
    plain(title, body)
}

fn goodbye(told: &GoodbyeTold, directory: &Directory) -> Markup {
    let by = match &told.told_by {
        ToldBy::Themself => directory.worker(told.worker),
        ToldBy::Writer => "Whoever wrote this entry".into(),
        ToldBy::Other(who) => who.clone(),
    };
    html! {
        (said("The goodbye of", &directory.worker(told.worker)))
        (said("They heard it from", &by))
        (prose(&told.how))
        (their_words::told(&told.their_view, "How they saw it"))
    }
}

fn handover(written: &HandoverWritten) -> Markup {
    html! {
        (prose(&written.know))
        @if !written.promised.is_empty() {
            p .govuk-body .nwd-quiet { "Promised, and not done when this was written:" }
            (prose(&written.promised))
        }
        p .govuk-body {
            @match written.introduced {
                Some(on) => { "They met the next worker together on " (day(on)) "." }
                None => { "They had not been introduced when this was written." }
            }
        }
        (their_words::told(&written.their_view, "What they want the next worker to know"))
    }
}

fn key_worker(named: &KeyWorkerNamed, directory: &Directory) -> Markup {
    html! {
        p .govuk-body { (name(&directory.worker(named.post))) }
        (said("Why", &named.reason))
        (said("What they said about it", &named.young_person_said))
    }
}

fn covering(cover: &CoverNamed, directory: &Directory) -> Markup {
    html! {
        p .govuk-body {
            (name(&directory.worker(cover.post))) " for " (name(&directory.worker(cover.covering)))
            ", from " (day(cover.from)) " to " (day(cover.to)) "."
        }
        (said("Why", &cover.reason))
    }
}

fn social_worker(spell: &SocialWorkerSpell) -> Markup {
    html! {
        (said("Their number", &spell.number))
        @if let Some(reason) = &spell.reason { (line(code(CodeSet::SocialWorkerChange, reason))) }
    }
}

fn living(body: &Body, recorded: Instant, directory: &Directory) -> Option<Telling> {
    Some(match body {
        Body::CarePeriod(period) => turning(care_title(period), care(period)),
        Body::SleepingRecorded(sleeping) => {
            turning("Where they are staying", staying(sleeping, recorded, directory))
        }
        Body::DayNoted(noted) => plain(
            day_title(noted.part),
            html! { (prose(&noted.text)) (their_words::told(&noted.their_view, "How they saw it")) },
        ),
        Body::ShiftLineWritten(line) => plain("For the next shift", shift_line_told(line)),
        Body::IncidentRecorded(incident) => incident_told::recorded(incident),
        Body::IncidentAddedTo(added) => incident_told::added(added),
        Body::ArrivalExpected(_) => plain("They were expected to arrive that night", html! {}),
        Body::MissingRecorded(away) => turning(
            match away.kind {
                Away::Missing => "Missing",
                Away::WithoutAgreement => "Away without agreement, whereabouts known",
            },
            missing(away),
        ),
        Body::ReviewHeld(review) => {
            plain("Their review was held", line(code(CodeSet::ReviewParticipation, &review.took_part)))
        }
        Body::PermanenceBefore(before) => plain(
            "A permanent home before",
            html! {
                (line(code(CodeSet::PreviousPermanence, &before.option)))
                @if let Some(on) = before.on { p .govuk-body { (happened(Happened::On(on))) } }
                @if let Some(authority) = &before.authority {
                    (said("Authority", &code(CodeSet::PermanencePlace, authority)))
                }
            },
        ),
        _ => return None,
    })
}

fn day_title(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "Daily note: the morning",
        DayPart::Afternoon => "Daily note: the afternoon",
        DayPart::Evening => "Daily note: the evening",
        DayPart::Night => "Daily note: the night",
        DayPart::WholeDay => "Daily note: the whole day",
    }
}

fn care_title(period: &CarePeriod) -> String {
    words::label(CodeSet::Placement, &period.place)
}

fn care(period: &CarePeriod) -> Markup {
    let coded = |about: &str, set, value: &str| said(about, &code(set, value));
    html! {
        (coded("Legal status", CodeSet::LegalStatus, &period.legal_status))
        (coded("Why it began", CodeSet::ReasonForNewEpisode, &period.began))
        (coded("Need", CodeSet::CategoryOfNeed, &period.need))
        @if let Some(provider) = &period.provider { (coded("Provided by", CodeSet::PlacementProvider, provider)) }
        @if let Some(ended) = &period.ended { (coded("Why it ended", CodeSet::ReasonEpisodeCeased, ended)) }
        @if let Some(change) = &period.change {
            (coded("Why the home changed", CodeSet::ReasonForPlacementChange, change))
        }
    }
}

fn staying(sleeping: &SleepingRecorded, recorded: Instant, directory: &Directory) -> Markup {
    let place = match &sleeping.place {
        Sleeping::Team(team) => directory.team_then(*team, recorded),
        Sleeping::Elsewhere(_) => "Outside our houses: see How to reach.".into(),
        Sleeping::NotKnown => "Nobody has said.".into(),
    };
    html! { (line(place)) (said("What the stay is for", &sleeping.purpose)) }
}

fn missing(away: &MissingRecorded) -> Markup {
    html! {
        p .govuk-body {
            @match away.to { Some(back) => { "Back on " (day(back)) "." } None => { "Not back yet." } }
        }
    }
}

fn measured(body: &Body) -> Option<Telling> {
    Some(match body {
        Body::YearInCare(year) => {
            let about = match year.class() {
                Class::Police => "Convictions and final warnings",
                Class::Clinical => "Substances",
                _ => "Health and wellbeing",
            };
            plain(format!("{about} in {}", collection_year(year.year)), answers(year))
        }
        Body::AfterCare(after) => plain(
            format!("How they were doing after care, in {}", collection_year(after.year)),
            after_care(after),
        ),
        Body::Unaccompanied(alone) => plain(
            "They sought asylum alone",
            html! { @if let Some(ceased) = alone.ceased { p .govuk-body { "Until " (day(ceased)) } } },
        ),
        _ => return None,
    })
}

fn collection_year(ends: i16) -> String {
    format!("{}-{:02}", ends - 1, ends.rem_euclid(100))
}

fn answers(year: &YearInCare) -> Markup {
    let label = |name: &str| column(name).map_or_else(|| name.to_owned(), str::to_owned);
    html! {
        @if let Some(score) = year.sdq_score { p .govuk-body { "Strengths and difficulties, answered by the carer: " (score) " of 40" } }
        @if let Some(reason) = &year.sdq_reason { (said("No score", &code(CodeSet::NoSdq, reason))) }
        @for (column, yes) in &year.answers { (said(&label(column), if *yes { "Yes" } else { "No" })) }
    }
}

fn after_care(after: &AfterCare) -> Markup {
    html! {
        (said("In touch", &code(CodeSet::InTouch, &after.in_touch)))
        (said("What they did", &code(CodeSet::Activity, &after.activity)))
        (said("Where they lived", &code(CodeSet::Accommodation, &after.accommodation)))
    }
}

fn telling_of_the_story(body: &Body, directory: &Directory) -> Option<Telling> {
    Some(match body {
        Body::NoteWritten(note) => {
            let title = if note.title.is_empty() { "Note" } else { &note.title };
            plain(title, prose(&note.text))
        }
        Body::Disagreement(other) => Telling {
            weight: if other.who == WhoDisagrees::YoungPerson { Weight::Voice } else { Weight::Ordinary },
            ..plain(who_disagrees(other), prose(&other.text))
        },
        Body::FileAdded(added) => plain(
            &added.about,
            html! {
                p .govuk-body {
                    span .nwd-quiet { "File: " } (name(&added.name)) ", " (words::media(added.file.media)) ", "
                    (words::size(added.file.length))
                }
                (their_words::told(&added.their_view, "What they say about it"))
            },
        ),
        Body::FileRemoved(removed) => plain("A file was taken out", said("Because", &removed.reason)),
        Body::Reclassified(moved) => plain(
            "An entry was moved",
            html! { (said("Now for", words::class(directory.words(), moved.to))) (said("Why", &moved.reason)) },
        ),
        Body::ErasedLawfully(erased) => plain("Entries were lawfully erased", said("Ground", &erased.ground)),
        _ => return None,
    })
}

/// Who sees it differently, as a title.
pub(super) fn who_disagrees(other: &Disagreement) -> &'static str {
    match other.who {
        WhoDisagrees::YoungPerson => "The young person sees it differently",
        WhoDisagrees::Family => "Family see it differently",
        WhoDisagrees::Worker => "A worker sees it differently",
    }
}

/// What is told only to those who run the service.
fn guarded(body: &Body, directory: &Directory) -> Option<Telling> {
    Some(match body {
        Body::Restricted(to) => plain("The record was restricted", restricted(to, directory)),
        Body::RestrictionReviewed(review) => {
            plain("The restriction was looked at again and stays", reviewed(review))
        }
        Body::RestrictionLifted(lifted) => plain("The restriction was lifted", said("Why", &lifted.reason)),
        Body::GlassBroken(broken) => plain("Opened in an emergency", emergency(broken, directory)),
        Body::NoticeGiven(notice) => {
            plain("Some workers were told", said("Who", &workers(&notice.to, directory)))
        }
        Body::SafetyPageOpened(page) => plain(
            "The safety page was opened for somebody arriving that night",
            html! { (said("By", &directory.worker(page.post))) (said("Why", &page.reason)) },
        ),
        Body::GlassReviewed(reviewed) => {
            plain("An emergency opening was looked at", said("Found", &reviewed.finding))
        }
        Body::MatchSuspected(suspected) => {
            plain("Perhaps the same as another record", line(suspected.why.sentence()))
        }
        Body::MatchDecided(decided) => plain(
            match decided.decision {
                MatchDecision::Same => "Decided: the same person as another record",
                MatchDecision::Different => "Decided: not the same as another record",
                MatchDecision::PutRight => "No longer in doubt: one child under the number",
            },
            said("Why", &decided.reason),
        ),
        Body::ImportConflict(_) => plain(
            "The council’s file says otherwise",
            line("What was corrected here stands until somebody decides."),
        ),
        Body::ImportConflictDecided(decided) => plain(
            if decided.file_taken {
                "Decided: the council’s file was right"
            } else {
                "Decided: what stands here was right"
            },
            said("Why", &decided.reason),
        ),
        Body::RowVanished(vanished) => {
            plain("A row is missing from the council’s later file", said("File", &vanished.file))
        }
        Body::RowReturned(back) => plain("A row is in the council’s file again", said("File", &back.file)),
        _ => return None,
    })
}

fn restricted(to: &RestrictedTo, directory: &Directory) -> Markup {
    html! {
        (said("Why", &to.reason))
        (said("Who may open it", &workers(&to.posts, directory)))
        p .govuk-body .nwd-quiet { "To be looked at again by " (day(to.review_on)) }
    }
}

fn reviewed(review: &RestrictionReviewed) -> Markup {
    html! {
        (said("Found", &review.finding))
        p .govuk-body .nwd-quiet { "To be looked at again by " (day(review.review_on)) }
    }
}

fn workers(posts: &[PostId], directory: &Directory) -> String {
    posts.iter().map(|post| directory.worker(*post)).collect::<Vec<_>>().join(", ")
}

fn emergency(broken: &GlassBroken, directory: &Directory) -> Markup {
    html! { (said("By", &directory.worker(broken.post))) (said("Why", &broken.reason)) }
}

#[cfg(test)]
#[path = "telling_tests.rs"]
mod tests;
