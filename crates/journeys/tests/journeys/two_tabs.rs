//! One worker, two tabs and a back button: nothing is written twice, and nothing in silence.

use crate::demo::{Demo, ELLA, LACEY, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn a_page_left_open_while_the_record_changes_is_not_saved_over_it() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop().without_scripts()).await?;
    let record = opens_story(&siobhan, LACEY).await?;
    let form = format!("{record}/record/what-helps");
    siobhan.goes_to(&form).await?;
    siobhan.types("What helps when they are upset, in their own words?", "Tea").await?;
    siobhan.presses("Save the words").await?;
    siobhan.sees("It is recorded").await?;

    siobhan.goes_to(&form).await?;
    siobhan.opens_in_a_second_tab(&form).await?;
    siobhan.types("What helps when they are upset, in their own words?", "Cold water").await?;
    siobhan.chooses("It has changed").await?;
    siobhan.presses("Save the words").await?;
    siobhan.sees("It is recorded").await?;
    siobhan.goes_back_to_the_first_tab().await?;
    siobhan.types("What helps when they are upset, in their own words?", "A walk").await?;
    siobhan.chooses("It has changed").await?;
    siobhan.presses("Save the words").await?;
    siobhan.is_headed("You changed this in another window").await?;
    siobhan.sees("In the record now, by you on").await?;
    siobhan.sees("Cold water").await?;
    siobhan.sees("A walk").await?;
    is_sound(&siobhan).await?;
    siobhan.chooses("Keep what is in the record now").await?;
    siobhan.presses("Save what I chose").await?;
    siobhan.sees("what stood in the record was kept").await?;
    assert_eq!(siobhan.fact("What helps when they are upset").await?, "Cold water");
    Ok(())
}

#[tokio::test]
async fn going_back_and_sending_again_writes_nothing_twice() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::phone().without_scripts()).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Add a note").await?;
    siobhan.types("What happened?", "You found the red bike.").await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("Your note is in the story").await?;
    siobhan.goes_back().await?;
    siobhan.is_headed("Add a note").await?;
    siobhan.types("What happened?", "You found the red bike.").await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("You found the red bike.").await?;
    assert_eq!(siobhan.times("You found the red bike.").await?, 1);
    Ok(())
}
