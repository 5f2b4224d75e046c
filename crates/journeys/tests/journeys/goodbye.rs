//! Another key worker comes: the goodbye is owed until somebody told them, and the work is handed over on one page.

use crate::demo::{CARYS, Demo, ELLA, SIOBHAN, is_sound};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn a_manager_on_a_phone_sees_to_a_goodbye_and_a_handover() -> Outcome {
    sees_to_it(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    sees_to_it(Engine::Postgres, View::phone().without_scripts()).await
}

async fn sees_to_it(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    siobhan.goes_to("/people").await?;
    siobhan.follows(ELLA).await?;
    let at = siobhan.path().await?;
    let ella = at.split('/').take(3).collect::<Vec<_>>().join("/");
    siobhan.goes_to(&format!("{ella}/handover")).await?;
    siobhan.is_headed("Handover").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Write a handover").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Hand over").await?;
    siobhan.sees("There is a problem").await?;
    siobhan.types("What should whoever comes next know first? (optional)", "Tea first, then talk.").await?;
    siobhan.presses("Hand over").await?;
    siobhan.sees("Tea first, then talk.").await?;
    is_sound(&siobhan).await?;
    let carys = demo.worker(CARYS, view).await?;
    carys.goes_to(&format!("{ella}/key-worker")).await?;
    carys.picks("Who?", "Josie Marlowe, Key worker (residential)").await?;
    carys
        .types("Why this worker, in your own words? (optional if you chose above)", "Ella asked for her")
        .await?;
    carys.presses("Name key worker").await?;
    carys.sees("A goodbye is owed").await?;
    is_sound(&carys).await?;
    carys.goes_to("/").await?;
    carys.sees("and can say goodbye to").await?;
    is_sound(&carys).await?;
    carys.picture("goodbye-owed").await?;
    carys.goes_to(&format!("{ella}/goodbye")).await?;
    carys.is_headed("Goodbye").await?;
    is_sound(&carys).await?;
    carys.presses("Add to the story").await?;
    carys.sees("Choose who told them.").await?;
    is_sound(&carys).await?;
    carys.chooses("That worker themself").await?;
    carys.presses("Add to the story").await?;
    carys.sees("The goodbye is in the story").await?;
    carys.does_not_see("A goodbye is owed").await?;
    carys.goes_to("/caseloads").await?;
    carys.is_headed("Caseloads").await?;
    is_sound(&carys).await
}
