//! What a command asks for, as it can be handed to a running server.

use super::talk::{Said, Talk, Terminal};
use super::{erase, history, import, verify};
use crate::settings::Settings;
use crate::{beside, house};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::process::ExitCode;
use work::House;

/// One command with what it needs. It travels over a socket and never stands
/// in a list of processes or in a log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asked {
    /// Check everything, against heads kept elsewhere.
    Verify {
        /// Each as `COUNCIL:NUMBER:LINK`.
        heads: Vec<String>,
    },
    /// Make all views anew.
    Rebuild,
    /// A record as it was known on a day.
    History {
        /// The reference of the young person.
        reference: String,
        /// The day.
        on: Date,
    },
    /// Erase what two people decided is to go.
    Erase(erase::Order),
    /// Bring a council's files in.
    Import(import::Order),
}

impl Asked {
    /// What it is called in the log.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Verify { .. } => "verify",
            Self::Rebuild => "rebuild",
            Self::History { .. } => "history",
            Self::Erase(_) => "erase",
            Self::Import(_) => "import",
        }
    }

    /// Carries the command out in a house; its last word is how it ended.
    pub(crate) async fn carry_out(self, house: &House, talk: &Talk) {
        let outcome = match self {
            Self::Verify { heads } => verify::verify(house, &heads, talk).await,
            Self::Rebuild => verify::rebuild(house, talk).await,
            Self::History { reference, on } => history::history(house, &reference, on, talk).await,
            Self::Erase(order) => erase::erase(house, order, talk).await,
            Self::Import(order) => import::bring_in(house, order, talk).await,
        };
        talk.say(outcome.map_or_else(Said::Wrong, Said::End));
    }
}

/// Carries a command out here, or in the server that holds the data folder.
pub(crate) async fn run(asked: Asked, settings: &Settings, terminal: &Terminal) -> Result<ExitCode, String> {
    if settings.database.is_none()
        && let Some(server) = beside::reach(&settings.data).await
    {
        return beside::hand_over(server, &asked, terminal).await;
    }
    let house = match &asked {
        Asked::Import(_) => house::open(settings).await?,
        _ => house::open_existing(settings).await?,
    };
    let (talk, listener) = Talk::new();
    let (shown, ()) = tokio::join!(terminal.show(listener), asked.carry_out(&house, &talk));
    house.records.close().await;
    shown
}
