//! Two records that may be about one person: told to the matching desk, unseen
//! by whoever wrote down what makes it likely.

use crate::notices;
use crate::{Act, Desk, No};
use jiff::civil::Date;
use practice::dates::{Happened, PartialDate};
use practice::ids::{PersonId, StreamId};
use practice::journal::{Body, Class, Told};
use practice::notices::{NoticeKind, at_the_matching_desk};
use practice::numbers::Upn;
use practice::people::{Header, Likeness, MatchSuspected, NumberKind, NumberRecorded, called, keys};
use std::collections::BTreeSet;

/// Records of the council with this birth date and one of these words in a
/// name, or another form of it. The desk is told of names of every class, which
/// others may not know: whoever wrote down what makes it likely is told of none.
pub(super) async fn born_like(
    desk: &Desk,
    born: Date,
    words: &BTreeSet<String>,
    classes: &[Class],
) -> Result<BTreeSet<PersonId>, No> {
    let forms = words.iter().flat_map(|word| called::other_forms(word)).map(keys::word_key);
    let of_these =
        |word: &String| classes.iter().map(|class| keys::word_key_in(*class, word)).collect::<Vec<_>>();
    let asked: BTreeSet<String> = words.iter().flat_map(of_these).chain(forms).collect();
    let mut same_name = BTreeSet::new();
    for key in asked {
        same_name.extend(found_by(desk, &key).await?);
    }
    let same_day = found_by(desk, &keys::birth_key(born)).await?;
    Ok(same_day.intersection(&same_name).copied().collect())
}

/// Records of the council with this number; the reason why there is no pupil number is none.
pub(super) async fn numbered_like(desk: &Desk, number: &NumberRecorded) -> Result<BTreeSet<PersonId>, No> {
    if number.kind == NumberKind::Upn && Upn::parse(&number.number).is_err() {
        return Ok(BTreeSet::new());
    }
    found_by(desk, &keys::number_key(number.kind, &number.number)).await
}

/// The words of somebody's names.
pub(super) fn words_of(header: &Header) -> BTreeSet<String> {
    header.names.values().flatten().flat_map(|name| keys::name_words(&name.is)).collect()
}

async fn found_by(desk: &Desk, key: &str) -> Result<BTreeSet<PersonId>, No> {
    let found = desk.house.records.keys_like(desk.sight.authority, key).await?;
    Ok(found.into_iter().filter(|(found, _)| found == key).map(|(_, person)| person).collect())
}

/// The same act, telling the desk of every record that a fact makes likely and
/// that nobody has been asked about yet.
pub(super) async fn telling(desk: &Desk, header: &Header, fact: &Body, mut act: Act) -> Result<Act, No> {
    let person = header.person;
    let (mut others, why) = match fact {
        Body::NumberRecorded(number) => (numbered_like(desk, number).await?, Likeness::Number),
        Body::BirthRecorded(birth) => {
            let PartialDate::Day(born) = birth.born else { return Ok(act) };
            (born_like(desk, born, &words_of(header), &Class::ALL).await?, Likeness::Birth)
        }
        Body::NameRecorded(name) => {
            let Some(born) = header.born() else { return Ok(act) };
            let words = keys::name_words(&name.name).into_iter().collect();
            (born_like(desk, born, &words, &Class::ALL).await?, Likeness::Birth)
        }
        _ => return Ok(act),
    };
    others.remove(&person);
    let urgent = header.arrives_on(desk.now.day());
    for other in others {
        let (stream, reverse) = (stream_of(person, other), stream_of(other, person));
        let asked = desk.house.records.revisions(&[stream, reverse]).await?;
        if asked.iter().all(|revision| revision.number == 0) {
            let suspected = two_records(other, why.clone(), urgent);
            act = begun(desk, person, suspected, act).await?;
        }
    }
    Ok(act)
}

/// Two records that may be one person.
pub(super) fn two_records(other: PersonId, why: Likeness, urgent: bool) -> MatchSuspected {
    MatchSuspected { other: Some(other), why, urgent, file_says: None }
}

/// The same act with one case more; the desk is told at once where it is urgent.
pub(super) async fn begun(desk: &Desk, person: PersonId, case: MatchSuspected, act: Act) -> Result<Act, No> {
    let stream = stream_of(person, case.other.unwrap_or(PersonId(uuid::Uuid::nil())));
    let urgent = case.urgent;
    let today = Happened::At(desk.now);
    let act = act.beginning(Told::about(person, stream, today, Body::MatchSuspected(case)));
    if !urgent {
        return Ok(act);
    }
    let to = at_the_matching_desk(&notices::colleagues(desk).await?);
    let notice = notices::telling(desk, person, NoticeKind::UrgentMatch, stream, to);
    Ok(notice.into_iter().fold(act, Act::beginning))
}

fn stream_of(person: PersonId, other: PersonId) -> StreamId {
    person.stream(&format!("match/{}", other.0))
}
