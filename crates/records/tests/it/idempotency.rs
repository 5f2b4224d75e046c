//! One key of a form is one act.

use crate::ground::on_both_engines;
use crate::pen::{Pen, form, note};
use practice::journal::Actor;
use records::{Appended, Error};

on_both_engines! {
    async fn the_same_form_sent_twice_is_one_act(ground) {
        let mut pen = Pen::new(20);
        let (person, stream) = (pen.person(), pen.stream());
        let mut act = pen.act([note(person, stream, "once")]);
        act.key = Some(form("form-1", 1));
        let first = ground.records.append(act.clone()).await.unwrap();
        assert_eq!(first, Appended::Now(act.act));
        // The second sending was prepared anew: other ids, and what it read is stale by now.
        let mut again = pen.act([note(person, stream, "once")]);
        again.events[0].after = 0;
        again.key = act.key;
        assert_eq!(ground.records.append(again).await.unwrap(), Appended::Before(act.act));
        assert_eq!(ground.records.events_of_all(&[person]).await.unwrap()[&person].len(), 1);
    }

    async fn the_same_key_with_other_words_is_refused(ground) {
        let mut pen = Pen::new(21);
        let (person, stream) = (pen.person(), pen.stream());
        let mut act = pen.act([note(person, stream, "these words")]);
        act.key = Some(form("form-1", 1));
        ground.records.append(act).await.unwrap();
        let mut other = pen.act([note(person, stream, "other words")]);
        other.key = Some(form("form-1", 2));
        assert!(matches!(ground.records.append(other).await, Err(Error::OtherContent)));
        assert_eq!(ground.records.events_of_all(&[person]).await.unwrap()[&person].len(), 1);
    }

    async fn a_key_belongs_to_the_one_who_sent_it(ground) {
        let mut pen = Pen::new(22);
        let (person, ours, theirs) = (pen.person(), pen.stream(), pen.stream());
        let mut act = pen.act([note(person, ours, "ours")]);
        act.key = Some(form("form-1", 1));
        ground.records.append(act).await.unwrap();
        let mut other = pen.act([note(person, theirs, "theirs")]);
        (other.key, other.actor) = (Some(form("form-1", 2)), Actor::Person(person));
        assert_eq!(ground.records.append(other.clone()).await.unwrap(), Appended::Now(other.act));
    }

    async fn two_sendings_at_once_are_one_act(ground) {
        for round in 0..10 {
            let mut pen = Pen::new(100 + round);
            let (person, stream) = (pen.person(), pen.stream());
            let mut one = pen.act([note(person, stream, "once")]);
            one.key = Some(form(&format!("form-{round}"), 1));
            let mut two = one.clone();
            two.act = practice::ids::ActId(pen.id());
            two.events[0].id = practice::ids::EventId(pen.id());
            let (a, b) = tokio::join!(ground.records.append(one), ground.records.append(two));
            let (a, b) = (a.unwrap(), b.unwrap());
            assert_eq!(a.act(), b.act());
            let written = [a, b].iter().filter(|one| matches!(one, Appended::Now(_))).count();
            assert_eq!(written, 1);
            assert_eq!(ground.records.events_of_all(&[person]).await.unwrap()[&person].len(), 1);
        }
    }

    async fn an_act_already_sent_is_left_out_of_a_transaction_of_several(ground) {
        let mut pen = Pen::new(23);
        let (person, a, b) = (pen.person(), pen.stream(), pen.stream());
        let mut first = pen.act([note(person, a, "a")]);
        first.key = Some(form("form-1", 1));
        ground.records.append(first.clone()).await.unwrap();
        let second = pen.act([note(person, b, "b")]);
        let answers = ground.records.append_all(vec![first.clone(), second.clone()]).await.unwrap();
        assert_eq!(answers, [Appended::Before(first.act), Appended::Now(second.act)]);
        assert_eq!(ground.records.events_of_all(&[person]).await.unwrap()[&person].len(), 2);
    }
}
