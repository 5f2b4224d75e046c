//! What `verify` finds.

use crate::tables::Table;
use crate::{EngineStore, Error, Head, Records, on};
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use practice::ids::AuthorityId;
use std::collections::{BTreeMap, BTreeSet};

/// How many findings are kept; the count goes on.
const KEPT: usize = 50;

/// One thing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: `event`, `seal`, `head`, `stream`, `vault` or a view.
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
    /// The views whose fold a release changed and that are not folded anew yet:
    /// these were not compared.
    pub behind: Vec<&'static str>,
    /// The first findings.
    pub findings: Vec<Finding>,
    /// How many findings there were.
    pub found: u64,
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
    /// Checks seals, order and tombstones, that the vault holds what the
    /// events say and nothing else, and that the views rebuilt from the
    /// journal equal the live ones, row for row, all at one moment. `heads`
    /// kept elsewhere find a tail cut behind them.
    pub async fn verify<'h>(&self, heads: impl IntoIterator<Item = &'h Head>) -> Result<Report, Error> {
        let kept = KeptHeads::of(heads);
        let mut report = Report::default();
        on!(self, store => store.verify(&kept, &mut report).await)?;
        Ok(report)
    }
}

/// Links of one council's chain, by their number: as they were kept elsewhere.
pub(crate) type KeptLinks = BTreeMap<i64, BTreeSet<Vec<u8>>>;

/// Heads kept elsewhere.
#[derive(Debug, Default)]
pub(crate) struct KeptHeads(BTreeMap<AuthorityId, KeptLinks>);

impl KeptHeads {
    fn of<'h>(heads: impl IntoIterator<Item = &'h Head>) -> Self {
        let mut kept = Self::default();
        for head in heads {
            let links = kept.0.entry(head.authority).or_default().entry(head.number).or_default();
            links.insert(head.chain.clone());
        }
        kept
    }

    /// The councils that have any.
    pub(crate) fn councils(&self) -> impl Iterator<Item = AuthorityId> {
        self.0.keys().copied()
    }

    /// What was kept of one council.
    pub(crate) fn of_council(&self, authority: AuthorityId) -> &KeptLinks {
        static NONE: KeptLinks = KeptLinks::new();
        self.0.get(&authority).unwrap_or(&NONE)
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
