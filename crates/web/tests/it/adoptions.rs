//! `/people/{person}/adopt` and `/adoptions`: a record is closed off, and who may know.

use crate::people_world::{Browser, Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::ids::PersonId;
use practice::staff::Role;

const NOBODY: &str = "00000000-0000-0000-0000-000000000001";

/// The form as it is filled in, naming one worker.
fn typed<'t>(named: &'t str, team: &'t str) -> Vec<(&'t str, &'t str)> {
    vec![
        ("made-day", "20"),
        ("made-month", "2"),
        ("made-year", "2026"),
        ("reason", "Order <ZC26C00123>"),
        ("posts", named),
        ("name", "Rowan Vale"),
        ("legal_name", ""),
        ("born-day", "4"),
        ("born-month", "6"),
        ("born-year", "2010"),
        ("team", team),
        ("sure", "yes"),
    ]
}

/// Robin closes Sam's record off; Bryn may know.
async fn adopted(town: &Town) {
    let (named, team) = (town.bryn.worker.post.to_string(), town.council.hub.to_string());
    let went = town.robin.sends(&town.sam("/adopt"), &typed(&named, &team)).await;
    assert_eq!(went, "/people?done=adopted");
}

async fn is_not_there(who: &Browser, path: &str) {
    assert_eq!(who.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_is_told_what_will_happen_and_what_is_wrong_and_every_word_is_kept() {
    in_town(async |town| {
        let path = town.sam("/adopt");
        town.robin.sees(&town.sam("/restrict")).await.says(&path);
        town.robin.sees(&path).await.says("What is its reference").says("Bryn Hale").hides("Rowan");
        let wrong = [("name", "Rowan <Vale>"), ("reason", ""), ("made-day", "1"), ("made-month", "x")];
        let again = town.robin.post(&path, &wrong).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("value=\"Rowan &lt;Vale&gt;\"").says("href=\"#sure\"").says("href=\"#made");
        let unsure: Vec<_> = typed("", "").into_iter().filter(|(field, _)| *field != "posts").collect();
        let again = town.robin.post(&path, &unsure).await;
        again.says("href=\"#posts\"").says("Order &lt;ZC26C00123&gt;</textarea>");
        town.amina.sees(&town.sam("")).await;
        assert_eq!(town.amina.get(&path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(town.far.get(&path).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_record_is_nothing_to_anybody_and_the_new_one_says_nothing_of_it() {
    in_town(async |town| {
        adopted(&town).await;
        for who in [&town.amina, &town.robin, &town.bryn] {
            same_nothing(who, &town.sam(""), &format!("/people/{NOBODY}")).await;
            same_nothing(who, &town.sam("/story"), &format!("/people/{NOBODY}/story")).await;
            same_nothing(who, &town.sam("/card"), &format!("/people/{NOBODY}/card")).await;
        }
        let list = town.bryn.sees("/people?whose=all").await;
        list.says("Rowan Vale").hides("Sam Osei");
        let ids = list.text.split("/people/").filter_map(|rest| rest.get(..36)?.parse::<PersonId>().ok());
        let new = ids.last().unwrap();
        for rest in ["", "/story", "/team", "/card"] {
            let page = town.bryn.sees(&format!("/people/{new}{rest}")).await;
            page.hides("Sam Osei").hides("adopt").hides("Adopt").hides("ZC26C00123");
        }
        let audit = town.worker("Jo Clerk", Role::InformationGovernance).await;
        for who in [&town.bryn, &town.robin, &town.amina] {
            audit.sees(&format!("/looks/workers/{}", who.worker.post)).await.hides("dopt").hides("Sam Osei");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_named_find_the_link_and_nobody_else_has_such_a_page() {
    in_town(async |town| {
        let paths = [
            "/adoptions".to_owned(),
            format!("/adoptions/{}/undo", town.sam),
            format!("/adoptions/{}/workers", town.sam),
        ];
        for path in &paths {
            is_not_there(&town.bryn, path).await;
        }
        town.bryn.sees("/").await.hides("/adoptions");
        adopted(&town).await;
        town.bryn.sees("/").await.says("/adoptions");
        let known = town.bryn.sees("/adoptions").await;
        known.says("Sam Osei").says("Rowan Vale").says("Order &lt;ZC26C00123&gt;").says("Bryn Hale");
        for who in [&town.robin, &town.amina, &town.far] {
            who.sees("/").await.hides("/adoptions");
            for path in &paths {
                same_nothing(who, path, &path.replace(&town.sam.to_string(), NOBODY)).await;
            }
        }
        let robin = town.robin.worker.post.to_string();
        let nobody_left = town.bryn.post(&paths[2], &[("reason", "Order 1")]).await;
        assert_eq!(nobody_left.status, StatusCode::UNPROCESSABLE_ENTITY);
        town.bryn.sends(&paths[2], &[("posts", &robin), ("reason", "Order 1")]).await;
        is_not_there(&town.bryn, "/adoptions").await;
        town.robin.sees("/adoptions").await.says("Sam Osei").says("Order 1");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_is_undone_with_a_reason_and_the_old_record_opens_again() {
    in_town(async |town| {
        adopted(&town).await;
        let path = format!("/adoptions/{}/undo", town.sam);
        town.bryn.sees(&path).await.says("The new record stays as it is");
        let again = town.bryn.post(&path, &[("reason", " ")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(town.robin.post(&path, &[("reason", "Mine")]).await.status, StatusCode::NOT_FOUND);
        let went = town.bryn.sends(&path, &[("reason", "It was another child")]).await;
        assert_eq!(went, format!("/people?done=adoption-undone&of={}", town.sam));
        town.amina.sees(&town.sam("")).await.says("Sam Osei");
        is_not_there(&town.bryn, "/adoptions").await;
        town.robin.sees(&town.sam("/story")).await.says("They were adopted").says("It was another child");
        town.amina.sees(&town.sam("/story")).await.hides("adopted").hides("another child");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_left_open_does_not_name_those_before_again() {
    in_town(async |town| {
        adopted(&town).await;
        let path = format!("/adoptions/{}/workers", town.sam);
        let page = town.bryn.sees(&path).await;
        let shown = page.hidden("shown");
        let [bryn, robin, amina] =
            [&town.bryn, &town.robin, &town.amina].map(|one| one.worker.post.to_string());
        let names = async |posts: [&str; 2], why: &str| {
            let form = [("posts", posts[0]), ("posts", posts[1]), ("reason", why), ("shown", &shown)];
            town.bryn.post(&path, &form).await
        };
        assert_eq!(names([&bryn, &robin], "Order 1").await.status, StatusCode::SEE_OTHER);
        let late = names([&bryn, &amina], "Order 2").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("somebody else changed it").says("Order 1").says("Order 2").says("Robin Fell");
        town.robin.sees("/adoptions").await.says("Order 1").hides("Order 2");
    })
    .await;
}
