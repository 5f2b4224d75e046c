//! A small council to look at pages in: two teams, one worker for each kind of
//! reach, and a young person whom one of them wrote down.

use crate::support::{Council, PASSWORD, Place, Worker, for_both, post_form, visit};
use axum::body::Body as Bytes;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use practice::dates::Happened;
use practice::homes::{Sleeping, SleepingRecorded};
use practice::ids::{PersonId, TeamId};
use practice::journal::{Body, Event, Told};
use practice::staff::Role;
use std::fmt::Write;
use tower::ServiceExt;
use work::Act;
use work::people::NewPerson;
use work::signing_in;
use work::staff::{self, NewTeam};

/// The council with everybody in it.
pub(crate) struct Town {
    pub(crate) place: Place,
    pub(crate) council: Council,
    /// A key worker of the hub.
    pub(crate) amina: Browser,
    /// A second key worker of the hub.
    pub(crate) bryn: Browser,
    /// The manager of the hub.
    pub(crate) robin: Browser,
    /// A key worker of another team.
    pub(crate) far: Browser,
    /// Sam, whose key worker is Amina.
    pub(crate) sam: PersonId,
}

/// Runs a test in a town on each engine.
pub(crate) async fn in_town<T: AsyncFn(Town)>(test: T) {
    for_both(async |place| {
        let council = place.council().await;
        place.house.records.set_installation(signing_in::DEMO, "yes").await.unwrap();
        let amina = browser(&place, &council, "Amina Okafor", Role::OutreachKeyWorker).await;
        let bryn = browser(&place, &council, "Bryn Hale", Role::OutreachKeyWorker).await;
        let robin = browser(&place, &council, "Robin Fell", Role::HubManager).await;
        let hill = NewTeam { name: "Hill House".into(), hub: true };
        let hill = staff::create_team(&place.operator(&council), &hill, None).await.unwrap();
        let elsewhere = Council { hub: hill, ..council };
        let far = browser(&place, &elsewhere, "Noor Far", Role::OutreachKeyWorker).await;
        let sam = born(&place, &amina, "Sam Osei", "2010-06-04").await;
        test(Town { place, council, amina, bryn, robin, far, sam }).await;
    })
    .await;
}

/// Somebody new, written down by a worker.
pub(crate) async fn born(place: &Place, by: &Browser, name: &str, born: &str) -> PersonId {
    let new = NewPerson { name: name.into(), born: Some(born.parse().unwrap()), ..NewPerson::default() };
    work::people::create(&place.desk_of(&by.worker).await, &new, None).await.unwrap()
}

/// Somebody of a role, signed in.
pub(crate) async fn browser(place: &Place, council: &Council, name: &str, role: Role) -> Browser {
    let worker = place.worker(council, name, &[role]).await;
    let cookie = signing_in::as_post(&place.house, worker.post, "A browser").await.unwrap();
    let site = web::Site { house: place.house.clone(), demo: false, https: false, behind_proxy: false };
    Browser { worker, cookie, site }
}

impl Town {
    /// Somebody sleeps in a house from now on.
    pub(crate) async fn sleeps_in(&self, person: PersonId, house: TeamId) {
        let place = Sleeping::Team(house);
        let sleeps = Body::SleepingRecorded(SleepingRecorded { place, purpose: String::new() });
        let operator = self.place.operator(&self.council);
        let told = Told::about(person, person.stream("whereabouts"), Happened::At(operator.now), sleeps);
        operator.write(Act::new().beginning(told)).await.unwrap();
    }

    /// One more worker, in the hub.
    pub(crate) async fn worker(&self, name: &str, role: Role) -> Browser {
        browser(&self.place, &self.council, name, role).await
    }

    /// One more worker, whose post is in no team.
    pub(crate) async fn worker_of_no_team(&self, name: &str, role: Role) -> Browser {
        let mut form = post_form(&self.council, name, &[role], self.place.house.now().day());
        form.team = None::<TeamId>;
        let operator = self.place.operator(&self.council);
        let post = staff::create_post(&operator, &form, None).await.unwrap();
        let email = format!("{}@northmoor.example", name.to_lowercase().replace(' ', "."));
        let invited = signing_in::invite(&operator, post, &email, None).await.unwrap();
        let outcome =
            signing_in::accept(&self.place.house, &invited.token, PASSWORD, &visit()).await.unwrap();
        let worker = Worker { post, account: invited.account, email, outcome };
        let cookie = signing_in::as_post(&self.place.house, worker.post, "A browser").await.unwrap();
        Browser { worker, cookie, site: self.amina.site.clone() }
    }

    /// The same worker in a new session, after time has passed.
    pub(crate) async fn again(&self, who: &Browser) -> Browser {
        let post = who.worker.post;
        let cookie = signing_in::as_post(&self.place.house, post, "A browser").await.unwrap();
        let (account, email) = (who.worker.account, who.worker.email.clone());
        let worker = Worker { post, account, email, outcome: who.worker.outcome.clone() };
        Browser { worker, cookie, site: who.site.clone() }
    }

    /// An address about Sam.
    pub(crate) fn sam(&self, rest: &str) -> String {
        format!("/people/{}{rest}", self.sam)
    }

    /// Sam's record is restricted to some workers, Robin among them, until 1 April 2026.
    pub(crate) async fn restricts_sam_to(&self, workers: &[&Browser]) {
        let posts: Vec<String> = workers.iter().map(|who| who.worker.post.to_string()).collect();
        let posts = posts.iter().map(|post| ("posts", post.as_str()));
        let day = [("review_on-day", "1"), ("review_on-month", "4"), ("review_on-year", "2026")];
        let amina = self.amina.worker.post.to_string();
        let form: Vec<_> = posts
            .chain(day)
            .chain([("reason", "A worker’s neighbour"), ("without_key_worker", &*amina)])
            .collect();
        self.robin.sends(&self.sam("/restrict"), &form).await;
    }

    /// Everything written about Sam, oldest first.
    pub(crate) async fn events(&self) -> Vec<Event> {
        let desk = self.place.operator(&self.council);
        self.place.house.records.events_of(&desk.sight, self.sam, desk.now).await.unwrap().unwrap()
    }
}

/// A worker with a browser.
pub(crate) struct Browser {
    pub(crate) worker: Worker,
    cookie: String,
    site: web::Site,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) text: String,
}

impl Browser {
    /// Opens a page.
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.ask(Request::get(path).header("sec-fetch-mode", "navigate"), Bytes::empty()).await
    }

    /// Opens a page that must be there.
    pub(crate) async fn sees(&self, path: &str) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        page
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = fields.iter().fold(String::new(), |mut body, (name, value)| {
            let _ = write!(body, "{}={}&", encoded(name), encoded(value));
            body
        });
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Bytes::from(body)).await
    }

    /// Sends a form that must be taken; answers where it leads.
    pub(crate) async fn sends(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let page = self.post(path, fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}: {}", page.text);
        page.location
    }

    /// Sends a form with one file.
    pub(crate) async fn post_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Page {
        self.post_files(path, fields, &[file]).await
    }

    /// Sends a form with files: each with its field, its name and its bytes.
    pub(crate) async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (field, name, bytes) in files {
            let head = format!(
                "--xx\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--xx--\r\n");
        let request = Request::post(path)
            .header("content-type", "multipart/form-data; boundary=xx")
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Bytes::from(body)).await
    }

    /// Opens what is no page: its status, headers and bytes.
    pub(crate) async fn opens(&self, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        let request = Request::get(path).header("cookie", format!("nwd={}", self.cookie));
        let answer =
            web::app(self.site.clone()).oneshot(request.body(Bytes::empty()).unwrap()).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        (status, headers, answer.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    async fn ask(&self, request: axum::http::request::Builder, body: Bytes) -> Page {
        let request = request.header("cookie", format!("nwd={}", self.cookie)).body(body).unwrap();
        let answer = web::app(self.site.clone()).oneshot(request).await.unwrap();
        let status = answer.status();
        let location = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Page { status, location: location.unwrap_or_default(), text }
    }
}

impl Page {
    /// The page shows these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "not on the page: {words}\n{}", self.text);
        self
    }

    /// The page does not hold these words anywhere.
    #[track_caller]
    pub(crate) fn hides(&self, words: &str) -> &Self {
        assert!(!self.text.contains(words), "on the page: {words}\n{}", self.text);
        self
    }

    /// The value of a hidden field.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self.text.split_once(&start).unwrap_or_else(|| panic!("no field {name}\n{}", self.text)).1;
        rest.split('"').next().unwrap().to_owned()
    }

    /// The key of the form.
    #[track_caller]
    pub(crate) fn key(&self) -> String {
        self.hidden("idempotency_key")
    }

    /// The page without what differs from one answer to the next: the nonce,
    /// and the address that was asked for.
    pub(crate) fn without(&self, address: &str) -> String {
        let nonce = self.text.split_once("nonce=\"").unwrap().1.split('"').next().unwrap().to_owned();
        self.text.replace(&nonce, "").replace(address, "")
    }
}

/// A page that is not there and one that is not the reader's are the same.
pub(crate) async fn same_nothing(reader: &Browser, theirs: &str, nobodys: &str) {
    let (one, other) = (reader.get(theirs).await, reader.get(nobodys).await);
    assert_eq!(
        (one.status, other.status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
        "{theirs} {nobodys}"
    );
    assert_eq!(one.without(theirs), other.without(nobodys));
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        let _ = write!(all, "%{byte:02X}");
        all
    })
}
