//! `/people/{person}/record/{fact}`: recording and correcting one fact.

use crate::people_world::{Browser, Town, in_town};
use axum::http::StatusCode;
use practice::journal::Body;
use practice::staff::Role;

const NOWHERE: &str = "00000000-0000-0000-0000-000000000009";

/// A day some weeks after the clock of these tests.
const SOON: [(&str, &str); 3] =
    [("review_on-day", "1"), ("review_on-month", "May"), ("review_on-year", "2026")];

/// What is typed into a form, field by field.
type Typed<'t> = &'t [(&'t str, &'t str)];

/// The last number of a link on a page, after this beginning.
fn linked(text: &str, beginning: &str) -> String {
    let rest = text.split(beginning).nth(1).unwrap_or_else(|| panic!("no link {beginning}\n{text}"));
    rest[..36].to_owned()
}

async fn shown(town: &Town, by: &Browser, fact: &str) -> String {
    by.sees(&town.sam(&format!("/record/{fact}"))).await.hidden("shown")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fact_has_a_form_and_is_shown_where_it_belongs_once_recorded() {
    in_town(async |town| {
        let facts: [(&str, Typed<'_>, &str, &str); 16] = [
            ("name-legal", &[("name", "Samuel Osei")], "", "Samuel Osei"),
            ("number-nhs", &[("number", "943 476 5919")], "", "9434765919"),
            ("number-upn", &[("number", "UN4")], "", "UPN not yet known"),
            ("number-council", &[("number", "CH-0042")], "", "0042"),
            ("pronouns", &[("value", "they, them")], "", "they, them"),
            ("communication", &[("value", "Short sentences")], "", "Short sentences"),
            ("what-helps", &[("value", "Walking")], "", "Walking"),
            ("languages", &[("value", "Twi, no interpreter")], "", "Twi, no interpreter"),
            ("ethnicity", &[("value", "BAFR")], "", "African"),
            ("sex", &[("value", "M")], "", "Male"),
            ("safe-contact", &[("channel", "Text first"), ("voicemail", "no")], "", "Leave no voicemail"),
            ("phone", &[("value", "01632 960001")], "/reach", "tel:01632960001"),
            ("email", &[("value", "sam@example.org")], "/reach", "sam@example.org"),
            ("address", &[("value", "1 Quay\nNorthmoor\nYO12 7AB")], "/reach", "1 Quay"),
            (
                "family",
                &[("name", "Ama Osei"), ("relation", "Mum"), ("responsibility", "yes")],
                "",
                "Ama Osei",
            ),
            ("health", &[("topic", "allergy"), ("fact", "Nuts: carries a pen")], "", "carries a pen"),
        ];
        for (fact, answers, shown_on, words) in facts {
            let path = town.sam(&format!("/record/{fact}"));
            let key = town.amina.sees(&path).await.key();
            let sent: Vec<(&str, &str)> =
                answers.iter().copied().chain([("idempotency_key", &*key)]).collect();
            town.amina.sends(&path, &sent).await;
            town.amina.sees(&town.sam(shown_on)).await.says(words);
        }
        let alert: Vec<(&str, &str)> = [("alert", "Do not visit alone")].into_iter().chain(SOON).collect();
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        town.amina.sees(&town.sam("/story")).await.says("Do not visit alone").says("1 May 2026");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_tells_a_correction_from_a_change() {
    in_town(async |town| {
        let path = town.sam("/record/name-used");
        let before = shown(&town, &town.amina, "name-used").await;
        town.amina.sends(&path, &[("name", "Sammy Osei"), ("shown", &before), ("why", "changed")]).await;
        let before = shown(&town, &town.amina, "name-used").await;
        town.amina.sends(&path, &[("name", "Sammie Osei"), ("shown", &before), ("why", "wrong")]).await;
        let record = town.amina.sees(&town.sam("")).await;
        record.says("Sammie Osei").says("Before: <bdi>Sam Osei</bdi>").hides("Sammy Osei");
        town.amina
            .sees(&town.sam("/story?quiet=yes"))
            .await
            .says("Corrected")
            .says("Sammy Osei")
            .says("What it said before");
        let names =
            town.events().await.iter().filter(|event| matches!(event.body, Body::NameRecorded(_))).count();
        assert_eq!(names, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_before_that_only_some_may_know_is_on_no_page_of_the_others() {
    in_town(async |town| {
        let path = town.sam("/record/name-used");
        let form = town.amina.sees(&path).await;
        form.says("may people see the old name?").says("you may not see it again yourself");
        form.hides("for everybody who opens the record");
        let before = form.hidden("shown");
        let sent = [("name", "Jo Fell"), ("shown", &*before), ("why", "kept-back")];
        town.amina.sends(&path, &sent).await;
        town.robin.sees(&town.sam("")).await.says("Before: <bdi>Sam Osei</bdi>");
        let pages =
            ["", "/story?quiet=yes", "/story?print=yes&quiet=yes", "/history", "/card", "/record/name-used"];
        for page in pages {
            town.amina.sees(&town.sam(page)).await.hides("Sam Osei");
        }
        let finds = async |typed: &str| {
            let to = town.amina.sends("/find", &[("sought", typed)]).await;
            let id = to.rsplit('/').next().unwrap_or_default().to_owned();
            town.amina.sees(&to).await.without(typed).replace(&id, "")
        };
        assert_eq!(finds("Sam Osei").await, finds("Xam Xsei").await, "found no more than nobody is");
        let entries = ["/entries/".to_owned() + &before, format!("/entries/{NOWHERE}")];
        let [theirs, nobodys] = [town.amina.get(&entries[0]).await, town.amina.get(&entries[1]).await];
        assert_eq!((theirs.status, nobodys.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_one_name_is_told_what_the_other_stays() {
    in_town(async |town| {
        town.amina.sends(&town.sam("/record/name-legal"), &[("name", "Samuel Osei")]).await;
        let form = town.amina.sees(&town.sam("/record/name-used")).await;
        form.says("The legal name stays <strong><bdi>Samuel Osei</bdi></strong>");
        town.amina
            .sees(&town.sam("/record/name-legal"))
            .await
            .says("stays <strong><bdi>Sam Osei</bdi></strong>");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_character_that_is_not_kept_is_said_beside_its_field() {
    in_town(async |town| {
        let address = [("value", "4 Quay \u{202a}Street"), ("shielded", "")];
        let note = [
            ("text", "Sam \u{2066}rang"),
            ("title", "A call"),
            ("day-day", "1"),
            ("day-month", "3"),
            ("day-year", "2026"),
        ];
        for (path, form, field) in
            [("/record/address", address.as_slice(), "value"), ("/notes/new", &note, "text")]
        {
            let page = town.amina.post(&town.sam(path), form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.says(&format!("href=\"#{field}\">These words hold a character"));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_date_has_its_basis_and_its_history() {
    in_town(async |town| {
        let before = shown(&town, &town.amina, "birth").await;
        let typed = [
            ("born-day", "5"),
            ("born-month", "6"),
            ("born-year", "2010"),
            ("basis", "disputed"),
            ("shown", &*before),
            ("why", "changed"),
        ];
        town.amina.sends(&town.sam("/record/birth"), &typed).await;
        town.amina
            .sees(&town.sam(""))
            .await
            .says("5 June 2010")
            .says("disputed")
            .says("Before: ")
            .says("Age disputed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_typed_is_kept_when_something_is_wrong() {
    in_town(async |town| {
        let wrong: [(&str, Typed<'_>, &[&str]); 6] = [
            ("number-nhs", &[("number", "943 476 5918")], &["value=\"943 476 5918\"", "href=\"#number\""]),
            (
                "birth",
                &[
                    ("born-day", "1"),
                    ("born-month", "1"),
                    ("born-year", "2099"),
                    ("basis", "given"),
                    ("why", "changed"),
                ],
                &["value=\"2099\"", "href=\"#born\""],
            ),
            (
                "safe-contact",
                &[("channel", ""), ("hours", "after 4pm"), ("voicemail", "no")],
                &["value=\"after 4pm\"", "href=\"#channel\""],
            ),
            (
                "alert",
                &[
                    ("alert", "Careful"),
                    ("review_on-day", "1"),
                    ("review_on-month", "1"),
                    ("review_on-year", "2020"),
                ],
                &["Careful</textarea>", "href=\"#review_on\""],
            ),
            (
                "family",
                &[("name", "Ama"), ("relation", " "), ("note", "Rings on Sundays")],
                &["Rings on Sundays</textarea>", "href=\"#relation\""],
            ),
            ("phone", &[("value", "none")], &["value=\"none\"", "href=\"#value\""]),
        ];
        let before = town.events().await.len();
        for (fact, typed, kept) in wrong {
            let page = town.amina.post(&town.sam(&format!("/record/{fact}")), typed).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fact}: {}", page.text);
            for words in kept {
                page.says(words);
            }
            page.says("<title>Error: ");
        }
        assert_eq!(town.events().await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_of_the_button_are_one_event() {
    in_town(async |town| {
        let name = shown(&town, &town.amina, "name-used").await;
        let twice: [(&str, Vec<(&str, &str)>); 4] = [
            (
                "name-used",
                vec![
                    ("name", "Sammy"),
                    ("shown", &name),
                    ("why", "changed"),
                    ("idempotency_key", "press-one-1"),
                ],
            ),
            ("pronouns", vec![("value", "they"), ("idempotency_key", "press-one-2")]),
            ("family", vec![("name", "Ama"), ("relation", "Mum"), ("idempotency_key", "press-one-3")]),
            ("phone", vec![("value", "01632 960001"), ("idempotency_key", "press-one-4")]),
        ];
        for (fact, typed) in &twice {
            let path = town.sam(&format!("/record/{fact}"));
            let before = town.events().await.len();
            let (one, two) = (town.amina.sends(&path, typed).await, town.amina.sends(&path, typed).await);
            assert_eq!(one, two, "{fact}");
            assert_eq!(town.events().await.len(), before + 1, "{fact}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_used_with_other_words_writes_nothing_and_says_so() {
    in_town(async |town| {
        let path = town.sam("/record/family");
        town.amina
            .sends(&path, &[("name", "Ama"), ("relation", "Mum"), ("idempotency_key", "used-once-1")])
            .await;
        let other = [("name", "Kofi"), ("relation", "Dad"), ("idempotency_key", "used-once-1")];
        let page = town.amina.post(&path, &other).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("sent before with other words").says("value=\"Kofi\"");
        let kept = town.amina.sees(&path).await;
        kept.says("You began this before").says("value=\"Kofi\"");
        assert_ne!(kept.key(), "used-once-1");
        let again = [("name", "Kofi"), ("relation", "Dad"), ("idempotency_key", &*kept.key())];
        town.amina.sends(&path, &again).await;
        town.amina.sees(&town.sam("")).await.says("Kofi");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_two_people_changed_are_both_shown_and_one_is_chosen() {
    in_town(async |town| {
        let path = town.sam("/record/communication");
        town.amina.sends(&path, &[("value", "Slowly")]).await;
        let before = shown(&town, &town.amina, "communication").await;
        town.bryn
            .sends(&path, &[("value", "Slowly, and draw it"), ("shown", &before), ("why", "changed")])
            .await;
        let mine = [("value", "Slowly <and> twice"), ("shown", &*before), ("why", "changed")];
        let clash = town.amina.post(&path, &mine).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        clash.says("Slowly, and draw it").says("Slowly &lt;and&gt; twice").says("Bryn Hale");
        let newer = clash.hidden("shown");
        assert_ne!(newer, before);
        // Whoever goes away finds both again.
        town.amina.sees(&path).await.says("Slowly, and draw it").says("Slowly &lt;and&gt; twice");
        let undecided = [
            ("value", "Slowly <and> twice"),
            ("value-together", "Both"),
            ("shown", &*newer),
            ("why", "changed"),
        ];
        let again = town.amina.post(&path, &undecided).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        again.says("Choose what the record should say.").says("Both</textarea>");
        let decided: Vec<(&str, &str)> =
            undecided.into_iter().chain([("value-choice", "together")]).collect();
        town.amina.sends(&path, &decided).await;
        town.amina.sees(&town.sam("")).await.says("Both").hides("Slowly &lt;and&gt;");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_with_one_draft_are_shown_side_by_side_and_a_name_is_written_anew() {
    in_town(async |town| {
        let path = town.sam("/record/name-legal");
        let shown = town.amina.sees(&path).await;
        let (key, before) = (shown.key(), shown.hidden("shown"));
        let words =
            |name| [("name", name), ("shown", &*before), ("why", "wrong"), ("idempotency_key", &*key)];
        town.amina.sends(&path, &words("Samuel Osei")).await;
        let clash = town.amina.post(&path, &words("Samson Osei")).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        clash.says("You changed this in another window").says("In the record now, by you on");
        clash.says("Samuel Osei").says("Samson Osei").says("Write something else").hides("Put both together");
        let anew = [
            ("name", "Samson Osei"),
            ("name-choice", "together"),
            ("name-together", "Sampson Osei"),
            ("shown", &*clash.hidden("shown")),
            ("why", "wrong"),
            ("idempotency_key", &*clash.key()),
        ];
        town.amina.sends(&path, &anew).await;
        town.amina.sees(&town.sam("")).await.says("Sampson Osei");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_a_name_that_was_overtaken_still_asks_whether_people_may_see_the_old_one() {
    in_town(async |town| {
        let path = town.sam("/record/name-used");
        let before = shown(&town, &town.amina, "name-used").await;
        let draft = format!("/drafts?form={}", path.replace('/', "%2F"));
        town.amina.post(&draft, &[("name", "Sammy"), ("shown", &before)]).await;
        town.bryn.sends(&path, &[("name", "Sammo Osei"), ("shown", &before), ("why", "changed")]).await;
        let both = town.amina.sees(&path).await;
        both.says("Sammo Osei").says("Sammy").says("may people see the old name?");
        both.hides("type=\"hidden\" name=\"why\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_what_stands_writes_nothing() {
    in_town(async |town| {
        let path = town.sam("/record/pronouns");
        town.bryn.sends(&path, &[("value", "they")]).await;
        let clash = town.amina.post(&path, &[("value", "he")]).await;
        assert_eq!(clash.status, StatusCode::CONFLICT, "somebody recorded it meanwhile");
        let before = town.events().await.len();
        let keep = [
            ("value", "he"),
            ("value-choice", "theirs"),
            ("value-together", ""),
            ("shown", &*clash.hidden("shown")),
        ];
        assert!(town.amina.sends(&path, &keep).await.ends_with("?done=kept"));
        assert_eq!(town.events().await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_two_people_changed_are_shown_beside_what_stands_and_can_be_sent_again() {
    in_town(async |town| {
        let path = town.sam("/record/safe-contact");
        town.bryn.sends(&path, &[("channel", "Ring first"), ("voicemail", "yes")]).await;
        let clash = town
            .amina
            .post(&path, &[("channel", "Text <only>"), ("hours", "evenings"), ("voicemail", "no")])
            .await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        clash
            .says("Ring first")
            .says("Bryn Hale")
            .says("value=\"Text &lt;only&gt;\"")
            .says("value=\"evenings\"")
            .says("Keep what is in the record");
        town.amina.sees(&path).await.says("In the record now").says("Ring first").says("value=\"evenings\"");
        assert!(town.amina.sends(&path, &[("keep", "theirs")]).await.ends_with("?done=kept"));
        town.amina.sees(&path).await.hides("evenings");
        let again = [
            ("channel", "Text only"),
            ("voicemail", "no"),
            ("shown", &*clash.hidden("shown")),
            ("why", "changed"),
        ];
        town.amina.sends(&path, &again).await;
        town.bryn.sees(&town.sam("")).await.says("Text only");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_is_ended_with_a_reason_and_only_once() {
    in_town(async |town| {
        let alert: Vec<(&str, &str)> =
            [("alert", "Dog bites"), ("told", "yes")].into_iter().chain(SOON).collect();
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        let record = town.amina.sees(&town.sam("")).await;
        record.says("To be looked at again by 1 May 2026");
        let path = town.sam(&format!("/record/end-alert/{}", linked(&record.text, "end-alert/")));
        town.amina.sees(&path).await.says("Dog bites");
        assert_eq!(town.amina.post(&path, &[("reason", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let ending = [("reason", "The dog has moved"), ("idempotency_key", "end-alert-1")];
        town.amina.sends(&path, &ending).await;
        town.amina.sends(&path, &ending).await;
        let again = town.bryn.post(&path, &[("reason", "Gone"), ("idempotency_key", "end-alert-2")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("already");
        town.amina.sees(&town.sam("")).await.says("The dog has moved").hides("class=\"nwd-alert\"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_in_the_family_and_a_health_fact_are_changed_on_their_own_pages() {
    in_town(async |town| {
        town.amina
            .sends(&town.sam("/record/family"), &[("name", "Ama"), ("relation", "Mum"), ("network", "yes")])
            .await;
        town.amina.sends(&town.sam("/record/health"), &[("topic", "gp"), ("fact", "Quay surgery")]).await;
        let record = town.amina.sees(&town.sam("")).await;
        for (fact, kept, change) in [
            ("family", "value=\"Mum\"", vec![("name", "Ama Osei"), ("relation", "Mum")]),
            ("health", "Quay surgery</textarea>", vec![("topic", "gp"), ("fact", "Hill surgery")]),
        ] {
            let stream = linked(&record.text, &format!("record/{fact}/"));
            let path = town.sam(&format!("/record/{fact}/{stream}"));
            let form = town.amina.sees(&path).await;
            form.says(kept);
            let shown = form.hidden("shown");
            let sent: Vec<(&str, &str)> =
                change.iter().copied().chain([("shown", &*shown), ("why", "changed")]).collect();
            town.amina.sends(&path, &sent).await;
        }
        town.amina.sees(&town.sam("")).await.says("Ama Osei").says("Hill surgery").hides("Quay surgery");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thing_of_another_record_is_not_there() {
    in_town(async |town| {
        let jo = crate::people_world::born(&town.place, &town.amina, "Jo Quist", "2011-01-02").await;
        town.amina.sends(&format!("/people/{jo}/record/phone"), &[("value", "01632 960002")]).await;
        let reach = town.amina.sees(&format!("/people/{jo}/reach")).await;
        let contact = linked(&reach.text, "end-contact/");
        for stream in [&*contact, NOWHERE] {
            for fact in ["end-contact", "end-alert", "family", "health", "back"] {
                let path = town.sam(&format!("/record/{fact}/{stream}"));
                assert_eq!(town.amina.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
                let typed =
                    [("reason", "x"), ("name", "x"), ("relation", "x"), ("topic", "gp"), ("fact", "x")]
                        .into_iter()
                        .chain([("day-day", "1"), ("day-month", "2"), ("day-year", "2026")])
                        .collect::<Vec<_>>();
                assert_eq!(town.amina.post(&path, &typed).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        town.amina.sees(&format!("/people/{jo}/reach")).await.says("01632 960002");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_are_recorded_by_those_who_may_and_within_reach() {
    in_town(async |town| {
        let path = town.sam("/record/pronouns");
        for reader in [&town.far] {
            assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND);
            assert_eq!(reader.post(&path, &[("value", "he")]).await.status, StatusCode::NOT_FOUND);
        }
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        assert_eq!(relief.get(&path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(relief.post(&path, &[("value", "he")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(town.amina.get(&town.sam("/record/nonsense")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_the_return_is_one_of_this_year() {
    in_town(async |town| {
        let page = town.amina.post(&town.sam("/record/sex"), &[("value", "1")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Choose one from the list.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_opens_again_with_every_word_and_goes_when_it_is_sent() {
    in_town(async |town| {
        let path = town.sam("/record/what-helps");
        let draft = format!("/drafts?form={}", path.replace('/', "%2F"));
        town.amina.post(&draft, &[("value", "Music, and being left")]).await;
        town.amina.sees(&path).await.says("Music, and being left</textarea>").says("Saved at ");
        town.bryn.sees(&path).await.hides("Music");
        town.amina.sends(&path, &[("value", "Music, and being left alone")]).await;
        town.amina.sees("/").await.hides("you have begun and not sent");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_means_is_refused_at_its_field_and_what_was_typed_is_kept() {
    in_town(async |town| {
        let alert = [
            ("alert", "Careful"),
            ("review_on-day", "1"),
            ("review_on-month", "1"),
            ("review_on-year", "2120"),
        ];
        let page = town.amina.post(&town.sam("/record/alert"), &alert).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#review_on\"")
            .says("within a year: on or before 2 March 2027")
            .says("value=\"2120\"");
        let shown = shown(&town, &town.amina, "birth").await;
        let birth = [
            ("born-day", "1"),
            ("born-month", "1"),
            ("born-year", "1890"),
            ("basis", "given"),
            ("why", "wrong"),
            ("shown", &*shown),
        ];
        let page = town.amina.post(&town.sam("/record/birth"), &birth).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("href=\"#born\"").says("was 136 when the service came to know of them");
        let unseen = town.amina.post(&town.sam("/notes/new"), &[("text", " \u{200b}\u{feff}")]).await;
        assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
        unseen.says("Write what you want to say.");
        let turned = town.amina.post(&town.sam("/record/name-legal"), &[("name", "Sam \u{202e}iesO")]).await;
        assert_eq!(turned.status, StatusCode::UNPROCESSABLE_ENTITY);
        turned.says("changes the direction of reading");
    })
    .await;
}
