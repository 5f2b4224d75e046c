//! Going through the program by its links, and looking closely at each kind of page once.

use crate::demo::{CARYS, ELERI, MARJORIE, PRIYANKA, SIOBHAN, TOBIAS, sign_in_as};
use crate::ground::Ground;
use journeys::{Outcome, Page};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Between them they may open every page.
const WORKERS: [&str; 6] = [CARYS, SIOBHAN, PRIYANKA, ELERI, TOBIAS, MARJORIE];
/// How many links of one shape are tried on the way.
const TRIED: usize = 3;
/// Addresses that lead out, or are no page.
const NOT_FOLLOWED: [&str; 4] = ["/sign-in", "/demo", "/import/{}/{}", "/people/{}/files/{}"];

/// What a walk through the program has seen.
#[derive(Default)]
pub(crate) struct Found {
    /// Each page looked at.
    pages: Vec<String>,
    shapes: BTreeSet<String>,
    titles: BTreeMap<String, String>,
    /// What is wrong, in sentences.
    pub(crate) faults: Vec<String>,
}

impl Found {
    /// Whether a page of this route (`/people/{person}/reach`) was looked at.
    pub(crate) fn saw(&self, route: &str) -> bool {
        self.pages.iter().any(|path| fits(route, path.split('?').next().unwrap_or_default()))
    }

    /// What came of looking at one page.
    fn heard(&mut self, path: &str, outcome: Outcome) {
        if let Err(trouble) = outcome {
            self.faults.push(format!("{path}: {trouble}"));
        }
    }

    /// A title in a list of tabs or a history must tell where it leads.
    fn titled(&mut self, path: &str, title: String) {
        let place = path.split('?').next().unwrap_or_default().to_owned();
        if title.trim().is_empty() {
            self.faults.push(format!("{path} has no title"));
        }
        if let Some(other) = self.titles.insert(title.clone(), place.clone())
            && other != place
        {
            self.faults.push(format!("{place} and {other} are both titled \"{title}\""));
        }
    }
}

/// Follows the links of each worker in turn from their first page.
pub(crate) async fn crawl(page: &Page, ground: &Ground) -> Outcome<Found> {
    let mut found = Found::default();
    for worker in WORKERS {
        sign_in_as(page, worker).await?;
        let mut tried: BTreeMap<String, usize> = BTreeMap::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut ahead: VecDeque<String> =
            ["/".to_owned()].into_iter().chain(ground.begun_by(worker)).collect();
        while let Some(path) = ahead.pop_front() {
            let shape = shape(&path);
            if NOT_FOLLOWED.contains(&shape.as_str()) || !known.insert(path.clone()) {
                continue;
            }
            let first = !is_file(&path) && (found.shapes.insert(shape.clone()) || path == "/");
            if first {
                page.goes_to(&path).await?;
                look(page, &mut found, &path).await?;
                let title = page.title().await?;
                if path != "/" {
                    found.titled(&path, title);
                }
                found.pages.push(path);
                ahead.extend(page.leads_to().await?);
                continue;
            }
            let times = tried.entry(shape).or_default();
            *times += 1;
            if *times <= TRIED {
                let status = page.status_of(&path).await?;
                if status != 200 {
                    found.faults.push(format!("{worker} is offered {path}, which answers {status}"));
                }
            }
        }
    }
    Ok(found)
}

/// Looks closely at the page that is open, as wide as the window and at 320 pixels.
async fn look(page: &Page, found: &mut Found, path: &str) -> Outcome {
    if page.status().await? >= 400 {
        found.faults.push(format!("{path} answers {}", page.status().await?));
    }
    found.heard(path, page.has_no_axe_violations().await);
    found.heard(path, page.does_not_scroll_sideways().await);
    page.becomes_narrow().await?;
    found.heard(path, page.has_no_axe_violations().await);
    found.heard(path, page.does_not_scroll_sideways().await);
    page.is_as_wide_as_before().await?;
    found.heard(path, page.had_no_script_errors().await);
    Ok(())
}

/// Whether an address answers with a list as a file, which no page shows.
fn is_file(path: &str) -> bool {
    path.split_once('?').is_some_and(|(_, query)| query.split('&').any(|asked| asked == "file=yes"))
}

/// An address without the ids in it and without the values behind its question mark.
fn shape(path: &str) -> String {
    let (place, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = place.split('/').map(|part| if is_id(part) { "{}" } else { part }).collect();
    let mut asked: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    asked.sort_unstable();
    format!(
        "{}{}",
        parts.join("/"),
        if query.is_empty() { String::new() } else { format!("?{}", asked.join("&")) }
    )
}

/// An id, or one of many words with a dot in them, which are all of one kind.
fn is_id(part: &str) -> bool {
    part.contains('.') || (part.len() == 36 && part.bytes().filter(|byte| *byte == b'-').count() == 4)
}

/// Whether a path is of a route; what stands in braces may be anything but a word of another route.
fn fits(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), path.split('/').collect());
    let one = |(asked, part): (&&str, &&str)| (asked.starts_with('{') && *part != "new") || asked == part;
    route.len() == path.len() && route.iter().zip(&path).all(one)
}

#[test]
fn a_shape_is_an_address_without_whom_it_is_about() {
    let id = "951a9be5-37fb-4de4-9fcc-f9a263249c43";
    assert_eq!(shape(&format!("/people/{id}/story?quiet=yes&month=2026-03")), "/people/{}/story?month&quiet");
    assert_eq!(shape("/people/new"), "/people/new");
}

#[test]
fn a_path_belongs_to_its_route_alone() {
    assert!(fits("/people/{person}/reach", "/people/1/reach"));
    assert!(!fits("/people/{person}/reach", "/people/1/card"));
    assert!(!fits("/people/{person}", "/people/new"));
    assert!(fits("/people/new", "/people/new"));
}
