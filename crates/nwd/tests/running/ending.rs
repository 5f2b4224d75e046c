//! How a server ends: asked to, with a request under way, and taken away while it writes.

use crate::ground::{Ground, ended, wait_until};
use std::io::{Read, Write};
use std::net::TcpStream;

#[test]
fn a_server_that_is_asked_to_end_takes_nobody_new_and_answers_what_is_under_way_whole() {
    let ground = Ground::new();
    let server = ground.serve();
    let form = "email=sam%40nwd.example&password=none";
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: nwd.example\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        form.len()
    );
    let mut under_way = TcpStream::connect(&server.address).unwrap();
    under_way.write_all(head.as_bytes()).unwrap();
    under_way.write_all(&form.as_bytes()[..10]).unwrap();
    // It has begun with that one once it has answered another that came later.
    let mut later = TcpStream::connect(&server.address).unwrap();
    later.write_all(b"GET /health/live HTTP/1.1\r\nhost: nwd.example\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    later.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    server.ask_to_end();
    wait_until(|| TcpStream::connect(&server.address).is_err());
    under_way.write_all(&form.as_bytes()[10..]).unwrap();
    let mut answer = String::new();
    under_way.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 422") && answer.ends_with("</html>"), "{answer}");
    assert!(answer.contains("content-security-policy"), "{answer}");
    server.ended();
    assert!(ground.run(&["verify"]).well);
}

#[test]
fn what_was_acknowledged_before_a_kill_while_writing_is_there_and_the_next_start_needs_no_hand() {
    let ground = Ground::new();
    let folders = ["north", "south"].map(|name| ground.council_files(name, 20));
    let many = ground.council_files("many", 2_000);
    let import = |folder: &std::path::Path| {
        let words = ["import", "people", folder.to_str().unwrap(), "--yes", "--council", "Northmoor"];
        words.map(str::to_owned)
    };
    let run = |words: &[String]| ground.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let server = ground.serve();
    for folder in &folders {
        let done = run(&import(folder));
        assert!(done.well && done.said.contains("     20 new people"), "{done:?}");
    }
    let size = || std::fs::metadata(ground.data().join("nwd.db-wal")).map_or(0, |log| log.len());
    let before = size();
    let words = import(&many);
    let cut_off = ground.start(&words.iter().map(String::as_str).collect::<Vec<_>>());
    wait_until(|| size() > before + 400_000);
    server.kill();
    assert!(!ended(cut_off).well, "it was killed while it wrote");
    // Nothing is put in order first, by nobody.
    let server = ground.serve();
    for folder in &folders {
        let done = run(&import(folder));
        assert!(done.well && done.said.contains("      0 new people"), "{done:?}");
    }
    let done = run(&import(&many));
    assert!(done.well, "{done:?}");
    server.end();
    let checked = ground.run(&["verify"]);
    assert!(checked.well && checked.said.contains("Everything is as it was written."), "{checked:?}");
}
