//! Whatever is sent to whatever address: it is answered with a sentence and
//! all security headers, never a fault, and what is refused writes nothing.

use crate::addresses::ADDRESSES;
use crate::asking::{Answer, Browser, form};
use crate::filled::{ELSEWHERE, EMPTIED, FACTS, FILLED, FORMLESS, KEPT, LEAVE, NOT_TAKEN};
use crate::grids::Relation;
use crate::outs::stand_ready;
use crate::rows::{Fields, LAST_ROWS, ROWS};
use crate::spoils::{Field, LOOSE, Must, PARTS, Spoil, fields_of, queries, whole_bodies};
use crate::subjects::{Lived, Subject};
use crate::support::{Place, Worker, on_embedded, on_server, post_form};
use crate::town::{Asker, Town};
use crate::trying::{Filled, Trying, fill};
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use practice::ids::PersonId;
use practice::staff::Role;
use std::collections::BTreeMap;
use tower::ServiceExt;
use work::{signing_in, staff};

/// They may send every form between them.
const ASKING: [Role; 5] = [
    Role::HeadOfService,
    Role::MatchingDesk,
    Role::Administrator,
    Role::InformationGovernance,
    Role::PerformanceOfficer,
];
const FORM: &str = "application/x-www-form-urlencoded";
/// Young people of the sweep have numbers from here on, which nobody else of the town has.
const FIRST: usize = 300;
const NUMBERS: usize = 500;

/// A form, and who sends it.
struct Sending {
    path: &'static str,
    given: Fields,
    /// Which of those who ask; nobody is signed in where there is none.
    by: Option<usize>,
}

/// A form as it stands just now.
struct Standing {
    path: String,
    fields: Vec<Field>,
    /// Whom it is about.
    subject: Subject,
}

struct Sweep {
    town: Town,
    browsers: Vec<Browser>,
    nobody: Browser,
    born: usize,
    sent: usize,
    taken: Vec<&'static str>,
    wrong: Vec<String>,
}

/// About whom a field is that a form has one of for each of several young people.
fn whose(field: &str) -> Option<PersonId> {
    field.split_once('-')?.1.parse().ok()
}

/// Every address that takes a form.
fn sendings(town: &Town) -> Vec<Sending> {
    let by = |may: &dyn Fn(Role) -> bool| town.askers.iter().position(|asker| may(asker.role));
    let rows = ROWS.iter().chain(LAST_ROWS).filter(|row| row.form.is_some() && row.path.contains('{'));
    let of_people = rows.map(|row| Sending {
        path: row.path,
        given: given(row.path, row.form.unwrap_or_default()),
        by: by(&|role| row.is_for(role)),
    });
    let facts = FACTS.iter().map(|fact| {
        let path: &'static str = Box::leak(format!("/people/{{person}}/record/{fact}").into_boxed_str());
        Sending { path, given: given(path, &[]), by: by(&|role| role == Role::HeadOfService) }
    });
    let service = ADDRESSES.iter().filter(|row| row.method == "POST").map(|row| Sending {
        path: row.path,
        given: given(row.path, &[]),
        by: if matches!(row.nobody, 303 | 401) {
            by(&|role| row.gets.iter().any(|(roles, _)| roles.contains(&role)))
        } else {
            None
        },
    });
    of_people.chain(facts).chain(service).filter(|sending| !sending.path.contains("{fact}")).collect()
}

fn given(path: &str, row: Fields) -> Fields {
    FILLED.iter().find(|(one, _)| *one == path).map_or(row, |(_, fields)| *fields)
}

impl Sweep {
    async fn begun(place: Place) -> Self {
        let town = Town::with(place, ASKING.to_vec(), false).await;
        let mut browsers = Vec::new();
        for asker in &town.askers {
            browsers.push(town.browser(&asker.worker).await);
        }
        let nobody = Browser { app: town.app.clone(), cookie: String::new() };
        let sweep = Self { town, browsers, nobody, born: 0, sent: 0, taken: Vec::new(), wrong: Vec::new() };
        sweep.written().await;
        sweep
    }

    fn asker(&self, sending: &Sending) -> &Asker {
        &self.town.askers[sending.by.unwrap_or(0)]
    }

    /// How many events were written since this was last asked: those that are not sealed yet.
    async fn written(&self) -> u64 {
        let house = &self.town.place.house;
        house.records.seal(house.id(), house.now(), false).await.unwrap()
    }

    /// Somebody new, in the record that an address is about.
    async fn somebody(&mut self, sending: &Sending) -> Subject {
        self.born += 1;
        let number = FIRST + self.born % NUMBERS;
        let (town, asker) = (&self.town, self.asker(sending));
        let own = vec![town.pulled_in, asker.worker.post];
        let lived = Lived {
            team: Some(town.council.hub),
            key_worker: Some(town.key_worker),
            pulled_in: own,
            adopted: sending.path.starts_with("/adoptions/").then(|| vec![asker.worker.post]),
            ..Lived::default()
        };
        let desk = town.place.operator(&town.council);
        let (mut subject, acts) = Subject::born(&desk, &town.place, number, &lived, town.key_worker);
        town.place.house.records.append_all(acts.into()).await.unwrap();
        if sending.path.ends_with("/restrict/review") || sending.path.ends_with("/restrict/lift") {
            let told = subject.restricted(&desk, vec![asker.worker.post, town.colleague]);
            town.place
                .house
                .records
                .append(desk.prepare(work::Act::new().beginning(told)).unwrap())
                .await
                .unwrap();
        }
        if sending.path.ends_with("/arrival") {
            subject.person = self.arriving(sending, &subject).await;
        }
        self.written().await;
        subject
    }

    /// Writes down somebody who arrives tonight.
    async fn arriving(&self, sending: &Sending, like: &Subject) -> PersonId {
        let fields = [("name", like.typed.name.as_str()), ("tonight", "yes"), ("create", "yes")];
        let ask = crate::asking::Ask::post("/people/new", &fields);
        let to = self.browsers[sending.by.unwrap()].ask(&ask).await.location();
        to.trim_start_matches("/people/").split('?').next().unwrap().parse().unwrap()
    }

    fn filled(&self, sending: &Sending, subject: &Subject) -> Filled {
        let mut filled = Trying::of(&self.town, self.asker(sending)).filled(subject);
        filled.insert("family", subject.family.to_string());
        filled.insert("health", subject.health.to_string());
        filled.insert("contact", subject.contact.to_string());
        filled
    }

    /// The form of an address, about somebody new, as its page shows it.
    async fn standing(&mut self, sending: &Sending) -> Standing {
        let subject = self.somebody(sending).await;
        let mut filled = self.filled(sending, &subject);
        self.something(sending, &subject, &mut filled).await;
        let path = fill(&sending.path.replace("{fact}/{stream}", "{ending}/{stream}"), &filled);
        if let Some(place) = sending.by {
            self.sign_in_again(place).await;
        }
        let shown =
            ELSEWHERE.iter().find(|(one, _)| *one == sending.path).map_or(sending.path, |(_, page)| page);
        let page = self.get(sending, &fill(shown, &filled)).await;
        let mut fields = fields_of(&String::from_utf8_lossy(&page.body), &path);
        // Of a form with a box for each of many young people those of one are enough.
        fields.retain(|field| whose(&field.name).is_none_or(|person| person == subject.person));
        let mut given: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, value) in sending.given {
            given.entry(name).or_default().push(fill(value, &filled));
        }
        for (name, values) in given {
            fields.retain(|field| field.name != name);
            fields.push(Field::given(name, values));
        }
        let path = if path == "/drafts" { "/drafts?form=/people/new".into() } else { path };
        Standing { path, fields, subject }
    }

    /// Something new, where an address is about none of the young people.
    async fn something(&self, sending: &Sending, subject: &Subject, filled: &mut Filled) {
        if sending.path == "/join/{token}" {
            filled.insert("token", self.invited().await);
        } else if sending.path.starts_with("/staff/accounts/") || sending.path.starts_with("/staff/posts/{") {
            let worker = self.worker().await;
            filled.insert("account", worker.account.to_string());
            filled.insert("post", worker.post.to_string());
            filled.insert("address", worker.email);
        } else if sending.path.starts_with("/staff/teams/{") {
            let operator = self.town.place.operator(&self.town.council);
            let team = staff::NewTeam { name: format!("Team {}", self.born), hub: false };
            filled.insert("team", staff::create_team(&operator, &team, None).await.unwrap().to_string());
        } else if sending.path == "/relatives/{withdrawal}" {
            filled.insert("withdrawal", self.withdrawal(sending, subject).await);
        } else if sending.path.starts_with("/out/") {
            stand_ready(&self.town, self.asker(sending), sending.path, filled).await;
        }
        self.written().await;
    }

    async fn worker(&self) -> Worker {
        let town = &self.town;
        town.place.worker(&town.council, &format!("Worker {}", self.born), &[Role::LifeCoach]).await
    }

    /// A declaration that a worker asked to take back.
    async fn withdrawal(&self, sending: &Sending, subject: &Subject) -> String {
        let (desk, reference) =
            (self.town.desk(&self.worker().await).await, subject.typed.reference.as_str());
        staff::declare_own_relative(&desk, reference, None).await.unwrap();
        staff::ask_to_withdraw(&desk, reference, "It was somebody else.", None).await.unwrap();
        let decider = self.town.desk(&self.asker(sending).worker).await;
        let asked = staff::withdrawals(&decider).await.unwrap();
        asked.iter().find(|one| one.reference == reference).unwrap().stream.to_string()
    }

    /// A link to take a post up with.
    async fn invited(&self) -> String {
        let place = &self.town.place;
        let operator = place.operator(&self.town.council);
        let name = format!("Worker {}", self.born);
        let new = post_form(&self.town.council, &name, &[Role::LifeCoach], place.house.now().day());
        let post = staff::create_post(&operator, &new, None).await.unwrap();
        let email = format!("worker.{}@northmoor.example", self.born);
        signing_in::invite(&operator, post, &email, None).await.unwrap().token
    }

    /// A browser whose session was ended or locked by what was sent.
    async fn sign_in_again(&mut self, place: usize) {
        let page = self.browsers[place].ask(&crate::asking::Ask::get("/account/password")).await;
        if page.status.as_u16() != 200 {
            self.browsers[place] = self.town.browser(&self.town.askers[place].worker).await;
        }
    }

    fn browser(&self, sending: &Sending) -> &Browser {
        sending.by.map_or(&self.nobody, |place| &self.browsers[place])
    }

    async fn get(&self, sending: &Sending, path: &str) -> Answer {
        self.browser(sending).ask(&crate::asking::Ask::get(path)).await
    }

    async fn post(&mut self, sending: &Sending, path: &str, body: (&str, Vec<u8>)) -> Answer {
        self.sent += 1;
        sent(self.browser(sending), path, body).await
    }

    /// One form, each of its fields spoilt in each way, and whatever else may be sent.
    async fn form(&mut self, sending: &Sending, is_thorough: bool) {
        let mut standing = self.standing(sending).await;
        let clean = self.post(sending, &standing.path, (FORM, body_of(&standing, None))).await;
        let was_taken = clean.status.is_success() || clean.status.is_redirection();
        self.judge(&format!("POST {}, filled in", sending.path), &clean, Must::Answered).await;
        if was_taken {
            self.taken.push(sending.path);
        } else {
            let page = String::from_utf8_lossy(&clean.body);
            let why = page.split("error-summary__body").nth(1).unwrap_or_default();
            eprintln!("{}: {} {}", sending.path, clean.status, why.chars().take(300).collect::<String>());
        }
        let names: Vec<String> = standing.fields.iter().map(|field| field.name.clone()).collect();
        let first = names.first().cloned().unwrap_or_default();
        for name in names {
            let Some(field) = standing.fields.iter().find(|field| field.name == name) else { continue };
            let another_kind = standing.subject.person.to_string();
            let is_first = name == first;
            for spoil in field.spoils(&another_kind, (is_thorough, is_first)) {
                if self.spoilt(sending, &standing, (&name, &spoil)).await {
                    standing = self.standing(sending).await;
                }
            }
        }
        for body in whole_bodies().into_iter().take(if is_thorough { usize::MAX } else { 3 }) {
            let what = format!("POST {}, as a whole {:?} of {} bytes", sending.path, body.0, body.1.len());
            let is_form = body.0 == FORM;
            let may_be = FORMLESS.contains(&sending.path) || is_form && EMPTIED.contains(&sending.path);
            let must = if may_be { Must::Answered } else { Must::Refused };
            let answer = self.post(sending, &standing.path, body).await;
            if self.judge(&what, &answer, must).await {
                standing = self.standing(sending).await;
            }
        }
    }

    /// Sends one spoilt field; whether something came of it.
    async fn spoilt(
        &mut self,
        sending: &Sending,
        standing: &Standing,
        (name, spoil): (&str, &Spoil),
    ) -> bool {
        let answer = self.post(sending, &standing.path, (FORM, body_of(standing, Some((name, spoil))))).await;
        let start: String = spoil.sent.join("&").chars().take(60).collect();
        let what = format!("POST {}, {name}={start}", sending.path);
        let is_leave = FORMLESS.contains(&sending.path) || LEAVE.contains(&(sending.path, name));
        let must = if is_leave { Must::Answered } else { spoil.must };
        let was_taken = self.judge(&what, &answer, must).await;
        if answer.status.as_u16() == 303 && spoil.is_script() {
            let person = format!("/people/{}", standing.subject.person);
            for path in
                [answer.location(), person.clone(), format!("{person}/story"), format!("{person}/team")]
            {
                let page = self.get(sending, &path).await;
                self.judge(&format!("GET {path} after {what}"), &page, Must::Answered).await;
            }
        }
        was_taken
    }

    /// Whether something may have come of it: it was taken, or whoever sent it has to come in again.
    async fn judge(&mut self, what: &str, answer: &Answer, must: Must) -> bool {
        let status = answer.status.as_u16();
        let written = self.written().await;
        let mut wrong = faults(answer);
        let is_refused = (400..500).contains(&status);
        match must {
            Must::Unreadable if status != 400 => wrong.push("it was read".into()),
            Must::Refused if !is_refused => wrong.push("it was taken".into()),
            _ => {}
        }
        if is_refused && written > 0 && !what.starts_with(KEPT) {
            wrong.push(format!("{written} events were written though it was refused"));
        }
        self.wrong.extend(wrong.into_iter().map(|wrong| format!("{what}: {status}: {wrong}")));
        !is_refused || status == 404 || status == 401
    }

    /// Every page, at a strange address and with a strange question.
    async fn pages(&mut self) {
        let mut paths: Vec<(&'static str, Option<usize>)> = Vec::new();
        for row in ROWS.iter().chain(LAST_ROWS).filter(|row| row.form.is_none()) {
            paths.push((row.path, self.town.askers.iter().position(|asker| row.is_for(asker.role))));
        }
        for row in ADDRESSES.iter().filter(|row| row.method == "GET") {
            let may = |asker: &Asker| row.gets.iter().any(|(roles, _)| roles.contains(&asker.role));
            paths.push((row.path, self.town.askers.iter().position(may)));
        }
        for (path, by) in paths {
            let sending = Sending { path, given: &[], by };
            let subject = self.asker(&sending).people[&Relation::Own].clone();
            let filled = self.filled(&sending, &subject);
            let plain = fill(&path.replace("{fact}/{stream}", "{ending}/{stream}"), &filled);
            let between = if path.contains('?') { '&' } else { '?' };
            let mut asked: Vec<String> =
                queries().iter().map(|query| format!("{plain}{between}{query}")).collect();
            for part in path.split(['/', '?']).filter(|part| part.starts_with('{')) {
                let spoilt = |with: &str| fill(&path.replacen(part, with, 1), &filled);
                asked.extend(PARTS.iter().map(|with| spoilt(with)));
                asked.push(spoilt(&"a".repeat(5_000)));
            }
            for path in asked {
                let answer = self.get(&sending, &path).await;
                self.sent += 1;
                let must = Must::Answered;
                self.judge(&format!("GET {}", path.chars().take(120).collect::<String>()), &answer, must)
                    .await;
            }
        }
    }
}

/// What comes back when bytes of some kind are sent.
pub(crate) async fn sent(browser: &Browser, path: &str, (kind, body): (&str, Vec<u8>)) -> Answer {
    let mut request = Request::post(path)
        .header("host", "nwd.example")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", format!("nwd={}", browser.cookie));
    if !kind.is_empty() {
        request = request.header("content-type", kind);
    }
    let answer = browser.app.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status, headers: parts.headers, body }
}

/// What is sent, with one field spoilt.
fn body_of(standing: &Standing, spoilt: Option<(&str, &Spoil)>) -> Vec<u8> {
    let mut body = String::new();
    for field in &standing.fields {
        match spoilt.filter(|(name, _)| *name == field.name) {
            Some((name, spoil)) => {
                body.extend(spoil.sent.iter().map(|value| format!("{name}={value}&")));
            }
            None => body.extend(field.values.iter().map(|value| form(&[(&field.name, value)]))),
        }
    }
    body.into_bytes()
}

/// What no answer may be like.
fn faults(answer: &Answer) -> Vec<String> {
    const HEADERS: [(&str, &str); 8] = [
        ("content-security-policy", "default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=()"),
        ("cache-control", ""),
    ];
    let header = |name: &str| answer.headers.get(name).and_then(|value| value.to_str().ok());
    let mut faults: Vec<String> = HEADERS
        .iter()
        .filter(|(name, begins)| !header(name).is_some_and(|value| value.starts_with(begins)))
        .map(|(name, _)| format!("without {name}"))
        .collect();
    if answer.status.is_server_error() {
        faults.push("a fault of the program".into());
    }
    let text = String::from_utf8_lossy(&answer.body);
    let is_page = header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    if is_page && LOOSE.iter().any(|loose| text.contains(loose)) {
        faults.push("what was sent stands in the page as it is".into());
    }
    let says = if is_page {
        text.contains("<h1") && text.contains("<title>")
    } else {
        text.trim_end().ends_with('.') && text.starts_with(char::is_uppercase)
    };
    if (answer.status.is_client_error() || is_page) && !says {
        faults.push(format!("no sentence: {}", text.chars().take(80).collect::<String>()));
    }
    faults
}

async fn swept(place: Place, is_thorough: bool) {
    let mut sweep = Box::pin(Sweep::begun(place)).await;
    for sending in sendings(&sweep.town) {
        Box::pin(sweep.form(&sending, is_thorough)).await;
    }
    Box::pin(sweep.pages()).await;
    eprintln!("{} requests, {} young people", sweep.sent, sweep.born);
    let not_taken: Vec<&str> =
        sendings(&sweep.town).iter().map(|one| one.path).filter(|path| !sweep.taken.contains(path)).collect();
    let wrong: Vec<&String> = sweep.wrong.iter().take(200).collect();
    assert!(
        wrong.is_empty() && not_taken == NOT_TAKEN,
        "{} of {} requests: {wrong:#?}\nnot taken though filled in: {not_taken:#?}",
        sweep.wrong.len(),
        sweep.sent
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_sent_is_answered_with_a_sentence_and_what_is_refused_writes_nothing_on_sqlite() {
    on_embedded(&async |place| swept(place, true).await).await;
}

/// One of each sort, because the engines keep different letters and numbers.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_sent_is_answered_with_a_sentence_and_what_is_refused_writes_nothing_on_postgresql() {
    on_server(&async |place| swept(place, false).await).await;
}
