//! Tries every cell of the table.

use crate::addresses::ADDRESSES;
use crate::asking::{Answer, Ask, Browser, form};
use crate::cells::Cell;
use crate::grids::{CARD, CLASSES, Relation};
use crate::lists::{BORN, EMERGENCIES, LISTS, SEARCHES, Search, TOLD, WRITE_DOWN};
use crate::patched;
use crate::roles::{DESK, READERS, RECORDERS, Roles, SEEKERS};
use crate::rows::{Fields, LAST_ROWS, ROWS, Row};
use crate::subjects::Subject;
use crate::support::{Place, on_embedded, on_server};
use crate::town::{Asker, Town, fact_of};
use axum::http::StatusCode;
use practice::hubs::Shift;
use practice::ids::{PersonId, StreamId};
use practice::journal::Class;
use practice::staff::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::RwLock;
use tokio::task::JoinSet;

/// After these a session is locked or over.
const ENDING: [&str; 2] = ["/lock", "/sign-out"];
pub(crate) const NOBODYS: &str = "00000000-0000-4000-8000-000000000000";
/// How many young people stand on one page of a list.
const ON_A_PAGE: usize = 25;
/// How often a request that a busy machine did not take is sent again, and after how long.
const TRIES: u32 = 5;
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// What stands in the braces of an address or of a field.
pub(crate) type Filled = BTreeMap<&'static str, String>;

#[test]
fn the_table_names_every_route_and_no_other() {
    let mut named: BTreeSet<(&str, String)> = BTreeSet::new();
    for row in ADDRESSES {
        assert!(
            named.insert((row.method, row.path.to_owned())),
            "twice in the table: {} {}",
            row.method,
            row.path
        );
    }
    let searched = SEARCHES.iter().map(|search| ("POST", search.path.to_owned()));
    let rows = ROWS.iter().chain(LAST_ROWS);
    let of_people = rows.map(|row| (method(row), row.route())).chain(searched);
    named.extend(of_people);
    let there: BTreeSet<(&str, String)> =
        web::ROUTES.iter().map(|line| (line.method, line.path.to_owned())).collect();
    let missing: Vec<_> = there.difference(&named).collect();
    let gone: Vec<_> = named.difference(&there).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not in the table: {missing:?}; in the table only: {gone:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cell_is_as_written_on_sqlite() {
    on_embedded(&every_cell).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cell_is_as_written_on_postgresql() {
    on_server(&every_cell).await;
}

/// Copies that lack a clause are tried when the program itself has been.
pub(crate) static ALONE: RwLock<()> = RwLock::const_new(());

async fn every_cell(place: Place) {
    if let Some(share) = patched::share() {
        return Box::pin(share.tried(place)).await;
    }
    let _beside_the_other_engine = ALONE.read().await;
    let cells = tried(Town::founded(place, false).await).await;
    let wrong: Vec<String> = cells.iter().filter(|cell| !cell.is_as_wanted()).map(Cell::to_string).collect();
    eprintln!("{} cells tried", cells.len());
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every cell, each role at once with the others.
pub(crate) async fn tried(town: Town) -> Vec<Cell> {
    let town = Arc::new(town);
    let mut roles = JoinSet::new();
    for place in 0..town.askers.len() {
        let town = Arc::clone(&town);
        roles.spawn(async move { Trying::of(&town, &town.askers[place]).all().await });
    }
    let mut cells: Vec<Cell> = roles.join_all().await.into_iter().flatten().collect();
    cells.extend(by_nobody(&town).await);
    cells
}

/// One role's cells.
pub(crate) struct Trying<'t> {
    pub(crate) town: &'t Town,
    pub(crate) asker: &'t Asker,
    cells: Vec<Cell>,
}

impl<'t> Trying<'t> {
    pub(crate) fn of(town: &'t Town, asker: &'t Asker) -> Self {
        Self { town, asker, cells: Vec::new() }
    }

    async fn all(mut self) -> Vec<Cell> {
        self.lists().await;
        for search in SEARCHES {
            self.search(search).await;
        }
        self.facts().await;
        self.shielded().await;
        // What changes who may see whom would take people off a list that somebody looks through.
        self.town.all_have_looked.wait().await;
        self.half_a_name().await;
        self.rows(ROWS).await;
        self.classes().await;
        self.search(&EMERGENCIES).await;
        self.openings_are_kept().await;
        self.written_down().await;
        self.service().await;
        self.openings_are_looked_at().await;
        self.managers_may_not().await;
        self.hidden_address().await;
        self.rows(LAST_ROWS).await;
        self.cells
    }

    async fn rows(&mut self, rows: &[Row]) {
        for relation in Relation::ALL {
            let filled = self.filled(&self.asker.people[&relation]);
            for row in rows {
                let wanted = wanted(row, self.asker.role, row.sees.at(self.asker.role, relation.word()));
                self.row(row, &filled, (row.sees.of, relation.word()), &wanted).await;
            }
        }
    }

    /// What comes of asking. A machine that is busy elsewhere for seconds may be told
    /// to try again: that is about the machine, not about who may see whom.
    pub(crate) async fn answer(&self, ask: &Ask) -> Answer {
        for _ in 0..TRIES {
            let answer = self.asker.browser.ask(ask).await;
            if answer.status != StatusCode::SERVICE_UNAVAILABLE {
                return answer;
            }
            tokio::time::sleep(TRY_AGAIN).await;
        }
        self.asker.browser.ask(ask).await
    }

    pub(crate) fn add(&mut self, drawing: &str, (what, about): (String, &str), got: String, wanted: String) {
        let (drawing, about, role) = (drawing.to_owned(), about.to_owned(), Some(self.asker.role));
        self.cells.push(Cell { what, drawing, role, about, got, wanted });
    }

    fn may(&self, roles: Roles) -> bool {
        roles.contains(&self.asker.role)
    }

    /// In a copy that lacks a clause: who is refused at the route is asked about one young person
    /// alone, because the gate does not look at whom.
    fn is_left_out(&self, wanted: &str, about: &str) -> bool {
        let [first, ..] = Relation::ALL;
        let first_class = Class::ALL[0].word();
        self.town.is_brief && wanted == "403" && about != first.word() && about != first_class
    }

    fn should(&self, may: Roles, yes: bool, what: &str) -> String {
        if self.may(may) { word(yes, what) } else { "403".into() }
    }

    /// An address about somebody, with its form empty and filled in.
    async fn row(
        &mut self,
        row: &Row,
        filled: &Filled,
        (drawing, about): (&str, &'static str),
        wanted: &[String],
    ) {
        let path = address(row, filled);
        for (ask, (what, wanted)) in
            asks(row, &path, filled).into_iter().zip(names(row).into_iter().zip(wanted))
        {
            let is_sent_filled_in = ask.body.is_empty() && has_form(row.path) && !row.empty_only;
            if self.is_left_out(wanted, about) || self.town.is_brief && is_sent_filled_in {
                continue;
            }
            let asking = async { self.answer(&ask).await.status };
            let got = self.town.known.or(self.asker.role, &ask, asking).await.as_u16().to_string();
            self.add(drawing, (what, about), got, wanted.clone());
        }
    }

    async fn lists(&mut self) {
        for list in LISTS {
            let what = format!("the list GET {}", list.path);
            let pages = whole(&self.asker.browser, list.path).await;
            for relation in Relation::ALL {
                let line = fill(list.line, &self.filled(&self.asker.people[&relation]));
                let wanted = self.should(list.may, list.sees.at(self.asker.role, relation.word()), "listed");
                let got = match &pages {
                    Ok(pages) => word(
                        pages.contains(&format!("{line}\"")) || pages.contains(&format!("{line}/")),
                        "listed",
                    ),
                    Err(status) => status.clone(),
                };
                self.add(list.sees.of, (what.clone(), relation.word()), got, wanted);
            }
        }
    }

    async fn search(&mut self, search: &Search) {
        let what = format!("POST {} by {}", search.path, search.by);
        for relation in Relation::ALL {
            let filled = self.filled(&self.asker.people[&relation]);
            let wanted = self.should(search.may, search.sees.at(self.asker.role, relation.word()), "found");
            if self.is_left_out(&wanted, relation.word()) {
                continue;
            }
            let got = self.sought(search, &filled).await;
            self.add(search.sees.of, (what.clone(), relation.word()), got, wanted);
        }
    }

    pub(crate) async fn sought(&self, search: &Search, filled: &Filled) -> String {
        let sent = typed(search.fields, filled);
        let mut answer = self.answer(&Ask { method: "POST", path: search.path.into(), body: sent }).await;
        let mut to = answer.location();
        if to.starts_with("/find/") || to.starts_with("/people/new?") {
            answer = self.answer(&Ask::get(to)).await;
            to = String::new();
        }
        if answer.status.as_u16() == 403 {
            return "403".into();
        }
        let found = fill(search.found, filled);
        let shown = [to, text(&answer)];
        word(shown.iter().any(|shown| shown.contains(&found)), "found")
    }

    /// What is in a privacy class, on each page that shows the record.
    async fn facts(&mut self) {
        const ON: [(&str, Roles); 4] = [
            ("/people/{person}", SEEKERS),
            ("/people/{person}/card", READERS),
            ("/people/{person}/story?quiet=yes", READERS),
            ("/people/{person}/history?on=2026-03-02", RECORDERS),
        ];
        for (path, may) in ON {
            let filled = self.filled(self.of_every_class());
            let answer = self.answer(&Ask::get(fill(path, &filled))).await;
            for class in Class::ALL {
                let wanted = self.should(may, CLASSES.at(self.asker.role, class.word()), "shown");
                let got = match answer.status.as_u16() {
                    200 => word(text(&answer).contains(&fact_of(class)), "shown"),
                    status => status.to_string(),
                };
                self.add(CLASSES.of, (format!("a fact on GET {path}"), class.word()), got, wanted);
            }
        }
    }

    /// Entries of each class, of somebody whose record they may open.
    async fn classes(&mut self) {
        for class in Class::ALL {
            let mut filled = self.filled(self.of_every_class());
            filled.insert("event", self.asker.entries[&class].to_string());
            let other = if class == Class::Management { Class::Police } else { Class::Management };
            filled.insert("another class", other.word().into());
            for row in ROWS.iter().filter(|row| row.path.contains("{event}")) {
                let wanted = wanted(row, self.asker.role, CLASSES.at(self.asker.role, class.word()));
                self.row(row, &filled, (CLASSES.of, class.word()), &wanted).await;
            }
        }
    }

    /// Whoever has entries of every class, and whose record they may open if they may open any.
    fn of_every_class(&self) -> &'t Subject {
        let open = CARD.at(self.asker.role, Relation::Own.word());
        &self.asker.people[if open || !self.may(SEEKERS) { &Relation::Own } else { &Relation::Named }]
    }

    /// Somebody with the same name and birth date is written down at once,
    /// and the matching desk is told.
    async fn written_down(&mut self) {
        for relation in Relation::ALL {
            let subject = &self.asker.people[&relation];
            let mut sent = typed(BORN, &self.filled(subject));
            sent.push_str(&form(&[("create", "yes"), ("tonight", "yes")]));
            let answer = self.answer(&Ask { method: "POST", path: "/people/new".into(), body: sent }).await;
            let wanted = if self.may(WRITE_DOWN) { "303" } else { "403" };
            let got = answer.status.as_u16().to_string();
            self.add(
                "written down",
                ("POST /people/new, none of these".into(), relation.word()),
                got,
                wanted.into(),
            );
            if !self.may(WRITE_DOWN) {
                continue;
            }
            self.arrives(&answer, relation).await;
            let told = word(TOLD.contains(&relation.word()), "told");
            let got = word(self.desk_is_told(&answer, subject.person).await, "told");
            self.add("told", ("the matching desk after POST /people/new".into(), relation.word()), got, told);
        }
    }

    async fn desk_is_told(&self, answer: &Answer, other: PersonId) -> bool {
        let to = answer.location();
        let Some(new) =
            to.strip_prefix("/people/").and_then(|rest| rest.split('?').next()?.parse::<PersonId>().ok())
        else {
            return false;
        };
        let case: StreamId = new.stream(&format!("match/{}", other.0));
        let desk = self.town.askers.iter().find(|asker| DESK.contains(&asker.role)).unwrap();
        desk.browser.ask(&Ask::get(format!("/matching/{case}"))).await.status.is_success()
    }

    /// Addresses about nobody.
    async fn service(&mut self) {
        let filled = self.filled(&self.asker.people[&Relation::Absent]);
        let mut browser = self.town.browser(&self.asker.worker).await;
        for row in ADDRESSES {
            let got = browser.ask(&plain(row.method, &fill(row.path, &filled))).await;
            let wanted =
                row.gets.iter().find(|(roles, _)| self.may(roles)).map_or(403, |(_, status)| *status);
            let what = format!("{} {}", row.method, row.path);
            self.add("route", (what, ""), got.status.as_u16().to_string(), wanted.to_string());
            if ENDING.contains(&row.path) {
                browser = self.town.browser(&self.asker.worker).await;
            }
        }
    }

    pub(crate) fn filled(&self, subject: &Subject) -> Filled {
        let typed = &subject.typed;
        let born = typed.born;
        [
            ("person", subject.person.to_string()),
            ("event", subject.entry.to_string()),
            ("incident", subject.incident.to_string()),
            ("told", subject.told.to_string()),
            ("named", subject.named.to_string()),
            ("case", subject.case.to_string()),
            ("conflict", subject.conflict.to_string()),
            ("opening", subject.opening.to_string()),
            ("fact", "name-used".into()),
            ("task", "meet".into()),
            ("plan", subject.plan().to_string()),
            ("planned", subject.planned.to_string()),
            ("ending", "end-alert".into()),
            ("stream", subject.alert.to_string()),
            ("photo", subject.photo.to_string()),
            ("added", subject.added.to_string()),
            ("file", NOBODYS.into()),
            ("post", self.town.pulled_in.to_string()),
            ("colleague", self.town.colleague.to_string()),
            ("key worker", self.town.key_worker.to_string()),
            ("specialist", self.town.specialist.to_string()),
            ("cover", subject.cover.to_string()),
            ("social worker", self.town.social_worker.to_string()),
            ("another team", self.town.another_team.to_string()),
            ("withdrawal", NOBODYS.into()),
            ("account", self.asker.worker.account.to_string()),
            ("me", self.asker.worker.post.to_string()),
            ("another class", Class::Management.word().into()),
            ("name", typed.name.clone()),
            ("born", born.to_string()),
            ("born day", born.day().to_string()),
            ("born month", born.month().to_string()),
            ("born year", born.year().to_string()),
            ("number", typed.council_number.clone()),
            ("reference", typed.reference.as_str().into()),
            ("postcode", typed.postcode.clone()),
            ("team", self.town.council.hub.to_string()),
            ("shift", Shift::at(self.town.council.hub, self.town.place.house.now()).to_string()),
            ("word", "sign_out_minutes".into()),
            ("notice", NOBODYS.into()),
            ("search", NOBODYS.into()),
            ("id", NOBODYS.into()),
            ("token", "x".into()),
        ]
        .into()
    }
}

/// Where a row leads for one young person.
pub(crate) fn address(row: &Row, filled: &Filled) -> String {
    fill(&row.path.replace("{fact}/{stream}", "{ending}/{stream}"), filled)
}

fn method(row: &Row) -> &'static str {
    if row.form.is_some() { "POST" } else { "GET" }
}

/// Whether a form is sent to an address. In a copy that lacks a clause it is only sent filled in:
/// its page and the empty form ask for the same young person in the same way.
fn has_form(path: &str) -> bool {
    ROWS.iter().chain(LAST_ROWS).any(|row| row.path == path && row.form.is_some() && !row.empty_only)
}

/// What a row is called in its cells: a page is one, a form two.
fn names(row: &Row) -> Vec<String> {
    let name = format!("{} {}", method(row), row.path);
    match row.form {
        None => vec![name],
        Some(_) if row.empty_only => vec![name],
        Some(_) => vec![name.clone(), format!("{name}, filled in")],
    }
}

fn asks(row: &Row, path: &str, filled: &Filled) -> Vec<Ask> {
    match row.form {
        None => vec![Ask::get(path)],
        Some(_) if row.empty_only => vec![Ask::post(path, &[])],
        Some(fields) => {
            vec![Ask::post(path, &[]), Ask { method: "POST", path: path.into(), body: typed(fields, filled) }]
        }
    }
}

/// What each of a row's requests should come to.
fn wanted(row: &Row, role: Role, sees: bool) -> Vec<String> {
    let there: &[u16] = match row.form {
        None => &[200],
        Some(_) if row.empty_only => &[422],
        Some(_) => &[422, 303],
    };
    let gets = |there: u16| match (row.may.contains(&role), sees) {
        (false, _) => 403,
        (true, false) => 404,
        (true, true) if !row.then.contains(&role) => 403,
        (true, true) => there,
    };
    there.iter().map(|there| gets(*there).to_string()).collect()
}

pub(crate) fn word(yes: bool, word: &str) -> String {
    if yes { word.into() } else { format!("not {word}") }
}

pub(crate) fn fill(text: &str, filled: &Filled) -> String {
    filled.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

pub(crate) fn typed(fields: Fields, filled: &Filled) -> String {
    let typed: Vec<(&str, String)> =
        fields.iter().map(|(name, value)| (*name, fill(value, filled))).collect();
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    form(&typed)
}

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

fn plain(method: &'static str, path: &str) -> Ask {
    if method == "GET" { Ask::get(path) } else { Ask::post(path, &[]) }
}

/// Every page of a list, or the status that it answers with instead.
async fn whole(browser: &Browser, path: &str) -> Result<String, String> {
    let first = browser.ask(&Ask::get(path)).await;
    if !first.status.is_success() {
        return Err(first.status.as_u16().to_string());
    }
    let mut pages = text(&first);
    let between = if path.contains('?') { '&' } else { '?' };
    for page in 2..=Role::ALL.len() * Relation::ALL.len() / ON_A_PAGE + 1 {
        let next = format!("page={page}");
        if !pages.contains(&next) {
            break;
        }
        pages.push_str(&text(&browser.ask(&Ask::get(format!("{path}{between}{next}"))).await));
    }
    Ok(pages)
}

/// Whoever is not signed in is led to the door, whatever they ask for.
async fn by_nobody(town: &Town) -> Vec<Cell> {
    let browser = Browser { app: town.app.clone(), cookie: String::new() };
    let trying = Trying::of(town, &town.askers[0]);
    let filled = trying.filled(&town.askers[0].people[&Relation::Own]);
    let mut cells = Vec::new();
    let service = ADDRESSES.iter().map(|row| (row.method, row.path, row.nobody));
    for (method, path, wanted) in
        service.chain(ROWS.iter().chain(LAST_ROWS).map(|row| (method(row), row.path, 303)))
    {
        let got = browser.ask(&plain(method, &fill(path, &filled))).await.status.as_u16().to_string();
        let what = format!("{method} {path}");
        cells.push(Cell {
            what,
            drawing: "route".into(),
            role: None,
            about: String::new(),
            got,
            wanted: wanted.to_string(),
        });
    }
    cells
}
