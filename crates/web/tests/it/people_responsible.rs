//! `/people/{person}/responsible-team` and `/people/{person}/social-worker`.

use crate::people_world::in_town;
use axum::http::StatusCode;
use practice::staff::Role;
use work::staff::list;

const TODAY: [(&str, &str); 3] = [("from-day", "2"), ("from-month", "3"), ("from-year", "2026")];

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_hands_a_young_person_to_another_team_with_a_reason() {
    in_town(async |town| {
        let path = town.sam("/responsible-team");
        town.robin.sees(&town.sam("/team")).await.says(&format!("href=\"{path}\""));
        let empty = town.robin.post(&path, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Choose a team.").says("href=\"#from\"");
        let teams = list(&town.place.operator(&town.council)).await.unwrap().teams;
        let hill = teams.iter().find(|team| team.name == "Hill House").unwrap().team.to_string();
        let why = [("team", hill.as_str()), ("reason", "They moved to the coast.")];
        let form: Vec<(&str, &str)> = why.into_iter().chain(TODAY).collect();
        let to = town.robin.sends(&path, &form).await;
        assert_eq!(to, "/people?done=handed-over");
        town.robin.sees(&to).await.says("the record has gone to them").hides("Sam Osei");
        town.far
            .sees(&town.sam("/team"))
            .await
            .says("Hill House")
            .says("They moved to the coast.")
            .says("Robin Fell");
        town.amina.sees(&town.sam("/team")).await.says("Changes so far").says("A key worker was named");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_names_another_social_worker() {
    in_town(async |town| {
        let jo = town.worker_of_no_team("Jo Wells", Role::SocialWorker).await;
        let path = town.sam("/social-worker");
        let page = town.robin.sees(&path).await;
        page.says("Jo Wells").hides("Bryn Hale");
        let post = jo.worker.post.to_string();
        let why = [("post", post.as_str()), ("reason", "Jo took the case over.")];
        let form: Vec<(&str, &str)> = why.into_iter().chain(TODAY).collect();
        assert_eq!(jo.get(&town.sam("")).await.status, StatusCode::NOT_FOUND);
        let early: Vec<(&str, &str)> = form
            .iter()
            .copied()
            .map(|(name, value)| (name, if name == "from-year" { "2027" } else { value }))
            .collect();
        let early = town.robin.post(&path, &early).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        early.says("href=\"#from\"").says("Jo took the case over.");
        let to = town.robin.sends(&path, &form).await;
        town.robin
            .sees(&to)
            .await
            .says("Another social worker holds the case now")
            .says("Jo took the case over.");
        jo.sees(&town.sam("")).await;
    })
    .await;
}
