//! A young person sees it differently, and that stands beside the entry.

use crate::demo::{CARYS, Demo, ELLA, SIOBHAN, is_sound, opens_story, writes_note};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn what_a_young_person_says_about_an_entry_stands_beside_it_everywhere() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop()).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    let entry = writes_note(&siobhan, &record, "Late home", "You came home late and would not talk.").await?;

    siobhan.goes_to(&entry).await?;
    siobhan.presses("Somebody sees it differently").await?;
    siobhan.sees("You came home late and would not talk.").await?;
    siobhan.presses("Put it beside the entry").await?;
    siobhan.sees("Choose who sees it differently.").await?;
    is_sound(&siobhan).await?;
    siobhan.chooses("The young person").await?;
    siobhan
        .types("How do they see it, in their own words?", "I was not late. The clock in the hall is wrong.")
        .await?;
    siobhan.presses("Put it beside the entry").await?;
    siobhan.sees("It stands beside the entry, everywhere").await?;
    siobhan.sees("You came home late and would not talk.").await?;
    siobhan.sees("I was not late. The clock in the hall is wrong.").await?;
    is_sound(&siobhan).await?;

    let carys = demo.worker(CARYS, View::phone()).await?;
    carys.goes_to(&format!("{record}/story")).await?;
    carys.sees_under("Late home", "I was not late. The clock in the hall is wrong.").await?;
    carys.sees_under("Late home", "The young person sees it differently").await?;
    carys.sees_under("Late home", "Seen differently").await?;
    carys.goes_to(&format!("{record}/story/print")).await?;
    carys.is_held_as_paper().await?;
    carys.sees("I was not late. The clock in the hall is wrong.").await
}
