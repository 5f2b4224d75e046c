//! What may be a mistake and is no error is asked about once, on every form that takes such a day.

use crate::people_world::{Browser, Page, Town, in_town};
use axum::http::StatusCode;
use practice::staff::Role;

/// A form with a day on it: its path, the field of the day, the other answers, and what is asked.
struct Asks<'a> {
    path: String,
    field: &'a str,
    day: [&'a str; 3],
    others: &'a [(&'a str, &'a str)],
    sentence: &'a str,
}

impl Asks<'_> {
    async fn sent(&self, by: &Browser, more: &[(&str, &str)]) -> Page {
        let boxes = ["day", "month", "year"].map(|part| format!("{}-{part}", self.field));
        let day = boxes.iter().map(String::as_str).zip(self.day);
        let all: Vec<(&str, &str)> =
            day.chain(self.others.iter().copied()).chain(more.iter().copied()).collect();
        by.post(&self.path, &all).await
    }

    /// It is asked about with nothing lost and nothing written; sent again it is taken.
    async fn is_asked_once(&self, town: &Town, by: &Browser) -> Page {
        let before = town.events().await.len();
        let asked = self.sent(by, &[]).await;
        assert_eq!(asked.status, StatusCode::OK, "{}\n{}", self.path, asked.text);
        asked.says("<title>Please check - ").says(self.sentence).hides("There is a problem");
        asked.says(&format!("href=\"#{}\"", self.field)).says(&format!("value=\"{}\"", self.day[2]));
        assert_eq!(town.events().await.len(), before, "{}", self.path);
        let sure = asked.hidden("asked_about");
        let taken = self.sent(by, &[("asked_about", &sure)]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}\n{}", self.path, taken.text);
        taken
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_far_away_is_asked_about_once_on_every_form_that_takes_one() {
    in_town(async |town| {
        let jo = town.worker_of_no_team("Jo Wells", Role::SocialWorker).await.worker.post.to_string();
        let bryn = town.bryn.worker.post.to_string();
        let forms = [
            Asks {
                path: town.sam("/notes/new"),
                field: "day",
                day: ["27", "2", "2023"],
                others: &[("text", "We walked."), ("class", "story")],
                sentence: "27 February 2023 is more than 3 years ago. Is that right?",
            },
            Asks {
                path: town.sam("/social-worker"),
                field: "from",
                day: ["1", "3", "2025"],
                others: &[("post", &jo), ("reason", "Jo took the case over.")],
                sentence: "1 March 2025 is more than a year ago. Is that right?",
            },
            Asks {
                path: town.sam("/cover"),
                field: "from",
                day: ["2", "3", "2062"],
                others: &[
                    ("to-day", "3"),
                    ("to-month", "3"),
                    ("to-year", "2062"),
                    ("post", &bryn),
                    ("reason", "Leave"),
                ],
                sentence: "2 March 2062 is 36 years from now. Is that right?",
            },
            Asks {
                path: town.sam("/record/died"),
                field: "day",
                day: ["2", "3", "2022"],
                others: &[("told_by", "Her mother")],
                sentence: "2 March 2022 is 4 years ago. Is that right?",
            },
        ];
        for form in &forms {
            form.is_asked_once(&town, &town.robin).await;
        }
        let death = town.robin.sees(&town.sam("/record/died")).await;
        let shown = death.hidden("shown");
        let told = [("told_by", "Her brother"), ("shown", &*shown)];
        let unmoved = Asks { others: &told, ..forms.into_iter().last().unwrap() };
        assert_eq!(
            unmoved.sent(&town.robin, &[]).await.status,
            StatusCode::SEE_OTHER,
            "the day did not move"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_would_last_for_decades_is_asked_about() {
    in_town(async |town| {
        let ada = town.worker("Ada Min", Role::Administrator).await;
        let post = Asks {
            path: "/staff/posts/new".into(),
            field: "to",
            day: ["31", "3", "2062"],
            others: &[
                ("name", "Agency Night Worker"),
                ("roles", "relief_worker"),
                ("from-day", "2"),
                ("from-month", "3"),
                ("from-year", "2026"),
            ],
            sentence: "31 March 2062 is more than 36 years from now. Is that right?",
        };
        post.is_asked_once(&town, &ada).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_comes_first_and_the_question_is_still_asked_afterwards() {
    in_town(async |town| {
        let note = Asks {
            path: town.sam("/notes/new"),
            field: "day",
            day: ["27", "2", "2023"],
            others: &[("text", ""), ("class", "story")],
            sentence: "more than 3 years ago",
        };
        let refused = note.sent(&town.amina, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("There is a problem").hides("3 years ago").hides("name=\"asked_about\"");
        Asks { others: &[("text", "We walked."), ("class", "story")], ..note }
            .is_asked_once(&town, &town.amina)
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_child_who_may_be_here_already_is_asked_about_once_and_then_looked_for() {
    in_town(async |town| {
        let child = [("name", "Jo Quist"), ("born-day", "4"), ("born-month", "6"), ("born-year", "2020")];
        let sure = [&child[..], &[("asked_about", "born 2020-06-04")]].concat();
        town.amina.sends("/people/new", &sure).await;
        let again = [("name", "Joe Quist"), ("born-day", "4"), ("born-month", "6"), ("born-year", "2020")];
        town.amina.post("/people/new", &again).await.says("they are 5 years old. Is that right?");
        let sure =
            [&again[..], &[("asked_about", "born 2020-06-04"), ("idempotency_key", "key-of-joe")]].concat();
        let to = town.amina.sends("/people/new", &sure).await;
        let matches = town.amina.sees(&to).await;
        matches.says("Is it one of these?").says("Jo Quist").hides("Is that right?");
        let none = [&again[..], &[("create", "1"), ("idempotency_key", "key-of-joe")]].concat();
        let to = town.amina.sends("/people/new", &none).await;
        assert!(to.ends_with("?done=created"), "{to}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_date_of_a_small_child_is_asked_about_where_somebody_new_is_written_down() {
    in_town(async |town| {
        let new = Asks {
            path: "/people/new".into(),
            field: "born",
            day: ["4", "6", "2025"],
            others: &[("name", "Jo Quist")],
            sentence: "Born on 4 June 2025, they are less than a year old. Is that right?",
        };
        let taken = new.is_asked_once(&town, &town.amina).await;
        assert!(taken.location.ends_with("?done=created"), "{}", taken.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_about_is_kept_as_a_draft_and_whoever_comes_back_is_asked_again() {
    in_town(async |town| {
        let note = Asks {
            path: town.sam("/notes/new"),
            field: "day",
            day: ["27", "2", "2023"],
            others: &[("text", "We walked."), ("class", "story")],
            sentence: "more than 3 years ago",
        };
        let asked = note.sent(&town.amina, &[]).await;
        let sure = asked.hidden("asked_about");
        let wrong = Asks { others: &[("text", "We walked."), ("class", "nonsense")], ..note };
        let refused = wrong.sent(&town.amina, &[("asked_about", &sure)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.hidden("asked_about"), sure, "the answer stays while another thing is put right");
        let again = town.amina.sees(&wrong.path).await;
        again.says("value=\"2023\"").hides("name=\"asked_about\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_was_about_an_old_day_is_corrected_without_a_question_about_it() {
    in_town(async |town| {
        let note = Asks {
            path: town.sam("/notes/new"),
            field: "day",
            day: ["27", "2", "2023"],
            others: &[("text", "We walked."), ("class", "story")],
            sentence: "more than 3 years ago",
        };
        note.is_asked_once(&town, &town.amina).await;
        let entry = town.events().await.last().unwrap().id;
        let path = format!("/entries/{entry}/correct");
        let shown = town.amina.sees(&path).await.hidden("shown");
        let others = [("text", "We ran."), ("title", ""), ("reason", "We did not walk."), ("shown", &*shown)];
        let correct = |year| Asks {
            path: path.clone(),
            field: "day",
            day: ["27", "2", year],
            others: &others,
            sentence: "27 February 2022 is more than 4 years ago. Is that right?",
        };
        assert_eq!(correct("2022").sent(&town.amina, &[]).await.status, StatusCode::OK);
        let kept = correct("2023").sent(&town.amina, &[]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postcode_that_comes_in_by_a_correction_is_asked_about_and_one_that_stood_is_not() {
    in_town(async |town| {
        let shielded = [("kind", "address"), ("value", "4 Sample Row, ZZ9 9ZZ"), ("shielded", "yes")];
        town.amina.sends(&town.sam("/record/address"), &shielded).await;
        let day = [("day-day", "2"), ("day-month", "3"), ("day-year", "2026"), ("class", "story")];
        let note = [&day[..], &[("text", "We met at ZZ1 1ZZ."), ("asked_about", "text ZZ1 1ZZ")]].concat();
        town.amina.sends(&town.sam("/notes/new"), &note).await;
        let entry = town.events().await.last().unwrap().id;
        let path = format!("/entries/{entry}/correct");
        let shown = town.amina.sees(&path).await.hidden("shown");
        let because = [&day[..3], &[("title", ""), ("reason", "A slip."), ("shown", &*shown)]].concat();
        let other =
            [&because[..], &[("text", "We met at ZZ9 9ZZ."), ("asked_about", "text ZZ1 1ZZ")]].concat();
        let asked = town.amina.post(&path, &other).await;
        assert_eq!(asked.status, StatusCode::OK);
        asked.says("an address of theirs is protected");
        let same = [&because[..], &[("text", "We met there: ZZ1 1ZZ.")]].concat();
        town.amina.sends(&path, &same).await;
    })
    .await;
}
