//! The histories make sense, as a reader of the files alone can tell.

use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use town::{HUBS, Plan, corrected, council_files, next_year, people, staff};

type Files = Vec<(String, Vec<u8>)>;
type Row = BTreeMap<String, String>;

fn demo() -> Plan {
    Plan::demo(date(2026, 11, 23))
}

/// Every row of the files so named, with the folder it stands in.
fn rows(files: &Files, name: &str) -> Vec<(String, Row)> {
    let of_that_name = |path: &str| path == name || path.ends_with(&format!("/{name}"));
    files
        .iter()
        .filter(|(path, _)| of_that_name(path))
        .flat_map(|(path, bytes)| {
            let folder = path.split_once('/').map_or("", |(folder, _)| folder).to_string();
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let rows: Vec<Row> = reader.deserialize().collect::<Result<_, _>>().expect("the files are CSV");
            rows.into_iter().map(move |row| (folder.clone(), row))
        })
        .collect()
}

fn day(text: &str) -> Date {
    Date::strptime("%d/%m/%Y", text).expect("dates are dd/mm/yyyy")
}

/// The last day of the year a folder is about: "2025-26" ends in 2026.
fn year_end(folder: &str) -> Date {
    date(folder[..4].parse::<i16>().expect("folders begin with a year") + 1, 3, 31)
}

fn by_child(rows: Vec<(String, Row)>, folder: &str) -> BTreeMap<String, Vec<Row>> {
    let mut found: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (_, row) in rows.into_iter().filter(|(at, _)| at == folder) {
        found.entry(row["CHILD"].clone()).or_default().push(row);
    }
    found
}

/// What is wrong with one child's episodes in one year, in a sentence.
fn incoherence(episodes: &[Row]) -> Option<String> {
    let temporary = |row: &Row| row["PLACE"].starts_with('T');
    for row in episodes {
        if row["DEC"].is_empty() != row["REC"].is_empty() {
            return Some(format!("an end without a reason, or the reverse: {row:?}"));
        }
        if !row["DEC"].is_empty() && day(&row["DEC"]) <= day(&row["DECOM"]) {
            return Some(format!("ends before it begins: {row:?}"));
        }
        if (row["PLACE_PROVIDER"] == "PR0") != (row["PLACE"] == "P1") {
            return Some(format!("PR0 goes with P1 and only with it: {row:?}"));
        }
        if row["PLACE"] == "P1" && row["LS"] == "V2" {
            return Some(format!("with parents by agreement: {row:?}"));
        }
        if temporary(row) != row["PLACE_PROVIDER"].is_empty() {
            return Some(format!("a temporary stay names no provider: {row:?}"));
        }
    }
    for pair in episodes.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let goes_on = before["REC"] == "X1";
        if before["DEC"].is_empty() {
            return Some(format!("an open episode is followed by another: {after:?}"));
        }
        if goes_on && (before["DEC"] != after["DECOM"] || after["RNE"] == "S") {
            return Some(format!("does not go on the same day: {after:?}"));
        }
        if !goes_on && (after["RNE"] != "S" || day(&after["DECOM"]) <= day(&before["DEC"])) {
            return Some(format!("begins again without a start, or too soon: {after:?}"));
        }
        if goes_on && !says_what_changed(before, after) {
            return Some(format!("the reason does not say what changed: {before:?} {after:?}"));
        }
        if before["REASON_PLACE_CHANGE"].is_empty() == (goes_on && after["RNE"] != "L") {
            return Some(format!("the reason for a change of placement: {before:?}"));
        }
    }
    for three in episodes.windows(3).filter(|three| temporary(&three[1])) {
        let same = |column: &str| three[0][column] == three[2][column];
        if !["PLACE", "PL_POST", "PLACE_PROVIDER", "URN"].into_iter().all(same) {
            return Some(format!("a temporary stay does not return where it began: {three:?}"));
        }
    }
    None
}

fn says_what_changed(before: &Row, after: &Row) -> bool {
    let status = before["LS"] != after["LS"];
    let placement = ["PLACE", "PL_POST", "URN"].into_iter().any(|column| before[column] != after[column]);
    match after["RNE"].as_str() {
        "L" => status && !placement,
        "P" => placement && !status,
        "B" => placement && status,
        _ => false,
    }
}

fn assert_coherent(files: &Files) {
    let folders: BTreeSet<String> =
        rows(files, "episodes.csv").into_iter().map(|(folder, _)| folder).collect();
    assert!(!folders.is_empty());
    for folder in folders {
        for (child, episodes) in by_child(rows(files, "episodes.csv"), &folder) {
            assert_eq!(incoherence(&episodes), None, "{folder} {child}");
        }
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    assert!(council_files(demo()) == council_files(demo()));
    let other = Plan { seed: 21, ..demo() };
    assert!(council_files(demo()) != council_files(other));
}

#[test]
fn one_more_year_leaves_the_earlier_years_as_they_were() {
    let (now, later) = (council_files(demo()), council_files(next_year(&demo())));
    for (path, bytes) in now.iter().filter(|(path, _)| path.contains('/')) {
        assert!(later.contains(&(path.clone(), bytes.clone())), "{path}");
    }
    assert!(later.iter().any(|(path, _)| path == "2026-27/episodes.csv"));
    assert!(later.iter().filter(|(path, _)| path == "People.csv").all(|file| !now.contains(file)));
}

#[test]
fn more_children_leave_the_first_ones_as_they_were() {
    let few = people(&demo());
    let many = people(&Plan { children: 200, ..demo() });
    assert_eq!(few[..], many[..60]);
    let numbers: BTreeSet<&str> = many.iter().map(|person| person.number.as_str()).collect();
    assert_eq!(numbers.len(), 200);
}

#[test]
fn episodes_follow_each_other_and_say_what_changed() {
    assert_coherent(&council_files(demo()));
    assert_coherent(&council_files(Plan::large(1500)));
    for seed in 0..20 {
        assert_coherent(&council_files(Plan { seed, ..demo() }));
    }
}

#[test]
fn the_checker_finds_an_overlap() {
    let files = council_files(demo());
    let mut child = by_child(rows(&files, "episodes.csv"), "2025-26")
        .into_values()
        .find(|episodes| episodes.len() > 1 && episodes[0]["REC"] == "X1")
        .unwrap();
    assert_eq!(incoherence(&child), None);
    child[0].insert("DEC".into(), "01/04/2027".into());
    assert!(incoherence(&child).is_some());
}

#[test]
fn an_episode_open_at_the_end_of_a_year_goes_on_in_the_next() {
    let files = council_files(next_year(&demo()));
    let mut linked = 0;
    for (folder, next) in [("2024-25", "2025-26"), ("2025-26", "2026-27")] {
        let later = by_child(rows(&files, "episodes.csv"), next);
        for (child, episodes) in by_child(rows(&files, "episodes.csv"), folder) {
            for open in episodes.iter().filter(|row| row["DEC"].is_empty()) {
                let same = |row: &&Row| {
                    ["DECOM", "RNE", "LS", "PLACE", "PL_POST"]
                        .iter()
                        .all(|column| row[*column] == open[*column])
                };
                assert!(later[&child].iter().any(|row| same(&row)), "{child} {open:?}");
                linked += 1;
            }
        }
    }
    assert!(linked > 30, "{linked}");
}

#[test]
fn nobody_is_in_care_on_or_after_the_eighteenth_birthday() {
    for seed in 0..20 {
        let plan = next_year(&Plan { seed, ..demo() });
        let people = people(&plan);
        for (folder, row) in rows(&council_files(plan), "episodes.csv") {
            let born = people.iter().find(|person| person.number == row["CHILD"]).unwrap().born;
            let eighteenth = practice::dates::attains(born, 18).unwrap();
            let until = if row["DEC"].is_empty() { year_end(&folder) } else { day(&row["DEC"]) };
            assert!(until <= eighteenth, "{row:?}");
            assert!(day(&row["DECOM"]) >= born, "{row:?}");
        }
    }
}

#[test]
fn everything_is_about_somebody_in_the_header_of_its_year() {
    let files = council_files(Plan::large(800));
    let known: BTreeSet<(String, String)> =
        rows(&files, "header.csv").into_iter().map(|(folder, row)| (folder, row["CHILD"].clone())).collect();
    for name in [
        "episodes.csv",
        "reviews.csv",
        "missing.csv",
        "oc2.csv",
        "oc3.csv",
        "sw_episodes.csv",
        "uasc.csv",
        "prev_perm.csv",
    ] {
        let found = rows(&files, name);
        assert!(!found.is_empty(), "{name}");
        for (folder, row) in found {
            assert!(known.contains(&(folder.clone(), row["CHILD"].clone())), "{folder}/{name} {row:?}");
        }
    }
}

#[test]
fn a_spell_missing_is_inside_one_episode() {
    let files = council_files(demo());
    let spells = rows(&files, "missing.csv");
    assert!(spells.len() > 30, "{}", spells.len());
    for (folder, spell) in spells {
        let from = day(&spell["MIS_START"]);
        let until = if spell["MIS_END"].is_empty() { from } else { day(&spell["MIS_END"]) };
        let episodes = by_child(rows(&files, "episodes.csv"), &folder);
        let inside = episodes[&spell["CHILD"]]
            .iter()
            .any(|row| day(&row["DECOM"]) < from && (row["DEC"].is_empty() || until < day(&row["DEC"])));
        assert!(inside, "{spell:?}");
    }
}

#[test]
fn reviews_are_never_seven_months_apart_in_one_period_of_care() {
    let files = council_files(demo());
    let mut days: BTreeMap<String, BTreeSet<Date>> = BTreeMap::new();
    for (_, row) in rows(&files, "reviews.csv") {
        days.entry(row["CHILD"].clone()).or_default().insert(day(&row["REVIEW"]));
    }
    let mut starts: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for (_, row) in rows(&files, "episodes.csv").into_iter().filter(|(_, row)| row["RNE"] == "S") {
        starts.entry(row["CHILD"].clone()).or_default().push(day(&row["DECOM"]));
    }
    let mut pairs = 0;
    for (child, days) in days {
        let days: Vec<Date> = days.into_iter().collect();
        for pair in days.windows(2) {
            let began_between =
                starts.get(&child).is_some_and(|days| days.iter().any(|s| *s > pair[0] && *s < pair[1]));
            let apart = pair[0].until(pair[1]).unwrap().get_days();
            assert!(apart <= 213 || began_between, "{child}: {apart} days");
            pairs += 1;
        }
    }
    assert!(pairs > 50, "{pairs}");
}

#[test]
fn the_sdq_is_scored_once_a_year_for_those_of_4_to_16_looked_after_all_year() {
    let files = council_files(demo());
    let answers = rows(&files, "oc2.csv");
    assert!(answers.iter().filter(|(_, row)| !row["SDQ_SCORE"].is_empty()).count() > 15);
    for (folder, row) in answers {
        let end = year_end(&folder);
        let age = practice::dates::age_on(day(&row["DOB"]), end);
        let episodes = &by_child(rows(&files, "episodes.csv"), &folder)[&row["CHILD"]];
        assert!(day(&episodes[0]["DECOM"]) <= date(end.year() - 1, 4, 1), "{row:?}");
        assert!(episodes.last().unwrap()["DEC"].is_empty(), "{row:?}");
        assert_ne!(row["SDQ_SCORE"].is_empty(), row["SDQ_REASON"].is_empty(), "{row:?}");
        assert_eq!(!(4..=16).contains(&age), row["SDQ_REASON"] == "SDQ1", "{row:?}");
    }
}

#[test]
fn care_leavers_in_oc3_turn_17_to_21_in_the_year() {
    let found = rows(&council_files(demo()), "oc3.csv");
    assert!(found.len() >= 4, "{}", found.len());
    for (folder, row) in found {
        let age = practice::dates::age_on(day(&row["DOB"]), year_end(&folder));
        assert!((17..=21).contains(&age), "{row:?}");
    }
}

#[test]
fn no_hub_ever_holds_more_than_its_beds_and_five_sleep_in_each_tonight() {
    for seed in 0..20 {
        let plan = next_year(&Plan { seed, ..demo() });
        let files = council_files(plan);
        for hub in HUBS {
            let mut stays: BTreeSet<(Date, Date, String)> = BTreeSet::new();
            for (_, row) in
                rows(&files, "episodes.csv").into_iter().filter(|(_, row)| row["PL_POST"] == hub.postcode)
            {
                let until = if row["DEC"].is_empty() { date(2027, 3, 31) } else { day(&row["DEC"]) };
                stays.retain(|(from, _, child)| !(*from == day(&row["DECOM"]) && *child == row["CHILD"]));
                stays.insert((day(&row["DECOM"]), until, row["CHILD"].clone()));
            }
            for (from, ..) in &stays {
                let there = stays.iter().filter(|(began, until, _)| began <= from && from < until).count();
                assert!(
                    there <= usize::from(hub.planned_beds + hub.emergency_beds),
                    "seed {seed} {from} {}",
                    hub.name
                );
            }
        }
    }
    for hub in HUBS {
        let tonight = rows(&council_files(demo()), "People.csv");
        assert_eq!(tonight.iter().filter(|(_, row)| row["SLEEPING_AT"] == hub.name).count(), 5);
    }
}

#[test]
fn everybody_named_in_people_csv_works_here() {
    let workers: BTreeSet<&str> = staff().iter().map(|worker| worker.name).collect();
    let found = rows(&council_files(demo()), "People.csv");
    assert_eq!(found.len(), 58);
    for (_, row) in &found {
        assert!(workers.contains(row["KEY_WORKER"].as_str()), "{row:?}");
        assert!(
            row["SOCIAL_WORKER"].is_empty() || workers.contains(row["SOCIAL_WORKER"].as_str()),
            "{row:?}"
        );
        let since = day(&row["KEY_WORKER_SINCE"]);
        assert!(since < date(2026, 11, 23), "{row:?}");
    }
}

#[test]
fn the_cast_holds_the_people_that_break_software() {
    let cast = people(&demo());
    let today = date(2026, 11, 23);
    let named = |used: &str| cast.iter().filter(|person| person.used == used).count();
    assert_eq!(named("Mia Thompson"), 2);
    assert!(cast.iter().any(|person| person.legal.chars().count() > 70));
    assert!(cast.iter().any(|person| (person.born.month(), person.born.day()) == (2, 29)));
    assert!(cast.iter().any(|person| {
        practice::dates::attains(person.born, 18)
            .is_some_and(|turns| turns > today && turns < date(2026, 12, 7))
    }));
    let twins = |used: &str| cast.iter().find(|person| person.used == used).unwrap().born;
    assert_eq!(twins("Ella Winterbourne"), twins("Ava Winterbourne"));
    assert!(cast.iter().any(|person| person.used.contains('\'')));
    assert!(cast.iter().any(|person| !person.used.is_ascii()));
}

#[test]
fn most_are_12_to_20_and_some_are_in_no_return() {
    let cast = people(&demo());
    let today = date(2026, 11, 23);
    assert!(cast.iter().all(|person| (12..=20).contains(&practice::dates::age_on(person.born, today))));
    let files = council_files(demo());
    let returned: BTreeSet<String> =
        rows(&files, "header.csv").into_iter().map(|(_, row)| row["CHILD"].clone()).collect();
    let people_rows = rows(&files, "People.csv");
    let outreach = people_rows.iter().filter(|(_, row)| !returned.contains(&row["CHILD"])).count();
    assert!(outreach >= 11, "{outreach}");
    let unnamed =
        returned.iter().filter(|child| !people_rows.iter().any(|(_, row)| row["CHILD"] == **child)).count();
    assert_eq!(unnamed, 2);
}

#[test]
fn somebody_is_missing_tonight() {
    let found = rows(&council_files(demo()), "People.csv");
    let missing: Vec<&Row> =
        found.iter().map(|(_, row)| row).filter(|row| !row["MISSING_SINCE"].is_empty()).collect();
    assert!(missing.iter().any(|row| row["NAME_USED"] == "Ty Baptiste-Moore"));
    assert!(missing.len() <= 4, "{}", missing.len());
}

#[test]
fn a_sending_with_corrections_differs_as_it_says() {
    let before = council_files(demo());
    let after = corrected(before.clone()).unwrap();
    let header = rows(&after.files, "header.csv");
    let last = |child: &str| {
        header
            .iter()
            .filter(|(folder, row)| folder == "2025-26" && row["CHILD"] == child)
            .map(|(_, row)| row)
            .collect::<Vec<_>>()
    };
    assert_eq!(last(&after.changed)[0]["ETHNIC"], "MOTH");
    assert_eq!(last(&after.two_under_one).len(), 2);
    let (old, new) = &after.one_under_two;
    for column in ["DOB", "SEX", "ETHNIC", "UPN"] {
        assert_eq!(last(old)[0][column], last(new)[0][column]);
    }
    assert_eq!(rows(&after.files, "reviews.csv").len() + 1, rows(&before, "reviews.csv").len());
    let different = before.iter().zip(&after.files).filter(|(one, other)| one != other).count();
    assert_eq!(different, 2);
}

#[test]
fn ten_thousand_children_make_about_110_000_rows() {
    let files = council_files(Plan::large(10_000));
    let rows: usize = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).lines().count() - 1).sum();
    assert!((100_000..=120_000).contains(&rows), "{rows}");
}
