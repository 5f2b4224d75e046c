use super::*;
use crate::codes::CollectionYear;
use crate::dates::{Happened, Instant, PartialDate};
use crate::homes::CarePeriod;
use crate::ids::{ActId, AuthorityId, EventId, PersonId, PostId, StreamId, TeamId, VaultId};
use crate::journal::{Actor, Body, Class, Event};
use crate::key_working::KeyWorkerNamed;
use crate::people::{
    BirthBasis, BirthRecorded, Detail, DetailRecorded, ImportConflict, ImportConflictDecided, NameRecorded,
    NameUse, VaultRef,
};
use crate::safety::{Away, MissingRecorded};
use crate::story::{ErasedLawfully, Reclassified};
use jiff::civil::{Date, date};
use uuid::Uuid;

const PERSON: PersonId = PersonId(Uuid::from_u128(1));
const FILE: Actor = Actor::Import(None);
const WORKER: Actor = Actor::Post(PostId(Uuid::from_u128(3)));

fn nothing_kept(_: VaultId) -> Option<String> {
    None
}

fn year(ends: i16) -> CollectionYear {
    CollectionYear::ending(ends).unwrap()
}

fn whole(ends: i16) -> Happened {
    Happened::Range(year(ends).first_day(), Some(year(ends).last_day()))
}

fn on(day: Date) -> Happened {
    Happened::On(PartialDate::Day(day))
}

fn event(number: u8, actor: Actor, stream: StreamId, happened: Happened, body: Body) -> Event {
    Event {
        id: EventId(Uuid::from_u128(u128::from(number))),
        authority: AuthorityId(Uuid::from_u128(2)),
        stream,
        revision: i64::from(number),
        subject: Some(PERSON),
        actor,
        role: String::new(),
        on_behalf: None,
        act: ActId(Uuid::from_u128(u128::from(number))),
        happened,
        recorded: Instant(i64::from(number) * 1_000_000),
        class: body.usual_class(),
        corrects: None,
        words: 0,
        body,
    }
}

fn correcting(event: Event, corrected: u8) -> Event {
    Event { corrects: Some(EventId(Uuid::from_u128(u128::from(corrected)))), ..event }
}

fn ethnicity(code: &str) -> Body {
    Body::DetailRecorded(DetailRecorded { detail: Detail::Ethnicity, value: code.into() })
}

fn told(number: u8, actor: Actor, code: &str) -> Event {
    event(number, actor, PERSON.identity(), whole(2025), ethnicity(code))
}

fn says(code: &str, ends: i16) -> Claim {
    Claim::new(PERSON.identity(), whole(ends), ethnicity(code), Some(year(ends))).unwrap()
}

fn decided(mut claim: Claim, events: &[Event]) -> Verdict {
    verdict(&mut claim, &Record::of(PERSON, events, &nothing_kept))
}

#[test]
fn what_nobody_said_before_is_told() {
    assert_eq!(decided(says("WBRI", 2025), &[]), Verdict::Tells);
}

#[test]
fn what_stands_already_is_not_told_again() {
    assert_eq!(decided(says("WBRI", 2026), &[told(1, FILE, "WBRI")]), Verdict::Nothing);
}

#[test]
fn a_changed_row_corrects_what_first_said_it_however_often_it_changed() {
    let first = told(1, FILE, "WBRI");
    assert_eq!(decided(says("WIRI", 2026), std::slice::from_ref(&first)), Verdict::Corrects(first.id));
    let changed = correcting(told(2, FILE, "WIRI"), 1);
    assert_eq!(decided(says("MOTH", 2026), &[first.clone(), changed]), Verdict::Corrects(first.id));
}

#[test]
fn an_older_return_never_overrules_a_newer_one() {
    assert_eq!(decided(says("WIRI", 2024), &[told(1, FILE, "WBRI")]), Verdict::Older);
}

#[test]
fn what_was_put_right_here_stays_while_the_file_says_the_old_thing_and_is_a_conflict_when_it_says_a_new_one()
{
    let events = [told(1, FILE, "WBRI"), correcting(told(2, WORKER, "ABAN"), 1)];
    assert_eq!(decided(says("WBRI", 2025), &events), Verdict::Nothing);
    assert_eq!(decided(says("ABAN", 2025), &events), Verdict::Nothing);
    assert_eq!(decided(says("MOTH", 2025), &events), Verdict::Conflicts(events[1].id));
}

#[test]
fn a_conflict_is_told_once_for_each_new_thing_the_file_says() {
    let kept = VaultRef { id: VaultId(Uuid::from_u128(9)), digest: String::new() };
    let stream = conflict_stream(PERSON, PERSON.identity(), Thing::Detail(Detail::Ethnicity));
    let says_kept = ethnicity("MOTH");
    let body = Body::ImportConflict(ImportConflict {
        stands: EventId(Uuid::from_u128(2)),
        kind: says_kept.kind().into(),
        file_says: kept,
    });
    let mut events = vec![
        told(1, FILE, "WBRI"),
        correcting(told(2, WORKER, "ABAN"), 1),
        event(3, FILE, stream, whole(2025), body),
    ];
    let reveal = |_: VaultId| String::from_utf8(says_kept.payload()).ok();
    let record = Record::of(PERSON, &events, &reveal);
    assert_eq!(verdict(&mut says("MOTH", 2025), &record), Verdict::Waits);
    assert_eq!(verdict(&mut says("WIRI", 2025), &record), Verdict::Conflicts(events[1].id));
    let kept = ImportConflictDecided { file_taken: false, reason: "We asked.".into() };
    events.push(event(4, WORKER, stream, whole(2025), Body::ImportConflictDecided(kept)));
    let record = Record::of(PERSON, &events, &reveal);
    assert_eq!(verdict(&mut says("MOTH", 2025), &record), Verdict::Nothing, "it is decided");
}

#[test]
fn where_the_file_s_word_was_taken_it_is_the_file_s_and_the_next_one_is_no_conflict() {
    let conflict = conflict_stream(PERSON, PERSON.identity(), Thing::Detail(Detail::Ethnicity));
    let made = ImportConflictDecided { file_taken: true, reason: "We asked.".into() };
    let decision = event(4, WORKER, conflict, whole(2025), Body::ImportConflictDecided(made));
    let taken = Event { act: decision.act, ..correcting(told(3, WORKER, "MOTH"), 1) };
    let mut events = vec![told(1, FILE, "WBRI"), correcting(told(2, WORKER, "ABAN"), 1), taken, decision];
    assert_eq!(decided(says("MOTH", 2025), &events), Verdict::Nothing);
    assert_eq!(decided(says("WIRI", 2026), &events), Verdict::Corrects(events[0].id));
    events.push(correcting(told(5, WORKER, "ABAN"), 1));
    assert_eq!(
        decided(says("WIRI", 2026), &events),
        Verdict::Conflicts(events[4].id),
        "put right again here"
    );
}

#[test]
fn where_a_file_s_name_was_taken_a_file_has_named_them() {
    let conflict = conflict_stream(PERSON, PERSON.identity(), Thing::Name(NameUse::Legal));
    let name = |name: &str| Body::NameRecorded(NameRecorded { usage: NameUse::Legal, name: name.into() });
    let here = Event { body: name("Sam Price"), ..told(1, WORKER, "") };
    let made = |file_taken| {
        let made = ImportConflictDecided { file_taken, reason: "We asked.".into() };
        event(4, WORKER, conflict, whole(2025), Body::ImportConflictDecided(made))
    };
    let named = |file_taken| {
        let decision = made(file_taken);
        let next =
            Event { act: decision.act, body: name("Samuel Price"), ..correcting(told(3, WORKER, ""), 1) };
        Record::of(PERSON, &[here.clone(), next, decision], &nothing_kept).was_named_by_file()
    };
    assert_eq!((named(true), named(false)), (true, false));
}

#[test]
fn what_was_lawfully_erased_is_not_taken_in_again() {
    let erased = Event { body: Body::Erased("people.detail_recorded".into()), ..told(1, FILE, "WBRI") };
    assert_eq!(decided(says("WBRI", 2025), &[erased]), Verdict::Erased);
}

/// A detail that was erased, with a tombstone of today.
fn erased_detail(detail: Detail) -> [Event; 2] {
    let body = Body::DetailRecorded(DetailRecorded { detail, value: "Gone".into() });
    let told = Event { body, ..told(1, WORKER, "WBRI") };
    let tombstone = ErasedLawfully::of(std::slice::from_ref(&told), "Asked for".into(), Vec::new());
    let kind = told.body.kind().to_owned();
    let mark = event(9, WORKER, PERSON.stream("erased"), whole(2025), Body::ErasedLawfully(tombstone));
    [Event { body: Body::Erased(kind), ..told }, mark]
}

#[test]
fn of_several_facts_of_one_kind_the_one_that_was_erased_is_not_taken_in_again() {
    assert_eq!(decided(says("WBRI", 2025), &erased_detail(Detail::Ethnicity)), Verdict::Erased);
    assert_eq!(decided(says("WBRI", 2025), &erased_detail(Detail::Pronouns)), Verdict::Tells);
}

#[test]
fn a_tombstone_of_before_that_names_no_fact_holds_for_its_kind() {
    let [erased, mark] = erased_detail(Detail::Pronouns);
    let Body::ErasedLawfully(tombstone) = mark.body.clone() else { panic!() };
    let before = Body::ErasedLawfully(ErasedLawfully { facts: Vec::new(), ..tombstone });
    assert_eq!(decided(says("WBRI", 2025), &[erased, Event { body: before, ..mark }]), Verdict::Erased);
}

#[test]
fn a_correction_stays_in_the_privacy_class_in_which_the_fact_stands() {
    let first = told(1, FILE, "WBRI");
    let moved = Body::Reclassified(Reclassified {
        entry: first.id,
        to: Class::Restricted,
        reason: "Asked for.".into(),
    });
    let events = [first, event(2, WORKER, PERSON.stream("moved"), whole(2025), moved)];
    let record = Record::of(PERSON, &events, &nothing_kept);
    let stands = record.stands(PERSON.identity(), Thing::Detail(Detail::Ethnicity));
    let told = says("WIRI", 2026).told(PERSON, stands, std::collections::BTreeMap::new());
    assert_eq!(told.class, Class::Restricted);
}

fn period(to: Option<Date>, place: &str, ends: i16) -> Body {
    Body::CarePeriod(CarePeriod {
        from: date(2023, 6, 1),
        to,
        began: "S".into(),
        legal_status: "C2".into(),
        need: "N1".into(),
        place: place.into(),
        provider: None,
        ended: to.map(|_| "E4A".into()),
        change: None,
        home_postcode: None,
        placement_postcode: None,
        urn: None,
        year: ends,
    })
}

fn period_claim(to: Option<Date>, place: &str, ends: i16) -> Claim {
    let happened = Happened::Range(date(2023, 6, 1), to);
    Claim::new(PERSON.stream("care_period/2023-06-01"), happened, period(to, place, ends), Some(year(ends)))
        .unwrap()
}

fn period_told(to: Option<Date>, place: &str, ends: i16) -> Event {
    let claim = period_claim(to, place, ends);
    event(1, FILE, claim.stream, claim.said.happened, claim.said.body)
}

#[test]
fn an_open_episode_that_the_next_year_repeats_says_nothing_new() {
    assert_eq!(decided(period_claim(None, "U1", 2025), &[period_told(None, "U1", 2024)]), Verdict::Nothing);
}

#[test]
fn an_episode_that_ended_is_corrected_and_an_older_file_does_not_open_it_again() {
    let end = Some(date(2024, 7, 5));
    let open = period_told(None, "U1", 2024);
    let first = open.id;
    assert_eq!(decided(period_claim(end, "U1", 2025), &[open]), Verdict::Corrects(first));
    assert_eq!(decided(period_claim(None, "U1", 2024), &[period_told(end, "U1", 2025)]), Verdict::Older);
}

#[test]
fn a_blank_unsays_nothing() {
    assert_eq!(decided(period_claim(None, "", 2025), &[period_told(None, "U1", 2024)]), Verdict::Nothing);
}

#[test]
fn something_open_in_a_years_file_may_have_ended_after_that_year() {
    let stream = PERSON.stream("missing/2024-03-30");
    let away =
        |to| Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from: date(2024, 3, 30), to });
    let happened = |to| Happened::Range(date(2024, 3, 30), to);
    let back = Some(date(2024, 4, 2));
    let stands = event(1, FILE, stream, happened(back), away(back));
    let open = Claim::new(stream, happened(None), away(None), Some(year(2024))).unwrap();
    assert_eq!(decided(open, std::slice::from_ref(&stands)), Verdict::Nothing);
    let reopened = Claim::new(stream, happened(None), away(None), Some(year(2025))).unwrap();
    assert_eq!(decided(reopened, std::slice::from_ref(&stands)), Verdict::Corrects(stands.id));
}

#[test]
fn a_value_of_the_vault_that_was_erased_is_not_told_again() {
    let kept = VaultRef { id: VaultId(Uuid::from_u128(9)), digest: String::new() };
    let Body::CarePeriod(mut told) = period(None, "U1", 2024) else { panic!() };
    told.home_postcode = Some(kept);
    let claim = period_claim(None, "U1", 2025).guarding(Place::Home, Some("ZZ1 1AA".into()));
    let stands = event(1, FILE, claim.stream, claim.said.happened, Body::CarePeriod(told));
    assert_eq!(decided(claim.clone(), std::slice::from_ref(&stands)), Verdict::Nothing);
    let reveal = |_: VaultId| Some(String::from("ZZ9 9ZZ"));
    let record = Record::of(PERSON, std::slice::from_ref(&stands), &reveal);
    assert_eq!(verdict(&mut claim.clone(), &record), Verdict::Corrects(stands.id));
}

fn key_worker(number: u8, actor: Actor, post: u128, since: Date) -> Event {
    let body = Body::KeyWorkerNamed(KeyWorkerNamed {
        post: PostId(Uuid::from_u128(post)),
        reason: "They know each other.".into(),
        young_person_said: String::new(),
    });
    event(number, actor, PERSON.stream("key_working"), on(since), body)
}

fn names_key_worker(post: u128, since: Date) -> Claim {
    let told = key_worker(1, FILE, post, since);
    Claim::new(told.stream, told.happened, told.body, None).unwrap()
}

#[test]
fn another_key_worker_since_another_day_is_a_change_and_a_wrong_name_or_day_is_a_correction() {
    let stands = [key_worker(1, FILE, 11, date(2026, 1, 5))];
    assert_eq!(decided(names_key_worker(12, date(2026, 3, 2)), &stands), Verdict::Tells);
    assert_eq!(decided(names_key_worker(12, date(2026, 1, 5)), &stands), Verdict::Corrects(stands[0].id));
    assert_eq!(decided(names_key_worker(11, date(2026, 1, 6)), &stands), Verdict::Corrects(stands[0].id));
}

#[test]
fn a_key_worker_named_here_is_not_replaced_by_the_file() {
    let events = [key_worker(1, FILE, 11, date(2026, 1, 5)), key_worker(2, WORKER, 12, date(2026, 2, 1))];
    assert_eq!(decided(names_key_worker(11, date(2026, 1, 5)), &events), Verdict::Nothing);
    assert_eq!(decided(names_key_worker(13, date(2026, 3, 1)), &events), Verdict::Conflicts(events[1].id));
}

#[test]
fn another_team_on_a_later_day_is_a_change_and_on_the_same_day_a_correction() {
    let team = |number: u128| {
        Body::ResponsibleTeamNamed(crate::hubs::ResponsibleTeamNamed {
            team: TeamId(Uuid::from_u128(number)),
            name: format!("Team {number}"),
            reason: String::new(),
        })
    };
    let stream = PERSON.stream("responsible_team");
    let stands = event(1, FILE, stream, on(date(2026, 3, 2)), team(1));
    let claim = |day| Claim::new(stream, on(day), team(2), None).unwrap();
    assert_eq!(decided(claim(date(2026, 3, 3)), std::slice::from_ref(&stands)), Verdict::Tells);
    assert_eq!(decided(claim(date(2026, 3, 2)), std::slice::from_ref(&stands)), Verdict::Corrects(stands.id));
}

#[test]
fn a_former_name_written_down_late_does_not_stand_for_the_name_now() {
    let name = |text: &str| Body::NameRecorded(NameRecorded { usage: NameUse::Legal, name: text.into() });
    let stream = PERSON.identity();
    let events = [
        event(1, FILE, stream, on(date(2026, 3, 2)), name("Ann New")),
        event(2, WORKER, stream, on(date(2015, 1, 1)), name("Ann Former")),
    ];
    let claim = Claim::new(stream, on(date(2026, 4, 1)), name("Anne New"), None).unwrap();
    assert_eq!(decided(claim, &events), Verdict::Corrects(events[0].id));
}

#[test]
fn a_row_is_expected_in_every_year_its_days_touch_and_in_no_earlier_file_than_its_own() {
    let said = |to| period_claim(to, "U1", 2024).said;
    assert!(expected_in(&said(None), year(2024), None) && expected_in(&said(None), year(2026), None));
    assert!(!expected_in(&said(Some(date(2024, 3, 31))), year(2025), None));
    assert!(!expected_in(&said(None), year(2023), None));
}

#[test]
fn of_years_brought_in_at_once_a_row_is_expected_after_the_oldest_file_that_has_it_and_not_before() {
    let period = period_claim(None, "U1", 2026).said;
    assert!(expected_in(&period, year(2025), Some(year(2024))), "whichever year told of it last");
    assert!(!expected_in(&period, year(2025), Some(year(2026))));
    let away = MissingRecorded { kind: Away::Missing, from: date(2023, 5, 1), to: None };
    let happened = Happened::Range(away.from, None);
    let away = Claim::new(PERSON.identity(), happened, Body::MissingRecorded(away), None).unwrap().said;
    assert!(expected_in(&away, year(2026), Some(year(2025))));
    assert!(!expected_in(&away, year(2024), Some(year(2025))), "that file had nothing to lose");
}

#[test]
fn a_time_missing_that_people_csv_told_of_is_expected_in_no_return() {
    let body =
        Body::MissingRecorded(MissingRecorded { kind: Away::Missing, from: date(2026, 3, 1), to: None });
    let said = |happened| Claim::new(PERSON.identity(), happened, body.clone(), None).unwrap().said;
    assert!(!expected_in(&said(on(date(2026, 3, 1))), year(2026), None));
    assert!(expected_in(&said(Happened::Range(date(2026, 3, 1), None)), year(2026), None));
}

#[test]
fn people_come_in_from_their_10th_birthday_to_the_day_before_their_26th_and_without_a_birth_date() {
    let day = date(2026, 3, 1);
    assert!(
        comes_in(Some(date(2016, 2, 29)), day)
            && comes_in(Some(date(2000, 3, 2)), day)
            && comes_in(None, day)
    );
    assert!(!comes_in(Some(date(2016, 3, 2)), day) && !comes_in(Some(date(2000, 2, 29)), day));
}

#[test]
fn birth_dates_are_clearly_different_when_two_parts_differ_and_are_not_merely_swapped() {
    let one = date(2011, 5, 4);
    for slip in [date(2011, 5, 14), date(2011, 6, 4), date(2010, 5, 4), date(2011, 4, 5), one] {
        assert!(!clearly_different(one, slip), "{slip}");
    }
    for other in
        [date(2010, 5, 14), date(2010, 6, 4), date(2011, 6, 14), date(2010, 4, 5), date(2009, 11, 17)]
    {
        assert!(clearly_different(one, other) && clearly_different(other, one), "{other}");
    }
}

#[test]
fn numbers_of_older_files_for_sex_are_read_as_letters() {
    assert_eq!(["1", "2", "M", "F"].map(sex_in_letters), ["M", "F", "M", "F"]);
}

fn birth(born: Date) -> Body {
    Body::BirthRecorded(BirthRecorded { born: PartialDate::Day(born), basis: BirthBasis::Given })
}

fn born_by_people(born: Date) -> Claim {
    Claim::new(PERSON.identity(), on(date(2026, 11, 27)), birth(born), None).unwrap()
}

fn born_by_return(born: Date, ends: i16) -> Claim {
    Claim::new(PERSON.identity(), whole(ends), birth(born), Some(year(ends))).unwrap()
}

const MAY: Date = date(2011, 5, 4);
const JUNE: Date = date(2011, 6, 4);

/// `People.csv` said May, and the return of 2025 said June since.
fn june_since() -> [Event; 2] {
    let first = event(1, FILE, PERSON.identity(), on(date(2026, 11, 1)), birth(MAY));
    let since = correcting(event(2, FILE, PERSON.identity(), whole(2025), birth(JUNE)), 1);
    [first, since]
}

#[test]
fn a_birth_date_that_its_kind_of_file_repeats_turns_nothing_back_and_one_that_changed_corrects() {
    let events = june_since();
    assert_eq!(decided(born_by_people(MAY), &events), Verdict::SaidBefore);
    assert_eq!(decided(born_by_people(JUNE), &events), Verdict::Nothing);
    assert_eq!(decided(born_by_people(date(2011, 7, 4)), &events), Verdict::Corrects(events[0].id));
    assert_eq!(decided(born_by_return(MAY, 2026), &events), Verdict::Corrects(events[0].id));
}

#[test]
fn a_return_older_than_the_one_that_spoke_last_turns_nothing_back_after_people_csv_did() {
    let [first, june] = june_since();
    let july =
        correcting(event(3, FILE, PERSON.identity(), on(date(2026, 11, 2)), birth(date(2011, 7, 4))), 1);
    let events = [first, june, july];
    assert_eq!(decided(born_by_return(MAY, 2024), &events), Verdict::SaidBefore);
    assert_eq!(decided(born_by_return(JUNE, 2025), &events), Verdict::SaidBefore);
    assert_eq!(decided(born_by_return(MAY, 2025), &events), Verdict::Corrects(events[0].id));
}

#[test]
fn what_was_put_right_here_is_no_conflict_while_each_kind_of_file_says_what_it_said_before() {
    let [first, june] = june_since();
    let here = correcting(event(3, WORKER, PERSON.identity(), on(JUNE), birth(date(2011, 7, 4))), 1);
    let events = [first, june, here];
    assert_eq!(decided(born_by_people(MAY), &events), Verdict::Nothing);
    assert_eq!(decided(born_by_return(JUNE, 2025), &events), Verdict::Nothing);
    assert_eq!(decided(born_by_people(date(2011, 8, 4)), &events), Verdict::Conflicts(events[2].id));
}

#[test]
fn a_record_has_the_names_of_before_too_and_says_whether_a_file_gave_one() {
    let name = |number, actor, name: &str| {
        let body = Body::NameRecorded(NameRecorded { usage: NameUse::Used, name: name.into() });
        event(number, actor, PERSON.identity(), on(MAY), body)
    };
    let by_both = [name(1, FILE, "Bob Two"), correcting(name(2, WORKER, "Zed Nine"), 1)];
    let record = Record::of(PERSON, &by_both, &nothing_kept);
    assert!(record.was_named_by_file() && record.names().len() == 2);
    assert!(record.names().contains(&words("two BOB")));
    assert!(!Record::of(PERSON, &[name(1, WORKER, "Bob Two")], &nothing_kept).was_named_by_file());
}
