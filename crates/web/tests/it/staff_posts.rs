//! `/staff/posts/…`: adding, changing, inviting, ending.

use crate::people_world::{Browser, Page, Town, in_town};
use crate::support::{Jar, PASSWORD};
use axum::http::StatusCode;
use practice::staff::Role;

const NEW: [(&str, &str); 6] = [
    ("name", "Jo Quist"),
    ("roles", "relief_worker"),
    ("roles", "portfolio_lead"),
    ("from-day", "2"),
    ("from-month", "March"),
    ("from-year", "2026"),
];

async fn ada(town: &Town) -> Browser {
    town.worker("Ada Min", Role::Administrator).await
}

/// Adds a post; answers its address.
async fn added(ada: &Browser) -> String {
    let key = ada.sees("/staff/posts/new").await.key();
    let form: Vec<(&str, &str)> = NEW.into_iter().chain([("idempotency_key", key.as_str())]).collect();
    let to = ada.sends("/staff/posts/new", &form).await;
    assert_eq!(ada.sends("/staff/posts/new", &form).await, to, "sent twice, added once");
    to.split('?').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_added_and_its_worker_invited_with_a_link_that_is_shown_once() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let post = added(&ada).await;
        ada.sees(&post).await.says("Jo Quist").says("Portfolio lead, Relief worker").says("Not invited");
        let invited = ada.post(&format!("{post}/invite"), &[("email", "Jo@northmoor.example")]).await;
        assert_eq!(invited.status, StatusCode::OK);
        invited.says("This is the only time it is shown").says("9 March 2026");
        let link = invited.text.split_once("/join/").unwrap().1.split('<').next().unwrap().to_owned();
        ada.sees(&post).await.says("Invited").says("jo@northmoor.example").hides(&link);
        let mut jo = Jar::new(&town.place);
        jo.sends(&format!("/join/{link}"), &[("password", PASSWORD)]).await;
        jo.sees("/account").await.says("Jo Quist");
        ada.sees(&post).await.says("Can sign in").says("End all their sessions");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_post_is_said_at_its_fields_and_everything_typed_is_kept() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let wrong = [
            ("name", ""),
            ("roles", "wizard"),
            ("from-day", "31"),
            ("from-month", "2"),
            ("from-year", "2026"),
            ("team", "x"),
        ];
        let page = ada.post("/staff/posts/new", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#from\"").says("href=\"#team\"").says("value=\"31\"");
        let roleless = [("name", "Jo <b>"), ("from-day", "1"), ("from-month", "3"), ("from-year", "2026")];
        let page = ada.post("/staff/posts/new", &roleless).await;
        page.says("Choose at least one role.").says("Jo &lt;b&gt;");
        let post = added(&ada).await;
        let page = ada.post(&format!("{post}/invite"), &[("email", "no address")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#email\"").says("value=\"no address\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_post_bites_at_the_next_click() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let path = format!("/staff/posts/{}/change", town.amina.worker.post);
        town.amina.sees(&town.sam("")).await;
        let page = ada.sees(&path).await;
        page.says("value=\"Amina Okafor\"");
        let form = [("name", "Amina Okafor"), ("roles", "board_member"), ("idempotency_key", &page.key())];
        let to = ada.sends(&path, &form).await;
        ada.sees(&to).await.says("The post is changed").says("Board member").says("Whole council");
        assert_eq!(town.amina.get(&town.sam("")).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_themselves_a_role_and_what_they_typed_is_kept() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let path = format!("/staff/posts/{}/change", ada.worker.post);
        let page = ada.sees(&path).await;
        page.says("This is your own post.");
        let mine = [
            ("name", "Ada Min-Cole"),
            ("team", &town.council.hub.to_string()),
            ("roles", "administrator"),
            ("roles", "head_of_service"),
            ("idempotency_key", &page.key()),
        ];
        let refused = ada.post(&path, &mine).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused
            .says("href=\"#roles\"")
            .says("Somebody else who looks after accounts can")
            .says("Ada Min-Cole");
        let further = added(&ada).await;
        let invite = format!("{further}/invite");
        let to_me =
            [("email", ada.worker.email.as_str()), ("idempotency_key", &ada.sees(&invite).await.key())];
        let refused = ada.post(&invite, &to_me).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("This is your own address").hides("/join/");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pressed_twice_the_button_shows_the_same_link() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let path = format!("{}/invite", added(&ada).await);
        let key = ada.sees(&path).await.key();
        let form = [("email", "jo@northmoor.example"), ("idempotency_key", key.as_str())];
        let first = ada.post(&path, &form).await;
        let second = ada.post(&path, &form).await;
        let link = |text: &str| text.split_once("/join/").unwrap().1.split('<').next().unwrap().to_owned();
        assert_eq!(link(&first.text), link(&second.text));
        first.says("and not before");
        let mut jo = Jar::new(&town.place);
        jo.sends(&format!("/join/{}", link(&second.text)), &[("password", PASSWORD)]).await;
        let late = ada.post(&path, &form).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        late.says("opens nothing any more").hides("/join/");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leavers_own_other_post_is_not_offered_as_their_cover() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let form = [
            ("name", "Amina Okafor"),
            ("roles", "outreach_key_worker"),
            ("from-day", "2"),
            ("from-month", "3"),
            ("from-year", "2026"),
        ];
        let to = ada.sends("/staff/posts/new", &form).await;
        let other = to.split('?').next().unwrap();
        let invited = ada.post(&format!("{other}/invite"), &[("email", &town.amina.worker.email)]).await;
        let offered = |post: &str| format!("<option value=\"{post}\"");
        let end = format!("/staff/posts/{}/end", town.amina.worker.post);
        let not_offered = async || {
            let page = ada.sees(&end).await;
            page.says(&offered(&town.robin.worker.post.to_string()));
            page.hides(&offered(other.rsplit('/').next().unwrap()));
        };
        not_offered().await;
        let link = invited.text.split_once("/join/").unwrap().1.split('<').next().unwrap().to_owned();
        Jar::new(&town.place).sends(&format!("/join/{link}"), &[("password", PASSWORD)]).await;
        not_offered().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaver_is_out_at_once_and_their_work_goes_to_cover() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let path = format!("/staff/posts/{}/end", town.amina.worker.post);
        let page = ada.sees(&path).await;
        let why_not = ada.post(&path, &[("reason", " ")]).await;
        assert_eq!(why_not.status, StatusCode::UNPROCESSABLE_ENTITY);
        town.amina.sees("/account").await;
        let form = [
            ("reason", "Moved away."),
            ("cover", "manager"),
            ("until-day", "30"),
            ("until-month", "3"),
            ("until-year", "2026"),
            ("idempotency_key", &page.key()),
        ];
        let no_day = ada.post(&path, &form[..2]).await;
        assert_eq!(no_day.status, StatusCode::UNPROCESSABLE_ENTITY);
        no_day.says("href=\"#until\"");
        let ended = ada.post(&path, &form).await;
        assert_eq!(ended.status, StatusCode::OK);
        ended.says("can no longer sign in").says("Somebody covers for 1 young person").hides("Sam Osei");
        page.says("key worker of 1 young person").hides("Sam Osei");
        town.robin
            .sees("/cover")
            .await
            .says("Sam Osei")
            .says("Amina Okafor</bdi> (has left)")
            .says("Covered by <bdi>Robin Fell</bdi> until")
            .says("30 March 2026");
        assert_eq!(town.amina.get("/account").await.status, StatusCode::SEE_OTHER);
        ada.sees("/staff").await.hides("Amina Okafor");
        ada.sees("/staff?ended=1").await.says("Amina Okafor").says("Ended");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_stays() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let path = format!("/staff/posts/{}/end", ada.worker.post);
        let page = ada.post(&path, &[("reason", "Tired.")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("would leave nobody to look after accounts").says("Tired.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_ends_all_sessions_of_a_worker() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let post = format!("/staff/posts/{}", town.amina.worker.post);
        let form = format!("{post}/sessions");
        ada.sees(&post).await.says("Where they are signed in").says(&format!("href=\"{form}\""));
        let silent = ada.post(&form, &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        silent.says("href=\"#reason\"");
        let draft = format!("/drafts?form={}", form.replace('/', "%2F"));
        assert_eq!(ada.post(&draft, &[("reason", "Her telephone was st")]).await.status, 204);
        ada.sees(&form).await.says(&format!("data-draft-url=\"{draft}\"")).says("Her telephone was st");
        assert_eq!(ada.sends(&form, &[("reason", "Stolen.")]).await, format!("{post}?done=sessions"));
        ada.sees("/drafts").await.hides("Her telephone");
        assert_eq!(town.amina.get("/account").await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_step_is_taken_away_after_a_question() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let post = format!("/staff/posts/{}", town.robin.worker.post);
        ada.sees(&format!("{post}/second-step")).await.says("Make sure that it is really them");
        let silent = ada.post(&format!("{post}/second-step"), &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        silent.says("href=\"#reason\"");
        assert_eq!(
            ada.sends(&format!("{post}/second-step"), &[("reason", "Lost both.")]).await,
            format!("{post}?done=step")
        );
        assert_eq!(town.robin.get("/account").await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_of_another_council_is_not_there() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let other = town.place.another_council("Southmoor").await;
        let stranger = town.place.worker(&other, "Noor Else", &[Role::ReliefWorker]).await;
        for post in [stranger.post.to_string(), "x".into(), "00000000-0000-4000-8000-000000000000".into()] {
            for page in ["", "/change", "/end", "/invite", "/sessions", "/second-step"] {
                let path = format!("/staff/posts/{post}{page}");
                assert_eq!(ada.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            for form in ["/change", "/end", "/invite", "/sessions", "/second-step"] {
                let path = format!("/staff/posts/{post}{form}");
                let fields =
                    [("name", "Mine"), ("roles", "relief_worker"), ("reason", "x"), ("email", "a@b.example")];
                assert_eq!(ada.post(&path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_or_a_draft_from_before_does_not_bring_back_a_role_that_was_taken_away() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let path = format!("/staff/posts/{}/change", town.robin.worker.post);
        let draft = format!("/drafts?form={path}");
        let page = ada.sees(&path).await;
        let (old, key) = (page.hidden("shown"), page.key());
        let back = [
            ("name", "Robin Fell-Hart"),
            ("roles", "hub_manager"),
            ("shown", &old),
            ("idempotency_key", &key),
        ];
        ada.post(&draft, &back).await;
        let taken = [("name", "Robin Fell"), ("roles", "board_member"), ("shown", &old)];
        ada.sends(&path, &taken).await;
        ada.post(&draft, &back).await;
        let late = ada.post(&path, &back).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("somebody else changed it").says("Board member").says("Robin Fell-Hart");
        ada.sees(&format!("/staff/posts/{}", town.robin.worker.post)).await.hides("Hub manager");
        let begun = ada.sees(&path).await;
        begun.says("somebody else changed it").says("Board member").says("Robin Fell-Hart");
        let (shown, key) = (begun.hidden("shown"), begun.key());
        assert_ne!(shown, old);
        let meant = [("name", "Robin Fell-Hart"), ("roles", "hub_manager"), ("shown", &shown)];
        let meant: Vec<(&str, &str)> = meant.into_iter().chain([("idempotency_key", key.as_str())]).collect();
        let to = ada.sends(&path, &meant).await;
        assert_eq!(ada.sends(&path, &meant).await, to, "a second press is not told off");
        ada.sees(&path).await.hides("somebody else changed it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_last_day_it_is_said_who_covers_after_it() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let path = format!("/staff/posts/{}/change", town.amina.worker.post);
        let page = ada.sees(&path).await;
        page.says("the key worker of 1 young person").says("who covers after it?").hides("Sam Osei");
        let key = page.key();
        let team = town.council.hub.to_string();
        let post = [
            ("name", "Amina Okafor"),
            ("team", team.as_str()),
            ("roles", "outreach_key_worker"),
            ("to-day", "4"),
            ("to-month", "3"),
            ("to-year", "2026"),
            ("cover", "manager"),
            ("idempotency_key", &key),
        ];
        let no_day = ada.post(&path, &post).await;
        assert_eq!(no_day.status, StatusCode::UNPROCESSABLE_ENTITY);
        no_day.says("href=\"#until\"");
        let until = [("until-day", "30"), ("until-month", "3"), ("until-year", "2026")];
        ada.sends(&path, &[&post[..], &until[..]].concat()).await;
        town.robin.sees("/cover").await.says("Sam Osei").says("Cover is to come").hides("Nobody covers");
        town.robin.sees(&town.sam("/team")).await.says("covers from").says("5 March 2026");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_social_worker_who_leaves_is_followed_by_another_or_stands_among_what_nobody_holds() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let sol = town.worker("Sol Wick", practice::staff::Role::SocialWorker).await;
        let named = [
            ("post", sol.worker.post.to_string()),
            ("from-day", "2".into()),
            ("from-month", "3".into()),
            ("from-year", "2026".into()),
            ("reason", "Holds the case.".into()),
        ];
        let named: Vec<(&str, &str)> = named.iter().map(|(field, value)| (*field, value.as_str())).collect();
        town.robin.sends(&town.sam("/social-worker"), &named).await;
        let path = format!("/staff/posts/{}/end", sol.worker.post);
        let page = ada.sees(&path).await;
        page.says("the social worker of 1 young person").says("Who is the social worker from today?");
        page.hides("Sam Osei").hides("Who covers from today?");
        let wrong = ada.post(&path, &[("reason", "Left."), ("social_work", "x")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let ended = ada.post(&path, &[("reason", "Left."), ("social_work", "nobody")]).await;
        ended.says("For 1 young person nobody is their social worker");
        let list = town.robin.sees("/cover").await;
        list.says("Sam Osei")
            .says("Sol Wick</bdi> (has left)")
            .says("Name a social worker")
            .hides("Nobody covers");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_are_sorted_by_a_press_on_a_columns_head() {
    in_town(async |town| {
        let ada = ada(&town).await;
        let stands = |page: &Page, one: &str, other: &str| {
            let place = |name: &str| {
                page.text.find(&format!("<bdi>{name}</bdi></a>")).unwrap_or_else(|| panic!("{name}"))
            };
            place(one) < place(other)
        };
        let first = ada.sees("/staff").await;
        first
            .says("aria-sort=\"ascending\"")
            .says("href=\"/staff?sort=-name\"")
            .says("href=\"/staff?sort=team\"");
        assert!(stands(&first, "Amina Okafor", "Robin Fell"));
        let turned = ada.sees("/staff?sort=-name").await;
        turned.says("aria-sort=\"descending\"").says("name=\"sort\" value=\"-name\"");
        assert!(stands(&turned, "Robin Fell", "Amina Okafor"));
        // A hub manager comes before an outreach key worker.
        assert!(stands(&ada.sees("/staff?sort=roles").await, "Robin Fell", "Amina Okafor"));
        let of_team = ada.sees(&format!("/staff?team={}&sort=-roles", town.council.hub)).await;
        of_team.says("href=\"/staff?sort=-roles\"");
        assert!(stands(&of_team, "Amina Okafor", "Robin Fell"));
    })
    .await;
}
