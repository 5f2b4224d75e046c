//! Recording who somebody is, what to be careful about, and how to reach them safely.

use crate::demo::{CARYS, Demo, JOSIE, LACEY, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, Page, View};

#[tokio::test]
async fn a_key_worker_records_facts_and_how_to_reach_somebody_safely() -> Outcome {
    records(View::desktop()).await
}

#[tokio::test]
async fn the_same_with_scripts_off() -> Outcome {
    records(View::desktop().without_scripts()).await
}

#[tokio::test]
async fn the_same_on_a_phone() -> Outcome {
    records(View::phone()).await
}

#[tokio::test]
async fn the_same_on_a_phone_with_scripts_off() -> Outcome {
    records(View::phone().without_scripts()).await
}

async fn records(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    let record = opens_story(&siobhan, LACEY).await?;
    siobhan.follows("Record").await?;
    siobhan.is_headed("Record").await?;
    is_sound(&siobhan).await?;

    records_a_fact_and_changes_it(&siobhan).await?;
    raises_an_alert(&siobhan, &record).await?;
    says_how_to_reach(&siobhan, &record).await?;
    if view == View::desktop() {
        siobhan.goes_to(&record).await?;
        siobhan.picture("record").await?;
    }

    // Who wrote a shielded address down does not see it again; the manager does.
    siobhan.goes_to(&format!("{record}/reach")).await?;
    siobhan.sees("Shielded. Ask a manager on call.").await?;
    siobhan.does_not_see("14 Quarry Lane").await?;
    let carys = demo.worker(CARYS, View::desktop()).await?;
    carys.goes_to(&format!("{record}/reach")).await?;
    carys.sees("14 Quarry Lane").await?;
    carys.goes_to("/find").await?;
    carys.types("Who are you looking for?", "ZZ9 9ZZ").await?;
    carys.presses("Find").await?;
    carys.sees("Nobody whose record you may open fits what you typed.").await?;
    let josie = demo.worker(JOSIE, View::desktop()).await?;
    josie.goes_to(&format!("{record}/card")).await?;
    josie.sees("Bites when cornered by a dog: cross the road").await?;
    josie.sees("Text first, then ring. After 4pm. Leave no voicemail.").await
}

async fn records_a_fact_and_changes_it(worker: &Page) -> Outcome {
    worker.follows("Change: Pronouns").await?;
    worker.types("Pronouns, in their own words", "she, and they on some days").await?;
    worker.presses("Save the pronouns").await?;
    worker.sees("It is recorded").await?;
    worker.sees("she, and they on some days").await?;
    worker.follows("Change: Pronouns").await?;
    worker.types("Pronouns, in their own words", "they").await?;
    worker.presses("Save the pronouns").await?;
    worker.sees("Say whether it was wrong or has changed.").await?;
    worker.finds_typed("Pronouns, in their own words", "they").await?;
    is_sound(worker).await?;
    worker.chooses("It has changed").await?;
    worker.presses("Save the pronouns").await?;
    worker.sees("It is recorded").await?;
    assert_eq!(worker.fact("Pronouns").await?, "they");
    Ok(())
}

async fn raises_an_alert(worker: &Page, record: &str) -> Outcome {
    worker.presses("Add an alert").await?;
    worker
        .types("What is there to be careful about?", "Bites when cornered by a dog: cross the road")
        .await?;
    worker.types_day("When does somebody look at it again?", "1 March 2027").await?;
    worker.chooses("The young person knows that this stands here").await?;
    is_sound(worker).await?;
    worker.presses("Add to the record").await?;
    worker.sees("It is recorded").await?;
    worker.goes_to(&format!("{record}/story")).await?;
    worker.sees("Bites when cornered by a dog: cross the road").await?;
    worker.sees("1 March 2027").await?;
    is_sound(worker).await
}

async fn says_how_to_reach(worker: &Page, record: &str) -> Outcome {
    worker.goes_to(&format!("{record}/record/safe-contact")).await?;
    worker.types("How may we get in touch?", "Text first, then ring").await?;
    worker.types("When? (optional)", "After 4pm").await?;
    worker.chooses("No").await?;
    is_sound(worker).await?;
    worker.presses("Save how to get in touch").await?;
    worker.sees("It is recorded").await?;

    worker.goes_to(&format!("{record}/reach")).await?;
    worker.presses("Add a telephone number").await?;
    worker.types("Telephone number", "07700 900 123").await?;
    worker.presses("Add to the record").await?;
    worker.sees_before("Text first, then ring. After 4pm. Leave no voicemail.", "07700 900 123").await?;
    worker.sees_before("Before you call or write", "07700 900 123").await?;

    worker.presses("Add an address").await?;
    worker.types("Address, with the postcode last", "14 Quarry Lane\nFellmoor\nZZ9 9ZZ").await?;
    worker.chooses("Shield it").await?;
    is_sound(worker).await?;
    worker.presses("Add to the record").await?;
    worker.sees("It is recorded").await?;
    is_sound(worker).await
}
