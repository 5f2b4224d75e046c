use super::*;
use crate::staff::{Rights, Role};
use jiff::civil::time;
use uuid::Uuid;

fn at(text: &str) -> Instant {
    Instant::from_jiff(text.parse().unwrap())
}

/// By when somebody is back who types a time at a moment.
fn back(hour: i8, minute: i8, now: &str) -> Result<String, String> {
    let answer = back_by(time(hour, minute, 0, 0), at(now));
    answer.map(|at| at.to_string()[..16].to_owned()).map_err(|refusal| refusal.sentence)
}

#[test]
fn a_time_is_the_next_one_that_the_clock_shows() {
    assert_eq!(back(16, 30, "2026-01-12T14:00:00Z").as_deref(), Ok("2026-01-12T16:30"));
    assert_eq!(back(1, 30, "2026-01-12T22:00:00Z").as_deref(), Ok("2026-01-13T01:30"));
    assert_eq!(back(9, 0, "2026-06-01T07:30:00Z").as_deref(), Ok("2026-06-01T08:00"));
}

#[test]
fn it_is_still_to_come_and_within_twelve_hours() {
    assert_eq!(back(2, 0, "2026-01-12T14:00:00Z").as_deref(), Ok("2026-01-13T02:00"));
    let refused = back(2, 1, "2026-01-12T14:00:00Z").unwrap_err();
    assert_eq!(refused, "Choose a time that is still to come, and within 12 hours: until 2:00am.");
    assert!(back(14, 0, "2026-01-12T14:00:00Z").is_err());
    assert!(back(13, 59, "2026-01-12T14:00:00Z").is_err());
}

#[test]
fn a_time_that_the_clocks_leave_out_is_refused() {
    let refused = back(1, 30, "2026-03-28T22:00:00Z").unwrap_err();
    assert_eq!(refused, "The clocks go forward over this time.");
    assert_eq!(back(2, 30, "2026-03-28T22:00:00Z").as_deref(), Ok("2026-03-29T01:30"));
    assert_eq!(back(10, 0, "2026-03-28T22:00:00Z").as_deref(), Ok("2026-03-29T09:00"));
}

#[test]
fn of_a_time_that_comes_twice_it_is_the_one_that_comes_next() {
    assert_eq!(back(1, 30, "2026-10-24T22:00:00Z").as_deref(), Ok("2026-10-25T00:30"));
    assert_eq!(back(1, 30, "2026-10-25T00:40:00Z").as_deref(), Ok("2026-10-25T01:30"));
}

fn typed() -> LeftWords {
    LeftWords {
        place: " The flat over the baker’s ".into(),
        telephone: "01632 960001".into(),
        other: String::new(),
    }
}

#[test]
fn where_somebody_goes_is_written_down_and_the_rest_where_they_say_it() {
    let left = left_words(&LeftWords { telephone: String::new(), ..typed() }).unwrap();
    assert_eq!((left.place.as_str(), left.telephone.as_str()), ("The flat over the baker’s", ""));
    assert_eq!(left_words(&LeftWords { other: " A red car ".into(), ..typed() }).unwrap().other, "A red car");
}

#[test]
fn all_that_cannot_be_taken_is_said_at_once() {
    let wrong = LeftWords { place: " ".into(), telephone: "my own".into(), other: "a\u{0}b".into() };
    let fields: Vec<_> =
        left_words(&wrong).unwrap_err().into_iter().filter_map(|refusal| refusal.field).collect();
    assert_eq!(fields, ["place", "telephone", "other"]);
}

#[test]
fn what_was_done_names_no_postcode() {
    assert_eq!(what_was_done(" Rang at 4pm ").as_deref(), Ok("Rang at 4pm"));
    for wrong in ["", " ", "They are at 7 Quay Road, YO1 7HH"] {
        assert_eq!(what_was_done(wrong).unwrap_err().field.as_deref(), Some("what"), "{wrong}");
    }
}

const HUB: TeamId = TeamId(Uuid::from_u128(1));
const HILL: TeamId = TeamId(Uuid::from_u128(2));

fn somebody(post: u128, role: Role, team: Option<TeamId>) -> Colleague {
    Colleague { post: PostId(Uuid::from_u128(post)), team, rights: Rights::of(&[role]) }
}

/// The posts that are told of somebody of the hub who is overdue, by their numbers, where nobody wrote anything for so
/// many minutes.
fn told_after(minutes: i64, colleagues: &[Colleague], on_call: &[u128]) -> Vec<u128> {
    let on_call = on_call.iter().map(|post| PostId(Uuid::from_u128(*post))).collect();
    let told = told_of_overdue(&BTreeSet::from([HUB]), &on_call, colleagues, minutes * 60);
    told.into_iter().map(|post| post.0.as_u128()).collect()
}

fn told(colleagues: &[Colleague], on_call: &[u128]) -> Vec<u128> {
    told_after(0, colleagues, on_call)
}

fn everybody() -> [Colleague; 7] {
    [
        somebody(1, Role::HubManager, Some(HUB)),
        somebody(2, Role::Deputy, Some(HUB)),
        somebody(3, Role::OutreachKeyWorker, Some(HUB)),
        somebody(4, Role::HubManager, Some(HILL)),
        somebody(5, Role::ResidentialKeyWorker, Some(HILL)),
        somebody(6, Role::HeadOfService, None),
        somebody(7, Role::Administrator, None),
    ]
}

#[test]
fn the_managers_and_deputies_of_a_team_of_theirs_and_whoever_is_on_call_are_told() {
    let colleagues = everybody();
    assert_eq!(told(&colleagues, &[]), [1, 2]);
    assert_eq!(told(&colleagues, &[5]), [1, 2, 5]);
    assert_eq!(told(&colleagues[2..], &[5]), [5]);
}

#[test]
fn where_there_is_none_of_them_somebody_is_told_nevertheless() {
    let colleagues = [
        somebody(3, Role::OutreachKeyWorker, Some(HUB)),
        somebody(6, Role::HeadOfService, None),
        somebody(7, Role::Administrator, None),
    ];
    assert_eq!(told(&colleagues, &[]), [6]);
    assert_eq!(told(&[colleagues[0].clone(), colleagues[2].clone()], &[]), [7]);
    assert_eq!(told(&colleagues[..1], &[]), [3]);
    assert_eq!(told(&[], &[]), [0; 0]);
}

#[test]
fn from_a_quarter_of_an_hour_in_which_nobody_wrote_what_they_found_the_next_turn_is_told_as_well() {
    let colleagues = everybody();
    assert_eq!(told_after(14, &colleagues, &[]), [1, 2]);
    assert_eq!(told_after(15, &colleagues, &[]), [1, 2, 6]);
    assert_eq!(told_after(29, &colleagues, &[]), [1, 2, 6]);
    // A turn in which there is nobody else is left out.
    assert_eq!(told_after(15, &colleagues, &[6]), [1, 2, 6, 7]);
    assert_eq!(told_after(15, &colleagues[2..], &[]), [6, 7]);
}

#[test]
fn from_half_an_hour_all_are_told_who_could_be() {
    assert_eq!(told_after(30, &everybody(), &[]), [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(told_after(30, &everybody()[2..3], &[]), [3]);
}

#[test]
fn whoever_may_not_read_of_young_people_is_not_told_for_want_of_somebody_else() {
    let others =
        [Role::InformationGovernance, Role::BoardMember, Role::PerformanceOfficer, Role::MatchingDesk];
    assert_eq!(told_after(30, &others.map(|role| somebody(8, role, None)), &[]), [0; 0]);
}

#[test]
fn the_longest_time_counts_in_which_nobody_wrote_what_they_found() {
    let due = at("2026-01-12T16:30:00Z");
    let after = |minutes: i64| due.plus_seconds(minutes * 60);
    let silent = |tried: &[Instant], until| longest_silence(due, tried, until) / 60;
    assert_eq!(silent(&[], after(-5)), 0);
    assert_eq!(silent(&[], after(16)), 16);
    assert_eq!(silent(&[after(10)], after(16)), 10);
    assert_eq!(silent(&[after(10)], after(26)), 16);
    assert_eq!(silent(&[after(20), after(18)], after(21)), 18);
    // What was written before it got later was about another time.
    assert_eq!(silent(&[after(-10)], after(7)), 7);
}
