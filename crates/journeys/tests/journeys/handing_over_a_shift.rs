//! At the end of a shift on a phone: what was written is there, each young person has a box, and whoever comes says that
//! they have read it.

use crate::demo::{CARYS, Demo, JOSIE, KAYLEIGH, is_sound, opens_story, sign_in_as};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn a_shift_is_handed_over_on_a_phone() -> Outcome {
    hands_over(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    hands_over(Engine::Postgres, View::phone().without_scripts()).await
}

async fn hands_over(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let josie = demo.worker(JOSIE, view).await?;
    josie.follows("Shift handovers").await?;
    josie.is_headed("Shift handovers").await?;
    josie.sees("Harbour House").await?;
    is_sound(&josie).await?;
    let now = "return document.querySelector('a[href$=\"/write\"]').getAttribute('href')";
    let write = josie.ask(now).await?;
    let write = write.as_str().unwrap_or_default().to_owned();
    josie.goes_to(&write).await?;
    josie.sees(KAYLEIGH).await?;
    josie.sees("No names of young people here").await?;
    is_sound(&josie).await?;
    josie.picture("phone-handing-over").await?;
    josie.presses("Hand over").await?;
    josie.sees("Nothing is in it.").await?;
    is_sound(&josie).await?;
    josie.types("What should the next shift know about the house? (optional)", "The tap drips.").await?;
    josie
        .types(
            &format!("What should the next shift know about {KAYLEIGH}? (optional)"),
            "Has a test on Monday.",
        )
        .await?;
    josie.presses("Hand over").await?;
    josie.sees("It is handed over").await?;
    josie.sees("The tap drips.").await?;
    josie.sees("Has a test on Monday.").await?;
    is_sound(&josie).await?;
    opens_story(&josie, KAYLEIGH).await?;
    josie.sees("For the next shift").await?;
    josie.does_not_see("The tap drips.").await?;

    sign_in_as(&josie, CARYS).await?;
    josie.goes_to("/").await?;
    josie.sees("Not yet read by you").await?;
    is_sound(&josie).await?;
    josie.goes_to(write.trim_end_matches("/write")).await?;
    josie.sees("Nobody has said so yet.").await?;
    josie.presses("I have read this").await?;
    josie.sees("It is written down that you have read it").await?;
    is_sound(&josie).await
}
