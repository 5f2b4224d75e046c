//! What happened, as the files of the return say it. One thing has one
//! stream, however many years' files tell of it.

use super::claims::{Claimant, text, whole, word};
use exchange::{EpisodeRow, MissingRow, Oc2Row, PermanenceIn, ProviderUrn, RowRef, Severity, SocialWorker};
use practice::codes::Code;
use practice::dates::{Happened, PartialDate};
use practice::homes::CarePeriod;
use practice::ids::PersonId;
use practice::import::{Claim, Place, Thing};
use practice::journal::{Body, Class};
use practice::key_working::SocialWorkerSpell;
use practice::outcomes::{AfterCare, Unaccompanied, YearInCare};
use practice::plans::{PermanenceBefore, ReviewHeld};
use practice::safety::{Away, MissingRecorded};
use std::collections::BTreeMap;

pub(super) fn claim(claimant: &mut Claimant<'_, '_>) {
    let (child, person) = (claimant.child, claimant.person);
    over_the_years(
        claimant,
        &child.episodes,
        |row| row.decom,
        |row| (episode(person, row), (row.source, "DECOM")),
    );
    missing(claimant);
    over_the_years(
        claimant,
        &child.reviews,
        |row| row.review,
        |row| {
            let stream = person.stream(&format!("review/{}", row.review));
            let body = Body::ReviewHeld(ReviewHeld { took_part: text(row.review_code) });
            let happened = Happened::On(PartialDate::Day(row.review));
            (Claim::new(stream, happened, body, Some(row.year)), (row.source, "REVIEW_CODE"))
        },
    );
    over_the_years(
        claimant,
        &child.workers,
        |row| row.sw_decom,
        |row| {
            let stream = person.stream(&format!("social_worker_spell/{}", row.sw_decom));
            let number = match &row.sw_id {
                Some(SocialWorker::Registered(number)) => number.as_str().to_owned(),
                Some(SocialWorker::Unregistered) => "XX".to_owned(),
                None => String::new(),
            };
            let (from, to, reason) = (row.sw_decom, row.sw_dec, word(row.sw_reason));
            let body = Body::SocialWorkerSpell(SocialWorkerSpell { number, from, to, reason });
            (Claim::new(stream, Happened::Range(from, to), body, Some(row.year)), (row.source, "SW_ID"))
        },
    );
    over_the_years(
        claimant,
        &child.uasc,
        |_| (),
        |row| {
            let body = Body::Unaccompanied(Unaccompanied { ceased: row.duc });
            let stream = person.stream("unaccompanied");
            (Claim::new(stream, whole(row.year), body, Some(row.year)), (row.source, "DUC"))
        },
    );
    yearly(claimant);
}

/// Claims each thing once, as the latest year has it; what is blank there is
/// as the year before had it. Where the years contradict each other it is said.
pub(super) fn over_the_years<R, K: Ord>(
    claimant: &mut Claimant<'_, '_>,
    rows: &[&R],
    key: impl Fn(&R) -> K,
    claim: impl Fn(&R) -> (Option<Claim>, (RowRef, &'static str)),
) {
    let mut things: BTreeMap<K, (Claim, (RowRef, &'static str))> = BTreeMap::new();
    for row in rows {
        let (Some(mut next), place) = claim(row) else { continue };
        if let Some((earlier, (at, _))) = things.get(&key(row)) {
            claimant.says.overtaken(*at, earlier, &next.said, next.year);
            next.said = next.said.filled_from(&earlier.said, next.year);
        }
        things.insert(key(row), (next, place));
    }
    for (claim, place) in things.into_values() {
        claimant.push(Some(claim), place);
    }
}

fn episode(person: PersonId, row: &EpisodeRow) -> Option<Claim> {
    let period = CarePeriod {
        from: row.decom,
        to: row.dec,
        began: text(row.rne),
        legal_status: text(row.ls),
        need: text(row.cin),
        place: text(row.place),
        provider: word(row.place_provider),
        ended: word(row.rec),
        change: word(row.reason_place_change),
        home_postcode: None,
        placement_postcode: None,
        urn: None,
        year: row.year.ends(),
    };
    let urn = row.urn.as_ref().map(|urn| match urn {
        ProviderUrn::Registered(urn) => urn.as_str().to_owned(),
        ProviderUrn::Unregistered => "XXXXXXX".to_owned(),
    });
    let stream = person.stream(&format!("care_period/{}", row.decom));
    let happened = Happened::Range(row.decom, row.dec);
    let claim = Claim::new(stream, happened, Body::CarePeriod(period), Some(row.year))?;
    let postcode = |code: Option<practice::numbers::Postcode>| code.map(|code| code.as_str().to_owned());
    Some(
        claim
            .guarding(Place::Home, postcode(row.home_post))
            .guarding(Place::Placement, postcode(row.pl_post))
            .guarding(Place::Urn, urn),
    )
}

fn missing(claimant: &mut Claimant<'_, '_>) {
    let (child, person) = (claimant.child, claimant.person);
    let mut kinds: BTreeMap<jiff::civil::Date, Away> = BTreeMap::new();
    for row in &child.missing {
        let said = match row.missing.map(|code| code.code) {
            Some("M") => Some(Away::Missing),
            Some("A") => Some(Away::WithoutAgreement),
            _ => kinds.get(&row.mis_start).copied().or_else(|| kind_said_before(claimant, row)),
        };
        if let Some(kind) = said {
            kinds.insert(row.mis_start, kind);
            continue;
        }
        claimant.refused += 1;
        let reason = "Nothing says whether they were missing (M) or away without agreement (A), so the row is not \
                      taken in.";
        claimant.says.row(row.source, Some("MISSING"), "", Severity::RowRefused, reason);
    }
    over_the_years(
        claimant,
        &child.missing,
        |row| row.mis_start,
        |row| {
            let claim = kinds.get(&row.mis_start).and_then(|kind| {
                let (from, to) = (row.mis_start, row.mis_end);
                let body = Body::MissingRecorded(MissingRecorded { kind: *kind, from, to });
                let stream = person.stream(&format!("missing/{from}"));
                Claim::new(stream, Happened::Range(from, to), body, Some(row.year))
            });
            (claim, (row.source, "MIS_END"))
        },
    );
}

/// Missing or away, as an earlier file had it.
fn kind_said_before(claimant: &Claimant<'_, '_>, row: &MissingRow) -> Option<Away> {
    let stream = claimant.person.stream(&format!("missing/{}", row.mis_start));
    match claimant.record.stands(stream, Thing::Missing)?.file_said()?.body {
        Body::MissingRecorded(ref away) => Some(away.kind),
        _ => None,
    }
}

/// What is said once a year.
fn yearly(claimant: &mut Claimant<'_, '_>) {
    let (child, person) = (claimant.child, claimant.person);
    for row in &child.oc2 {
        let answers = YearInCare {
            year: row.year.ends(),
            sdq_score: row.sdq_score,
            sdq_reason: word(row.sdq_reason),
            answers: answers(row),
        };
        for part in answers.parts() {
            let (column, stream) = match part.class() {
                Class::Police => ("CONVICTED", format!("year_in_care/{}/police", part.year)),
                Class::Clinical => ("SUBSTANCE_MISUSE", format!("year_in_care/{}/clinical", part.year)),
                _ => ("SDQ_SCORE", format!("year_in_care/{}", part.year)),
            };
            let body = Body::YearInCare(part);
            claimant.claim(
                person.stream(&stream),
                whole(row.year),
                body,
                Some(row.year),
                (row.source, column),
            );
        }
    }
    for row in &child.oc3 {
        let body = Body::AfterCare(AfterCare {
            year: row.year.ends(),
            in_touch: text(row.in_touch),
            activity: text(row.activ),
            accommodation: text(row.accom),
        });
        let stream = person.stream(&format!("after_care/{}", row.year.ends()));
        claimant.claim(stream, whole(row.year), body, Some(row.year), (row.source, "IN_TOUCH"));
    }
    for row in &child.permanence {
        let authority = row.la_perm.map(|place| match place {
            PermanenceIn::Authority(number) => format!("{number:03}"),
            PermanenceIn::Elsewhere(code) => code.code.to_owned(),
        });
        let option = text(row.prev_perm);
        let body = Body::PermanenceBefore(PermanenceBefore { option, authority, on: row.date_perm });
        let stream = person.stream(&format!("permanence_before/{}", row.year.ends()));
        claimant.claim(stream, whole(row.year), body, Some(row.year), (row.source, "PREV_PERM"));
    }
}

fn answers(row: &Oc2Row) -> BTreeMap<String, bool> {
    let columns: [(&str, Option<&'static Code>); 8] = [
        ("CONVICTED", row.convicted),
        ("HEALTH_CHECK", row.health_check),
        ("IMMUNISATIONS", row.immunisations),
        ("TEETH_CHECK", row.teeth_check),
        ("HEALTH_ASSESSMENT", row.health_assessment),
        ("SUBSTANCE_MISUSE", row.substance_misuse),
        ("INTERVENTION_RECEIVED", row.intervention_received),
        ("INTERVENTION_OFFERED", row.intervention_offered),
    ];
    columns.into_iter().filter_map(|(column, code)| Some((column.to_owned(), code?.code == "1"))).collect()
}
