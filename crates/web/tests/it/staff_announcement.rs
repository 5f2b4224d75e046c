//! What the council says to everybody for a while, set at `/words/announcement`.

use crate::people_world::{Browser, Page, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

const PATH: &str = "/words/announcement";
const WORDS: &str = "The service is away on Friday night. <b>Print</b> what you need.";

/// The form with its words, from 1 March 2026 at 9am until another time of the day after.
async fn says(who: &Browser, words: &str, until: &str) -> Page {
    let from = [("from-day", "1"), ("from-month", "3"), ("from-year", "2026"), ("from_time", "9am")];
    let to = [("until-day", "2"), ("until-month", "3"), ("until-year", "2026"), ("until_time", until)];
    let rest = [("value", words), ("reason", "New disks.")];
    who.post(PATH, &[&from[..], &to, &rest].concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stands_on_every_page_of_everybody_signed_in_until_its_end() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        town.amina.sees("/people").await.hides("Please note");
        let now = town.place.house.now();
        let until = practice::dates::clock_time(now.plus_seconds(3600));
        let (day, month) = (now.day().day().to_string(), now.day().month().to_string());
        let form = [
            ("value", WORDS),
            ("from-day", &day),
            ("from-month", &month),
            ("from-year", "2026"),
            ("from_time", "0:01"),
            ("until-day", &day),
            ("until-month", &month),
            ("until-year", "2026"),
            ("until_time", &until),
            ("reason", "New disks."),
        ];
        ada.sends(PATH, &form).await;
        let shown = "The service is away on Friday night. &lt;b&gt;Print&lt;/b&gt; what you need.";
        let nowhere = town.amina.get("/people/not-an-id").await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
        nowhere.says(shown);
        for page in ["/people", "/account", &town.sam("/story"), &town.sam("/story/print")] {
            town.amina.sees(page).await.says("Please note").says(shown);
        }
        ada.sees(PATH).await.says("New disks.").says("Ada Min").says("value=\"12:01am\"");
        town.place.clock.pass(3600);
        town.again(&town.amina).await.sees("/people").await.hides("Please note");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_ended_early_by_taking_the_words_away_and_its_history_stays() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        assert_eq!(says(&ada, WORDS, "11:30pm").await.status, StatusCode::SEE_OTHER);
        ada.sends(PATH, &[("value", " "), ("reason", "It went well.")]).await;
        town.amina.sees("/people").await.hides("Please note");
        ada.sees(PATH).await.says("New disks.").says("It went well.").says("until 2 March 2026 at 11:30pm");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_end_to_come_is_refused_beside_its_field_and_nothing_typed_is_lost() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        for (words, until, sentence) in [
            (WORDS, "", "Enter the time it ends."),
            (WORDS, "soon", "The time it ends must be a time, like 9:32am or 21:32."),
            (&*"x".repeat(301), "11pm", "Use 300 characters or fewer."),
        ] {
            let page = says(&ada, words, until).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            page.says(sentence).says("New disks.").says("value=\"9am\"");
        }
        town.amina.sees("/people").await.hides("Please note");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whoever_keeps_the_councils_words_says_something_to_everybody() {
    in_town(async |town| {
        assert_eq!(says(&town.robin, WORDS, "11pm").await.status, StatusCode::FORBIDDEN);
        assert_eq!(town.robin.get(PATH).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_none_takes_no_page_down() {
    use practice::dates::Happened;
    use practice::journal::{Body, Told};
    use practice::staff::WordsChanged;
    in_town(async |town| {
        let operator = town.place.operator(&town.council);
        let change = WordsChanged {
            key: "announcement".into(),
            value: "9999 broken".into(),
            reason: "By hand.".into(),
        };
        let stream = operator.sight.authority.stream("words");
        let told = Told::of_service(stream, Happened::At(operator.now), Body::WordsChanged(change));
        operator.write(work::Act::new().beginning(told)).await.unwrap();
        town.amina.sees("/people").await.hides("Please note");
        let ada = town.worker("Ada Min", Role::Administrator).await;
        ada.sees(PATH).await.says("By hand.");
        ada.sees("/words").await.says("What you say to everybody for a while");
    })
    .await;
}
