//! Three in the morning: who is where, what to be careful about, and whom to ring.

use crate::demo::{CARYS, Demo, FEMI, KAYLEIGH, KIT, is_sound};
use journeys::{Engine, Outcome, View};

/// Where the line of the manager's own nights leads: its words hold the day.
const TAKES_CARYS_OFF: &str = "
    return Array.from(document.querySelectorAll('tr')).find(line => line.textContent.includes('Carys Beddoe'))
        .querySelector('a[href$=\"/end\"]').getAttribute('href');
";

#[tokio::test]
async fn a_relief_worker_on_a_phone_finds_who_is_where_and_whom_to_ring() -> Outcome {
    at_night(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    at_night(Engine::Postgres, View::phone().without_scripts()).await
}

async fn at_night(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let kit = demo.worker(KIT, view).await?;
    kit.goes_to("/tonight").await?;
    kit.is_headed("Tonight").await?;
    kit.sees_before(FEMI, "Be careful").await?;
    kit.sees_before("Harbour House (", KAYLEIGH).await?;
    kit.sees("01632 960").await?;
    is_sound(&kit).await?;
    kit.picture("phone-tonight").await?;
    kit.follows(KAYLEIGH).await?;
    kit.is_headed("Safety card").await?;
    kit.goes_to("/on-call").await?;
    kit.does_not_see("Put somebody down").await
}

#[tokio::test]
async fn the_sheet_for_the_wall_is_one_sheet_with_first_names() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let carys = demo.worker(CARYS, View::desktop()).await?;
    carys.goes_to("/tonight").await?;
    carys.picture("desktop-tonight").await?;
    carys.presses("Print for tonight").await?;
    carys.sees("Kayleigh").await?;
    carys.does_not_see(KAYLEIGH).await?;
    is_sound(&carys).await?;
    carys.is_held_as_paper().await?;
    carys.sees("Printed by").await?;
    carys.does_not_see("Back to tonight").await?;
    let (_, sheets) = carys.prints("tonight").await?;
    assert!(sheets <= 2, "{sheets} sheets");
    Ok(())
}

#[tokio::test]
async fn a_manager_puts_somebody_down_and_takes_them_off_again() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let carys = demo.worker(CARYS, View::phone().without_scripts()).await?;
    carys.goes_to("/on-call").await?;
    carys.presses("Put somebody down").await?;
    is_sound(&carys).await?;
    carys.presses("Put them down").await?;
    carys.sees("Choose a worker.").await?;
    carys.picks("Who is on call?", &format!("{CARYS}, Hub manager")).await?;
    carys.presses("Put them down").await?;
    carys.sees("They are down as on call").await?;
    is_sound(&carys).await?;
    let link = carys.ask(TAKES_CARYS_OFF).await?;
    carys.goes_to(link.as_str().unwrap_or_default()).await?;
    carys.types("Why?", "Swapped with Femi").await?;
    is_sound(&carys).await?;
    carys.presses("Take them off").await?;
    carys.sees("They are not on call any more").await
}
