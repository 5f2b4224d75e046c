use super::{CouncilNumber, NhsNumber, NoUpn, OfstedUrn, Postcode, SocialWorkerId, Upn};
use proptest::prelude::*;

#[test]
fn an_nhs_number_is_read_with_spaces_and_hyphens_and_shown_in_three_groups() {
    for text in ["9434765919", "943 476 5919", "943-476-5919", " 943476 5919 "] {
        let number = NhsNumber::parse(text).unwrap();
        assert_eq!(number.as_str(), "9434765919");
        assert_eq!(number.to_string(), "943 476 5919");
    }
    assert!(NhsNumber::parse("401 023 2137").is_ok());
}

#[test]
fn one_wrong_digit_of_an_nhs_number_is_caught() {
    for place in 0..10 {
        for other in b'0'..=b'9' {
            let mut digits = *b"9434765919";
            if digits[place] == other {
                continue;
            }
            digits[place] = other;
            assert!(NhsNumber::parse(std::str::from_utf8(&digits).unwrap()).is_err(), "{place} {other}");
        }
    }
}

#[test]
fn an_nhs_number_whose_check_would_be_ten_is_never_valid() {
    for last in 0..10 {
        assert!(NhsNumber::parse(&format!("100000001{last}")).is_err());
    }
}

#[test]
fn ten_zeros_letters_and_other_lengths_are_not_nhs_numbers() {
    for text in ["0000000000", "", "943476591", "94347659190", "943476591X", "٩٤٣٤٧٦٥٩١٩"] {
        assert!(NhsNumber::parse(text).is_err(), "{text}");
    }
}

#[test]
fn ten_equal_digits_fill_a_box_and_are_no_nhs_number() {
    for digit in '0'..='9' {
        let typed: String = std::iter::repeat_n(digit, 10).collect();
        let no = NhsNumber::parse(&typed).unwrap_err().to_string();
        assert!(no.starts_with("This is not an NHS number: "), "{typed}: {no}");
        let in_groups = format!("{} {} {}", &typed[..3], &typed[3..6], &typed[6..]);
        assert!(NhsNumber::parse(&in_groups).is_err(), "{in_groups}");
    }
}

#[test]
fn the_test_range_of_nhs_numbers_is_known() {
    assert!(!NhsNumber::parse("9434765919").unwrap().is_for_tests());
    let found = (0..10).find_map(|last| NhsNumber::parse(&format!("999000001{last}")).ok()).unwrap();
    assert!(found.is_for_tests());
}

#[test]
fn a_upn_is_read_and_its_check_letter_must_fit() {
    assert_eq!(Upn::parse("h801200001001 ").unwrap().to_string(), "H801200001001");
    for text in
        ["B801200001001", "H801200001002", "I801200001001", "H80120000100", "H80120000100A1", "1801200001001"]
    {
        assert!(Upn::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_temporary_upn_ends_in_a_letter_that_counts_by_its_place() {
    // The sum of H801200001001 without its last character is 40; B (1) adds 13 as the digit 1 does.
    let temporary = Upn::parse("H80120000100B").unwrap();
    assert!(temporary.is_temporary());
    assert!(!Upn::parse("H801200001001").unwrap().is_temporary());
    for text in ["H80120000100C", "H80120000100I", "H8012000010B1"] {
        assert!(Upn::parse(text).is_err(), "{text}");
    }
}

#[test]
fn the_reasons_for_no_upn_are_un1_to_un7_and_the_last_two_are_not_of_this_return() {
    assert_eq!(NoUpn::parse("un3").unwrap().to_string(), "UN3");
    assert!(NoUpn::parse("UN8").is_err());
    let used: Vec<_> = NoUpn::ALL.into_iter().filter(|reason| reason.in_looked_after_return()).collect();
    assert_eq!(used, [NoUpn::Un1, NoUpn::Un2, NoUpn::Un3, NoUpn::Un4, NoUpn::Un5]);
}

#[test]
fn an_ofsted_number_is_sc_and_six_digits_or_seven_digits() {
    for text in ["SC123456", "sc 123456", "1234567"] {
        assert!(OfstedUrn::parse(text).is_ok(), "{text}");
    }
    for text in ["", "SC12345", "SC1234567", "123456", "12345678", "XXXXXXX", "AB123456"] {
        assert!(OfstedUrn::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_social_worker_number_is_sw_and_digits() {
    assert_eq!(SocialWorkerId::parse(" sw123456").unwrap().as_str(), "SW123456");
    for text in ["", "SW", "XX", "123456", "SW12A", "SW12345678901"] {
        assert!(SocialWorkerId::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_postcode_is_written_in_upper_case_with_one_space_before_the_last_three() {
    for (text, written) in [
        ("yo1 7hh", "YO1 7HH"),
        ("YO17HH", "YO1 7HH"),
        ("  YO24  1AA ", "YO24 1AA"),
        ("M1  1AE", "M1 1AE"),
        ("W1A0AX", "W1A 0AX"),
        ("EC1A1BB", "EC1A 1BB"),
        ("B338TH", "B33 8TH"),
        ("gir0aa", "GIR 0AA"),
    ] {
        assert_eq!(Postcode::parse(text).unwrap().as_str(), written);
    }
    assert_eq!(Postcode::parse("YO24 1AA").unwrap().outward(), "YO24");
    for text in ["", "YO1", "YO1 7H", "Y 7HH", "YOO1 7HH", "1YO 7HH", "YO1 77H", "YO1234 7HH", "é1 7HH"] {
        assert!(Postcode::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_council_number_has_one_to_ten_characters_in_upper_case() {
    assert_eq!(CouncilNumber::parse(" ab12/3 ").unwrap().as_str(), "AB12/3");
    assert_eq!(CouncilNumber::parse("0012").unwrap().as_str(), "0012");
    for text in ["", "   ", "12345678901", "12 34", "12\u{0}4", "é12"] {
        assert!(CouncilNumber::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_council_number_that_is_typed_may_be_written_in_groups() {
    for text in [" ab 12/3", "AB12/3\t", "AB\u{a0}12 /3 "] {
        assert_eq!(CouncilNumber::typed(text).unwrap().as_str(), "AB12/3", "{text:?}");
    }
    assert!(CouncilNumber::typed("  ").is_err() && CouncilNumber::typed("123456 78901").is_err());
}

#[test]
fn numbers_are_kept_as_plain_text_and_read_back() {
    let number = NhsNumber::parse("9434765919").unwrap();
    let kept = serde_json::to_string(&number).unwrap();
    assert_eq!(kept, "\"9434765919\"");
    assert_eq!(serde_json::from_str::<NhsNumber>(&kept).unwrap(), number);
    assert!(serde_json::from_str::<NhsNumber>("\"9434765918\"").is_err());
}

proptest! {
    #[test]
    fn no_text_makes_a_number_panic_and_what_is_read_reads_the_same_again(text in "\\PC{0,16}") {
        if let Ok(number) = NhsNumber::parse(&text) { prop_assert_eq!(NhsNumber::parse(&number.to_string()), Ok(number)); }
        if let Ok(number) = Upn::parse(&text) { prop_assert_eq!(Upn::parse(&number.to_string()), Ok(number)); }
        if let Ok(number) = OfstedUrn::parse(&text) { prop_assert_eq!(OfstedUrn::parse(number.as_str()), Ok(number)); }
        if let Ok(code) = Postcode::parse(&text) { prop_assert_eq!(Postcode::parse(code.as_str()), Ok(code)); }
        if let Ok(number) = CouncilNumber::parse(&text) { prop_assert_eq!(CouncilNumber::parse(number.as_str()), Ok(number)); }
        if let Ok(id) = SocialWorkerId::parse(&text) { prop_assert_eq!(SocialWorkerId::parse(id.as_str()), Ok(id)); }
    }

    #[test]
    fn any_postcode_of_the_known_shapes_is_read(text in "[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}") {
        prop_assert!(Postcode::parse(&text).is_ok());
    }
}

#[test]
fn a_postcode_is_noticed_in_free_text_and_a_time_of_day_is_not() {
    for text in ["We met at 4 Sample Row, YO1 7HH.", "near (yo17hh)", "Sam moved to ZZ2\n2BB", "ZE1-0AA"] {
        assert!(!Postcode::all_in(text).is_empty(), "{text}");
    }
    for text in ["We met at 9am and again at 10am", "Year 9 GCSE", "", "Room 12 A", "2026-03-02", "B and B"] {
        assert!(Postcode::all_in(text).is_empty(), "{text}");
    }
}
