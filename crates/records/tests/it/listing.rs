//! Lists of people: their order, their pages, and looking somebody up.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::{MORNING, POST, Pen, TEAM, day, everybody, named, sight};
use jiff::civil::date;
use practice::dates::PartialDate;
use practice::hubs::ResponsibleTeamNamed;
use practice::ids::{PersonId, PostId, StreamId, TeamId};
use practice::journal::{Body, Class, Told};
use practice::key_working::{CoverNamed, KeyWorkingEnded, SocialWorkerNamed};
use practice::people::{BirthBasis, BirthRecorded, NumberKind, NumberRecorded, Status, keys};
use practice::safety::{Away, MissingRecorded};
use practice::staff::{PostCreated, Role, TeamCreated};
use practice::story::Reclassified;
use records::{Look, Noting, PeopleAsk, PeopleOrder, RefusedLook, Term};

async fn open(ground: &Ground, pen: &mut Pen, name: &str) -> PersonId {
    let person = pen.person();
    let act = pen.open_person(person, name);
    ground.records.append(act).await.unwrap();
    person
}

async fn tell(ground: &Ground, pen: &mut Pen, told: Told) {
    let act = pen.act([told]);
    ground.records.append(act).await.unwrap();
}

async fn listed(ground: &Ground, ask: PeopleAsk) -> Vec<PersonId> {
    let ask = PeopleAsk { limit: if ask.limit == 0 { 100 } else { ask.limit }, ..ask };
    let (lines, _) = ground.records.people(&everybody(), &ask, MORNING).await.unwrap();
    lines.iter().map(|line| line.person).collect()
}

/// Whom one term finds.
async fn found(ground: &Ground, term: Term) -> Vec<PersonId> {
    listed(ground, PeopleAsk { terms: vec![term], ..PeopleAsk::default() }).await
}

fn exactly(key: String) -> Term {
    Term { exact: vec![key], prefix: None, people: None }
}

fn beginning(prefix: &str) -> Term {
    Term { exact: vec![], prefix: Some(prefix.into()), people: None }
}

on_both_engines! {
    async fn a_list_is_in_the_order_of_names_without_marks_and_case(ground) {
        let mut pen = Pen::new(800);
        let names = ["zoe", "Ängus", "O'Brien", "adam", "Łukasz", "obrien b", "Zoë Adams", "", "Ærøskøbing", "Émile"];
        let mut people = Vec::new();
        for name in names {
            let person = open(ground, &mut pen, name).await;
            people.push((keys::name_words(name).join(" "), person));
        }
        people.sort();
        let expected: Vec<PersonId> = people.into_iter().map(|(_, person)| person).collect();
        assert_eq!(listed(ground, PeopleAsk::default()).await, expected);
    }

    async fn neither_the_order_nor_who_is_missing_tells_what_was_moved_out_of_the_ordinary_class(ground) {
        let mut pen = Pen::new(812);
        let (first, second) = (open(ground, &mut pen, "Adam").await, open(ground, &mut pen, "Bea").await);
        let away = MissingRecorded { kind: Away::Missing, from: date(2026, 5, 1), to: None };
        let told = [
            named(second, "Aaron"),
            Told::about(second, second.stream("missing/2026-05-01"), day(2), Body::MissingRecorded(away)),
        ];
        let act = pen.act(told);
        let hidden = [act.events[0].id, act.events[1].id];
        ground.records.append(act).await.unwrap();
        let missing = || PeopleAsk { missing: true, ..PeopleAsk::default() };
        assert_eq!(listed(ground, PeopleAsk::default()).await, [second, first]);
        assert_eq!(listed(ground, missing()).await, [second]);
        for entry in hidden {
            let body = Body::Reclassified(Reclassified { entry, to: Class::Police, reason: "so".into() });
            tell(ground, &mut pen, Told::about(second, StreamId(entry.0), day(3), body)).await;
        }
        assert_eq!(listed(ground, PeopleAsk::default()).await, [first, second]);
        assert!(listed(ground, missing()).await.is_empty());
    }

    async fn a_reason_for_having_no_pupil_number_finds_nobody(ground) {
        let mut pen = Pen::new(813);
        let person = open(ground, &mut pen, "Sam").await;
        let number = |number: &str| NumberRecorded { kind: NumberKind::Upn, number: number.into() };
        let why = Told::about(person, person.identity(), day(2), Body::NumberRecorded(number("UN4")));
        tell(ground, &mut pen, why).await;
        assert!(found(ground, exactly(keys::number_key(NumberKind::Upn, "UN4"))).await.is_empty());
        let known = Told::about(person, person.identity(), day(3), Body::NumberRecorded(number("H801200001001")));
        tell(ground, &mut pen, known).await;
        assert_eq!(found(ground, exactly(keys::number_key(NumberKind::Upn, "H801200001001"))).await, [person]);
    }

    async fn paging_a_list_loses_nobody_and_repeats_nobody(ground) {
        let mut pen = Pen::new(801);
        for number in 0..23 {
            // Several of one name: their ids alone put them in order.
            open(ground, &mut pen, &format!("Sam {}", number % 4)).await;
        }
        let whole = listed(ground, PeopleAsk::default()).await;
        assert_eq!(whole.len(), 23);
        for limit in [1, 5, 23, 40] {
            let mut paged = Vec::new();
            while let page = listed(ground, PeopleAsk { limit, skip: i64::try_from(paged.len()).unwrap(), ..PeopleAsk::default() }).await
                && !page.is_empty()
            {
                paged.extend(page);
            }
            assert_eq!(paged, whole);
        }
        let ask = PeopleAsk { limit: 2, skip: 20, ..PeopleAsk::default() };
        assert_eq!(ground.records.people(&everybody(), &ask, MORNING).await.unwrap().1, 23);
    }

    async fn a_list_stands_by_name_or_team_either_way_and_paging_it_loses_nobody(ground) {
        let mut pen = Pen::new(803);
        let mut people = Vec::new();
        let mut number = 0;
        for team in ["Hill House", "Anchor House"] {
            let id = TeamId(pen.id());
            let made = Body::TeamCreated(TeamCreated { name: team.into(), hub: true });
            tell(ground, &mut pen, Told::of_service(StreamId(id.0), day(1), made)).await;
            for name in ["Cerys", "Sam", "Sam"] {
                number += 1;
                let person = open(ground, &mut pen, name).await;
                let of_team = ResponsibleTeamNamed { team: id, name: team.into(), reason: String::new() };
                let told = Told::about(person, person.stream("other team"), day(2), Body::ResponsibleTeamNamed(of_team));
                tell(ground, &mut pen, told).await;
                people.push((team, name, person));
            }
        }
        let nowhere = open(ground, &mut pen, "Alun").await;
        assert_eq!(number, 6);
        let by = |by| PeopleAsk { by, ..PeopleAsk::default() };
        let name = |(_, name, person): &(&str, &'static str, PersonId)| (*name, *person);
        let team = |(team, name, person): &(&'static str, &'static str, PersonId)| (*team, *name, *person);
        people.sort_by_key(name);
        let mut by_name = vec![nowhere];
        by_name.extend(people.iter().map(|(.., person)| *person));
        assert_eq!(listed(ground, by(PeopleOrder::Name)).await, by_name);
        by_name.reverse();
        assert_eq!(listed(ground, by(PeopleOrder::NameBackwards)).await, by_name);
        people.sort_by_key(team);
        let (anchor, hill) = people.split_at(3);
        let of = |some: &[(&str, &str, PersonId)]| some.iter().map(|(.., person)| *person).collect::<Vec<_>>();
        let forwards = [of(anchor), of(hill), vec![nowhere]].concat();
        assert_eq!(listed(ground, by(PeopleOrder::Team)).await, forwards);
        let backwards = [of(hill), of(anchor), vec![nowhere]].concat();
        assert_eq!(listed(ground, by(PeopleOrder::TeamBackwards)).await, backwards);
        let mut paged = Vec::new();
        for skip in 0..7 {
            paged.extend(listed(ground, PeopleAsk { limit: 1, skip, ..by(PeopleOrder::TeamBackwards) }).await);
        }
        assert_eq!(paged, backwards);
    }

    async fn a_list_is_narrowed_to_mine_to_a_team_to_a_status_and_to_those_missing(ground) {
        let mut pen = Pen::new(802);
        let plain = open(ground, &mut pen, "A plain").await;
        let theirs = open(ground, &mut pen, "B theirs").await;
        let other = PostId(pen.id());
        tell(ground, &mut pen, crate::pen::key_worker(theirs, other)).await;
        let social = Body::SocialWorkerNamed(SocialWorkerNamed { post: POST, reason: String::new() });
        let by_social_worker = open(ground, &mut pen, "C social").await;
        tell(ground, &mut pen, crate::pen::key_worker(by_social_worker, other)).await;
        tell(ground, &mut pen, Told::about(by_social_worker, by_social_worker.stream("s"), day(1), social)).await;
        let in_team = open(ground, &mut pen, "D team").await;
        let team = Body::ResponsibleTeamNamed(ResponsibleTeamNamed { team: TEAM, name: "Hub".into(), reason: String::new() });
        tell(ground, &mut pen, Told::about(in_team, in_team.stream("team"), day(1), team)).await;
        let stepped_back = open(ground, &mut pen, "E back").await;
        let ended = Body::KeyWorkingEnded(KeyWorkingEnded { reason: "agreed".into() });
        tell(ground, &mut pen, Told::about(stepped_back, stepped_back.stream("key_working"), day(9), ended)).await;
        let missing = open(ground, &mut pen, "F missing").await;
        for to in [Some(date(2026, 3, 2)), None] {
            let away = MissingRecorded { kind: Away::Missing, from: date(2026, 3, 1), to };
            let stream = pen.stream();
            tell(ground, &mut pen, Told::about(missing, stream, day(1), Body::MissingRecorded(away))).await;
        }
        let known = pen.person();
        tell(ground, &mut pen, named(known, "G known")).await;

        let none = PeopleAsk::default();
        let mine = [plain, by_social_worker, in_team, missing];
        assert_eq!(listed(ground, PeopleAsk { mine: true, ..none.clone() }).await, mine);
        assert_eq!(listed(ground, PeopleAsk { team: Some(TEAM), ..none.clone() }).await, [in_team]);
        let elsewhere = Some(TeamId(pen.id()));
        assert_eq!(listed(ground, PeopleAsk { team: elsewhere, ..none.clone() }).await, []);
        assert_eq!(listed(ground, PeopleAsk { status: Some(Status::Known), ..none.clone() }).await, [known]);
        assert_eq!(listed(ground, PeopleAsk { status: Some(Status::SteppedBack), ..none.clone() }).await, [stepped_back]);
        assert_eq!(listed(ground, PeopleAsk { status: Some(Status::Open), ..none.clone() }).await.len(), 5);
        assert_eq!(listed(ground, PeopleAsk { missing: true, ..none.clone() }).await, [missing]);
        assert_eq!(listed(ground, PeopleAsk { missing: true, mine: true, status: Some(Status::Known), ..none }).await, []);
    }

    async fn a_list_is_narrowed_to_those_whose_key_worker_has_left_or_is_covered_for(ground) {
        let mut pen = Pen::new(812);
        let today = MORNING.day();
        let (yesterday, tomorrow) = (today.yesterday().unwrap(), today.tomorrow().unwrap());
        open(ground, &mut pen, "A with somebody").await;
        let left = open(ground, &mut pen, "B left").await;
        let leaver = PostId(pen.id());
        let post = PostCreated {
            name: "Sam".into(), account: None, team: None, roles: vec![], from: yesterday, to: Some(yesterday),
        };
        let ended = Told::of_service(StreamId(leaver.0), day(1), Body::PostCreated(post));
        tell(ground, &mut pen, ended).await;
        tell(ground, &mut pen, crate::pen::key_worker(left, leaver)).await;
        let mut covered = Vec::new();
        for (name, from, to) in [("C now", today, today), ("D soon", tomorrow, tomorrow), ("E before", yesterday, yesterday)] {
            let person = open(ground, &mut pen, name).await;
            let cover = CoverNamed { post: PostId(pen.id()), covering: POST, from, to, reason: "leave".into() };
            tell(ground, &mut pen, Told::about(person, person.stream("cover"), day(3), Body::CoverNamed(cover))).await;
            covered.push(person);
        }
        let ask = PeopleAsk { cover: true, ..PeopleAsk::default() };
        assert_eq!(listed(ground, ask).await, [left, covered[0], covered[1]]);
    }

    async fn a_term_finds_by_word_sound_number_birth_date_or_the_vault_and_every_term_must_fit(ground) {
        let mut pen = Pen::new(803);
        let stephen = open(ground, &mut pen, "Stephen O'Neill").await;
        let sarah = open(ground, &mut pen, "Sarah O’Neill").await;
        let born = BirthRecorded { born: PartialDate::Day(date(2010, 2, 28)), basis: BirthBasis::Given };
        tell(ground, &mut pen, Told::about(sarah, sarah.identity(), day(1), Body::BirthRecorded(born))).await;
        let number = NumberRecorded { kind: NumberKind::Upn, number: "A123b".into() };
        tell(ground, &mut pen, Told::about(sarah, sarah.identity(), day(1), Body::NumberRecorded(number))).await;
        assert_eq!(found(ground, exactly(keys::word_key("oneill"))).await, [sarah, stephen]);
        assert_eq!(found(ground, exactly(keys::word_key("onei"))).await, []);
        assert_eq!(found(ground, beginning(&keys::word_key("onei"))).await, [sarah, stephen]);
        assert_eq!(found(ground, exactly(keys::sound_key(&keys::sound("steven")))).await, [stephen]);
        assert_eq!(found(ground, exactly(keys::number_key(NumberKind::Upn, "a123B"))).await, [sarah]);
        assert_eq!(found(ground, exactly(keys::number_key(NumberKind::Nhs, "a123B"))).await, []);
        assert_eq!(found(ground, exactly(keys::birth_key(date(2010, 2, 28)))).await, [sarah]);
        let by_address = Term { exact: vec![], prefix: None, people: Some(vec![stephen, PersonId(pen.id())]) };
        assert_eq!(found(ground, by_address.clone()).await, [stephen]);
        let both = vec![exactly(keys::word_key("oneill")), by_address];
        assert_eq!(listed(ground, PeopleAsk { terms: both, ..PeopleAsk::default() }).await, [stephen]);
        let either = Term { exact: vec![keys::word_key("stephen"), keys::word_key("sarah")], prefix: None, people: None };
        assert_eq!(found(ground, either).await, [sarah, stephen]);
        assert_eq!(found(ground, Term { exact: vec![], prefix: None, people: None }).await, []);
    }

    async fn a_term_found_through_the_vault_does_not_widen_who_may_be_seen(ground) {
        let mut pen = Pen::new(804);
        let ours = open(ground, &mut pen, "Sam").await;
        pen.authority = NEIGHBOUR;
        let theirs = open(ground, &mut pen, "Sam").await;
        let term = Term { exact: vec![keys::word_key("sam")], prefix: Some("word s".into()), people: Some(vec![theirs, ours]) };
        assert_eq!(found(ground, term).await, [ours]);
    }

    async fn former_names_find_and_facts_of_other_classes_do_not(ground) {
        let mut pen = Pen::new(805);
        let person = open(ground, &mut pen, "Before").await;
        tell(ground, &mut pen, named(person, "After")).await;
        tell(ground, &mut pen, named(person, "Hidden").in_class(Class::Restricted)).await;
        for (word, finds) in [("before", true), ("after", true), ("hidden", false)] {
            let found = found(ground, exactly(keys::word_key(word))).await;
            assert_eq!(!found.is_empty(), finds, "{word}");
        }
    }

    async fn letters_that_are_wild_in_sql_are_letters_here(ground) {
        let mut pen = Pen::new(806);
        let number = |pen: &mut Pen, number: &str| {
            let person = pen.person();
            let body = Body::NumberRecorded(NumberRecorded { kind: NumberKind::Council, number: number.into() });
            let act = pen.act([Told::about(person, person.identity(), day(1), body)]);
            (person, act)
        };
        let texts = ["A%B", "A_B", "AXB", "A\\B", "A'B", "A\"B", "A*B", "A?B", "ÄB", "A"];
        let mut people = Vec::new();
        for text in texts {
            let (person, act) = number(&mut pen, text);
            ground.records.append(act).await.unwrap();
            people.push((text, person));
        }
        for (text, person) in &people {
            assert_eq!(found(ground, exactly(keys::number_key(NumberKind::Council, text))).await, [*person], "{text}");
            if *text != "A" {
                assert_eq!(found(ground, beginning(&keys::number_key(NumberKind::Council, text))).await, [*person], "{text}");
                let prefix = text.strip_suffix('B').unwrap();
                let key = keys::number_key(NumberKind::Council, prefix);
                assert_eq!(found(ground, beginning(&key)).await, [*person], "{prefix}");
            }
        }
        assert_eq!(ground.records.keys_like(COUNCIL, "number council ").await.unwrap().len(), texts.len());
        assert_eq!(ground.records.keys_like(COUNCIL, "number council A").await.unwrap().len(), texts.len() - 1);
        assert_eq!(ground.records.keys_like(NEIGHBOUR, "number").await.unwrap(), []);
    }

    async fn hostile_terms_find_nobody_and_break_nothing(ground) {
        let mut pen = Pen::new(807);
        open(ground, &mut pen, "Sam").await;
        for words in ["\0", "word sam\0", "'", "%", "_", "' OR '1'='1", "word sam'; DROP TABLE person; --", &"x".repeat(100_000)] {
            assert_eq!(found(ground, exactly(words.into())).await, [], "{words:.20}");
            assert_eq!(found(ground, beginning(words)).await, [], "{words:.20}");
            assert_eq!(ground.records.keys_like(COUNCIL, words).await.unwrap(), []);
        }
        assert_eq!(listed(ground, PeopleAsk::default()).await.len(), 1);
    }

    async fn what_was_asked_for_in_vain_is_written_down_whatever_it_was(ground) {
        let mut pen = Pen::new(808);
        let asked = ["", "' OR 1=1 --", "a\0b", "%00", "\u{1F600}", "../../etc"];
        for asked in asked {
            pen.now = pen.now.plus_seconds(1);
            let look = RefusedLook {
                id: pen.id(),
                authority: COUNCIL,
                account: crate::pen::ACCOUNT,
                post: POST,
                asked: asked.into(),
                what: "story".into(),
                at: pen.now,
            };
            ground.records.note(Look::Refused(look), Noting::default()).await.unwrap();
        }
        let looks = ground.records.refused_by(COUNCIL, POST, 10).await.unwrap();
        let written: Vec<&str> = looks.iter().rev().map(|look| look.asked.as_str()).collect();
        // PostgreSQL holds no NUL in text; another letter stands in its place on both.
        assert_eq!(written, asked.map(|asked| if asked == "a\0b" { "a\u{FFFD}b" } else { asked }));
        assert_eq!(ground.records.refused_by(COUNCIL, POST, 2).await.unwrap(), looks[..2]);
        assert!(ground.records.refused_by(NEIGHBOUR, POST, 10).await.unwrap().is_empty());
    }

    async fn whoever_sees_nobody_is_told_of_nobody(ground) {
        let mut pen = Pen::new(809);
        open(ground, &mut pen, "Sam").await;
        let ask = PeopleAsk { limit: 10, ..PeopleAsk::default() };
        for role in [Role::Administrator, Role::BoardMember, Role::InformationGovernance] {
            let answer = ground.records.people(&sight(&[role]), &ask, MORNING).await.unwrap();
            assert_eq!(answer, (vec![], 0), "{role:?}");
        }
    }
}
