//! What the law still asks of a house after somebody was held: regulation 35(3) of the Children's Homes (England)
//! Regulations 2015. It is said, and it never stands in the way of writing.

use super::incident::{Held, Holding, IncidentAddedTo, IncidentKnown, IncidentRecorded, Injuries};
use crate::dates::{Happened, Instant, zone};
use jiff::ToSpan;

/// Within how many hours a record of the restraint is made: regulation 35(3)(a).
const HOURS_TO_WRITE: i64 = 24;
/// Within how many hours the registered person has spoken with whoever held: regulation 35(3)(b).
const HOURS_TO_SPEAK_WITH_HOLDERS: i64 = 48;
/// Within how many days the young person has been spoken with: regulation 35(3)(c). Read as up to the same time of
/// day, the stricter of the two ways to count days.
const DAYS_TO_SPEAK_WITH_THEM: i32 = 5;

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Who held, how, how long, what was before it and tried first, and who was hurt are written down.
    WriteItDown,
    /// The registered person, or somebody they authorised, has spoken with whoever held.
    SpeakWithHolders,
    /// They have spoken with the young person.
    SpeakWithThem,
}

/// Something that is still owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// What.
    pub duty: Duty,
    /// Up to when there is time.
    pub by: Instant,
}

/// What is still owed for an incident, with what was added to it since, oldest first; nothing where they were not held,
/// and where nobody has said yet. Where only the day is known, time runs from its beginning.
///
/// Once somebody has written that they were held, that is owed which the law asks: another who writes that they were not
/// contradicts them, and takes no duty away.
pub fn owed(incident: &IncidentRecorded, happened: Happened, added: &[&IncidentAddedTo]) -> Vec<Owed> {
    let known: Vec<&IncidentKnown> =
        [&incident.known].into_iter().chain(added.iter().map(|added| &added.known)).collect();
    let were_held = known.iter().any(|known| matches!(known.held, Held::Somebody(_)));
    let Some(from) = beginning(happened).filter(|_| were_held) else { return Vec::new() };
    let in_days = from.to_jiff().to_zoned(zone()).saturating_add(DAYS_TO_SPEAK_WITH_THEM.days());
    let all = [
        (Duty::WriteItDown, from.plus_seconds(HOURS_TO_WRITE * 3600), is_written(&known)),
        (
            Duty::SpeakWithHolders,
            from.plus_seconds(HOURS_TO_SPEAK_WITH_HOLDERS * 3600),
            added.iter().any(|added| added.spoke_with_holders.is_some()),
        ),
        (
            Duty::SpeakWithThem,
            Instant::from_jiff(in_days.timestamp()),
            added.iter().any(|added| added.spoke_with_them.is_some()),
        ),
    ];
    all.into_iter().filter(|(_, _, is_done)| !is_done).map(|(duty, by, _)| Owed { duty, by }).collect()
}

fn beginning(happened: Happened) -> Option<Instant> {
    match happened {
        Happened::At(at) => Some(at),
        other => {
            let day = other.first_day()?.to_zoned(zone()).ok()?;
            Some(Instant::from_jiff(day.timestamp()))
        }
    }
}

/// Whether what a record of a restraint says is written, in the record or in what was added.
fn is_written(known: &[&IncidentKnown]) -> bool {
    let is_told = |told: fn(&Holding) -> bool| {
        known.iter().any(|known| matches!(&known.held, Held::Somebody(holding) if told(holding)))
    };
    is_told(|holding| !holding.who.is_empty())
        && is_told(|holding| !holding.how.is_empty())
        && is_told(|holding| holding.minutes.is_some())
        && is_told(|holding| !holding.tried_first.is_empty())
        && known.iter().any(|known| !known.before.is_empty())
        && known.iter().any(|known| known.injuries != Injuries::NotKnown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::Talk;
    use jiff::civil::date;

    fn incident(held: Held) -> IncidentRecorded {
        let injuries = Injuries::Nobody;
        let known =
            IncidentKnown { held, injuries, before: "A phone call".into(), ..IncidentKnown::default() };
        IncidentRecorded { place: String::new(), what: "A fight".into(), known }
    }

    fn whole() -> Held {
        Held::Somebody(Holding {
            who: "Bryn".into(),
            how: "By both arms".into(),
            minutes: Some(3),
            tried_first: "We talked.".into(),
        })
    }

    fn added() -> IncidentAddedTo {
        let known = IncidentKnown::default();
        IncidentAddedTo { more: String::new(), known, spoke_with_holders: None, spoke_with_them: None }
    }

    fn talk() -> Talk {
        Talk { on: date(2026, 3, 2), words: "Robin".into() }
    }

    fn at(when: &str) -> Happened {
        when.parse().unwrap()
    }

    fn due(incident: &IncidentRecorded, happened: &str, added: &[&IncidentAddedTo]) -> Vec<(Duty, String)> {
        let owed = owed(incident, at(happened), added);
        owed.into_iter().map(|owed| (owed.duty, at(&owed.by.to_string()).to_string())).collect()
    }

    const NIGHT: &str = "2026-03-01T02:10:00Z";

    #[test]
    fn where_nobody_was_held_and_where_it_is_not_known_nothing_is_owed() {
        for held in [Held::Nobody, Held::NotKnown] {
            assert_eq!(owed(&incident(held), at(NIGHT), &[]), []);
        }
    }

    #[test]
    fn a_restraint_is_written_down_in_24_hours_and_spoken_of_in_48_and_in_5_days() {
        let due = due(&incident(Held::Somebody(Holding::default())), NIGHT, &[]);
        assert_eq!(
            due,
            [
                (Duty::WriteItDown, "2026-03-02T02:10:00.000000Z".to_owned()),
                (Duty::SpeakWithHolders, "2026-03-03T02:10:00.000000Z".to_owned()),
                (Duty::SpeakWithThem, "2026-03-06T02:10:00.000000Z".to_owned()),
            ]
        );
    }

    #[test]
    fn hours_are_hours_and_days_keep_the_time_of_day_when_the_clocks_change() {
        // Summer time begins on 29 March 2026 at 1am.
        let due = due(&incident(Held::Somebody(Holding::default())), "2026-03-28T12:00:00Z", &[]);
        assert_eq!(due[0].1, "2026-03-29T12:00:00.000000Z");
        assert_eq!(due[2].1, "2026-04-02T11:00:00.000000Z");
    }

    #[test]
    fn where_only_the_day_is_known_time_runs_from_its_beginning() {
        let due = due(&incident(whole()), "2026-07-01", &[]);
        assert_eq!(due[0], (Duty::SpeakWithHolders, "2026-07-02T23:00:00.000000Z".to_owned()));
    }

    #[test]
    fn what_is_written_of_a_restraint_may_be_written_in_parts() {
        let part = |holding| {
            let known = IncidentKnown { held: Held::Somebody(holding), ..IncidentKnown::default() };
            IncidentAddedTo { known, ..added() }
        };
        let first = incident(Held::Somebody(Holding {
            who: "Bryn".into(),
            how: "By the arms".into(),
            ..Holding::default()
        }));
        let later = part(Holding { minutes: Some(3), ..Holding::default() });
        let last = part(Holding { tried_first: "We talked.".into(), ..Holding::default() });
        let is_owed = |added: &[&IncidentAddedTo]| {
            owed(&first, at(NIGHT), added).iter().any(|owed| owed.duty == Duty::WriteItDown)
        };
        assert!(is_owed(&[&later]) && !is_owed(&[&later, &last]));
    }

    #[test]
    fn what_was_before_and_who_was_hurt_belong_to_the_record() {
        let is_owed = |known: IncidentKnown| {
            let bare = IncidentRecorded { known, ..incident(Held::NotKnown) };
            owed(&bare, at(NIGHT), &[]).iter().any(|owed| owed.duty == Duty::WriteItDown)
        };
        let (before, injuries) = ("A phone call".to_owned(), Injuries::Nobody);
        assert!(is_owed(IncidentKnown { held: whole(), before: before.clone(), ..IncidentKnown::default() }));
        assert!(is_owed(IncidentKnown {
            held: whole(),
            injuries: Injuries::Nobody,
            ..IncidentKnown::default()
        }));
        assert!(!is_owed(IncidentKnown { held: whole(), before, injuries, ..IncidentKnown::default() }));
    }

    #[test]
    fn what_was_spoken_of_is_owed_no_more() {
        let duties = |added: &[&IncidentAddedTo]| -> Vec<Duty> {
            owed(&incident(whole()), at(NIGHT), added).into_iter().map(|owed| owed.duty).collect()
        };
        assert_eq!(duties(&[]), [Duty::SpeakWithHolders, Duty::SpeakWithThem]);
        let holders = IncidentAddedTo { spoke_with_holders: Some(talk()), ..added() };
        let them = IncidentAddedTo { spoke_with_them: Some(talk()), ..added() };
        assert_eq!(duties(&[&holders]), [Duty::SpeakWithThem]);
        assert_eq!(duties(&[&holders, &them]), []);
    }

    #[test]
    fn that_somebody_was_held_or_was_not_may_come_to_be_known_later() {
        let now_known =
            |held| IncidentAddedTo { known: IncidentKnown { held, ..IncidentKnown::default() }, ..added() };
        let (was, was_not) = (now_known(whole()), now_known(Held::Nobody));
        assert_eq!(owed(&incident(Held::NotKnown), at(NIGHT), &[&was]).len(), 2);
        assert_eq!(owed(&incident(whole()), at(NIGHT), &[&was_not]).len(), 2, "one word takes nothing away");
        assert_eq!(owed(&incident(whole()), at(NIGHT), &[&added()]).len(), 2, "nothing of it was added");
    }
}
