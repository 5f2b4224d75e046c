//! Starting and ending a program, and its database.

use journeys::{Database, Outcome, Program};
use std::path::Path;
use std::process::Command;

fn shell(script: &str) -> Command {
    let mut line = Command::new("sh");
    line.args(["-c", script]);
    line
}

async fn start(script: &str) -> Outcome<Program> {
    Program::start(shell(script), tempfile::tempdir()?, None).await
}

#[tokio::test]
async fn a_program_is_ready_when_it_prints_its_address() -> Outcome {
    let program = start("echo Getting ready; echo Ready at http://127.0.0.1:41873/.; exec sleep 60").await?;
    assert_eq!(program.address(), "http://127.0.0.1:41873");
    assert!(program.output().contains(&"Getting ready".to_string()));
    Ok(())
}

#[tokio::test]
async fn a_program_and_its_data_are_gone_when_the_journey_ends() -> Outcome {
    let program = start("echo http://127.0.0.1:41873; exec sleep 60").await?;
    let process = format!("/proc/{}", program.process());
    let data = program.data().to_path_buf();
    assert!(Path::new(&process).exists() && data.exists());
    drop(program);
    assert!(!Path::new(&process).exists() && !data.exists());
    Ok(())
}

#[tokio::test]
async fn a_program_that_ends_early_is_reported_with_its_last_words() {
    let said = start("echo 'The settings file is wrong.' >&2; exit 3").await.unwrap_err().to_string();
    assert!(said.contains("exit status: 3") && said.contains("The settings file is wrong."), "{said}");
}

#[tokio::test]
async fn a_program_asked_to_stop_says_how_it_ended() -> Outcome {
    let mut program =
        start("trap 'exit 7' TERM; echo http://127.0.0.1:41873; while :; do sleep 0.05; done").await?;
    assert_eq!(program.stops().await?.code(), Some(7));
    Ok(())
}

#[test]
fn each_database_is_fresh_and_dropped_at_the_end() -> Outcome {
    let one = Database::fresh()?;
    let other = Database::fresh()?;
    assert_ne!(one.url(), other.url());
    assert!(query(&one.url(), "create table note (n int)"));
    assert!(query(&one.url(), "select n from note"));
    assert!(!query(&other.url(), "select n from note"));
    let url = one.url();
    drop(one);
    assert!(!query(&url, "select 1"));
    Ok(())
}

fn query(url: &str, statement: &str) -> bool {
    let ran = Command::new("psql").args(["--no-psqlrc", "--quiet", "--command", statement, url]).output();
    ran.is_ok_and(|ran| ran.status.success())
}
