//! The police role reads what is for the police and for everybody, and nothing else.

use crate::demo::{CARYS, Demo, ELLA, RHYS, SIOBHAN, is_sound, opens_story, pulls_in, writes_for};
use journeys::{Engine, Outcome, View};

const POLICE: &str = "A white van stood by the school gate twice this week.";
const FAMILY: &str = "Your mum would like Sundays back.";

#[tokio::test]
async fn the_police_role_reads_and_writes_police_entries_and_no_family_ones() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Add a note").await?;
    writes_for(&siobhan, "Those who also work with the family", FAMILY).await?;
    siobhan.sees(FAMILY).await?;

    let carys = demo.worker(CARYS, View::desktop()).await?;
    pulls_in(&carys, &record, "PC Rhys Mallory, Police role", "Who waits at the school gate.").await?;
    let rhys = demo.worker(RHYS, View::desktop().without_scripts()).await?;
    rhys.follows("Young people").await?;
    rhys.follows(ELLA).await?;
    rhys.is_headed("Story").await?;
    rhys.does_not_see(FAMILY).await?;
    rhys.follows("Record").await?;
    rhys.is_headed("Record").await?;
    rhys.does_not_see("Family and network").await?;
    rhys.presses("Add a note").await?;
    rhys.sees("Those who may read police information").await?;
    rhys.does_not_see("Those who also work with the family").await?;
    writes_for(&rhys, "Those who may read police information", POLICE).await?;
    rhys.sees(POLICE).await?;
    is_sound(&rhys).await?;

    siobhan.goes_to(&format!("{record}/story")).await?;
    siobhan.sees(FAMILY).await?;
    siobhan.does_not_see(POLICE).await?;
    carys.goes_to(&format!("{record}/story")).await?;
    carys.sees(POLICE).await?;
    carys.sees(FAMILY).await
}
