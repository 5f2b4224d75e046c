//! `nwd keys rotate-seal`.

use super::talk::Shown;
use crate::house;
use crate::settings::{Given, Settings};
use clap::Subcommand;
use std::process::ExitCode;
use work::staff;

/// What is done with the keys.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Make a new seal key and sign every head with it. Stop every server first.
    RotateSeal {
        #[command(flatten)]
        given: Given,
    },
}

/// Changes the seal key, and says what to do with it. A running server signs
/// with the key it was started with, so this is not handed to one.
pub(crate) async fn rotate_seal(settings: Settings) -> Result<ExitCode, String> {
    let house = house::open_existing(&settings).await?;
    let changed = staff::change_seal_key(&house).await;
    house.records.close().await;
    let public = changed.map_err(|no| no.to_string())?;
    let mut shown = Shown::default();
    shown.line("The seal key was changed, and every head is signed again.");
    shown.line(&format!("Public half of the new seal key: {public}"));
    let folder = settings.keys.display();
    shown.line(&format!("Copy the keys folder {folder} again to both places where you keep it."));
    shown.ended(true)
}
