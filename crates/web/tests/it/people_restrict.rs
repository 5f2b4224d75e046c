//! `/people/{person}/restrict`: naming who may open a record.

use crate::people_world::{Browser, Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::staff::Role;

const REVIEW: [(&str, &str); 3] =
    [("review_on-day", "1"), ("review_on-month", "5"), ("review_on-year", "2026")];

fn naming(posts: &[String]) -> Vec<(&str, &str)> {
    let posts = posts.iter().map(|post| ("posts", post.as_str()));
    [("reason", "Threats <from> somebody")].into_iter().chain(REVIEW).chain(posts).collect()
}

fn robin_and_amina(town: &Town) -> Vec<String> {
    vec![town.robin.worker.post.to_string(), town.amina.worker.post.to_string()]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_record_opens_for_those_named_and_is_nothing_to_everybody_else() {
    in_town(async |town| {
        let path = town.sam("/restrict");
        let form = town.robin.sees(&path).await;
        form.says("not restricted").says("Bryn Hale");
        let at = |words: &str| form.text.find(words).unwrap_or_else(|| panic!("no {words}"));
        assert!(
            at("Works with them</legend>") < at("Amina Okafor</label>"),
            "who works with them comes first"
        );
        assert!(at("Amina Okafor</label>") < at("Harbour House</legend>"));
        assert!(at("Harbour House</legend>") < at("Bryn Hale</label>"));
        assert_eq!(form.text.matches("id=\"posts\"").count(), 1);
        assert_eq!(ticked(&form.text), 2, "whoever works with them, and whoever asks");
        form.says(&ticked_box(&town.robin)).says(&ticked_box(&town.amina));
        town.robin.sends(&path, &naming(&robin_and_amina(&town))).await;
        town.amina.sees(&town.sam("")).await.says(">Restricted</strong>");
        same_nothing(&town.bryn, &town.sam(""), "/people/00000000-0000-0000-0000-000000000001").await;
        town.bryn.sees("/people?whose=all").await.hides("Sam Osei");
        town.robin.sees(&path).await.says("Threats &lt;from&gt; somebody").says("1 May 2026").hides("<from>");
    })
    .await;
}

/// How many boxes a page shows ticked.
fn ticked(page: &str) -> usize {
    page.matches(" checked").count()
}

fn ticked_box(worker: &Browser) -> String {
    format!("value=\"{}\" checked", worker.worker.post)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whose_roles_open_records_are_offered_and_a_key_worker_shut_out_is_named() {
    in_town(async |town| {
        let (path, board) = (town.sam("/restrict"), town.worker("Basil Board", Role::BoardMember).await);
        town.robin.sees(&path).await.hides("Basil Board");
        let with_board = [robin_and_amina(&town), vec![board.worker.post.to_string()]].concat();
        let page = town.robin.post(&path, &naming(&with_board)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Basil Board could not open it: no role of theirs opens records.");
        let done = town.robin.sends(&path, &naming(&robin_and_amina(&town))).await;
        town.robin.sees(&done).await.says("The record is restricted").hides("can no longer open it");
        let robin = [town.robin.worker.post.to_string()];
        town.robin.sees(&path).await.says("If you have not named their key worker");
        let asked = town.robin.post(&path, &naming(&robin)).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.says("Amina Okafor, their key worker, could not open this record any more.");
        let amina = town.amina.worker.post.to_string();
        let without =
            |whom| naming(&robin).into_iter().chain([("without_key_worker", whom)]).collect::<Vec<_>>();
        // A tick that was meant for another key worker is none for this one.
        let other = town.robin.post(&path, &without("00000000-0000-0000-0000-000000000001")).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        let meant = without(&amina);
        let done = town.robin.sends(&path, &meant).await;
        // It was decided: nobody is asked again.
        assert_eq!(town.robin.sends(&path, &naming(&robin)).await, done);
        let told = town.robin.sees(&done).await;
        told.says("Amina Okafor</bdi>, their key worker, can no longer open it.");
        let again = town.robin.sees(&path).await;
        assert_eq!(ticked(&again.text), 1, "what stands is what is ticked");
        again.hides("is ticked already");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_worker_who_is_shut_out_is_nobody_to_ring_and_somebody_is_to_be_found() {
    in_town(async |town| {
        let number = [("telephone", "01632 960 118"), ("back", "/account")];
        town.amina.sends("/account/telephone", &number).await;
        town.robin.sees(&town.sam("/card")).await.says("01632 960 118");
        town.restricts_sam_to(&[&town.robin]).await;
        for page in ["", "/card", "/card/print", "/team"] {
            let page = town.robin.sees(&town.sam(page)).await;
            page.says("Amina Okafor (is not there for them now, and nobody covers)").hides("01632 960 118");
        }
        town.robin.sees("/cover").await.says("Sam Osei");
        town.robin
            .sees("/")
            .await
            .says("a worker of 1 young person has left, or cannot work with them any more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restriction_is_lifted_with_a_reason() {
    in_town(async |town| {
        let lift = town.sam("/restrict/lift");
        let early = town.robin.post(&lift, &[("reason", "Over")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.says("This record is not restricted.");
        town.robin.sends(&town.sam("/restrict"), &naming(&robin_and_amina(&town))).await;
        assert_eq!(town.robin.post(&lift, &[("reason", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        town.robin.sends(&lift, &[("reason", "It is over")]).await;
        town.bryn.sees(&town.sam("")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_name_themselves_is_asked_whether_they_mean_it() {
    in_town(async |town| {
        let path = town.sam("/restrict");
        let mel = town.worker("Mel Away", Role::HubManager).await;
        let amina = [town.amina.worker.post.to_string(), mel.worker.post.to_string()];
        let asked = town.robin.post(&path, &naming(&amina)).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        asked.says("You have not named yourself").says("Threats &lt;from&gt; somebody</textarea>");
        let meant: Vec<(&str, &str)> = naming(&amina).into_iter().chain([("without_me", "yes")]).collect();
        assert_eq!(town.robin.sends(&path, &meant).await, "/people?done=restricted-away");
        assert_eq!(town.robin.get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_typed_is_kept_when_the_day_is_too_far_or_a_name_is_none() {
    in_town(async |town| {
        let path = town.sam("/restrict");
        let mut late = naming(&[]);
        late[3] = ("review_on-year", "2027");
        let robin = town.robin.worker.post.to_string();
        let late: Vec<(&str, &str)> = late.into_iter().chain([("posts", &*robin)]).collect();
        let page = town.robin.post(&path, &late).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("within 90 days").says("value=\"2027\"").says("Threats &lt;from&gt; somebody</textarea>");
        let forged = [robin.clone(), "00000000-0000-0000-0000-000000000009".to_owned()];
        let page = town.robin.post(&path, &naming(&forged)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Choose workers from the list.");
        assert_eq!(town.amina.get(&path).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_or_a_draft_from_before_does_not_undo_a_restriction_in_silence() {
    in_town(async |town| {
        let path = town.sam("/restrict");
        let old = town.robin.sees(&path).await.hidden("shown");
        let everybody = [robin_and_amina(&town), vec![town.bryn.worker.post.to_string()]].concat();
        let wide: Vec<(&str, &str)> =
            naming(&everybody).into_iter().chain([("shown", old.as_str())]).collect();
        town.robin.post(&format!("/drafts?form={path}"), &wide).await;
        town.robin.sends(&path, &naming(&robin_and_amina(&town))).await;
        town.robin.post(&format!("/drafts?form={path}"), &wide).await;
        let late = town.robin.post(&path, &wide).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("somebody else changed it").says("Restricted now");
        town.robin.sees(&path).await.says("somebody else changed it");
        same_nothing(&town.bryn, &town.sam(""), "/people/00000000-0000-0000-0000-000000000001").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_page_neither_lifts_nor_prolongs_a_newer_restriction() {
    in_town(async |town| {
        town.restricts_sam_to(&[&town.robin]).await;
        let [lift, review] = ["/restrict/lift", "/restrict/review"].map(|rest| town.sam(rest));
        let lifting = town.robin.sees(&lift).await;
        lifting.says("A worker’s neighbour").says("Robin Fell");
        let (of_lift, of_review) = (lifting.hidden("shown"), town.robin.sees(&review).await.hidden("shown"));
        town.restricts_sam_to(&[&town.robin, &town.amina]).await;
        let late = town.robin.post(&lift, &[("reason", "All calm now."), ("shown", &of_lift)]).await;
        let kept = [
            ("finding", "They still look."),
            ("review_on-day", "20"),
            ("review_on-month", "3"),
            ("review_on-year", "2026"),
            ("shown", &*of_review),
        ];
        let prolonged = town.robin.post(&review, &kept).await;
        for (answer, words) in [(late, "All calm now."), (prolonged, "They still look.")] {
            assert_eq!(answer.status, StatusCode::CONFLICT);
            answer.says("somebody else changed it").says("Amina Okafor").says(words);
        }
        town.robin.sees(&lift).await.says("somebody else changed it").says("All calm now.");
        town.robin.sends(&lift, &[("reason", "It is over")]).await;
        let over = town.robin.post(&review, &kept).await;
        over.says("nothing to look at again").says("They still look.").says("is kept among ");
        let elsewhere = [("finding", "They moved."), ("window", "00000000000000000000000000000001")];
        let over = town.robin.post(&review, &[&kept[1..], &elsewhere].concat()).await;
        over.says("They moved.").says("is kept nowhere but on this page").hides("is kept among ");
        town.robin.sees("/drafts").await.says("They still look.");
        town.restricts_sam_to(&[&town.robin, &town.amina]).await;
        assert_eq!(town.bryn.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
