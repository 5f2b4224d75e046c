//! A sample of every version of every event ever written. Lines are added,
//! never changed and never taken out: journals hold these bytes for ever.

use practice::journal::{Body, CATALOGUE};

fn samples() -> Vec<(&'static str, i64, &'static str)> {
    include_str!("events_ever_written.tsv")
        .lines()
        .map(|line| {
            let mut cells = line.splitn(3, '\t');
            let (kind, version, payload) = (cells.next(), cells.next(), cells.next());
            let version = version.and_then(|version| version.parse().ok());
            (kind.expect("a kind"), version.expect("a version"), payload.expect("a payload"))
        })
        .collect()
}

#[test]
fn every_event_ever_written_is_read() {
    for (kind, version, payload) in samples() {
        let body = Body::read(kind, version, payload.as_bytes());
        assert!(body.is_ok(), "{kind} v{version}: {:?}", body.err());
    }
}

#[test]
fn what_is_written_today_is_written_as_the_sample_says() {
    for (kind, version, payload) in samples() {
        let body = Body::read(kind, version, payload.as_bytes()).expect("read above");
        if body.version() == version {
            assert_eq!(String::from_utf8_lossy(&body.payload()), payload, "{kind}");
        }
    }
}

#[test]
fn every_version_written_today_has_a_sample() {
    for entry in CATALOGUE {
        let found =
            samples().iter().any(|(kind, version, _)| (*kind, *version) == (entry.kind, entry.version));
        assert!(found, "{} v{} has no sample", entry.kind, entry.version);
    }
}
