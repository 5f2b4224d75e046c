//! The council's files are brought in through the page: looked at first, and once.

use crate::demo::{Demo, PRIYANKA, SIOBHAN, is_sound};
use journeys::{Engine, Outcome, Page, View};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const HEADER: &str = "\
CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
J900001,2,04/06/2011,WBRI,UN1,,
J900002,1,19/11/2010,MWBC,UN1,,
";
const EPISODES: &str = "\
CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
J900001,02/05/2025,S,C2,N1,U6,PR1,,,,,,
J900002,14/07/2025,S,V2,N4,U6,PR1,09/01/2026,E4A,,,,
J900002,32/01/2026,S,V2,N4,U6,PR1,,,,,,
";
const PEOPLE: &str = "\
CHILD,LEGAL_NAME,NAME_USED,DOB,TEAM,SOCIAL_WORKER,KEY_WORKER,KEY_WORKER_SINCE,COHORT,SLEEPING_AT,STAY_PURPOSE,MISSING_SINCE
J900001,Wilhelmina Thistlewood,Billie Thistlewood,04/06/2011,Harbour House,Ruth Calloway,Siobhán O'Hare,01/10/2026,Looked after,Foster family,,
J900002,Caspian Underhill,Caspian Underhill,19/11/2010,Harbour House,Imran Sadiq,Siobhán O'Hare,12/10/2026,Edge of care,At home,,
";

#[tokio::test]
async fn files_are_looked_at_then_brought_in_and_a_second_time_nothing_is_written() -> Outcome {
    brings_in(Engine::Embedded, View::desktop()).await
}

#[tokio::test]
async fn the_same_with_scripts_off() -> Outcome {
    brings_in(Engine::Embedded, View::phone().without_scripts()).await
}

#[tokio::test]
async fn the_same_on_postgresql() -> Outcome {
    brings_in(Engine::Postgres, View::desktop()).await
}

/// The files in a folder of their own, which goes with the value.
pub(crate) fn files<B: AsRef<[u8]>>(named: &[(&str, B)]) -> Outcome<(TempDir, Vec<PathBuf>)> {
    let folder = tempfile::Builder::new().prefix("nwd-files-").tempdir()?;
    let mut paths = Vec::new();
    for (name, bytes) in named {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes)?;
        paths.push(path);
    }
    Ok((folder, paths))
}

async fn brings_in(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let named = [("Header.csv", HEADER), ("Episodes.csv", EPISODES), ("People.csv", PEOPLE)];
    let (_folder, paths) = files(&named)?;
    let priyanka = demo.worker(PRIYANKA, view).await?;
    priyanka.goes_to("/import").await?;
    priyanka.presses("Look at what would happen").await?;
    priyanka.sees("Choose at least one file.").await?;
    is_sound(&priyanka).await?;

    sends(&priyanka, &paths).await?;
    counts(&priyanka, "New people", "2").await?;
    counts(&priyanka, "Rows refused; each has an issue", "1").await?;
    priyanka.sees("Episodes.csv, line 4").await?;
    is_sound(&priyanka).await?;
    if view == View::desktop() && engine == Engine::Embedded {
        priyanka.picture("import").await?;
    }

    let siobhan = demo.worker(SIOBHAN, View::desktop()).await?;
    siobhan.goes_to("/people").await?;
    siobhan.sees("young people").await?;
    siobhan.does_not_see("Billie Thistlewood").await?;
    let preview = priyanka.path().await?;
    priyanka.double_clicks("Bring them in").await?;
    were_brought_in(&priyanka, view).await?;
    priyanka.goes_to(&preview).await?;
    priyanka.is_at(&format!("{preview}/done")).await?;
    counts(&priyanka, "New people", "2").await?;
    is_sound(&priyanka).await?;

    siobhan.goes_to("/people").await?;
    siobhan.sees("Caspian Underhill").await?;
    siobhan.follows("Billie Thistlewood").await?;
    siobhan.is_headed("Story").await?;
    siobhan.sees("Wilhelmina Thistlewood").await?;
    siobhan.sees("15 years old").await?;

    sends(&priyanka, &paths).await?;
    for nothing in [
        "New people",
        "People who were here and about whom something is written",
        "Facts told for the first time",
    ] {
        counts(&priyanka, nothing, "0").await?;
    }
    counts(&priyanka, "People who are here already", "2").await?;
    priyanka.presses("Bring them in").await?;
    were_brought_in(&priyanka, view).await?;
    counts(&priyanka, "Facts told for the first time", "0").await?;
    counts(&priyanka, "Facts that correct an earlier file", "0").await?;
    counts(&priyanka, "Rows newly marked as no longer in their file", "0").await
}

#[tokio::test]
async fn an_import_goes_on_without_its_page_and_says_how_far_it_is() -> Outcome {
    goes_on(View::desktop()).await
}

#[tokio::test]
async fn an_import_says_how_far_it_is_with_scripts_off() -> Outcome {
    goes_on(View::phone().without_scripts()).await
}

/// Enough people that somebody can look on while they are brought in.
async fn goes_on(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let mut people = "CHILD,NAME_USED,DOB\n".to_owned();
    for number in 0..3_000 {
        let _ = writeln!(people, "G{number},Grown {number},04/06/2012");
    }
    let (_folder, paths) = files(&[("People.csv", &people)])?;
    let priyanka = demo.worker(PRIYANKA, view).await?;
    sends(&priyanka, &paths).await?;
    let import = priyanka.path().await?;
    priyanka.presses("Bring them in").await?;
    priyanka.is_headed("The files are being brought in").await?;
    is_sound(&priyanka).await?;
    priyanka.goes_to("/import").await?;
    priyanka.sees("The files you sent last").await?;
    priyanka.goes_to(&import).await?;
    if view != View::desktop() {
        priyanka.follows("Look again").await?;
    }
    were_brought_in(&priyanka, view).await?;
    counts(&priyanka, "New people", "3,000").await
}

#[tokio::test]
async fn a_folder_of_years_and_one_more_year_are_looked_at_together() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let folder = tempfile::Builder::new().prefix("nwd-years-").tempdir()?;
    for year in ["2024-25", "2025-26"] {
        std::fs::create_dir(folder.path().join(year))?;
        std::fs::write(folder.path().join(year).join("Header.csv"), HEADER)?;
    }
    let priyanka = demo.worker(PRIYANKA, View::desktop()).await?;
    priyanka.goes_to("/import").await?;
    priyanka.attaches("Or a whole folder", Path::new(folder.path())).await?;
    priyanka.presses("Look at what would happen").await?;
    priyanka.is_headed("What the files would do").await?;
    priyanka.sees("2024-25").await?;
    priyanka.sees("2025-26").await?;
    counts(&priyanka, "New people", "2").await?;
    let (_more, paths) = files(&[("Episodes.csv", EPISODES)])?;
    priyanka.unfolds("Add the files of another year").await?;
    is_sound(&priyanka).await?;
    priyanka.types("Collection year (optional)", "2023-24").await?;
    priyanka.attaches_all("Files", &paths).await?;
    priyanka.presses("Look at what would happen").await?;
    priyanka.sees("2023-24").await?;
    priyanka.sees("Episodes.csv, line 4").await?;
    priyanka.presses("Bring them in").await?;
    were_brought_in(&priyanka, View::desktop()).await
}

/// Waits until an import has ended. At a desk the page looks again by itself; with scripts off one does so oneself.
pub(crate) async fn were_brought_in(officer: &Page, view: View) -> Outcome {
    for _ in 0..240 {
        if officer.title().await?.starts_with("What the import did") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        if view != View::desktop() {
            officer.reloads().await?;
        }
    }
    officer.sees("The files were brought in").await
}

pub(crate) async fn sends(officer: &Page, files: &[PathBuf]) -> Outcome {
    officer.goes_to("/import").await?;
    officer.types("Collection year (optional)", "2025-26").await?;
    officer.attaches_all("Files", files).await?;
    officer.presses("Look at what would happen").await?;
    officer.is_headed("What the files would do").await?;
    officer.sees("Nothing has been written yet.").await
}

/// The table of numbers says so many of something.
async fn counts(officer: &Page, what: &str, number: &str) -> Outcome {
    officer.sees_under(what, &format!("{what} {number}")).await
}
