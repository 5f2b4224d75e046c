//! What `verify` finds.

use crate::tables::Table;
use crate::{EngineStore, Error, Head, Records, on};
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use practice::ids::AuthorityId;
use std::collections::BTreeSet;

/// How many findings are kept; the count goes on.
const KEPT: usize = 50;

/// One thing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: `event`, `seal`, `head`, `stream` or a view.
    pub place: String,
    /// What, in words that quote no content.
    pub what: String,
}

impl Finding {
    pub(crate) fn about(place: &str, what: String) -> Self {
        Self { place: place.into(), what }
    }
}

/// What a check of the whole journal and its views found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// How many events are sealed.
    pub sealed: u64,
    /// How many are written and not yet sealed: reported, not claimed.
    pub unsealed: u64,
    /// The sealed heads.
    pub heads: Vec<Head>,
    /// The first findings.
    pub findings: Vec<Finding>,
    /// How many findings there were.
    pub found: u64,
    pub(crate) checked_heads: BTreeSet<AuthorityId>,
}

impl Report {
    /// Whether everything is as it was written.
    pub fn is_clean(&self) -> bool {
        self.found == 0
    }

    pub(crate) fn find(&mut self, finding: Finding) {
        self.found += 1;
        if self.findings.len() < KEPT {
            self.findings.push(finding);
        }
    }
}

impl Records {
    /// Checks seals, order and tombstones, and that the views rebuilt from the
    /// journal equal the live ones, row for row, all at one moment. A `head`
    /// kept elsewhere finds a tail cut behind it.
    pub async fn verify(&self, head: Option<&Head>) -> Result<Report, Error> {
        let mut report = Report::default();
        on!(self, store => store.verify(head, &mut report).await)?;
        Ok(report)
    }
}

/// Two views side by side; names the first row that differs, by its key only.
pub(crate) async fn first_difference(
    view: &Table,
    mut live: BoxStream<'_, Result<Vec<String>, Error>>,
    mut rebuilt: BoxStream<'_, Result<Vec<String>, Error>>,
) -> Result<Option<Finding>, Error> {
    loop {
        let (ours, theirs) = (live.try_next().await?, rebuilt.try_next().await?);
        if ours != theirs {
            let row = ours.or(theirs).unwrap_or_default();
            let first = row.first().cloned().unwrap_or_default();
            return Ok(Some(Finding::about(
                view.name,
                format!("differs from the journal, first at row {first}"),
            )));
        }
        if ours.is_none() {
            return Ok(None);
        }
    }
}
