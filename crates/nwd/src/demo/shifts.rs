//! What the last two shifts of each house handed over, one of which somebody has read.

use super::at;
use practice::hubs::{Shift, ShiftLineWish, ShiftNoteWish, ShiftOfDay};
use practice::ids::AuthorityId;
use practice::staff::Role;
use work::hubs::{WritingShift, read_shift, shift_note, shift_to_write, write_shift};
use work::{House, No, signing_in};

/// What the night says of the first who stay in the house, and what they say themselves.
const LINES: [(&str, &str); 2] = [
    ("Up until one with a film, slept well after that. Let them sleep in.", "Wake me for football."),
    ("Ate with us, and was on the phone with their nan. All fine.", ""),
];

/// Yesterday's evening and the night after it, written in each house by somebody who works there.
pub(super) async fn were_handed_over(house: &House, authority: AuthorityId) -> Result<(), No> {
    let posts = house.records.posts(authority).await?;
    let of_role = |role| posts.iter().filter(move |post| post.roles.contains(&role));
    let today = house.now().day();
    let day = today.yesterday().unwrap_or(today);
    for manager in of_role(Role::HubManager) {
        let Some(team) = manager.team else { continue };
        let mut workers = of_role(Role::ResidentialKeyWorker).filter(|post| post.team == Some(team));
        let Some(writes) = workers.next() else { continue };
        let evening = Shift { day, of_day: ShiftOfDay::Evening, team };
        let desk = signing_in::desk_as(&at(house, day, 22), writes.id).await?;
        let text = "The washing machine is mended. The spare key of the shed is with the deputy.";
        let wish = ShiftNoteWish { text: text.into(), lines: Vec::new() };
        write_shift(&desk, evening, &WritingShift { wish, shown: None, key: None }).await?;
        let reads = signing_in::desk_as(&at(house, day, 23), manager.id).await?;
        if let Some(version) = shift_note(&reads, evening).await?.versions.last() {
            read_shift(&reads, evening, version.event).await?;
        }
        let night = evening.after();
        let desk = signing_in::desk_as(&at(house, today, 7), writes.id).await?;
        let here = shift_to_write(&desk, night).await?.people;
        let here = here.iter().filter(|one| one.stays_here);
        let line =
            |text: &str, said: &str| ShiftLineWish { text: text.into(), said: said.into(), asked: None };
        let lines = here.zip(LINES).map(|(one, (text, said))| (one.who.person, line(text, said))).collect();
        let text = "A quiet night. The boiler man comes at ten.".into();
        let wish = ShiftNoteWish { text, lines };
        write_shift(&desk, night, &WritingShift { wish, shown: None, key: None }).await?;
    }
    Ok(())
}
