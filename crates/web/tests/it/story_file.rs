//! `/people/{person}/files` and `/entries/{event}/files`: a file is added, given out, and taken out.

use crate::people_world::{Browser, Page, Town, in_town, same_nothing};
use axum::http::StatusCode;
use practice::ids::EventId;
use practice::journal::Body;
use practice::staff::Role;

const FACE: &[u8] = include_bytes!("face.png");
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
const NOBODYS: &str =
    "/people/00000000-0000-4000-8000-000000000001/files/00000000-0000-4000-8000-000000000001";
const LARGEST: usize = 10 * 1024 * 1024;

/// A form about a file, with these answers in the place of the usual ones.
fn answers<'a>(others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("about", "School <report>"),
        ("said", "It is unfair."),
        ("day-day", "1"),
        ("day-month", "3"),
        ("day-year", "2026"),
        ("class", "story"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| others.iter().all(|(other, _)| other != name));
    kept.chain(others.iter().copied()).collect()
}

async fn send(town: &Town, fields: &[(&str, &str)], file: (&str, &[u8])) -> Page {
    town.amina.post_file(&town.sam("/files/new"), fields, ("file", file.0, file.1)).await
}

/// Adds a file; answers its entry.
async fn added(town: &Town, fields: &[(&str, &str)], file: (&str, &[u8])) -> EventId {
    let page = send(town, fields, file).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    files(town).await.pop().unwrap()
}

async fn files(town: &Town) -> Vec<EventId> {
    let events = town.events().await;
    events.iter().filter(|event| matches!(event.body, Body::FileAdded(_))).map(|event| event.id).collect()
}

fn at(town: &Town, file: EventId, rest: &str) -> String {
    town.sam(&format!("/files/{file}{rest}"))
}

async fn nothing_is_given(reader: &Browser, address: &str) {
    same_nothing(reader, address, NOBODYS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_stands_in_the_story_and_is_saved_as_it_was_sent_and_never_shown() {
    in_town(async |town| {
        town.amina.sees(&town.sam("/story")).await.says("Add a file");
        town.amina.sees(&town.sam("/files/new")).await.says("It is not looked at for viruses");
        let file = added(&town, &answers(&[]), ("C:\\Töchter\\Zeugnis ü\u{202e}.PDF", PDF)).await;
        let story = town.bryn.sees(&town.sam("/story?done=file")).await;
        story.says("The file is in the story").says("School &lt;report&gt;").says("It is unfair.");
        story.says("Zeugnis ü.pdf").says("a PDF, 1 KB").says(&format!("/entries/{file}"));
        let page = town.bryn.sees(&format!("/entries/{file}")).await;
        page.says("Download this file").says(&at(&town, file, "")).hides("<img").hides("Correct it");
        let (status, headers, bytes) = town.bryn.opens(&at(&town, file, "")).await;
        assert_eq!((status, bytes.as_slice()), (StatusCode::OK, PDF));
        for (name, value) in [
            ("content-type", "application/pdf"),
            (
                "content-disposition",
                "attachment; filename=\"Zeugnis _.pdf\"; filename*=UTF-8''Zeugnis%20%C3%BC.pdf",
            ),
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(headers.get(name).unwrap().to_str().unwrap(), value, "{name}");
        }
        nothing_is_given(&town.bryn, &at(&town, file, "/picture")).await;
        town.bryn.sees(&town.sam("/story?kind=story.file_added")).await.says("Zeugnis").says("Files");
        let text = added(&town, &answers(&[]), ("a.html", b"Dear Sam")).await;
        let (_, headers, _) = town.bryn.opens(&at(&town, text, "")).await;
        assert_eq!(headers["content-type"], "text/plain; charset=utf-8");
        assert!(headers["content-disposition"].to_str().unwrap().contains("\"a.html.txt\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_drawn_anew_and_shown_on_the_page_of_its_entry_alone() {
    in_town(async |town| {
        let file = added(&town, &answers(&[]), ("drawing.pdf", FACE)).await;
        let picture = at(&town, file, "/picture");
        town.bryn.sees(&format!("/entries/{file}")).await.says(&format!("src=\"{picture}\""));
        town.bryn.sees(&town.sam("/story")).await.says("drawing.pdf.jpg").hides("<img");
        for (address, how) in [(&picture, "inline"), (&at(&town, file, ""), "attachment")] {
            let (status, headers, bytes) = town.bryn.opens(address).await;
            assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &"image/jpeg".parse().unwrap()));
            assert!(headers["content-disposition"].to_str().unwrap().starts_with(how));
            assert!(headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
            assert!(!bytes.windows(6).any(|window| window == b"SECRET"));
        }
        let ig = town.worker("Ig Lee", Role::InformationGovernance).await;
        ig.sees(&town.sam("/looks")).await.says("A file of the story").says("as it is kept here");
        let left = town.place.house.records.left_of(town.council.authority, town.sam, 10).await.unwrap();
        let [one] = left.as_slice() else { panic!("{left:?}") };
        assert_eq!((one.what.as_str(), one.form.as_str(), one.recipient.as_str()), ("file", "kept", "file"));
        assert_eq!(one.post, town.bryn.worker.post);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_once_and_every_word_stays() {
    in_town(async |town| {
        let before = town.events().await.len();
        let usual = answers(&[]);
        for (name, bytes, sentence) in [
            ("", b"".as_slice(), "Choose a file that is not empty."),
            ("a.pdf", b"", "Choose a file that is not empty."),
            (
                "invoice.pdf",
                b"<!doctype html><script>alert(1)</script>",
                "This kind of file cannot be added.",
            ),
            ("a.png", b"<svg onload=alert(1)>", "SVG drawing"),
            ("a.jpg", &FACE[..60], "damaged or was cut off"),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Office file"),
            ("a.zip", b"PK\x03\x04", "This file is damaged"),
            ("a.txt", &vec![b'a'; LARGEST + 1], "at most 10 MB"),
        ] {
            let page = send(&town, &usual, (name, bytes)).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            page.says(sentence)
                .says("There is a problem")
                .says("School &lt;report&gt;")
                .says("It is unfair.");
        }
        let wrong = answers(&[("about", " "), ("not_asked", "yes")]);
        let page = send(&town, &wrong, ("a.exe", b"MZ\0")).await;
        page.says("Say what it is")
            .says("You wrote what they said.")
            .says("This kind of file cannot be added.");
        let page = send(&town, &answers(&[("about", "")]), ("a.pdf", PDF)).await;
        page.says("Say what it is").says("Choose the file again").says("It is unfair.");
        let page = send(&town, &answers(&[("day-day", ""), ("about", "")]), ("", b"")).await;
        page.says("Say what it is").says("Choose a file that is not empty.");
        let family = answers(&[("class", "police"), ("day-year", "2027")]);
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        let page = relief.post_file(&town.sam("/files/new"), &family, ("file", "a.pdf", PDF)).await;
        page.says("Choose who may read it from the list.").says("The day must be today or earlier.");
        assert_eq!(town.events().await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_long_past_is_asked_about_once_though_the_file_is_chosen_again() {
    in_town(async |town| {
        let old = answers(&[("day-year", "2024")]);
        let page = send(&town, &old, ("a.pdf", PDF)).await;
        page.says("Please check")
            .says("Is that right?")
            .says("Choose the file again")
            .hides("There is a problem");
        let sure = "day 2024-03-01";
        page.says(sure);
        let again = answers(&[("day-year", "2024"), ("asked_about", sure)]);
        added(&town, &again, ("a.pdf", PDF)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_sent_twice_is_one() {
    in_town(async |town| {
        let key = town.amina.sees(&town.sam("/files/new")).await.key();
        let fields = answers(&[("idempotency_key", &key)]);
        for _ in 0..2 {
            assert_eq!(send(&town, &fields, ("a.pdf", PDF)).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(files(&town).await.len(), 1);
        let other = send(&town, &fields, ("a.txt", b"Another file")).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        other.says("This form was sent before with other words in it");
        assert_eq!(files(&town).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_the_entry_as_it_stands_now_is_given_nothing() {
    in_town(async |town| {
        let file = added(&town, &answers(&[]), ("a.png", FACE)).await;
        let (save, picture, remove) =
            (at(&town, file, ""), at(&town, file, "/picture"), at(&town, file, "/remove"));
        for address in [&save, &picture, &remove] {
            nothing_is_given(&town.far, address).await;
        }
        let board = town.worker("Bo Ard", Role::BoardMember).await;
        assert_eq!(board.get(&save).await.status, StatusCode::FORBIDDEN);
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        assert_eq!(relief.opens(&save).await.0, StatusCode::OK);
        let shown = town.robin.sees(&format!("/entries/{file}/move")).await.hidden("shown");
        let moved =
            [("class", "police"), ("reason", "It names others"), ("without_me", "yes"), ("shown", &*shown)];
        town.robin.sends(&format!("/entries/{file}/move"), &moved).await;
        for address in [&save, &picture, &remove] {
            nothing_is_given(&relief, address).await;
        }
        let gone = relief.post(&remove, &[("reason", "Mine")]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        town.restricts_sam_to(&[&town.robin]).await;
        nothing_is_given(&town.amina, &save).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_is_no_file_and_a_file_of_somebody_else_are_not_there() {
    in_town(async |town| {
        let file = added(&town, &answers(&[]), ("a.pdf", PDF)).await;
        let other = crate::people_world::born(&town.place, &town.amina, "Jo Bloggs", "2010-01-02").await;
        nothing_is_given(&town.amina, &format!("/people/{other}/files/{file}")).await;
        let name = town.events().await.into_iter().find(|event| matches!(event.body, Body::NameRecorded(_)));
        nothing_is_given(&town.amina, &at(&town, name.unwrap().id, "")).await;
        nothing_is_given(&town.amina, &town.sam("/files/x")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_taken_out_with_a_reason_is_given_to_nobody_and_its_entry_says_so() {
    in_town(async |town| {
        let file = added(&town, &answers(&[]), ("a.png", FACE)).await;
        let remove = at(&town, file, "/remove");
        town.amina.sees(&remove).await.says("School &lt;report&gt;");
        let page = town.amina.post(&remove, &[("reason", " ")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Say why the file is taken out.");
        let key = town.amina.sees(&remove).await.key();
        let form = [("reason", "It is about <Jo>"), ("idempotency_key", key.as_str())];
        for _ in 0..2 {
            assert_eq!(town.amina.sends(&remove, &form).await, format!("/entries/{file}?done=file-out"));
        }
        let page = town.amina.sees(&format!("/entries/{file}?done=file-out")).await;
        page.says("Nobody is given it any more").says("A file was taken out").says("It is about &lt;Jo&gt;");
        page.says("Taken out by <bdi>Amina Okafor")
            .says("What it said before")
            .hides("<img")
            .hides("Download");
        town.bryn.sees(&town.sam("/story")).await.says("A file was taken out").says("Taken out");
        for address in [at(&town, file, ""), at(&town, file, "/picture"), remove.clone()] {
            nothing_is_given(&town.bryn, &address).await;
        }
        let again = town.bryn.post(&remove, &[("reason", "Me too")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("Somebody has taken this file out already.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_may_belong_to_an_entry_that_its_writer_reads() {
    in_town(async |town| {
        let note = [
            ("text", "We read it."),
            ("day-day", "1"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("class", "family"),
        ];
        town.amina.sends(&town.sam("/notes/new"), &note).await;
        let events = town.events().await;
        let entry = events.iter().find(|event| matches!(event.body, Body::NoteWritten(_))).unwrap().id;
        let path = format!("/entries/{entry}/files/new");
        town.amina.sees(&format!("/entries/{entry}")).await.says(&path);
        town.amina.sees(&path).await.says("It will belong to this entry");
        let sent = town.amina.post_file(&path, &answers(&[]), ("file", "a.pdf", PDF)).await;
        assert_eq!(sent.location, format!("/entries/{entry}?done=file"));
        let file = files(&town).await.pop().unwrap();
        town.amina.sees(&format!("/entries/{entry}")).await.says(&format!("/entries/{file}"));
        town.amina
            .sees(&format!("/entries/{file}"))
            .await
            .says("It belongs to")
            .says(&format!("/entries/{entry}"));
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        relief.sees(&format!("/entries/{file}")).await.hides("It belongs to").hides(&entry.to_string());
        same_nothing(&relief, &path, "/entries/00000000-0000-4000-8000-000000000001/files/new").await;
        let sent = relief.post_file(&path, &answers(&[]), ("file", "a.pdf", PDF)).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
        let out = [("reason", "It was the wrong one")];
        town.amina.sends(&at(&town, file, "/remove"), &out).await;
        town.amina.sees(&format!("/entries/{entry}")).await.hides(&file.to_string());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_beside_a_file_is_kept_as_a_draft() {
    in_town(async |town| {
        let draft = format!("/drafts?form={}", town.sam("/files/new").replace('/', "%2F"));
        assert_eq!(town.amina.post(&draft, &answers(&[])).await.status, StatusCode::NO_CONTENT);
        town.amina.sees(&town.sam("/files/new")).await.says("School &lt;report&gt;").says("It is unfair.");
        town.amina.sees("/drafts").await.says("A file");
        added(&town, &answers(&[]), ("a.pdf", PDF)).await;
        town.amina.sees(&town.sam("/files/new")).await.hides("School &lt;report&gt;");
    })
    .await;
}
