//! Serving over a real socket: whatever becomes of a request, its answer has
//! the security headers.

use crate::support::{Place, for_both, on_embedded};
use practice::dates::Instant;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::{Limits, Site};

/// What every answer has, by the beginning of its line.
const HEADERS: [&str; 8] = [
    "content-security-policy: default-src 'none'",
    "x-content-type-options: nosniff",
    "x-frame-options: DENY",
    "referrer-policy: no-referrer",
    "cross-origin-opener-policy: same-origin",
    "cross-origin-resource-policy: same-origin",
    "permissions-policy: camera=()",
    "strict-transport-security: max-age=",
];

/// The site on a port of its own.
struct Served {
    address: SocketAddr,
    end: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

impl Served {
    async fn begin(place: &Place, connections: usize) -> Self {
        let site = Site { house: place.house.clone(), demo: false, https: true, behind_proxy: false };
        let app = web::app_within(site, Duration::from_secs(1));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let limits = Limits { connections, https: true, drain: Duration::from_secs(1), ..Limits::default() };
        let (end, ended) = oneshot::channel();
        let running = tokio::spawn(async move {
            web::serve(listener, app, limits, async { drop(ended.await) }).await;
        });
        Self { address, end, running }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes and reads until the other side has no more to say.
    async fn ask(&self, request: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_bytes()).await.unwrap();
        all_of(&mut stream).await
    }

    async fn end(self) {
        self.end.send(()).unwrap();
        self.running.await.unwrap();
    }
}

async fn all_of(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut bytes)).await;
    let _ = read.expect("the connection stays open");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// On the embedded engine: what is tried has nothing to do with the database.
async fn served<T: AsyncFn(Served)>(connections: usize, test: T) {
    for_both(async |place| {
        if place.house.records.engine_name() == "SQLite" {
            test(Served::begin(&place, connections).await).await;
        }
    })
    .await;
}

#[track_caller]
fn has_all_headers(answer: &str, status: &str) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{answer}");
    let head = answer.split("\r\n\r\n").next().unwrap().to_lowercase();
    for header in HEADERS {
        assert!(head.contains(&format!("\r\n{}", header.to_lowercase())), "{header} is missing: {answer}");
    }
    assert!(head.contains("\r\ncache-control: "), "{answer}");
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: nwd.example\r\nconnection: close\r\n\r\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_the_security_headers_whatever_becomes_of_the_request() {
    served(16, async |served| {
        let form = "host: nwd.example\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
                    content-type: application/x-www-form-urlencoded\r\n";
        has_all_headers(&served.ask(&get("/sign-in")).await, "200");
        has_all_headers(&served.ask(&get("/nowhere")).await, "404");
        has_all_headers(&served.ask(&get("/people")).await, "303");
        has_all_headers(&served.ask(&get("/assets/none.css")).await, "404");
        let wrong_way = format!("DELETE /sign-in HTTP/1.1\r\n{form}\r\n");
        has_all_headers(&served.ask(&wrong_way).await, "405");
        let elsewhere = "POST /sign-in HTTP/1.1\r\nhost: nwd.example\r\nsec-fetch-site: cross-site\r\nconnection: close\r\n\r\n";
        has_all_headers(&served.ask(elsewhere).await, "403");
        let large = "a".repeat(1024 * 1024 + 1);
        let too_large = format!("POST /sign-in HTTP/1.1\r\n{form}content-length: {}\r\n\r\n{large}", large.len());
        has_all_headers(&served.ask(&too_large).await, "413");
        served.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_whose_form_never_comes_to_an_end_is_cut_off_with_a_sentence_and_all_headers() {
    served(16, async |served| {
        let never = "POST /sign-in HTTP/1.1\r\nhost: nwd.example\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
                     content-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nemail=";
        let answer = served.ask(never).await;
        has_all_headers(&answer, "408");
        assert!(answer.contains("This took too long to wait for."), "{answer}");
        served.end().await;
    })
    .await;
}

/// A clock with a fault whose words hold what somebody wrote.
struct Faulty;

impl work::Clock for Faulty {
    fn now(&self) -> Instant {
        panic!("the day of Sam");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_the_program_is_answered_with_a_sentence_all_headers_and_none_of_its_words() {
    on_embedded(&async |mut place: Place| {
        place.house.clock = Arc::new(Faulty);
        let served = Served::begin(&place, 16).await;
        let sent = "email=sam%40nwd.example&password=none";
        let answer = served
            .ask(&format!(
                "POST /sign-in HTTP/1.1\r\nhost: nwd.example\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n\
                 content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{sent}",
                sent.len()
            ))
            .await;
        has_all_headers(&answer, "500");
        assert!(answer.contains("look before you send it again") && !answer.contains("the day of"), "{answer}");
        // The next one is served as ever.
        has_all_headers(&served.ask(&get("/sign-in")).await, "200");
        served.end().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_the_bound_whoever_comes_is_told_when_to_come_again() {
    served(2, async |served| {
        let (mut first, second) = (served.connect().await, served.connect().await);
        // Both are being served: one has had its answer and keeps the connection.
        first.write_all(b"GET /health/live HTTP/1.1\r\nhost: nwd.example\r\n\r\n").await.unwrap();
        let mut some = [0; 12];
        first.read_exact(&mut some).await.unwrap();
        assert_eq!(&some, b"HTTP/1.1 200");
        let answer = served.ask(&get("/sign-in")).await;
        has_all_headers(&answer, "503");
        assert!(answer.to_lowercase().contains("\r\nretry-after: 30\r\n"), "{answer}");
        assert!(answer.contains("Too many people are asking at once."), "{answer}");
        drop((first, second));
        for _ in 0..200 {
            let answer = served.ask(&get("/health/live")).await;
            if answer.starts_with("HTTP/1.1 200") {
                served.end().await;
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("places that were given back are not used again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_at_all_is_refused_with_all_headers_and_nothing_more() {
    served(1, async |served| {
        let many = "x: y\r\n".repeat(150);
        let many = format!("GET /sign-in HTTP/1.1\r\nhost: nwd.example\r\n{many}\r\n");
        for (sent, status) in [("nonsense\r\n\r\n", "400"), ("GET / HTTP/9.9\r\n\r\n", "400"), (&many, "431")]
        {
            let answer = served.ask(sent).await;
            has_all_headers(&answer, status);
            assert!(answer.ends_with("\r\n\r\n") && answer.matches("\r\n\r\n").count() == 1, "{answer}");
        }
        // After an answer on the same connection, and where no more can be served.
        let mut stream = served.connect().await;
        stream.write_all(b"GET /health/live HTTP/1.1\r\nhost: nwd.example\r\n\r\n").await.unwrap();
        let mut some = [0; 12];
        stream.read_exact(&mut some).await.unwrap();
        has_all_headers(&served.ask("nonsense\r\n\r\n").await, "400");
        while !matches!(
            tokio::time::timeout(Duration::from_millis(300), stream.read(&mut [0; 4096])).await,
            Err(_) | Ok(Ok(0))
        ) {}
        stream.write_all(b"nonsense\r\n\r\n").await.unwrap();
        has_all_headers(&all_of(&mut stream).await, "400");
        served.end().await;
    })
    .await;
}
