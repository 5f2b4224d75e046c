use super::*;
use crate::homes::{CarePeriod, SleepingRecorded};
use crate::ids::VaultId;
use crate::key_working::{Cohort, CohortRecorded, SocialWorkerSpell};
use crate::outcomes::{AfterCare, Unaccompanied};
use crate::plans::{PermanenceBefore, ReviewHeld};
use crate::safety::{Away, MissingRecorded};
use jiff::civil::date;
use uuid::Uuid;

const TODAY: Date = date(2026, 6, 1);

fn kept(number: u128) -> VaultRef {
    VaultRef { id: VaultId(Uuid::from_u128(number)), digest: String::new() }
}

fn period() -> CarePeriod {
    CarePeriod {
        from: date(2024, 6, 1),
        to: None,
        began: "S".into(),
        legal_status: "C1".into(),
        need: "N1".into(),
        place: "U1".into(),
        provider: None,
        ended: None,
        change: None,
        home_postcode: Some(kept(1)),
        placement_postcode: None,
        urn: Some(kept(2)),
        year: 2025,
    }
}

fn missing(to: Option<Date>) -> Body {
    Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from: date(2026, 5, 1), to })
}

fn year(answers: &[(&str, bool)]) -> Body {
    let answers = answers.iter().map(|(question, yes)| ((*question).to_owned(), *yes)).collect();
    Body::YearInCare(YearInCare { year: 2026, sdq_score: None, sdq_reason: None, answers })
}

fn sleeping(place: Sleeping) -> Body {
    Body::SleepingRecorded(SleepingRecorded { place, purpose: "Respite".into() })
}

fn happened(body: &Body) -> Happened {
    match span(body) {
        Some((from, to)) => Happened::Range(from, to),
        None => Happened::Range(date(2025, 4, 1), Some(date(2026, 3, 31))),
    }
}

fn answered(body: &Body, given: &[(&'static str, &str)]) -> Result<PutRight, Vec<Refusal>> {
    let given = given.iter().map(|(name, answer)| (*name, (*answer).to_owned())).collect();
    put_right(body, happened(body), &given, None, TODAY)
}

fn refused(body: &Body, given: &[(&'static str, &str)]) -> Vec<(String, String)> {
    let refusals = answered(body, given).unwrap_err().into_iter();
    refusals.map(|one| (one.field.unwrap_or_default(), one.sentence)).collect()
}

fn refused_fields(body: &Body, given: &[(&'static str, &str)]) -> Vec<String> {
    refused(body, given).into_iter().map(|(field, _)| field).collect()
}

/// One entry of each kind, and an answer that differs.
fn each() -> Vec<(Body, (&'static str, &'static str))> {
    let spell = SocialWorkerSpell {
        number: "SW123".into(),
        from: date(2025, 5, 1),
        to: None,
        reason: Some("MANAGE".into()),
    };
    let permanence =
        PermanenceBefore { option: "P1".into(), authority: None, on: Some(PartialDate::Unknown) };
    let after =
        AfterCare { year: 2026, in_touch: "YES".into(), activity: "F1".into(), accommodation: "B1".into() };
    vec![
        (Body::CarePeriod(period()), ("legal_status", "V2")),
        (missing(None), ("kind", "without_agreement")),
        (Body::ReviewHeld(ReviewHeld { took_part: "PN1".into() }), ("took_part", "PN2")),
        (Body::AfterCare(after), ("activity", "G5")),
        (year(&[("TEETH_CHECK", true)]), ("sdq_score", "12")),
        (year(&[("CONVICTED", true)]), ("CONVICTED", "no")),
        (Body::Unaccompanied(Unaccompanied { ceased: None }), ("ceased", "2026-01-02")),
        (Body::PermanenceBefore(permanence), ("on", "2012-05")),
        (Body::SocialWorkerSpell(spell), ("number", "XX")),
        (Body::CohortRecorded(CohortRecorded { cohort: Cohort::LookedAfter }), ("cohort", "care_leaver")),
        (sleeping(Sleeping::NotKnown), ("place", "00000000-0000-0000-0000-000000000007")),
    ]
}

#[test]
fn each_kind_answers_its_own_questions_and_is_put_right_by_one_answer() {
    for (body, (name, answer)) in each() {
        let before = answers(&body);
        assert!(questions(&body).iter().any(|one| one.name == name), "{}", body.kind());
        let right = answered(&body, &[(name, answer)]).unwrap();
        assert_eq!(right.body.kind(), body.kind());
        assert_eq!(right.body.usual_class(), body.usual_class());
        for (question, now) in answers(&right.body) {
            let wanted = if question == name { answer } else { before[question].as_str() };
            assert_eq!(now, wanted, "{} {question}", body.kind());
        }
    }
}

#[test]
fn whoever_answers_all_as_it_stands_is_told_that_nothing_is_different() {
    for (body, _) in each() {
        let same = put_right(&body, happened(&body), &answers(&body), None, TODAY).unwrap_err();
        assert_eq!(same, [Refusal::because("Nothing is different from what stands here.")]);
        assert!(put_right(&body, happened(&body), &Answers::new(), None, TODAY).is_err());
    }
}

#[test]
fn what_has_a_form_of_its_own_asks_nothing_here() {
    let note =
        crate::story::NoteWritten { title: String::new(), text: String::new(), correction: String::new() };
    for body in [Body::NoteWritten(note), Body::Erased("homes.care_period".into())] {
        assert!(questions(&body).is_empty() && answers(&body).is_empty());
    }
}

#[test]
fn what_the_vault_holds_of_a_period_is_neither_asked_nor_touched() {
    let right = answered(&Body::CarePeriod(period()), &[("legal_status", "V2"), ("urn", "SC1")]).unwrap();
    assert_eq!(right.body, Body::CarePeriod(CarePeriod { legal_status: "V2".into(), ..period() }));
}

#[test]
fn a_code_is_one_of_its_year_and_what_stands_is_not_judged() {
    let list = [("place".to_owned(), "Choose one from the list.".to_owned())];
    assert_eq!(refused(&Body::CarePeriod(period()), &[("place", "Z11")]), list);
    let next = Body::CarePeriod(CarePeriod { year: 2026, ..period() });
    assert!(answered(&next, &[("place", "Z11")]).is_ok());
    assert_eq!(refused(&next, &[("place", "")]), list);
    let odd =
        Body::CarePeriod(CarePeriod { year: 2026, place: "??".into(), need: String::new(), ..period() });
    assert!(answered(&odd, &[("place", "??"), ("need", ""), ("legal_status", "V2")]).is_ok());
}

#[test]
fn a_code_that_stands_is_offered_whatever_its_year() {
    let year = CollectionYear::ending(2026).unwrap();
    let offered = |stands| codes_offered(CodeSet::Placement, stands, year).into_iter().map(|code| code.code);
    assert!(!offered("U1").any(|code| code == "Z1") && offered("Z1").any(|code| code == "Z1"));
}

#[test]
fn a_spell_does_not_end_before_it_began_nor_is_any_of_its_days_to_come() {
    for body in [Body::CarePeriod(period()), missing(None)] {
        assert_eq!(refused_fields(&body, &[("to", "2020-01-01")]), ["to"]);
        assert_eq!(refused_fields(&body, &[("to", "2026-06-02")]), ["to"]);
        assert_eq!(refused_fields(&body, &[("to", "soon")]), ["to"]);
        assert!(questions(&body).iter().all(|one| one.name != "from"), "by it the files know the row");
    }
}

#[test]
fn days_that_nobody_changed_are_not_judged() {
    let odd = CarePeriod { to: Some(date(2020, 1, 1)), ..period() };
    assert!(answered(&Body::CarePeriod(odd), &[("legal_status", "V2")]).is_ok());
}

#[test]
fn a_spell_happened_on_the_days_that_it_says() {
    let right = answered(&Body::CarePeriod(period()), &[("to", "2025-01-01")]).unwrap();
    assert_eq!(right.happened, Happened::Range(period().from, Some(date(2025, 1, 1))));
}

#[test]
fn a_time_missing_keeps_its_hour_until_its_last_day_is_known() {
    let at = Happened::At("2026-05-01T21:00:00Z".parse().map(crate::dates::Instant::from_jiff).unwrap());
    let now = |name: &'static str, answer: &str| {
        let given = Answers::from([(name, answer.to_owned())]);
        put_right(&missing(None), at, &given, None, TODAY).unwrap().happened
    };
    assert_eq!(now("kind", "without_agreement"), at);
    assert_eq!(now("to", "2026-05-03"), Happened::Range(date(2026, 5, 1), Some(date(2026, 5, 3))));
}

#[test]
fn what_stands_against_itself_stops_nobody_from_putting_something_else_right() {
    let odd = CarePeriod { change: Some("CARPL".into()), ended: Some("E4A".into()), ..period() };
    assert!(answered(&Body::CarePeriod(odd), &[("legal_status", "V2")]).is_ok());
    let Body::YearInCare(both) = year(&[("TEETH_CHECK", true)]) else { panic!() };
    let both = YearInCare { sdq_score: Some(12), sdq_reason: Some("SDQ2".into()), ..both };
    assert!(answered(&Body::YearInCare(both), &[("TEETH_CHECK", "no")]).is_ok());
}

#[test]
fn a_year_that_would_say_nothing_is_refused() {
    assert_eq!(refused_fields(&year(&[("TEETH_CHECK", true)]), &[("TEETH_CHECK", "")]), ["TEETH_CHECK"]);
}

#[test]
fn a_period_that_goes_on_has_no_reason_for_its_end() {
    let body = Body::CarePeriod(period());
    assert_eq!(refused_fields(&body, &[("ended", "E4A")]), ["ended"]);
    assert_eq!(refused_fields(&body, &[("change", "CARPL")]), ["change"]);
    assert!(answered(&body, &[("ended", "E4A"), ("to", "2025-01-01")]).is_ok());
}

#[test]
fn a_score_is_from_0_to_40_and_has_no_reason_for_being_absent() {
    let body = year(&[("TEETH_CHECK", true)]);
    for score in ["41", "-1", "a", "1.5"] {
        assert_eq!(refused_fields(&body, &[("sdq_score", score)]), ["sdq_score"], "{score}");
    }
    assert!(answered(&body, &[("sdq_score", "40")]).is_ok());
    assert_eq!(refused_fields(&body, &[("sdq_score", "3"), ("sdq_reason", "SDQ2")]), ["sdq_reason"]);
}

#[test]
fn a_part_of_the_yearly_answers_asks_those_of_its_class_alone_and_keeps_one() {
    let names = |body: &Body| questions(body).iter().map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(names(&year(&[("CONVICTED", true)])), ["CONVICTED"]);
    let clinical = year(&[("SUBSTANCE_MISUSE", true)]);
    assert_eq!(names(&clinical), ["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"]);
    assert!(!names(&year(&[])).contains(&"CONVICTED"));
    assert_eq!(refused_fields(&clinical, &[("SUBSTANCE_MISUSE", "")]), ["SUBSTANCE_MISUSE"]);
    let moved = [("SUBSTANCE_MISUSE", ""), ("INTERVENTION_OFFERED", "yes")];
    assert_eq!(answered(&clinical, &moved).unwrap().body, year(&[("INTERVENTION_OFFERED", true)]));
    assert_eq!(refused_fields(&clinical, &[("SUBSTANCE_MISUSE", "perhaps")]), ["SUBSTANCE_MISUSE"]);
}

#[test]
fn what_was_before_is_not_to_come() {
    let (permanence, alone) = (each().remove(7).0, each().remove(6).0);
    for on in ["2026-06-02", "2026-07", "2027"] {
        assert_eq!(refused_fields(&permanence, &[("on", on)]), ["on"], "{on}");
    }
    for on in ["2026-06-01", "2026-06", "2026", "2012-05-03"] {
        assert!(answered(&permanence, &[("on", on)]).is_ok(), "{on}");
    }
    assert_eq!(refused_fields(&alone, &[("ceased", "2026-06-02")]), ["ceased"]);
}

#[test]
fn an_authority_is_a_number_of_three_figures_or_a_place_outside_england() {
    let permanence = each().remove(7).0;
    for good in ["815", "wal", "NUK"] {
        assert!(answered(&permanence, &[("authority", good)]).is_ok(), "{good}");
    }
    for bad in ["81", "8155", "FRA", "８１５"] {
        assert_eq!(refused_fields(&permanence, &[("authority", bad)]), ["authority"], "{bad}");
    }
}

#[test]
fn a_social_worker_has_a_number_or_none() {
    let spell = each().remove(8).0;
    assert!(answered(&spell, &[("number", "sw 99")]).is_ok());
    assert_eq!(refused_fields(&spell, &[("number", "99")]), ["number"]);
    assert_eq!(refused_fields(&spell, &[("number", "")]), ["number"]);
}

#[test]
fn somewhere_else_needs_an_address_unless_one_stands() {
    let unknown = sleeping(Sleeping::NotKnown);
    assert_eq!(refused_fields(&unknown, &[("place", ELSEWHERE)]), ["address"]);
    assert_eq!(refused_fields(&unknown, &[("place", "the moon")]), ["place"]);
    let stands = sleeping(Sleeping::Elsewhere(kept(5)));
    let right = answered(&stands, &[("place", ELSEWHERE), ("purpose", "")]).unwrap().body;
    let none = SleepingRecorded { place: Sleeping::Elsewhere(kept(5)), purpose: String::new() };
    assert_eq!(right, Body::SleepingRecorded(none));
    let given = Answers::from([("place", ELSEWHERE.to_owned())]);
    for body in [unknown, stands] {
        let right = put_right(&body, happened(&body), &given, Some(kept(6)), TODAY).unwrap().body;
        assert_eq!(right, sleeping(Sleeping::Elsewhere(kept(6))));
    }
}
