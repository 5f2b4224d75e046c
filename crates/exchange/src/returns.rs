//! The rows of the return, one reader for each kind of file.

use crate::cells::{Cells, Refused, whole_number};
use crate::dates;
use crate::issue::Severity;
use crate::rows::{
    EpisodeRow, HeaderRow, MissingRow, Oc2Row, Oc3Row, PermanenceIn, PrevPermRow, ProviderUrn, ReviewRow,
    SocialWorker, SwEpisodeRow, UascRow, UpnEntry,
};
use practice::codes::{CodeSet, CollectionYear, lookup};
use practice::numbers::{NoUpn, OfstedUrn, Postcode, SocialWorkerId, Upn};

pub(crate) fn header(cells: &mut Cells<'_>, year: CollectionYear) -> Result<HeaderRow, Refused> {
    let child = cells.child()?;
    for column in ["DOB", "UPN"] {
        cells.note_blank(column);
    }
    Ok(HeaderRow {
        source: cells.source,
        year,
        child,
        sex: cells.asked_code("SEX", CodeSet::Sex, year),
        dob: cells.birth_date("DOB", Some(year)),
        ethnic: cells.asked_code("ETHNIC", CodeSet::Ethnicity, year),
        upn: cells.value("UPN", upn),
        mother: cells.code("MOTHER", CodeSet::Motherhood, year),
        mc_dob: cells.birth_date("MC_DOB", Some(year)),
    })
}

fn upn(text: &str) -> Result<UpnEntry, String> {
    if !text.starts_with("UN") {
        return Upn::parse(text).map(UpnEntry::Known).map_err(|refusal| refusal.sentence);
    }
    // The same five in every year that can be read.
    let reason = NoUpn::parse(text)
        .map_err(|_| "A reason for having no UPN is one of UN1 to UN5 in this return.".to_owned())?;
    if reason.in_looked_after_return() {
        Ok(UpnEntry::Unknown(reason))
    } else {
        Err(format!("{reason} is used in the children in need census and not in this return."))
    }
}

pub(crate) fn episode(cells: &mut Cells<'_>, year: CollectionYear) -> Result<EpisodeRow, Refused> {
    let child = cells.child()?;
    let decom = cells.start("DECOM", None, year)?;
    let dec = cells.end("DEC", decom, year)?;
    // DEC and REC stand together or not at all (rule 148). A reason without a
    // day does not say whether the episode is open, so the row is not read.
    if dec.is_none() && !cells.text("REC").is_empty() {
        return Err(cells.refuse("REC", "This says why the episode ended, but DEC does not say when."));
    }
    let rec = cells.code("REC", CodeSet::ReasonEpisodeCeased, year);
    if dec.is_some() && cells.text("REC").is_empty() {
        cells.say(Severity::ToCheck, "REC", "The episode ended, but nothing says why (rule 148).");
    }
    Ok(EpisodeRow {
        source: cells.source,
        year,
        child,
        decom,
        rne: cells.asked_code("RNE", CodeSet::ReasonForNewEpisode, year),
        ls: cells.asked_code("LS", CodeSet::LegalStatus, year),
        cin: cells.asked_code("CIN", CodeSet::CategoryOfNeed, year),
        place: cells.asked_code("PLACE", CodeSet::Placement, year),
        place_provider: cells.code("PLACE_PROVIDER", CodeSet::PlacementProvider, year),
        dec,
        rec,
        reason_place_change: cells.code("REASON_PLACE_CHANGE", CodeSet::ReasonForPlacementChange, year),
        home_post: cells.value("HOME_POST", postcode),
        pl_post: cells.value("PL_POST", postcode),
        urn: cells.value("URN", provider),
    })
}

fn postcode(text: &str) -> Result<Postcode, String> {
    Postcode::parse(text).map_err(|refusal| refusal.sentence)
}

fn provider(text: &str) -> Result<ProviderUrn, String> {
    match whole_number(text) {
        "XXXXXXX" => Ok(ProviderUrn::Unregistered),
        text => OfstedUrn::parse(text).map(ProviderUrn::Registered).map_err(|refusal| refusal.sentence),
    }
}

pub(crate) fn review(cells: &mut Cells<'_>, year: CollectionYear) -> Result<ReviewRow, Refused> {
    let child = cells.child()?;
    let dob = cells.birth_date("DOB", Some(year));
    let review = cells.start("REVIEW", dob, year)?;
    let review_code = cells.asked_code("REVIEW_CODE", CodeSet::ReviewParticipation, year);
    Ok(ReviewRow { source: cells.source, year, child, dob, review, review_code })
}

pub(crate) fn missing(cells: &mut Cells<'_>, year: CollectionYear) -> Result<MissingRow, Refused> {
    let child = cells.child()?;
    let dob = cells.birth_date("DOB", Some(year));
    let mis_start = cells.start("MIS_START", dob, year)?;
    let mis_end = cells.end("MIS_END", mis_start, year)?;
    let missing = cells.asked_code("MISSING", CodeSet::MissingKind, year);
    Ok(MissingRow { source: cells.source, year, child, dob, missing, mis_start, mis_end })
}

pub(crate) fn oc2(cells: &mut Cells<'_>, year: CollectionYear) -> Result<Oc2Row, Refused> {
    let child = cells.child()?;
    let dob = cells.birth_date("DOB", Some(year));
    let mut yes_no = |column| cells.code(column, CodeSet::YesNo, year);
    let convicted = yes_no("CONVICTED");
    let health_check = yes_no("HEALTH_CHECK");
    let immunisations = yes_no("IMMUNISATIONS");
    let teeth_check = yes_no("TEETH_CHECK");
    let health_assessment = yes_no("HEALTH_ASSESSMENT");
    let substance_misuse = yes_no("SUBSTANCE_MISUSE");
    let intervention_received = yes_no("INTERVENTION_RECEIVED");
    let intervention_offered = yes_no("INTERVENTION_OFFERED");
    Ok(Oc2Row {
        source: cells.source,
        year,
        child,
        dob,
        sdq_score: cells.value("SDQ_SCORE", sdq_score),
        sdq_reason: cells.code("SDQ_REASON", CodeSet::NoSdq, year),
        convicted,
        health_check,
        immunisations,
        teeth_check,
        health_assessment,
        substance_misuse,
        intervention_received,
        intervention_offered,
    })
}

fn sdq_score(text: &str) -> Result<u8, &'static str> {
    let text = whole_number(text);
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let score = if digits { text.parse().ok() } else { None };
    score.filter(|score| *score <= 40).ok_or("An SDQ score is a whole number from 0 to 40.")
}

pub(crate) fn oc3(cells: &mut Cells<'_>, year: CollectionYear) -> Result<Oc3Row, Refused> {
    let child = cells.child()?;
    Ok(Oc3Row {
        source: cells.source,
        year,
        child,
        dob: cells.birth_date("DOB", Some(year)),
        in_touch: cells.asked_code("IN_TOUCH", CodeSet::InTouch, year),
        activ: cells.asked_code("ACTIV", CodeSet::Activity, year),
        accom: cells.asked_code("ACCOM", CodeSet::Accommodation, year),
    })
}

pub(crate) fn sw_episode(cells: &mut Cells<'_>, year: CollectionYear) -> Result<SwEpisodeRow, Refused> {
    let child = cells.child()?;
    let dob = cells.birth_date("DOB", Some(year));
    let sw_decom = cells.start("SW_DECOM", dob, year)?;
    let sw_dec = cells.end("SW_DEC", sw_decom, year)?;
    cells.note_blank("SW_ID");
    let sw_id = cells.value("SW_ID", social_worker);
    let sw_reason = cells.code("SW_REASON", CodeSet::SocialWorkerChange, year);
    Ok(SwEpisodeRow { source: cells.source, year, child, dob, sw_id, sw_decom, sw_dec, sw_reason })
}

fn social_worker(text: &str) -> Result<SocialWorker, String> {
    if text == "XX" {
        return Ok(SocialWorker::Unregistered);
    }
    SocialWorkerId::parse(text).map(SocialWorker::Registered).map_err(|refusal| refusal.sentence)
}

pub(crate) fn uasc(cells: &mut Cells<'_>, year: CollectionYear) -> Result<UascRow, Refused> {
    let child = cells.child()?;
    let dob = cells.birth_date("DOB", Some(year));
    let duc = match cells.text("DUC") {
        "" => None,
        text => Some(dates::day(text).map_err(|reason| cells.refuse("DUC", reason))?),
    };
    let sex = cells.asked_code("SEX", CodeSet::Sex, year);
    Ok(UascRow { source: cells.source, year, child, sex, dob, duc })
}

pub(crate) fn prev_perm(cells: &mut Cells<'_>, year: CollectionYear) -> Result<PrevPermRow, Refused> {
    let child = cells.child()?;
    Ok(PrevPermRow {
        source: cells.source,
        year,
        child,
        dob: cells.birth_date("DOB", Some(year)),
        prev_perm: cells.asked_code("PREV_PERM", CodeSet::PreviousPermanence, year),
        la_perm: cells.value("LA_PERM", |text| permanence_in(text, year)),
        date_perm: cells.value("DATE_PERM", dates::partial_day),
    })
}

fn permanence_in(text: &str, year: CollectionYear) -> Result<PermanenceIn, &'static str> {
    let text = whole_number(text);
    if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map(PermanenceIn::Authority).map_err(|_| "This is not an authority's number.");
    }
    lookup(CodeSet::PermanencePlace, text, year)
        .map(PermanenceIn::Elsewhere)
        .ok_or("This is neither the three-digit number of an authority nor WAL, SCO, NIR or NUK.")
}
