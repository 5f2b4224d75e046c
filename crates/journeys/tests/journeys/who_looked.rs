//! Information governance answers who looked at a record, and sees no record.

use crate::demo::{Demo, ELLA, SIOBHAN, TOBIAS, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn information_governance_finds_out_who_looked_and_opens_no_record() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    siobhan.goes_to(&format!("{record}/reach")).await?;
    siobhan.goes_to(&record).await?;
    let reference = siobhan.fact("Our reference").await?;

    let tobias = demo.worker(TOBIAS, View::desktop().without_scripts()).await?;
    tobias.goes_to("/looks").await?;
    tobias.types("Reference of the young person", &reference.to_lowercase()).await?;
    tobias.presses("Show who looked at this record").await?;
    tobias.is_headed(&format!("Who looked at {reference}")).await?;
    tobias.sees(SIOBHAN).await?;
    tobias.sees("Addresses and numbers").await?;
    tobias.does_not_see(ELLA).await?;
    is_sound(&tobias).await?;
    tobias.goes_to("/looks").await?;
    tobias.picks("Worker", SIOBHAN).await?;
    tobias.presses("Show what this worker looked at").await?;
    tobias.sees(&reference).await?;
    is_sound(&tobias).await?;
    tobias.goes_to(&record).await?;
    tobias.is_headed("Your role does not include this").await?;
    siobhan.goes_to("/looks").await?;
    siobhan.is_headed("Your role does not include this").await
}
