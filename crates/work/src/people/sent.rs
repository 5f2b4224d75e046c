//! A form that was sent twice, when its first sending changed what it rests on.

use crate::form_key::KEY_FIELD;
use crate::{Act, Desk, FormKey, No};
use practice::Refusal;
use practice::ids::{ActId, PersonId, StreamId};
use practice::journal::Revision;
use records::Appended;

/// Whether a stream has moved on since a form that changes it was shown. A form
/// that does not say at which revision it was shown rests on what stands.
pub(crate) fn moved_since(shown: Option<i64>, stands: Revision) -> bool {
    shown.is_some_and(|shown| shown != stands.number)
}

/// The same where nothing is there to be changed, or nothing of the asker's:
/// after their own first sending there may be none any more. `asked` is by what it was asked for.
pub(crate) async fn nothing_unless_sent(
    desk: &Desk,
    key: Option<FormKey>,
    stream: StreamId,
    (asked, what): (&str, &str),
) -> Result<(), No> {
    match unless_sent(desk, Act::new().keyed(key), stream, No::NotFound).await {
        Err(No::NotFound) => desk.not_found(asked, what).await,
        answer => answer,
    }
}

/// What to answer when the record has moved on since a form was shown: done,
/// where this very form moved it (a second press of its button), else `no`.
pub(crate) async fn unless_sent(desk: &Desk, act: Act, stream: StreamId, no: No) -> Result<(), No> {
    act_unless_sent(desk, act, stream, no).await.map(drop)
}

/// The same for a verb whose rules refuse: the act that this very form came to
/// before, whatever has changed since, else `no`. What is done stays done, so
/// that the second press of a button is answered like the first.
///
/// The act is made to rest on a revision that no stream ever has: the journal
/// can find it by its key and can never write it anew.
async fn act_unless_sent(desk: &Desk, act: Act, stream: StreamId, no: No) -> Result<ActId, No> {
    match desk.write(act.reading([Revision { stream, number: -1 }])).await {
        Ok(Appended::Now(act) | Appended::Before(act)) => Ok(act),
        Err(No::Broken(records::Error::Stale(_))) => Err(no),
        // Sent before with other words, from another window: they stand there to be shown beside these.
        Err(No::Refused(why)) if is_of_the_key(&why) && matches!(no, No::Clash { .. } | No::Moved) => Err(no),
        Err(other) => Err(other),
    }
}

/// The same for a form by which something is done about one young person: whom it was about.
pub(crate) async fn person_unless_sent(
    desk: &Desk,
    key: Option<FormKey>,
    stream: StreamId,
    no: No,
) -> Result<PersonId, No> {
    person_of(desk, act_unless_sent(desk, Act::new().keyed(key), stream, no).await?).await
}

/// Whom an act was about that a form has come to before.
pub(crate) async fn person_of(desk: &Desk, act: ActId) -> Result<PersonId, No> {
    let person = desk.house.records.person_of_act(act).await?;
    person.ok_or_else(|| No::because("This form was already sent."))
}

fn is_of_the_key(why: &[Refusal]) -> bool {
    why.iter().any(|refusal| refusal.field.as_deref() == Some(KEY_FIELD))
}

/// What the rules of a verb answer; none where they refuse what this very form
/// has done before.
pub(crate) async fn or_sent<T>(
    desk: &Desk,
    (key, stream): (&Option<FormKey>, StreamId),
    answer: Result<T, No>,
) -> Result<Option<T>, No> {
    match answer {
        Err(no @ No::Refused(_)) => {
            unless_sent(desk, Act::new().keyed(key.clone()), stream, no).await.map(|()| None)
        }
        answer => answer.map(Some),
    }
}
