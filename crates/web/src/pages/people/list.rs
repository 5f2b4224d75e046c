//! The list of young people.

use super::words::{status, young_people};
use super::{Asked, done_about, rows, whom};
use crate::leaving;
use crate::parts::{
    Chip, Choice, Filter, Form, Sorting, button_link, buttons, empty_state, field, link, pagination,
    sheet_buttons,
};
use crate::trouble::Trouble;
use crate::visitor::{Answer, Visitor, show};
use axum::extract::Query;
use jiff::civil::Date;
use maud::{Markup, html};
use practice::ids::PersonId;
use practice::people::Status;
use practice::staff::thresholds::NOT_SEEN_DAYS;
use practice::staff::{Permission, Reach};
use std::collections::BTreeMap;
use std::fmt::Write;
use work::Words;
use work::key_working::last_met;
use work::people::{self, Directory, LastSeen, List, PeopleOrder};

const STATUSES: [(&str, Status); 3] =
    [("open", Status::Open), ("stepped_back", Status::SteppedBack), ("known", Status::Known)];

/// By what the list can stand, and the place of its column.
const SORTED: [&str; 2] = ["name", "team"];
const COLUMNS: [(&str, usize); 2] = [("name", 0), ("team", 4)];

/// The young people one may see: one's own first, the others one press away.
pub(super) async fn list(visitor: Visitor, Query(asked): Asked) -> Answer {
    let mut asked = Chosen::of(Form::typed(asked));
    if !visitor.may(Permission::ReadStory) {
        asked.form.put("seen", "");
    }
    let directory = Directory::of(&visitor.desk).await?;
    let mut filter = asked.filter();
    let mut found = people::list(&visitor.desk, &filter).await?;
    let nobody_of_mine = found.total == 0 && asked.is_default() && filter.mine;
    if nobody_of_mine {
        filter.mine = false;
        found = people::list(&visitor.desk, &filter).await?;
    }
    if asked.is_file() {
        return as_file(&visitor, &found).await;
    }
    let total = u64::try_from(found.total).unwrap_or_default();
    let page = u64::try_from(found.page).unwrap_or(1);
    let met = met(&visitor, &found).await?;
    let mut table = rows::table(&visitor, "Young people", &found.people, nobody(&visitor));
    if let Some(met) = &met {
        rows::with_last_seen(&mut table, &found.people, met);
    }
    if filter.whole {
        let chosen = asked.chips(&directory, filter.mine);
        return on_paper(&visitor, &asked, (&found, &chosen), &table.show()).await;
    }
    for (word, place) in COLUMNS {
        let head = table.columns[place].clone();
        table.columns[place] = asked.sorting().head(head, word, |sort| asked.url_with("sort", sort));
    }
    let panel = Filter {
        action: "/people".into(),
        personal: false,
        fields: fields(&visitor, &asked, &directory, filter.mine),
        chosen: asked.chips(&directory, filter.mine),
        refused: false,
        clear: "/people?whose=all".into(),
        count: young_people(found.total),
    };
    let results = html! {
        (table.show())
        (pagination(page, total, |page| asked.url_with("page", &page.to_string())))
        @if total > 0 {
            ul .govuk-list .nwd-no-print {
                li { (link(&asked.url_with("print", "yes"), "All on one page, to print")) }
                li { (link(&asked.url_with("file", "yes"), "All as a file for a spreadsheet (CSV)")) }
            }
        }
    };
    let add = html! {
        @if visitor.may(Permission::CreatePerson) {
            (buttons(button_link("/people/new", "Add a young person")))
        }
    };
    let mut page = visitor.page("Young people").wide();
    let whom = match asked.form.value("done") {
        "" => None,
        _ => whom(&visitor, asked.form.value("of")).await?,
    };
    if let Some(banner) = done_about(&asked.form, whom.as_deref()) {
        page = page.banner(banner);
    }
    show(page.show(html! { (add) (panel.show(results)) }))
}

/// Everybody who was chosen on one sheet for paper, written down as one.
async fn on_paper(
    visitor: &Visitor,
    asked: &Chosen,
    (found, chosen): (&List, &[Chip]),
    table: &Markup,
) -> Answer {
    let shown = i64::try_from(found.people.len()).unwrap_or(i64::MAX);
    let body = html! {
        p .nwd-count { (young_people(found.total)) }
        @for chip in chosen { p .govuk-body { (chip.about) ": " bdi { (chip.chosen) } } }
        @if shown < found.total {
            p .govuk-body { strong { "This sheet holds the first " (shown) ". Choose fewer to print the others." } }
        }
        (table)
    };
    let sheet = leaving::list_on_paper(visitor, "list", &body).await?;
    let buttons = sheet_buttons(&asked.url_with("print", ""), "Back to the list");
    let page = visitor.page("Young people").about("To print").wide().sheet(sheet);
    show(page.show(html! { (buttons) (body) }))
}

/// Everybody who was chosen as a file, written down as one. Its name says where it does not hold them all.
async fn as_file(visitor: &Visitor, found: &List) -> Answer {
    let held = found.people.len();
    let is_whole = i64::try_from(held).is_ok_and(|held| held >= found.total);
    let name = if is_whole {
        "young-people".to_owned()
    } else {
        format!("first-{held}-of-{}-young-people", found.total)
    };
    let met = met(visitor, found).await?;
    leaving::rows_as_file(visitor, "list", &name, rows::for_file(visitor, &found.people, met.as_ref())).await
}

/// When each of the list was last met, for whoever reads their stories.
async fn met(visitor: &Visitor, found: &List) -> Result<Option<BTreeMap<PersonId, Date>>, Trouble> {
    if !visitor.may(Permission::ReadStory) {
        return Ok(None);
    }
    let people: Vec<_> = found.people.iter().map(|who| who.person).collect();
    Ok(Some(last_met(&visitor.desk, &people).await?))
}

/// What the address asks for. Values nobody offered are as if not there.
struct Chosen {
    form: Form,
}

impl Chosen {
    fn of(form: Form) -> Self {
        Self { form }
    }

    fn filter(&self) -> people::Filter {
        people::Filter {
            mine: self.form.value("whose") != "all",
            team: self.form.value("team").parse().ok(),
            status: self.status(),
            missing: self.form.value("missing") == "yes",
            seen: self.last_seen(),
            by: match (self.sorting().by(), self.sorting().is_backwards()) {
                ("team", false) => PeopleOrder::Team,
                ("team", true) => PeopleOrder::TeamBackwards,
                (_, false) => PeopleOrder::Name,
                (_, true) => PeopleOrder::NameBackwards,
            },
            page: self.form.value("page").parse().unwrap_or(1),
            whole: self.form.value("print") == "yes" || self.is_file(),
        }
    }

    fn last_seen(&self) -> LastSeen {
        if self.form.value("seen") == "no" { LastSeen::TooLongAgo } else { LastSeen::Whenever }
    }

    fn is_file(&self) -> bool {
        self.form.value("file") == "yes"
    }

    fn sorting(&self) -> Sorting {
        Sorting::of(self.form.value("sort"), SORTED)
    }

    fn status(&self) -> Option<Status> {
        STATUSES.into_iter().find(|(word, _)| *word == self.form.value("status")).map(|(_, status)| status)
    }

    /// Whether nobody chose whose: then those whom one may see stand in for
    /// one's own where there are none.
    fn is_default(&self) -> bool {
        self.form.value("whose").is_empty()
    }

    fn chips(&self, directory: &Directory, mine: bool) -> Vec<Chip> {
        let mut chips = Vec::new();
        let mut chip = |about: &str, chosen: String, without: String| {
            chips.push(Chip { about: about.into(), chosen, without });
        };
        if mine {
            chip("Whose", "Those I work with".into(), self.url_with("whose", "all"));
        }
        if let Some(team) = self.filter().team {
            chip("Team", directory.team(team), self.url_with("team", ""));
        }
        if let Some(chosen) = self.status() {
            chip("Status", status(directory.words(), chosen).to_owned(), self.url_with("status", ""));
        }
        if self.filter().missing {
            chip("Missing", "Now".into(), self.url_with("missing", ""));
        }
        if self.last_seen() == LastSeen::TooLongAgo {
            chip("Last seen", not_seen(directory.words()), self.url_with("seen", ""));
        }
        chips
    }

    /// The same list with one thing changed; any change but of the page goes
    /// back to the first page.
    fn url_with(&self, name: &str, value: &str) -> String {
        let mut url = String::from("/people?");
        for part in ["whose", "team", "status", "missing", "seen", "sort", "page", "print", "file"] {
            let value = match part {
                _ if part == name => value,
                "page" | "print" | "file" => "",
                _ => self.form.value(part),
            };
            if !value.is_empty() {
                let _ = write!(url, "{part}={}&", crate::posted::encoded(value));
            }
        }
        url.pop();
        url
    }
}

fn fields(visitor: &Visitor, asked: &Chosen, directory: &Directory, mine: bool) -> Markup {
    let whose = if mine { "mine" } else { "all" };
    let form = Form::new()
        .with("whose", whose)
        .with("team", asked.form.value("team"))
        .with("status", asked.form.value("status"))
        .with("missing", asked.form.value("missing"))
        .with("seen", asked.form.value("seen"));
    let teams: Vec<Choice> =
        directory.teams().iter().map(|team| Choice::new(team.id.to_string(), team.name.clone())).collect();
    let statuses = STATUSES.map(|(word, one)| Choice::new(word, status(&visitor.desk.words, one)));
    let sees_teams = matches!(visitor.desk.sight.rights.reach, Reach::Team | Reach::Authority);
    html! {
        @if sees_teams {
            (field::radios("whose", "Whose", [("mine", "Those I work with"), ("all", "Everybody I may see")])
                .small().show(&form))
            (field::select("team", "Team", teams).nothing_chosen("Any team").show(&form))
        } @else {
            (field::hidden("whose", whose))
        }
        (field::select("status", "Status", statuses).nothing_chosen("Any status").show(&form))
        (field::checkboxes("missing", "Missing", [("yes", "Missing now")]).small().show(&form))
        @if visitor.may(Permission::ReadStory) {
            (field::checkboxes("seen", "Last seen", [("no", not_seen(&visitor.desk.words))]).small().show(&form))
        }
        @if !asked.form.value("sort").is_empty() { (field::hidden("sort", asked.form.value("sort"))) }
    }
}

fn not_seen(words: &Words) -> String {
    format!("No meeting in the story for {} days", words.threshold(&NOT_SEEN_DAYS))
}

fn nobody(visitor: &Visitor) -> Markup {
    let next = html! {
        p .govuk-body { a .govuk-link href="/people?whose=all" { "Show everybody you may see" } }
        @if visitor.may(Permission::ImportPeople) {
            p .govuk-body { a .govuk-link href="/import" { "Bring in the council’s files" } }
        }
    };
    empty_state("The young people who fit what you chose would stand here. Nobody you may see does.", next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(values: &[(&str, &str)]) -> Chosen {
        Chosen::of(values.iter().fold(Form::new(), |form, (name, value)| form.with(name, *value)))
    }

    #[test]
    fn a_change_of_a_filter_goes_back_to_the_first_page_and_keeps_the_rest() {
        let asked = chosen(&[("whose", "all"), ("status", "open"), ("page", "3")]);
        assert_eq!(asked.url_with("status", ""), "/people?whose=all");
        assert_eq!(asked.url_with("page", "4"), "/people?whose=all&status=open&page=4");
        assert_eq!(chosen(&[("whose", "all")]).url_with("whose", ""), "/people");
    }

    #[test]
    fn values_nobody_offered_choose_nothing() {
        let filter = chosen(&[("team", "x"), ("status", "<b>"), ("missing", "1"), ("page", "-")]).filter();
        assert_eq!((filter.team, filter.status, filter.missing, filter.page), (None, None, false, 1));
    }
}
