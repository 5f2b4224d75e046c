//! Recording an incident as it is known, and adding to it later. Nothing of it is typed over.

use crate::people::or_sent;
use crate::story::{Rooted, Telling, day_of_death, rooted, tell, when_it_was};
use crate::{Act, Desk, FormKey, No};
use jiff::civil::{Date, Time};
use practice::dates::Happened;
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class, Told};
use practice::safety::{AddingWish, Between, IncidentWish, added_to, incident_recorded};
use practice::staff::Permission;

/// An incident to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingIncident {
    /// What is known of it.
    pub wish: IncidentWish,
    /// On which day it was.
    pub day: Date,
    /// At what time, where that is known.
    pub time: Option<Time>,
    /// Who may be shown it.
    pub class: Class,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Something to be added to an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddingToIncident {
    /// What is added.
    pub wish: AddingWish,
    /// The form's key.
    pub key: Option<FormKey>,
}

/// Records an incident as it is known now.
pub async fn record_incident(desk: &Desk, person: PersonId, recording: &RecordingIncident) -> Result<(), No> {
    let telling = Telling { what: "record an incident", class: recording.class, key: &recording.key };
    tell(desk, person, &telling, |header| {
        let between = Between { happened: Some(recording.day), today: desk.now.day() };
        let incident = incident_recorded(&recording.wish, between).map_err(No::Refused);
        let happened = when_it_was(desk, (recording.day, recording.time), day_of_death(header), None);
        let (incident, happened) = No::or_both(incident, happened)?;
        Ok((Body::IncidentRecorded(incident), happened))
    })
    .await
}

/// Adds to an incident what came to be known, or was done, since: it stands under the incident, whose record stays as
/// it was written. Two people may add at once, and both stand.
pub async fn add_to_incident(desk: &Desk, entry: EventId, adding: &AddingToIncident) -> Result<PersonId, No> {
    desk.must(Permission::WriteStory)?;
    desk.deciding(|| async {
        let Rooted { found, header, revisions } = rooted(desk, entry, "add to an incident").await?;
        let person = header.person;
        if !matches!(found.event.body, Body::IncidentRecorded(_)) {
            return Err(No::NotFound);
        }
        let between = Between { happened: found.happened().first_day(), today: desk.now.day() };
        let answer = added_to(&adding.wish, between).map_err(No::Refused);
        let Some(added) = or_sent(desk, (&adding.key, found.event.stream), answer).await? else {
            return Ok(person);
        };
        let told = Told::about(person, desk.stream(), Happened::At(desk.now), Body::IncidentAddedTo(added))
            .in_class(found.event.class)
            .correcting(found.event.id);
        desk.write(Act::new().reading(revisions).beginning(told).keyed(adding.key.clone())).await?;
        Ok(person)
    })
    .await
}
