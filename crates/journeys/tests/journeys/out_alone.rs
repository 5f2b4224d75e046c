//! A worker goes to a home alone, is not back by when they said, and is found.

use crate::demo::{CARYS, Demo, SIOBHAN, is_sound};
use journeys::{Engine, Outcome, Page, View};
use std::time::Duration;

const ALARM: &str = "has not said that they are safe";
const WHERE: &str = "The flats by the harbour wall, first floor";

#[tokio::test]
async fn a_worker_out_alone_on_a_phone_is_overdue_and_a_page_that_is_open_says_so() -> Outcome {
    goes_and_is_overdue(Engine::Embedded, View::phone(), true).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    goes_and_is_overdue(Engine::Postgres, View::phone().without_scripts(), false).await
}

async fn goes_and_is_overdue(engine: Engine, view: View, by_itself: bool) -> Outcome {
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    siobhan.goes_to("/out/new").await?;
    siobhan.is_headed("Going out alone").await?;
    siobhan.sees(CARYS).await?;
    is_sound(&siobhan).await?;
    siobhan.presses("I am going out alone").await?;
    siobhan.sees("Enter the time by which you will be back.").await?;
    is_sound(&siobhan).await?;
    goes_out_alone(&siobhan, 90).await?;
    is_sound(&siobhan).await?;
    siobhan.picture("phone-out-alone").await?;
    siobhan.follows("It gets later").await?;
    siobhan.is_headed("It gets later").await?;
    is_sound(&siobhan).await?;
    siobhan.types("By when will you be back now?", &clock_in(&siobhan, 2).await?).await?;
    siobhan.presses("Say so").await?;
    siobhan.sees("It is written down by when you are back now").await?;

    let carys = demo.worker(CARYS, view).await?;
    carys.goes_to("/out").await?;
    carys.sees(SIOBHAN).await?;
    carys.does_not_see(ALARM).await?;
    is_sound(&carys).await?;
    alarms(&carys, by_itself).await?;
    is_sound(&carys).await?;
    carys.picture("phone-overdue").await?;
    carys.follows("See where they went, and write what you found").await?;
    carys.sees(WHERE).await?;
    is_sound(&carys).await?;
    carys.presses("Write it down").await?;
    carys.sees("Choose whether they are safe.").await?;
    is_sound(&carys).await?;
    carys.chooses("Not found yet").await?;
    carys.types("What did you do, and what came of it?", "Rang twice, no answer").await?;
    carys.presses("Write it down").await?;
    carys.sees("The alarm stays until they are safe").await?;
    carys.sees("Rang twice, no answer").await?;
    is_sound(&carys).await?;

    siobhan.goes_to("/").await?;
    siobhan.sees("Others are told that you are overdue").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("I am safe").await?;
    siobhan.sees("You are safe").await?;
    carys.goes_to("/out").await?;
    carys.is_headed("Who is out alone").await?;
    carys.does_not_see(ALARM).await
}

/// The manager's page says so when the time is over: by itself, or when it is opened again.
async fn alarms(carys: &Page, by_itself: bool) -> Outcome {
    for _ in 0..200 {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if !by_itself {
            carys.goes_to("/out").await?;
        }
        if carys.text().await?.contains(ALARM) {
            break;
        }
    }
    carys.sees(ALARM).await
}

/// Says that they are out alone for so many minutes.
pub(crate) async fn goes_out_alone(page: &Page, minutes: u32) -> Outcome {
    page.goes_to("/out/new").await?;
    page.types("By when will you be back?", &clock_in(page, minutes).await?).await?;
    page.types("Where are you going?", WHERE).await?;
    page.presses("I am going out alone").await?;
    page.sees("You said you would be back by").await
}

/// What the clock shows in so many minutes where the service is.
async fn clock_in(page: &Page, minutes: u32) -> Outcome<String> {
    let shows =
        "new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })";
    let clock = page.ask(&format!("return {shows}.format(new Date(Date.now() + {minutes} * 60000))")).await?;
    Ok(clock.as_str().unwrap_or_default().to_owned())
}
