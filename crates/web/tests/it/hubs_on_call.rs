//! `/on-call`, `/on-call/new` and `/on-call/{nights}/end`.

use crate::people_world::{Town, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

fn nights<'f>(post: &'f str, from: &'f str, to: &'f str) -> Vec<(&'f str, &'f str)> {
    let months = [("from-month", "3"), ("from-year", "2026"), ("to-month", "3"), ("to-year", "2026")];
    [("post", post), ("team", ""), ("from-day", from), ("to-day", to)].into_iter().chain(months).collect()
}

async fn take_off_of(town: &Town) -> String {
    let list = town.robin.sees("/on-call").await;
    list.text
        .split("href=\"")
        .find_map(|rest| rest.split('"').next().filter(|href| href.ends_with("/end")))
        .unwrap()
        .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_on_call_stands_on_the_page_of_tonight_with_their_number() {
    in_town(async |town| {
        town.bryn.sends("/account/telephone", &[("telephone", "01632 960123")]).await;
        let bryn = town.bryn.worker.post.to_string();
        let to = town.robin.sends("/on-call/new", &nights(&bryn, "2", "3")).await;
        town.robin
            .sees(&to)
            .await
            .says("They are down as on call")
            .says("Bryn Hale")
            .says("01632 960123")
            .says("Tonight");
        for who in [&town.amina, &town.far] {
            let page = who.sees("/tonight").await;
            page.says("Bryn Hale").says("for every house").says("01632 960123").hides("Nobody is put down");
        }
        town.amina.sees("/tonight/print").await.says("01632 960123");
        town.amina.sees("/on-call").await.says("Bryn Hale").hides("/end").hides("/on-call/new");
        town.place.clock.pass(2 * 86_400);
        town.again(&town.amina).await.sees("/tonight").await.says("Nobody is put down as on call tonight.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn until_the_morning_it_is_the_night_before_that_counts() {
    in_town(async |town| {
        let bryn = town.bryn.worker.post.to_string();
        town.robin.sends("/on-call/new", &nights(&bryn, "2", "2")).await;
        let now = town.place.house.now();
        let three = now.day().tomorrow().unwrap().at(3, 0, 0, 0).to_zoned(practice::dates::zone()).unwrap();
        town.place.clock.pass((three.timestamp().as_microsecond() - now.0) / 1_000_000);
        let amina = town.again(&town.amina).await;
        amina.sees("/tonight").await.says("The night of 2 March 2026").says("Bryn Hale");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_wrong_is_said_at_once_and_what_was_typed_stays() {
    in_town(async |town| {
        let empty = town.robin.post("/on-call/new", &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Choose a worker.").says("href=\"#from\"").says("href=\"#to\"");
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await.worker.post.to_string();
        let wrong = town.robin.post("/on-call/new", &nights(&relief, "3", "2")).await;
        wrong
            .says("Choose a key worker, a deputy or a manager.")
            .says("The last night must be the first night or later.");
        town.robin.sees("/on-call/new").await.hides("Rae Lief");
        town.robin.sees("/on-call").await.says("Nobody is put down for tonight or later.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_pressed_twice_puts_somebody_down_once() {
    in_town(async |town| {
        let bryn = town.bryn.worker.post.to_string();
        let form: Vec<_> =
            nights(&bryn, "2", "3").into_iter().chain([("idempotency_key", "nights-1")]).collect();
        town.robin.sends("/on-call/new", &form).await;
        town.robin.sends("/on-call/new", &form).await;
        assert_eq!(town.robin.sees("/on-call").await.text.matches("/end\"").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_taken_off_with_a_reason() {
    in_town(async |town| {
        let bryn = town.bryn.worker.post.to_string();
        town.robin.sends("/on-call/new", &nights(&bryn, "2", "3")).await;
        let path = take_off_of(&town).await;
        town.robin.sees(&path).await.says("Bryn Hale").says("so that no night is without anybody");
        let empty = town.robin.post(&path, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = [("reason", "Swapped with Amina"), ("idempotency_key", "taken-off-1")];
        let to = town.robin.sends(&path, &form).await;
        assert_eq!(town.robin.sends(&path, &form).await, to);
        town.robin.sees(&to).await.says("They are not on call any more").hides("Bryn Hale");
        assert_eq!(town.robin.post(&path, &[("reason", "Again")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(town.amina.get(&path).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_left_is_shown_as_gone() {
    in_town(async |town| {
        let bryn = town.bryn.worker.post.to_string();
        town.robin.sends("/on-call/new", &nights(&bryn, "2", "9")).await;
        let ending = work::staff::Ending::because("Left");
        work::staff::end_post(&town.place.operator(&town.council), town.bryn.worker.post, &ending)
            .await
            .unwrap();
        town.amina.sees("/tonight").await.says("Bryn Hale").says("Has left");
    })
    .await;
}
