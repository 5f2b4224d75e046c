use super::{CodeSet, CollectionYear, Judged, ever, judge, lookup};
use jiff::civil::date;

fn year(ends: i16) -> CollectionYear {
    CollectionYear::ending(ends).unwrap()
}

#[test]
fn a_year_is_read_from_the_names_folders_have() {
    for name in [
        "2026",
        "2025-26",
        "2025_26",
        "2025-2026",
        "2025/26",
        "SSDA903 2025-26",
        "SSDA903_2025_26",
        "ssda903-2026",
        " 2025-26 final ",
        "CLA 2026 v2",
        "25/26",
        " 25-26",
    ] {
        assert_eq!(CollectionYear::parse(name).unwrap(), year(2026), "{name}");
    }
}

#[test]
fn a_date_two_years_or_no_year_is_not_a_collection_year() {
    for name in [
        "",
        "files",
        "2026-03-31",
        "31-03-2026",
        "2025-27",
        "2024 and 2026",
        "12026",
        "SSDA903",
        "2016",
        "1999-2000",
        "25/27",
        "31/03",
        "25-26 final",
    ] {
        assert!(CollectionYear::parse(name).is_err(), "{name}");
    }
}

#[test]
fn a_year_runs_from_1_april_to_31_march() {
    let year = year(2026);
    assert_eq!((year.first_day(), year.last_day()), (date(2025, 4, 1), date(2026, 3, 31)));
    assert_eq!(CollectionYear::of(date(2025, 4, 1)), Some(year));
    assert_eq!(CollectionYear::of(date(2026, 3, 31)), Some(year));
    assert_eq!(CollectionYear::of(date(2026, 4, 1)), year.next());
    assert_eq!(CollectionYear::of(date(2016, 3, 31)), None);
    assert_eq!(year.to_string(), "2025-26");
}

#[test]
fn sex_is_a_number_to_2023_24_and_a_letter_after() {
    assert_eq!(lookup(CodeSet::Sex, "1", year(2024)).unwrap().label, "Male");
    assert!(matches!(judge(CodeSet::Sex, "1", year(2025)), Judged::OtherYears(_)));
    assert_eq!(lookup(CodeSet::Sex, "F", year(2025)).unwrap().label, "Female");
    assert!(matches!(judge(CodeSet::Sex, "F", year(2024)), Judged::OtherYears(_)));
    assert_eq!(judge(CodeSet::Sex, "X", year(2025)), Judged::Unknown);
}

#[test]
fn every_code_with_a_boundary_is_judged_on_both_sides_of_it() {
    let from = [
        (CodeSet::Placement, "K3", 2024),
        (CodeSet::Placement, "Z11", 2026),
        (CodeSet::Placement, "Z12", 2026),
        (CodeSet::Placement, "Z13", 2026),
        (CodeSet::Placement, "Z14", 2026),
        (CodeSet::ReasonForPlacementChange, "CUSTOD", 2019),
        (CodeSet::Activity, "F4", 2022),
        (CodeSet::Activity, "P5", 2022),
        (CodeSet::Sex, "U", 2025),
    ];
    for (set, code, first) in from {
        assert!(lookup(set, code, year(first)).is_some(), "{code} in {first}");
        assert!(matches!(judge(set, code, year(first - 1)), Judged::OtherYears(_)), "{code} before {first}");
    }
    let to = [
        (CodeSet::Placement, "H5", 2024),
        (CodeSet::Placement, "P2", 2025),
        (CodeSet::Placement, "Z1", 2025),
        (CodeSet::ReasonEpisodeCeased, "E43", 2018),
        (CodeSet::ReasonEpisodeCeased, "E44", 2018),
        (CodeSet::Activity, "F3", 2021),
        (CodeSet::Activity, "P3", 2021),
    ];
    for (set, code, last) in to {
        assert!(lookup(set, code, year(last)).is_some(), "{code} in {last}");
        assert!(matches!(judge(set, code, year(last + 1)), Judged::OtherYears(_)), "{code} after {last}");
        assert!(ever(set, code).is_some());
    }
}

#[test]
fn every_set_has_codes_of_its_own_without_repeats() {
    for set in CodeSet::ALL {
        let codes = set.codes();
        assert!(!codes.is_empty(), "{set:?}");
        for (at, code) in codes.iter().enumerate() {
            assert_eq!(code.set, set);
            assert!(!code.label.is_empty(), "{code:?}");
            assert!(!codes[..at].iter().any(|other| other.code == code.code), "{} twice", code.code);
            assert_eq!(code.code, code.code.to_uppercase());
        }
    }
}

#[test]
fn the_sets_have_as_many_codes_as_the_guide() {
    let count = |set: CodeSet| set.codes().len();
    assert_eq!(count(CodeSet::Ethnicity), 20);
    assert_eq!(count(CodeSet::Accommodation), 31);
    assert_eq!(count(CodeSet::LegalStatus), 13);
    assert_eq!(count(CodeSet::Placement), 32);
    assert_eq!(count(CodeSet::SocialWorkerChange), 10);
    assert_eq!(CodeSet::Sex.codes_in(year(2026)).count(), 3);
}

#[test]
fn homelessness_and_custody_are_never_suitable() {
    for (code, known) in [("S2", true), ("S1", false), ("X2", true), ("X1", false), ("0", true), ("Z1", true)]
    {
        assert_eq!(lookup(CodeSet::Accommodation, code, year(2026)).is_some(), known, "{code}");
    }
}

#[test]
fn placements_without_official_wording_say_only_other() {
    assert_eq!(lookup(CodeSet::Placement, "Z12", year(2026)).unwrap().label, "Other placement (Z12)");
}
