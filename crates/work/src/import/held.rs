//! Files sent through a page, held encrypted between preview and import, and
//! what the import said afterwards. Only who sent them can open them.

use super::for_page::{Stands, stands};
use super::{NewTeam, NewWorker, Outcome, Preview};
use crate::{Desk, House, No};
use data_encoding::BASE64;
use exchange::{Issue, Listing, Severity, SourceFile};
use practice::ids::AccountId;
use practice::journal::holds_control_characters;
use practice::staff::Permission;
use records::SealedDraft;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// The largest set of files held for a page, in bytes; larger ones come in by the command.
const LARGEST: usize = 100 * 1024 * 1024;

/// Under what all of it is kept, beside the drafts of forms.
const KEPT_AS: &str = "import/";
/// How long it is kept at least, in seconds: a week.
const KEPT_FOR: i64 = 7 * 86_400;

/// What an import said, as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Said {
    /// Each number with its words.
    pub lines: Vec<(String, usize)>,
    /// Folders and their years, and whether the year was inferred.
    pub years: Vec<(String, String, bool)>,
    /// Teams and workers that were made because a file names them.
    pub made: Vec<String>,
    /// The issues, as the rows of their file.
    pub issues: Vec<SaidIssue>,
}

/// One issue, as its row of the issues file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SaidIssue {
    /// The file.
    pub file: String,
    /// The line, where it is about one.
    pub line: Option<u32>,
    /// The column, where it is about one.
    pub column: String,
    /// What stood there.
    pub value: String,
    /// What was done, in words.
    pub done: String,
    /// Why.
    pub reason: String,
}

/// What was found alike in one row of a file or in several.
#[derive(Debug, Clone)]
pub struct Alike<'s> {
    /// The first of them.
    pub first: &'s SaidIssue,
    /// The others, by line.
    pub more: Vec<&'s SaidIssue>,
}

impl Alike<'_> {
    /// All of them, by line.
    pub fn all(&self) -> impl Iterator<Item = &SaidIssue> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

impl Said {
    /// The issues, those of what was not read first. What was found in several rows alike is told once.
    pub fn alike(&self) -> Vec<Alike<'_>> {
        let mut places: HashMap<_, usize> = HashMap::new();
        let mut alike: Vec<Alike<'_>> = Vec::new();
        for issue in &self.issues {
            let same = (&issue.file, issue.line.is_some(), &issue.column, &issue.done, &issue.reason);
            let place = *places.entry(same).or_insert(alike.len());
            match alike.get_mut(place) {
                Some(one) => one.more.push(issue),
                None => alike.push(Alike { first: issue, more: Vec::new() }),
            }
        }
        alike.sort_by_key(|one| severity_of(&one.first.done));
        alike
    }

    /// What a preview says.
    pub fn before(preview: &Preview) -> Self {
        let made = made(&preview.new_teams, &preview.new_workers);
        Self::of(&preview.counts, &preview.years, made, &preview.issues)
    }

    /// What an import said.
    pub fn after(outcome: &Outcome) -> Self {
        let made = made(&outcome.new_teams, &outcome.new_workers);
        Self::of(&outcome.counts, &outcome.years, made, &outcome.issues)
    }

    fn of(
        counts: &super::Counts,
        years: &[exchange::FolderYear],
        made: Vec<String>,
        issues: &[Issue],
    ) -> Self {
        let inferred = |year: &exchange::FolderYear| year.basis == exchange::YearBasis::Inferred;
        Self {
            lines: counts.lines().iter().map(|(words, number)| ((*words).to_owned(), *number)).collect(),
            years: years
                .iter()
                .map(|year| (year.folder.clone(), year.year.to_string(), inferred(year)))
                .collect(),
            made,
            issues: issues
                .iter()
                .map(|issue| SaidIssue {
                    file: issue.file.to_string(),
                    line: issue.line,
                    column: issue.column.unwrap_or_default().into(),
                    value: issue.value.clone(),
                    done: issue.severity.in_words().into(),
                    reason: issue.reason.clone(),
                })
                .collect(),
        }
    }
}

/// Teams and workers that are made because a file names them, each in a line.
pub fn made(teams: &[NewTeam], workers: &[NewWorker]) -> Vec<String> {
    let teams = teams.iter().map(|team| format!("Team {}", team.name));
    teams.chain(workers.iter().map(|worker| format!("{}, not yet invited", worker.name))).collect()
}

/// Files on their way between the page and the import.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    /// Each path with its bytes in base64.
    files: Vec<(String, String)>,
    /// Files that are none of an import's, each with why.
    passed_over: Vec<(String, String)>,
}

/// Holds files for the next step, beside those that were sent `with` an earlier
/// one; answers the id under which they are held. One of the same name and year
/// takes the place of the one before, however the year of each is known.
pub async fn hold(desk: &Desk, with: Option<Uuid>, mut more: Listing) -> Result<Uuid, No> {
    desk.must(Permission::ImportPeople)?;
    for file in &mut more.files {
        file.path = in_plain_letters(&file.path);
    }
    let (id, mut all) = match with {
        None => (desk.house.blind_id(), Listing::default()),
        Some(id) => {
            let held = held(desk, id).await?.ok_or(No::NotFound)?;
            if !matches!(stands(desk, id).await?, Stands::LookedAt | Stands::Overtaken) {
                return Err(No::because(
                    "These files are being brought in already. Send the others once that has ended.",
                ));
            }
            (id, held)
        }
    };
    apart_from(&all, &mut more);
    all.files = without_replaced(all.files, &more.files).await?;
    all.files.extend(more.files);
    all.issues.retain(|issue| more.issues.iter().all(|other| other.file != issue.file));
    all.issues.extend(more.issues);
    if all.files.iter().map(|file| file.bytes.len()).sum::<usize>() > LARGEST {
        return Err(No::because(
            "These files are too large for a page. Ask whoever runs the program to import them.",
        ));
    }
    let kept = Kept {
        files: all.files.into_iter().map(|file| (file.path, BASE64.encode(&file.bytes))).collect(),
        passed_over: all.issues.into_iter().map(|issue| (issue.file.to_string(), issue.reason)).collect(),
    };
    put(desk, &files_name(id), &kept).await?;
    Ok(id)
}

/// A path as pages and records may show it.
fn in_plain_letters(path: &str) -> String {
    let shown = |letter: &char| !holds_control_characters(letter.encode_utf8(&mut [0; 4]));
    path.chars().filter(shown).collect()
}

/// Files in no folder are of one year. More of them, sent later, are of another:
/// they get a folder of their own.
fn apart_from(all: &Listing, more: &mut Listing) {
    let in_no_folder = |file: &SourceFile| !file.path.contains('/');
    if !all.files.iter().any(in_no_folder) {
        return;
    }
    let is_free = |folder: &String| !all.files.iter().any(|file| file.path.starts_with(folder));
    let folder =
        (2..all.files.len() + 3).map(|number| format!("Files {number}/")).find(is_free).unwrap_or_default();
    for file in more.files.iter_mut().filter(|file| in_no_folder(file)) {
        file.path.insert_str(0, &folder);
    }
}

/// The files held before without those whose place others take. Of a file whose
/// year nothing tells, only the same path says that it is the same.
async fn without_replaced(before: Vec<SourceFile>, more: &[SourceFile]) -> Result<Vec<SourceFile>, No> {
    if before.is_empty() {
        return Ok(before);
    }
    let more = more.to_vec();
    let apart = move || {
        let what = |files: &[SourceFile]| {
            let names = files.iter().map(|file| (file.path.clone(), name_of(&file.path)));
            names.zip(exchange::modules_and_years(files.to_vec())).collect::<Vec<_>>()
        };
        let (held, new) = (what(&before), what(&more));
        let is_replaced = |((path, name), is): &((String, String), Option<_>)| {
            new.iter().any(|((other, its_name), its)| {
                other == path || (its_name == name && is.is_some() && its == is)
            })
        };
        let kept = before.into_iter().zip(&held).filter(|(_, one)| !is_replaced(one));
        kept.map(|(file, _)| file).collect()
    };
    tokio::task::spawn_blocking(apart).await.map_err(|_| No::because("The files could not be read."))
}

/// The name of a file without the folders it stands in; how its letters are written makes no other.
fn name_of(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_lowercase()
}

/// Files held before; absent where there are none of the asker's under this id.
pub async fn held(desk: &Desk, id: Uuid) -> Result<Option<Listing>, No> {
    desk.must(Permission::ImportPeople)?;
    let Some(kept) = get::<Kept>(desk, &files_name(id)).await? else { return Ok(None) };
    let files = kept
        .files
        .into_iter()
        .map(|(path, bytes)| {
            let bytes = BASE64.decode(bytes.as_bytes()).map_err(|_| unreadable())?;
            Ok(SourceFile { path, bytes })
        })
        .collect::<Result<_, No>>()?;
    let note = |(file, reason): (String, String)| Issue {
        file: Arc::from(file),
        line: None,
        column: None,
        value: String::new(),
        reason,
        severity: Severity::Note,
    };
    Ok(Some(Listing { files, issues: kept.passed_over.into_iter().map(note).collect() }))
}

/// Whether files of the asker's are held under this id, without opening them.
pub(super) async fn is_held(desk: &Desk, id: Uuid) -> Result<bool, No> {
    let (account, authority) = (desk.sight.account, desk.sight.authority);
    Ok(desk.house.records.draft(account, authority, &files_name(id)).await?.is_some())
}

/// Keeps what an import said, and lets go of its files.
pub(super) async fn keep_said(desk: &Desk, id: Uuid, said: &Said) -> Result<(), No> {
    put(desk, &said_name(id), said).await?;
    crate::drafts::discard(desk, &files_name(id)).await
}

/// Throws away what was kept longer than a week, whoever sent it.
pub(crate) async fn forget_held(house: &House) -> Result<u64, records::Error> {
    house.records.clear_drafts(KEPT_AS, house.now().plus_seconds(-KEPT_FOR)).await
}

/// What an import said.
pub async fn said(desk: &Desk, id: Uuid) -> Result<Option<Said>, No> {
    desk.must(Permission::ImportPeople)?;
    get(desk, &said_name(id)).await
}

/// The issues as a file that a spreadsheet opens safely.
pub fn issues_file(said: &Said) -> Vec<u8> {
    let column = |column: &str| {
        exchange::Module::ALL
            .iter()
            .flat_map(|module| exchange::columns(*module))
            .find(|one| **one == column)
            .copied()
    };
    let issues: Vec<Issue> = said
        .issues
        .iter()
        .map(|issue| Issue {
            file: Arc::from(issue.file.as_str()),
            line: issue.line,
            column: column(&issue.column),
            value: issue.value.clone(),
            reason: issue.reason.clone(),
            severity: severity_of(&issue.done),
        })
        .collect();
    exchange::issues_csv(&issues)
}

fn severity_of(words: &str) -> exchange::Severity {
    use exchange::Severity::{FileRefused, Note, RowRefused, ToCheck, ValueLeftOut};
    [FileRefused, RowRefused, ValueLeftOut, ToCheck]
        .into_iter()
        .find(|one| one.in_words() == words)
        .unwrap_or(Note)
}

fn files_name(id: Uuid) -> String {
    format!("{KEPT_AS}{id}/files")
}

/// Under what is kept how far an import is.
pub(super) fn run_name(id: Uuid) -> String {
    format!("{KEPT_AS}{id}/run")
}

fn said_name(id: Uuid) -> String {
    format!("{KEPT_AS}{id}/said")
}

fn unreadable() -> No {
    records::Error::Unreadable("what was held of an import".into()).into()
}

pub(super) async fn put<T: serde::Serialize>(desk: &Desk, name: &str, value: &T) -> Result<(), No> {
    let bytes = serde_json::to_vec(value).map_err(|_| unreadable())?;
    let (account, authority) = (desk.sight.account, desk.sight.authority);
    let context = context(account, name);
    let sealed = desk.house.records.keys().protect(authority, &context, desk.house.random(), &bytes)?;
    let draft = SealedDraft {
        account,
        authority,
        form: name.into(),
        person: None,
        sealed,
        saved_at: desk.now,
        written_in: None,
    };
    Ok(desk.house.records.save_draft(draft).await?)
}

pub(super) async fn get<T: serde::de::DeserializeOwned>(desk: &Desk, name: &str) -> Result<Option<T>, No> {
    let (account, authority) = (desk.sight.account, desk.sight.authority);
    let Some(found) = desk.house.records.draft(account, authority, name).await? else { return Ok(None) };
    let bytes = desk.house.records.keys().reveal(authority, &context(account, name), &found.sealed)?;
    serde_json::from_slice(&bytes).map(Some).map_err(|_| unreadable())
}

fn context(account: AccountId, name: &str) -> Vec<u8> {
    [b"held ".as_slice(), account.0.as_bytes(), name.as_bytes()].concat()
}
