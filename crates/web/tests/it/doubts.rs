//! What may be a mistake and is no error is asked about once, on every form that takes such a day.

use crate::people_world::{Browser, Page, Town, in_town};
use axum::http::StatusCode;

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

    /// It is asked about with nothing lost and nothing written, and sending it again goes further.
    async fn is_asked_once(&self, town: &Town, by: &Browser) -> Page {
        let before = town.events().await.len();
        let asked = self.sent(by, &[]).await;
        assert_eq!(asked.status, StatusCode::OK, "{}\n{}", self.path, asked.text);
        asked.says("<title>Please check - ").says(self.sentence).hides("There is a problem");
        asked.says(&format!("href=\"#{}\"", self.field)).says(&format!("value=\"{}\"", self.day[2]));
        assert_eq!(town.events().await.len(), before, "{}", self.path);
        let sure = asked.hidden("asked_about");
        self.sent(by, &[("asked_about", &sure)]).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_far_away_is_asked_about_once_on_every_form_that_takes_one() {
    in_town(async |town| {
        let (hub, amina) = (town.council.hub.to_string(), town.amina.worker.post.to_string());
        let forms = [
            Asks {
                path: town.sam("/notes/new"),
                field: "day",
                day: ["27", "2", "2023"],
                others: &[("text", "We walked."), ("class", "story")],
                sentence: "27 February 2023 is more than 3 years ago. Is that right?",
            },
            Asks {
                path: town.sam("/responsible-team"),
                field: "from",
                day: ["1", "3", "2025"],
                others: &[("team", &hub), ("reason", "It is nearer.")],
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
                    ("post", &amina),
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
            form.is_asked_once(&town, &town.robin).await.hides("Please check");
        }
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
            sentence: "Born on 4 June 2025, they are 0 years old. Is that right?",
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
        let correct = |year: &'static str| Asks {
            path: format!("/entries/{entry}/correct"),
            field: "day",
            day: ["27", "2", year],
            others: &[("text", "We ran."), ("title", ""), ("reason", "We did not walk.")],
            sentence: "more than 4 years ago",
        };
        correct("2022").is_asked_once(&town, &town.amina).await;
        let kept = correct("2022").sent(&town.amina, &[]).await;
        kept.hides("Please check");
    })
    .await;
}
