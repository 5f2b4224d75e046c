//! The council, its staff and its desks, and who looked at what.

use crate::ground::{COUNCIL, Ground, NEIGHBOUR, on_both_engines};
use crate::pen::{ACCOUNT, MORNING, POST, Pen, TEAM, day, everybody};
use jiff::civil::date;
use practice::hubs::{OnCallEnded, OnCallNamed};
use practice::ids::{AccountId, AuthorityId, EventId, PostId, StreamId, TeamId};
use practice::journal::{Body, Revision, Told};
use practice::people::{
    GlassBroken, GlassReviewed, ImportConflict, ImportConflictDecided, Likeness, MatchDecided, MatchDecision,
    MatchSuspected,
};
use practice::staff::{
    CouncilCreated, CouncilDescribed, PostChanged, PostCreated, PostEnded, RelativeDeclared, Role, Sight,
    TeamClosed, TeamCreated, TeamRenamed, TelephoneRecorded, WordsChanged,
};
use records::{Council, Look, Noting, OnCall, Post, Seen, Team, TeamName};

async fn tell(ground: &Ground, pen: &mut Pen, told: Told) -> EventId {
    let act = pen.act([told]);
    let event = act.events[0].id;
    ground.records.append(act).await.unwrap();
    event
}

async fn of_service(ground: &Ground, pen: &mut Pen, stream: StreamId, body: Body) {
    tell(ground, pen, Told::of_service(stream, day(1), body)).await;
}

async fn is_clean(ground: &Ground) {
    let report = ground.records.verify(None).await.unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
}

fn seen(pen: &mut Pen, authority: AuthorityId, person: practice::ids::PersonId) -> Seen {
    pen.now = pen.now.plus_seconds(1);
    Seen {
        id: pen.id(),
        authority,
        account: ACCOUNT,
        post: POST,
        person: Some(person),
        what: "story".into(),
        at: pen.now,
    }
}

on_both_engines! {
    async fn councils_and_teams_are_as_last_described_and_in_the_order_of_their_names(ground) {
        let mut pen = Pen::new(1000);
        for (authority, name) in [(NEIGHBOUR, "Zetland"), (COUNCIL, "Sampleshire")] {
            pen.authority = authority;
            let created = Body::CouncilCreated(CouncilCreated { name: name.into() });
            of_service(ground, &mut pen, authority.stream("council"), created).await;
        }
        let described = CouncilDescribed {
            name: "Aberford".into(),
            accent: "#335577".into(),
            help_line: "01234 567890".into(),
        };
        pen.authority = NEIGHBOUR;
        of_service(ground, &mut pen, NEIGHBOUR.stream("council"), Body::CouncilDescribed(described)).await;
        let councils = ground.records.councils().await.unwrap();
        let expected = Council {
            authority: NEIGHBOUR,
            name: "Aberford".into(),
            accent: "#335577".into(),
            help_line: "01234 567890".into(),
            logo: None,
        };
        assert_eq!(councils[0], expected);
        assert_eq!((councils.len(), councils[1].name.as_str(), councils[1].help_line.as_str()), (2, "Sampleshire", ""));
        pen.authority = COUNCIL;
        let stream = StreamId(TEAM.0);
        of_service(ground, &mut pen, stream, Body::TeamCreated(TeamCreated { name: "Hub".into(), hub: true })).await;
        of_service(ground, &mut pen, stream, Body::TeamRenamed(TeamRenamed { name: "Mill House".into() })).await;
        let team = Team { id: TEAM, name: "Mill House".into(), hub: true, closed: false };
        assert_eq!(ground.records.teams(COUNCIL).await.unwrap(), [team]);
        assert_eq!(ground.records.teams(NEIGHBOUR).await.unwrap(), []);
        is_clean(ground).await;
    }

    async fn every_name_of_a_team_is_kept_with_since_when_it_was_called_so(ground) {
        let mut pen = Pen::new(1012);
        let stream = StreamId(TEAM.0);
        let other = pen.stream();
        let mut names = Vec::new();
        for (stream, name) in [(stream, "Hub"), (other, "Outreach"), (stream, "Mill House"), (stream, "Hub")] {
            let body = if pen.at(stream).number == 0 {
                Body::TeamCreated(TeamCreated { name: name.into(), hub: true })
            } else {
                Body::TeamRenamed(TeamRenamed { name: name.into() })
            };
            of_service(ground, &mut pen, stream, body).await;
            names.push(TeamName { team: TeamId(stream.0), since: pen.now, name: name.into() });
        }
        let closed = TeamClosed { reason: "Merged.".into() };
        of_service(ground, &mut pen, stream, Body::TeamClosed(closed)).await;
        let of = async |authority| ground.records.team_names(authority).await.unwrap();
        let (ours, others): (Vec<_>, Vec<_>) = of(COUNCIL).await.into_iter().partition(|name| name.team == TEAM);
        assert_eq!(ours, [names[0].clone(), names[2].clone(), names[3].clone()]);
        assert_eq!(others, [names[1].clone()]);
        assert_eq!(of(NEIGHBOUR).await, []);
    }

    async fn a_post_is_as_last_changed_with_the_revision_it_was_read_at(ground) {
        let mut pen = Pen::new(1001);
        let created = PostCreated {
            name: "Jo Sample".into(),
            account: None,
            team: None,
            roles: vec![Role::LifeCoach],
            from: date(2026, 2, 28),
            to: None,
        };
        let stream = StreamId(POST.0);
        of_service(ground, &mut pen, stream, Body::PostCreated(created)).await;
        let changed = PostChanged {
            name: "Jo Other".into(),
            account: Some(ACCOUNT),
            team: Some(TEAM),
            roles: vec![Role::HubManager, Role::Administrator],
            to: Some(date(2026, 12, 31)),
        };
        of_service(ground, &mut pen, stream, Body::PostChanged(changed)).await;
        for telephone in ["01632 960 002", "01632 960 001"] {
            let recorded = TelephoneRecorded { post: POST, telephone: telephone.into() };
            of_service(ground, &mut pen, COUNCIL.stream("telephone"), Body::TelephoneRecorded(recorded)).await;
        }
        of_service(ground, &mut pen, stream, Body::PostEnded(PostEnded { reason: "left".into() })).await;
        let expected = Post {
            id: POST,
            authority: COUNCIL,
            name: "Jo Other".into(),
            account: Some(ACCOUNT),
            team: Some(TEAM),
            roles: vec![Role::HubManager, Role::Administrator],
            from: date(2026, 2, 28),
            // It was ended before the last day that had been set.
            to: Some(pen.now.day()),
            closed: false,
            telephone: "01632 960 001".into(),
            ended: true,
            revision: Revision { stream, number: 3 },
        };
        assert_eq!(ground.records.post(POST).await.unwrap().as_ref(), Some(&expected));
        assert_eq!(ground.records.posts(COUNCIL).await.unwrap(), std::slice::from_ref(&expected));
        assert_eq!(ground.records.posts(NEIGHBOUR).await.unwrap(), []);
        assert_eq!(ground.records.posts_of(ACCOUNT).await.unwrap(), [expected]);
        assert_eq!(ground.records.posts_of(AccountId(pen.id())).await.unwrap(), []);
        assert_eq!(ground.records.post(PostId(pen.id())).await.unwrap(), None);
        is_clean(ground).await;
    }

    async fn whoever_is_on_call_stands_there_until_the_last_night_is_over_or_they_are_taken_off(ground) {
        let mut pen = Pen::new(1013);
        let mut put_down = Vec::new();
        for (team, from, to) in [(None, 5, 6), (Some(TEAM), 3, 5), (None, 4, 4)] {
            let event = EventId(pen.id());
            let (from, to) = (date(2026, 3, from), date(2026, 3, to));
            let body = Body::OnCallNamed(OnCallNamed { post: POST, team, from, to });
            let mut act = pen.act([Told::of_service(StreamId(event.0), day(2), body)]);
            act.events[0].id = event;
            ground.records.append(act).await.unwrap();
            put_down.push(OnCall { event, post: POST, team, from, to });
        }
        let from = async |night| ground.records.on_call_from(COUNCIL, date(2026, 3, night)).await.unwrap();
        assert_eq!(from(4).await, [put_down[1], put_down[2], put_down[0]]);
        assert_eq!(from(5).await, [put_down[1], put_down[0]]);
        assert_eq!(from(7).await, []);
        assert_eq!(ground.records.on_call_from(NEIGHBOUR, date(2026, 3, 1)).await.unwrap(), []);
        let ended = OnCallEnded { named: put_down[1].event, reason: "Swapped".into() };
        of_service(ground, &mut pen, StreamId(ended.named.0), Body::OnCallEnded(ended)).await;
        assert_eq!(from(4).await, [put_down[2], put_down[0]]);
        is_clean(ground).await;
    }

    async fn the_council_s_words_come_with_the_revision_they_are_at(ground) {
        let mut pen = Pen::new(1002);
        let stream = COUNCIL.stream("words");
        for (key, value) in [("b", "one"), ("a", "two"), ("b", "three")] {
            let words = WordsChanged { key: key.into(), value: value.into(), reason: "so".into() };
            of_service(ground, &mut pen, stream, Body::WordsChanged(words)).await;
        }
        let (words, revision) = ground.records.words(COUNCIL).await.unwrap();
        assert_eq!(words.into_iter().collect::<Vec<_>>(), [("a".into(), "two".into()), ("b".into(), "three".into())]);
        assert_eq!(revision, Revision { stream, number: 3 });
        assert_eq!(ground.records.words(NEIGHBOUR).await.unwrap().1.number, 0);
        is_clean(ground).await;
    }

    async fn cases_of_the_matching_desk_come_urgent_ones_first_and_a_decided_one_only_by_its_stream(ground) {
        let mut pen = Pen::new(1003);
        let (person, other) = (pen.person(), pen.person());
        for (somebody, name) in [(person, "Sam"), (other, "Samuel")] {
            ground.records.append(pen.open_person(somebody, name)).await.unwrap();
        }
        let mut streams = Vec::new();
        for urgent in [false, true, false] {
            let suspected =
                MatchSuspected { other: Some(other), why: Likeness::Number, urgent, file_says: None };
            let stream = pen.stream();
            tell(ground, &mut pen, Told::about(person, stream, day(1), Body::MatchSuspected(suspected))).await;
            streams.push(stream);
        }
        let decided = MatchDecided { decision: MatchDecision::Same, reason: "one birth certificate".into() };
        tell(ground, &mut pen, Told::about(person, streams[0], day(2), Body::MatchDecided(decided))).await;
        let desk = everybody();
        let asked = async |only| ground.records.match_cases(&desk, only).await.unwrap();
        let cases = asked(None).await;
        assert_eq!(cases.iter().map(|case| case.stream).collect::<Vec<_>>(), [streams[1], streams[2]]);
        let (first, why) = (&cases[0], Likeness::Number);
        assert_eq!((first.person, first.other, first.urgent, &first.why), (person, Some(other), true, &why));
        let done = asked(Some(streams[0])).await;
        assert!(done.len() == 1 && done[0].decided && !asked(Some(streams[1])).await[0].decided);
        let (listed, total) = ground.records.decided_matches(&desk, Some(streams[0]), 0, 9).await.unwrap();
        assert_eq!((listed[0].stream, total), (streams[0], 1));
        assert_eq!(ground.records.decided_matches(&desk, Some(streams[1]), 0, 9).await.unwrap().1, 0);
        is_clean(ground).await;
    }

    async fn a_case_is_nobodys_of_another_council_nor_a_relatives_on_either_side(ground) {
        let mut pen = Pen::new(1005);
        let (person, other, third) = (pen.person(), pen.person(), pen.person());
        for (somebody, name) in [(person, "Sam"), (other, "Samuel"), (third, "Kit")] {
            ground.records.append(pen.open_person(somebody, name)).await.unwrap();
        }
        let mut case = async |one, two| {
            let suspected =
                MatchSuspected { other: Some(two), why: Likeness::Birth, urgent: false, file_says: None };
            let stream = pen.stream();
            tell(ground, &mut pen, Told::about(one, stream, day(1), Body::MatchSuspected(suspected))).await;
            stream
        };
        let (about_sam, about_kit) = (case(person, other).await, case(third, person).await);
        let kits = case(third, other).await;
        let mut pen = Pen::new(1006);
        let kin = AccountId(pen.id());
        let declared = RelativeDeclared { account: kin, person };
        of_service(ground, &mut pen, StreamId(kin.0), Body::RelativeDeclared(declared)).await;
        let relative = Sight { account: kin, ..everybody() };
        let elsewhere = Sight { authority: NEIGHBOUR, ..everybody() };
        let asked = async |sight: &Sight, only| {
            let cases = ground.records.match_cases(sight, only).await.unwrap();
            cases.into_iter().map(|case| case.stream).collect::<Vec<_>>()
        };
        assert_eq!(asked(&everybody(), None).await.len(), 3);
        assert_eq!(asked(&relative, None).await, [kits]);
        assert_eq!(ground.records.matches_waiting(&relative, false).await.unwrap(), 1);
        for stream in [about_sam, about_kit] {
            assert_eq!(asked(&everybody(), Some(stream)).await, [stream]);
            assert!(asked(&relative, Some(stream)).await.is_empty());
        }
        assert!(asked(&elsewhere, None).await.is_empty() && asked(&elsewhere, Some(kits)).await.is_empty());
        let likely = async |sight: &Sight, whose| {
            let found = ground.records.likely_matches(sight, whose, true, 5).await.unwrap();
            found.into_iter().map(|(other, _)| other).collect::<Vec<_>>()
        };
        assert_eq!(likely(&everybody(), third).await.len(), 2);
        assert_eq!(likely(&relative, third).await, [other]);
        assert_eq!(likely(&everybody(), person).await, [other]);
        assert!(likely(&elsewhere, third).await.is_empty());
        is_clean(ground).await;
    }

    async fn a_case_that_the_file_tells_anew_is_asked_again_and_keeps_what_was_decided(ground) {
        let mut pen = Pen::new(1007);
        let (person, stream) = (pen.person(), pen.stream());
        ground.records.append(pen.open_person(person, "Sam")).await.unwrap();
        let desk = everybody();
        for round in 1..=2 {
            let kept = pen.put_away(person, "[]");
            let suspected = MatchSuspected {
                other: None,
                why: Likeness::TwoChildren,
                urgent: false,
                file_says: Some(kept.clone()),
            };
            tell(ground, &mut pen, Told::about(person, stream, day(1), Body::MatchSuspected(suspected))).await;
            let waiting = ground.records.match_cases(&desk, None).await.unwrap();
            assert_eq!((waiting.len(), waiting[0].file_says), (1, Some(kept.id)));
            let decided = MatchDecided { decision: MatchDecision::Different, reason: "we rang".into() };
            tell(ground, &mut pen, Told::about(person, stream, day(2), Body::MatchDecided(decided))).await;
            assert!(ground.records.match_cases(&desk, None).await.unwrap().is_empty());
            assert_eq!(ground.records.decided_matches(&desk, None, 0, 9).await.unwrap().1, round);
        }
        is_clean(ground).await;
    }

    async fn a_conflict_is_listed_until_somebody_decides_and_again_when_the_file_says_something_new(ground) {
        let mut pen = Pen::new(1004);
        let (person, stream) = (pen.person(), pen.stream());
        let began = pen.open_person(person, "Sam");
        let stands = began.events[1].id;
        ground.records.append(began).await.unwrap();
        let says = |pen: &mut Pen| {
            let file_says = pen.put_away(person, "{}");
            ImportConflict { stands, kind: "people.name_recorded".into(), file_says }
        };
        let listed = async || {
            let sight = crate::pen::everybody();
            ground.records.conflicts(&sight, &records::ConflictKinds::default(), None, MORNING).await.unwrap()
        };
        for _ in 0..2 {
            let conflict = says(&mut pen);
            let body = Body::ImportConflict(conflict.clone());
            tell(ground, &mut pen, Told::about(person, stream, day(1), body)).await;
            let now = listed().await;
            assert_eq!(now.len(), 1);
            assert_eq!((now[0].stands, now[0].file_says), (conflict.stands, conflict.file_says.id));
            let decided = ImportConflictDecided { file_taken: false, reason: "ours is right".into() };
            tell(ground, &mut pen, Told::about(person, stream, day(2), Body::ImportConflictDecided(decided))).await;
            assert!(listed().await.is_empty());
        }
        is_clean(ground).await;
    }

    async fn emergency_openings_are_listed_newest_first_since_a_moment_until_reviewed_and_after(ground) {
        let mut pen = Pen::new(1005);
        let (person, stream) = (pen.person(), pen.stream());
        let opening = |until| Body::GlassBroken(GlassBroken { post: POST, reason: "at the door".into(), until });
        let until = Some(pen.now.plus_seconds(3600));
        let first = tell(ground, &mut pen, Told::about(person, stream, day(1), opening(until))).await;
        let nobody = pen.stream();
        let second = tell(ground, &mut pen, Told::of_service(nobody, day(1), opening(None))).await;
        let since = pen.now;
        let review = Body::GlassReviewed(GlassReviewed { opening: first, finding: "right".into() });
        let review = tell(ground, &mut pen, Told::about(person, stream, day(2), review)).await;
        let glasses = ground.records.glasses(&everybody(), MORNING, None).await.unwrap();
        let listed: Vec<_> = glasses.iter().map(|glass| (glass.event, glass.person, glass.until, glass.reviewed)).collect();
        assert_eq!(listed, [(second, None, None, false), (first, Some(person), until, true)]);
        let only = ground.records.glasses(&everybody(), since, Some(first)).await.unwrap();
        assert_eq!(only.iter().map(|glass| (glass.event, glass.review)).collect::<Vec<_>>(), [(first, Some(review))]);
        assert_eq!(ground.records.glasses(&everybody(), since, None).await.unwrap().len(), 1);
        let neighbour = Sight { authority: NEIGHBOUR, ..everybody() };
        assert!(ground.records.glasses(&neighbour, MORNING, None).await.unwrap().is_empty());
        let declared = RelativeDeclared { account: everybody().account, person };
        let stream = pen.stream();
        tell(ground, &mut pen, Told::of_service(stream, day(3), Body::RelativeDeclared(declared))).await;
        let rest = ground.records.glasses(&everybody(), MORNING, None).await.unwrap();
        assert_eq!(rest.iter().map(|glass| glass.event).collect::<Vec<_>>(), [second]);
        is_clean(ground).await;
    }

    async fn looks_are_listed_newest_first_by_person_and_by_post_and_never_across_councils(ground) {
        let mut pen = Pen::new(1006);
        let (person, other) = (pen.person(), pen.person());
        let looks: Vec<Seen> = [(COUNCIL, person), (COUNCIL, other), (NEIGHBOUR, person), (COUNCIL, person)]
            .map(|(authority, person)| seen(&mut pen, authority, person))
            .into();
        for look in looks.clone() {
            ground.records.note(Look::Seen(look), Noting::default()).await.unwrap();
        }
        let [first, second, theirs, last] = &looks[..] else { panic!("four looks were written") };
        let of = async |authority, limit| ground.records.seen_of(authority, person, limit).await.unwrap();
        assert_eq!(of(COUNCIL, 10).await, [last.clone(), first.clone()]);
        assert_eq!(of(COUNCIL, 1).await, std::slice::from_ref(last));
        assert_eq!(of(NEIGHBOUR, 10).await, std::slice::from_ref(theirs));
        let by_us = ground.records.seen_by(COUNCIL, POST, 10).await.unwrap();
        assert_eq!(by_us, [last.clone(), second.clone(), first.clone()]);
    }

    async fn the_person_an_act_began_and_the_reference_of_a_record_are_found(ground) {
        let mut pen = Pen::new(1007);
        let person = pen.person();
        let act = pen.open_person(person, "Sam");
        ground.records.append(act.clone()).await.unwrap();
        assert_eq!(ground.records.person_of_act(act.act).await.unwrap(), Some(person));
        let Body::Known(known) = &act.events[0].told.body else { panic!("a record begins with being known") };
        assert_eq!(ground.records.reference_of(person).await.unwrap().as_deref(), Some(known.reference.as_str()));
        let nobody = pen.person();
        assert_eq!(ground.records.reference_of(nobody).await.unwrap(), None);
    }
}
