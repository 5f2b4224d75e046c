//! A record restricted to named workers is nowhere for everybody else.

use crate::demo::{CARYS, Demo, ELLA, JOSIE, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, Page, View};

#[tokio::test]
async fn a_restricted_record_vanishes_for_those_who_are_not_named() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let josie = demo.worker(JOSIE, View::desktop()).await?;
    let record = opens_story(&josie, ELLA).await?;

    let carys = demo.worker(CARYS, View::desktop()).await?;
    carys.goes_to(&record).await?;
    carys.follows("Who may open it").await?;
    is_sound(&carys).await?;
    carys.types("Why?", "Somebody in the team is a neighbour of the family.").await?;
    carys.chooses(SIOBHAN).await?;
    carys.presses("Restrict this record").await?;
    carys.sees("The record is restricted").await?;
    is_sound(&carys).await?;

    is_nowhere(&josie, &record).await?;
    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    siobhan.goes_to(&record).await?;
    siobhan.sees("Restricted").await?;
    is_sound(&siobhan).await?;

    carys.goes_to(&format!("{record}/restrict")).await?;
    is_sound(&carys).await?;
    carys.presses("Lift the restriction").await?;
    carys.types("Why is it lifted?", "The worker has moved away.").await?;
    carys.presses("Lift the restriction").await?;
    carys.sees("The record is no longer restricted").await?;
    josie.goes_to(&format!("{record}/story")).await?;
    josie.sees(ELLA).await
}

async fn is_nowhere(worker: &Page, record: &str) -> Outcome {
    worker.goes_to("/people?whose=all").await?;
    worker.is_headed("Young people").await?;
    worker.does_not_see(ELLA).await?;
    worker.goes_to("/find").await?;
    worker.types("Who are you looking for?", ELLA).await?;
    worker.presses("Find").await?;
    worker.sees("Nobody whose record you may open fits what you typed.").await?;
    for page in ["", "/story", "/reach", "/card"] {
        worker.goes_to(&format!("{record}{page}")).await?;
        worker.is_headed("Page not found").await?;
    }
    Ok(())
}
